"""Wordings and answers two entries fight for."""

import random
from pathlib import Path
from time import perf_counter

import pytest

from knowledge.check_wordings import Wording, build_grams, find_near, wording_problems
from knowledge.source import Draft
from tests.knowledge.checking import OTHER_WORDINGS, messages, other_draft, sound_draft

FIRST = "công ty có phải trả lương thử việc cho tôi không"
ANSWER = "Không được. Công ty phải báo trước cho bạn và trả đủ tiền lương của những ngày đã làm."


def told(*drafts: Draft) -> list[str]:
    return [problem.message for problem in wording_problems(drafts)]


def test_entries_with_their_own_words_are_left_alone() -> None:
    assert told(sound_draft(), other_draft()) == []


def test_the_same_wording_in_two_entries_is_told_whatever_its_case_and_marks_of_sentence() -> None:
    second = other_draft(question="thử việc, mấy ngày", variants=(*OTHER_WORDINGS, "MỘT!"))

    assert messages(sound_draft(), second) == [
        "khac: 'thử việc mấy ngày' is also a wording of thu-viec",
        "khac: 'một' is also a wording of thu-viec",
    ]


def test_the_same_wording_without_marks_is_told() -> None:
    assert told(sound_draft(), other_draft(question="thu viec may ngay")) == [
        "khac: 'thu viec may ngay' is also a wording of thu-viec"
    ]


def test_a_variant_that_stands_twice_in_one_entry_is_told() -> None:
    assert messages(sound_draft(variants=(*OTHER_WORDINGS, "Đỏ?"))) == ["thu-viec: a variant stands twice"]


@pytest.mark.parametrize(
    "near",
    [
        "công ty phải trả lương thử việc cho em không ạ",
        "cong ty co phai tra luong thu viec cho toi khong",
        "dạ công ty phải trả lương thử việc cho mình hông vậy",
    ],
)
def test_a_wording_that_differs_in_empty_words_only_is_told(near: str) -> None:
    [message] = told(sound_draft(question=FIRST), other_draft(question=near))

    assert message.startswith("khac: ")
    assert "thu-viec" in message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thời hạn báo trước khi người lao động nghỉ việc", "thời hạn báo trước khi công ty cho nghỉ việc"),
        ("nam mấy tuổi về hưu", "nữ mấy tuổi về hưu"),
        ("rút BHXH một lần", "bị HIV rút BHXH một lần"),
        ("không được từ chối tăng ca", "từ chối tăng ca"),
        ("tối đa mấy tháng thử việc", "thử việc mấy tháng"),
    ],
)
def test_neighbours_one_word_tells_apart_are_left_alone(one: str, other: str) -> None:
    assert told(sound_draft(question=one), other_draft(question=other)) == []


def test_wordings_of_one_entry_may_be_near() -> None:
    assert told(sound_draft(question=FIRST, variants=(FIRST.replace("tôi", "em"),))) == []


def test_an_answer_another_entry_nearly_gives_is_told() -> None:
    near = ANSWER.replace("những ngày", "các ngày").replace("Không được. ", "")

    [message] = told(sound_draft(answer=ANSWER), other_draft(answer=near))

    assert message.startswith("khac: the answer shares ")
    assert message.endswith("% of its words with thu-viec")


def test_answers_of_the_same_form_about_other_things_are_left_alone() -> None:
    other = "Không được. Công ty phải trả lại giấy tờ gốc cho bạn ngay, không được giữ."

    assert told(sound_draft(answer=ANSWER), other_draft(answer=other)) == []


def test_answers_that_only_fill_in_figures_are_compared_without_them() -> None:
    answer = "{{ a.b }} {{ c.d }}"

    assert told(sound_draft(answer=answer), other_draft(answer=answer)) == []


def test_the_marks_tell_an_empty_word_from_a_full_one() -> None:
    assert build_grams("dạ") == frozenset()
    assert build_grams("da") == {"da"}
    assert build_grams("tối đa") == {"toi", "da", ("toi", "da")}


def test_near_pairs_are_all_found_and_only_they() -> None:
    draw = random.Random(5)
    words = [chr(97 + number) * 2 for number in range(12)]
    texts = [" ".join(draw.choices(words, k=draw.randint(2, 7))) for _ in range(200)]
    wordings = [Wording(sound_draft(id=f"m-{n}"), text, build_grams(text)) for n, text in enumerate(texts)]
    expected = {
        (one.draft.id, other.draft.id)
        for n, one in enumerate(wordings)
        for other in wordings[n + 1 :]
        if len(one.grams & other.grams) / len(one.grams | other.grams) >= 0.6
    }
    found = {(one.draft.id, other.draft.id) for one, other, _ in find_near(wordings, 0.6)}

    assert len(expected) > 20
    assert found == expected


def test_ten_thousand_wordings_take_a_moment(tmp_path: Path) -> None:
    draw = random.Random(7)
    words = [f"{a}{b}" for a in "bcdghklmnprstvx" for b in ("a", "e", "i", "o", "u", "an", "em", "inh")]
    drafts = [
        sound_draft(
            id=f"m-{n}", answer=str(n), variants=tuple(" ".join(draw.choices(words, k=8)) for _ in range(14))
        )
        for n in range(715)
    ]
    started = perf_counter()

    list(wording_problems(drafts))

    assert perf_counter() - started < 15  # about 1 s where nothing else runs

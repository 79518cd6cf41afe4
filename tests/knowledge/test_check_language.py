"""Plain language: what is measured, and what is too much."""

import pytest

from knowledge.check_language import language_faults, measure_entry
from knowledge.plain_language import count_syllables, find_jargon, measure, split_sentences
from tests.knowledge.checking import sound_draft

NEXT = "\nBạn nên: giữ giấy tờ."


def words(count: int) -> str:
    return " ".join(["chữ"] * count)


def told(**changed: str) -> list[str]:
    return list(language_faults(sound_draft(**changed)))


def test_syllables_are_counted_as_read_and_a_figure_counts_once() -> None:
    assert count_syllables("Ít nhất {{ muc.vung_1 * 2 }}, tức 85%.") == 5


def test_lines_and_semicolons_end_sentences_too() -> None:
    assert split_sentences("Một. Hai; ba\n- bốn") == ["Một.", "Hai;", "ba", "- bốn"]


def test_a_measure_adds_its_texts_up() -> None:
    found = measure(["Một hai ba. Bốn năm.", "Công ty chi trả sáu."])

    assert (found.syllables, found.sentences, found.longest, found.jargon) == (10, 3, 5, 2)
    assert found.average == pytest.approx(10 / 3)
    assert found.jargon_share == pytest.approx(0.2)


def test_nothing_measures_nothing() -> None:
    found = measure([])

    assert (found.average, found.jargon_share, found.longest) == (0, 0, 0)


def test_the_longest_word_of_the_law_is_found_not_its_parts() -> None:
    assert find_jargon("Đơn phương chấm dứt theo quy định của pháp luật") == [
        "đơn phương chấm dứt",
        "theo quy định của pháp luật",
    ]


def test_every_text_a_worker_reads_is_measured() -> None:
    draft = sound_draft(answer="Một.", details="Hai ba.", conditions="Bốn.", example="Năm.", situation="Sáu.")

    assert measure_entry(draft).syllables == 6


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"details": f"- {' '.join(['Chữ.'] * 148)}{NEXT}"},
            "the details have 153 syllables, at most 150",
        ),
        (
            {"details": f"- {words(37)}.{NEXT}"},
            f"a sentence of 37 syllables in the details: - {words(10)[:38]}…",
        ),
        (
            {"situation": f"{words(37)}. Một. Hai."},
            f"a sentence of 37 syllables in the situation: {words(10)}…"[:-1],
        ),
        (
            {"answer": f"{words(22)}.", "example": f"{words(20)}."},
            "has 21.0 syllables a sentence, at most 20",
        ),
        (
            {"answer": f"Được chi trả {words(9)}.", "details": f"- Thanh toán {words(9)}.{NEXT}"},
            "14.3% of its syllables are words of the law, at most 6% (chi trả → trả; thanh toán → trả)",
        ),
        ({"answer": "Người sử dụng lao động trả."}, "the answer says 'người sử dụng lao động'"),
        (
            {"answer": "Theo quy định thì được."},
            "a sentence of the answer opens like a statute: 'Theo quy định'",
        ),
        (
            {"details": f"- Căn cứ giấy tờ.{NEXT}"},
            "a sentence of the details opens like a statute: 'Căn cứ'",
        ),
        ({"details": f"- Vui lòng chờ.{NEXT}"}, "the details holds a phrase of offices: 'Vui lòng'"),
        ({"answer": "Được, tôi là AI."}, "the answer holds talk about the machine: 'là AI'"),
        ({"answer": "Được, lẽ ra bạn hỏi sớm."}, "the answer holds blame: 'lẽ ra bạn'"),
        ({"answer": "Được, bạn chắc chắn thắng."}, "the answer holds a promise: 'chắc chắn thắng'"),
        ({"answer": "Nộp cho UBND."}, "UBND is not spelled out at its first use"),
    ],
)
def test_what_is_too_much_is_told(changed: dict[str, str], expected: str) -> None:
    assert any(fault.startswith(expected) for fault in told(**changed)), told(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"details": f"- {words(36)}.{NEXT}"},
        {"answer": f"{words(20)}."},
        {"answer": "Là ai cũng được, không do lỗi của bạn."},
        {"answer": "Có thẻ BHYT, mã OTP, vùng IV."},
        {"answer": "Nộp ở ủy ban nhân dân (UBND); UBND trả lời."},
        {"answer": "UBND (ủy ban nhân dân) trả lời."},
        {"details": f"- Trong luật có ghi. Việc này dễ.{NEXT}"},
    ],
)
def test_what_is_plain_is_left_alone(changed: dict[str, str]) -> None:
    assert told(**changed) == []

"""Each editorial rule: a draft that keeps it is left alone, one that breaks it is told, with file and line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.check import problems
from knowledge.entry import Citation, ReviewStatus
from knowledge.source import Relation, Source, read_source
from tests.knowledge.content import FIGURES, TODAY, make_document, make_draft, read_content

LONG_SENTENCE = " ".join(["chữ"] * 46) + "."
TWO_PRIMARY = (Citation("1/QH", "1", is_primary=True), Citation("1/QH", "2", is_primary=True))


def messages(*drafts: object, documents: object = None) -> list[str]:
    """What the check says about drafts over a register of one document."""
    source = Source(drafts=list(drafts), documents=documents or [make_document()])  # type: ignore[arg-type]
    return [problem.message for problem in problems(source, today=TODAY)]


def test_what_ships_has_no_fault() -> None:
    source = read_source()

    assert len(source.drafts) > 500
    assert [str(problem) for problem in problems(source, today=TODAY)] == []


def test_a_draft_that_keeps_every_rule_is_left_alone() -> None:
    assert messages(make_draft()) == []


@pytest.mark.parametrize("word", ["Thu-Viec", "thử-việc", "thu viec", "thu--viec", "-thu", ""])
def test_the_id_is_made_of_lowercase_words(word: str) -> None:
    assert any("the id must be lowercase" in message for message in messages(make_draft(id=word)))


def test_the_id_fits_the_payload_of_a_button() -> None:
    longest = "a" * 59

    assert messages(make_draft(id=longest)) == []
    assert messages(make_draft(id=longest + "a")) == [
        f"{longest}a: the id has 60 bytes, at most 59 fit a button"
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"topic": "cooking"}, "topic 'cooking' is not in knowledge/topics.py"),
        ({"variants": ("một", "hai", "ba", "bốn")}, "has 4 variants, at least 5 are needed"),
        ({"status": ReviewStatus.REVIEW}, "is in review without a review_note"),
        (
            {"checked_on": date(2026, 11, 20), "review_due_on": date(2026, 11, 20)},
            "review_due_on must be after checked_on",
        ),
        (
            {"checked_on": date(2026, 5, 1), "review_due_on": date(2026, 11, 19)},
            "review was due on 2026-11-19",
        ),
        ({"checked_on": date(2026, 11, 21)}, "checked_on 2026-11-21 lies in the future"),
        (
            {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 1, 1)},
            "valid_to must be after valid_from",
        ),
        ({"answer": "Một. Hai. Ba. Bốn."}, "the answer has 4 sentences, at most 3"),
        ({"answer": LONG_SENTENCE}, f"a sentence of 46 syllables in the answer: {LONG_SENTENCE[:40]}…"),
        (
            {"answer": "Người sử dụng lao động phải trả."},
            "the answer says 'người sử dụng lao động'",
        ),
        ({"details": "- Giữ giấy tờ."}, "the details do not end with what to do now (Bạn nên: …)"),
        ({"citations": ()}, "has 0 primary citations, one to three are needed"),
        ({"citations": (Citation("1/QH", "1"),)}, "has 0 primary citations, one to three are needed"),
        ({"citations": TWO_PRIMARY * 2}, "has 4 primary citations, one to three are needed"),
        (
            {"citations": (Citation("1/QH", "9", is_primary=True),)},
            "cites 1/QH Điều 9, which the register does not hold",
        ),
        (
            {"citations": (Citation("9/QH", "1", is_primary=True),)},
            "cites 9/QH Điều 1, which the register does not hold",
        ),
        ({"details": "Bạn nên: trả {{ 5 đồng."}, "{{ is not a placeholder"),
        ({"example": "{{ Luong }}"}, "{{ Luong }} is not a placeholder"),
        ({"conditions": "{{ muc_luong.vung_1 }}"}, "{{ muc_luong.vung_1 }}: muc_luong.vung_1"),
        (
            {"question": "{{ muc_luong }} là gì?"},
            "the question or a variant holds a placeholder, and nothing fills it there",
        ),
        (
            {"variants": ("một", "hai", "ba", "bốn", "{{ muc_luong }}")},
            "the question or a variant holds a placeholder, and nothing fills it there",
        ),
    ],
)
def test_a_broken_rule_is_told(changed: dict[str, object], expected: str) -> None:
    assert messages(make_draft(**changed)) == [f"thu-viec: {expected}"]


def test_a_citation_that_is_dead_today_is_told() -> None:
    dead = make_document(in_force_to=TODAY)
    alive = make_document(in_force_to=date(2026, 11, 21))

    assert messages(make_draft(), documents=[dead]) == ["thu-viec: cites 1/QH Điều 1, dead since 2026-11-20"]
    assert messages(make_draft(), documents=[alive]) == []


def test_a_citation_that_is_not_yet_in_force_is_told() -> None:
    unborn = make_document(in_force_from=date(2026, 11, 21))

    assert messages(make_draft(), documents=[unborn]) == [
        "thu-viec: cites 1/QH Điều 1, in force only from 2026-11-21"
    ]


def test_a_draft_in_review_may_be_overdue_and_cite_what_is_dead() -> None:
    draft = make_draft(
        status=ReviewStatus.REVIEW,
        review_note="chờ nghị định mới",
        checked_on=date(2026, 1, 1),
        review_due_on=date(2026, 2, 1),
    )
    assert messages(draft, documents=[make_document(in_force_to=TODAY)]) == []


def test_the_same_wording_in_two_entries_is_told_whatever_its_case_and_marks_of_sentence() -> None:
    first = make_draft()
    second = make_draft(
        id="khac", question="thử việc, mấy ngày", variants=("sáu", "bảy", "tám", "chín", "MỘT!")
    )

    assert messages(first, second) == [
        "khac: 'thử việc mấy ngày' is also a wording of thu-viec",
        "khac: 'một' is also a wording of thu-viec",
    ]


def test_a_variant_that_stands_twice_in_one_entry_is_told() -> None:
    assert messages(make_draft(variants=("một", "hai", "ba", "bốn", "Một?"))) == [
        "thu-viec: a variant stands twice"
    ]


def test_a_relation_to_a_document_that_is_not_there_is_told() -> None:
    source = Source(documents=[make_document()], relations=[Relation("1/QH", "replaces", "0/QH")])

    [problem] = problems(source, today=TODAY)

    assert str(problem) == "laws.yaml:0: 1/QH replaces 0/QH, which is not there"


def test_a_figure_on_a_document_that_is_not_there_is_told(tmp_path: Path) -> None:
    source = read_content(tmp_path, figures=FIGURES.replace("2/QH", "0/QH"))

    [problem] = problems(source, today=TODAY)

    assert str(problem) == "parameters.yaml:6: parameter muc_luong.vung_1 stands on 0/QH, which is not there"


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2025-12-31", "muc_luong.vung_1 from 2024-07-01 leaves a gap with the value from 2026-01-01"),
        ("2026-01-02", "muc_luong.vung_1 from 2024-07-01 overlaps with the value from 2026-01-01"),
        ("", "muc_luong.vung_1 from 2024-07-01 overlaps with the value from 2026-01-01"),
    ],
)
def test_two_values_or_none_on_a_day_are_told(tmp_path: Path, until: str, expected: str) -> None:
    source = read_content(
        tmp_path,
        figures=FIGURES.replace("valid_to: 2026-01-01", f"valid_to: {until}" if until else "valid_to: "),
    )
    assert [str(problem) for problem in problems(source, today=TODAY)] == [f"parameters.yaml:6: {expected}"]


def test_a_figure_that_ends_before_it_begins_is_told(tmp_path: Path) -> None:
    figures = FIGURES.replace("valid_from: 2026-01-01", "valid_from: 2026-01-01, valid_to: 2026-01-01")

    found = problems(read_content(tmp_path, figures=figures), today=date(2025, 12, 31))

    assert "parameters.yaml:7: muc_luong.vung_1: valid_to must be after valid_from" in map(str, found)


def test_faults_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    source = read_content(tmp_path, figures=FIGURES.replace("1, source", "1, sauce"))
    source.drafts = [replace(draft, topic="cooking") for draft in reversed(source.drafts)]

    found = [(problem.file, problem.line) for problem in problems(source, today=TODAY)]

    assert len(found) >= 4
    assert found == sorted(found)

"""The door of the checker and the form of an entry: what breaks a rule is told with its place."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.check import blocking_problems, problems
from knowledge.entry import ChangeKind, Citation, LegalChange, ReviewStatus
from knowledge.source import Draft, Relation, Source, read_source
from tests.knowledge.checking import (
    OTHER_WORDINGS,
    messages,
    other_draft,
    read_law,
    sound_draft,
    wide_entries,
)
from tests.knowledge.content import FIGURES, TODAY, make_document, read_content

LONG_SENTENCE = " ".join(["Chữ"] * 46) + "."
TWO_PRIMARY = (Citation("1/QH", "1", is_primary=True), Citation("1/QH", "2", is_primary=True))


def test_what_ships_has_no_fault() -> None:
    source = read_source()

    assert len(source.drafts) > 700
    assert [str(problem) for problem in problems(source, today=TODAY, shares=True)] == []


def test_a_draft_that_keeps_every_rule_is_left_alone(tmp_path: Path) -> None:
    assert messages(sound_draft(), other_draft()) == []
    assert messages(sound_draft(), law=read_law(tmp_path)) == []


@pytest.mark.parametrize("word", ["Thu-Viec", "thử-việc", "thu viec", "thu--viec", "-thu", ""])
def test_the_id_is_made_of_lowercase_words(word: str) -> None:
    assert any("the id must be lowercase" in message for message in messages(sound_draft(id=word)))


def test_the_id_fits_the_payload_of_a_button() -> None:
    longest = "a" * 59

    assert messages(sound_draft(id=longest)) == []
    assert messages(sound_draft(id=longest + "a")) == [
        f"{longest}a: the id has 60 bytes, at most 59 fit a button"
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"topic": "cooking"}, "topic 'cooking' is not in knowledge/topics.py"),
        ({"variants": OTHER_WORDINGS[:11]}, "has 11 variants, at least 12 are needed"),
        ({"status": ReviewStatus.REVIEW}, "is in review without a review_note"),
        (
            {"checked_on": date(2026, 11, 20), "review_due_on": date(2026, 11, 20)},
            "review_due_on must be after checked_on",
        ),
        (
            {"checked_on": date(2026, 11, 20), "review_due_on": date(2027, 11, 22)},
            "review_due_on is more than 12 months after checked_on",
        ),
        (
            {"checked_on": date(2026, 5, 1), "review_due_on": date(2026, 11, 19)},
            "review was due on 2026-11-19",
        ),
        ({"checked_on": date(2026, 11, 21)}, "checked_on 2026-11-21 lies in the future"),
        (
            {"valid_from": date(2026, 12, 1), "valid_to": date(2026, 12, 1)},
            "valid_to must be after valid_from",
        ),
        (
            {"checked_on": date(2026, 11, 1), "valid_to": TODAY},
            "ended on 2026-11-20, after it was checked: take it back, or check it as history",
        ),
        ({"answer": "Một. Hai. Ba. Bốn."}, "the answer has 4 sentences, at most 3"),
        (
            {"answer": f"Được. {LONG_SENTENCE} Có."},
            f"a sentence of 46 syllables in the answer: {LONG_SENTENCE[:40]}…",
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
        (
            {"stale_when": (Citation("1/QH", "9"),)},
            "stale_when names 1/QH Điều 9, which the register does not hold",
        ),
        ({"details": "Bạn nên: trả {{ 5 đồng."}, "{{ is not a placeholder"),
        ({"situation": "{{ Luong }}"}, "{{ Luong }} is not a placeholder"),
        ({"conditions": "{{ muc_luong.vung_1 }}"}, "{{ muc_luong.vung_1 }}: muc_luong.vung_1"),
        (
            {"question": "{{ muc_luong }} là gì?"},
            "the question or a variant holds a placeholder, and nothing fills it there",
        ),
        (
            {"variants": (*OTHER_WORDINGS, "{{ muc_luong }}")},
            "the question or a variant holds a placeholder, and nothing fills it there",
        ),
    ],
)
def test_a_broken_rule_is_told(changed: dict[str, object], expected: str) -> None:
    assert messages(sound_draft(**changed)) == [f"thu-viec: {expected}"]


def test_a_draft_in_review_may_have_few_variants() -> None:
    draft = sound_draft(status=ReviewStatus.REVIEW, review_note="chờ nghị định mới", variants=("một",))

    assert messages(draft) == []


def test_a_review_twelve_months_later_is_early_enough() -> None:
    assert messages(sound_draft(checked_on=date(2026, 11, 20), review_due_on=date(2027, 11, 20))) == []


def test_what_was_written_as_history_may_have_ended_before_it_was_checked() -> None:
    assert messages(sound_draft(valid_to=date(2026, 1, 1))) == []


def test_a_citation_that_is_dead_today_is_told() -> None:
    dead = make_document(in_force_to=TODAY)
    alive = make_document(in_force_to=date(2026, 11, 21))

    assert messages(sound_draft(), documents=[dead]) == ["thu-viec: cites 1/QH Điều 1, dead since 2026-11-20"]
    assert messages(sound_draft(), documents=[alive]) == []


def test_history_cites_the_law_of_its_last_day() -> None:
    draft = sound_draft(valid_to=date(2026, 1, 1))
    ended_with_it = make_document(in_force_to=date(2026, 1, 1))
    ended_before = make_document(in_force_to=date(2025, 12, 31))

    assert messages(draft, documents=[ended_with_it]) == []
    assert messages(draft, documents=[ended_before]) == ["thu-viec: cites 1/QH Điều 1, dead since 2025-12-31"]


def test_history_may_print_a_figure_that_has_no_value_today(tmp_path: Path) -> None:
    ended = "\n".join(FIGURES.splitlines()[:-1])  # the value up to 2026-01-01 alone
    figures = read_content(tmp_path, figures=ended).parameters
    told = sound_draft(details="Bạn nên: so với {{ muc_luong.vung_1 }}.")
    history = replace(told, valid_to=date(2026, 1, 1))

    def faults(draft: Draft) -> list[str]:
        source = Source(
            drafts=[draft], documents=[make_document(), make_document("2/QH")], parameters=figures
        )
        return [problem.message for problem in problems(source, today=TODAY)]

    assert faults(history) == []
    assert faults(told) == ["thu-viec: {{ muc_luong.vung_1 }}: muc_luong.vung_1 has no value on 2026-11-20"]


def test_a_citation_that_is_not_yet_in_force_is_told() -> None:
    unborn = make_document(in_force_from=date(2026, 11, 21))

    assert messages(sound_draft(), documents=[unborn]) == [
        "thu-viec: cites 1/QH Điều 1, in force only from 2026-11-21"
    ]


@pytest.mark.parametrize(
    ("changed_on", "expected"),
    [
        (TODAY, ["thu-viec: was checked before 1/QH Điều 1 changed on 2026-11-20"]),
        (date(2026, 11, 1), []),
        (date(2026, 11, 21), []),
    ],
)
def test_an_article_that_changed_since_the_text_was_checked_is_told(
    changed_on: date, expected: list[str]
) -> None:
    change = LegalChange("1/QH", "1", None, ChangeKind.AMEND, changed_on)
    draft = sound_draft(checked_on=date(2026, 11, 10))

    found = problems(Source(drafts=[draft], documents=[make_document()], changes=[change]), today=TODAY)

    assert [problem.message for problem in found] == expected


def test_a_draft_in_review_may_be_overdue_and_cite_what_is_dead() -> None:
    draft = sound_draft(
        status=ReviewStatus.REVIEW,
        review_note="chờ nghị định mới",
        checked_on=date(2026, 1, 1),
        review_due_on=date(2026, 2, 1),
    )
    assert messages(draft, documents=[make_document(in_force_to=TODAY)]) == []


def test_a_relation_to_a_document_that_is_not_there_is_told() -> None:
    source = Source(documents=[make_document()], relations=[Relation("1/QH", "replaces", "0/QH")])

    [problem] = problems(source, today=TODAY)

    assert str(problem) == "laws.yaml:0: 1/QH replaces 0/QH, which is not there"


def test_a_figure_on_a_document_that_is_not_there_is_told(tmp_path: Path) -> None:
    source = read_content(tmp_path, entries=wide_entries(), figures=FIGURES.replace("2/QH", "0/QH"))

    [problem] = problems(source, today=TODAY)

    assert str(problem) == "parameters.yaml:6: parameter muc_luong.vung_1 stands on 0/QH, which is not there"


def test_only_what_the_tables_cannot_hold_blocks() -> None:
    overdue = sound_draft(answer=LONG_SENTENCE, review_due_on=date(2026, 1, 1))
    broken = sound_draft(stale_when=(Citation("1/QH", "9"),), example="{{ muc_luong }}")

    assert blocking_problems(Source(drafts=[overdue], documents=[make_document()])) == []
    assert [p.message for p in blocking_problems(Source(drafts=[broken], documents=[make_document()]))] == [
        "thu-viec: cites 1/QH Điều 9, which the register does not hold",
        "thu-viec: {{ muc_luong }}: muc_luong is not a figure we hold",
    ]


def test_faults_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    source = read_content(tmp_path, figures=FIGURES.replace("1, source", "1, sauce"))
    source.drafts = [replace(draft, topic="cooking") for draft in reversed(source.drafts)]

    found = [(problem.file, problem.line) for problem in problems(source, today=TODAY)]

    assert len(found) >= 4
    assert found == sorted(found)

"""Citations held against the text of the law."""

from pathlib import Path

import pytest

from knowledge.check import problems
from knowledge.entry import Citation, ReviewStatus
from knowledge.source import Source
from tests.knowledge.checking import FIRST, SECOND, messages, read_law, sound_draft, wide_entries
from tests.knowledge.content import FIGURES, TODAY, make_document, read_content

LISTED = "1. Không quá 60 ngày:\na) có bằng;\nb) không có bằng."
TEXTS = (
    ("1/QH", "1", "Một", LISTED),
    ("1/QH", "2", "Hai", "85%"),
    ("3/QH", "3", "Lương", "1. 5.310.000 đồng"),
)


def cited(*citations: Citation, stale_when: tuple[Citation, ...] = ()) -> Source:
    draft = sound_draft(citations=(Citation("1/QH", "1", is_primary=True), *citations), stale_when=stale_when)
    return Source(drafts=[draft], documents=[make_document()])


@pytest.mark.parametrize(
    "citation",
    [
        Citation("1/QH", "2"),
        Citation("1/QH", "1", "1"),
        Citation("1/QH", "1", "1", "b"),
        Citation("1/QH", "1", None, "a"),
    ],
)
def test_a_citation_that_stands_in_the_text_is_left_alone(tmp_path: Path, citation: Citation) -> None:
    assert problems(cited(citation), today=TODAY, law=read_law(tmp_path, *TEXTS)) == []


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (Citation("1/QH", "1", "2"), "1/QH Điều 1 khoản 2, but the article has no such clause"),
        (Citation("1/QH", "1", "1", "c"), "1/QH Điều 1 điểm c, but the text has no such point"),
    ],
)
def test_a_clause_or_point_that_is_not_there_is_told(
    tmp_path: Path, citation: Citation, expected: str
) -> None:
    law = read_law(tmp_path, *TEXTS)

    shown = problems(cited(citation), today=TODAY, law=law)
    hidden = problems(cited(stale_when=(citation,)), today=TODAY, law=law)

    assert [problem.message for problem in shown] == [f"thu-viec: cites {expected}"]
    assert [problem.message for problem in hidden] == [f"thu-viec: stale_when names {expected}"]


def test_an_article_the_text_does_not_have_is_told(tmp_path: Path) -> None:
    law = read_law(tmp_path, ("1/QH", "1", "Một", LISTED))

    found = problems(cited(Citation("1/QH", "2")), today=TODAY, law=law)

    assert [problem.message for problem in found] == [
        "thu-viec: cites 1/QH Điều 2, which the law text does not hold"
    ]


def test_the_wording_of_the_consolidation_counts(tmp_path: Path) -> None:
    law = read_law(tmp_path, ("1/QH", "1", "Cũ", FIRST), ("9/VBHN", "1", "Mới", "1. Không quá 90 ngày."))
    document = make_document(consolidated_by="9/VBHN")

    [message] = messages(sound_draft(), documents=[document], law=law)

    assert message.startswith("thu-viec: answer: '60 ngày' stands in no cited article")


def test_a_draft_in_review_is_not_held_against_the_text(tmp_path: Path) -> None:
    draft = sound_draft(
        status=ReviewStatus.REVIEW,
        review_note="chờ",
        citations=(Citation("1/QH", "1", "9", is_primary=True),),
        answer="Không quá 90 ngày.",
    )
    assert messages(draft, law=read_law(tmp_path)) == []


def test_documents_without_any_text_are_told_once(tmp_path: Path) -> None:
    law = read_law(tmp_path, ("9/QH", "1", "Khác", SECOND))
    drafts = [
        sound_draft(answer="Được."),
        sound_draft(id="khac", question="Gì?", answer="Không.", variants=list("abcdefghijkl")),
    ]

    found = problems(Source(drafts=drafts, documents=[make_document()]), today=TODAY, law=law)

    assert [str(problem) for problem in found] == [
        "laws.yaml:0: the law text holds nothing of 1/QH (thu-viec, khac): such entries must be in review until it does"
    ]


def test_the_place_of_a_figure_is_held_against_the_text(tmp_path: Path) -> None:
    figures = FIGURES.replace(
        "2026-01-01, source: {document: 3/QH, article: 3}",
        "2026-01-01, source: {document: 3/QH, article: 3, clause: 4}",
    )
    source = read_content(tmp_path, entries=wide_entries(), figures=figures)

    found = problems(source, today=TODAY, law=read_law(tmp_path, *TEXTS))

    assert [str(problem) for problem in found if problem.file == "parameters.yaml"] == [
        "parameters.yaml:7: parameter muc_luong.vung_1 stands on 3/QH Điều 3 khoản 4, but the article has no such clause"
    ]


def test_a_figure_of_the_past_may_stand_on_a_text_nobody_has(tmp_path: Path) -> None:
    source = read_content(tmp_path, entries=wide_entries())

    found = problems(source, today=TODAY, law=read_law(tmp_path, *TEXTS))

    assert not any("2/QH" in problem.message for problem in found)

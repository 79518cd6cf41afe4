"""A citation holds from the later of two days until the earlier of two, and is spelt as workers know it."""

from datetime import date

import pytest

from knowledge.entry import Article, Citation
from knowledge.register import Register, UnknownCitation
from tests.knowledge.content import make_document

SINCE = date(2021, 1, 1)
LATER = date(2025, 7, 1)


def register(**changed: object) -> Register:
    return Register([make_document("1/QH", **changed)])


@pytest.mark.parametrize(
    ("citation", "spelt"),
    [
        (Citation("1/QH", "1"), "Điều 1 Luật Một"),
        (Citation("1/QH", "1", "2"), "khoản 2 Điều 1 Luật Một"),
        (Citation("1/QH", "1", "2", "đ"), "điểm đ khoản 2 Điều 1 Luật Một"),
        (Citation("1/QH", "1", None, "a"), "điểm a Điều 1 Luật Một"),
    ],
)
def test_a_citation_is_spelt_from_the_smallest_part_to_the_law(citation: Citation, spelt: str) -> None:
    assert register().spell(citation) == spelt


def test_a_cited_text_holds_since_the_later_of_document_and_article() -> None:
    assert register().in_force_from(Citation("1/QH", "1")) == SINCE
    assert register().in_force_from(Citation("1/QH", "2")) == LATER
    assert register(in_force_from=date(2026, 1, 1)).in_force_from(Citation("1/QH", "2")) == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("of_document", "of_article", "ends"),
    [
        (None, None, None),
        (date(2026, 1, 1), None, date(2026, 1, 1)),
        (None, date(2026, 2, 1), date(2026, 2, 1)),
        (date(2026, 1, 1), date(2026, 2, 1), date(2026, 1, 1)),
        (date(2026, 3, 1), date(2026, 2, 1), date(2026, 2, 1)),
    ],
)
def test_a_cited_text_ends_with_the_earlier_of_document_and_article(
    of_document: date | None, of_article: date | None, ends: date | None
) -> None:
    articles = {"1": Article("1", "Điều thứ nhất", SINCE, of_article)}

    found = register(in_force_to=of_document, articles=articles).in_force_to(Citation("1/QH", "1"))

    assert found == ends


@pytest.mark.parametrize("citation", [Citation("9/QH", "1"), Citation("1/QH", "9")])
def test_what_the_register_does_not_hold_is_an_error(citation: Citation) -> None:
    for ask in (register().get, register().in_force_from, register().in_force_to, register().spell):
        with pytest.raises(UnknownCitation, match=f"{citation.document} Điều {citation.article}"):
            ask(citation)


def test_a_consolidation_is_tied_to_its_original() -> None:
    assert register(consolidated_by="18/VBHN").originals() == {"18/VBHN": "1/QH"}
    assert register().originals() == {}


def test_titles_are_listed_by_document_and_article() -> None:
    assert register().article_titles() == {("1/QH", "1"): "Điều thứ nhất", ("1/QH", "2"): "Điều thứ hai"}

"""The page that tells the state of the library."""

from pathlib import Path

import pytest

from knowledge.check import problems
from knowledge.check_report import KINDS, kind_of, report
from knowledge.entry import Citation
from knowledge.source import Source
from knowledge.yaml_file import Problem
from tests.knowledge.checking import other_draft, read_law, sound_draft
from tests.knowledge.content import FIGURES, TODAY, make_document, read_content


def page(folder: Path) -> str:
    first = sound_draft(
        citations=(Citation("1/QH", "1", is_primary=True), Citation("1/QH", "2")),
        details="- Ít nhất 85%, không phải 70%.\nBạn nên: nhờ công đoàn.",
        computed=("60 x 2 = 120",),
        situation="Chị H. thử việc.",
    )
    figures = read_content(folder, figures=FIGURES).parameters
    documents = [make_document(), make_document("2/QH"), make_document("3/QH")]
    source = Source(drafts=[first, other_draft(topic="wages")], documents=documents, parameters=figures)
    law = read_law(folder)
    return report(source, problems(source, today=TODAY, law=law), today=TODAY, law=law)


@pytest.mark.parametrize(
    "line",
    [
        "# The library on 2026-11-20",
        "- 2 entries, 2 approved, 0 in review",
        "- 24 variants",
        "- 1 situations",
        "- 1 sums written down",
        "- 1 documents and 2 articles cited",
        "- 1 figures, 2 dated values",
        "- oldest check 2026-11-20 (khac); next review due 2027-05-20",
        "| probation | 1 | 0 | 12 | 50.0% | 12 | 23 | 1 |",
        "| overtime | 0 | 0 | 12 | 0.0% | 0 | 0 | 0 |",
        "| wages | 3.0 | 3.0 | 3 | 0.0% |",
        "| a primary citation | 1 | 0 | 0 |",
        "| a secondary citation | 0 | 1 | 0 |",
        "| nowhere | 0 | 1 | 0 |",
        "| together | 1 | 2 | 0 |",
        "- 1 of articles whose text is not at hand",
        "| numbers without ground | 1 |",
        "| citations and law text | 1 |",
        "| all | 2 |",
    ],
)
def test_the_page_tells(tmp_path: Path, line: str) -> None:
    assert line in page(tmp_path).split("\n")


def test_without_the_law_the_page_leaves_out_where_numbers_stand() -> None:
    source = Source(drafts=[sound_draft()], documents=[make_document()])

    text = report(source, [], today=TODAY)

    assert "## Plain language by topic" in text
    assert "On what the numbers stand" not in text
    assert "| all | 0 |" in text


def test_an_empty_library_has_a_page() -> None:
    assert "- 0 entries, 0 approved, 0 in review" in report(Source(), [], today=TODAY)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("x: answer: '90 ngày' stands in no cited article, figure or sum: …", "numbers without ground"),
        ("x: answer: '9' stands only in a secondary citation: …", "numbers without ground"),
        ("x: example: '2 x 2 = 5' is wrong: it comes to 4", "sums"),
        ("x: answer: '5' is typed, use {{ muc }}", "figures typed by hand"),
        ("x: 'a' is nearly 'b' of y", "wordings and answers that stand twice"),
        ("x: a variant stands twice", "wordings and answers that stand twice"),
        ("59 entries have a situation, at least 60 are needed", "shares of topics"),
        ("x: has 11 variants, at least 12 are needed", "variants"),
        ("x: the answer has 4 sentences, at most 3", "plain language"),
        ("x: cites 1/QH Điều 9, which the register does not hold", "citations and law text"),
        ("x: review was due on 2026-01-01", "review"),
        ("x: the id must be lowercase ascii words joined by -", "form"),
    ],
)
def test_a_problem_has_its_kind(message: str, kind: str) -> None:
    assert kind_of(Problem("a.yaml", 1, message)) == kind
    assert kind in {*KINDS, "form"}

"""The text of the law: read from lines, looked up as entries cite it, cut into clauses and points."""

import json
from pathlib import Path

import pytest

from knowledge.entry import Citation
from knowledge.law_text import BrokenLawText, LawArticle, read_law_text
from tests.knowledge.checking import read_law, write_law
from tests.knowledge.content import make_document

CLAUSES = """Phạm vi:
1. Thử việc một lần:
a) Không quá 180 ngày;
b) Không quá 60 ngày.
2. Không áp dụng cho:
đ) hợp đồng dưới 01 tháng.
3a. Khoản bổ sung."""


def article(text: str, **changed: str) -> LawArticle:
    return LawArticle("1/QH", "1", "Thử việc", text, **changed)


def test_articles_are_found_as_they_are_cited(tmp_path: Path) -> None:
    law = read_law(tmp_path, ("1/QH", "1", "Một", "chữ"), ("1/QH", "2", "Hai", "chữ"))

    found = law.find_article(Citation("1/QH", "2"))

    assert len(law) == 2
    assert found is not None
    assert found.title == "Hai"
    assert law.find_article(Citation("1/QH", "3")) is None
    assert law.has_document("1/QH")
    assert not law.has_document("2/QH")


def test_an_original_is_read_in_its_consolidation(tmp_path: Path) -> None:
    law = read_law(tmp_path, ("1/QH", "1", "Cũ", "chữ cũ"), ("9/VBHN", "1", "Mới", "chữ mới"))
    consolidated = law.of_register([make_document(consolidated_by="9/VBHN")])
    unread = law.of_register([make_document(consolidated_by="8/VBHN")])

    titles = [text.find_article(Citation("1/QH", "1")) for text in (law, consolidated, unread)]

    assert [found.title for found in titles if found] == ["Cũ", "Mới", "Cũ"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "law.jsonl:2: Expecting property name"),
        ("[]", "law.jsonl:2: must be a mapping"),
        ('{"document": "1/QH", "article": "2"}', "law.jsonl:2: text must be a text that is not empty"),
        ('{"document": "1/QH", "article": 2, "text": "chữ"}', "law.jsonl:2: article must be a text"),
        ('{"document": "1/QH", "article": "1", "text": "chữ"}', "law.jsonl:2: 1/QH Điều 1 stands twice"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, expected: str) -> None:
    path = write_law(tmp_path, ("1/QH", "1", "Một", "chữ"))
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")

    with pytest.raises(BrokenLawText) as caught:
        read_law_text(path)

    assert str(caught.value).startswith(expected)


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b"\xff\xfe"])
def test_a_file_that_holds_no_text_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "law.jsonl"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(BrokenLawText, match=r"law\.jsonl"):
        read_law_text(path)


def test_the_status_may_carry_a_day_in_its_key(tmp_path: Path) -> None:
    row = {"document": "1/QH", "article": "1", "text": "chữ", "status_2026_11": "FRAGMENT: a tenth"}
    path = tmp_path / "law.jsonl"
    path.write_text(json.dumps(row), "utf-8")

    found = read_law_text(path).find_article(Citation("1/QH", "1"))

    assert found is not None
    assert found.is_extract


def test_a_text_with_a_gap_is_an_extract() -> None:
    assert article("1. Một. [...] 3. Ba.").is_extract
    assert not article("1. Một.").is_extract


@pytest.mark.parametrize(
    ("clause", "expected"), [("1", True), ("2", True), ("3a", True), ("3", False), ("4", False)]
)
def test_a_clause_is_there_or_not(clause: str, expected: bool) -> None:
    assert (article(CLAUSES).find_clause(clause) is not None) is expected


def test_a_clause_ends_where_the_next_begins() -> None:
    text = article(CLAUSES).find_clause("1") or ""

    assert "180" in text
    assert "hợp đồng" not in text


@pytest.mark.parametrize(
    "text",
    ["hoạt động công đoàn 1, Phạt tiền từ 3 triệu", "_ 1. Phạt tiền", "1 Phạt tiền", "người. l 1. Phạt tiền"],
)
def test_a_clause_a_scan_has_blurred_is_found(text: str) -> None:
    assert article(text).find_clause("1") is not None


@pytest.mark.parametrize(
    ("clause", "point", "expected"),
    [
        ("1", "a", True),
        ("1", "b", True),
        ("1", "đ", False),
        ("2", "đ", True),
        (None, "đ", True),
        ("9", "a", False),
    ],
)
def test_a_point_is_looked_for_in_its_clause(clause: str | None, point: str, expected: bool) -> None:
    assert article(CLAUSES).has_point(clause, point) is expected


def test_what_an_article_lists_can_be_counted() -> None:
    assert article(CLAUSES).counts() == {2, 3}
    assert article("Có các loại:\na) một;\nb) hai;\nc) ba;\nd) bốn.").counts() == {4}


def test_a_one_a_scan_has_blurred_is_read() -> None:
    text = "Từ l1 người đến 50 người, từ 5] người đến I00 người."

    assert [number.value for number in article(text).quantities().numbers] == [11, 50, 51, 100]


def test_a_minor_is_known_to_be_under_eighteen() -> None:
    values = [number.value for number in article("Lao động chưa thành niên.").quantities().numbers]

    assert values == [18]

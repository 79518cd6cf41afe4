"""Titles of articles from a file of statutes: the register chooses the documents, a consolidation lends to its original."""

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge import import_articles
from knowledge.import_articles import clean_title, collect, main
from knowledge.source import read_source

LAWS = """\
documents:
  - {number: 1/QH, name: Luật Một, in_force_from: 2021-01-01, consolidated_by: 1/VBHN}
  - {number: 1/VBHN, name: Luật Một (hợp nhất), in_force_from: 2026-01-01, consolidates: 1/QH}
"""


def row(document: str, article: str | int, title: str, since: str) -> str:
    return json.dumps(
        {"document": document, "article": article, "title": title, "effective_from": since},
        ensure_ascii=False,
    )


ROWS = [
    row("1/VBHN", "2", "Tên mới", "2026-01-01"),
    row("1/QH", 1, "Tên cũ.", "2021-01-01"),
    row("1/QH", 2, "Tên cũ", "2021-01-01"),
    row("9/QH", 1, "Luật không có trong sổ", "2021-01-01"),
]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "laws.yaml").write_text(LAWS, "utf-8")
    monkeypatch.setattr(import_articles, "CONTENT", tmp_path)
    return tmp_path


def test_a_consolidation_lends_its_title_to_the_original(content: Path) -> None:
    titles = collect(ROWS, import_articles.read_register())

    assert titles == {"1/QH": {"1": "Tên cũ", "2": "Tên mới"}}


def test_what_is_written_is_what_the_source_reads(content: Path, tmp_path: Path) -> None:
    statutes = tmp_path / "statutes.jsonl"
    statutes.write_text("\n".join(ROWS) + "\n", "utf-8")

    main(str(statutes))

    source = read_source(content)
    articles = source.documents[0].articles
    assert not source.problems
    assert [(article.number, article.title, article.in_force_from) for article in articles.values()] == [
        ("1", "Tên cũ", date(2021, 1, 1)),
        ("2", "Tên mới", date(2021, 1, 1)),
    ]


def test_a_title_is_one_line_and_cut_between_words() -> None:
    assert clean_title("  Quyền của\n người  lao động. ") == "Quyền của người lao động"

    cut = clean_title("chữ " * 60)

    assert len(cut) <= 161
    assert cut.endswith("chữ…")

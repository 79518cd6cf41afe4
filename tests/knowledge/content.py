"""A small content folder without a fault: two entries, three documents, one figure. Tests change one thing about it."""

from datetime import date
from pathlib import Path

from knowledge.entry import Article, Citation, LegalDocument, ReviewStatus
from knowledge.source import Draft, Source, read_source

TODAY = date(2026, 11, 20)
LAWS = """\
documents:
  - {number: 1/QH, name: Luật Một, in_force_from: 2021-01-01}
  - {number: 2/QH, name: Luật Hai, in_force_from: 2024-07-01, in_force_to: 2026-01-01}
  - {number: 3/QH, name: Luật Ba, in_force_from: 2026-01-01, replaces: [2/QH]}
"""
ARTICLES = """\
1/QH:
  '1': Điều thứ nhất
  '2': {title: Điều thứ hai, in_force_from: 2025-07-01}
2/QH: {'3': Mức lương}
3/QH: {'3': Mức lương}
"""
FIGURES = """\
parameters:
  - name: muc_luong
    label: Mức lương thấp nhất
    unit: dong
    values:
      - {scope: vung_1, value: 4960000, valid_from: 2024-07-01, valid_to: 2026-01-01, source: {document: 2/QH, article: 3}}
      - {scope: vung_1, value: 5310000, valid_from: 2026-01-01, source: {document: 3/QH, article: 3}}
"""
ENTRIES = """\
topic: probation
checked_on: 2026-11-20
review_due_on: 2027-05-20
entries:
  - id: thu-viec
    question: Thử việc mấy ngày?
    answer: Nhiều nhất 60 ngày.
    variants: [thử việc bao lâu, thu viec may ngay, thử việc mấy tháng, hạn thử việc, thời gian thử việc]
    citations:
      - {document: 1/QH, article: 2}
      - {document: 1/QH, article: 1, clause: 2, primary: true}
  - id: luong-thap-nhat
    question: Lương thấp nhất bao nhiêu?
    answer: Ít nhất {{ muc_luong.vung_1 }} một tháng.
    variants: [lương tối thiểu, mức lương thấp nhất, luong toi thieu, lương cơ bản vùng, lương sàn]
    citations: [{document: 1/QH, article: 1, primary: true}]
"""


def write_content(
    folder: Path,
    *,
    laws: str = LAWS,
    articles: str = ARTICLES,
    figures: str = FIGURES,
    entries: str = ENTRIES,
) -> Path:
    """Put the four files into `folder`; returns it."""
    (folder / "entries").mkdir(exist_ok=True)
    (folder / "laws.yaml").write_text(laws, "utf-8")
    (folder / "law_articles.yaml").write_text(articles, "utf-8")
    (folder / "parameters.yaml").write_text(figures, "utf-8")
    (folder / "entries" / "probation.yaml").write_text(entries, "utf-8")
    return folder


def read_content(folder: Path, **changed: str) -> Source:
    """Write the files, some of them changed, and read them."""
    return read_source(write_content(folder, **changed))


def make_draft(**changed: object) -> Draft:
    """A draft without a fault."""
    values: dict[str, object] = {
        "id": "thu-viec",
        "topic": "probation",
        "status": ReviewStatus.APPROVED,
        "question": "Thử việc mấy ngày?",
        "answer": "Nhiều nhất 60 ngày.",
        "details": "",
        "conditions": "",
        "example": "",
        "situation": "",
        "review_note": "",
        "computed": (),
        "stale_when": (),
        "variants": ("một", "hai", "ba", "bốn", "năm"),
        "citations": (Citation("1/QH", "1", is_primary=True),),
        "checked_on": date(2026, 11, 20),
        "review_due_on": date(2027, 5, 20),
        "valid_from": None,
        "valid_to": None,
        "file": "probation.yaml",
        "line": 5,
    }
    return Draft(**(values | changed))  # type: ignore[arg-type]


def make_document(number: str = "1/QH", **changed: object) -> LegalDocument:
    """A document of two articles, in force since 2021."""
    since = date(2021, 1, 1)
    values: dict[str, object] = {
        "number": number,
        "name": "Luật Một",
        "in_force_from": since,
        "articles": {
            "1": Article("1", "Điều thứ nhất", since),
            "2": Article("2", "Điều thứ hai", date(2025, 7, 1)),
        },
    }
    return LegalDocument(**(values | changed))  # type: ignore[arg-type]

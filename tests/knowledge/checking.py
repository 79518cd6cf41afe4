"""What the tests of the checker share: drafts with enough variants, and a small law of their own as JSON lines."""

import json
from pathlib import Path

from knowledge.check import problems
from knowledge.entry import LegalDocument
from knowledge.law_text import LawText, read_law_text
from knowledge.source import Draft, Source
from tests.knowledge.content import ENTRIES, TODAY, make_document, make_draft

WORDINGS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "trăm", "nghìn")
OTHER_WORDINGS = ("đỏ", "xanh", "vàng", "tím", "nâu", "trắng", "đen", "hồng", "xám", "cam", "lục", "chàm")
FIRST = "1. Không quá 60 ngày đối với công việc cần bằng cao đẳng.\n2. Không quá 06 ngày làm việc đối với việc khác."
SECOND = "Tiền lương ít nhất bằng 85% mức lương của công việc đó, từ ngày 01 tháng 7 năm 2025."
ROWS = (("1/QH", "1", "Thời gian", FIRST), ("1/QH", "2", "Tiền lương", SECOND))

Row = tuple[str, str, str, str]


def write_law(folder: Path, *rows: Row) -> Path:
    """A file of articles: document, number, title, text."""
    path = folder / "law.jsonl"
    keys = ("document", "article", "title", "text")
    lines = [json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False) for row in rows or ROWS]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def read_law(folder: Path, *rows: Row) -> LawText:
    """The same, written and read."""
    return read_law_text(write_law(folder, *rows))


def sound_draft(**changed: object) -> Draft:
    """A draft in which the checker finds nothing."""
    return make_draft(**({"variants": WORDINGS} | changed))


def other_draft(**changed: object) -> Draft:
    """A second one, that shares no word with the first."""
    values = {"id": "khac", "question": "Màu gì?", "answer": "Màu xanh lá.", "variants": OTHER_WORDINGS}
    return make_draft(**(values | changed))


def messages(
    *drafts: Draft, documents: list[LegalDocument] | None = None, law: LawText | None = None
) -> list[str]:
    """What the check says about drafts over a register of one document."""
    source = Source(drafts=list(drafts), documents=documents or [make_document()])
    return [problem.message for problem in problems(source, today=TODAY, law=law)]


def wide_entries() -> str:
    """The two entries of the small content folder, with twelve variants each."""
    first, second, third = ENTRIES.split("variants: [")
    return "variants: [".join(
        [first, f"{', '.join(WORDINGS)}, {second}", f"{', '.join(OTHER_WORDINGS)}, {third}"]
    )

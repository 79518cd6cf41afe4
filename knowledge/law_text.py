"""The statutes themselves, for the checker: one article a line of a JSON-lines file, the consolidated wording first.

The service never reads them; only `congdoan knowledge check --law FILE` does.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.entry import Citation, LegalDocument
from knowledge.quantities import Quantities, read_quantities

NEEDED = ("document", "article", "text")
CLAUSE = re.compile(r"^[\W_]*(\d{1,2}[a-zđ]?)\s*\.", re.MULTILINE)
SCANNED_ONE = re.compile(
    r"(?<!\w)[lI](?=\d+\s+(?:người|ngày|tháng))|(?<=\d)\](?=\s+người)"
)  # "l1 người", "5] người"
SCANNED_CLAUSE = re.compile(r"(?<!\w)(\d{1,2}[a-zđ]?)[.,]?\s+(?=[A-ZĐÀ-Ỹ])")  # "… công đoàn 1, Phạt tiền"
POINT = re.compile(r"(?:^|(?<=[;:.]))\W*([a-zđ]\d?)\s*\)", re.MULTILINE)

DEFINED = {"chưa thành niên": "dưới 18 tuổi"}  # Bộ luật Lao động, Điều 143 khoản 1


class BrokenLawText(Exception):
    """The file cannot be read as articles; the message names the line."""


@dataclass(frozen=True, slots=True)
class LawArticle:
    """One article as the statute has it."""

    document: str
    article: str
    title: str
    text: str
    effective_from: str = ""
    status: str = ""

    @property
    def is_extract(self) -> bool:
        """Whether a part of the text is missing in the file."""
        return "[...]" in self.text or "FRAGMENT" in self.status

    def find_clause(self, number: str) -> str | None:
        """The text of one clause, or None where the article has no such clause."""
        return dict(_cut(self.text, CLAUSE)).get(number) or dict(_cut(self.text, SCANNED_CLAUSE)).get(number)

    def has_point(self, clause: str | None, letter: str) -> bool:
        text = self.text if clause is None else self.find_clause(clause) or ""
        return letter in dict(_cut(text, POINT))

    def counts(self) -> frozenset[int]:
        """How many clauses it has, and how many points each clause has: what "4 hình thức" counts."""
        return _counts_of(self)

    def quantities(self) -> Quantities:
        """Its numbers and days; read once."""
        return _quantities_of(self)


@cache
def _quantities_of(article: LawArticle) -> Quantities:
    text = SCANNED_ONE.sub("1", f"{article.title}\n{article.text}")
    meant = [number for words, number in DEFINED.items() if words in text.lower()]
    return read_quantities("\n".join([text, *meant]))


@cache
def _counts_of(article: LawArticle) -> frozenset[int]:
    clauses = list(_cut(article.text, CLAUSE))
    points = [len(list(_cut(text, POINT))) for _, text in clauses or [("", article.text)]]
    return frozenset({len(clauses), *points} - {0, 1})


def _cut(text: str, mark: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The parts of a text with their marks, each up to the next mark."""
    marks = list(mark.finditer(text))
    for match, following in zip(marks, [*marks[1:], None], strict=False):
        yield match[1], text[match.end() : following.start() if following else len(text)]


class LawText:
    """The articles, looked up as an entry cites them: by the number of the original document."""

    def __init__(
        self, articles: Iterable[LawArticle], consolidated_by: Mapping[str, str] | None = None
    ) -> None:
        self._articles = {(article.document, article.article): article for article in articles}
        self._documents = {document for document, _ in self._articles}
        self._consolidated_by = dict(consolidated_by or {})

    def __len__(self) -> int:
        return len(self._articles)

    def of_register(self, documents: Iterable[LegalDocument]) -> "LawText":
        """The same articles, an original document read in its consolidation."""
        consolidated_by = {
            document.number: document.consolidated_by for document in documents if document.consolidated_by
        }
        return LawText(self._articles.values(), consolidated_by)

    def wording(self, document: str) -> str:
        """The document whose text is in force: the consolidation where the file holds it."""
        consolidation = self._consolidated_by.get(document, document)
        return consolidation if consolidation in self._documents else document

    def has_document(self, document: str) -> bool:
        return self.wording(document) in self._documents

    def find_article(self, citation: Citation) -> LawArticle | None:
        return self._articles.get((self.wording(citation.document), citation.article))


def _parse_article(record: Any) -> LawArticle:
    if not isinstance(record, dict):
        raise BrokenLawText("must be a mapping")
    missing = [key for key in NEEDED if not isinstance(record.get(key), str) or not record[key].strip()]
    if missing:
        raise BrokenLawText(f"{', '.join(missing)} must be a text that is not empty")
    return LawArticle(
        document=record["document"],
        article=record["article"],
        title=str(record.get("title", "")),
        text=record["text"],
        effective_from=str(record.get("effective_from", "")),
        status=next((str(value) for key, value in record.items() if key.startswith("status")), ""),
    )


def read_law_text(path: Path) -> LawText:
    """Read a JSON-lines file of articles {document, article, title, text, effective_from, status…}.

    Raises:
        BrokenLawText: the file cannot be read, or a line is no article or names one that stands already.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenLawText(f"{path.name}: {error}") from None
    articles: dict[tuple[str, str], LawArticle] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = _parse_article(json.loads(line))
        except (BrokenLawText, json.JSONDecodeError) as error:
            raise BrokenLawText(f"{path.name}:{number}: {error}") from None
        key = (article.document, article.article)
        if key in articles:
            raise BrokenLawText(f"{path.name}:{number}: {key[0]} Điều {key[1]} stands twice")
        articles[key] = article
    if not articles:
        raise BrokenLawText(f"{path.name}: holds no article")
    return LawText(articles.values())

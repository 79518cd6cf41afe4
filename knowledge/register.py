"""The law register in memory: is a citation in force on a day, since when, and how do workers read it."""

from collections.abc import Iterable
from datetime import date

from knowledge.entry import Article, Citation, LegalDocument


class UnknownCitation(Exception):
    """A citation names a document or an article the register does not hold."""


class Register:
    """The documents by number."""

    def __init__(self, documents: Iterable[LegalDocument]) -> None:
        self.documents = {document.number: document for document in documents}

    def get(self, citation: Citation) -> tuple[LegalDocument, Article]:
        """
        Raises:
            UnknownCitation: no such document or article.
        """
        document = self.documents.get(citation.document)
        article = document.articles.get(citation.article) if document else None
        if document is None or article is None:
            raise UnknownCitation(f"{citation.document} Điều {citation.article}")
        return document, article

    def in_force_from(self, citation: Citation) -> date:
        """The day the cited text came into force."""
        document, article = self.get(citation)
        return max(document.in_force_from, article.in_force_from)

    def in_force_to(self, citation: Citation) -> date | None:
        """The first day on which the cited text no longer holds, where one is known."""
        document, article = self.get(citation)
        return min((day for day in (document.in_force_to, article.in_force_to) if day), default=None)

    def spell(self, citation: Citation) -> str:
        """The citation as workers know it: "khoản 1 Điều 26 Bộ luật Lao động 2019 (sửa đổi 2025)"."""
        document, _ = self.get(citation)
        point = f"điểm {citation.point} " if citation.point else ""
        clause = f"khoản {citation.clause} " if citation.clause else ""
        return f"{point}{clause}Điều {citation.article} {document.name}"

    def originals(self) -> dict[str, str]:
        """Number of a consolidation → number of the document it consolidates."""
        return {
            document.consolidated_by: document.number
            for document in self.documents.values()
            if document.consolidated_by
        }

    def article_titles(self) -> dict[tuple[str, str], str]:
        """(document, article) → title."""
        return {
            (document.number, article.number): article.title
            for document in self.documents.values()
            for article in document.articles.values()
        }

"""The law register in memory: is a citation in force on a day, since when, and how do workers read it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from knowledge.entry import Article, ChangeKind, Citation, LegalChange, LegalDocument

Knows = Callable[[LegalChange], bool]


def everything(_: LegalChange) -> bool:
    """Who knows of every change."""
    return True


class UnknownCitation(Exception):
    """A citation names a document or an article the register does not hold."""


class Register:
    """The documents by number, and what changed them."""

    def __init__(self, documents: Iterable[LegalDocument], changes: Iterable[LegalChange] = ()) -> None:
        self.documents = {document.number: document for document in documents}
        self.changes = tuple(sorted(changes, key=lambda change: change.changed_on))
        self._changes: dict[str, list[LegalChange]] = defaultdict(list)
        for change in self.changes:
            self._changes[change.document].append(change)

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

    def span(self, citation: Citation, day: date, knows: Knows = everything) -> tuple[date, date | None]:
        """The stretch [from, to) of the wording that holds, held or will hold on `day`; `to` None: no end is known.

        `knows` tells whether who read the wording knew of a change; one he did not know ended the wording he read.

        Raises:
            UnknownCitation: no such document or article.
        """
        document, article = self.get(citation)
        since = self.in_force_from(citation)
        until = _earliest(document.in_force_to, article.in_force_to)
        for change in self._changes[citation.document]:
            if not change.touches(citation):
                continue
            if change.kind is ChangeKind.AMEND and change.changed_on <= day and knows(change):
                since = max(since, change.changed_on)
            else:
                until = _earliest(until, change.changed_on)
        return since, until

    def in_force_from(self, citation: Citation) -> date:
        """The day the cited article came into force, in whatever wording."""
        document, article = self.get(citation)
        return max(document.in_force_from, article.in_force_from)

    def in_force_to(self, citation: Citation) -> date | None:
        """The first day on which the cited article no longer holds in any wording, where one is known."""
        return self.span(citation, date.max)[1]

    def end_of(self, document: LegalDocument) -> date | None:
        """The first day on which the whole document no longer holds, by its own end or by a recorded repeal."""
        repeals = [
            change.changed_on
            for change in self._changes[document.number]
            if change.article is None and change.kind is ChangeKind.REPEAL
        ]
        return _earliest(document.in_force_to, *repeals)

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


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)

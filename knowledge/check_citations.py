"""Whether what the library cites stands in the text of the law: the document, the article, its clause and point."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from knowledge.entry import Citation, ReviewStatus
from knowledge.law_text import LawText
from knowledge.parameters import Parameter
from knowledge.source import Draft, Source
from knowledge.yaml_file import Problem


def citation_faults(draft: Draft, law: LawText) -> Iterator[str]:
    """Articles, clauses and points that are not there; whole documents are told apart, once."""
    for citation in draft.citations:
        yield from (f"cites {fault}" for fault in _faults_of(citation, law))
    for citation in draft.stale_when:
        yield from (f"stale_when names {fault}" for fault in _faults_of(citation, law))


def _faults_of(citation: Citation, law: LawText) -> Iterator[str]:
    where = f"{citation.document} Điều {citation.article}"
    article = law.find_article(citation)
    if article is None:
        if law.has_document(citation.document):
            yield f"{where}, which the law text does not hold"
    elif citation.clause and article.find_clause(citation.clause) is None:
        yield f"{where} khoản {citation.clause}, but the article has no such clause"
    elif citation.point and not article.has_point(citation.clause, citation.point):
        yield f"{where} điểm {citation.point}, but the text has no such point"


def _place_of(value: Parameter) -> Citation:
    return Citation(value.document, value.article, value.clause)


def figure_citation_problems(source: Source, law: LawText) -> Iterator[Problem]:
    """Articles and clauses a figure stands on and the law text does not have."""
    for value in source.parameters:
        for fault in _faults_of(_place_of(value), law):
            where = f"parameter {value.name}.{value.scope}" if value.scope else f"parameter {value.name}"
            yield Problem(value.file, value.line, f"{where} stands on {fault}")


def documents_without_text(source: Source, law: LawText, today: date) -> dict[str, list[str]]:
    """Document → the approved entries and the figures of today or later that stand on it unread."""
    users: dict[str, list[str]] = defaultdict(list)
    for draft in source.drafts:
        if draft.status is ReviewStatus.APPROVED:
            for document in dict.fromkeys(citation.document for citation in draft.citations):
                users[document].append(draft.id)
    for value in source.parameters:
        if value.valid_to is None or value.valid_to > today:
            users[value.document].append(f"{value.name}.{value.scope}" if value.scope else value.name)
    return {document: names for document, names in users.items() if not law.has_document(document)}


def unread_documents_problem(source: Source, law: LawText, today: date) -> Iterator[Problem]:
    """One problem for all documents the law text does not hold at all, but those known to be read elsewhere."""
    told_so = {document.number for document in source.documents if not document.has_text}
    unread = {
        document: names
        for document, names in documents_without_text(source, law, today).items()
        if document not in told_so
    }
    if unread:
        told = "; ".join(f"{document} ({', '.join(names)})" for document, names in sorted(unread.items()))
        message = f"the law text holds nothing of {told}: such entries must be in review until it does"
        yield Problem("laws.yaml", 0, message)

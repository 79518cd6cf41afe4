"""Which text holds on a day. A filter before any ranking, never a hint: what is not in force is not there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from knowledge import models
from knowledge.entry import Article, Citation, Entry, LegalDocument, ReviewStatus
from knowledge.parameters import Parameter, Parameters, find_placeholders
from knowledge.register import Register


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that may be served on some day: approved entries with the days they hold, the register, the figures."""

    entries: tuple[Entry, ...]
    register: Register
    parameters: Parameters

    def fill(self, entry: Entry, day: date) -> Entry:
        """The entry with its figures printed for `day`.

        Raises:
            ParameterError: the entry does not hold on `day`.
        """
        texts = ("answer", "details", "conditions", "example")
        filled: dict[str, Any] = {key: self.parameters.fill(getattr(entry, key), day) for key in texts}
        return replace(entry, **filled)

    def valid_from(self, entry: Entry) -> date:
        """The day shown on the card: since when the deciding article, or the entry's own rule, holds."""
        return self.register.in_force_from(entry.primary)


def span_of(
    texts: Iterable[str],
    citations: Iterable[Citation],
    own: tuple[date | None, date | None],
    register: Register,
    parameters: Parameters,
) -> tuple[date, date | None]:
    """First day on which every citation is in force and every figure has a value, and the first day it no longer is.

    Raises:
        UnknownCitation, UnknownParameter: the text stands on something that is not there.
    """
    cited = list(citations)
    starts = [register.in_force_from(citation) for citation in cited]
    ends = [register.in_force_to(citation) for citation in cited]
    for text in texts:
        for placeholder in find_placeholders(text):
            start, end = parameters.span(placeholder.name, placeholder.scope)
            starts.append(start)
            ends.append(end)
    if own[0]:
        starts.append(own[0])
    return max(starts), min((day for day in (*ends, own[1]) if day), default=None)


def build_entry(revision: models.Revision, register: Register, parameters: Parameters) -> Entry:
    """The frozen shape of one revision, with the days it holds."""
    citations = tuple(
        Citation(row.document, row.article, row.clause, row.point, row.is_primary)
        for row in revision.citations
    )
    texts = (revision.answer, revision.details, revision.conditions, revision.example)
    own = (revision.valid_from, revision.valid_to)
    valid_from, valid_to = span_of(texts, citations, own, register, parameters)
    return Entry(
        id=revision.entry_id,
        revision=revision.number,
        topic=revision.entry.topic,
        question=revision.question,
        answer=revision.answer,
        details=revision.details,
        conditions=revision.conditions,
        example=revision.example,
        citations=citations,
        variants=tuple(variant.text for variant in revision.variants),
        checked_on=revision.checked_on,
        review_due_on=revision.review_due_on,
        valid_from=valid_from,
        valid_to=valid_to,
    )


async def read_register(session: AsyncSession) -> Register:
    """The register as the tables have it."""
    articles: dict[str, dict[str, Article]] = {}
    for row in await session.scalars(select(models.LegalArticle)):
        shape = Article(row.number, row.title, row.in_force_from, row.in_force_to)
        articles.setdefault(row.document, {})[row.number] = shape
    return Register(
        LegalDocument(
            number=row.number,
            name=row.name,
            in_force_from=row.in_force_from,
            in_force_to=row.in_force_to,
            consolidated_by=row.consolidated_by,
            articles=articles.get(row.number, {}),
        )
        for row in await session.scalars(select(models.LegalDocument))
    )


async def read_parameters(session: AsyncSession) -> Parameters:
    """The figures as the tables have them."""
    columns = ("name", "scope", "label", "unit", "amount", "text", "valid_from", "valid_to")
    places = ("document", "article", "clause")
    return Parameters(
        Parameter(**{key: getattr(row, key) for key in columns + places})
        for row in await session.scalars(select(models.Parameter))
    )


async def read_library(session: AsyncSession) -> Library:
    """Every approved revision that was not replaced, whatever day it holds on."""
    register, parameters = await read_register(session), await read_parameters(session)
    query = (
        select(models.Revision)
        .where(models.Revision.status == ReviewStatus.APPROVED, models.Revision.retired_at.is_(None))
        .options(
            selectinload(models.Revision.variants),
            selectinload(models.Revision.citations),
            selectinload(models.Revision.entry),
        )
        .order_by(models.Revision.entry_id)
    )
    revisions = (await session.scalars(query)).all()
    entries = tuple(build_entry(revision, register, parameters) for revision in revisions)
    return Library(entries, register, parameters)

"""Which text holds on a day. A filter before any ranking, never a hint: what is not in force is not there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

import structlog
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from knowledge import models
from knowledge.entry import (
    Article,
    Citation,
    Entry,
    LegalChange,
    LegalDocument,
    Origin,
    ReviewStatus,
    parse_place,
    wording_day,
)
from knowledge.parameters import Parameter, Parameters, UnknownParameter, find_placeholders
from knowledge.register import Knows, Register, UnknownCitation, everything

log = structlog.get_logger(__name__)

MORE_TEXTS = ("details", "conditions", "example", "situation")
TEXTS = ("answer", *MORE_TEXTS)


class Texts(Protocol):
    """What an entry and a draft have in common."""

    @property
    def answer(self) -> str: ...
    @property
    def citations(self) -> tuple[Citation, ...]: ...
    @property
    def stale_when(self) -> tuple[Citation, ...]: ...
    @property
    def checked_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that may be served on some day: approved entries with the days they hold, the register, the figures."""

    entries: tuple[Entry, ...]
    register: Register
    parameters: Parameters

    def fill(self, entry: Entry, day: date) -> Entry:
        """The entry as it is shown on `day`: figures printed, and only what stands on law already in force that day.

        Raises:
            ParameterError: the entry does not hold on `day`.
        """
        if day < entry.complete_from:
            living = tuple(citation for citation in entry.citations if self._is_born(citation, entry, day))
            entry = replace(entry, citations=living, details="", conditions="", example="", situation="")
        filled: dict[str, Any] = {key: self.parameters.fill(getattr(entry, key), day) for key in TEXTS}
        return replace(entry, **filled)

    def _is_born(self, citation: Citation, entry: Entry, day: date) -> bool:
        return self.register.span(citation, entry.wording_day, entry.knows)[0] <= day

    def valid_from(self, entry: Entry) -> date:
        """The day shown on the card: since when the deciding article, or the entry's own rule, holds."""
        return self.register.span(entry.primary, entry.wording_day, entry.knows)[0]


@dataclass(frozen=True, slots=True)
class Span:
    """When a text may be shown: the short answer in [start, end), the rest in [complete, end)."""

    start: date
    complete: date
    end: date | None


def span_of(
    texts: Texts,
    own_days: tuple[date | None, date | None],
    register: Register,
    parameters: Parameters,
    knows: Knows = everything,
) -> Span:
    """The days of a text: whatever it stands on must be in force, every figure must have a value.

    Raises:
        UnknownCitation, UnknownParameter: the text stands on something that is not there.
    """
    day = wording_day(texts.checked_on, *own_days)
    own_from, own_to = own_days
    starts, births, ends = [own_from or date.min], [date.min], [own_to]
    for place in (*texts.citations, *texts.stale_when):
        since, until = register.span(place, day, knows)
        is_born_late = not place.is_primary and since == register.in_force_from(place)
        (births if is_born_late else starts).append(
            since
        )  # a reworded article had said something else before
        ends.append(until)
    for key in TEXTS:
        for found in find_placeholders(getattr(texts, key)):
            since, until = parameters.span(found.name, found.scope, day)
            (starts if key == "answer" else births).append(since)
            ends.append(until)
    start = max(starts)
    return Span(start, max(start, *births), min((end for end in ends if end), default=None))


def shelve(entries: Iterable[Entry], register: Register, parameters: Parameters) -> Library:
    """The library of these entries, figures and law: each with the days it holds.

    What stands on something that is no longer there (a local entry, after the content that came with a new version
    dropped its article or figure) is left out: silent, not wrong, and no reason to stop the rest.
    """
    living = Parameters(end_with_law(value, register) for value in parameters)
    placed = []
    for entry in entries:
        try:
            span = span_of(entry, entry.own_days, register, living, entry.knows)
        except (UnknownCitation, UnknownParameter) as error:
            log.warning("entry_stands_on_nothing", entry=entry.id, missing=str(error))
            continue
        placed.append(replace(entry, valid_from=span.start, complete_from=span.complete, valid_to=span.end))
    return Library(tuple(placed), register, living)


def end_with_law(value: Parameter, register: Register) -> Parameter:
    """The value, ended on the day on which the article that sets it is repealed or reworded.

    A local change counts as known to a value that begins on its very day, or after it was recorded.
    """

    def knows(change: LegalChange) -> bool:
        moment, start = change.recorded_at, value.valid_from
        return moment is None or start == change.changed_on or moment.date() <= start

    place = Citation(value.document, value.article, value.clause)
    _, until = register.span(place, value.valid_from, knows)
    if until is None or (value.valid_to is not None and value.valid_to <= until):
        return value
    return replace(value, valid_to=max(until, value.valid_from))


def build_entry(revision: models.Revision) -> Entry:
    """The frozen shape of one revision; `shelve` gives it its days."""
    citations = tuple(
        Citation(row.document, row.article, row.clause, row.point, row.is_primary)
        for row in revision.citations
    )
    return Entry(
        id=revision.entry_id,
        revision=revision.number,
        topic=revision.entry.topic,
        question=revision.question,
        **{key: getattr(revision, key) for key in TEXTS},
        citations=citations,
        stale_when=tuple(parse_place(place) for place in revision.stale_when),
        variants=tuple(variant.text for variant in revision.variants),
        checked_on=revision.checked_on,
        review_due_on=revision.review_due_on,
        valid_from=date.min,
        own_days=(revision.valid_from, revision.valid_to),
        loaded_at=revision.loaded_at,
    )


async def read_register(session: AsyncSession) -> Register:
    """The register as the tables have it."""
    articles: dict[str, dict[str, Article]] = {}
    for row in await session.scalars(select(models.LegalArticle)):
        shape = Article(row.number, row.title, row.in_force_from, row.in_force_to)
        articles.setdefault(row.document, {})[row.number] = shape
    documents = [
        LegalDocument(
            number=row.number,
            name=row.name,
            in_force_from=row.in_force_from,
            in_force_to=row.in_force_to,
            consolidated_by=row.consolidated_by,
            articles=articles.get(row.number, {}),
        )
        for row in await session.scalars(select(models.LegalDocument))
    ]
    return Register(documents, await read_changes(session))


async def read_changes(session: AsyncSession) -> list[LegalChange]:
    """Every change that was not withdrawn. Of a shipped one the shipped entries knew; of a local one nobody did."""
    rows = await session.scalars(select(models.LegalChange).where(models.LegalChange.withdrawn_at.is_(None)))
    return [
        LegalChange(
            document=row.document,
            article=row.article,
            clause=row.clause,
            kind=row.kind,
            changed_on=row.changed_on,
            by=row.by,
            recorded_at=row.recorded_at if row.origin is Origin.LOCAL else None,
        )
        for row in rows
    ]


async def read_parameters(session: AsyncSession) -> Parameters:
    """The figures as the tables have them."""
    columns = ("name", "scope", "label", "unit", "amount", "text", "valid_from", "valid_to")
    places = ("document", "article", "clause")
    return Parameters(
        Parameter(**{key: getattr(row, key) for key in columns + places})
        for row in await session.scalars(select(models.Parameter))
    )


async def read_library(session: AsyncSession, *, only_locally_approved: bool = False) -> Library:
    """Every live revision that is approved, by us or here, whatever day it holds on.

    Args:
        only_locally_approved: What ships approved is not enough: a local law officer must have approved it, too.
    """
    is_approved_here = models.Revision.id.in_(select(models.Approval.revision_id))
    ships_approved = models.Revision.status == ReviewStatus.APPROVED
    is_approved = is_approved_here if only_locally_approved else or_(is_approved_here, ships_approved)
    query = (
        select(models.Revision)
        .where(is_approved, models.Revision.retired_at.is_(None))
        .options(
            selectinload(models.Revision.variants),
            selectinload(models.Revision.citations),
            selectinload(models.Revision.entry),
        )
        .order_by(models.Revision.entry_id)
    )
    entries = [build_entry(revision) for revision in await session.scalars(query)]
    return shelve(entries, await read_register(session), await read_parameters(session))

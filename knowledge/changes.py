"""Repeals and amendments an editor records: what they freeze, and how an error is taken back. Nothing is deleted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import models
from knowledge.entry import ChangeKind, Entry, LegalChange, Origin
from knowledge.parameters import find_placeholders
from knowledge.register import Register
from knowledge.validity import MORE_TEXTS, Library, shelve

KINDS = {ChangeKind.REPEAL: "bãi bỏ", ChangeKind.AMEND: "sửa đổi"}


class UnknownPlace(Exception):
    """A change names a document or an article the register does not hold; the message names it."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """One entry a change stops, and from when."""

    entry: Entry
    stops_on: date
    reasons: tuple[str, ...]  # the places of the change it stands on


def place_of(change: LegalChange | models.LegalChange, document: str = "") -> str:
    """The place it touches: "khoản 2 Điều 26 45/2019/QH14", or with the document called otherwise."""
    clause = f"khoản {change.clause} " if change.clause else ""
    article = f"Điều {change.article} " if change.article else ""
    return f"{clause}{article}{document or change.document}"


def name_original(register: Register, change: LegalChange) -> LegalChange:
    """The change with the original document named, where it names the consolidation.

    Raises:
        UnknownPlace: the register holds no such document or article.
    """
    number = register.originals().get(change.document, change.document)
    document = register.documents.get(number)
    if document is None:
        raise UnknownPlace(number)
    if change.article is not None and change.article not in document.articles:
        raise UnknownPlace(f"Điều {change.article} {number}")
    return replace(change, document=number)


def foresee(library: Library, change: LegalChange, *, now: datetime) -> Library:
    """The library as it would be with one more local change."""
    changed = Register(
        library.register.documents.values(), (*library.register.changes, replace(change, recorded_at=now))
    )
    return shelve(library.entries, changed, library.parameters)


async def record_change(session: AsyncSession, change: LegalChange, *, now: datetime) -> int:
    """Keep a local change; returns its number. The same change twice is one. The caller commits."""
    same = select(models.LegalChange.id).where(
        models.LegalChange.withdrawn_at.is_(None),
        *(
            getattr(models.LegalChange, key) == getattr(change, key)
            for key in ("document", "article", "clause", "kind", "changed_on")
        ),
    )
    known = await session.scalar(same)
    if known is not None:
        return known
    row = models.LegalChange(
        document=change.document,
        article=change.article,
        clause=change.clause,
        kind=change.kind,
        changed_on=change.changed_on,
        by=change.by,
        origin=Origin.LOCAL,
        recorded_at=now,
    )
    session.add(row)
    await session.flush()
    return row.id


async def withdraw_change(session: AsyncSession, number: int, *, now: datetime) -> bool:
    """Take back a local change; False where there is none of that number. The caller commits."""
    where = (
        models.LegalChange.id == number,
        models.LegalChange.origin == Origin.LOCAL,
        models.LegalChange.withdrawn_at.is_(None),
    )
    statement = update(models.LegalChange).where(*where).values(withdrawn_at=now)
    return bool((await session.execute(statement.returning(models.LegalChange.id))).all())


async def list_changes(session: AsyncSession) -> list[models.LegalChange]:
    """All changes in force or to come, the newest day first."""
    query = select(models.LegalChange).where(models.LegalChange.withdrawn_at.is_(None))
    return list(
        await session.scalars(query.order_by(models.LegalChange.changed_on.desc(), models.LegalChange.id))
    )


def list_frozen(before: Library, after: Library) -> list[Frozen]:
    """The entries that stop sooner in `after` than in `before`, the soonest first."""
    ends = {(entry.id, entry.revision): entry.valid_to for entry in before.entries}
    stopped = [
        Frozen(entry, entry.valid_to, tuple(dict.fromkeys(_reasons(entry, after))))
        for entry in after.entries
        if entry.valid_to is not None and entry.valid_to != ends.get((entry.id, entry.revision))
    ]
    return sorted(stopped, key=lambda frozen: (frozen.stops_on, frozen.entry.topic, frozen.entry.id))


def list_due(library: Library, day: date) -> list[Frozen]:
    """What an editor should look at: entries frozen by `day`, or that will stop, or whose review is due; soonest first."""
    due = []
    for entry in library.entries:
        if entry.is_history:
            continue
        stops = min(day for day in (entry.valid_to, entry.review_due_on) if day)
        reasons = (
            tuple(dict.fromkeys(_reasons(entry, library)))
            if entry.valid_to == stops
            else ("đến hạn rà soát",)
        )
        if entry.valid_to is not None or entry.review_due_on < day:
            due.append(Frozen(entry, stops, reasons))
    return sorted(due, key=lambda frozen: (frozen.stops_on, frozen.entry.topic, frozen.entry.id))


def _reasons(entry: Entry, library: Library) -> Iterable[str]:
    """Why an entry ends on the day it ends, in words."""
    for place in entry.standing:
        if library.register.span(place, entry.wording_day, entry.knows)[1] == entry.valid_to:
            yield library.register.spell(place)
    if entry.own_days[1] == entry.valid_to:
        yield "ngày hết hiệu lực ghi trong mục"
    for text in ("answer", *MORE_TEXTS):
        for found in find_placeholders(getattr(entry, text)):
            if library.parameters.span(found.name, found.scope, entry.wording_day)[1] == entry.valid_to:
                yield f"số liệu {found.name}.{found.scope}".rstrip(".")

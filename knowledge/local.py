"""What a place adds of its own: entries brought in by its curators, and the word of its law officer on any entry."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import models
from knowledge.entry import Citation, Entry, Origin, ReviewStatus, parse_place
from knowledge.load import Loaded, add_revisions, digest_of, last_numbers, place_entries, retire
from knowledge.source import Draft
from knowledge.validity import TEXTS, Library, read_parameters, read_register, shelve
from store.upsert import upsert


@dataclass(frozen=True, slots=True)
class Approved:
    """A local law officer's word on one revision."""

    by: int  # the staff member
    at: datetime


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One revision with where it stands in review, whether workers may see it or not."""

    entry: Entry
    status: ReviewStatus
    origin: Origin
    review_note: str
    retired_at: datetime | None
    approved: Approved | None

    def may_be_served(self, *, only_locally_approved: bool) -> bool:
        """Whether `read_library` takes it: it is served on the days it holds."""
        return self.approved is not None or (
            self.status is ReviewStatus.APPROVED and not only_locally_approved
        )


@dataclass(frozen=True, slots=True)
class Holdings:
    """Every live revision, those no worker sees included, with the law and the figures behind them."""

    revisions: tuple[Reviewed, ...]  # by topic, then id
    library: Library  # of the same entries


class TakenIds(Exception):
    """Local drafts use ids of entries that ship; `ids` names them."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__(", ".join(ids))
        self.ids = ids


class TextChanged(Exception):
    """The live text of an entry is not the one that was read; `ids` names the entries."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__(", ".join(ids))
        self.ids = ids


async def load_local(session: AsyncSession, drafts: Sequence[Draft], *, now: datetime) -> Loaded:
    """Add or replace local entries; those that are not in `drafts` stay. A changed one must be approved anew.

    The caller commits.

    Raises:
        TakenIds: an id belongs to what ships; nothing was loaded.
    """
    ids = [draft.id for draft in drafts]
    shipped = select(models.Entry.id).where(models.Entry.origin == Origin.SHIPPED, models.Entry.id.in_(ids))
    taken = sorted(await session.scalars(shipped))
    if taken:
        raise TakenIds(taken)
    live = select(models.Revision).where(
        models.Revision.retired_at.is_(None), models.Revision.entry_id.in_(ids)
    )
    known = {row.entry_id: row.digest for row in await session.scalars(live)}
    added = [draft for draft in drafts if draft.id not in known]
    changed = [draft for draft in drafts if draft.id in known and known[draft.id] != digest_of(draft)]
    await retire(session, [draft.id for draft in changed], now)
    await place_entries(session, [*added, *changed], Origin.LOCAL)
    await add_revisions(session, [*added, *changed], await last_numbers(session), now)
    return Loaded(len(added), len(changed), len(drafts) - len(added) - len(changed), 0)


async def approve(session: AsyncSession, entry_ids: Sequence[str], *, by: int, now: datetime) -> list[str]:
    """Approve the live text of entries; returns the ids newly approved. The caller commits."""
    query = (
        select(models.Revision.id, models.Revision.entry_id)
        .where(
            models.Revision.retired_at.is_(None),
            models.Revision.entry_id.in_(entry_ids),
            models.Revision.status.in_([ReviewStatus.APPROVED, ReviewStatus.REVIEW]),
            models.Revision.id.not_in(select(models.Approval.revision_id)),
        )
        .order_by(models.Revision.entry_id)
    )
    waiting = {row.id: row.entry_id for row in await session.execute(query)}
    if not waiting:
        return []
    rows = [{"revision_id": id_, "approved_by": by, "approved_at": now} for id_ in waiting]
    statement = upsert(session, models.Approval).values(rows).on_conflict_do_nothing()  # two at once are one
    kept = await session.scalars(statement.returning(models.Approval.revision_id))
    return sorted(waiting[id_] for id_ in kept)


async def approve_read(
    session: AsyncSession, read: Mapping[str, int], *, by: int, now: datetime
) -> list[str]:
    """Approve entries in the very revisions that were read, by entry id; returns the ids newly approved.

    The caller commits.

    Raises:
        TextChanged: some have another live text by now, or none; nothing was approved.
    """
    query = select(models.Revision.entry_id, models.Revision.number).where(
        models.Revision.retired_at.is_(None), models.Revision.entry_id.in_(read)
    )
    live = {row.entry_id: row.number for row in await session.execute(query)}
    changed = sorted(id_ for id_, number in read.items() if live.get(id_) != number)
    if changed:
        raise TextChanged(changed)
    return await approve(session, list(read), by=by, now=now)


async def withdraw(session: AsyncSession, entry_id: str) -> bool:
    """Take an approval of the live text back; False where there was none. The caller commits."""
    live = select(models.Revision.id).where(
        models.Revision.retired_at.is_(None), models.Revision.entry_id == entry_id
    )
    statement = delete(models.Approval).where(models.Approval.revision_id.in_(live))
    return bool((await session.execute(statement.returning(models.Approval.revision_id))).all())


async def count_approved(session: AsyncSession) -> dict[str, tuple[int, int]]:
    """Topic → (live entries approved here, live entries)."""
    query = (
        select(models.Entry.topic, func.count(models.Approval.revision_id), func.count(models.Revision.id))
        .join(models.Revision, models.Revision.entry_id == models.Entry.id)
        .outerjoin(models.Approval, models.Approval.revision_id == models.Revision.id)
        .where(models.Revision.retired_at.is_(None))
        .group_by(models.Entry.topic)
    )
    return {topic: (approved, live) for topic, approved, live in await session.execute(query)}


async def read_holdings(session: AsyncSession) -> Holdings:
    """Every live revision with the days it holds, its status and its approval."""
    found = await _read(session, models.Revision.retired_at.is_(None))
    library = shelve(
        (one.entry for one in found), await read_register(session), await read_parameters(session)
    )
    placed = zip(found, library.entries, strict=True)
    return Holdings(tuple(replace(one, entry=entry) for one, entry in placed), library)


async def list_past(session: AsyncSession, entry_id: str) -> list[Reviewed]:
    """The revisions of an entry that were replaced or taken out, newest first; `valid_from` and `valid_to` are not set."""
    return await _read(session, models.Revision.retired_at.is_not(None), models.Revision.entry_id == entry_id)


async def _read(session: AsyncSession, *where: ColumnElement[bool]) -> list[Reviewed]:
    """Plain rows: 14,000 wordings as objects would take seconds on a small machine."""
    query = (
        select(models.Revision.__table__, models.Entry.topic, models.Entry.origin, models.Approval.__table__)
        .join(models.Entry, models.Entry.id == models.Revision.entry_id)
        .outerjoin(models.Approval, models.Approval.revision_id == models.Revision.id)
        .where(*where)
        .order_by(models.Entry.topic, models.Entry.id, models.Revision.number.desc())
    )
    citations = await _group(session, models.Citation, *where)
    variants = await _group(session, models.Variant, *where)
    return [_build(row, citations[row.id], variants[row.id]) for row in await session.execute(query)]


async def _group(
    session: AsyncSession, table: type[models.Citation | models.Variant], *where: ColumnElement[bool]
) -> dict[int, list[Any]]:
    """The rows of `table` by revision, in order."""
    query = (
        select(table.__table__)
        .join(models.Revision, models.Revision.id == table.revision_id)
        .where(*where)
        .order_by(table.revision_id, table.position)
    )
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in await session.execute(query):
        grouped[row.revision_id].append(row)
    return grouped


def _build(row: Any, citations: Sequence[Any], variants: Sequence[Any]) -> Reviewed:
    entry = Entry(
        id=row.entry_id,
        revision=row.number,
        topic=row.topic,
        question=row.question,
        **{key: getattr(row, key) for key in TEXTS},
        citations=tuple(
            Citation(place.document, place.article, place.clause, place.point, place.is_primary)
            for place in citations
        ),
        stale_when=tuple(parse_place(place) for place in row.stale_when),
        variants=tuple(variant.text for variant in variants),
        checked_on=row.checked_on,
        review_due_on=row.review_due_on,
        valid_from=date.min,
        own_days=(row.valid_from, row.valid_to),
        loaded_at=row.loaded_at,
    )
    approved = Approved(row.approved_by, row.approved_at) if row.approved_by is not None else None
    return Reviewed(entry, row.status, row.origin, row.review_note, row.retired_at, approved)

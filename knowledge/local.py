"""What a place adds of its own: entries brought in by its curators, and the word of its law officer on any entry."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import models
from knowledge.entry import Origin, ReviewStatus
from knowledge.load import Loaded, add_revisions, digest_of, last_numbers, place_entries, retire
from knowledge.source import Draft


class TakenIds(Exception):
    """Local drafts use ids of entries that ship; `ids` names them."""

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
    rows = (await session.execute(query)).all()
    session.add_all(models.Approval(revision_id=row.id, approved_by=by, approved_at=now) for row in rows)
    await session.flush()
    return [row.entry_id for row in rows]


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

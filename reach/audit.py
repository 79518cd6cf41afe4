"""What staff did, in a chain: each entry holds the digest of the one before, so that a change in the past shows."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from reach.models import AuditEntry

START = "0" * 64
"""Stands before the first entry."""
LOCK = 58_001
"""Names the chain among PostgreSQL's advisory locks."""


def build_digest(
    previous: str, at: datetime, staff_id: int | None, action: str, detail: Mapping[str, object]
) -> str:
    """SHA-256, as hex, over the digest before and every field, in one spelling."""
    fields = [previous, at.astimezone(UTC).isoformat(), staff_id, action, detail]
    spelt = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelt.encode()).hexdigest()


async def record_audit(
    session: AsyncSession, action: str, *, staff_id: int | None, now: datetime, **detail: str | int | None
) -> None:
    """Append one entry. `detail` names ids and codes, never the words of a worker. The caller commits."""
    await _take_turn(session)
    newest = select(AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1)
    previous = await session.scalar(newest) or START
    entry = AuditEntry(at=now, staff_id=staff_id, action=action, detail=dict(detail))
    entry.previous_digest = previous
    entry.digest = build_digest(previous, now, staff_id, action, detail)
    session.add(entry)
    await session.flush()


async def _take_turn(session: AsyncSession) -> None:
    """Two writers must not follow the same entry; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_advisory_xact_lock(LOCK)))


async def list_newest(session: AsyncSession, *, limit: int = 20) -> Sequence[AuditEntry]:
    """The last entries, newest first."""
    return (await session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit))).all()


async def verify_chain(session: AsyncSession) -> int | None:
    """The id of the first entry that was changed or follows a gap; None for a whole chain.

    Entries cut off at the end leave a whole chain: keep the newest digest elsewhere to notice that.
    """
    previous = START
    rows = await session.stream_scalars(select(AuditEntry).order_by(AuditEntry.id))
    async for entry in rows:
        expected = build_digest(previous, entry.at, entry.staff_id, entry.action, entry.detail)
        if entry.previous_digest != previous or entry.digest != expected:
            return entry.id
        previous = entry.digest
    return None

"""Inbound events, stored before the platform hears 200: a duplicate is dropped here, a crash loses none."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from reach.models import EventStatus, InboundEvent, OutgoingReply
from store.upsert import upsert

MOST_ATTEMPTS = 5
KEPT = timedelta(days=2)  # longer than any platform repeats an event


async def add_event(
    session: AsyncSession, channel: str, event_id: str, account: str, body: dict[str, Any], *, now: datetime
) -> int | None:
    """Store an event; returns its id, or None if it was there already. The caller commits."""
    statement = upsert(session, InboundEvent).values(
        channel=channel,
        event_id=event_id,
        account=account,
        body=body,
        status=EventStatus.PENDING,
        attempts=0,
        received_at=now,
    )
    keys = [InboundEvent.channel, InboundEvent.event_id]
    added: int | None = await session.scalar(
        statement.on_conflict_do_nothing(index_elements=keys).returning(InboundEvent.id)
    )
    return added


async def find_event(session: AsyncSession, channel: str, event_id: str) -> InboundEvent | None:
    """An event by the platform's id."""
    query = select(InboundEvent).where(InboundEvent.channel == channel, InboundEvent.event_id == event_id)
    found: InboundEvent | None = await session.scalar(query)
    return found


async def take_event(session: AsyncSession, event_id: int) -> InboundEvent | None:
    """The pending event, locked for this transaction; None if another has done it. The caller commits."""
    query = (
        select(InboundEvent)
        .where(InboundEvent.id == event_id, InboundEvent.status == EventStatus.PENDING)
        .with_for_update(skip_locked=True)
    )
    event: InboundEvent | None = await session.scalar(query)
    return event


async def mark_done(session: AsyncSession, event_id: int) -> None:
    """The event was met with replies; its words are no longer needed. The caller commits."""
    values = {"status": EventStatus.DONE, "body": None}
    await session.execute(update(InboundEvent).where(InboundEvent.id == event_id).values(values))


async def record_failure(session: AsyncSession, event_id: int) -> None:
    """Count a failed attempt; after the last the event is laid aside. The caller commits."""
    event = await session.get(InboundEvent, event_id)
    if event is not None:
        event.attempts += 1
        if event.attempts >= MOST_ATTEMPTS:
            event.status = EventStatus.DEAD


async def list_pending(session: AsyncSession, *, limit: int = 100) -> Sequence[int]:
    """Ids of events not yet met, in the order they came."""
    query = (
        select(InboundEvent.id).where(InboundEvent.status == EventStatus.PENDING).order_by(InboundEvent.id)
    )
    return (await session.scalars(query.limit(limit))).all()


async def delete_old_events(session: AsyncSession, *, now: datetime) -> None:
    """Delete events nobody will repeat, once their replies are gone too. The caller commits."""
    old = (InboundEvent.received_at < now - KEPT) & (InboundEvent.status != EventStatus.PENDING)
    has_replies = exists().where(OutgoingReply.event_id == InboundEvent.id)
    await session.execute(delete(InboundEvent).where(old, ~has_replies))

"""Replies on their way out: written with the event they answer, sent afterwards, tried again when a platform stumbles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from reach.models import OutgoingReply, ReplyStatus

MOST_ATTEMPTS = 6
KEPT = timedelta(hours=24)
LETTER_KEPT = timedelta(days=14)  # a worker may open the page again only days later


@dataclass(frozen=True, slots=True)
class Claimed:
    """One reply taken from the queue; `sending` was committed before this leaves the transaction."""

    id: int
    account: str
    body: dict[str, Any]
    attempts: int


async def add_replies(
    session: AsyncSession,
    channel: str,
    account: str,
    bodies: Sequence[dict[str, Any]],
    *,
    event_id: int | None,
    is_pulled: bool,
    now: datetime,
) -> list[OutgoingReply]:
    """Queue replies in their order; `is_pulled` channels fetch theirs and need no sender. The caller commits."""
    replies = [
        OutgoingReply(
            channel=channel,
            account=account,
            event_id=event_id,
            body=body,
            status=ReplyStatus.SENT if is_pulled else ReplyStatus.QUEUED,
            attempts=0,
            due_at=now,
            created_at=now,
        )
        for body in bodies
    ]
    session.add_all(replies)
    await session.flush()
    return replies


async def add_reply(
    session: AsyncSession,
    channel: str,
    account: str,
    body: dict[str, Any],
    *,
    event_id: int | None,
    is_pulled: bool,
    now: datetime,
) -> OutgoingReply:
    """Queue one reply, as `add_replies` does."""
    replies = await add_replies(
        session, channel, account, [body], event_id=event_id, is_pulled=is_pulled, now=now
    )
    return replies[0]


async def claim_replies(session: AsyncSession, channel: str, *, limit: int, now: datetime) -> list[Claimed]:
    """Take the first due reply of each account and mark it `sending`. The caller commits before it calls the platform."""
    open_ = OutgoingReply.status.in_((ReplyStatus.QUEUED, ReplyStatus.SENDING))
    first = (
        select(func.min(OutgoingReply.id))
        .where(OutgoingReply.channel == channel, open_)
        .group_by(OutgoingReply.account)
    )
    due = (OutgoingReply.status == ReplyStatus.QUEUED) & (OutgoingReply.due_at <= now)
    query = (
        select(OutgoingReply).where(OutgoingReply.id.in_(first), due).order_by(OutgoingReply.id).limit(limit)
    )
    replies = (await session.scalars(query.with_for_update(skip_locked=True))).all()
    for reply in replies:
        reply.status = ReplyStatus.SENDING
        reply.attempts += 1
    return [Claimed(reply.id, reply.account, reply.body or {}, reply.attempts) for reply in replies]


async def record_sent(session: AsyncSession, reply_id: int) -> None:
    """The platform took it; its words are no longer needed. The caller commits."""
    values = {"status": ReplyStatus.SENT, "body": None}
    await session.execute(update(OutgoingReply).where(OutgoingReply.id == reply_id).values(values))


async def record_retry(
    session: AsyncSession, claimed: Claimed, *, due_at: datetime, counts: bool = True
) -> None:
    """Queue it again for `due_at`, or give up after the last attempt; with `counts` False this was none.

    The caller commits.
    """
    if counts and claimed.attempts >= MOST_ATTEMPTS:
        await record_failed(session, claimed.id)
        return
    values = {
        "status": ReplyStatus.QUEUED,
        "due_at": due_at,
        "attempts": claimed.attempts - (0 if counts else 1),
    }
    await session.execute(update(OutgoingReply).where(OutgoingReply.id == claimed.id).values(values))


async def record_failed(session: AsyncSession, reply_id: int) -> None:
    """It can never be sent; its words are dropped. The caller commits."""
    values = {"status": ReplyStatus.FAILED, "body": None}
    await session.execute(update(OutgoingReply).where(OutgoingReply.id == reply_id).values(values))


async def requeue_interrupted(session: AsyncSession, channel: str) -> None:
    """After a crash: replies caught between call and record go out once more (a worker waits; twice is better than never).

    The caller commits.
    """
    caught = (OutgoingReply.channel == channel) & (OutgoingReply.status == ReplyStatus.SENDING)
    await session.execute(update(OutgoingReply).where(caught).values(status=ReplyStatus.QUEUED))


async def list_after(
    session: AsyncSession, channel: str, account: str, after: int
) -> Sequence[OutgoingReply]:
    """The account's replies with an id above `after` whose words are still kept, oldest first."""
    query = (
        select(OutgoingReply)
        .where(OutgoingReply.channel == channel, OutgoingReply.account == account, OutgoingReply.id > after)
        .order_by(OutgoingReply.id)
    )
    return [reply for reply in await session.scalars(query) if reply.body is not None]


async def list_of_event(session: AsyncSession, event_id: int) -> Sequence[OutgoingReply]:
    """The replies to one event, oldest first."""
    query = select(OutgoingReply).where(OutgoingReply.event_id == event_id).order_by(OutgoingReply.id)
    return [reply for reply in await session.scalars(query) if reply.body is not None]


async def delete_old_replies(session: AsyncSession, *, now: datetime) -> None:
    """Delete replies a day old; an officer's answer, which no event waits for, stays two weeks. The caller commits."""
    is_answer = OutgoingReply.event_id.is_not(None)
    await session.execute(delete(OutgoingReply).where(is_answer, OutgoingReply.created_at < now - KEPT))
    await session.execute(
        delete(OutgoingReply).where(~is_answer, OutgoingReply.created_at < now - LETTER_KEPT)
    )


async def find_newest(session: AsyncSession) -> int:
    """The highest id given so far; 0 for an empty outbox."""
    return await session.scalar(select(func.max(OutgoingReply.id))) or 0

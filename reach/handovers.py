"""Questions passed to a person: a promise with a day, kept open until somebody answers."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from reach.clock import VIETNAM
from reach.models import Handover, HandoverStatus, Worker
from reach.questions import TEXT_KEPT, mask

WORKING_DAYS = 2


class NotWaiting(Exception):
    """The handover is not there, or was answered already."""


def due_after(moment: datetime) -> datetime:
    """Two working days later, at the end of the day in Viet Nam (Saturday and Sunday do not count)."""
    day = moment.astimezone(VIETNAM)
    for _ in range(WORKING_DAYS):
        day += timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
    return day.replace(hour=17, minute=0, second=0, microsecond=0)


async def add_handover(
    session: AsyncSession, worker: Worker, text: str, *, channel: str, account: str, now: datetime
) -> Handover:
    """Open a handover; the answer goes back the way the question came. The caller commits."""
    handover = Handover(
        worker_id=worker.id,
        channel=channel,
        account=account,
        unit_id=worker.unit_id,
        text=mask(text),
        status=HandoverStatus.WAITING,
        created_at=now,
        due_at=due_after(now),
    )
    session.add(handover)
    await session.flush()
    return handover


async def list_waiting(
    session: AsyncSession, *, unit_ids: Collection[int] | None = None, limit: int = 200
) -> Sequence[Handover]:
    """Open handovers, the oldest promise first; all, or those of workers who named one of the units."""
    query = select(Handover).where(Handover.status == HandoverStatus.WAITING)
    if unit_ids is not None:
        query = query.where(Handover.unit_id.in_(unit_ids))
    query = query.order_by(Handover.due_at, Handover.id).limit(limit)
    return (await session.scalars(query)).all()


async def answer_handover(
    session: AsyncSession, handover_id: int, answer: str, *, staff_id: int, now: datetime
) -> Handover:
    """Close a handover with an answer. The caller queues the reply and commits.

    Raises:
        NotWaiting: there is no such open handover.
    """
    query = select(Handover).where(Handover.id == handover_id, Handover.status == HandoverStatus.WAITING)
    handover = await session.scalar(query.with_for_update())
    if handover is None:
        raise NotWaiting(str(handover_id))
    handover.answer, handover.answered_at, handover.answered_by = answer, now, staff_id
    handover.status = HandoverStatus.ANSWERED
    return handover


async def empty_old_texts(session: AsyncSession, *, now: datetime) -> None:
    """Empty question and answer 90 days after the answer; that there was one stays. The caller commits."""
    old = Handover.answered_at < now - TEXT_KEPT
    await session.execute(update(Handover).where(old, Handover.text != "").values(text="", answer=None))

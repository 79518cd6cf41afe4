"""Workers and their addresses: who speaks, where he works by his own word, and forgetting him when he asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from reach import consents
from reach.models import (
    Address,
    Contact,
    Dialogue,
    ErasedReach,
    EventStatus,
    Handover,
    HandoverStatus,
    InboundEvent,
    OutgoingReply,
    Purpose,
    Unit,
    Worker,
    YearReach,
)
from store.upsert import upsert


async def get_or_add_worker(session: AsyncSession, channel: str, account: str, *, now: datetime) -> Worker:
    """The worker behind an account, made when he speaks first; who speaks has not blocked us. The caller commits."""
    query = (
        select(Worker, Address).join(Address).where(Address.channel == channel, Address.account == account)
    )
    found = (await session.execute(query)).first()
    if found is not None:
        worker, address = found
        if address.blocked_at is not None:
            address.blocked_at = None
        return worker
    worker = Worker(created_at=now)
    session.add(worker)
    await session.flush()
    session.add(Address(worker_id=worker.id, channel=channel, account=account, created_at=now))
    await session.flush()
    return worker


async def mark_blocked(session: AsyncSession, channel: str, account: str, *, at: datetime | None) -> None:
    """Note that the account blocked us at `at`, or (None) came back. The caller commits."""
    query = select(Address).where(Address.channel == channel, Address.account == account)
    address = await session.scalar(query)
    if address is not None:
        address.blocked_at = at


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything we hold about a worker, to be shown to nobody but him."""

    since: datetime
    unit: str | None
    channels: tuple[str, ...]
    consents: dict[Purpose, bool | None]  # None: never asked
    contact_days: int  # days on which a contact was counted
    open_handovers: int


async def read_holdings(session: AsyncSession, worker: Worker) -> Holdings:
    """What "dữ liệu của tôi" answers."""
    unit = await session.get(Unit, worker.unit_id) if worker.unit_id else None
    channels = await session.scalars(select(Address.channel).where(Address.worker_id == worker.id).distinct())
    days = select(func.count(Contact.occurred_on.distinct())).where(Contact.worker_id == worker.id)
    return Holdings(
        since=worker.created_at,
        unit=unit.name if unit else None,
        channels=tuple(sorted(channels)),
        consents={purpose: await consents.find_consent(session, worker.id, purpose) for purpose in Purpose},
        contact_days=await session.scalar(days) or 0,
        open_handovers=await count_open_handovers(session, worker.id),
    )


async def count_open_handovers(session: AsyncSession, worker_id: int) -> int:
    """How many of the worker's questions wait for a person."""
    query = select(func.count()).where(
        Handover.worker_id == worker_id, Handover.status == HandoverStatus.WAITING
    )
    return await session.scalar(query) or 0


async def forget(session: AsyncSession, worker: Worker) -> None:
    """Erase the worker and all that points to him; only nameless year counts stay. The caller commits."""
    await _keep_counts(session, worker)
    accounts = (
        await session.execute(select(Address.channel, Address.account).where(Address.worker_id == worker.id))
    ).all()
    for channel, account in accounts:
        await session.execute(
            delete(OutgoingReply).where(OutgoingReply.channel == channel, OutgoingReply.account == account)
        )
        events = update(InboundEvent).where(InboundEvent.channel == channel, InboundEvent.account == account)
        await session.execute(events.values(account="", body=None, status=EventStatus.DONE))
    for table in (Handover, Dialogue, Contact, YearReach):
        await session.execute(delete(table).where(table.worker_id == worker.id))
    await session.delete(worker)
    await session.flush()


async def _keep_counts(session: AsyncSession, worker: Worker) -> None:
    """One nameless count a year, where he stood highest: at two units it would count him twice above them."""
    reached = await session.scalars(select(YearReach).where(YearReach.worker_id == worker.id))

    def rank(row: YearReach) -> tuple[int, bool, int]:  # NO_UNIT is the lowest id
        return row.level, row.unit_id == worker.unit_id, row.unit_id

    highest = {row.year: row for row in sorted(reached, key=rank)}
    for year, row in highest.items():
        statement: Any = upsert(session, ErasedReach).values(
            year=year, unit_id=row.unit_id, level=row.level, workers=1
        )
        keys = [ErasedReach.year, ErasedReach.unit_id, ErasedReach.level]
        await session.execute(
            statement.on_conflict_do_update(index_elements=keys, set_={"workers": ErasedReach.workers + 1})
        )

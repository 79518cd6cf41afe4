"""Consent by purpose: each yes and no is kept with the words it answered; the latest one counts."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from reach.models import Consent, Purpose

TEXT_VERSION = "2026-11"  # raise when the words a worker agrees to change


async def find_consent(session: AsyncSession, worker_id: int, purpose: Purpose) -> bool | None:
    """The worker's latest word on a purpose; None where he gave none."""
    query = (
        select(Consent.is_given)
        .where(Consent.worker_id == worker_id, Consent.purpose == purpose)
        .order_by(Consent.id.desc())
        .limit(1)
    )
    answer: bool | None = await session.scalar(query)
    return answer


async def record_consent(
    session: AsyncSession, worker_id: int, purpose: Purpose, *, is_given: bool, channel: str, now: datetime
) -> None:
    """Keep a yes or a no. The caller commits."""
    session.add(
        Consent(
            worker_id=worker_id,
            purpose=purpose,
            is_given=is_given,
            text_version=TEXT_VERSION,
            channel=channel,
            decided_at=now,
        )
    )
    await session.flush()

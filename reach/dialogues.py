"""Where the talk with a worker stands: kept in the database, so that a restart or a change of channel loses nothing."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from reach.models import Dialogue

MEMORY_LASTS = timedelta(minutes=30)


async def get_or_add_dialogue(session: AsyncSession, worker_id: int, *, now: datetime) -> Dialogue:
    """The worker's dialogue; what is older than 30 minutes is not remembered. The caller commits."""
    dialogue = await session.get(Dialogue, worker_id)
    if dialogue is None:
        dialogue = Dialogue(worker_id=worker_id, step="", memory={}, updated_at=now)
        session.add(dialogue)
    elif now - dialogue.updated_at > MEMORY_LASTS:
        dialogue.step, dialogue.memory = "", {}
    return dialogue


def remember(dialogue: Dialogue, *, now: datetime, **facts: Any) -> None:
    """Put facts into the memory (None takes one out) and note the moment."""
    memory = {**dialogue.memory, **facts}
    dialogue.memory = {key: value for key, value in memory.items() if value is not None}
    dialogue.updated_at = now


async def empty_old_memories(session: AsyncSession, *, now: datetime) -> None:
    """Empty what is older than 30 minutes. The caller commits."""
    stale = select(Dialogue.worker_id).where(Dialogue.updated_at < now - MEMORY_LASTS)
    await session.execute(update(Dialogue).where(Dialogue.worker_id.in_(stale)).values(step="", memory={}))

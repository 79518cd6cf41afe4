"""What may not be kept longer: run by the street door every few minutes, and harmless as often as it likes."""

import asyncio
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from reach import dialogues, handovers, inbox, outbox, questions
from reach.clock import Clock, day_of
from store.database import Database

EVERY_S = 600


async def apply_retention(session: AsyncSession, *, now: datetime) -> None:
    """Empty memories after 30 minutes; delete answers after a day, officers' letters after 14 days, events after two,
    texts of questions, and of handovers that were answered, after 90.

    The caller commits.
    """
    await dialogues.empty_old_memories(session, now=now)
    await outbox.delete_old_replies(session, now=now)
    await inbox.delete_old_events(session, now=now)
    await questions.delete_old_texts(session, today=day_of(now))
    await handovers.empty_old_texts(session, now=now)


async def keep_retention(database: Database, *, clock: Clock) -> None:
    """Apply it every ten minutes until cancelled."""
    while True:
        async with database.transaction() as session:
            await apply_retention(session, now=clock())
        await asyncio.sleep(EVERY_S)

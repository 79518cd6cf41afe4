"""The words of an answered handover go after 90 days; those of an open one stay until somebody answers."""

from datetime import timedelta

from sqlalchemy import select

from reach import handovers
from reach.models import Handover, Role
from reach.retention import apply_retention
from reach.staff import add_staff
from store.database import Database
from tests.clock import Clock
from tests.reach.ground import add_worker


async def test_only_what_was_answered_is_emptied_and_only_after_90_days(
    database: Database, clock: Clock
) -> None:
    start = clock()
    async with database.transaction() as session:
        worker = await add_worker(session)
        member = await add_staff(session, "officer", "Cán bộ", role=Role.OFFICIAL, unit_id=None, now=start)
        for text in ("hỏi một", "hỏi hai"):
            opened = await handovers.add_handover(
                session, worker, text, channel="webchat", account="7", now=start
            )
        await handovers.answer_handover(session, opened.id, "trả lời", staff_id=member.id, now=start)

    texts = []
    for age in (timedelta(days=90), timedelta(days=90, seconds=1)):
        async with database.transaction() as session:
            await apply_retention(session, now=start + age)
        async with database.reading() as session:
            rows = await session.execute(select(Handover.text, Handover.answer).order_by(Handover.id))
            texts.append([tuple(row) for row in rows])

    assert texts == [
        [("hỏi một", None), ("hỏi hai", "trả lời")],
        [("hỏi một", None), ("", None)],
    ]

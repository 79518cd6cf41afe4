"""An event is stored once, met in its turn, laid aside after five failures, and deleted when nobody will repeat it."""

from datetime import timedelta

from sqlalchemy import func, select

from reach.inbox import (
    MOST_ATTEMPTS,
    add_event,
    delete_old_events,
    find_event,
    list_pending,
    mark_done,
    record_failure,
    take_event,
)
from reach.models import EventStatus, InboundEvent
from reach.outbox import add_reply
from store.database import Database, Session
from tests.clock import Clock
from tests.reach.ground import NOW

BODY = {"text": "xin chào"}


async def store(
    session: Session, event_id: str, channel: str = "telegram", *, clock: Clock | None = None
) -> int:
    added = await add_event(session, channel, event_id, "7", BODY, now=clock() if clock else NOW)
    assert added is not None
    return added


async def count_events(session: Session) -> int:
    return await session.scalar(select(func.count()).select_from(InboundEvent)) or 0


async def test_a_repeated_event_is_dropped_and_the_first_stays(database: Database) -> None:
    async with database.transaction() as session:
        first = await store(session, "1")

        again = await add_event(session, "telegram", "1", "8", {"text": "khác"}, now=NOW)

        kept = await find_event(session, "telegram", "1")
        assert again is None
        assert kept is not None
        assert (kept.id, kept.account, kept.body) == (first, "7", BODY)


async def test_two_channels_may_give_the_same_id(database: Database) -> None:
    async with database.transaction() as session:
        first, second = await store(session, "1"), await store(session, "1", "webchat")

        assert first != second
        assert await find_event(session, "zalo", "1") is None


async def test_pending_events_are_listed_in_the_order_they_came(database: Database) -> None:
    async with database.transaction() as session:
        ids = [await store(session, number) for number in ("9", "1", "5")]

        assert list(await list_pending(session)) == ids
        assert list(await list_pending(session, limit=2)) == ids[:2]


async def test_a_met_event_is_not_taken_again_and_its_words_are_gone(database: Database) -> None:
    async with database.transaction() as session:
        event_id = await store(session, "1")
    async with database.transaction() as session:
        event = await take_event(session, event_id)
        assert event is not None
        await mark_done(session, event.id)

    async with database.transaction() as session:
        kept = await find_event(session, "telegram", "1")
        assert await take_event(session, event_id) is None
        assert list(await list_pending(session)) == []
        assert kept is not None
        assert (kept.status, kept.body) == (EventStatus.DONE, None)


async def test_an_event_is_dead_after_the_fifth_failure(database: Database) -> None:
    async with database.transaction() as session:
        event_id = await store(session, "1")
        statuses = []
        for _ in range(MOST_ATTEMPTS):
            await record_failure(session, event_id)
            found = await find_event(session, "telegram", "1")
            statuses.append(found and found.status)

        assert statuses == [EventStatus.PENDING] * 4 + [EventStatus.DEAD]
        assert await take_event(session, event_id) is None
        assert list(await list_pending(session)) == []


async def test_a_failure_of_an_event_that_is_gone_is_nothing(database: Database) -> None:
    async with database.transaction() as session:
        await record_failure(session, 99)

        assert await count_events(session) == 0


async def test_events_are_deleted_after_two_days_unless_nobody_met_them(
    database: Database, clock: Clock
) -> None:
    async with database.transaction() as session:
        old_done, old_pending = await store(session, "1", clock=clock), await store(session, "2", clock=clock)
        clock.forward(days=1)
        young_done = await store(session, "3", clock=clock)
        for event_id in (old_done, young_done):
            event = await take_event(session, event_id)
            assert event is not None
            await mark_done(session, event.id)
        clock.forward(days=1, seconds=1)

        await delete_old_events(session, now=clock())

        assert set(await session.scalars(select(InboundEvent.id))) == {old_pending, young_done}


async def test_an_event_met_late_stays_as_long_as_its_reply(database: Database, clock: Clock) -> None:
    """The server stood still over a weekend: the event is old, its reply is not."""
    async with database.transaction() as session:
        event_id = await store(session, "1", clock=clock)
        clock.forward(days=3)
        event = await take_event(session, event_id)
        assert event is not None
        await mark_done(session, event.id)
        await add_reply(
            session, "telegram", "7", {"text": "chào"}, event_id=event_id, is_pulled=False, now=clock()
        )

        await delete_old_events(session, now=clock() + timedelta(seconds=1))

        assert await count_events(session) == 1

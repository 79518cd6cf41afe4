"""Replies go out in the order they were spoken, one account at a time, again after a stumble, and then are forgotten."""

from typing import Any

from sqlalchemy import select

from reach.models import OutgoingReply, ReplyStatus
from reach.outbox import (
    MOST_ATTEMPTS,
    Claimed,
    add_reply,
    claim_replies,
    delete_old_replies,
    find_newest,
    list_after,
    list_of_event,
    record_failed,
    record_retry,
    record_sent,
    requeue_interrupted,
)
from store.database import Database, Session
from tests.clock import Clock
from tests.reach.test_inbox import store

Q, SENDING, SENT, FAILED = ReplyStatus.QUEUED, ReplyStatus.SENDING, ReplyStatus.SENT, ReplyStatus.FAILED


async def say(session: Session, clock: Clock, text: str, account: str = "7", **changed: Any) -> int:
    values: dict[str, Any] = {"event_id": None, "is_pulled": False, "now": clock()}
    reply = await add_reply(session, "telegram", account, {"text": text}, **(values | changed))
    return reply.id


async def claim(
    session: Session, clock: Clock, *, limit: int = 10, channel: str = "telegram"
) -> list[Claimed]:
    return await claim_replies(session, channel, limit=limit, now=clock())


async def read(session: Session) -> list[tuple[int, ReplyStatus, int]]:
    """(id, status, attempts)."""
    rows = await session.scalars(
        select(OutgoingReply).order_by(OutgoingReply.id).execution_options(populate_existing=True)
    )
    return [(row.id, row.status, row.attempts) for row in rows]


async def test_one_reply_an_account_is_claimed_the_first_spoken_first(
    database: Database, clock: Clock
) -> None:
    async with database.transaction() as session:
        first = await say(session, clock, "một", "a")
        await say(session, clock, "hai", "a")
        other = await say(session, clock, "ba", "b")

        claimed = await claim(session, clock)
        meanwhile = await claim(session, clock)

    assert claimed == [Claimed(first, "a", {"text": "một"}, 1), Claimed(other, "b", {"text": "ba"}, 1)]
    assert meanwhile == []


async def test_the_next_is_claimed_once_the_first_is_sent(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        first, second = await say(session, clock, "một"), await say(session, clock, "hai")
        await claim(session, clock)

        await record_sent(session, first)

        assert [reply.id for reply in await claim(session, clock)] == [second]
        assert await read(session) == [(first, SENT, 1), (second, SENDING, 1)]
        kept = await session.get(OutgoingReply, first, populate_existing=True)
    assert kept is not None
    assert kept.body is None


async def test_a_batch_has_its_limit_and_a_channel_its_own(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        ids = [await say(session, clock, "x", account) for account in "abc"]

        assert await claim(session, clock, channel="zalo") == []
        assert [reply.id for reply in await claim(session, clock, limit=2)] == ids[:2]


async def test_a_stumble_puts_it_back_for_later_and_holds_up_what_follows(
    database: Database, clock: Clock
) -> None:
    async with database.transaction() as session:
        first = await say(session, clock, "một")
        await say(session, clock, "hai")
        [claimed] = await claim(session, clock)
        due_at = clock()
        clock.forward(seconds=-4)
        await record_retry(session, claimed, due_at=due_at)

        assert await claim(session, clock) == []
        clock.forward(seconds=4)
        assert [(reply.id, reply.attempts) for reply in await claim(session, clock)] == [(first, 2)]


async def test_after_the_sixth_attempt_it_has_failed_and_its_words_are_gone(
    database: Database, clock: Clock
) -> None:
    async with database.transaction() as session:
        first, second = await say(session, clock, "một"), await say(session, clock, "hai")
        for _ in range(MOST_ATTEMPTS):
            [claimed] = await claim(session, clock)
            assert claimed.id == first
            await record_retry(session, claimed, due_at=clock())

        assert await read(session) == [(first, FAILED, 6), (second, Q, 0)]
        assert [reply.id for reply in await claim(session, clock)] == [second]
        kept = await session.get(OutgoingReply, first, populate_existing=True)
    assert kept is not None
    assert kept.body is None


async def test_being_told_to_wait_is_no_attempt(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        await say(session, clock, "một")
        for _ in range(3 * MOST_ATTEMPTS):
            [claimed] = await claim(session, clock)
            await record_retry(session, claimed, due_at=clock(), counts=False)

        assert await read(session) == [(claimed.id, Q, 0)]


async def test_what_can_never_be_sent_holds_up_nothing(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        first, second = await say(session, clock, "một"), await say(session, clock, "hai")
        await claim(session, clock)

        await record_failed(session, first)

        assert [reply.id for reply in await claim(session, clock)] == [second]


async def test_what_a_crash_caught_in_the_air_goes_out_once_more(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        caught = await say(session, clock, "một")
        sent = await say(session, clock, "hai", "b")
        await claim(session, clock)
        await record_sent(session, sent)

        await requeue_interrupted(session, "zalo")
        untouched = await claim(session, clock)
        await requeue_interrupted(session, "telegram")

        assert untouched == []
        assert [(reply.id, reply.attempts) for reply in await claim(session, clock)] == [(caught, 2)]


async def test_a_pulled_reply_needs_no_sender_and_is_read_by_its_number(
    database: Database, clock: Clock
) -> None:
    async with database.transaction() as session:
        ids = [await say(session, clock, text, is_pulled=True) for text in ("một", "hai", "ba")]
        await say(session, clock, "của người khác", "8", is_pulled=True)

        assert await claim(session, clock) == []
        assert [reply.id for reply in await list_after(session, "telegram", "7", 0)] == ids
        assert [reply.id for reply in await list_after(session, "telegram", "7", ids[1])] == ids[2:]
        assert list(await list_after(session, "telegram", "7", ids[2])) == []
        assert list(await list_after(session, "webchat", "7", 0)) == []


async def test_replies_whose_words_are_gone_are_not_read(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        event_id = await store(session, "1")
        first = await say(session, clock, "một", event_id=event_id)
        second = await say(session, clock, "hai", event_id=event_id)
        await record_sent(session, first)
        session.expire_all()

        assert [reply.id for reply in await list_of_event(session, event_id)] == [second]
        assert [reply.id for reply in await list_after(session, "telegram", "7", 0)] == [second]


async def test_answers_are_deleted_after_a_day_sent_or_not(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        event_id = await store(session, "1", clock=clock)
        await say(session, clock, "cũ", event_id=event_id)
        await say(session, clock, "cũ", event_id=event_id, is_pulled=True)
        clock.forward(hours=12)
        young = await say(session, clock, "mới", event_id=event_id)
        clock.forward(hours=12, seconds=1)

        await delete_old_replies(session, now=clock())

        assert await read(session) == [(young, Q, 0)]


async def test_an_officer_s_letter_stays_two_weeks(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        letter = await say(session, clock, "thư của cán bộ", is_pulled=True)
        left = []
        for step in ({"days": 14}, {"seconds": 1}):
            clock.forward(**step)
            await delete_old_replies(session, now=clock())
            left.append(await read(session))

    assert left == [[(letter, SENT, 0)], []]


async def test_a_number_is_never_given_twice(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        assert await find_newest(session) == 0
        first = await say(session, clock, "một")
        assert await find_newest(session) == first
        clock.forward(days=15)
        await delete_old_replies(session, now=clock())

        assert await say(session, clock, "hai") > first

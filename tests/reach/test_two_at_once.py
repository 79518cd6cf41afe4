"""Two processes on one PostgreSQL: what one has taken, the other passes over without waiting for it."""

from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import text

from reach.inbox import take_event
from reach.models import OutgoingReply
from reach.outbox import claim_replies
from store.database import Database, Session
from tests.clock import Clock
from tests.reach.test_inbox import store
from tests.reach.test_outbox import say


@pytest.fixture
async def postgres(copy_original: Callable[[str, str], str]) -> AsyncIterator[Database]:
    """Tables without rows, on PostgreSQL only: SQLite has one writer."""
    opened = Database(copy_original("postgresql", "empty"))
    yield opened
    await opened.close()


async def refuse_to_wait(session: Session) -> None:
    """Waiting for the other's lock is an error here, not a pause."""
    await session.execute(text("SET LOCAL lock_timeout = '100ms'"))


async def test_a_claimed_reply_is_passed_over_and_the_account_s_next_one_too(
    postgres: Database, clock: Clock
) -> None:
    async with postgres.transaction() as session:
        await say(session, clock, "một", "a")
        await say(session, clock, "hai", "a")
        await say(session, clock, "ba", "b")

    async with postgres.transaction() as first, postgres.transaction() as second:
        await refuse_to_wait(second)
        taken = await claim_replies(first, "telegram", limit=1, now=clock())
        other = await claim_replies(second, "telegram", limit=10, now=clock())

    assert ([reply.account for reply in taken], [reply.account for reply in other]) == (["a"], ["b"])
    async with postgres.reading() as session:
        assert [(await session.get_one(OutgoingReply, number)).attempts for number in (1, 2, 3)] == [1, 0, 1]


async def test_an_event_is_taken_by_one(postgres: Database) -> None:
    async with postgres.transaction() as session:
        event_id = await store(session, "1")

    async with postgres.transaction() as first, postgres.transaction() as second:
        await refuse_to_wait(second)
        taken, other = await take_event(first, event_id), await take_event(second, event_id)

    assert taken is not None
    assert other is None

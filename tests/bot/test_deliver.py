"""The sender: in order for each worker, again when a platform stumbles, never to one who left."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.answering import say
from bot.channel import Capabilities, ContentRefused, SendError, TemporaryFailure, Unreachable
from bot.deliver import Deliverer
from bot.messages import Reply
from reach import outbox, workers
from reach.models import Address, OutgoingReply, ReplyStatus
from store.database import Database
from tests.clock import Clock

FAST = 1_000_000.0  # replies a second: tests do not wait for the rate


class FakeChannel:
    """A platform that answers as it is told."""

    name = "telegram"
    capabilities = Capabilities(max_length=4096, has_receipts=False, can_edit=True)

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.faults: list[SendError] = []
        self.has_sent = asyncio.Event()

    async def send(self, account: str, reply: Reply) -> str | None:
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append((account, reply.text))
        self.has_sent.set()
        return str(len(self.sent))


@pytest.fixture
def channel() -> FakeChannel:
    return FakeChannel()


@pytest.fixture
def deliverer(database: Database, channel: FakeChannel, clock: Clock) -> Deliverer:
    return Deliverer(database, channel, clock=clock, replied=asyncio.Event(), rate=FAST)


async def queue(database: Database, clock: Clock, account: str, *texts: str) -> None:
    async with database.transaction() as session:
        for text in texts:
            body = say(text).to_json()
            await outbox.add_reply(
                session, "telegram", account, body, event_id=None, is_pulled=False, now=clock()
            )


async def statuses(database: Database) -> list[ReplyStatus]:
    async with database.reading() as session:
        return list(await session.scalars(select(OutgoingReply.status).order_by(OutgoingReply.id)))


async def test_replies_reach_each_worker_in_the_order_they_were_spoken(
    deliverer: Deliverer, database: Database, channel: FakeChannel, clock: Clock
) -> None:
    await queue(database, clock, "1", "một", "hai", "ba")
    await queue(database, clock, "2", "bốn")

    while await deliverer.send_due():
        pass

    assert [text for account, text in channel.sent if account == "1"] == ["một", "hai", "ba"]
    assert ("2", "bốn") in channel.sent
    assert await statuses(database) == [ReplyStatus.SENT] * 4


async def test_a_stumble_is_tried_again_and_the_next_reply_waits_its_turn(
    deliverer: Deliverer, database: Database, channel: FakeChannel, clock: Clock
) -> None:
    await queue(database, clock, "1", "một", "hai")
    channel.faults = [TemporaryFailure("502", retry_after=timedelta(seconds=1))]

    await deliverer.send_due()
    assert await deliverer.send_due() == 0
    clock.forward(seconds=2)
    while await deliverer.send_due():
        pass

    assert [text for _, text in channel.sent] == ["một", "hai"]


async def test_a_reply_that_never_gets_through_is_given_up_and_lets_the_next_one_go(
    deliverer: Deliverer, database: Database, channel: FakeChannel, clock: Clock
) -> None:
    await queue(database, clock, "1", "một", "hai")
    channel.faults = [TemporaryFailure("502", retry_after=timedelta(seconds=1))] * outbox.MOST_ATTEMPTS

    for _ in range(outbox.MOST_ATTEMPTS + 1):
        await deliverer.send_due()
        clock.forward(minutes=2)

    assert [text for _, text in channel.sent] == ["hai"]
    assert await statuses(database) == [ReplyStatus.FAILED, ReplyStatus.SENT]


async def test_a_flood_stops_the_whole_channel_and_loses_nothing(
    deliverer: Deliverer, database: Database, channel: FakeChannel, clock: Clock
) -> None:
    await queue(database, clock, "1", "một")
    await queue(database, clock, "2", "hai")
    channel.faults = [TemporaryFailure("429", retry_after=timedelta(milliseconds=1), is_flood=True)]

    await deliverer.send_due()
    assert channel.sent == []
    clock.forward(seconds=1)
    await deliverer.send_due()

    assert sorted(text for _, text in channel.sent) == ["hai", "một"]
    async with database.reading() as session:
        assert list(await session.scalars(select(OutgoingReply.attempts))) == [1, 1]


async def test_one_who_left_is_marked_and_not_written_to_again(
    deliverer: Deliverer, database: Database, channel: FakeChannel, clock: Clock
) -> None:
    async with database.transaction() as session:
        await workers.get_or_add_worker(session, "telegram", "1", now=clock())
    await queue(database, clock, "1", "một")
    channel.faults = [Unreachable("blocked")]

    await deliverer.send_due()

    async with database.reading() as session:
        assert await session.scalar(select(Address.blocked_at)) == clock()
    assert await statuses(database) == [ReplyStatus.FAILED]


async def test_a_message_the_platform_refuses_is_not_sent_again(
    deliverer: Deliverer, database: Database, channel: FakeChannel, clock: Clock
) -> None:
    await queue(database, clock, "1", "một")
    channel.faults = [ContentRefused("can't parse entities")]

    await deliverer.send_due()

    assert await deliverer.send_due() == 0
    assert await statuses(database) == [ReplyStatus.FAILED]


async def test_what_a_crash_caught_between_call_and_record_goes_out_once_more(
    deliverer: Deliverer, database: Database, channel: FakeChannel, clock: Clock
) -> None:
    await queue(database, clock, "1", "một")
    async with database.transaction() as session:
        await outbox.claim_replies(session, "telegram", limit=10, now=clock())

    running = asyncio.create_task(deliverer.run())
    await channel.has_sent.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert [text for _, text in channel.sent] == ["một"]

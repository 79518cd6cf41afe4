"""Stored first, met once: duplicates, crashes and slow rooms leave nothing lost and nothing doubled."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.conversation import Conversation
from bot.desk import Desk
from bot.messages import Inbound, Kind, Reply
from reach import outbox
from reach.models import EventStatus, InboundEvent, OutgoingReply, Question
from store.database import Database
from tests.clock import Clock
from tests.dialogue import Dialogue


def inbound(
    clock: Clock, event_id: str, text: str = "thu viec luong bao nhieu", channel: str = "telegram"
) -> Inbound:
    return Inbound(channel, "7", event_id, Kind.TEXT, clock(), text)


async def count(database: Database, table: type) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


class Failing:
    """A conversation that breaks on one word."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    async def reply(self, session: object, inbound: Inbound) -> list[Reply]:
        if inbound.text == "hỏng":
            raise RuntimeError
        return await self._conversation.reply(session, inbound)  # type: ignore[arg-type]


async def test_the_same_event_twice_is_one_event(desk: Desk, sqlite: Database, clock: Clock) -> None:
    assert await desk.receive(inbound(clock, "1"))
    assert not await desk.receive(inbound(clock, "1"))

    await desk.meet_pending()
    await desk.meet_pending()

    assert await count(sqlite, Question) == 1


async def test_a_repeated_message_of_the_page_hears_the_same_replies(
    dialogue: Dialogue, sqlite: Database
) -> None:
    await dialogue.does(Kind.TEXT, text="thu viec luong bao nhieu", event_id="x")
    first = dialogue.heard

    await dialogue.does(Kind.TEXT, text="thu viec luong bao nhieu", event_id="x")

    assert dialogue.heard == first
    assert await count(sqlite, Question) == 1


async def test_what_was_stored_before_a_crash_is_met_by_the_next_start(
    desk: Desk, sqlite: Database, conversation: Conversation, clock: Clock
) -> None:
    await desk.receive(inbound(clock, "1"))

    after_the_crash = Desk(sqlite, conversation, clock=clock, pulled=frozenset())
    await after_the_crash.meet_pending()

    async with sqlite.reading() as session:
        replies = (await session.scalars(select(OutgoingReply))).all()
    assert any("85%" in str(reply.body) for reply in replies)


async def test_a_broken_event_stops_no_other_and_is_laid_aside_after_five_tries(
    sqlite: Database, conversation: Conversation, clock: Clock
) -> None:
    desk = Desk(sqlite, Failing(conversation), clock=clock, pulled=frozenset())  # type: ignore[arg-type]
    await desk.receive(inbound(clock, "1", "hỏng"))
    await desk.receive(inbound(clock, "2"))

    for _ in range(6):
        await desk.meet_pending()

    async with sqlite.reading() as session:
        statuses = (await session.scalars(select(InboundEvent.status).order_by(InboundEvent.id))).all()
        attempts = await session.scalar(select(InboundEvent.attempts).order_by(InboundEvent.id).limit(1))
    assert statuses == [EventStatus.DEAD, EventStatus.DONE]
    assert attempts == 5


async def test_the_words_of_an_event_are_not_kept_once_it_is_met(
    desk: Desk, sqlite: Database, clock: Clock
) -> None:
    await desk.receive(inbound(clock, "1"))

    await desk.meet_pending()

    async with sqlite.reading() as session:
        assert (await session.scalars(select(InboundEvent.body))).all() == [None]


async def test_the_page_finds_what_it_missed(desk: Desk, dialogue: Dialogue) -> None:
    await dialogue.says("thu viec luong bao nhieu")

    missed = await desk.replies_after("webchat", dialogue.account, 0)

    assert [spoken.reply for spoken in missed] == dialogue.heard
    assert await desk.replies_after("webchat", dialogue.account, missed[-1].id) == []
    assert await desk.replies_after("webchat", "somebody else", 0) == []


async def test_one_who_waits_hears_an_answer_written_by_another_room(
    desk: Desk, sqlite: Database, clock: Clock
) -> None:
    running = asyncio.create_task(desk.run())
    waiting = asyncio.create_task(desk.wait("webchat", "7", 0, timeout=20))
    await asyncio.sleep(0)

    async with sqlite.transaction() as session:
        body = Reply(()).to_json()
        await outbox.add_reply(session, "webchat", "7", body, event_id=None, is_pulled=True, now=clock())

    assert len(await waiting) == 1
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_waiting_ends_with_nothing_when_nothing_comes(desk: Desk) -> None:
    assert await desk.wait("webchat", "7", 0, timeout=0.01) == []

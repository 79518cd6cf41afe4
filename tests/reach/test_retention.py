"""What may not be kept longer is gone, all in one sweep, and a second sweep finds nothing."""

from datetime import timedelta

from sqlalchemy import func, select

from reach import dialogues, inbox, outbox, questions
from reach.models import Dialogue, InboundEvent, OutgoingReply, Question, QuestionStatus
from reach.retention import apply_retention
from store.database import Database, Session
from tests.clock import Clock
from tests.reach.ground import add_worker

TEXT = "lời của một người"


async def fill(session: Session, clock: Clock) -> None:
    """One thing of each kind, said now."""
    worker = await add_worker(session)
    dialogue = await dialogues.get_or_add_dialogue(session, worker.id, now=clock())
    dialogues.remember(dialogue, now=clock(), said=TEXT)
    event_id = await inbox.add_event(session, "telegram", str(clock()), "7", {"text": TEXT}, now=clock())
    assert event_id is not None
    event = await inbox.take_event(session, event_id)
    assert event is not None
    await inbox.mark_done(session, event.id)
    await outbox.add_reply(
        session, "telegram", "7", {"text": TEXT}, event_id=event_id, is_pulled=True, now=clock()
    )
    await questions.record_question(
        session, TEXT, QuestionStatus.REFUSED, on=clock().date(), entry_id=None, topic="leave"
    )


async def kept(session: Session) -> tuple[int, int, int, int]:
    """Memories, replies, events and texts of questions that are still there."""
    memories = [row for row in await session.scalars(select(Dialogue.memory)) if row]
    texts = [row for row in await session.scalars(select(Question.text)) if row]
    replies = await session.scalar(select(func.count()).select_from(OutgoingReply)) or 0
    events = await session.scalar(select(func.count()).select_from(InboundEvent)) or 0
    return len(memories), replies, events, len(texts)


async def test_each_kind_of_words_goes_in_its_time(database: Database, clock: Clock) -> None:
    start = clock()
    async with database.transaction() as session:
        await fill(session, clock)
    found = []
    for age in (
        timedelta(minutes=30),
        timedelta(minutes=31),
        timedelta(hours=24),
        timedelta(hours=24, seconds=1),
        timedelta(days=2),
        timedelta(days=2, seconds=1),
        timedelta(days=90),
        timedelta(days=91),
    ):
        async with database.transaction() as session:
            await apply_retention(session, now=start + age)
            session.expire_all()
            found.append(await kept(session))

    assert found == [
        (1, 1, 1, 1),
        (0, 1, 1, 1),
        (0, 1, 1, 1),
        (0, 0, 1, 1),
        (0, 0, 1, 1),
        (0, 0, 0, 1),
        (0, 0, 0, 1),
        (0, 0, 0, 0),
    ]


async def test_a_second_sweep_finds_nothing(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        await fill(session, clock)
        clock.forward(days=91)
        await fill(session, clock)
        for _ in range(3):
            await apply_retention(session, now=clock())
        session.expire_all()

        assert await kept(session) == (1, 1, 1, 1)


async def test_the_counts_by_topic_outlive_the_words(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        for _ in range(10):
            await fill(session, clock)
            clock.forward(seconds=1)
        first_day = clock().date()
        clock.forward(days=100)

        await apply_retention(session, now=clock())

        assert await questions.count_by_topic(session, since=first_day) == [("leave", 10)]

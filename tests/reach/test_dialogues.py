"""The talk with a worker is remembered for half an hour, and then no more."""

from datetime import timedelta

import pytest

from reach.dialogues import empty_old_memories, get_or_add_dialogue, remember
from reach.models import Dialogue
from store.database import Database, Session
from tests.clock import Clock
from tests.reach.ground import add_worker


async def talk(session: Session, clock: Clock) -> int:
    """A worker in the middle of naming his workplace."""
    worker = await add_worker(session)
    dialogue = await get_or_add_dialogue(session, worker.id, now=clock())
    dialogue.step = "joining"
    remember(dialogue, now=clock(), topic="leave", question=7)
    return worker.id


async def test_a_new_dialogue_is_empty(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        dialogue = await get_or_add_dialogue(session, (await add_worker(session)).id, now=clock())

        assert (dialogue.step, dialogue.memory, dialogue.updated_at) == ("", {}, clock())


@pytest.mark.parametrize(
    ("minutes", "step", "memory"),
    [(30, "joining", {"topic": "leave", "question": 7}), (31, "", {})],
)
async def test_a_memory_lasts_thirty_minutes(
    database: Database, clock: Clock, minutes: int, step: str, memory: dict[str, object]
) -> None:
    async with database.transaction() as session:
        worker_id = await talk(session, clock)
    clock.forward(minutes=minutes)

    async with database.transaction() as session:
        dialogue = await get_or_add_dialogue(session, worker_id, now=clock())

        assert (dialogue.step, dialogue.memory) == (step, memory)


async def test_every_word_starts_the_half_hour_again(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        worker_id = await talk(session, clock)
        for _ in range(4):
            clock.forward(minutes=20)
            remember(await get_or_add_dialogue(session, worker_id, now=clock()), now=clock())

        assert (await get_or_add_dialogue(session, worker_id, now=clock())).memory["topic"] == "leave"


async def test_a_fact_is_replaced_and_none_takes_it_out(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        worker_id = await talk(session, clock)
    async with database.transaction() as session:
        dialogue = await get_or_add_dialogue(session, worker_id, now=clock())
        remember(dialogue, now=clock(), topic="wages", question=None, unit=3)

    async with database.reading() as session:
        kept = await session.get(Dialogue, worker_id)

    assert kept is not None
    assert kept.memory == {"topic": "wages", "unit": 3}


async def test_old_memories_are_emptied_where_they_lie_and_young_ones_stay(
    database: Database, clock: Clock
) -> None:
    async with database.transaction() as session:
        old = await talk(session, clock)
        clock.forward(minutes=20)
        young = await talk(session, clock)
    clock.forward(minutes=11)

    async with database.transaction() as session:
        await empty_old_memories(session, now=clock())

    async with database.reading() as session:
        kept = {key: await session.get(Dialogue, key) for key in (old, young)}
    assert [(row.step, bool(row.memory)) for row in kept.values() if row] == [("", False), ("joining", True)]


async def test_emptying_is_harmless_as_often_as_it_is_done(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        worker_id = await talk(session, clock)
        for _ in range(3):
            clock.moment += timedelta(hours=1)
            await empty_old_memories(session, now=clock())

        assert (await get_or_add_dialogue(session, worker_id, now=clock())).memory == {}

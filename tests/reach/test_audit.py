"""The chain of what staff did."""

import asyncio

from sqlalchemy import delete, select, update

from reach.audit import START, list_newest, record_audit, verify_chain
from reach.models import AuditEntry
from store.database import Database
from tests.clock import Clock


async def write_three(database: Database, clock: Clock) -> None:
    for action in ("signed_in", "question_closed", "signed_out"):
        async with database.transaction() as session:
            await record_audit(session, action, staff_id=None, now=clock(), question_id=7)
        clock.forward(seconds=3.25)


async def test_each_entry_holds_the_digest_of_the_one_before(database: Database, clock: Clock) -> None:
    await write_three(database, clock)

    async with database.reading() as session:
        newest, middle, first = await list_newest(session)

    assert first.previous_digest == START
    assert middle.previous_digest == first.digest
    assert newest.previous_digest == middle.digest


async def test_a_whole_chain_verifies(database: Database, clock: Clock) -> None:
    await write_three(database, clock)

    async with database.reading() as session:
        assert await verify_chain(session) is None


async def test_a_changed_entry_breaks_the_chain_where_it_stands(database: Database, clock: Clock) -> None:
    await write_three(database, clock)

    async with database.transaction() as session:
        second = await session.scalar(select(AuditEntry.id).where(AuditEntry.action == "question_closed"))
        await session.execute(
            update(AuditEntry).where(AuditEntry.id == second).values(detail={"question_id": 8})
        )

    async with database.reading() as session:
        assert await verify_chain(session) == second


async def test_a_removed_entry_breaks_the_chain_after_the_gap(database: Database, clock: Clock) -> None:
    await write_three(database, clock)

    async with database.transaction() as session:
        await session.execute(delete(AuditEntry).where(AuditEntry.action == "question_closed"))
        last = await session.scalar(select(AuditEntry.id).where(AuditEntry.action == "signed_out"))

    async with database.reading() as session:
        assert await verify_chain(session) == last


async def test_an_empty_log_is_a_whole_chain(database: Database) -> None:
    async with database.reading() as session:
        assert await verify_chain(session) is None


async def test_writers_at_the_same_time_do_not_fork_the_chain(database: Database, clock: Clock) -> None:
    async def write(question_id: int) -> None:
        async with database.transaction() as session:
            await record_audit(
                session, "question_closed", staff_id=None, now=clock(), question_id=question_id
            )

    await asyncio.gather(*(write(number) for number in range(8)))

    async with database.reading() as session:
        assert len(await list_newest(session)) == 8
        assert await verify_chain(session) is None

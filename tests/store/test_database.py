"""One database from one URL: writers do not meet, readers see one picture, a fault leaves nothing."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from reach.models import Address, Unit, UnitKind, Worker
from store.database import Database, DatabaseAway, UnknownDatabase, parse_url

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


async def add_worker(database: Database) -> int:
    async with database.transaction() as session:
        worker = Worker(created_at=NOW)
        session.add(worker)
        await session.flush()
        return worker.id


async def test_writers_at_the_same_time_all_get_through(database: Database) -> None:
    ids = await asyncio.gather(*(add_worker(database) for _ in range(40)))

    assert len(set(ids)) == 40


async def test_a_fault_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as session:
            session.add(Worker(created_at=NOW))
            await session.flush()
            raise ZeroDivisionError

    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Worker)) == 0


async def test_a_key_that_names_nothing_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as session:
            session.add(Address(worker_id=99, channel="webchat", account="a", created_at=NOW))


async def test_a_word_that_is_not_in_the_enum_is_refused_by_the_database(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as session:
            columns = "(code, name, kind, contact, is_demo, valid_from)"
            values = "('X', 'X', 'planet', '', false, '2026-01-01')"
            await session.execute(text(f"INSERT INTO units {columns} VALUES {values}"))


async def test_moments_come_back_aware_and_enums_as_themselves(database: Database) -> None:
    async with database.transaction() as session:
        session.add(Worker(created_at=NOW))
        session.add(Unit(code="A", name="A", kind=UnitKind.TEAM, valid_from=date(2026, 1, 1)))

    async with database.reading() as session:
        assert await session.scalar(select(Worker.created_at)) == NOW
        assert await session.scalar(select(Unit.kind)) is UnitKind.TEAM


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="without a time zone"):
        async with database.transaction() as session:
            session.add(Worker(created_at=datetime(2026, 1, 1)))  # noqa: DTZ001


async def test_sqlite_runs_with_wal_full_and_foreign_keys(sqlite: Database) -> None:
    async with sqlite.reading() as session:
        found = [
            await session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert found == ["wal", 2, 1]


def test_only_two_kinds_of_database_are_known() -> None:
    assert parse_url("postgresql://h/d", asynchronous=True).drivername == "postgresql+psycopg"
    with pytest.raises(UnknownDatabase, match="mysql"):
        parse_url("mysql://h/d", asynchronous=True)


async def test_a_database_that_is_away_is_told_as_a_fault_of_the_ground(tmp_path: Path) -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/nothing")
    no_tables = Database(f"sqlite:///{tmp_path}/new.db")

    for database in (away, no_tables):
        with pytest.raises(DatabaseAway):
            async with database.reading() as session:
                await session.execute(text("SELECT * FROM entries"))
        await database.close()

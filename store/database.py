"""One database from one URL: SQLite on one machine, PostgreSQL when it grows.

StoreError
|- UnknownDatabase    the URL names neither SQLite nor PostgreSQL
|- DatabaseMissing    the SQLite file is not there, or was never migrated
`- DatabaseAway       there is no connection to be had, or it broke
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

Session = AsyncSession
"""What functions that read and write are given; the front rooms name it without naming SQL."""

DRIVERS = {"sqlite": ("sqlite", "sqlite+aiosqlite"), "postgresql": ("postgresql+psycopg",) * 2}
BUSY_TIMEOUT_MS = 5_000
POOL_SIZE = 10


class StoreError(Exception):
    """The ground gave way."""


class UnknownDatabase(StoreError):
    """The URL names a database this product does not run on."""


class DatabaseMissing(StoreError):
    """The database is not there yet, or its tables are not."""


class DatabaseAway(StoreError):
    """The database did not answer; it may be back in a moment."""


def parse_url(text: str, *, asynchronous: bool) -> URL:
    """The URL with the driver this product uses, whatever driver the text names.

    Raises:
        UnknownDatabase: neither SQLite nor PostgreSQL.
    """
    url = make_url(text)
    try:
        drivers = DRIVERS[url.get_backend_name()]
    except KeyError:
        raise UnknownDatabase(f"use sqlite:///… or postgresql://…, not {url.get_backend_name()}") from None
    return url.set(drivername=drivers[asynchronous])


def prepare_sqlite(engine: Engine) -> None:
    """WAL, FULL, foreign keys, and BEGIN by our own hand: IMMEDIATE for writers, plain for readers.

    Source: with a deferred BEGIN a reader that turns writer fails with "database is locked" at once,
    whatever the busy timeout (sqlite.org/lang_transaction).
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


class Database:
    """Sessions on one database. On SQLite, which has one writer anyway, writers of one process queue in memory."""

    def __init__(self, url: str) -> None:
        """
        Raises:
            UnknownDatabase: neither SQLite nor PostgreSQL.
        """
        self.url = parse_url(url, asynchronous=True)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_async_engine(
            self.url,
            pool_size=POOL_SIZE,
            max_overflow=POOL_SIZE,
            hide_parameters=True,  # an error must not carry a worker's words into a log
        )
        if self.is_sqlite:
            prepare_sqlite(self._engine.sync_engine)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        self._reading_sessions = async_sessionmaker(
            self._engine.execution_options(reading=True), expire_on_commit=False
        )
        self._writer: AbstractAsyncContextManager[Any] = asyncio.Lock() if self.is_sqlite else nullcontext()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Open a session, commit on success, roll back on any exception."""
        async with self._writer, self._sessions() as session, session.begin():
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Open a session on one consistent picture of the data; nothing is written.

        Raises:
            DatabaseAway: there is no connection to be had, or it broke.
        """
        try:
            async with self._reading_sessions() as session, session.begin():
                yield session
        except (OperationalError, InterfaceError) as error:
            raise DatabaseAway(type(error).__name__) from error

    async def close(self) -> None:
        await self._engine.dispose()


def is_migrated(url: str) -> bool:
    """Whether an SQLite file exists and holds Alembic's table; a PostgreSQL database is taken to exist."""
    parsed = parse_url(url, asynchronous=False)
    if parsed.get_backend_name() != "sqlite":
        return True
    file = Path(parsed.database or "")
    if not file.is_file():
        return False
    with sqlite3.connect(file) as connection:
        query = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        return connection.execute(query).fetchone() is not None

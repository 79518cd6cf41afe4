"""A running service notices that the library changed: a repeal recorded, an answer approved, new content loaded."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.turn import Knowledge
from knowledge.stamp import Stamp, read_stamp
from store.database import Database, StoreError

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 5.0  # how long an answer may be served after the law behind it was recorded as repealed


class Freshness:
    """Compares the stamp of the tables with that of the library in use, and has it read anew where they differ."""

    def __init__(
        self,
        database: Database,
        stamp: Stamp,
        *,
        read: Callable[[], Awaitable[Knowledge]],
        use: Callable[[Knowledge], None],
    ) -> None:
        self._database, self._stamp = database, stamp
        self._read, self._use = read, use

    async def look(self) -> bool:
        """Look once; True if the library was read anew."""
        async with self._database.reading() as session:
            stamp = await read_stamp(session)
        if stamp == self._stamp:
            return False
        self._use(await self._read())
        self._stamp = stamp
        log.info("library_read_anew")
        return True

    async def run(self, every: float = LOOK_EVERY_S) -> None:
        """Look again and again, until cancelled. A database that is away is looked for again."""
        while True:
            await asyncio.sleep(every)
            try:
                await self.look()
            except StoreError as error:
                log.warning("library_not_read", fault=type(error).__name__)

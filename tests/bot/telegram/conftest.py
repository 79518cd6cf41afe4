"""Our side of Telegram beside a fake of theirs; the clock stands still."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
import uvicorn
from fastapi import FastAPI

from bot.messages import Inbound
from bot.telegram.api import TelegramApi
from bot.telegram.receiver import Receiver
from bot.telegram.sender import TelegramChannel
from tests.platforms.telegram import FakeTelegram
from tests.platforms.telegram.server import LOST_AFTER_S

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


@dataclass
class Inbox:
    """Keeps every event once, in memory; while it is not writable it raises, as a database would."""

    events: list[Inbound] = field(default_factory=list)
    is_writable: bool = True
    repeated: int = 0
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def receive(self, inbound: Inbound) -> bool:
        if not self.is_writable:
            raise OSError("database or disk is full: INSERT INTO inbox VALUES ('a secret question')")
        if inbound.event_id in {event.event_id for event in self.events}:
            self.repeated += 1
            return False
        async with self.arrived:
            self.events.append(inbound)
            self.arrived.notify_all()
        return True

    async def holds(self, count: int) -> None:
        """Wait for `count` events in all."""
        async with asyncio.timeout(LOST_AFTER_S), self.arrived:
            await self.arrived.wait_for(lambda: len(self.events) >= count)


@dataclass
class Pauses:
    """Writes down how long our side would wait, and lets it go on at once."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """A Telegram both judges must be content with."""
    async with FakeTelegram() as telegram:
        yield telegram
    assert telegram.violations == []


@pytest.fixture
async def api(telegram: FakeTelegram) -> AsyncIterator[TelegramApi]:
    api = TelegramApi(telegram.token, base=telegram.base)
    yield api
    await api.close()


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: NOW


@pytest.fixture
def channel(api: TelegramApi, clock: Callable[[], datetime]) -> TelegramChannel:
    return TelegramChannel(api, clock)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def receiver(api: TelegramApi, inbox: Inbox, clock: Callable[[], datetime]) -> AsyncIterator[Receiver]:
    receiver = Receiver(api, inbox.receive, clock)
    yield receiver
    await receiver.close()


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def serving() -> Callable[[FastAPI], AbstractAsyncContextManager[str]]:
    """Serve an app on a free loopback port; gives its address."""

    @asynccontextmanager
    async def serve(app: FastAPI) -> AsyncIterator[str]:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
            running = asyncio.create_task(server.serve([listening]))
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
            server.should_exit = True
            await running

    return serve

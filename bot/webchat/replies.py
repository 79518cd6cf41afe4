"""Replies on their way to the page: as JSON, and as an endless stream of server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.messages import Inbound, Reply
from bot.webchat.sender import NAME

KEEP_ALIVE_S = 15.0  # networks of phones close a connection that says nothing for longer
RECONNECT_MS = 3000


class Spoken(Protocol):
    """One reply in the outbox; `id` grows with every reply of the whole outbox."""

    @property
    def id(self) -> int: ...
    @property
    def reply(self) -> Reply: ...
    @property
    def at(self) -> datetime: ...


class Desk(Protocol):
    """Where messages are taken and replies lie ready; ids in `after` are of the last reply the page has."""

    async def answer(self, inbound: Inbound) -> Sequence[Spoken]:
        """Store the event, talk, return its replies; the same event again gives the same replies, or none."""

    async def replies_after(self, channel: str, account: str, after: int) -> Sequence[Spoken]: ...

    async def wait(self, channel: str, account: str, after: int, timeout: float) -> Sequence[Spoken]:  # noqa: ASYNC109
        """Replies after `after` as soon as there are any; none after `timeout` seconds."""


def to_json(spoken: Spoken) -> dict[str, Any]:
    return {"id": spoken.id, "at": spoken.at.isoformat(), **spoken.reply.to_json()}


async def stream(desk: Desk, account: str, after: int, closing: asyncio.Event) -> AsyncIterator[bytes]:
    """One event per reply and a comment every 15 s of silence, until `closing` is set or the reader goes."""
    yield f"retry: {RECONNECT_MS}\n\n".encode()
    while not closing.is_set():
        replies = await _next(desk, account, after, closing)
        for spoken in replies:
            after = spoken.id
            yield _event(spoken)
        if not replies:
            yield b":\n\n"


async def _next(desk: Desk, account: str, after: int, closing: asyncio.Event) -> Sequence[Spoken]:
    """The next replies, or none: silence, or the server is closing."""
    waiting = asyncio.ensure_future(desk.wait(NAME, account, after, KEEP_ALIVE_S))
    stopping = asyncio.ensure_future(closing.wait())
    try:
        await asyncio.wait({waiting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return waiting.result() if waiting.done() else ()
    finally:
        waiting.cancel()
        stopping.cancel()


def _event(spoken: Spoken) -> bytes:
    data = json.dumps(to_json(spoken), ensure_ascii=False)
    return f"id: {spoken.id}\ndata: {data}\n\n".encode()

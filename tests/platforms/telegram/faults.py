"""Ways for a call to go wrong: an error answer, a proxy's page, a lost answer, no answer at all."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import web

from tests.platforms.telegram.answers import ApiError

Perform = Callable[[], Awaitable[dict[str, Any]]]  # obeys the call and returns the envelope


class Fault(Protocol):
    """One kind of trouble; it decides whether the call is obeyed before the answer goes wrong."""

    async def answer(self, _request: web.Request, _perform: Perform) -> web.StreamResponse: ...


def respond(envelope: dict[str, Any]) -> web.Response:
    """The envelope as Telegram sends it: the HTTP status is the error code, a flood has Retry-After."""
    parameters = envelope.get("parameters") or {}
    headers = {"Retry-After": str(parameters["retry_after"])} if "retry_after" in parameters else {}
    return web.json_response(envelope, status=envelope.get("error_code", 200), headers=headers)


@dataclass(frozen=True)
class Refuse:
    """Not obeyed; an error of Telegram's own."""

    error: ApiError

    async def answer(self, _request: web.Request, _perform: Perform) -> web.StreamResponse:
        return respond(self.error.envelope())


@dataclass(frozen=True)
class BadGateway:
    """Not obeyed; a proxy answers 502 with a page of HTML."""

    async def answer(self, _request: web.Request, _perform: Perform) -> web.StreamResponse:
        page = "<html><body><h1>502 Bad Gateway</h1></body></html>"
        return web.Response(text=page, status=502, content_type="text/html")


@dataclass(frozen=True)
class DropAnswer:
    """Obeyed; the connection breaks before the answer is sent."""

    async def answer(self, request: web.Request, perform: Perform) -> web.StreamResponse:
        await perform()
        return cut(request)


@dataclass(frozen=True)
class Truncate:
    """Obeyed; only the first half of the JSON comes."""

    async def answer(self, _request: web.Request, perform: Perform) -> web.StreamResponse:
        whole = json.dumps(await perform())
        return web.Response(text=whole[: len(whole) // 2], content_type="application/json")


@dataclass(frozen=True)
class Hang:
    """Not obeyed; nothing happens until `release`, and then the connection breaks."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        self.released.set()

    async def answer(self, request: web.Request, _perform: Perform) -> web.StreamResponse:
        self.reached.set()
        await self.released.wait()
        return cut(request)


def cut(request: web.Request) -> web.Response:
    """Break the connection; the response returned is never seen."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


@dataclass
class Planned:
    """One fault waiting for its calls."""

    fault: Fault
    method: str | None  # None: any
    chat_id: int | None  # None: any
    skip: int  # matching calls that still go well
    times: int  # matching calls that then go wrong


class Faults:
    """What is to go wrong, and for whom."""

    def __init__(self) -> None:
        self._planned: list[Planned] = []

    def plan(
        self,
        fault: Fault | ApiError,
        *,
        method: str | None = "sendMessage",
        chat_id: int | None = None,
        on_call: int = 1,
        times: int = 1,
    ) -> None:
        """Let calls `on_call` … `on_call + times - 1` (from 1, of those that match) meet the fault."""
        made = Refuse(fault) if isinstance(fault, ApiError) else fault
        self._planned.append(Planned(made, method, chat_id, on_call - 1, times))

    def next_for(self, method: str, chat_id: object) -> Fault | None:
        """The fault this call meets, if any; counts the call."""
        for planned in self._planned:
            if planned.method not in (None, method) or planned.chat_id not in (None, chat_id):
                continue
            if planned.skip:
                planned.skip -= 1
            elif planned.times:
                planned.times -= 1
                return planned.fault
        return None

    def release_all(self) -> None:
        for planned in self._planned:
            if isinstance(planned.fault, Hang):
                planned.fault.release()

"""The Bot API on a free loopback port: tokens, transport, faults and the two judges around `BotApi`."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Self

from aiohttp import web

from tests.platforms.telegram.answers import ApiError, not_found, unauthorized
from tests.platforms.telegram.faults import Fault, Faults, respond
from tests.platforms.telegram.ledger import Ledger
from tests.platforms.telegram.limits import Limits
from tests.platforms.telegram.methods import BotApi, Chat
from tests.platforms.telegram.oracle import faults_of_answer, read_request
from tests.platforms.telegram.phone import Phone
from tests.platforms.telegram.pusher import Pusher

LOST_AFTER_S = 60  # a test that waits longer would wait for ever
TOKEN = "4200000001:TEST-token_of_no_bot_at_all_0123456"
METHODS = {
    name.lower(): name
    for name in (
        "getMe",
        "setMyCommands",
        "setWebhook",
        "deleteWebhook",
        "getWebhookInfo",
        "getUpdates",
        "sendMessage",
        "editMessageText",
        "deleteMessage",
        "sendChatAction",
        "answerCallbackQuery",
    )
}


@dataclass(slots=True)
class Call:
    """One request as it came."""

    method: str
    fields: dict[str, Any]
    is_over: bool = False  # answered, or broken off


def utc_now() -> datetime:
    return datetime.now(UTC)


class FakeTelegram:
    """One bot's Telegram. `violations` must be empty at the end of every test that does not provoke one."""

    def __init__(self, clock: Callable[[], datetime] = utc_now, *, is_judged: bool = True) -> None:
        """`is_judged=False` leaves the two judges out, for benchmarks."""
        self.clock = clock
        self.token = TOKEN
        self.base = ""
        self.api = BotApi(clock)
        self.faults = Faults()
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.webhook = Pusher(self.api, self.violations)
        self._is_judged = is_judged
        self._called = asyncio.Condition()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._on_request)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.faults.release_all()
        self.api.end_polls()
        await self.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def ledger(self) -> Ledger:
        return self.api.ledger

    def limit(self, limits: Limits) -> None:
        self.api.gate.limits = limits

    def fails(
        self,
        fault: Fault | ApiError,
        *,
        method: str | None = "sendMessage",
        chat_id: int | None = None,
        on_call: int = 1,
        times: int = 1,
    ) -> None:
        """Plan trouble: see `Faults.plan`."""
        self.faults.plan(fault, method=method, chat_id=chat_id, on_call=on_call, times=times)

    def worker(self, chat_id: int, first_name: str = "An") -> Phone:
        """The phone of a worker who has pressed Start at some time."""
        return Phone(self, self.api.chats.setdefault(chat_id, Chat(chat_id, first_name)))

    async def happens(self, kind: str, chat_id: int, content: dict[str, Any]) -> None:
        """Something happened that the bot may want to know."""
        self.api.updates.add(kind, chat_id, content)
        if self.api.webhook.url and not self.webhook.is_holding:
            await self.webhook.push_all()

    async def called(self, method: str, times: int = 1) -> None:
        """Wait until `method` has been called `times` times in all; the newest may still be unanswered."""
        async with asyncio.timeout(LOST_AFTER_S), self._called:
            await self._called.wait_for(lambda: self.count(method) >= times)

    async def answered(self, method: str) -> None:
        """Wait until a call of `method` is over."""
        async with asyncio.timeout(LOST_AFTER_S), self._called:
            await self._called.wait_for(
                lambda: any(call.method == method and call.is_over for call in self.calls)
            )

    def count(self, method: str) -> int:
        return sum(call.method == method for call in self.calls)

    async def _on_request(self, request: web.Request) -> web.StreamResponse:
        method = METHODS.get(request.match_info["method"].lower())
        if request.match_info["token"] != self.token:
            return respond(unauthorized().envelope())
        if method is None:
            return respond(not_found().envelope())
        fields = await _fields(request)
        fault = self.faults.next_for(method, _chat_id(fields))
        perform = partial(self._perform, method, fields)
        call = Call(method, fields)
        self.calls.append(call)
        await self._notify()
        answer = await fault.answer(request, perform) if fault else respond(await perform())
        call.is_over = True
        await self._notify()
        return answer

    async def _perform(self, method: str, fields: dict[str, Any]) -> dict[str, Any]:
        try:
            read = read_request(method, fields)
        except ApiError as error:
            self.violations.append(str(error))
            return error.envelope()
        try:
            envelope = {"ok": True, "result": await getattr(self.api, _snake(method))(read)}
        except ApiError as error:
            envelope = error.envelope()
        if self._is_judged:
            self.violations.extend(faults_of_answer(method, envelope))
        return envelope

    async def _notify(self) -> None:
        async with self._called:
            self._called.notify_all()


async def _fields(request: web.Request) -> dict[str, Any]:
    """Query string, form and JSON body, as Telegram takes them all."""
    fields: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        return {**fields, **await request.json()}
    return {**fields, **await request.post()} if request.method == "POST" else fields


def _chat_id(fields: dict[str, Any]) -> int | None:
    text = str(fields.get("chat_id", ""))
    return int(text) if text.lstrip("-").isdigit() else None


def _snake(method: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in method)

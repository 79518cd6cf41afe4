"""A desk without a bot behind it: it answers from a script, once per event, and keeps an outbox."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.messages import Inbound, Reply

Script = Callable[[Inbound], list[Reply]]


@dataclass(frozen=True, slots=True)
class Spoken:
    id: int
    reply: Reply
    at: datetime


class FakeDesk:
    """`heard` is every event once, `calls` how often one came; `asked` is set when somebody waits for news."""

    def __init__(self, script: Script, clock: Callable[[], datetime]) -> None:
        self.heard: list[Inbound] = []
        self.calls = 0
        self.asked = asyncio.Event()
        self._script = script
        self._clock = clock
        self._outbox: list[tuple[str, str, Spoken]] = []  # account, event id, reply
        self._news = asyncio.Condition()

    async def answer(self, inbound: Inbound) -> list[Spoken]:
        self.calls += 1
        if all(inbound.event_id != known.event_id for known in self.heard):
            self.heard.append(inbound)
            for reply in self._script(inbound):
                await self.say(inbound.account, reply, inbound.event_id)
        return [spoken for _, event_id, spoken in self._outbox if event_id == inbound.event_id]

    async def say(self, account: str, reply: Reply, event_id: str = "") -> None:
        async with self._news:
            self._outbox.append((account, event_id, Spoken(len(self._outbox) + 1, reply, self._clock())))
            self._news.notify_all()

    async def replies_after(self, channel: str, account: str, after: int) -> list[Spoken]:
        assert channel == "webchat"
        return [spoken for owner, _, spoken in self._outbox if owner == account and spoken.id > after]

    async def wait(self, channel: str, account: str, after: int, timeout: float) -> list[Spoken]:  # noqa: ASYNC109
        self.asked.set()
        try:
            async with asyncio.timeout(timeout), self._news:
                while not (spoken := await self.replies_after(channel, account, after)):
                    await self._news.wait()
                return spoken
        except TimeoutError:
            return []

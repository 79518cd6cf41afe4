"""A worker who speaks, presses and hears: tests read like the conversation they are about."""

import itertools

from bot.desk import Desk
from bot.messages import Button, Inbound, Kind, Reply
from tests.clock import Clock


class Dialogue:
    """One account on one channel. `heard` holds the replies to the last thing done."""

    def __init__(
        self, desk: Desk, clock: Clock, *, channel: str = "webchat", account: str = "someone"
    ) -> None:
        self._desk, self._clock, self.channel, self.account = desk, clock, channel, account
        self._numbers = itertools.count(1)
        self.heard: list[Reply] = []

    async def does(self, kind: Kind, *, text: str = "", payload: str = "", event_id: str = "") -> None:
        """Any event; `event_id` repeats an earlier one."""
        inbound = Inbound(
            channel=self.channel,
            account=self.account,
            event_id=event_id or f"{self.account}-{next(self._numbers)}",
            kind=kind,
            sent_at=self._clock(),
            text=text,
            payload=payload,
        )
        self.heard = [spoken.reply for spoken in await self._desk.answer(inbound)]

    async def starts(self, code: str = "") -> None:
        await self.does(Kind.START, payload=code)

    async def says(self, text: str) -> None:
        await self.does(Kind.TEXT, text=text)

    async def sends(self, payload: str) -> None:
        """A button's payload, whether or not such a button was ever shown."""
        await self.does(Kind.BUTTON, payload=payload)

    async def presses(self, label: str) -> None:
        """A button of the replies just heard, by its label."""
        await self.sends(self.button(label).payload)

    def button(self, label: str) -> Button:
        found = [button for button in self.buttons if button.label == label]
        assert found, f"no button {label!r} among {[button.label for button in self.buttons]}"
        return found[0]

    @property
    def buttons(self) -> list[Button]:
        return [button for reply in self.heard for row in reply.buttons for button in row]

    @property
    def text(self) -> str:
        return "\n".join(reply.text for reply in self.heard)

    def hears(self, *words: str) -> None:
        for word in words:
            assert word in self.text, f"{word!r} was not said; heard:\n{self.text}"

    def hears_not(self, *words: str) -> None:
        for word in words:
            assert word not in self.text, f"{word!r} was said:\n{self.text}"

    def hears_nothing(self) -> None:
        assert not self.heard, f"heard:\n{self.text}"

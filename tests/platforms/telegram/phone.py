"""A worker's phone: types, presses, blocks, and shows what the bot wrote."""

import itertools
from typing import TYPE_CHECKING, Any

from tests.platforms.telegram.ledger import Sent
from tests.platforms.telegram.methods import BOT_USER, Chat

if TYPE_CHECKING:
    from tests.platforms.telegram.server import FakeTelegram

TAP_IDS = itertools.count(4_382_000_000)


class Phone:
    """One worker. Every act returns once Telegram has the update, and posted it if a webhook is set."""

    def __init__(self, telegram: "FakeTelegram", chat: Chat) -> None:
        self._telegram = telegram
        self.chat = chat

    @property
    def account(self) -> str:
        """As the bot's channel names this worker."""
        return str(self.chat.id)

    @property
    def messages(self) -> list[Sent]:
        return self._telegram.ledger.to(self.chat.id)

    @property
    def heard(self) -> list[str]:
        """All texts on the screen, oldest first."""
        return [message.text for message in self.messages]

    @property
    def buttons(self) -> list[str]:
        """Labels below the newest message."""
        return list(self.messages[-1].buttons) if self.messages else []

    def hears(self, fragment: str) -> None:
        """Fail unless the newest message holds `fragment`; the failure shows what was heard."""
        newest = self.heard[-1] if self.heard else "nothing at all"
        assert fragment in newest, f"expected to hear {fragment!r}, heard: {newest!r}"

    async def says(self, text: str) -> None:
        """Type a line; `/start code` is what a deep link types."""
        content = {"text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            command = {"type": "bot_command", "offset": 0, "length": length}
            await self._write({**content, "entities": [command]})
        else:
            await self._write(content)

    async def opens(self, payload: str = "") -> None:
        """Press Start, or open t.me/<bot>?start=<payload>."""
        await self.says(f"/start {payload}".strip())

    async def presses(self, label: str) -> None:
        """Press a button of any message on the screen, the newest first."""
        for message in reversed(self.messages):
            if label in message.buttons:
                await self.forges(message.buttons[label], message)
                return
        seen = [label for message in self.messages for label in message.buttons]
        raise AssertionError(f"no button {label!r}; there are {seen}")

    async def forges(self, data: str, message: Sent | None = None) -> None:
        """Send a tap with any data, as a changed client can; without a message its text is not told."""
        tap_id = str(next(TAP_IDS))
        self._telegram.api.taps[tap_id] = (self._telegram.clock(), False)
        inaccessible = {"chat": self.chat.json(), "message_id": 1, "date": 0}
        tap = {
            "id": tap_id,
            "from": self.chat.user(),
            "chat_instance": "-9000000000000000001",
            "message": self._telegram.api.message(message) if message else inaccessible,
            "data": data,
        }
        await self._telegram.happens("callback_query", self.chat.id, tap)

    async def sends_voice(self) -> None:
        voice = {"file_id": "AwADBAAD", "file_unique_id": "AgAD", "duration": 3}
        await self._write({"voice": voice})

    async def sends_photo(self, caption: str = "") -> None:
        photo = {"file_id": "AgACAgU", "file_unique_id": "AQAD", "width": 90, "height": 90}
        await self._write({"photo": [photo], **({"caption": caption} if caption else {})})

    async def pins(self, message: Sent) -> None:
        """A service message: nothing a person said."""
        await self._write({"pinned_message": self._telegram.api.message(message)})

    async def edits(self, text: str) -> None:
        """Change a line typed before."""
        edited = {**self._message(), "edit_date": self._telegram.api.now(), "text": text}
        await self._telegram.happens("edited_message", self.chat.id, edited)

    async def blocks(self) -> None:
        self.chat.is_blocked = True
        await self._changes_membership("member", "kicked")

    async def unblocks(self) -> None:
        self.chat.is_blocked = False
        await self._changes_membership("kicked", "member")

    async def _write(self, content: dict[str, Any]) -> None:
        await self._telegram.happens("message", self.chat.id, {**self._message(), **content})

    def _message(self) -> dict[str, Any]:
        return {
            "message_id": self._telegram.ledger.next_id(),
            "from": self.chat.user(),
            "chat": self.chat.json(),
            "date": self._telegram.api.now(),
        }

    async def _changes_membership(self, old: str, new: str) -> None:
        change = {
            "chat": self.chat.json(),
            "from": self.chat.user(),
            "date": self._telegram.api.now(),
            "old_chat_member": _member(old),
            "new_chat_member": _member(new),
        }
        await self._telegram.happens("my_chat_member", self.chat.id, change)


def _member(status: str) -> dict[str, Any]:
    member = {"status": status, "user": BOT_USER}
    return {**member, "until_date": 0} if status == "kicked" else member

"""What the bot said, as its workers see it: the truth every delivery test is checked against."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

FIRST_MESSAGE_ID = 17


@dataclass(slots=True)
class Sent:
    """One message on a worker's screen."""

    chat_id: int
    message_id: int
    text: str
    entities: list[dict[str, Any]]
    markup: dict[str, Any] | None
    at: datetime
    fields: dict[str, Any] = field(repr=False, default_factory=dict)  # as the bot sent them
    is_deleted: bool = False

    @property
    def buttons(self) -> dict[str, str]:
        """Label → payload."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return {button["text"]: button.get("callback_data", "") for row in rows for button in row}


class Ledger:
    """Every message of one bot, in the order Telegram took them."""

    def __init__(self) -> None:
        self._sent: list[Sent] = []
        self._next_id = FIRST_MESSAGE_ID

    def __iter__(self) -> Iterator[Sent]:
        return iter(self._sent)

    def __len__(self) -> int:
        return len(self._sent)

    def next_id(self) -> int:
        """Message ids are shared by both sides of a bot's private chats."""
        self._next_id += 1
        return self._next_id

    def add(self, sent: Sent) -> None:
        self._sent.append(sent)

    def to(self, chat_id: int) -> list[Sent]:
        return [sent for sent in self._sent if sent.chat_id == chat_id and not sent.is_deleted]

    def find(self, chat_id: int, message_id: int) -> Sent | None:
        return next((sent for sent in self.to(chat_id) if sent.message_id == message_id), None)

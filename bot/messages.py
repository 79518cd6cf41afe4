"""The tongue every channel shares. Nothing here knows Telegram, Zalo or SQL."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a worker did."""

    TEXT = "text"  # typed a message
    BUTTON = "button"  # pressed one; `payload` says which
    START = "start"  # opened the chat; `payload` may carry a unit's join code
    LEFT = "left"  # blocked us
    RETURNED = "returned"  # unblocked us


class Tone(StrEnum):
    """How a block is spoken; each channel has its own way to show it."""

    LEAD = "lead"  # the decision, bold
    TEXT = "text"
    ITEM = "item"  # one line of a list
    NOTE = "note"  # the law line: small, quiet


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing a worker did on one channel."""

    channel: str  # "telegram", "webchat", …
    account: str  # the channel's own key of the person, never a name or a phone number
    event_id: str  # unique within the channel: the same event twice is one event
    kind: Kind
    sent_at: datetime
    text: str = ""
    payload: str = ""

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "sent_at": self.sent_at.isoformat()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Inbound":
        moment = datetime.fromisoformat(data["sent_at"])
        return cls(**{**data, "kind": Kind(data["kind"]), "sent_at": moment})


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, plain text; a channel escapes it when it renders."""

    text: str
    tone: Tone = Tone.TEXT


@dataclass(frozen=True, slots=True)
class Button:
    """One choice. `payload` is at most 64 bytes and is checked again when it comes back."""

    label: str
    payload: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a worker: blocks, then rows of buttons."""

    blocks: tuple[Block, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    is_card: bool = False  # an answer with its law; a channel may frame it

    @property
    def text(self) -> str:
        """All blocks as plain text, one a line."""
        return "\n".join(block.text for block in self.blocks)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Reply":
        return cls(
            blocks=tuple(Block(block["text"], Tone(block["tone"])) for block in data["blocks"]),
            buttons=tuple(tuple(Button(**button) for button in row) for row in data["buttons"]),
            is_card=data["is_card"],
        )

"""What every channel can do, and the only errors it may raise.

SendError
|- TemporaryFailure   worth another try, after `retry_after`
|- ContentRefused     the platform will not take this message, whoever it is for
`- Unreachable        the worker left; stop writing to this address
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.messages import Reply


class SendError(Exception):
    """A reply was not taken."""


class TemporaryFailure(SendError):
    """Try again after `retry_after`; with `is_flood` the whole channel waits, not this worker alone."""

    def __init__(self, reason: str, *, retry_after: timedelta, is_flood: bool = False) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.is_flood = is_flood


class ContentRefused(SendError):
    """The message itself is wrong; sending it again cannot help."""


class Unreachable(SendError):
    """The worker blocked us or the account is gone."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel offers; the conversation asks, and never names a channel."""

    max_length: int  # characters of one message
    has_receipts: bool  # the platform tells when a message was delivered or seen
    can_edit: bool


class Channel(Protocol):
    """The mouth of one platform."""

    name: str
    capabilities: Capabilities

    async def send(self, account: str, reply: Reply) -> str | None:
        """Send one reply; returns the platform's message id where it has one.

        Raises:
            SendError: see the tree above.
        """

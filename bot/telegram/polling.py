"""Long polling: Telegram is asked for updates, and an update is confirmed only once it is stored."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import structlog
from aiogram.methods import DeleteWebhook
from aiogram.methods.base import TelegramMethod

from bot.channel import TemporaryFailure
from bot.telegram.api import InboxClosed, TelegramApi, TokenRefused, UpdatesTaken
from bot.telegram.receiver import Receiver
from bot.telegram.updates import WANTED

log = structlog.get_logger(__name__)

HOLD_S = 25  # how long Telegram may keep a question open while nothing happens
LONGEST_PAUSE_S = 60.0

Pause = Callable[[float], Awaitable[None]]


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates without parsing: one update aiogram cannot read must not hide the others of its batch."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = HOLD_S
    allowed_updates: tuple[str, ...] = WANTED


async def poll(api: TelegramApi, receiver: Receiver, *, pause: Pause) -> None:
    """Receive until cancelled; whatever was stored but not yet confirmed comes once more and is a duplicate.

    Raises:
        TokenRefused: the token is wrong.
    """
    await patiently(lambda: api.call(DeleteWebhook(drop_pending_updates=False)), pause=pause)
    reading = Reading(api, receiver)
    while True:
        await patiently(reading.take_batch, pause=pause)


class Reading:
    """How far the updates have been stored."""

    def __init__(self, api: TelegramApi, receiver: Receiver) -> None:
        self._api = api
        self._receiver = receiver
        self._offset: int | None = None  # first update not yet stored

    async def take_batch(self) -> None:
        """Confirm what is stored, wait for more, store it.

        Raises:
            InboxClosed: an update could not be stored; it stays the next one.
            TemporaryFailure, UpdatesTaken, TokenRefused: as `TelegramApi.call`.
        """
        for update in await self._api.call(GetRawUpdates(offset=self._offset), waits_s=HOLD_S):
            await self._receiver.take(update)
            self._offset = update["update_id"] + 1


async def patiently(step: Callable[[], Awaitable[object]], *, pause: Pause) -> None:
    """Repeat one step until it succeeds, waiting 1, 2, 4 … 60 s in between, or as long as Telegram says.

    Raises:
        TokenRefused, ContentRefused: waiting cannot help.
    """
    for wait_s in waits():
        try:
            await step()
            return
        except UpdatesTaken as error:
            log.error("telegram.updates_taken", reason=str(error), advice="stop the other program")
        except InboxClosed as error:
            log.error("telegram.inbox_closed", reason=str(error))
        except TokenRefused:
            raise
        except TemporaryFailure as error:
            log.warning("telegram.unreachable", reason=str(error))
            if error.is_flood:
                wait_s = max(wait_s, error.retry_after.total_seconds())  # noqa: PLW2901 - Telegram's figure wins
        await pause(wait_s)


def waits() -> Iterator[float]:
    """1, 2, 4 … 60, 60, … seconds."""
    wait_s = 1.0
    while True:
        yield wait_s
        wait_s = min(2 * wait_s, LONGEST_PAUSE_S)

"""The one door to the Bot API: every call goes out here, every error comes back in our words.

    TelegramError
    |- TokenRefused     401, 404 or a malformed token: nothing works until an operator acts
    |- UpdatesTaken     409: somebody else reads this bot's updates
    `- InboxClosed      what a worker did could not be stored; Telegram must bring it again

A call is never repeated here: retries belong to the outbox, and aiohttp repeats no POST by itself.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods.base import TelegramMethod
from aiogram.utils.token import TokenValidationError

from bot.channel import ContentRefused, SendError, TemporaryFailure, Unreachable

log = structlog.get_logger(__name__)

Answer = TypeVar("Answer")

CALL_TIMEOUT_S = 20.0
RETRY_AFTER_FAULT = timedelta(seconds=5)
RETRY_AFTER_TOKEN = timedelta(minutes=1)
RETRY_AFTER_FLOOD = timedelta(seconds=30)  # where Telegram gives no figure
GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated", "bot was blocked")
TOKEN = re.compile(r"(bot)?\d+:[\w-]{8,}")


class TelegramError(Exception):
    """Telegram and we do not understand each other."""


class TokenRefused(TelegramError, TemporaryFailure):
    """Telegram does not know this token; an operator must correct TELEGRAM_TOKEN.

    To the outbox it is a flood: nobody can be written to, and no reply may be given up for it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason, retry_after=RETRY_AFTER_TOKEN, is_flood=True)


class UpdatesTaken(TelegramError):
    """Another program polls with this token, or a webhook is set."""


class InboxClosed(TelegramError):
    """What a worker did could not be stored; nothing may be confirmed to Telegram."""


class MarkupRefused(ContentRefused):
    """Telegram could not read the HTML; the same words as plain text may pass."""


def redact(text: str) -> str:
    """The text without any bot token."""
    return TOKEN.sub("<token>", text)


class Session(AiohttpSession):
    """aiogram's session, closed without its quarter second of sleep: aiohttp waits for connections itself."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


class TelegramApi:
    """One bot's calls. `base` is a local Bot API server, empty for Telegram's own."""

    def __init__(self, token: str, *, base: str = "", timeout_s: float = CALL_TIMEOUT_S) -> None:
        """
        Raises:
            TokenRefused: the token has not the shape of one.
        """
        server = TelegramAPIServer.from_base(base) if base else PRODUCTION
        self._session = Session(api=server, timeout=timeout_s)
        try:
            self.bot = Bot(token, session=self._session)
        except TokenValidationError:
            raise TokenRefused("TELEGRAM_TOKEN is not of the form <number>:<secret>") from None

    async def call(self, method: TelegramMethod[Answer], *, waits_s: int = 0) -> Answer:
        """Call once; `waits_s` is how long Telegram itself may hold the answer back.

        Raises:
            SendError: TemporaryFailure, ContentRefused (MarkupRefused), Unreachable or TokenRefused.
            UpdatesTaken: 409.
        """
        timeout_s = self._session.timeout + waits_s
        with translated():
            return await self._session(self.bot, method, timeout=timeout_s)  # type: ignore[arg-type]

    async def close(self) -> None:
        await self._session.close()


@contextmanager
def translated() -> Iterator[None]:
    """Turn aiogram's errors into ours; the originals are cut off: they may quote the token or a worker."""
    try:
        yield
    except ClientDecodeError:  # a proxy's page or half an answer: the call may have been obeyed
        raise TemporaryFailure("unreadable answer", retry_after=RETRY_AFTER_FAULT) from None
    except TelegramAPIError as error:
        raise _in_our_words(error) from None


def _in_our_words(error: TelegramAPIError) -> Exception:
    if isinstance(error, TelegramRetryAfter):
        return _flood(f"flood: wait {error.retry_after} s", timedelta(seconds=error.retry_after))
    reason = redact(error.message)
    if "too many requests" in reason.lower():
        return _flood(reason, RETRY_AFTER_FLOOD)
    return next(say(reason) for kind, say in WORDS if isinstance(error, kind))


def _flood(reason: str, wait: timedelta) -> TemporaryFailure:
    return TemporaryFailure(reason, retry_after=wait, is_flood=True)


def _token_refused(reason: str) -> TokenRefused:
    log.critical("telegram.token_refused", reason=reason)
    return TokenRefused(f"Telegram refuses TELEGRAM_TOKEN: {reason}")


def _bad_request(reason: str) -> SendError:
    lower = reason.lower()
    if any(phrase in lower for phrase in GONE):
        return Unreachable(reason)
    return MarkupRefused(reason) if "can't parse entities" in lower else ContentRefused(reason)


def _fault(reason: str) -> TemporaryFailure:
    return TemporaryFailure(reason, retry_after=RETRY_AFTER_FAULT)


# First match wins. Source: the errors of the Bot API server, tdlib/telegram-bot-api Client.cpp, May 2026.
WORDS: tuple[tuple[type[TelegramAPIError], Callable[[str], Exception]], ...] = (
    (TelegramUnauthorizedError, _token_refused),
    (TelegramNotFound, _token_refused),  # the token is part of the path
    (TelegramConflictError, UpdatesTaken),
    (TelegramForbiddenError, Unreachable),
    (TelegramMigrateToChat, Unreachable),
    (TelegramBadRequest, _bad_request),
    (TelegramEntityTooLarge, ContentRefused),  # a kind of network error to aiogram
    (TelegramServerError, _fault),
    (TelegramNetworkError, _fault),
    (TelegramAPIError, ContentRefused),
)

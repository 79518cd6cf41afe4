"""Updates from Telegram, through aiogram's dispatcher, into the inbox; the conversation is elsewhere."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog
from aiogram import Dispatcher, Router
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

from bot.channel import SendError
from bot.messages import Inbound
from bot.telegram.api import InboxClosed, TelegramApi, TelegramError
from bot.telegram.updates import WANTED, from_membership, from_message, from_tap

log = structlog.get_logger(__name__)

Receive = Callable[[Inbound], Awaitable[bool]]


class Receiver:
    """The ear of one Telegram bot.

    `receive` stores an event for good before it returns, and returns False for one it already has.
    """

    def __init__(self, api: TelegramApi, receive: Receive, clock: Callable[[], datetime]) -> None:
        self._api = api
        self._receive = receive
        self._clock = clock
        self._answers: set[asyncio.Task[None]] = set()
        self._dispatcher = Dispatcher(disable_fsm=True)
        self._dispatcher.include_router(self._routes())

    async def take(self, raw: dict[str, Any]) -> None:
        """Store what one update says; when this returns, the update may be confirmed to Telegram.

        An update nobody can read is dropped with a line in the log: refused, it would come again for 24 hours
        and hold up everything the same worker does after it.

        Raises:
            InboxClosed: it could not be stored; do not confirm it.
        """
        try:
            update = Update.model_validate(raw, context={"bot": self._api.bot})
            if update.event_type in WANTED:
                await self._dispatcher.feed_update(self._api.bot, update)
        except InboxClosed:
            raise
        except Exception as error:
            log.error("telegram.update_dropped", update_id=raw.get("update_id"), error=type(error).__name__)

    async def close(self) -> None:
        """Let the last taps be answered."""
        await asyncio.gather(*self._answers)

    def _routes(self) -> Router:
        router = Router(name="workers")
        router.message.register(self._on_message)
        router.callback_query.register(self._on_tap)
        router.my_chat_member.register(self._on_membership)
        return router

    async def _on_message(self, message: Message, event_update: Update) -> None:
        await self._keep(from_message(message, str(event_update.update_id)))

    async def _on_tap(self, query: CallbackQuery, event_update: Update) -> None:
        await self._keep(from_tap(query, str(event_update.update_id), self._clock()))
        answer = asyncio.create_task(self._stop_spinner(query.id))
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)

    async def _on_membership(self, change: ChatMemberUpdated, event_update: Update) -> None:
        await self._keep(from_membership(change, str(event_update.update_id)))

    async def _keep(self, inbound: Inbound | None) -> None:
        if inbound is None:
            return
        try:
            await self._receive(inbound)
        except Exception as error:
            raise InboxClosed(f"the inbox did not take an event: {type(error).__name__}") from error

    async def _stop_spinner(self, query_id: str) -> None:
        """Stop the clock on the pressed button; after 150 s it is too late, and that does not matter."""
        try:
            await self._api.call(AnswerCallbackQuery(callback_query_id=query_id))
        except (SendError, TelegramError) as error:
            log.info("telegram.tap_not_answered", reason=str(error))

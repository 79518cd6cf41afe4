"""Replies to Telegram: one at a time, never repeated by itself, a failure told as a SendError."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from aiogram.enums import ParseMode
from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardMarkup, LinkPreviewOptions, Message

from bot.channel import Capabilities, ContentRefused, TemporaryFailure, Unreachable
from bot.messages import Reply
from bot.telegram.api import MarkupRefused, TelegramApi
from bot.telegram.render import MAX_UNITS, Part, keyboard, render

log = structlog.get_logger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
RESUMES_WITHIN = timedelta(minutes=10)


class TelegramChannel:
    """The mouth of one Telegram bot. An account is the id of a private chat, in digits."""

    name = "telegram"
    capabilities = Capabilities(max_length=MAX_UNITS, has_receipts=False, can_edit=False)

    def __init__(self, api: TelegramApi, clock: Callable[[], datetime]) -> None:
        self._api = api
        self._clock = clock
        # A long reply that broke off goes on from its first missing part, so no worker reads a part twice.
        self._broken_off: dict[tuple[str, Reply], tuple[int, datetime]] = {}

    async def send(self, account: str, reply: Reply) -> str | None:
        """Send one reply, in several messages if it is long; the id is of the last, which has the buttons.

        Raises:
            TemporaryFailure: worth another try; parts already taken are not repeated within ten minutes.
            ContentRefused: no visible text, a bad button, or Telegram will not take it.
            Unreachable: blocked, deactivated, never met.
            TokenRefused: a TemporaryFailure of the whole channel: the token is wrong.
        """
        chat_id, parts, buttons = _chat_id(account), render(reply), keyboard(reply)
        if not parts:
            raise ContentRefused("a reply without a visible character")
        first, message_id = self._take_broken_off(account, reply), ""
        for number in range(first, len(parts)):
            try:
                markup = buttons if number == len(parts) - 1 else None
                message_id = await self._send_part(chat_id, parts[number], markup)
            except TemporaryFailure:
                self._broken_off[account, reply] = (number, self._clock())
                raise
        return message_id

    async def _send_part(self, chat_id: int, part: Part, buttons: InlineKeyboardMarkup | None) -> str:
        try:
            sent = await self._call(chat_id, part.html, ParseMode.HTML, buttons)
        except MarkupRefused as error:
            log.error("telegram.markup_refused", reason=str(error))
            sent = await self._call(chat_id, part.plain, None, buttons)
        return str(sent.message_id)

    async def _call(
        self, chat_id: int, text: str, mode: ParseMode | None, buttons: InlineKeyboardMarkup | None
    ) -> Message:
        method = SendMessage(
            chat_id=chat_id, text=text, parse_mode=mode, reply_markup=buttons, link_preview_options=NO_PREVIEW
        )
        return await self._api.call(method)

    def _take_broken_off(self, account: str, reply: Reply) -> int:
        """The number of the first part still to send, from 0."""
        oldest = self._clock() - RESUMES_WITHIN
        self._broken_off = {key: mark for key, mark in self._broken_off.items() if mark[1] >= oldest}
        number, _ = self._broken_off.pop((account, reply), (0, oldest))
        return number


def _chat_id(account: str) -> int:
    if not (account.isascii() and account.isdigit()):
        raise Unreachable("not the id of a private Telegram chat")
    return int(account)

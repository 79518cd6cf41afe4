"""Telegram put together for the street door: a channel to write with, a route or a loop to listen with."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from aiogram.methods import GetMe, SetMyCommands, SetWebhook
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats
from fastapi import APIRouter

from bot.messages import Inbound
from bot.telegram.api import TelegramApi
from bot.telegram.polling import Pause, patiently, poll
from bot.telegram.receiver import Receiver
from bot.telegram.sender import TelegramChannel
from bot.telegram.settings import TelegramSettings
from bot.telegram.updates import WANTED
from bot.telegram.webhook import build_webhook

MENU = (
    ("menu", "Xem bạn có thể hỏi và làm gì"),
    ("tinh", "Tính nhanh tiền tăng ca, thai sản, thất nghiệp…"),
    ("thamgia", "Báo nơi bạn làm việc bằng mã đơn vị"),
    ("dulieu", "Xem dữ liệu mình đang lưu về bạn"),
    ("xoa", "Xóa dữ liệu của bạn"),
    ("dung", "Dừng nhận bản tin"),
    ("tiep", "Nhận lại bản tin"),
    ("giup", "Cách dùng và nơi gặp cán bộ công đoàn"),
)


class TelegramApp:
    """One bot. `router` is None with long polling; `username` is None until `run` has set the bot up."""

    def __init__(
        self,
        settings: TelegramSettings,
        receive: Callable[[Inbound], Awaitable[bool]],
        *,
        clock: Callable[[], datetime],
        pause: Pause = asyncio.sleep,
    ) -> None:
        """`receive` stores an event for good before it returns (False: it had it already), or raises.

        Raises:
            TokenRefused: the token has not the shape of one.
        """
        self._api = TelegramApi(settings.token.get_secret_value(), base=settings.api_base)
        self._receiver = Receiver(self._api, receive, clock)
        self._webhook_url = settings.webhook_url
        self._secret = settings.webhook_secret.get_secret_value()
        self._pause = pause
        self.channel = TelegramChannel(self._api, clock)
        self.router: APIRouter | None = None
        if self._webhook_url:
            self.router = build_webhook(self._receiver, self._secret)
        self.username: str | None = None

    async def run(self) -> None:
        """Set the bot up, waiting for Telegram as long as it takes, then receive until cancelled.

        Raises:
            TokenRefused: the token is wrong; the channel cannot work.
            ContentRefused: Telegram will not take the webhook address or the commands.
        """
        await patiently(self._introduce, pause=self._pause)
        if self.router is None:
            await poll(self._api, self._receiver, pause=self._pause)
        else:
            await patiently(self._set_webhook, pause=self._pause)
            await asyncio.Event().wait()

    def deep_link(self, code: str) -> str | None:
        """The link that opens the chat and joins a unit; None until the bot's name is known."""
        return self.username and f"https://t.me/{self.username}?start={code}"

    async def close(self) -> None:
        await self._receiver.close()
        await self._api.close()

    async def _introduce(self) -> None:
        self.username = (await self._api.call(GetMe())).username
        commands = [BotCommand(command=name, description=text) for name, text in MENU]
        await self._api.call(SetMyCommands(commands=commands, scope=BotCommandScopeAllPrivateChats()))

    async def _set_webhook(self) -> None:
        method = SetWebhook(url=self._webhook_url, secret_token=self._secret, allowed_updates=list(WANTED))
        await self._api.call(method)

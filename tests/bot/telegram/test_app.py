"""The channel as the street door sees it: set up, reading, answering, linked, closed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

import pytest
from aiogram.methods import GetMe
from fastapi import FastAPI
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.channel import SendError, TemporaryFailure
from bot.messages import Block, Reply
from bot.telegram.api import TelegramApi, TelegramError, TokenRefused, redact
from bot.telegram.app import MENU, TelegramApp
from bot.telegram.settings import TelegramSettings
from bot.telegram.updates import COMMANDS, WANTED
from tests.bot.telegram.conftest import NOW, Inbox, Pauses
from tests.platforms.telegram import FakeTelegram, answers
from tests.platforms.telegram.faults import BadGateway, DropAnswer, Fault, Truncate

SECRET = "a-secret_of_the_webhook"


def settings_for(telegram: FakeTelegram, *, webhook_url: str = "") -> TelegramSettings:
    return TelegramSettings(
        _env_file=None,
        token=SecretStr(telegram.token),
        api_base=telegram.base,
        webhook_url=webhook_url,
        webhook_secret=SecretStr(SECRET if webhook_url else ""),
    )


@asynccontextmanager
async def running(app: TelegramApp) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(app.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, SendError, TelegramError):
            await task
        await app.close()


async def test_with_a_token_alone_the_bot_introduces_itself_and_polls(
    telegram: FakeTelegram, inbox: Inbox, pauses: Pauses
) -> None:
    app = TelegramApp(settings_for(telegram), inbox.receive, clock=lambda: NOW, pause=pauses)
    worker = telegram.worker(7)
    assert app.router is None
    assert app.deep_link("cd_Ab12") is None

    async with running(app):
        await worker.says("xin chào")
        await inbox.holds(1)
        await app.channel.send(inbox.events[0].account, Reply((Block("Chào bạn"),)))

    worker.hears("Chào bạn")
    assert app.deep_link("cd_Ab12") == "https://t.me/congdoan_test_bot?start=cd_Ab12"
    assert [command["command"] for command in telegram.api.commands] == [name for name, _ in MENU]
    assert telegram.api.updates.allowed == list(WANTED)


async def test_with_an_address_the_bot_sets_its_webhook_and_listens(
    telegram: FakeTelegram,
    inbox: Inbox,
    pauses: Pauses,
    serving: Callable[[FastAPI], AbstractAsyncContextManager[str]],
) -> None:
    gateway = FastAPI()
    async with serving(gateway) as address:
        app = TelegramApp(
            settings_for(telegram, webhook_url=f"{address}/telegram/webhook"),
            inbox.receive,
            clock=lambda: NOW,
            pause=pauses,
        )
        assert app.router is not None
        gateway.include_router(app.router)
        async with running(app):
            await telegram.answered("setWebhook")
            await telegram.worker(7).says("xin chào")

    assert [event.text for event in inbox.events] == ["xin chào"]
    assert telegram.api.webhook.secret == SECRET
    assert telegram.count("getUpdates") == 0


async def test_a_telegram_out_of_order_at_the_start_is_waited_for(
    telegram: FakeTelegram, inbox: Inbox, pauses: Pauses
) -> None:
    telegram.fails(BadGateway(), method="getMe", times=3)
    app = TelegramApp(settings_for(telegram), inbox.receive, clock=lambda: NOW, pause=pauses)

    async with running(app):
        await telegram.called("getUpdates")

    assert pauses.seconds == [1, 2, 4]


async def test_a_wrong_token_is_loud_at_the_start(
    telegram: FakeTelegram, inbox: Inbox, pauses: Pauses
) -> None:
    settings = settings_for(telegram)
    telegram.token = "1:another-token"
    app = TelegramApp(settings, inbox.receive, clock=lambda: NOW, pause=pauses)

    with pytest.raises(TokenRefused):
        await app.run()
    await app.close()


async def test_the_token_is_in_no_log_and_no_error(
    telegram: FakeTelegram, inbox: Inbox, pauses: Pauses, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    faults: list[Fault | answers.ApiError] = [
        DropAnswer(),
        Truncate(),
        BadGateway(),
        answers.flood(1),
        answers.unauthorized(),
    ]
    for fault in faults:
        telegram.fails(fault)
    telegram.fails(BadGateway(), method="getUpdates", times=2)
    telegram.fails(answers.conflict(f"bot{telegram.token} is taken"), method="getUpdates")
    worker = telegram.worker(7)
    app = TelegramApp(settings_for(telegram), inbox.receive, clock=lambda: NOW, pause=pauses)
    errors = []

    with capture_logs() as logs:
        async with running(app):
            await worker.forges("menu")
            await inbox.holds(1)
            for _ in faults:
                with pytest.raises(SendError) as caught:
                    await app.channel.send("7", Reply((Block("Chào bạn"),)))
                errors.append(caught)

    told = "".join(caught.exconly() + str(caught.getrepr(style="short", chain=True)) for caught in errors)
    secret = telegram.token.partition(":")[2]
    assert {line["event"] for line in logs} >= {"telegram.unreachable", "telegram.updates_taken"}
    assert caplog.records  # aiogram and asyncio did write
    assert secret not in repr(logs)
    assert secret not in caplog.text
    assert secret not in told


async def test_an_address_that_holds_the_token_is_not_repeated() -> None:
    api = TelegramApi("42:AbCdEfGh-secret", base="http://[bad")

    with pytest.raises(TemporaryFailure) as caught:
        await api.call(GetMe())
    await api.close()

    assert "AbCdEfGh" not in str(caught.getrepr(chain=True, style="short"))


def test_redaction_removes_tokens_and_nothing_else() -> None:
    url = "https://api.telegram.org/bot42:AbCdEfGh-secret/getMe at 127.0.0.1:8081, ngày 20:11"

    assert redact(url) == "https://api.telegram.org/<token>/getMe at 127.0.0.1:8081, ngày 20:11"


def test_every_command_in_the_menu_is_understood() -> None:
    assert {name for name, _ in MENU} <= set(COMMANDS)
    assert all(1 <= len(text) <= 256 for _, text in MENU)

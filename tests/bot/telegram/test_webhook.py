"""The webhook over real HTTP: nobody but Telegram, nothing lost, nothing doubled."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from bot.telegram.receiver import Receiver
from bot.telegram.webhook import MAX_BODY_BYTES, PATH, build_webhook
from tests.bot.telegram.conftest import Inbox
from tests.platforms.telegram import FakeTelegram

SECRET = "a-secret_of_the_webhook"

Serving = Callable[[FastAPI], AbstractAsyncContextManager[str]]


@pytest.fixture(autouse=True)
async def webhook(telegram: FakeTelegram, receiver: Receiver, serving: Serving) -> AsyncIterator[None]:
    """Our route on a real port, and Telegram told of it."""
    app = FastAPI()
    app.include_router(build_webhook(receiver, SECRET))
    async with serving(app) as address:
        await telegram.api.set_webhook({"url": address + PATH, "secret_token": SECRET})
        yield


def statuses(telegram: FakeTelegram) -> list[int | None]:
    return [posted.status for posted in telegram.webhook.posted]


async def test_an_update_is_stored_before_it_is_confirmed(telegram: FakeTelegram, inbox: Inbox) -> None:
    await telegram.worker(7).says("xin chào")

    assert [event.text for event in inbox.events] == ["xin chào"]
    assert statuses(telegram) == [200]
    assert telegram.api.updates.pending == []


@pytest.mark.parametrize("secret", ["wrong", SECRET + "x", "đúng".encode().decode("latin-1"), None])
async def test_a_wrong_or_absent_secret_is_refused_without_detail(
    telegram: FakeTelegram, inbox: Inbox, secret: str | None
) -> None:
    telegram.webhook.secret = secret

    await telegram.worker(7).says("xin chào")

    assert statuses(telegram) == [403]
    assert inbox.events == []


async def test_an_update_that_comes_twice_is_one_event(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.webhook.repeats = 2

    await telegram.worker(7).says("xin chào")

    assert statuses(telegram) == [200, 200]
    assert len(inbox.events) == 1
    assert inbox.repeated == 1


async def test_updates_out_of_order_are_all_stored_with_their_own_numbers(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    worker = telegram.worker(7)
    telegram.webhook.is_holding = True
    await worker.says("một")
    await worker.forges("menu")
    await worker.says("hai")

    await telegram.webhook.push_all(newest_first=True)

    assert [event.text or event.payload for event in inbox.events] == ["hai", "menu", "một"]
    assert (
        sorted(event.event_id for event in inbox.events) == [event.event_id for event in inbox.events][::-1]
    )


async def test_while_the_inbox_is_closed_telegram_keeps_the_update_and_brings_it_again(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    worker = telegram.worker(7)
    inbox.is_writable = False
    with capture_logs() as logs:
        await worker.says("một")
        await worker.says("hai")
    inbox.is_writable = True

    await telegram.webhook.push_all()

    assert [(posted.status, posted.retry_after) for posted in telegram.webhook.posted[:2]] == [(503, "5")] * 2
    assert [event.text for event in inbox.events] == ["một", "hai"]
    assert "secret" not in repr(logs)


async def test_a_body_of_more_than_a_megabyte_is_refused(telegram: FakeTelegram, inbox: Inbox) -> None:
    posted = await telegram.webhook.post(b" " * (MAX_BODY_BYTES + 1))

    assert posted.status == 413
    assert inbox.events == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b"xin chao"])
async def test_what_is_not_json_is_a_bad_request(telegram: FakeTelegram, body: bytes) -> None:
    posted = await telegram.webhook.post(body)

    assert posted.status == 400


@pytest.mark.parametrize("content", [[], 7, None, {}, {"update_id": 1, "message": {"text": "a"}}])
async def test_json_that_is_no_update_is_confirmed_so_that_it_blocks_nobody(
    telegram: FakeTelegram, inbox: Inbox, content: object
) -> None:
    posted = await telegram.webhook.post(json.dumps(content).encode())

    assert posted.status == 200
    assert inbox.events == []


def test_a_webhook_without_a_secret_is_not_built(receiver: Receiver) -> None:
    with pytest.raises(ValueError, match="secret"):
        build_webhook(receiver, "")

"""Long polling end to end: an update is confirmed only when it is stored."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from bot.telegram.api import TelegramApi, TokenRefused
from bot.telegram.polling import Reading, patiently, poll
from bot.telegram.receiver import Receiver
from tests.bot.telegram.conftest import Inbox, Pauses
from tests.platforms.telegram import FakeTelegram, answers


@pytest.fixture
async def polling(
    telegram: FakeTelegram, api: TelegramApi, receiver: Receiver, pauses: Pauses
) -> AsyncIterator[asyncio.Task[None]]:
    """A poller at work, stopped by cancelling it."""
    task = asyncio.create_task(poll(api, receiver, pause=pauses))
    await telegram.called("getUpdates")
    yield task
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_what_workers_say_arrives_in_order(
    telegram: FakeTelegram, inbox: Inbox, polling: asyncio.Task[None]
) -> None:
    an, binh = telegram.worker(7), telegram.worker(8, "Bình")
    await an.opens("cd_Ab12")
    await binh.says("thử việc lương bao nhiêu")
    await an.forges("menu")

    await inbox.holds(3)

    assert [event.account for event in inbox.events] == ["7", "8", "7"]


async def test_a_webhook_left_over_is_removed_first_and_nothing_is_dropped(
    telegram: FakeTelegram, api: TelegramApi, receiver: Receiver, pauses: Pauses, inbox: Inbox
) -> None:
    await telegram.worker(7).says("xin chào")
    await telegram.api.set_webhook({"url": "http://127.0.0.1:9/"})

    task = asyncio.create_task(poll(api, receiver, pause=pauses))
    await inbox.holds(1)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert telegram.api.webhook.url == ""
    assert pauses.seconds == []


async def test_an_update_is_confirmed_only_by_the_question_after_it_was_stored(
    telegram: FakeTelegram, api: TelegramApi, receiver: Receiver, inbox: Inbox
) -> None:
    worker = telegram.worker(7)
    await worker.says("một")
    await worker.says("hai")
    reading = Reading(api, receiver)

    await reading.take_batch()
    pending_after_storing = len(telegram.api.updates.pending)
    await worker.says("ba")
    await reading.take_batch()

    assert pending_after_storing == 2
    assert [pending.update["message"]["text"] for pending in telegram.api.updates.pending] == ["ba"]
    assert [event.text for event in inbox.events] == ["một", "hai", "ba"]


async def test_what_could_not_be_stored_is_asked_for_again(
    telegram: FakeTelegram, inbox: Inbox, polling: asyncio.Task[None], pauses: Pauses
) -> None:
    inbox.is_writable = False
    await telegram.worker(7).says("xin chào")
    await telegram.called("getUpdates", 3)
    inbox.is_writable = True

    await inbox.holds(1)

    assert [event.text for event in inbox.events] == ["xin chào"]
    assert pauses.seconds[:2] == [1.0, 2.0]


async def test_an_update_nobody_can_read_does_not_hide_the_next(
    telegram: FakeTelegram, api: TelegramApi, receiver: Receiver, inbox: Inbox
) -> None:
    worker = telegram.worker(7)
    broken = telegram.api.updates.add("message", 7, {"text": "no chat, no date"})
    await worker.says("xin chào")
    telegram.api.updates.confirm_below(0)

    await Reading(api, receiver).take_batch()

    assert broken is not None
    assert [event.text for event in inbox.events] == ["xin chào"]
    telegram.violations.clear()  # the broken update was the point


@pytest.mark.parametrize(
    ("error", "event"),
    [
        (answers.conflict("terminated by other getUpdates request"), "telegram.updates_taken"),
        (answers.server_error(), "telegram.unreachable"),
    ],
    ids=["conflict", "fault"],
)
async def test_trouble_is_waited_out_with_a_clear_line(
    telegram: FakeTelegram,
    api: TelegramApi,
    receiver: Receiver,
    inbox: Inbox,
    pauses: Pauses,
    error: answers.ApiError,
    event: str,
) -> None:
    await telegram.worker(7).says("xin chào")
    telegram.fails(error, method="getUpdates", times=8)

    with capture_logs() as logs:
        await patiently(Reading(api, receiver).take_batch, pause=pauses)

    assert pauses.seconds == [1, 2, 4, 8, 16, 32, 60, 60]
    assert {line["event"] for line in logs} == {event}
    assert len(inbox.events) == 1


async def test_a_flood_is_waited_out_as_long_as_telegram_says(
    telegram: FakeTelegram, api: TelegramApi, receiver: Receiver, pauses: Pauses
) -> None:
    await telegram.worker(7).says("xin chào")
    telegram.fails(answers.flood(33), method="getUpdates")

    await patiently(Reading(api, receiver).take_batch, pause=pauses)

    assert pauses.seconds == [33]


async def test_a_wrong_token_ends_the_polling_loudly(
    telegram: FakeTelegram, api: TelegramApi, receiver: Receiver, pauses: Pauses
) -> None:
    telegram.token = "1:another-token"

    with pytest.raises(TokenRefused), capture_logs() as logs:
        await poll(api, receiver, pause=pauses)

    assert [(line["event"], line["log_level"]) for line in logs] == [("telegram.token_refused", "critical")]
    assert pauses.seconds == []


async def test_the_poller_stops_at_once_when_cancelled(polling: asyncio.Task[None]) -> None:
    polling.cancel()

    with pytest.raises(asyncio.CancelledError):
        await polling


async def test_patience_does_not_hide_other_errors(pauses: Pauses) -> None:
    async def step() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await patiently(step, pause=pauses)

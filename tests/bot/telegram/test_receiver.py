"""What a worker does on Telegram, through aiogram's own dispatcher, becomes one Inbound each."""

from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.messages import Block, Inbound, Kind, Reply
from bot.telegram.api import InboxClosed
from bot.telegram.receiver import Receiver
from bot.telegram.sender import TelegramChannel
from tests.bot.telegram.conftest import NOW, Inbox
from tests.platforms.telegram import FakeTelegram, answers
from tests.platforms.telegram.methods import BOT_USER
from tests.platforms.telegram.queue import FIRST_UPDATE_ID

PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -100123, "type": "supergroup", "title": "Tổ may 3"}


async def take_all(telegram: FakeTelegram, receiver: Receiver) -> None:
    """Give the receiver everything that happened, as Telegram would."""
    for pending in telegram.api.updates.pending:
        await receiver.take(pending.update)


async def test_a_typed_line_is_text_with_its_sender_and_moment(receiver: Receiver, inbox: Inbox) -> None:
    sent_at = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
    telegram = FakeTelegram(lambda: sent_at)
    await telegram.worker(5_123_456_789).says("thử việc lương bao nhiêu")

    await take_all(telegram, receiver)

    text = "thử việc lương bao nhiêu"
    event_id = str(FIRST_UPDATE_ID)
    assert inbox.events == [Inbound("telegram", "5123456789", event_id, Kind.TEXT, sent_at, text)]


@pytest.mark.parametrize(
    ("line", "payload"),
    [
        ("/start", ""),
        ("/start cd_Ab12", "cd_Ab12"),
        ("/START@congdoan_test_bot cd_Ab12", "cd_Ab12"),
        ("/start " + "a" * 65, ""),
        ("/start <b>x</b>", ""),
    ],
)
async def test_start_carries_a_join_code_of_the_allowed_form_only(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox, line: str, payload: str
) -> None:
    await telegram.worker(7).says(line)

    await take_all(telegram, receiver)

    [event] = inbox.events
    assert (event.kind, event.payload, event.text) == (Kind.START, payload, "")


@pytest.mark.parametrize(
    ("line", "payload"),
    [
        ("/menu", "menu"),
        ("/giup", "help"),
        ("/help", "help"),
        ("/thamgia", "join"),
        ("/dulieu", "mydata"),
        ("/tinh", "calc"),
        ("/xoa", "forget"),
        ("/dung", "stop"),
        ("/stop", "stop"),
        ("/tiep", "resume"),
        ("/Menu@congdoan_test_bot nhé", "menu"),
    ],
)
async def test_a_command_is_the_button_of_the_same_meaning(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox, line: str, payload: str
) -> None:
    await telegram.worker(7).says(line)

    await take_all(telegram, receiver)

    [event] = inbox.events
    assert (event.kind, event.payload, event.text) == (Kind.BUTTON, payload, "")


@pytest.mark.parametrize("line", ["/pigeon", "/", "lương /menu", "/dừng"])
async def test_any_other_line_with_a_slash_is_text(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox, line: str
) -> None:
    await telegram.worker(7).says(line)

    await take_all(telegram, receiver)

    [event] = inbox.events
    assert (event.kind, event.payload, event.text) == (Kind.TEXT, "", line)


async def test_a_pressed_button_is_its_payload_now_and_its_clock_is_stopped(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox
) -> None:
    worker = telegram.worker(7)
    await worker.forges("b:3f9a:ok")

    await take_all(telegram, receiver)
    await receiver.close()

    [event] = inbox.events
    assert (event.kind, event.payload, event.sent_at, event.account) == (Kind.BUTTON, "b:3f9a:ok", NOW, "7")
    assert [is_answered for _, is_answered in telegram.api.taps.values()] == [True]


async def test_a_tap_too_old_to_be_answered_is_kept_all_the_same(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox
) -> None:
    await telegram.worker(7).forges("menu")
    telegram.fails(
        answers.bad_request("query is too old and response timeout expired or query ID is invalid"),
        method="answerCallbackQuery",
    )

    await take_all(telegram, receiver)
    await receiver.close()

    assert [event.payload for event in inbox.events] == ["menu"]


async def test_blocking_and_unblocking_are_told(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox
) -> None:
    worker = telegram.worker(7)
    await worker.blocks()
    await worker.unblocks()

    await take_all(telegram, receiver)

    assert [(event.kind, event.account) for event in inbox.events] == [(Kind.LEFT, "7"), (Kind.RETURNED, "7")]


async def test_what_cannot_be_read_is_told_as_media(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox
) -> None:
    worker = telegram.worker(7)
    await worker.sends_voice()
    await worker.sends_photo("phiếu lương của tôi")

    await take_all(telegram, receiver)

    told = [(event.kind, event.text, event.payload) for event in inbox.events]
    assert told == [(Kind.TEXT, "", "media")] * 2


async def test_corrections_and_service_messages_are_not_events(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox, channel: TelegramChannel
) -> None:
    worker = telegram.worker(7)
    await channel.send(worker.account, Reply((Block("Chào bạn"),)))
    await worker.edits("thử việc")
    await worker.pins(worker.messages[0])

    await take_all(telegram, receiver)

    assert inbox.events == []


@pytest.mark.parametrize(
    "content",
    [
        {"message": {"message_id": 1, "date": 1, "chat": GROUP, "text": "xin chào"}},
        {
            "callback_query": {
                "id": "1",
                "from": BOT_USER,
                "chat_instance": "1",
                "data": "menu",
                "message": {"message_id": 1, "date": 1, "chat": GROUP, "text": "xin chào"},
            }
        },
        {
            "my_chat_member": {
                "chat": GROUP,
                "from": BOT_USER,
                "date": 1,
                "old_chat_member": {"status": "member", "user": BOT_USER},
                "new_chat_member": {"status": "kicked", "user": BOT_USER, "until_date": 0},
            }
        },
        {
            "callback_query": {
                "id": "1",
                "from": BOT_USER,
                "chat_instance": "1",
                "inline_message_id": "a",
                "data": "x",
            }
        },
    ],
    ids=["message", "tap", "membership", "inline"],
)
async def test_groups_are_none_of_our_business(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox, content: dict[str, Any]
) -> None:
    await receiver.take({"update_id": 1, **content})
    await receiver.close()

    assert inbox.events == []


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"update_id": "x"},
        {"update_id": 1},
        {"update_id": 1, "message": {"text": "a secret question"}},
        {"update_id": 1, "message": {"message_id": 1, "date": 1e30, "chat": PRIVATE}},
        {"update_id": 1, "mind_read": {"text": "a secret question"}},
    ],
)
async def test_an_update_nobody_can_read_is_dropped_and_noted_without_its_words(
    receiver: Receiver, inbox: Inbox, raw: dict[str, Any], recwarn: pytest.WarningsRecorder
) -> None:
    with capture_logs() as logs:
        await receiver.take(raw)

    assert inbox.events == []
    assert [line["event"] for line in logs] == ["telegram.update_dropped"]
    assert "secret" not in repr(logs)
    assert [warning for warning in recwarn if "secret" in str(warning.message)] == []


async def test_an_inbox_that_takes_nothing_is_told_without_the_words(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox
) -> None:
    await telegram.worker(7).says("a secret question")
    inbox.is_writable = False

    with pytest.raises(InboxClosed) as caught:
        await take_all(telegram, receiver)

    assert "secret" not in str(caught.value)


async def test_what_a_database_cannot_store_never_reaches_it(
    telegram: FakeTelegram, receiver: Receiver, inbox: Inbox
) -> None:
    worker = telegram.worker(7)
    await worker.says("lương\0 bao nhiêu \ud83d")
    await worker.forges("me\0nu")

    await take_all(telegram, receiver)

    assert [event.text or event.payload for event in inbox.events] == ["lương bao nhiêu ?", "menu"]

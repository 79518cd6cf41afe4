"""Every way Telegram can answer becomes the one error that says what to do next."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channel import Channel, ContentRefused, SendError, TemporaryFailure, Unreachable
from bot.messages import Block, Button, Reply, Tone
from bot.telegram.api import TelegramApi, TokenRefused
from bot.telegram.sender import TelegramChannel
from tests.bot.telegram.conftest import NOW
from tests.platforms.telegram import FakeTelegram, Hang, answers
from tests.platforms.telegram.faults import BadGateway, DropAnswer, Fault, Truncate

HELLO = Reply((Block("Chào bạn", Tone.LEAD), Block("Bạn hỏi gì?")), ((Button("Menu", "menu"),),))
LONG = Reply((Block("a" * 4000), Block("b" * 4000), Block("c" * 4000)), ((Button("Menu", "menu"),),))


async def test_a_reply_arrives_with_its_emphasis_and_buttons(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    worker = telegram.worker(7)
    speaking: Channel = channel

    message_id = await speaking.send(worker.account, HELLO)

    [message] = worker.messages
    assert message_id == str(message.message_id)
    assert message.text == "Chào bạn\n\nBạn hỏi gì?"
    assert message.entities == [{"type": "bold", "offset": 0, "length": 8}]
    assert message.buttons == {"Menu": "menu"}
    assert message.fields["link_preview_options"] == {"is_disabled": True}


async def test_a_long_reply_comes_in_parts_with_the_buttons_below_the_last(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    worker = telegram.worker(7)

    message_id = await channel.send(worker.account, LONG)

    assert [message.text[0] for message in worker.messages] == ["a", "b", "c"]
    assert [list(message.buttons) for message in worker.messages] == [[], [], ["Menu"]]
    assert message_id == str(worker.messages[-1].message_id)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (answers.blocked(), Unreachable),
        (answers.deactivated(), Unreachable),
        (answers.ApiError(403, "Forbidden: bot can't initiate conversation with a user"), Unreachable),
        (answers.chat_not_found(), Unreachable),
        (answers.bad_request("PEER_ID_INVALID"), Unreachable),
        (answers.ApiError(400, "Bad Request: upgraded", {"migrate_to_chat_id": -100123}), Unreachable),
        (answers.bad_request("message is too long"), ContentRefused),
        (answers.bad_request("message text is empty"), ContentRefused),
        (answers.bad_request("BUTTON_DATA_INVALID"), ContentRefused),
        (answers.bad_request("reply markup is too long"), ContentRefused),
        (answers.ApiError(413, "Request Entity Too Large"), ContentRefused),
        (answers.ApiError(418, "Something new"), ContentRefused),
        (answers.unauthorized(), TokenRefused),
        (answers.not_found(), TokenRefused),
        (answers.server_error(), TemporaryFailure),
        (answers.ApiError(502, "Bad Gateway"), TemporaryFailure),
        (answers.ApiError(503, "Service Unavailable: restart"), TemporaryFailure),
        (answers.ApiError(429, "Too Many Requests"), TemporaryFailure),
    ],
    ids=str,
)
async def test_each_refusal_says_what_to_do(
    telegram: FakeTelegram, channel: TelegramChannel, error: answers.ApiError, expected: type[SendError]
) -> None:
    worker = telegram.worker(7)
    telegram.fails(error)

    with pytest.raises(expected) as caught:
        await channel.send(worker.account, HELLO)

    assert type(caught.value) is expected
    assert worker.heard == []
    assert telegram.count("sendMessage") == 1


async def test_a_flood_says_how_long_the_whole_channel_waits(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    telegram.fails(answers.flood(33))

    with pytest.raises(TemporaryFailure) as caught:
        await channel.send(telegram.worker(7).account, HELLO)

    assert caught.value.retry_after == timedelta(seconds=33)
    assert caught.value.is_flood


async def test_a_wrong_token_holds_the_whole_channel_back_and_gives_no_reply_up(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    telegram.fails(answers.unauthorized())

    with pytest.raises(TemporaryFailure) as caught:
        await channel.send(telegram.worker(7).account, HELLO)

    assert isinstance(caught.value, TokenRefused)
    assert caught.value.is_flood
    assert caught.value.retry_after == timedelta(minutes=1)


@pytest.mark.parametrize("fault", [DropAnswer(), Truncate()], ids=["dropped", "truncated"])
async def test_a_call_whose_answer_was_lost_is_not_repeated_by_itself(
    telegram: FakeTelegram, channel: TelegramChannel, fault: Fault
) -> None:
    worker = telegram.worker(7)
    telegram.fails(fault)

    with pytest.raises(TemporaryFailure) as caught:
        await channel.send(worker.account, HELLO)

    assert not caught.value.is_flood
    assert len(worker.messages) == 1


async def test_a_lost_answer_on_a_used_connection_is_not_repeated_either(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    worker = telegram.worker(7)
    telegram.fails(DropAnswer(), on_call=2)
    await channel.send(worker.account, HELLO)

    with pytest.raises(TemporaryFailure):
        await channel.send(worker.account, HELLO)

    assert len(worker.messages) == 2


async def test_a_proxys_page_is_a_temporary_failure(telegram: FakeTelegram, channel: TelegramChannel) -> None:
    telegram.fails(BadGateway())

    with pytest.raises(TemporaryFailure, match="unreadable answer"):
        await channel.send(telegram.worker(7).account, HELLO)


async def test_silence_ends_with_a_broken_connection(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    silence = Hang()
    telegram.fails(silence)
    sending = asyncio.create_task(channel.send(telegram.worker(7).account, HELLO))
    await silence.reached.wait()
    assert not sending.done()

    silence.release()

    with pytest.raises(TemporaryFailure):
        await sending


async def test_silence_ends_when_our_patience_does(
    telegram: FakeTelegram, clock: Callable[[], datetime]
) -> None:
    api = TelegramApi(telegram.token, base=telegram.base, timeout_s=0.05)
    telegram.fails(Hang())

    with pytest.raises(TemporaryFailure, match="timeout"):
        await TelegramChannel(api, clock).send(telegram.worker(7).account, HELLO)
    await api.close()


async def test_nobody_at_the_other_end_is_a_temporary_failure(clock: Callable[[], datetime]) -> None:
    async with FakeTelegram() as gone:
        api = TelegramApi(gone.token, base=gone.base)

    with pytest.raises(TemporaryFailure):
        await TelegramChannel(api, clock).send("7", HELLO)
    await api.close()


async def test_markup_telegram_cannot_read_is_sent_once_more_as_plain_text(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    worker = telegram.worker(7)
    telegram.fails(answers.cannot_parse("Unsupported start tag"))

    await channel.send(worker.account, HELLO)

    [message] = worker.messages
    assert message.text == "Chào bạn\n\nBạn hỏi gì?"
    assert message.entities == []
    assert message.buttons == {"Menu": "menu"}


async def test_plain_text_is_tried_only_once(telegram: FakeTelegram, channel: TelegramChannel) -> None:
    telegram.fails(answers.cannot_parse("no"), times=2)

    with pytest.raises(ContentRefused):
        await channel.send(telegram.worker(7).account, HELLO)

    assert telegram.count("sendMessage") == 2


async def test_a_long_reply_that_broke_off_goes_on_where_it_stopped(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    worker = telegram.worker(7)
    telegram.fails(answers.flood(1), on_call=2)
    with pytest.raises(TemporaryFailure):
        await channel.send(worker.account, LONG)

    await channel.send(worker.account, LONG)
    await channel.send(worker.account, LONG)

    assert [message.text[0] for message in worker.messages] == ["a", "b", "c", "a", "b", "c"]


async def test_a_reply_that_broke_off_long_ago_starts_again(telegram: FakeTelegram, api: TelegramApi) -> None:
    now = NOW
    channel = TelegramChannel(api, lambda: now)
    worker = telegram.worker(7)
    telegram.fails(answers.flood(1), on_call=2)
    with pytest.raises(TemporaryFailure):
        await channel.send(worker.account, LONG)
    now += timedelta(minutes=11)

    await channel.send(worker.account, LONG)

    assert [message.text[0] for message in worker.messages] == ["a", "a", "b", "c"]


@pytest.mark.parametrize("account", ["", "an", "-100123", "٣", "7.0"])
async def test_an_account_that_is_no_private_chat_is_unreachable(
    channel: TelegramChannel, account: str
) -> None:
    with pytest.raises(Unreachable):
        await channel.send(account, HELLO)


async def test_an_empty_reply_is_refused_before_the_call(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    with pytest.raises(ContentRefused):
        await channel.send("7", Reply((Block(" "),)))

    assert telegram.calls == []


def test_a_token_of_the_wrong_shape_is_refused_without_being_shown() -> None:
    with pytest.raises(TokenRefused) as caught:
        TelegramApi("no colon in my-secret")

    assert "my-secret" not in str(caught.value)


@given(text=st.text(st.characters(), min_size=1, max_size=80), label=st.text(max_size=20))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_words_are_taken_as_they_are(
    telegram: FakeTelegram, channel: TelegramChannel, text: str, label: str
) -> None:
    worker = telegram.worker(7)
    reply = Reply((Block("Chào", Tone.LEAD), Block(text, Tone.NOTE)), ((Button(f"<b>{label}", "menu"),),))

    await channel.send(worker.account, reply)

    assert {entity["type"] for entity in worker.messages[-1].entities} <= {"bold", "italic"}
    assert telegram.violations == []

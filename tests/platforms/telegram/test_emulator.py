"""The fake is held to what the reference says, by two libraries that were not written here."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.platforms.telegram import TELEGRAMS_OWN, FakeTelegram, Limits
from tests.platforms.telegram.markup import CannotParse, parse
from tests.platforms.telegram.oracle import faults_of_answer, faults_of_update
from tests.platforms.telegram.server import METHODS

MENU = [{"command": "menu", "description": "Xem menu"}]
TAP_ROW = [[{"text": "Đã đọc", "callback_data": "b:1:ok"}]]
HELLO = {"chat_id": 7, "text": "Chào <b>bạn</b> &amp; mọi người", "parse_mode": "HTML"}


async def call(telegram: FakeTelegram, method: str, **fields: Any) -> dict[str, Any]:
    url = f"{telegram.base}/bot{telegram.token}/{method}"
    async with ClientSession() as session, session.post(url, json=fields) as answer:
        envelope: dict[str, Any] = await answer.json(content_type=None)
        return envelope


async def test_every_method_answers_in_words_both_libraries_read(telegram: FakeTelegram) -> None:
    worker = telegram.worker(7)
    await worker.says("/start cd_Ab12")
    sent = await call(telegram, "sendMessage", **HELLO, reply_markup={"inline_keyboard": TAP_ROW})
    await worker.presses("Đã đọc")
    message = {"chat_id": 7, "message_id": sent["result"]["message_id"]}
    tap_id = next(iter(telegram.api.taps))
    arguments: dict[str, dict[str, Any]] = {
        "setMyCommands": {"commands": MENU},
        "setWebhook": {"url": "http://127.0.0.1:9/", "secret_token": "s", "allowed_updates": ["message"]},
        "sendMessage": HELLO,
        "editMessageText": {**message, "text": "Đã sửa"},
        "deleteMessage": message,
        "sendChatAction": {"chat_id": 7, "action": "typing"},
        "answerCallbackQuery": {"callback_query_id": tap_id},
    }

    answers = {
        method: await call(telegram, method, **arguments.get(method, {})) for method in METHODS.values()
    }

    assert [method for method, answer in answers.items() if not answer["ok"]] == []
    assert len(answers["getUpdates"]["result"]) == 2
    assert telegram.violations == []


async def test_updates_are_not_given_out_while_a_webhook_is_set(telegram: FakeTelegram) -> None:
    await call(telegram, "setWebhook", url="http://127.0.0.1:9/")

    answer = await call(telegram, "getUpdates")

    assert answer["error_code"] == 409
    assert "webhook is active" in answer["description"]
    assert telegram.violations == []


async def test_every_kind_of_update_is_read_by_both_libraries(telegram: FakeTelegram) -> None:
    worker = telegram.worker(7)
    await call(telegram, "sendMessage", **HELLO, reply_markup={"inline_keyboard": TAP_ROW})
    await worker.says("xin chào")
    await worker.opens("cd_Ab12")
    await worker.edits("xin chào bạn")
    await worker.sends_voice()
    await worker.sends_photo("ảnh")
    await worker.pins(worker.messages[0])
    await worker.presses("Đã đọc")
    await worker.forges("x")
    await worker.blocks()
    await worker.unblocks()

    updates = [pending.update for pending in telegram.api.updates.pending]

    assert len(updates) == 10
    assert [fault for update in updates for fault in faults_of_update(update)] == []


async def test_the_judges_notice_a_missing_field_and_an_unknown_one() -> None:
    chat = {"id": 7, "type": "private"}

    missing = list(faults_of_answer("sendMessage", {"ok": True, "result": {"chat": chat, "date": 1}}))
    message = {"message_id": 1, "chat": {**chat, "mood": "good"}, "date": 1, "text": "a"}
    unknown = list(faults_of_answer("sendMessage", {"ok": True, "result": message}))

    assert any(fault.startswith("aiogram") for fault in missing)
    assert any(fault.startswith("python-telegram-bot") for fault in missing)
    assert len(unknown) == 2


@pytest.mark.parametrize(
    "fields", [{"text": "a"}, {**HELLO, "txet": "a"}, {**HELLO, "reply_markup": {"x": 1}}]
)
async def test_a_request_with_missing_or_unknown_fields_is_a_violation(
    telegram: FakeTelegram, fields: dict[str, Any]
) -> None:
    telegram.worker(7)

    answer = await call(telegram, "sendMessage", **fields)

    assert answer["error_code"] == 400
    assert len(telegram.violations) == 1


async def test_a_wrong_token_and_an_unknown_method_are_told_apart(telegram: FakeTelegram) -> None:
    unknown = await call(telegram, "sendPigeon")
    telegram.token = "1:another"
    async with ClientSession() as session, session.get(f"{telegram.base}/bot2:wrong/getMe") as answer:
        wrong = await answer.json()

    assert (unknown["error_code"], wrong["error_code"]) == (404, 401)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a <script>", "Unsupported start tag"),
        ("<b>a", "Can't find end tag"),
        ("a</b>", "Unexpected end tag"),
        ("<b><i>a</b></i>", "Unmatched end tag"),
        ("1 < 2", "Unsupported start tag"),
        ("<b title='", "Unclosed start tag"),
        ("a <b", "Unclosed start tag"),
        ("a <", "Unclosed start tag"),
        ("<b>a</b", "Unclosed end tag"),
        ("<span>a</span>", "must have class"),
    ],
)
def test_html_that_does_not_parse_is_named(text: str, words: str) -> None:
    with pytest.raises(CannotParse, match=words):
        parse(text)


def test_html_gives_text_and_entities_in_utf16_units() -> None:
    text, entities = parse('🙂<b>Đ&lt;<i>a</i></b> &amp;lt; & &copy; <a href="https://x.vn">x</a>')

    assert text == "🙂Đ<a &lt; & &copy; x"
    assert entities == [
        {"type": "bold", "offset": 2, "length": 3},
        {"type": "italic", "offset": 4, "length": 1},
        {"type": "text_link", "offset": 20, "length": 1, "url": "https://x.vn"},
    ]


async def test_length_is_counted_after_parsing(telegram: FakeTelegram) -> None:
    telegram.worker(7)
    fits, too_long = "<b>" + "&amp;" * 4096 + "</b>", "🙂" * 2049

    good = await call(telegram, "sendMessage", chat_id=7, text=fits, parse_mode="HTML")
    bad = await call(telegram, "sendMessage", chat_id=7, text=too_long)

    assert good["ok"]
    assert bad["description"] == "Bad Request: message is too long"


@pytest.mark.parametrize("data", ["", "đ" * 33])
async def test_callback_data_outside_1_to_64_bytes_is_refused(telegram: FakeTelegram, data: str) -> None:
    telegram.worker(7)
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": data}]]}

    answer = await call(telegram, "sendMessage", chat_id=7, text="a", reply_markup=markup)

    assert answer["description"] == "Bad Request: BUTTON_DATA_INVALID"


async def test_limits_count_per_chat_and_in_all_and_forget_after_a_second() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    async with FakeTelegram(lambda: now) as telegram:
        telegram.limit(Limits(per_second=3, per_chat_per_second=1))
        for chat_id in range(1, 6):
            telegram.worker(chat_id)

        codes = [
            (await call(telegram, "sendMessage", chat_id=chat_id, text="a")).get("error_code", 200)
            for chat_id in (1, 1, 2, 3, 4)
        ]
        now += timedelta(seconds=1)
        later = await call(telegram, "sendMessage", chat_id=1, text="a")

    assert codes == [200, 429, 200, 200, 429]
    assert later["ok"]


async def test_telegrams_own_limits_are_thirty_a_second_and_one_a_chat() -> None:
    async with FakeTelegram(lambda: datetime(2026, 11, 20, tzinfo=UTC)) as telegram:
        telegram.limit(TELEGRAMS_OWN)
        for chat_id in range(1, 32):
            telegram.worker(chat_id)

        answers = [await call(telegram, "sendMessage", chat_id=chat_id, text="a") for chat_id in range(1, 32)]

    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]
    assert answers[-1]["parameters"] == {"retry_after": 1}


async def test_updates_are_confirmed_by_the_offset_and_expire() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    async with FakeTelegram(lambda: now) as telegram:
        worker = telegram.worker(7)
        await worker.says("một")
        await worker.forges("x")
        first = (await call(telegram, "getUpdates"))["result"]
        again = (await call(telegram, "getUpdates", offset=first[0]["update_id"] + 1))["result"]
        now += timedelta(seconds=150)
        after_the_tap_died = (await call(telegram, "getUpdates"))["result"]

    assert ["message" in update for update in first] == [True, False]
    assert again == first[1:]
    assert after_the_tap_died == []


async def test_a_second_poller_ends_the_first(telegram: FakeTelegram) -> None:
    first = asyncio.create_task(call(telegram, "getUpdates", timeout=50))
    await telegram.called("getUpdates")

    second = asyncio.create_task(call(telegram, "getUpdates", timeout=50))
    ended = await first
    await telegram.worker(7).says("một")

    assert ended["error_code"] == 409
    assert len((await second)["result"]) == 1


async def test_only_wanted_kinds_of_update_are_kept_and_the_wish_stands(telegram: FakeTelegram) -> None:
    worker = telegram.worker(7)
    await call(telegram, "getUpdates", allowed_updates=["message"])
    await call(telegram, "getUpdates")

    await worker.blocks()
    await worker.says("một")

    assert [pending.kind for pending in telegram.api.updates.pending] == ["message"]

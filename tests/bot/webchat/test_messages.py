"""What a page may say: kinds, sizes, and clear words for what it may not."""

import hashlib
import json
import uuid
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import Inbound, Kind, Reply
from tests.bot.webchat.conftest import NOW, answer, build_app, clock, open_browser
from tests.bot.webchat.fake_desk import FakeDesk

ID = "5e0f9f0e-7d5b-4a0e-9a55-0c1f2e3d4b5a"


def message(text: str = "thử việc lương bao nhiêu", **fields: Any) -> dict[str, Any]:
    return {"id": ID, "kind": "text", "text": text, "payload": "", **fields}


async def test_a_question_comes_back_answered(browser: httpx.AsyncClient, desk: FakeDesk) -> None:
    response = await browser.post("/chat/messages", json=message())

    assert response.status_code == 200
    assert response.json() == {
        "replies": [
            {
                "id": 1,
                "at": "2026-11-20T02:30:00+00:00",
                "blocks": [
                    {"text": "Ít nhất 85%.", "tone": "lead"},
                    {"text": "Khoản 1 Điều 26", "tone": "note"},
                ],
                "buttons": [[{"label": "Chi tiết", "payload": "detail:1"}]],
                "is_card": True,
            }
        ]
    }


async def test_the_desk_hears_the_hash_of_the_token_and_never_the_token(
    browser: httpx.AsyncClient, desk: FakeDesk
) -> None:
    await browser.get("/")
    token = browser.cookies["congdoan"]

    await browser.post("/chat/messages", json=message("tăng ca", id=ID))

    heard = desk.heard[0]
    assert heard.account == hashlib.sha256(token.encode()).hexdigest()
    assert (heard.channel, heard.kind, heard.sent_at, heard.text) == ("webchat", Kind.TEXT, NOW, "tăng ca")
    assert token not in str(heard)


@pytest.mark.parametrize(
    ("kind", "text", "payload"),
    [("button", "Chi tiết", "detail:1"), ("start", "", "KCN01"), ("start", "", "")],
)
async def test_presses_and_openings_keep_their_payload(
    browser: httpx.AsyncClient, desk: FakeDesk, kind: str, text: str, payload: str
) -> None:
    await browser.post("/chat/messages", json=message(text, kind=kind, payload=payload))

    assert (desk.heard[0].kind, desk.heard[0].text, desk.heard[0].payload) == (Kind(kind), text, payload)


async def test_the_cookie_is_given_once_and_kept(browser: httpx.AsyncClient, desk: FakeDesk) -> None:
    first = await browser.get("/")

    later = [await browser.get("/"), await browser.post("/chat/messages", json=message())]

    cookie = first.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=lax", "Max-Age=31536000", "Path=/"))
    assert len(first.headers.get_list("set-cookie")) == 1
    assert not any("set-cookie" in response.headers for response in later)


async def test_behind_https_the_cookie_is_bound_to_this_host(desk: FakeDesk) -> None:
    async with open_browser(build_app(desk, secure=True)) as browser:
        response = await browser.get("/")

    assert response.headers["set-cookie"].startswith("__Host-congdoan=")
    assert "Secure" in response.headers["set-cookie"]


async def test_a_browser_that_writes_before_it_has_a_cookie_gets_one(
    browser: httpx.AsyncClient, desk: FakeDesk
) -> None:
    await browser.post("/chat/messages", json=message(id=str(uuid.uuid4())))
    await browser.post("/chat/messages", json=message(id=str(uuid.uuid4())))

    assert desk.heard[0].account == desk.heard[1].account


@pytest.mark.parametrize("token", ["", "short", "x" * 23, "x" * 21 + "\u00e9"])
async def test_a_made_up_cookie_is_replaced(browser: httpx.AsyncClient, token: str) -> None:
    response = await browser.get("/", headers={"cookie": f"congdoan={token}".encode()})

    assert "set-cookie" in response.headers


async def test_the_same_message_twice_is_one_event_with_the_same_replies(
    browser: httpx.AsyncClient, desk: FakeDesk
) -> None:
    await browser.get("/")

    first = await browser.post("/chat/messages", json=message())
    again = await browser.post("/chat/messages", json=message())

    assert first.json() == again.json()
    assert (desk.calls, len(desk.heard)) == (2, 1)


async def test_another_worker_with_the_same_message_id_hears_nothing_of_the_first(desk: FakeDesk) -> None:
    app = build_app(desk)
    async with open_browser(app) as one, open_browser(app) as other:
        first = await one.post("/chat/messages", json=message())
        second = await other.post("/chat/messages", json=message())

    assert len(desk.heard) == 2
    assert first.json()["replies"][0]["id"] != second.json()["replies"][0]["id"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "application/json", "sec-fetch-site": "cross-site"}, 403),
        ({"content-type": "application/json", "sec-fetch-site": "same-site"}, 403),
        ({"content-type": "application/json; charset=utf-8", "sec-fetch-site": "same-origin"}, 200),
    ],
)
async def test_only_our_own_page_may_write(
    browser: httpx.AsyncClient, desk: FakeDesk, headers: dict[str, str], status: int
) -> None:
    body = f'{{"id": "{ID}", "kind": "text", "text": "chào"}}'.encode()

    response = await browser.post("/chat/messages", content=body, headers=headers)

    assert response.status_code == status
    assert len(desk.heard) == (1 if status == 200 else 0)


@pytest.mark.parametrize("text", ["a" * 2_001, "a" * 100_000, "ữ" * 16_000])
async def test_a_text_that_is_too_long_is_refused_in_words(
    browser: httpx.AsyncClient, desk: FakeDesk, text: str
) -> None:
    response = await browser.post("/chat/messages", json=message(text))

    assert response.status_code == 413
    assert response.json()["error"].startswith("Tin dài quá.")
    assert desk.heard == []


async def test_the_longest_text_the_page_lets_through_is_taken(
    browser: httpx.AsyncClient, desk: FakeDesk
) -> None:
    response = await browser.post("/chat/messages", json=message("ữ" * 2_000))

    assert response.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 15_000,
        b"\xff\xfe",
        b'{"kind": "text", "text": "thieu id"}',
        b'{"id": "khong-phai-uuid", "kind": "text", "text": "a"}',
        f'{{"id": "{ID}", "kind": "left", "text": "a"}}'.encode(),
        f'{{"id": "{ID}", "kind": "text", "text": 7}}'.encode(),
        f'{{"id": "{ID}", "kind": "text", "text": " \\u0000 "}}'.encode(),
        f'{{"id": "{ID}", "kind": "button", "text": "a", "payload": ""}}'.encode(),
        f'{{"id": "{ID}", "kind": "button", "text": "a", "payload": "{"x" * 65}"}}'.encode(),
    ],
)
async def test_what_cannot_be_read_is_refused_in_vietnamese(
    browser: httpx.AsyncClient, desk: FakeDesk, body: bytes
) -> None:
    response = await browser.post(
        "/chat/messages", content=body, headers={"content-type": "application/json"}
    )

    assert response.status_code == 400
    assert "bạn" in response.json()["error"].lower()
    assert desk.heard == []


async def test_control_characters_and_halves_of_pairs_do_not_reach_the_desk(
    browser: httpx.AsyncClient, desk: FakeDesk
) -> None:
    body = f'{{"id": "{ID}", "kind": "text", "text": "lư\\u0000ơng\\ud800\\r\\nth\\u202eử\\u001b[0m"}}'

    await browser.post("/chat/messages", content=body.encode(), headers={"content-type": "application/json"})

    assert desk.heard[0].text == "lương\nthử[0m"


async def test_a_desk_that_breaks_is_told_as_something_to_try_again(desk: FakeDesk) -> None:
    def broken(inbound: Inbound) -> list[Reply]:
        raise RuntimeError("the database is gone")

    async with open_browser(build_app(FakeDesk(broken, clock))) as browser:
        response = await browser.post("/chat/messages", json=message())

    assert response.status_code == 503
    assert "gửi lại" in response.json()["error"]
    assert "set-cookie" in response.headers  # so that the second try comes from the same worker


async def test_replies_are_never_cached_and_never_framed(browser: httpx.AsyncClient) -> None:
    responses = [
        await browser.post("/chat/messages", json=message()),
        await browser.get("/chat/replies"),
        await browser.post("/chat/messages", content=b"{"),
    ]

    for response in responses:
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]


@given(text=st.text(st.characters(), max_size=300), payload=st.text(st.characters(), max_size=80))
@settings(max_examples=60, deadline=None)
async def test_no_text_and_no_payload_can_break_the_server(text: str, payload: str) -> None:
    desk = FakeDesk(answer, clock)
    async with open_browser(build_app(desk)) as browser:
        body = json.dumps(message(text, payload=payload))  # lone surrogates travel as escapes
        response = await browser.post(
            "/chat/messages", content=body, headers={"content-type": "application/json"}
        )

    assert response.status_code in (200, 400)
    for heard in desk.heard:
        assert heard.text
        assert heard.text.encode().decode() == heard.text
        assert not any(ord(char) < 32 and char not in "\n\t" for char in heard.text)

"""The stream of replies: resumes where the page left off, and ends when asked."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.messages import Block, Reply
from tests.bot.webchat.conftest import answer, build_app, clock, open_browser
from tests.bot.webchat.fake_desk import FakeDesk, Spoken

STREAM = {"accept": "text/event-stream"}


class ClosingDesk(FakeDesk):
    """A desk of a server that stops as soon as all has been said."""

    def __init__(self, closing: asyncio.Event) -> None:
        super().__init__(answer, clock)
        self._closing = closing

    async def wait(self, channel: str, account: str, after: int, timeout: float) -> list[Spoken]:  # noqa: ASYNC109
        news = await self.replies_after(channel, account, after)
        if not news:
            self._closing.set()
        return news


async def meet(browser: httpx.AsyncClient, desk: FakeDesk, *texts: str) -> str:
    """Make the browser known, and say `texts` to it; returns its account."""
    await browser.post("/chat/messages", json={"id": "5e0f9f0e-7d5b-4a0e-9a55-0c1f2e3d4b5a", "kind": "start"})
    account = desk.heard[-1].account
    for text in texts:
        await desk.say(account, Reply((Block(text),)))
    return account


def events(body: str) -> list[dict[str, str]]:
    """The events of a stream as {field: value}; comments are under ""."""
    return [dict(line.split(":", 1) for line in event.split("\n")) for event in body.split("\n\n") if event]


@pytest.fixture
async def closing() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def closing_desk(closing: asyncio.Event) -> ClosingDesk:
    return ClosingDesk(closing)


async def test_the_stream_says_every_reply_once_with_its_id(
    closing_desk: ClosingDesk, closing: asyncio.Event
) -> None:
    async with open_browser(build_app(closing_desk, closing)) as browser:
        await meet(browser, closing_desk, "dòng một\ndòng hai", "tin thứ ba")

        response = await browser.get("/chat/replies?after=0", headers=STREAM)

    heard = [event for event in events(response.text) if "id" in event]
    assert response.headers["content-type"].startswith("text/event-stream")
    assert [event["id"].strip() for event in heard] == ["1", "2", "3"]
    assert json.loads(heard[1]["data"])["blocks"][0]["text"] == "dòng một\ndòng hai"


async def test_a_silent_stream_says_a_comment_so_that_it_is_kept(
    closing_desk: ClosingDesk, closing: asyncio.Event
) -> None:
    async with open_browser(build_app(closing_desk, closing)) as browser:
        await meet(browser, closing_desk)

        response = await browser.get("/chat/replies?after=1", headers=STREAM)

    assert [list(event) for event in events(response.text)] == [["retry"], [""]]


@pytest.mark.parametrize(
    ("after", "last_event_id", "expected"),
    [("0", "2", ["3"]), ("2", "", ["3"]), ("1", "2", ["3"]), ("2", "1", ["3"]), ("3", "", [])],
)
async def test_a_reconnected_stream_goes_on_after_the_last_event(
    closing_desk: ClosingDesk, closing: asyncio.Event, after: str, last_event_id: str, expected: list[str]
) -> None:
    headers = {**STREAM, **({"last-event-id": last_event_id} if last_event_id else {})}
    async with open_browser(build_app(closing_desk, closing)) as browser:
        await meet(browser, closing_desk, "hai", "ba")

        response = await browser.get(f"/chat/replies?after={after}", headers=headers)

    assert [event["id"].strip() for event in events(response.text) if "id" in event] == expected


async def test_without_event_streams_the_page_polls_a_list(
    browser: httpx.AsyncClient, desk: FakeDesk
) -> None:
    await meet(browser, desk, "hai", "ba")

    response = await browser.get("/chat/replies?after=1", headers={"accept": "application/json"})

    assert [reply["id"] for reply in response.json()["replies"]] == [2, 3]


async def test_nobody_hears_the_replies_of_another(desk: FakeDesk) -> None:
    app = build_app(desk)
    async with open_browser(app) as one, open_browser(app) as other:
        await meet(one, desk, "chỉ cho bạn")
        await other.get("/")

        response = await other.get("/chat/replies?after=0")

    assert response.json() == {"replies": []}


@pytest.mark.parametrize("headers", [STREAM, {"accept": "application/json"}])
async def test_a_stranger_is_sent_away_without_an_open_stream(
    browser: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    response = await browser.get("/chat/replies?after=0", headers=headers)

    assert (response.status_code, response.content) == (204, b"")
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("after", ["-1", "1.5", "abc", "٣", "9" * 19, "9" * 5_000])
async def test_an_id_that_is_none_is_refused(browser: httpx.AsyncClient, after: str) -> None:
    await browser.get("/")

    by_query = await browser.get("/chat/replies", params={"after": after})
    by_header = await browser.get("/chat/replies", headers={"last-event-id": after.encode()})

    assert (by_query.status_code, by_header.status_code) == (400, 400)


async def test_a_reader_who_leaves_leaves_nothing_behind(desk: FakeDesk) -> None:
    app = build_app(desk)
    left = asyncio.Event()
    reading = asyncio.create_task(read_stream(app, await cookie_of(app, desk), left))
    await desk.asked.wait()

    left.set()
    await reading

    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_server_that_stops_ends_its_streams(desk: FakeDesk) -> None:
    closing = asyncio.Event()
    app = build_app(desk, closing)
    reading = asyncio.create_task(read_stream(app, await cookie_of(app, desk), asyncio.Event()))
    await desk.asked.wait()

    closing.set()
    async with asyncio.timeout(10):  # the desk itself would stay silent for longer
        sent = await reading

    assert sent[-1]["more_body"] is False
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def cookie_of(app: FastAPI, desk: FakeDesk) -> bytes:
    async with open_browser(app) as browser:
        await meet(browser, desk)
        return f"congdoan={browser.cookies['congdoan']}".encode()


async def read_stream(app: FastAPI, cookie: bytes, left: asyncio.Event) -> list[dict[str, Any]]:
    """Read a stream as a server would, until it ends or `left` is set; httpx would wait for its end."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/chat/replies",
        "raw_path": b"/chat/replies",
        "query_string": b"after=1",
        "root_path": "",
        "headers": [(b"accept", b"text/event-stream"), (b"cookie", cookie)],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent

"""The web chat in front of a fake desk, and a browser that speaks to it without a network."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from fastapi import FastAPI

from bot.messages import Block, Button, Inbound, Reply, Tone
from bot.webchat.receiver import build_router
from tests.bot.webchat.fake_desk import FakeDesk

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
ANSWER = Reply(
    blocks=(Block("Ít nhất 85%.", Tone.LEAD), Block("Khoản 1 Điều 26", Tone.NOTE)),
    buttons=((Button("Chi tiết", "detail:1"),),),
    is_card=True,
)


def clock() -> datetime:
    return NOW


def answer(inbound: Inbound) -> list[Reply]:
    return [ANSWER]


def build_app(desk: FakeDesk, closing: asyncio.Event | None = None, *, secure: bool = False) -> FastAPI:
    app = FastAPI()
    app.include_router(build_router(desk, clock=clock, secure_cookies=secure, closing=closing))
    return app


def open_browser(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://chat.example")


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(answer, clock)


@pytest.fixture
async def browser(desk: FakeDesk) -> AsyncIterator[httpx.AsyncClient]:
    async with open_browser(build_app(desk)) as client:
        yield client

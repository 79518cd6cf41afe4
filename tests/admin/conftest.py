"""The officials' web in front of a stocked database, mounted as the street door mounts it."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from admin.app import create_app
from store.database import Database
from tests.admin.visitor import MOUNT, Visitor
from tests.clock import Clock

EXPLAINED: dict[str, Any] = {
    "status": "answered",
    "entry_id": "thu-viec-luong",
    "question": "Lương thử việc ít nhất bao nhiêu?",
    "answer": "Ít nhất 85% lương của chính công việc đó.",
    "citations": [{"document": "45/2019/QH14", "article": 26, "clause": None}],
    "valid_from": "2021-01-01",
    "checked_on": "2026-11-20",
    "score": 0.97,
    "suggestions": [],
}


@pytest.fixture
def web(sqlite: Database, clock: Clock) -> FastAPI:
    street = FastAPI()
    app = create_app(sqlite, clock=clock, secure_cookies=False, explain=lambda _question: EXPLAINED)
    street.mount(MOUNT, app)
    return street


@pytest.fixture
async def visitor(web: FastAPI, sqlite: Database, clock: Clock) -> AsyncIterator[Visitor]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web)) as client:
        yield Visitor(client, sqlite, clock)

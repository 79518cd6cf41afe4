"""Trying a question."""

import httpx
from fastapi import FastAPI

from admin.app import create_app
from reach.models import Role
from store.database import Database
from tests.admin.visitor import MOUNT, Visitor
from tests.clock import Clock


async def test_a_question_shows_verdict_answer_and_law(visitor: Visitor) -> None:
    await visitor.come_as(Role.CURATOR)
    await visitor.open("/ask")

    await visitor.send("/ask", {"question": "thu viec luong bao nhieu"})

    assert "Có câu trả lời · mức chắc chắn 97,0 %" in visitor.text
    assert "Ít nhất 85% lương" in visitor.text
    assert "Điều 26, 45/2019/QH14" in visitor.text
    assert "hiệu lực từ 01/01/2021, kiểm tra ngày 20/11/2026" in visitor.text


async def test_without_an_explainer_there_is_no_such_page(sqlite: Database, clock: Clock) -> None:
    street = FastAPI()
    street.mount(MOUNT, create_app(sqlite, clock=clock, secure_cookies=False))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(street)) as client:
        visitor = Visitor(client, sqlite, clock)
        await visitor.come_as(Role.CURATOR)

        assert (await visitor.open("/ask")).status_code == 404
        await visitor.open("/account")
    assert "Hỏi thử" not in visitor.text

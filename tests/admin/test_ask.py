"""Trying a question."""

import httpx
from fastapi import FastAPI

from admin.app import create_app
from reach.models import Role
from retrieval.explain import explain
from store.database import Database
from tests.admin.conftest import EXPLAINED
from tests.admin.visitor import MOUNT, Visitor
from tests.clock import Clock
from tests.retrieval.library import DAY, make_searcher


async def test_a_question_shows_verdict_answer_and_law(visitor: Visitor) -> None:
    await visitor.come_as(Role.CURATOR)
    await visitor.open("/ask")

    await visitor.send("/ask", {"question": "thu viec luong bao nhieu"})

    assert "Có câu trả lời · mức chắc chắn 97,0 %" in visitor.text
    assert "Ít nhất 85% lương" in visitor.text
    assert "Điều 26, 45/2019/QH14" in visitor.text
    assert "hiệu lực từ 01/01/2021, kiểm tra ngày 20/11/2026" in visitor.text


async def test_behind_the_answer_stands_why_it_was_given(sqlite: Database, clock: Clock) -> None:
    searcher = make_searcher()
    question = "thu viec duoc tra bao nhieu"
    why = explain(searcher, searcher.weigh(question, on=DAY)).to_json()
    street = FastAPI()
    app = create_app(
        sqlite, clock=clock, secure_cookies=False, explain=lambda _text: {**EXPLAINED, "why": why}
    )
    street.mount(MOUNT, app)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(street)) as client:
        visitor = Visitor(client, sqlite, clock)
        await visitor.come_as(Role.CURATOR)
        await visitor.open("/ask")

        await visitor.send("/ask", {"question": question})

    assert "<summary>Vì sao?</summary>" in visitor.page.text
    first, _, second = visitor.text.partition("Vì sao?")[2].partition("Thứ hai")
    assert f"“{question}”" in first
    assert "(thu-viec-luong)" in first
    assert "kém mục gần nhất" in second
    assert "Từ 70,0 % thì trả lời, từ 25,0 % thì gợi ý" in first


async def test_a_verdict_without_reasons_has_nothing_to_unfold(visitor: Visitor) -> None:
    await visitor.come_as(Role.CURATOR)
    await visitor.open("/ask")

    await visitor.send("/ask", {"question": "thu viec luong bao nhieu"})

    assert "Vì sao?" not in visitor.text


async def test_without_an_explainer_there_is_no_such_page(sqlite: Database, clock: Clock) -> None:
    street = FastAPI()
    street.mount(MOUNT, create_app(sqlite, clock=clock, secure_cookies=False))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(street)) as client:
        visitor = Visitor(client, sqlite, clock)
        await visitor.come_as(Role.CURATOR)

        assert (await visitor.open("/ask")).status_code == 404
        await visitor.open("/account")
    assert "Hỏi thử" not in visitor.text

"""The list of what nobody could answer."""

from datetime import date

import pytest
from sqlalchemy import select

from reach.models import AuditEntry, QuestionStatus, Role
from reach.questions import record_feedback, record_question
from store.database import Database
from tests.admin.visitor import Visitor

DAY = date(2026, 11, 19)


async def ask(
    database: Database, text: str, status: QuestionStatus = QuestionStatus.REFUSED, topic: str | None = None
) -> int:
    async with database.transaction() as session:
        return await record_question(session, text, status, on=DAY, entry_id=None, topic=topic)


async def test_open_questions_are_shown_masked_newest_first(visitor: Visitor, sqlite: Database) -> None:
    await ask(sqlite, "gọi em số 0912 345 678 nhé")
    await ask(sqlite, "<b>mai mưa không</b>")
    await visitor.come_as(Role.CURATOR)

    page = await visitor.open("/questions")

    assert "gọi em số [dãy số] nhé" in visitor.text
    assert "<b>mai" not in page.text
    assert page.text.index("mai mưa") < page.text.index("gọi em")
    assert "Hỏi ngày 19/11/2026" in visitor.text


async def test_an_unhelpful_answer_is_marked(visitor: Visitor, sqlite: Database) -> None:
    question_id = await ask(sqlite, "lương thử việc", QuestionStatus.ANSWERED)
    async with sqlite.transaction() as session:
        await record_feedback(session, question_id, is_helpful=False)
    await visitor.come_as(Role.CURATOR)

    await visitor.open("/questions")

    assert "Người hỏi thấy chưa đúng" in visitor.text


async def test_closing_takes_a_question_off_the_list_and_is_recorded_without_its_words(
    visitor: Visitor, sqlite: Database
) -> None:
    question_id = await ask(sqlite, "câu hỏi rất riêng")
    staff_id = await visitor.come_as(Role.CURATOR)
    await visitor.open("/questions")

    await visitor.send(f"/questions/{question_id}/close")
    await visitor.follow()

    assert "Không còn câu nào" in visitor.text
    async with sqlite.reading() as session:
        [entry] = await session.scalars(select(AuditEntry))
    assert (entry.action, entry.staff_id) == ("question_closed", staff_id)
    assert entry.detail == {"question_id": question_id}


@pytest.mark.parametrize(("asked", "is_shown"), [(9, False), (10, True)])
async def test_a_topic_is_named_from_ten_questions_on(
    visitor: Visitor, sqlite: Database, asked: int, is_shown: bool
) -> None:
    for _ in range(asked):
        await ask(sqlite, "x", QuestionStatus.ANSWERED, topic="overtime")
    await visitor.come_as(Role.CURATOR)

    await visitor.open("/questions")

    assert ("Làm thêm giờ" in visitor.text) == is_shown


async def test_an_impossible_number_is_not_found(visitor: Visitor) -> None:
    await visitor.come_as(Role.CURATOR)
    await visitor.open("/account")

    assert (await visitor.send(f"/questions/{2**63}/close")).status_code == 404

"""What nobody could answer yet: masked texts without askers, for curators to close; and what is asked most, by topic."""

from fastapi import APIRouter, Response

from admin.deps import CuratorVisit, read_signed_form
from admin.errors import NotFound
from admin.pages import redirect
from knowledge.topics import TOPICS
from reach import questions
from reach.audit import record_audit
from reach.clock import day_of

router = APIRouter()


@router.get("/questions")
async def list_questions(visit: CuratorVisit) -> Response:
    """Open questions, newest first, and this year's topics."""
    today = day_of(visit.office.clock())
    async with visit.office.database.reading() as session:
        waiting = await questions.list_unanswered(session)
        topics = await questions.count_by_topic(session, since=today.replace(month=1, day=1))
    return visit.page(
        "questions.html",
        section="list_questions",
        questions=waiting,
        topics=[(TOPICS.get(topic, topic), count) for topic, count in topics],
        smallest=questions.SMALLEST_TOPIC,
        year=today.year,
    )


@router.post("/questions/{question_id}/close")
async def close_question(visit: CuratorVisit, question_id: int) -> Response:
    """Take a question off the list."""
    await read_signed_form(visit)
    if not 0 < question_id < 2**63:
        raise NotFound
    now = visit.office.clock()
    async with visit.office.database.transaction() as session:
        await questions.close_question(session, question_id, on=day_of(now))
        await record_audit(
            session, "question_closed", staff_id=visit.person.id, now=now, question_id=question_id
        )
    return redirect(visit.request, "list_questions")

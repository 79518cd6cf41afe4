"""Trying a question as a worker would ask it: what is answered, how surely, and from which law."""

from fastapi import APIRouter, Response

from admin.deps import CuratorVisit, read_signed_form
from retrieval.outcome import list_why

router = APIRouter()

LONGEST_QUESTION = 500
VERDICTS = {
    "answered": "Có câu trả lời",
    "unsure": "Chưa chắc, gợi ý các câu gần nhất",
    "refused": "Không trả lời, mời gửi cán bộ",
    "smalltalk": "Lời chào hỏi",
}


@router.get("/ask")
async def show_ask(visit: CuratorVisit) -> Response:
    """An empty form."""
    return visit.page("ask.html", section="show_ask", question="", outcome=None, verdict="", why=[])


@router.post("/ask")
async def try_question(visit: CuratorVisit) -> Response:
    """Answer it; nothing is counted or kept."""
    form = await read_signed_form(visit)
    question = form.get("question", "").strip()[:LONGEST_QUESTION]
    explain = visit.office.explain
    outcome = explain(question) if question and explain else None  # milliseconds
    verdict = VERDICTS.get(str(outcome["status"]), "") if outcome else ""
    why = list(list_why(outcome["why"])) if outcome and "why" in outcome else []
    return visit.page(
        "ask.html", section="show_ask", question=question, outcome=outcome, verdict=verdict, why=why
    )

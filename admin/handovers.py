"""Questions workers passed to a person: the oldest promise first, answered here, sent by the channel they came from."""

from typing import Any

from fastapi import APIRouter, Response

from admin.deps import CuratorVisit, Visit, read_signed_form
from admin.errors import NotFound
from admin.pages import redirect
from reach import handovers
from reach.audit import record_audit
from reach.clock import day_of
from reach.models import Handover, Role
from reach.outbox import add_reply
from reach.units import Tree, read_tree
from store.database import Session

router = APIRouter()

LONGEST_ANSWER = 1_500
MAY_ANSWER = (Role.ADMIN, Role.CURATOR)
PULLED = frozenset({"webchat"})
"""Channels that fetch their replies themselves."""


@router.get("/handovers")
async def list_handovers(visit: CuratorVisit, answered: int = 0) -> Response:
    """Open handovers of the person's area."""
    return await show_list(visit, answered=answered)


async def show_list(
    visit: Visit, *, answered: int = 0, fault: str = "", fault_at: int = 0, draft: str = ""
) -> Response:
    async with visit.office.database.reading() as session:
        tree = await read_tree(session, day_of(visit.office.clock()))
        waiting = await handovers.list_waiting(session, unit_ids=_list_area(visit, tree))
    return visit.page(
        "handovers.html",
        status=400 if fault else 200,
        section="list_handovers",
        handovers=[(handover, _place(tree, handover.unit_id)) for handover in waiting],
        now=visit.office.clock(),
        longest=LONGEST_ANSWER,
        answered=answered,
        fault=fault,
        fault_at=fault_at,
        draft=draft,
    )


@router.post("/handovers/{handover_id}/answer")
async def answer_handover(visit: CuratorVisit, handover_id: int) -> Response:
    """Keep the answer and queue it for the worker."""
    form = await read_signed_form(visit)
    answer = form.get("answer", "").replace("\r\n", "\n").strip()
    if not answer or len(answer) > LONGEST_ANSWER:
        fault = f"Câu trả lời cần từ 1 đến {LONGEST_ANSWER} ký tự; bạn đã viết {len(answer)}."
        return await show_list(visit, fault=fault, fault_at=handover_id, draft=answer)
    try:
        async with visit.office.database.transaction() as session:
            await _answer(session, visit, handover_id, answer)
    except handovers.NotWaiting:
        fault = (
            f"Phiếu {handover_id} đã có người trả lời, hoặc người lao động đã xóa. Chưa có gì được gửi thêm."
        )
        return await show_list(visit, fault=fault)
    return redirect(visit.request, "list_handovers", {"answered": handover_id})


async def _answer(session: Session, visit: Visit, handover_id: int, answer: str) -> Handover:
    """
    Raises:
        NotWaiting: it is not open any more.
        NotFound: it is not in this person's area; the transaction must be rolled back.
    """
    if not 0 < handover_id < 2**63:
        raise NotFound
    now = visit.office.clock()
    staff_id = visit.person.id
    handover = await handovers.answer_handover(session, handover_id, answer, staff_id=staff_id, now=now)
    tree = await read_tree(session, day_of(now))
    if not visit.person.covers(tree, handover.unit_id, *MAY_ANSWER):
        raise NotFound
    await add_reply(
        session,
        handover.channel,
        handover.account,
        build_body(handover_id, answer),
        event_id=None,
        is_pulled=handover.channel in PULLED,
        now=now,
    )
    await record_audit(session, "handover_answered", staff_id=staff_id, now=now, handover_id=handover_id)
    return handover


def build_body(handover_id: int, answer: str) -> dict[str, Any]:
    """The reply in the form the conversation keeps its own (`Reply.to_json` in the other front room)."""
    lead = {"text": f"Cán bộ công đoàn trả lời phiếu {handover_id}", "tone": "lead"}
    blocks = [{"text": part.strip(), "tone": "text"} for part in answer.split("\n\n") if part.strip()]
    return {"blocks": [lead, *blocks], "buttons": [], "is_card": False}


def _list_area(visit: Visit, tree: Tree) -> list[int] | None:
    """The units whose workers this person answers; None: all, and those who named none."""
    areas = visit.person.areas(*MAY_ANSWER)
    if None in areas:
        return None
    return [unit_id for area in areas if area in tree.units for unit_id in tree.descend(area)]


def _place(tree: Tree, unit_id: int | None) -> str:
    return " · ".join(row.name for row in reversed(tree.lineage(unit_id)))

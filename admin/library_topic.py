"""Approving a whole topic at once: what it covers is shown first, and what was shown is what is approved."""

import hashlib

from fastapi import APIRouter, Response

from admin.deps import CuratorVisit, KeeperVisit, Visit, read_signed_form
from admin.entry_state import Item
from admin.entry_text import fill_to_show
from admin.errors import NotFound
from admin.library import TopicRow, read_items
from admin.pages import redirect
from knowledge.local import TextChanged, approve_read
from knowledge.topics import TOPICS
from reach.audit import record_audit
from reach.clock import day_of

router = APIRouter()

CHANGED = "Kho vừa có thay đổi sau khi bạn mở trang này. Chưa duyệt mục nào; bạn xem lại rồi duyệt."
UNCONFIRMED = "Bạn cần đánh dấu vào ô xác nhận trước khi duyệt."


def digest_of(items: list[Item]) -> str:
    """Stands for these very texts: 16 hex digits over ids and revisions."""
    spelt = "\n".join(f"{item.entry.id} {item.entry.revision}" for item in items)
    return hashlib.sha256(spelt.encode()).hexdigest()[:16]


@router.get("/library/topics/{topic}/approve")
async def show_topic_approval(visit: CuratorVisit, topic: str) -> Response:
    """What one approval would cover, and what it leaves out."""
    return await show_topic(visit, topic)


async def show_topic(visit: Visit, topic: str, *, fault: str = "") -> Response:
    shelved, items = await read_items(visit)
    inside = [item for item in items if item.entry.topic == topic]
    if not inside:
        raise NotFound
    covered = [item for item in inside if item.may_be_approved_with_others]
    day = day_of(visit.office.clock())
    return visit.page(
        "library_topic.html",
        status=400 if fault else 200,
        section="show_library",
        row=TopicRow(topic, TOPICS.get(topic, topic), inside),
        covered=[(item, fill_to_show(shelved.holdings.library, item.entry, day)) for item in covered],
        left_out=[item for item in inside if not item.is_approved_here and item not in covered],
        seen=digest_of(covered),
        is_strict=visit.office.only_locally_approved,
        fault=fault,
    )


@router.post("/library/topics/{topic}/approve")
async def approve_topic(visit: KeeperVisit, topic: str) -> Response:
    """Approve what was shown; nothing, if anything of it changed in between."""
    form = await read_signed_form(visit)
    _, items = await read_items(visit)
    covered = [item for item in items if item.entry.topic == topic and item.may_be_approved_with_others]
    if form.get("confirmed") != "yes":
        return await show_topic(visit, topic, fault=UNCONFIRMED)
    if form.get("seen") != digest_of(covered):
        return await show_topic(visit, topic, fault=CHANGED)
    read = {item.entry.id: item.entry.revision for item in covered}
    staff_id, now = visit.person.id, visit.office.clock()
    try:
        async with visit.office.database.transaction() as session:
            approved = await approve_read(session, read, by=staff_id, now=now)
            if approved:
                await record_audit(
                    session,
                    "topic_approved",
                    staff_id=staff_id,
                    now=now,
                    topic=topic,
                    entries=len(approved),
                    texts=digest_of(covered),
                )
    except TextChanged:
        return await show_topic(visit, topic, fault=CHANGED)
    return redirect(visit.request, "show_library", {"approved": len(approved), "topic": topic})

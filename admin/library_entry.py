"""One entry: what a worker reads, the law and figures under it, who approved it, what it said before."""

from typing import Any

from fastapi import APIRouter, Response

from admin.deps import CuratorVisit, KeeperVisit, Visit, read_signed_form
from admin.entry_state import Item
from admin.entry_text import fill_texts, fill_to_show, list_figures, list_places, split_blocks
from admin.errors import BadRequest, NotFound
from admin.library import read_items
from admin.pages import redirect
from admin.shelf import Shelved
from knowledge.local import Reviewed, TextChanged, approve_read, list_past, withdraw
from knowledge.topics import TOPICS
from reach.audit import record_audit
from reach.clock import day_of
from reach.staff import list_people
from store.database import Session

router = APIRouter()

CHANGED = "Mục này vừa có bản mới. Chưa duyệt gì; bạn đọc lại rồi duyệt."
NOT_SOUND = (
    "Mục này đã ngừng hoặc quá hạn rà soát nên không duyệt được. Cần soạn lại cho đúng luật đang áp dụng."
)
DONE = {
    "approved": "Đã duyệt. Thay đổi có tác dụng trong vài giây.",
    "withdrawn": "Đã bỏ duyệt. Thay đổi có tác dụng trong vài giây.",
}
PARTS = (
    ("details", "Chi tiết"),
    ("conditions", "Lưu ý"),
    ("example", "Ví dụ"),
    ("situation", "Tình huống"),
)


@router.get("/library/entries/{entry_id}")
async def show_entry(visit: CuratorVisit, entry_id: str, done: str = "") -> Response:
    """The entry as it stands."""
    return await show_page(visit, entry_id, done=DONE.get(done, ""))


async def show_page(visit: Visit, entry_id: str, *, done: str = "", fault: str = "") -> Response:
    shelved, items = await read_items(visit)
    item = find_item(items, entry_id)
    async with visit.office.database.reading() as session:
        past = await list_past(session, entry_id)
        names = await read_names(session, [item.reviewed, *past])
    return visit.page(
        "library_entry.html",
        status=400 if fault else 200,
        section="show_library",
        item=item,
        label=TOPICS.get(item.entry.topic, item.entry.topic),
        past=[show_past(shelved, one) for one in past],
        names=names,
        next_item=find_next(items, item),
        is_strict=visit.office.only_locally_approved,
        text_parts=PARTS,
        split=split_blocks,
        done=done,
        fault=fault,
        **describe(visit, shelved, item),
    )


def describe(visit: Visit, shelved: Shelved, item: Item) -> dict[str, Any]:
    """The texts filled, the law line of the card, the places and figures."""
    library, today = shelved.holdings.library, day_of(visit.office.clock())
    shown = fill_to_show(library, item.entry, today)
    primary = [place for place in item.entry.citations if place.is_primary]
    return {
        "shown": shown,
        "today": today,
        "law_line": "; ".join(library.register.spell(place) for place in primary),
        "since": library.valid_from(item.entry),
        "places": list_places(library, item.entry, today),
        "figures": list(list_figures(library, item.entry, shown.day)),
    }


def find_item(items: list[Item], entry_id: str) -> Item:
    """
    Raises:
        NotFound: no such live entry.
    """
    for item in items:
        if item.entry.id == entry_id:
            return item
    raise NotFound


def find_next(items: list[Item], item: Item) -> Item | None:
    """The next entry of its topic that waits for an approval, from the top again after the last."""
    inside = [one for one in items if one.entry.topic == item.entry.topic]
    place = inside.index(item)
    return next((one for one in inside[place + 1 :] + inside[:place] if one.may_be_approved), None)


def show_past(shelved: Shelved, reviewed: Reviewed) -> dict[str, Any]:
    """An earlier revision with the figures of the day it was written for."""
    entry = reviewed.entry
    return {
        "reviewed": reviewed,
        "shown": fill_texts(shelved.holdings.library, entry, entry.wording_day),
    }


async def read_names(session: Session, revisions: list[Reviewed]) -> dict[int, str]:
    """Who approved them, by staff id."""
    ids = {one.approved.by for one in revisions if one.approved}
    return {person.id: person.name or person.login for person in await list_people(session, ids)}


@router.post("/library/entries/{entry_id}/approve")
async def approve_entry(visit: KeeperVisit, entry_id: str) -> Response:
    """Approve the text that was read."""
    form = await read_signed_form(visit)
    revision = form.get("revision", "")
    if not (revision.isascii() and revision.isdigit()) or len(revision) > 9:
        raise BadRequest
    _, items = await read_items(visit)
    item = find_item(items, entry_id)
    if not item.may_be_approved and not item.is_approved_here:
        return await show_page(visit, entry_id, fault=NOT_SOUND)
    staff_id, now = visit.person.id, visit.office.clock()
    try:
        async with visit.office.database.transaction() as session:
            if await approve_read(session, {entry_id: int(revision)}, by=staff_id, now=now):
                await record_audit(
                    session,
                    "entry_approved",
                    staff_id=staff_id,
                    now=now,
                    entry_id=entry_id,
                    revision=int(revision),
                )
    except TextChanged:
        return await show_page(visit, entry_id, fault=CHANGED)
    return redirect(visit.request, "show_entry", {"done": "approved"}, entry_id=entry_id)


@router.post("/library/entries/{entry_id}/withdraw")
async def withdraw_approval(visit: KeeperVisit, entry_id: str) -> Response:
    """Take the approval of the live text back."""
    await read_signed_form(visit)
    _, items = await read_items(visit)
    item = find_item(items, entry_id)
    staff_id, now = visit.person.id, visit.office.clock()
    async with visit.office.database.transaction() as session:
        if await withdraw(session, entry_id):
            await record_audit(
                session,
                "approval_withdrawn",
                staff_id=staff_id,
                now=now,
                entry_id=entry_id,
                revision=item.entry.revision,
            )
    return redirect(visit.request, "show_entry", {"done": "withdrawn"}, entry_id=entry_id)

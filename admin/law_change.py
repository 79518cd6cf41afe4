"""Recording a repeal or an amendment: first a rehearsal of what it stops, then the record."""

import re
from datetime import date, datetime

from fastapi import APIRouter, Response

from admin.deps import KeeperVisit, Visit, read_signed_form
from admin.law_text import list_stopped, name_place
from admin.library import read_items
from admin.pages import redirect
from knowledge.changes import (
    KINDS,
    UnknownPlace,
    foresee,
    list_changes,
    list_frozen,
    name_original,
    record_change,
)
from knowledge.entry import ChangeKind, LegalChange, LegalDocument
from knowledge.register import Register
from knowledge.topics import TOPICS
from knowledge.validity import Library
from reach.audit import record_audit
from reach.clock import day_of

router = APIRouter()

KEYS = ("kind", "document", "article", "clause", "by", "start")
CLAUSE = re.compile(r"\d{1,3}[a-zđ]?")
LONGEST_BY = 80
GROUPS = {"QH": "Bộ luật, luật, nghị quyết của Quốc hội", "NĐ-CP": "Nghị định", "TT": "Thông tư"}
OTHERS = "Văn bản khác"


class BadChange(Exception):
    """What was typed is no change that can be recorded; the message says why, in Vietnamese."""


@router.get("/law/change")
async def show_change(visit: KeeperVisit) -> Response:
    """The form, with what the address has of a change."""
    return await show_form(visit, read_query(visit))


def read_query(visit: Visit) -> dict[str, str]:
    """What the address has of a change."""
    return {key: visit.request.query_params.get(key, "").strip() for key in KEYS}


@router.get("/law/rehearsal")
async def rehearse_change(visit: KeeperVisit) -> Response:
    """What a change would stop; nothing is recorded."""
    form = read_query(visit)
    shelved, items = await read_items(visit)
    library, now = shelved.holdings.library, visit.office.clock()
    try:
        change = read_change(form, library.register)
    except BadChange as error:
        return await show_form(visit, form, fault=str(error))
    frozen = list_frozen(library, foresee(library, change, now=now))
    return visit.page(
        "law_rehearsal.html",
        section="show_law",
        form=form,
        change=change,
        place=name_place(library.register, change),
        kinds=KINDS,
        is_new_law=bool(change.by) and change.by not in library.register.documents,
        is_known=is_known(change, library.register),
        has_come=change.changed_on <= day_of(now),
        stopped=list_stopped(frozen, items),
        labels=TOPICS,
    )


def is_known(change: LegalChange, register: Register) -> bool:
    """Whether the register has this change, whoever recorded it."""
    keys = ("document", "article", "clause", "kind", "changed_on")
    return any(all(getattr(one, key) == getattr(change, key) for key in keys) for one in register.changes)


async def show_form(visit: Visit, form: dict[str, str], *, fault: str = "") -> Response:
    shelved = await visit.office.shelf.read()
    return visit.page(
        "law_change.html",
        status=400 if fault else 200,
        section="show_law",
        form=form,
        kinds=KINDS,
        groups=group_documents(shelved.holdings.library, day_of(visit.office.clock())),
        fault=fault,
    )


def group_documents(library: Library, day: date) -> list[tuple[str, list[LegalDocument]]]:
    """The documents that may still change, by their rank, the newest first; consolidations are no law of their own."""
    register = library.register
    groups: dict[str, list[LegalDocument]] = {label: [] for label in (*GROUPS.values(), OTHERS)}
    for document in register.documents.values():
        end = register.end_of(document)
        if document.number not in register.originals() and (end is None or day < end):
            groups[_group_of(document)].append(document)
    return [
        (label, sorted(rows, key=lambda row: (row.in_force_from, row.number), reverse=True))
        for label, rows in groups.items()
        if rows
    ]


def _group_of(document: LegalDocument) -> str:
    tail = document.number.rpartition("/")[2]
    return next((label for mark, label in GROUPS.items() if tail.startswith(mark)), OTHERS)


def read_change(form: dict[str, str], register: Register) -> LegalChange:
    """The change as typed, with the original document named.

    Raises:
        BadChange: something is missing or cannot be.
    """
    if form["kind"] not in set(ChangeKind):
        raise BadChange("Bạn chọn bãi bỏ hay sửa đổi.")
    article, clause = strip_word(form["article"], "điều"), strip_word(form["clause"], "khoản")
    if not form["document"]:
        raise BadChange("Bạn chọn văn bản bị bãi bỏ hoặc sửa đổi.")
    if clause and not article:
        raise BadChange("Có số khoản thì cần cả số điều.")
    if clause and not CLAUSE.fullmatch(clause):
        raise BadChange(f"“{clause[:40]}” không phải là số khoản. Viết như 2 hoặc 2a.")
    if len(form["by"]) > LONGEST_BY:
        raise BadChange(f"Số hiệu văn bản mới dài nhất {LONGEST_BY} ký tự.")
    start = parse_day(form["start"])
    if start is None:
        raise BadChange("Bạn ghi ngày đầu tiên quy định cũ không còn áp dụng, như 01/01/2027.")
    wanted = LegalChange(
        form["document"], article or None, clause or None, ChangeKind(form["kind"]), start, form["by"]
    )
    try:
        change = name_original(register, wanted)
    except UnknownPlace as error:
        raise BadChange(f"Sổ văn bản không có {str(error)[:80]}.") from None
    since = register.documents[change.document].in_force_from
    if start <= since:
        raise BadChange(f"Văn bản này có hiệu lực từ {since:%d/%m/%Y}; ngày thay đổi phải sau ngày đó.")
    return change


def strip_word(text: str, word: str) -> str:
    """ "Điều 26" → "26"."""
    return re.sub(rf"^{word}\s+", "", text.strip(), flags=re.IGNORECASE)


def parse_day(text: str) -> date | None:
    """01/01/2027, as people write it, or 2027-01-01, as machines do; None for anything else."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
    return None


@router.post("/law/changes")
async def record_law_change(visit: KeeperVisit) -> Response:
    """Keep the change that was rehearsed."""
    signed = await read_signed_form(visit)
    form = {key: signed.get(key, "").strip() for key in KEYS}
    shelved = await visit.office.shelf.read()
    try:
        change = read_change(form, shelved.holdings.library.register)
    except BadChange as error:
        return await show_form(visit, form, fault=str(error))
    staff_id, now = visit.person.id, visit.office.clock()
    async with visit.office.database.transaction() as session:
        known = {row.id for row in await list_changes(session)}
        number = await record_change(session, change, now=now)
        if number not in known:
            await record_audit(
                session,
                "law_change_recorded",
                staff_id=staff_id,
                now=now,
                change_id=number,
                kind=change.kind.value,
                document=change.document,
                article=change.article,
                clause=change.clause,
                changed_on=change.changed_on.isoformat(),
            )
    return redirect(visit.request, "show_law", {"known" if number in known else "recorded": number})

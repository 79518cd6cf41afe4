"""The law register: the documents with their state today, the changes recorded in it, and the way back from an error."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Response

from admin.deps import CuratorVisit, KeeperVisit, Visit, read_signed_form
from admin.errors import NotFound
from admin.law_text import list_stopped, name_place
from admin.library import read_items
from admin.pages import redirect
from admin.vietnamese import show_day
from knowledge.changes import KINDS, list_changes, list_frozen, withdraw_change
from knowledge.entry import LegalChange, LegalDocument, Origin
from knowledge.models import LegalChange as ChangeRow
from knowledge.register import Register
from knowledge.topics import TOPICS
from knowledge.validity import Library, shelve
from reach.audit import record_audit
from reach.clock import day_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of the register on a day."""

    document: LegalDocument
    state: str
    is_fine: bool  # in force, and no end known
    entries: int  # that stand on it


@router.get("/law")
async def show_law(visit: CuratorVisit, recorded: int = 0, known: int = 0, undone: int = 0) -> Response:
    """The register. `recorded`, `known` and `undone` are the number of the change just kept, met again or taken back."""
    shelved = await visit.office.shelf.read()
    library, day = shelved.holdings.library, day_of(visit.office.clock())
    async with visit.office.database.reading() as session:
        changes = await list_changes(session)
    rows = list_documents(library, day)
    return visit.page(
        "law.html",
        section="show_law",
        documents=rows,
        in_force=sum(is_in_force(row.document, library.register, day) for row in rows),
        changes=[(row, name_place(library.register, row)) for row in changes],
        kinds=KINDS,
        local=Origin.LOCAL,
        day=day,
        recorded=recorded,
        known=known,
        undone=undone,
    )


def list_documents(library: Library, day: date) -> list[DocumentRow]:
    """The documents, those most entries stand on first. Consolidations only repeat what the originals say."""
    standing: Counter[str] = Counter()
    for entry in library.entries:
        standing.update({place.document for place in entry.standing})
    consolidations = library.register.originals()
    rows = [
        DocumentRow(
            document,
            *state_of(document, library.register, day),
            entries=standing[document.number],
        )
        for document in library.register.documents.values()
        if document.number not in consolidations
    ]
    return sorted(rows, key=lambda row: (-row.entries, row.document.number))


def is_in_force(document: LegalDocument, register: Register, day: date) -> bool:
    end = register.end_of(document)
    return document.in_force_from <= day and (end is None or day < end)


def state_of(document: LegalDocument, register: Register, day: date) -> tuple[str, bool]:
    """The state in words, and whether there is nothing to mind."""
    end = register.end_of(document)
    if end is not None and end <= day:
        return f"hết hiệu lực từ {show_day(end)}", False
    if day < document.in_force_from:
        return f"chưa hiệu lực, từ {show_day(document.in_force_from)}", False
    if end is not None:
        return f"còn hiệu lực, đến trước {show_day(end)}", False
    return f"còn hiệu lực, từ {show_day(document.in_force_from)}", True


@router.get("/law/changes/{number}/undo")
async def show_undo(visit: KeeperVisit, number: int) -> Response:
    """What taking a change back would bring back."""
    shelved, items = await read_items(visit)
    library = shelved.holdings.library
    row = await get_local_change(visit, number)
    back = list_frozen(without(library, row), library)
    return visit.page(
        "law_undo.html",
        section="show_law",
        row=row,
        place=name_place(library.register, row),
        kinds=KINDS,
        stopped=list_stopped(back, items),
        labels=TOPICS,
    )


@router.post("/law/changes/{number}/undo")
async def undo_change(visit: KeeperVisit, number: int) -> Response:
    """Take a change recorded here back."""
    await read_signed_form(visit)
    await get_local_change(visit, number)
    now = visit.office.clock()
    async with visit.office.database.transaction() as session:
        if await withdraw_change(session, number, now=now):
            await record_audit(
                session, "law_change_withdrawn", staff_id=visit.person.id, now=now, change_id=number
            )
    return redirect(visit.request, "show_law", {"undone": number})


async def get_local_change(visit: Visit, number: int) -> ChangeRow:
    """
    Raises:
        NotFound: no change of this number was recorded here, or it was taken back.
    """
    async with visit.office.database.reading() as session:
        rows = await list_changes(session)
    for row in rows:
        if row.id == number and row.origin is Origin.LOCAL:
            return row
    raise NotFound


def without(library: Library, row: ChangeRow) -> Library:
    """The library as it would be had the change not been recorded."""

    def is_meant(change: LegalChange) -> bool:
        keys = ("document", "article", "clause", "kind", "changed_on", "recorded_at")
        return all(getattr(change, key) == getattr(row, key) for key in keys)

    kept = [change for change in library.register.changes if not is_meant(change)]
    return shelve(library.entries, Register(library.register.documents.values(), kept), library.parameters)

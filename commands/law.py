"""`congdoan law …`: the register, and the repeals and amendments an editor records in it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from commands.ground import open_database, open_library, read_served, read_with
from commands.terminal import AsJson, Day, fail, out, parse_day, run, show
from knowledge import changes
from knowledge.changes import KINDS
from knowledge.entry import ChangeKind, LegalChange, LegalDocument, Origin
from knowledge.validity import Library
from reach.clock import utc_now

app = typer.Typer(help="Sổ văn bản luật: xem, ghi bãi bỏ, ghi sửa đổi.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="Số hiệu văn bản, ví dụ 12/2022/NĐ-CP.")]
By = Annotated[str, typer.Option("--by", help="Văn bản bãi bỏ hoặc sửa đổi nó.")]
From = Annotated[
    str, typer.Option("--from", help="Ngày đầu tiên quy định cũ không còn áp dụng, dạng 2026-09-10.")
]
ArticleOf = Annotated[str, typer.Option("--article", help="Chỉ điều này.")]
ClauseOf = Annotated[str, typer.Option("--clause", help="Chỉ khoản này của điều.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ xem những mục bị ảnh hưởng, không ghi.")]
MOST_LINES = 40


@app.command()
def repeal(
    number: Number,
    *,
    start: From,
    by: By = "",
    article: ArticleOf = "",
    clause: ClauseOf = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Ghi một văn bản, điều hoặc khoản bị bãi bỏ; mọi câu trả lời dựa vào nó ngừng từ ngày đó.

    Ví dụ: congdoan law repeal 12/2022/NĐ-CP --by 283/2026/NĐ-CP --from 2026-09-10
    """
    change = build_change(ChangeKind.REPEAL, number, start=start, by=by, article=article, clause=clause)
    run(record(change, is_rehearsal=dry_run, as_json=as_json))


@app.command()
def amend(
    number: Number,
    *,
    start: From,
    by: By = "",
    article: ArticleOf = "",
    clause: ClauseOf = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Ghi một văn bản, điều hoặc khoản được sửa đổi; câu trả lời viết theo lời cũ ngừng từ ngày đó.

    Ví dụ: congdoan law amend 45/2019/QH14 --article 139 --clause 1 --by 113/2025/QH15 --from 2026-07-01
    """
    change = build_change(ChangeKind.AMEND, number, start=start, by=by, article=article, clause=clause)
    run(record(change, is_rehearsal=dry_run, as_json=as_json))


def build_change(
    kind: ChangeKind, number: str, *, start: str, by: str, article: str, clause: str
) -> LegalChange:
    """The change as typed; a clause needs its article."""
    if clause and not article:
        raise fail("Có --clause thì cần cả --article.", 2)
    return LegalChange(number.strip(), article or None, clause or None, kind, parse_day(start), by.strip())


async def record(change: LegalChange, *, is_rehearsal: bool, as_json: bool) -> None:
    """Record the change and list what it freezes; a rehearsal leaves nothing behind."""
    async with open_database() as database:
        async with database.reading() as session:
            before = await read_served(session)
        try:
            change = changes.name_original(before.register, change)
        except changes.UnknownPlace as error:
            raise fail(f"Sổ văn bản không có {error}. Xem: congdoan law list", 2) from None
        kept = 0
        if is_rehearsal:
            after = changes.foresee(before, change, now=utc_now())
        else:
            async with database.transaction() as session:
                kept = await changes.record_change(session, change, now=utc_now())
            async with database.reading() as session:
                after = await read_served(session)
    frozen = changes.list_frozen(before, after)
    show(
        {"change": kept or None, "frozen": [describe(item) for item in frozen]}
        if as_json
        else list_lines(change, frozen, kept, after)
    )


def describe(frozen: changes.Frozen) -> dict[str, object]:
    """One frozen entry for machines."""
    return {
        "entry_id": frozen.entry.id,
        "topic": frozen.entry.topic,
        "question": frozen.entry.question,
        "stops_on": frozen.stops_on.isoformat(),
        "reasons": list(frozen.reasons),
    }


def list_lines(change: LegalChange, frozen: list[changes.Frozen], kept: int, after: Library) -> Iterator[str]:
    """What was recorded and what an editor has to do now."""
    place = changes.place_of(change)
    done = f"Đã ghi thay đổi số {kept}" if kept else "Xem thử, chưa ghi gì"
    by = f" bởi {change.by}" if change.by else ""
    yield f"{done}: {place} bị {KINDS[change.kind]}{by} từ {change.changed_on:%d/%m/%Y}."
    if change.by and change.by not in after.register.documents:
        yield f"Lưu ý: sổ văn bản chưa có {change.by}; thêm vào laws.yaml trước khi viết câu trả lời mới."
    yield f"{len(frozen)} mục cần soạn lại:"
    yield from list_items(frozen)
    if kept:
        yield f"Ghi nhầm thì bỏ bằng: congdoan law undo {kept}"


def list_items(frozen: list[changes.Frozen]) -> Iterator[str]:
    """One line an entry, at most 40; the rest is counted."""
    for item in frozen[:MOST_LINES]:
        yield f"  {item.stops_on:%d/%m/%Y}  {item.entry.id}  ({'; '.join(item.reasons)})"
    if len(frozen) > MOST_LINES:
        yield f"  … và {len(frozen) - MOST_LINES} mục nữa (xem hết: --json)"


@app.command()
def undo(number: Annotated[int, typer.Argument(help="Số của thay đổi, xem: congdoan law changes")]) -> None:
    """Bỏ một thay đổi đã ghi nhầm ở đây.

    Ví dụ: congdoan law undo 7
    """

    async def work() -> bool:
        async with open_database() as database, database.transaction() as session:
            return await changes.withdraw_change(session, number, now=utc_now())

    if not run(work()):
        raise fail(f"Không có thay đổi số {number} ghi ở đây.", 2)
    out.print(f"Đã bỏ thay đổi số {number}.", highlight=False)


@app.command("changes")
def show_changes() -> None:
    """Liệt kê các bãi bỏ, sửa đổi đã ghi, mới nhất trước.

    Ví dụ: congdoan law changes
    """
    rows = run(read_with(changes.list_changes))
    show(
        f"{row.id:>5}  {row.changed_on:%d/%m/%Y}  {KINDS[row.kind]}  {changes.place_of(row)}"
        + (f"  bởi {row.by}" if row.by else "")
        + ("  (ghi tại đây)" if row.origin is Origin.LOCAL else "")
        for row in rows
    )


@app.command()
def due(on: Day = "", as_json: AsJson = False) -> None:
    """Liệt kê các mục đã ngừng, sắp ngừng hoặc đến hạn rà soát.

    Ví dụ: congdoan law due --on 2027-03-01
    """
    day, library = parse_day(on), run(open_library())
    frozen = changes.list_due(library, day)
    if as_json:
        show({"due": [describe(item) for item in frozen]})
    else:
        show([*list_items(frozen), f"{len(frozen)} mục."])


@app.command("list")
def list_documents(on: Day = "") -> None:
    """Liệt kê các văn bản trong sổ, còn hay hết hiệu lực.

    Ví dụ: congdoan law list --on 2026-07-01
    """
    day, library = parse_day(on), run(open_library())
    documents = sorted(library.register.documents.values(), key=lambda document: document.number)
    show(
        f"{state_of(document, library, day):<14} {document.number:<22} {document.name}"
        for document in documents
    )


def state_of(document: LegalDocument, library: Library, day: date) -> str:
    end = library.register.end_of(document)
    if day < document.in_force_from:
        return "chưa hiệu lực"
    if end and end <= day:
        return "hết hiệu lực"
    return "còn hiệu lực"


@app.command("show")
def show_document(number: Number, on: Day = "") -> None:
    """Xem một văn bản: hiệu lực, các thay đổi, những mục dựa vào nó.

    Ví dụ: congdoan law show 283/2026/NĐ-CP
    """
    day, library = parse_day(on), run(open_library())
    number = library.register.originals().get(number, number)
    document = library.register.documents.get(number)
    if document is None:
        raise fail(f"Sổ văn bản không có {number}. Xem: congdoan law list", 2)
    show(list_document(document, library, day))


def list_document(document: LegalDocument, library: Library, day: date) -> Iterator[str]:
    """One document for a person at a terminal."""
    yield f"{document.number}  {document.name}"
    end = library.register.end_of(document)
    until = f", đến hết ngày trước {end:%d/%m/%Y}" if end else ""
    yield f"Hiệu lực từ {document.in_force_from:%d/%m/%Y}{until} ({state_of(document, library, day)})"
    if document.consolidated_by:
        yield f"Văn bản hợp nhất: {document.consolidated_by}"
    for change in library.register.changes:
        if change.document == document.number:
            by = f" bởi {change.by}" if change.by else ""
            yield f"  {changes.place_of(change)}: {KINDS[change.kind]}{by} từ {change.changed_on:%d/%m/%Y}"
    standing = [
        entry
        for entry in library.entries
        if any(place.document == document.number for place in entry.standing)
    ]
    yield f"{len(standing)} mục dựa vào văn bản này."

"""`congdoan knowledge …`: check, load, export."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from commands.ground import load_content, open_database, read_with
from commands.terminal import fail, out, run, show
from knowledge.check import problems
from knowledge.check_report import report as build_report
from knowledge.law_text import BrokenLawText, read_law_text
from knowledge.load import Loaded
from knowledge.local import TakenIds, load_local
from knowledge.local_file import read_local
from knowledge.sheet import Law
from knowledge.sheet_template import write_template
from knowledge.source import CONTENT, read_source
from knowledge.validity import read_library
from migrations.run import migrate as migrate_to
from reach.clock import day_of, utc_now
from store.database import Database
from store.settings import StoreSettings

app = typer.Typer(help="Kho câu trả lời: kiểm tra, nạp, nhập, xuất.", no_args_is_help=True)


@app.command("check")
def check(
    folder: Annotated[Path, typer.Option(help="Thư mục nội dung; mặc định là kho đi kèm.")] = CONTENT,
    law: Annotated[
        Path | None, typer.Option(help="Tệp văn bản luật, JSON từng dòng: so từng con số, từng căn cứ.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Ghi bản báo cáo đầy đủ (Markdown) vào tệp này.")
    ] = None,
) -> None:
    """Nêu mọi lỗi của kho câu trả lời, kèm tệp và dòng.

    Ví dụ: congdoan knowledge check --law van_ban.jsonl --report bao_cao.md
    """
    source, today = read_source(folder), day_of(utc_now())
    try:
        text = read_law_text(law) if law else None
    except (BrokenLawText, OSError) as error:
        raise fail(f"Không đọc được văn bản luật: {error}", 2) from None
    found = problems(source, today=today, law=text, shares=folder == CONTENT)
    if report:
        report.write_text(build_report(source, found, today=today, law=text), "utf-8")
    show([*map(str, found), f"{len(source.drafts)} mục, {len(found)} lỗi."])
    if found:
        raise typer.Exit(1)


@app.command("load")
def knowledge_load() -> None:
    """Nạp kho câu trả lời vào cơ sở dữ liệu; bản cũ được giữ lại, dịch vụ đang chạy tự dùng bản mới.

    Ví dụ: congdoan knowledge load
    """
    loaded = run(load_into_database())
    out.print(
        f"Thêm {loaded.added}, sửa {loaded.changed}, giữ nguyên {loaded.unchanged}, rút {loaded.retired} mục.",
        highlight=False,
    )


async def load_into_database() -> Loaded:
    url = StoreSettings().database_url
    await asyncio.to_thread(migrate_to, url)
    database = Database(url)
    try:
        return await load_content(database)
    finally:
        await database.close()


@app.command("template")
def write_sheet_template(
    file: Annotated[Path, typer.Argument(help="Tệp .xlsx để ghi mẫu vào.")] = Path("mau-cau-tra-loi.xlsx"),
) -> None:
    """Ghi tệp mẫu .xlsx để soạn câu trả lời của riêng nơi bạn.

    Ví dụ: congdoan knowledge template mau.xlsx
    """
    try:
        write_template(file)
    except OSError as error:
        raise fail(f"Không ghi được {file}: {error.strerror}", 2) from None
    out.print(f"Đã ghi {file}. Điền xong, nhập bằng: congdoan knowledge import {file}", highlight=False)


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="Tệp .xlsx theo mẫu, hoặc tệp YAML như trong kho.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ kiểm tra, không nhập.")] = False,
) -> None:
    """Nhập câu trả lời của riêng nơi bạn; chỉ dùng sau khi cán bộ pháp chế duyệt. Có một lỗi thì không nhập gì.

    Ví dụ: congdoan knowledge import cau-tra-loi.xlsx --dry-run
    """
    run(bring_in(file, is_rehearsal=dry_run))


async def bring_in(file: Path, *, is_rehearsal: bool) -> None:
    """Read, check and load one file of local entries."""
    async with open_database() as database:
        async with database.reading() as session:
            library = await read_library(session)
        today = day_of(utc_now())
        found = read_local(file, Law(library.register, library.parameters), today=today)
        if found.faults:
            raise fail("\n".join([*map(str, found.faults), f"{len(found.faults)} lỗi, chưa nhập gì."]), 2)
        if is_rehearsal:
            out.print(f"{len(found.drafts)} mục, không có lỗi. Chưa nhập gì.", highlight=False)
            return
        try:
            async with database.transaction() as session:
                loaded = await load_local(session, found.drafts, now=utc_now())
        except TakenIds as error:
            raise fail(f"Các mã này là của kho đi kèm, hãy đặt mã khác: {error}", 2) from None
    out.print(
        f"Thêm {loaded.added}, sửa {loaded.changed}, giữ nguyên {loaded.unchanged} mục. "
        "Các mục mới chờ duyệt ở trang quản trị, phần Kho câu trả lời.",
        highlight=False,
    )


@app.command("export")
def knowledge_export(
    folder: Annotated[Path, typer.Argument(help="Thư mục để ghi, mỗi chủ đề một tệp YAML.")],
) -> None:
    """Xuất kho câu trả lời đang dùng ra tệp YAML để so sánh.

    Ví dụ: congdoan knowledge export /tmp/kho
    """
    from knowledge.export import read_topics, write_topics

    count = write_topics(run(read_with(read_topics)), folder)
    out.print(f"Đã ghi {count} mục vào {folder}.", highlight=False)

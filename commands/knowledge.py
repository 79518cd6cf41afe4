"""`congdoan knowledge …`: check, load, export."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from commands.ground import load_content, read_with
from commands.terminal import out, run, show
from knowledge.check import problems
from knowledge.load import Loaded
from knowledge.source import CONTENT, read_source
from migrations.run import migrate as migrate_to
from reach.clock import day_of, utc_now
from store.database import Database
from store.settings import StoreSettings

app = typer.Typer(help="Kho câu trả lời: kiểm tra, nạp, nhập, xuất.", no_args_is_help=True)


@app.command("check")
def knowledge_check(
    folder: Annotated[Path, typer.Option(help="Thư mục nội dung; mặc định là kho đi kèm.")] = CONTENT,
) -> None:
    """Nêu mọi lỗi của kho câu trả lời, kèm tệp và dòng.

    Ví dụ: congdoan knowledge check
    """
    source = read_source(folder)
    found = problems(source, today=day_of(utc_now()))
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

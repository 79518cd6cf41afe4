"""The street door: settings, wiring, the command line. Imports every room; nobody imports it."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console

from bot.settings import WebSettings
from knowledge.check import blocking_problems, problems
from knowledge.load import BrokenContent, Loaded, digest_of_folder, is_loaded, load
from knowledge.source import CONTENT, read_source
from knowledge.validity import Library, read_library
from migrations.run import migrate as migrate_to
from reach.clock import day_of, parse_period, utc_now
from retrieval.settings import RetrievalSettings
from store.database import Database, DatabaseMissing, Session, StoreError, is_migrated
from store.log import configure_log
from store.settings import StoreSettings

T = TypeVar("T")

app = typer.Typer(
    help="Công Đoàn Bot: hỏi đáp luật lao động cho người lao động, bản tin và thống kê cho công đoàn.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks print variables, which may be a worker's words
)
knowledge_app = typer.Typer(help="Kho câu trả lời: kiểm tra, nạp, xuất.", no_args_is_help=True)
app.add_typer(knowledge_app, name="knowledge")
out, err = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)

Day = Annotated[str, typer.Option("--on", help="Trả lời theo luật của ngày này, dạng 2026-11-20.")]
AsJson = Annotated[bool, typer.Option("--json", help="In ra JSON.")]


def fail(message: str, code: int = 1) -> typer.Exit:
    """Say what went wrong on stderr; the caller raises what comes back."""
    err.print(f"[red]{message}[/red]", highlight=False)
    return typer.Exit(code)


def show(content: dict[str, Any] | Iterable[str]) -> None:
    """A record as JSON, or lines as they are."""
    if isinstance(content, dict):
        print(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        out.print("\n".join(content), highlight=False, markup=False)


def parse_day(text: str) -> date:
    """The day asked for, or today in Viet Nam."""
    try:
        return date.fromisoformat(text) if text else day_of(utc_now())
    except ValueError:
        raise fail(f"Ngày {text!r} không đúng. Viết như 2026-11-20.", 2) from None


def read_rows(source: str) -> list[dict[str, Any]]:
    """The records of a JSON-lines file, or of standard input for `-`."""
    from retrieval.rows import BrokenRow, parse_rows

    try:
        return parse_rows(sys.stdin.read() if source == "-" else Path(source).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise fail(f"Không đọc được {source}: {error}", 2) from None
    except BrokenRow as error:
        raise fail(f"{source}:{error}", 2) from None


def run(work: Any) -> Any:
    """Run one asynchronous command; faults of the ground become one clear line."""
    try:
        return asyncio.run(work)
    except StoreError as error:
        raise fail(f"Cơ sở dữ liệu: {error}") from None
    except BrokenContent as error:
        raise fail(f"Kho câu trả lời có lỗi, chưa nạp gì:\n{error}") from None


async def load_content(database: Database) -> Loaded:
    """Bring the tables to the shipped content.

    Raises:
        BrokenContent: a file cannot be read, or an entry stands on something that is not there.
    """
    source, digest = read_source(), digest_of_folder()
    found = blocking_problems(source)
    if found:
        raise BrokenContent(found)
    async with database.transaction() as session:
        return await load(session, source, now=utc_now(), digest=digest)


async def prepare(database: Database, url: str, *, demo: bool) -> None:
    """Tables, content, places and (if wanted) the demonstration province; a killed start goes on where it stopped."""
    from reach.demo import load_demo
    from reach.places import load_places

    await asyncio.to_thread(migrate_to, url)
    async with database.reading() as session:
        is_current = await is_loaded(session, digest_of_folder())
    if not is_current:
        await load_content(database)
    async with database.transaction() as session:
        await load_places(session)
    if demo:
        async with database.transaction() as session:
            await load_demo(session, now=utc_now())


def build_searcher(library: Library) -> Any:
    """The searcher over everything that may be served on some day."""
    from retrieval.search import build_searcher as build

    settings, titles = RetrievalSettings(), library.register.article_titles()
    return build(
        library.entries, article_titles=titles, model=settings.encoder or None, cache=settings.index_folder
    )


async def read_with(work: Callable[[Session], Awaitable[T]]) -> T:
    """What `work` reads from the configured database.

    Raises:
        DatabaseMissing: nobody has made it yet.
    """
    url = StoreSettings().database_url
    if not is_migrated(url):
        raise DatabaseMissing(
            "chưa có. Chạy `congdoan up`, hoặc `congdoan migrate` rồi `congdoan knowledge load`."
        )
    database = Database(url)
    try:
        async with database.reading() as session:
            return await work(session)
    finally:
        await database.close()


async def open_library() -> Library:
    """The library of the configured database, made ready first where it is missing or behind."""
    url = StoreSettings().database_url
    database = Database(url)
    try:
        await prepare(database, url, demo=False)
    finally:
        await database.close()
    return await read_with(read_library)


@app.command()
def up(
    host: Annotated[str, typer.Option(help="Địa chỉ lắng nghe.")] = "",
    port: Annotated[int, typer.Option(help="Cổng lắng nghe.")] = 0,
    demo: Annotated[bool, typer.Option(help="Nạp tỉnh mẫu để xem thử.")] = True,
) -> None:
    """Chạy tất cả: trang hỏi đáp, Telegram (nếu có TELEGRAM_TOKEN), trang quản trị.

    Ví dụ: congdoan up --port 8080 --no-demo
    """
    settings = WebSettings()
    settings.host, settings.port = host or settings.host, port or settings.port
    run(serve(settings, demo=demo))


async def serve(settings: WebSettings, *, demo: bool) -> None:
    """Everything in one process, until told to stop."""
    from admin.app import create_app
    from bot.conversation import Conversation
    from bot.deliver import Deliverer
    from bot.desk import Desk
    from bot.gateway import build_gateway, build_server, run_together
    from bot.turn import Knowledge
    from bot.webchat.receiver import build_router
    from bot.webchat.sender import WebchatChannel
    from reach.retention import keep_retention
    from retrieval.outcome import ask_row

    configure_log()
    url = StoreSettings().database_url
    database = Database(url)
    await prepare(database, url, demo=demo)
    async with database.reading() as session:
        library = await read_library(session)
    searcher = build_searcher(library)
    desk = Desk(
        database,
        Conversation(Knowledge(library, searcher), clock=utc_now),
        clock=utc_now,
        pulled=frozenset({WebchatChannel.name}),
    )
    closing = asyncio.Event()
    routers = [build_router(desk, clock=utc_now, secure_cookies=settings.has_https, closing=closing)]

    def explain(text: str) -> dict[str, Any]:
        return ask_row({"question": text}, library, searcher, on=day_of(utc_now()))

    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        tasks = [desk.run(), keep_retention(database, clock=utc_now)]
        telegram = build_telegram(desk)
        if telegram is not None:
            stack.push_async_callback(telegram.close)
            routers += [telegram.router] if telegram.router else []
            deliverer = Deliverer(database, telegram.channel, clock=utc_now, replied=desk.replied)
            tasks += [telegram.run(), deliverer.run()]
        gateway = build_gateway(database, routers)
        gateway.mount(
            "/quan-tri",
            create_app(database, clock=utc_now, secure_cookies=settings.has_https, explain=explain),
        )
        await announce(database, settings, has_telegram=telegram is not None)
        await run_together(build_server(gateway, settings.host, settings.port, closing), tasks, closing)


def build_telegram(desk: Any) -> Any:
    """The Telegram channel, or None where no token is set: importing aiogram takes seconds."""
    from bot.telegram.settings import TelegramSettings

    settings = TelegramSettings()
    if not settings.is_on:
        return None
    from bot.telegram.app import TelegramApp

    return TelegramApp(settings, desk.receive, clock=utc_now)


async def announce(database: Database, settings: WebSettings, *, has_telegram: bool) -> None:
    """Print where everything is, and the one-time link of the first administrator."""
    from reach.staff import ensure_first_link

    async with database.transaction() as session:
        token = await ensure_first_link(session, now=utc_now())
    out.print(f"Hỏi đáp:   {settings.address}/", highlight=False)
    out.print(f"Quản trị:  {settings.address}/quan-tri/", highlight=False)
    if token:
        out.print(
            "Lần đầu, mở đường dẫn này (dùng một lần, trong 24 giờ) để đặt mật khẩu quản trị:",
            highlight=False,
        )
        out.print(f"           {settings.address}/quan-tri/sign-in/link/{token}", highlight=False)
    out.print(
        f"Telegram:  {'đang chạy' if has_telegram else 'tắt (đặt TELEGRAM_TOKEN để bật)'}", highlight=False
    )
    out.print("Bấm Ctrl+C để dừng.")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="Câu hỏi, có dấu hay không dấu.")] = "",
    on: Day = "",
    as_json: AsJson = False,
    batch: Annotated[
        str, typer.Option(help="Tệp JSON từng dòng {id, question, context?, on?}, hoặc - để đọc từ bàn phím.")
    ] = "",
) -> None:
    """Hỏi một câu như người lao động.

    Ví dụ: congdoan ask "thu viec luong bao nhieu" --on 2026-11-20 --json
    """
    from retrieval.outcome import ask_row, list_outcome

    if not question and not batch:
        raise fail("Cần một câu hỏi, hoặc --batch TỆP.", 2)
    day = parse_day(on)
    library = run(open_library())
    searcher = build_searcher(library)
    rows = read_rows(batch) if batch else [{"question": question}]
    for row in rows:
        outcome = ask_row(row, library, searcher, on=day)
        if batch or as_json:
            print(json.dumps(outcome, ensure_ascii=False), flush=True)
        else:
            show(list_outcome(outcome, library))


@app.command()
def evaluate(
    file: Annotated[Path, typer.Argument(help="Tệp JSON từng dòng: câu hỏi và điều luật đúng.")],
    on: Day = "",
    as_json: AsJson = False,
) -> None:
    """Đo mức trả lời đúng trên một bộ câu hỏi có đáp án.

    Ví dụ: congdoan evaluate cau_hoi.jsonl --json
    """
    from retrieval.evaluate import evaluate as measure
    from retrieval.report import list_lines

    rows = read_rows(str(file))
    library = run(open_library())
    evaluation = measure(
        build_searcher(library), rows, originals=library.register.originals(), on=parse_day(on)
    )
    show(evaluation.to_json() if as_json else list_lines(evaluation))


@app.command()
def coverage(
    period: Annotated[str, typer.Option(help="Kỳ: 2026, 2026-Q3 hoặc 2026-07.")] = "",
    unit: Annotated[str, typer.Option(help="Mã đơn vị; bỏ trống: các tỉnh.")] = "",
    as_json: AsJson = False,
) -> None:
    """In độ phủ: số người đã được thông tin trên tổng số lao động, với nguồn và ngày.

    Ví dụ: congdoan coverage --period 2026 --unit DEMO
    """
    from reach.coverage_report import list_lines, read_record
    from reach.units import UnknownUnit

    today = day_of(utc_now())
    try:
        wanted = parse_period(period or str(today.year))
    except ValueError:
        raise fail(f"Kỳ {period!r} không đúng. Viết như 2026, 2026-Q3 hoặc 2026-07.", 2) from None
    try:
        record = run(read_with(lambda session: read_record(session, wanted, unit, today=today)))
    except UnknownUnit:
        raise fail(f"Không có đơn vị {unit!r}.", 2) from None
    show(record if as_json else list_lines(record))


@knowledge_app.command("check")
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


@knowledge_app.command("load")
def knowledge_load() -> None:
    """Nạp kho câu trả lời vào cơ sở dữ liệu; bản cũ được giữ lại. Chạy lại `congdoan up` để dùng bản mới.

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


@knowledge_app.command("export")
def knowledge_export(
    folder: Annotated[Path, typer.Argument(help="Thư mục để ghi, mỗi chủ đề một tệp YAML.")],
) -> None:
    """Xuất kho câu trả lời đang dùng ra tệp YAML để so sánh.

    Ví dụ: congdoan knowledge export /tmp/kho
    """
    from knowledge.export import read_topics, write_topics

    count = write_topics(run(read_with(read_topics)), folder)
    out.print(f"Đã ghi {count} mục vào {folder}.", highlight=False)


@app.command()
def migrate(
    revision: Annotated[str, typer.Option(help="Phiên bản muốn tới; mặc định là mới nhất.")] = "head",
) -> None:
    """Đưa cơ sở dữ liệu lên phiên bản mới.

    Ví dụ: congdoan migrate
    """
    try:
        migrate_to(StoreSettings().database_url, revision)
    except StoreError as error:
        raise fail(f"Cơ sở dữ liệu: {error}") from None
    out.print("Cơ sở dữ liệu đã ở phiên bản mới.")


if __name__ == "__main__":
    app()

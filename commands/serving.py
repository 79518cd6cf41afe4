"""`congdoan up`: every channel, the web and the desk behind them, in one process."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Annotated, Any, cast

import typer

from bot.settings import WebSettings
from bot.turn import Knowledge
from commands.ground import build_searcher, prepare, read_served
from commands.terminal import out, run
from knowledge.settings import KnowledgeSettings
from knowledge.stamp import read_stamp
from reach.clock import day_of, utc_now
from store.database import Database
from store.log import configure_log
from store.settings import StoreSettings


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
    from bot.conversation import Conversation
    from bot.deliver import Deliverer
    from bot.desk import Desk
    from bot.freshness import Freshness
    from bot.gateway import build_gateway, build_server, run_together
    from bot.webchat.receiver import build_router
    from bot.webchat.sender import WebchatChannel
    from reach.retention import keep_retention

    configure_log()
    url = StoreSettings().database_url
    database = Database(url)
    await prepare(database, url, demo=demo)
    async with database.reading() as session:
        stamp = await read_stamp(session)
    shelf = Shelf(await read_knowledge(database))
    conversation = Conversation(shelf.knowledge, clock=utc_now)
    pulled = frozenset({WebchatChannel.name})
    desk = Desk(database, conversation, clock=utc_now, pulled=pulled)

    def use(knowledge: Knowledge) -> None:
        shelf.knowledge = knowledge
        conversation.use(knowledge)

    freshness = Freshness(database, stamp, read=lambda: read_knowledge(database), use=use)
    closing = asyncio.Event()
    routers = [build_router(desk, clock=utc_now, secure_cookies=settings.has_https, closing=closing)]
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        tasks = [desk.run(), keep_retention(database, clock=utc_now), freshness.run()]
        telegram = build_telegram(desk)
        if telegram is not None:
            stack.push_async_callback(telegram.close)
            routers += [telegram.router] if telegram.router else []
            deliverer = Deliverer(database, telegram.channel, clock=utc_now, replied=desk.replied)
            tasks += [telegram.run(), deliverer.run()]
        gateway = build_gateway(database, routers)
        gateway.mount("/quan-tri", build_admin(database, settings, shelf))
        await announce(database, settings, has_telegram=telegram is not None)
        await run_together(build_server(gateway, settings.host, settings.port, closing), tasks, closing)


@dataclass(slots=True)
class Shelf:
    """Where the library in use lies, replaced whole when it changes."""

    knowledge: Knowledge


async def read_knowledge(database: Database) -> Knowledge:
    """The library, its searcher and the calculators; the index is built beside the talk, not in its way."""
    from knowledge.calculators.catalogue import CALCULATORS

    async with database.reading() as session:
        library = await read_served(session)
    searcher = await asyncio.to_thread(build_searcher, library)
    return Knowledge(library, searcher, CALCULATORS)


def build_admin(database: Database, settings: WebSettings, shelf: Shelf) -> Any:
    """The officials' web, trying questions on the library in use."""
    from admin.app import create_app
    from retrieval.outcome import ask_row
    from retrieval.search import Searcher

    def explain(text: str) -> dict[str, Any]:
        knowledge = shelf.knowledge
        searcher = cast(Searcher, knowledge.searcher)
        return ask_row({"question": text}, knowledge.library, searcher, on=day_of(utc_now()), why=True)

    return create_app(
        database,
        clock=utc_now,
        secure_cookies=settings.has_https,
        explain=explain,
        only_locally_approved=KnowledgeSettings().only_locally_approved,
    )


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

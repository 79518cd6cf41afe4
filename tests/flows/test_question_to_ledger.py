"""The first flow: a question typed on Telegram is answered with its law, and moves the coverage of an enterprise."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

from sqlalchemy import func, select

from bot.deliver import Deliverer
from bot.desk import Desk
from bot.telegram.app import TelegramApp
from bot.telegram.settings import TelegramSettings
from reach.clock import parse_period
from reach.coverage import Coverage, read_coverage
from reach.models import Question
from reach.units import read_tree
from store.database import Database
from tests.clock import Clock
from tests.platforms.telegram import FakeTelegram

TODAY = date(2026, 11, 20)


@asynccontextmanager
async def running(
    database: Database, desk: Desk, clock: Clock, telegram: FakeTelegram
) -> AsyncIterator[None]:
    """Everything that runs beside the web server when TELEGRAM_TOKEN is set."""
    app = TelegramApp(
        TelegramSettings(token=telegram.token, api_base=telegram.base), desk.receive, clock=clock
    )  # type: ignore[arg-type]
    deliverer = Deliverer(database, app.channel, clock=clock, replied=desk.replied, rate=1_000_000)
    tasks = [asyncio.create_task(work) for work in (app.run(), desk.run(), deliverer.run())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await app.close()


async def coverage_of(database: Database, code: str) -> Coverage:
    async with database.reading() as session:
        tree = await read_tree(session, TODAY)
        report = await read_coverage(session, tree, parse_period("2026"), today=TODAY)
        return report.of(tree.get(code).id)


async def test_a_worker_on_telegram_asks_is_answered_and_is_counted(
    stocked: Database, conversation: object, clock: Clock
) -> None:
    desk = Desk(stocked, conversation, clock=clock, pulled=frozenset({"webchat"}))  # type: ignore[arg-type]
    before = await coverage_of(stocked, "DEMO-0102")

    async with FakeTelegram() as telegram, running(stocked, desk, clock, telegram):
        worker = telegram.worker(7)
        await worker.opens("DEMO0102MAU")
        await telegram.called("sendMessage", 2)
        worker.hears("Công ty Điện tử Mẫu B")
        await worker.presses("Đúng")
        await telegram.called("sendMessage", 4)
        await worker.presses("Đồng ý")
        await telegram.called("sendMessage", 5)
        await worker.says("thu viec luong bao nhieu")
        await telegram.called("sendMessage", 6)
        worker.hears("85%")
        worker.hears("Điều 26 Bộ luật Lao động 2019")

    after = await coverage_of(stocked, "DEMO-0102")
    assert before.acknowledged is not None
    assert after.acknowledged == before.acknowledged + 1
    assert not telegram.violations
    async with stocked.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Question)) == 1


async def test_a_worker_who_changes_channel_is_another_until_he_says_so(
    sqlite: Database, desk: Desk, clock: Clock
) -> None:
    before = await coverage_of(sqlite, "DEMO-0102")

    async with FakeTelegram() as telegram, running(sqlite, desk, clock, telegram):
        worker = telegram.worker(7)
        await worker.says("thu viec luong bao nhieu")
        await telegram.called("sendMessage", 2)
        worker.hears("đếm bạn")

    assert await coverage_of(sqlite, "DEMO-0102") == before

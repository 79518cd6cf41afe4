"""kill -9 at any moment, start again: nothing lost, nothing doubled; a half-made database is made whole."""

import signal
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.platforms.telegram import FakeTelegram
from tests.process import Process, fetch

KILLS = 6


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    engine = create_engine(make_url(url))
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


async def test_questions_survive_kills_between_telegram_and_the_answer(
    copy_original: Callable[[str, str], str], process: Callable[..., Process]
) -> None:
    url = copy_original("sqlite", "stocked")
    async with FakeTelegram() as telegram:
        running = process(url, TELEGRAM_TOKEN=telegram.token, TELEGRAM_API_BASE=telegram.base)
        phones = [telegram.worker(100 + number) for number in range(KILLS)]
        for number, phone in enumerate(phones):
            running.start()
            await telegram.called("getUpdates", telegram.count("getUpdates") + 1)
            await phone.says("thu viec luong bao nhieu")
            if number % 2:
                await telegram.called("sendMessage", telegram.count("sendMessage") + 1)
            running.kill()
        running.start()
        for phone in phones:
            await answered(telegram, phone)
        running.kill()

    assert rows(url, "SELECT count(*) FROM questions") == [(KILLS,)]
    assert rows(url, "SELECT count(*) FROM inbound_events WHERE status != 'done'") == [(0,)]
    assert not telegram.violations


async def answered(telegram: FakeTelegram, phone: object) -> None:
    """Wait until the phone has heard the answer."""
    while not any("85%" in heard for heard in phone.heard):  # type: ignore[attr-defined]
        await telegram.called("sendMessage", telegram.count("sendMessage") + 1)


def test_a_first_start_that_was_killed_is_finished_by_the_next(
    tmp_path: Path, process: Callable[..., Process]
) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    for delay in (0.3, 0.9, 1.5):
        running = process(url)
        running.start()
        if running.runs_for(delay):
            running.kill()

    last = process(url)
    last.start()
    printed = last.read_until("Ctrl+C")

    assert "/quan-tri/sign-in/link/" in printed
    assert rows(url, "SELECT count(*) FROM units WHERE kind = 'commune' AND NOT is_demo") == [(3321,)]
    assert rows(url, "SELECT count(*) FROM units WHERE code = 'DEMO'") == [(1,)]


def test_a_polite_stop_ends_cleanly_and_the_page_answers_before(
    copy_original: Callable[[str, str], str], process: Callable[..., Process]
) -> None:
    running = process(copy_original("sqlite", "stocked"))
    running.start()
    running.read_until("Ctrl+C")

    body = fetch(f"http://127.0.0.1:{running.port}/health")

    assert body.startswith("ok")
    assert running.kill(signal.SIGTERM) in {0, -signal.SIGTERM}

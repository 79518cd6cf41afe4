"""kill -9 at any moment, start again: nothing lost, nothing doubled; a half-made database is made whole."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.platforms.telegram import FakeTelegram

ROOT = Path(__file__).parents[2]
TOKEN = "123456:" + "A" * 35
KILLS = 6


class Process:
    """`congdoan up` as an operator runs it."""

    def __init__(self, url: str, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._environment = {**os.environ, "CONGDOAN_DATABASE_URL": url, **environment}
        self._running: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-c", "from congdoan import app; app()", "up", "--port", str(self.port)]
        self._running = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def read_until(self, word: str) -> str:
        """What it printed up to a line that holds `word`."""
        assert self._running is not None
        assert self._running.stdout is not None
        lines: list[str] = []
        for line in self._running.stdout:
            lines.append(line)
            if word in line:
                return "".join(lines)
        raise AssertionError("it ended:\n" + "".join(lines))

    def kill(self, how: signal.Signals = signal.SIGKILL) -> int:
        assert self._running is not None
        self._running.send_signal(how)
        code = self._running.wait(timeout=30)
        assert self._running.stdout is not None
        self._running.stdout.close()
        self._running = None
        return code


@pytest.fixture
def process(copy_original: Callable[[str, str], str]) -> Iterator[Callable[..., Process]]:
    """Processes that are gone after the test, whatever happened."""
    started: list[Process] = []

    def make(url: str, **environment: str) -> Process:
        started.append(Process(url, **environment))
        return started[-1]

    yield make
    for one in started:
        if one._running is not None:
            one.kill()


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
        running = process(url, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_BASE=telegram.base)
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
        try:
            running._running.wait(timeout=delay)  # type: ignore[union-attr]
        except subprocess.TimeoutExpired:
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

    body = wait_for(f"http://127.0.0.1:{running.port}/health")

    assert body.startswith("ok")
    assert running.kill(signal.SIGTERM) in {0, -signal.SIGTERM}


def wait_for(address: str) -> str:
    """The page, as soon as the server listens."""
    while True:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return str(answer.read().decode())
        except ConnectionRefusedError:
            continue
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise

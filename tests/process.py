"""`congdoan up` as an operator runs it: a process of its own, started, read, killed."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]


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

    @property
    def is_running(self) -> bool:
        return self._running is not None

    def runs_for(self, seconds: float) -> bool:
        """Whether it is still running after that many seconds."""
        assert self._running is not None
        try:
            self._running.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return True
        return False

    def kill(self, how: signal.Signals = signal.SIGKILL) -> int:
        assert self._running is not None
        self._running.send_signal(how)
        code = self._running.wait(timeout=30)
        assert self._running.stdout is not None
        self._running.stdout.close()
        self._running = None
        return code


def fetch(address: str) -> str:
    """The page, as soon as the server listens."""
    while True:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise

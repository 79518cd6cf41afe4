"""`congdoan up` as a child process on a database of its own, for the benchmarks that talk to it."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    pid: int
    started_at: float  # time.perf_counter() just before the process was made

    def memory_mb(self) -> float:
        """Resident memory now, in MB (10^6 bytes), as the kernel counts it."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        match = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(match.group(1)) * 1024 / 1e6 if match else 0.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """Start on a database in `folder` and stop at the end; the server may not answer yet when this yields."""
    port = free_port()
    environment = {
        **os.environ,
        "CONGDOAN_DATABASE_URL": f"sqlite:///{folder}/bench.db",
        "CONGDOAN_INDEX_FOLDER": str(folder / "index"),
        "TELEGRAM_TOKEN": "",
    }
    started_at = time.perf_counter()
    command = [sys.executable, "-c", "from congdoan import app; app()", "up", "--port", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield Server(f"http://127.0.0.1:{port}", process.pid, started_at)
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)

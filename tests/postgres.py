"""A PostgreSQL server for one test session: real, private, on a socket, gone afterwards."""

import getpass
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType

import psycopg

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


class Cluster:
    """Starts on entry, stops on exit. As root it runs as the user `postgres`, which Debian's package makes."""

    def __init__(self, folder: Path) -> None:
        assert BINARIES, "PostgreSQL is not installed: apt-get install postgresql (make test does it)"
        self._binaries, self._folder = BINARIES[-1], folder
        self._data = folder / "data"
        self._is_root = os.geteuid() == 0
        self._user = "postgres" if self._is_root else getpass.getuser()

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), *arguments]
        if self._is_root:
            command = ["runuser", "-u", self._user, "--", *command]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self._folder, check=False)
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    def __enter__(self) -> "Cluster":
        if self._is_root:
            shutil.chown(self._folder, self._user)
        self._run("initdb", "-D", str(self._data), "--auth=trust", "--encoding=UTF8", "--no-sync")
        log = self._folder / "log"
        self._run(
            "pg_ctl",
            "-D",
            str(self._data),
            "-w",
            "-l",
            str(log),
            "-o",
            f"{OPTIONS} -k {self._folder}",
            "start",
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")

    def url(self, name: str) -> str:
        return f"postgresql://{self._user}@/{name}?host={self._folder}"

    def create(self, name: str, *, template: str = "template1") -> str:
        """Make a database, a copy of another where one is named; returns its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

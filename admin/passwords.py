"""Passwords: what a good one is, and Argon2 in a thread, one at a time, so that sign-ins never hold up the chats."""

from pathlib import Path

import anyio
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

SHORTEST = 12
LONGEST = 200
MOST_WAITING = 20
COMMON = Path(__file__).with_name("common_passwords.txt")


class TooBusy(Exception):
    """Too many sign-ins wait already."""


def read_common() -> frozenset[str]:
    """The shipped list of passwords that guessers try first, lowercase."""
    lines = COMMON.read_text("utf-8").splitlines()
    return frozenset(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))


class Passwords:
    """Hashes and checks passwords; a check takes the same time whether or not there is a hash to check against."""

    def __init__(self) -> None:
        self._hasher = PasswordHash((Argon2Hasher(),))
        self._common = read_common()
        self._limiter = anyio.CapacityLimiter(1)
        self._nobody = self._hasher.hash("nobody has this password")

    def fault(self, password: str, login: str) -> str | None:
        """Why a password will not do, for the person who chose it; None for a good one."""
        bare = password.strip().lower()
        if len(password) < SHORTEST:
            return f"Mật khẩu cần ít nhất {SHORTEST} ký tự. Một câu ngắn dễ nhớ là tốt nhất."
        if len(password) > LONGEST:
            return f"Mật khẩu dài nhất {LONGEST} ký tự."
        if bare in self._common or len(set(bare)) < 5 or login in bare:
            return "Mật khẩu này dễ đoán. Bạn chọn mật khẩu khác."
        return None

    async def hash(self, password: str) -> str:
        """
        Raises:
            TooBusy: see there.
        """
        self._check_queue()
        return await anyio.to_thread.run_sync(self._hasher.hash, password, limiter=self._limiter)

    async def is_right(self, password: str, password_hash: str | None) -> bool:
        """Whether the password fits; with no hash, the work is done all the same and the answer is no.

        Raises:
            TooBusy: see there.
        """
        self._check_queue()
        stored = password_hash or self._nobody
        fits = await anyio.to_thread.run_sync(
            self._hasher.verify, password[:LONGEST], stored, limiter=self._limiter
        )
        return fits and password_hash is not None

    def _check_queue(self) -> None:
        if self._limiter.statistics().tasks_waiting >= MOST_WAITING:
            raise TooBusy

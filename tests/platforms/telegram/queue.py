"""Updates waiting for the bot: by getUpdates or by webhook, each kept for its time and confirmed once."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

FIRST_UPDATE_ID = 870_000_001
LIFE = {"callback_query": timedelta(seconds=150)}
LONGEST_LIFE = timedelta(hours=24)
# What a bot gets that never said what it wants.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Pending:
    """One update not yet confirmed."""

    update: dict[str, Any]
    kind: str
    chat_id: int
    born_at: datetime
    failures: int = 0

    @property
    def queue(self) -> tuple[int, str]:
        """Telegram keeps one order per chat and kind; a failure holds up its own queue only."""
        return self.chat_id, self.kind


class UpdateQueue:
    """All of one bot."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._pending: list[Pending] = []
        self._next_id = FIRST_UPDATE_ID
        self.allowed: list[str] = []  # empty: the default kinds
        self.changed = asyncio.Event()

    @property
    def pending(self) -> list[Pending]:
        """Oldest first, without those whose time is over."""
        now = self._clock()
        self._pending = [one for one in self._pending if now - one.born_at < LIFE.get(one.kind, LONGEST_LIFE)]
        return list(self._pending)

    def add(self, kind: str, chat_id: int, content: dict[str, Any]) -> Pending | None:
        """Number and keep one update; None when the bot does not want this kind."""
        if kind not in self.allowed if self.allowed else kind in NOT_BY_DEFAULT:
            return None
        born = Pending({"update_id": self._next_id, kind: content}, kind, chat_id, self._clock())
        self._next_id += 1
        self._pending.append(born)
        self.changed.set()
        return born

    def confirm_below(self, update_id: int) -> None:
        self._pending = [one for one in self._pending if one.update["update_id"] >= update_id]

    def confirm(self, pending: Pending) -> None:
        self._pending = [one for one in self._pending if one is not pending]

    def clear(self) -> None:
        self._pending = []

"""How fast a bot may send, counted on the fake's own clock; off unless a test asks for it."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.platforms.telegram.answers import flood

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages in any one second; None: unlimited."""

    per_second: int | None = None
    per_chat_per_second: int | None = None


TELEGRAMS_OWN = Limits(per_second=30, per_chat_per_second=1)


class Gate:
    """Counts what was let through in the last second."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.limits = Limits()
        self._clock = clock
        self._passed: dict[int | None, deque[datetime]] = defaultdict(deque)  # None: all chats together

    def admit(self, chat_id: int) -> None:
        """
        Raises:
            ApiError: 429, retry after one second.
        """
        bounds = {None: self.limits.per_second, chat_id: self.limits.per_chat_per_second}
        now = self._clock()
        for key, bound in bounds.items():
            passed = self._passed[key]
            while passed and passed[0] <= now - SECOND:
                passed.popleft()
            if bound is not None and len(passed) >= bound:
                raise flood(1)
        for key in bounds:
            self._passed[key].append(now)

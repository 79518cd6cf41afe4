"""Twenty messages a minute from one account are plenty: then one friendly word, then silence until it calms down."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from enum import Enum

WINDOW = timedelta(minutes=1)
MOST = 20
MOST_ACCOUNTS = 50_000


class Verdict(Enum):
    """What to do with one message."""

    ANSWER = 1
    WARN = 2
    IGNORE = 3


class FloodGuard:
    """Counts in memory: a restart forgives everyone."""

    def __init__(self) -> None:
        self._moments: OrderedDict[tuple[str, str], deque[datetime]] = OrderedDict()

    def judge(self, channel: str, account: str, now: datetime) -> Verdict:
        """Count one message of the account at `now` and say what to do with it."""
        moments = self._moments.setdefault((channel, account), deque(maxlen=MOST + 2))
        self._moments.move_to_end((channel, account))
        if len(self._moments) > MOST_ACCOUNTS:
            self._moments.popitem(last=False)
        while moments and now - moments[0] >= WINDOW:
            moments.popleft()
        moments.append(now)
        if len(moments) <= MOST:
            return Verdict.ANSWER
        return Verdict.WARN if len(moments) == MOST + 1 else Verdict.IGNORE

"""Days and periods as officials count them: Asia/Ho_Chi_Minh, half-open."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})))?")

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""


def utc_now() -> datetime:
    """The present moment; handed down from the street door, and replaced in tests."""
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """The calendar day in Viet Nam of an aware moment."""
    return moment.astimezone(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` until before `end`."""

    start: date
    end: date

    @property
    def year(self) -> int | None:
        """The calendar year, if the period is exactly one."""
        is_year = self == Period(date(self.start.year, 1, 1), date(self.start.year + 1, 1, 1))
        return self.start.year if is_year else None

    @property
    def label(self) -> str:
        """`năm 2026`, or both ends."""
        if self.year:
            return f"năm {self.year}"
        return f"từ {self.start:%d/%m/%Y} đến {self.end - timedelta(days=1):%d/%m/%Y}"

    def last_day(self, today: date) -> date:
        """The day the figures of this period are read on: its last, or today while it still runs."""
        return min(today, self.end - timedelta(days=1))


def parse_period(text: str) -> Period:
    """`2026`, `2026-Q3` or `2026-07`.

    Raises:
        ValueError: none of these.
    """
    match = PERIOD.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a period like 2026, 2026-Q3 or 2026-07")
    year, quarter, month = int(match[1]), match[2], match[3]
    first, months = (int(quarter) * 3 - 2, 3) if quarter else (int(month), 1) if month else (1, 12)
    start = date(year, first, 1)
    last = first + months - 1
    return Period(start, date(year + last // 12, last % 12 + 1, 1))

"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Gives one moment, aware, in UTC."""

    def __init__(self, moment: datetime = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **delta: float) -> None:
        """Move on by a timedelta's words: `clock.forward(minutes=31)`."""
        self.moment += timedelta(**delta)

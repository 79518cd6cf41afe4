"""Working days counted on the calendar: weekly rest and the holidays that never move are left out."""

from datetime import date, timedelta

from knowledge.entry import Citation

SATURDAY, SUNDAY = 5, 6
RESTS = {"sunday": (SUNDAY,), "weekend": (SATURDAY, SUNDAY)}
FIXED_HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 2)}  # month, day (Điều 112 khoản 1 BLLĐ)
CULTURE_DAY, CULTURE_DAY_SINCE = (11, 24), 2026  # Điều 2 NQ 28/2026/QH16
HOLIDAYS = (Citation("45/2019/QH14", "112", "1"), Citation("28/2026/QH16", "2", "1"))


def is_holiday(day: date) -> bool:
    """The holidays that fall on the same day every year."""
    month_day = (day.month, day.day)
    return month_day in FIXED_HOLIDAYS or (month_day == CULTURE_DAY and day.year >= CULTURE_DAY_SINCE)


def get_last_working_day(noticed_on: date, days: int, rest: tuple[int, ...]) -> date:
    """The day on which so many working days after the notice have passed."""
    day = noticed_on
    while days:
        day += timedelta(days=1)
        if day.weekday() not in rest and not is_holiday(day):
            days -= 1
    return day

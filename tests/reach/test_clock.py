"""A day is a day in Viet Nam; a period is half-open and written as officials write it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reach.clock import Period, day_of, parse_period


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 19, 16, 59, 59, tzinfo=UTC), date(2026, 11, 19)),
        (datetime(2026, 11, 19, 17, 0, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_day_turns_at_midnight_in_viet_nam(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 4, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-07", date(2026, 7, 1), date(2026, 8, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        (" 2024-02 ", date(2024, 2, 1), date(2024, 3, 1)),
    ],
)
def test_a_period_is_a_year_a_quarter_or_a_month(text: str, start: date, end: date) -> None:
    assert parse_period(text) == Period(start, end)


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-Q0", "2026-Q5", "2026-13", "2026-00", "2026-7", "2026Q3", "0000", "9999", "năm 2026"],
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_period(text)


@given(st.integers(2000, 2100))
def test_the_quarters_and_the_months_of_a_year_make_the_year(year: int) -> None:
    for parts in (
        [parse_period(f"{year}-Q{quarter}") for quarter in range(1, 5)],
        [parse_period(f"{year}-{month:02}") for month in range(1, 13)],
    ):
        assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]
        assert Period(parts[0].start, parts[-1].end) == parse_period(str(year))


def test_only_a_whole_calendar_year_is_a_year() -> None:
    assert parse_period("2026").year == 2026
    assert parse_period("2026-Q1").year is None
    assert Period(date(2026, 1, 1), date(2028, 1, 1)).year is None
    assert Period(date(2026, 7, 1), date(2027, 7, 1)).year is None


def test_a_period_is_named_by_its_first_and_last_day() -> None:
    assert parse_period("2026").label == "năm 2026"
    assert parse_period("2026-Q1").label == "từ 01/01/2026 đến 31/03/2026"


def test_figures_are_read_on_the_last_day_or_today() -> None:
    period = parse_period("2026-Q3")

    assert period.last_day(date(2026, 11, 20)) == date(2026, 9, 30)
    assert period.last_day(date(2026, 8, 15)) == date(2026, 8, 15)

"""Months and years as social insurance counts them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.insured_time import (
    add_months,
    count_months,
    count_years,
    print_age,
    print_month,
    print_months,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 10, 31), 3, date(2027, 1, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 1), 0, date(2026, 5, 1)),
    ],
)
def test_months_are_added_and_the_last_day_of_a_shorter_month_is_taken(
    day: date, months: int, later: date
) -> None:
    assert add_months(day, months) == later


@given(DAYS, st.integers(-600, 600))
def test_as_many_months_lie_between_as_were_added(day: date, months: int) -> None:
    assert count_months(day, add_months(day, months)) == months


@pytest.mark.parametrize(
    ("months", "years"),
    [
        (0, "0"),
        (1, "0.5"),
        (6, "0.5"),
        (7, "1"),
        (11, "1"),
        (12, "1"),
        (13, "1.5"),
        (245, "20.5"),
        (247, "21"),
    ],
)
def test_one_to_six_odd_months_are_half_a_year_and_seven_to_eleven_a_whole_one(
    months: int, years: str
) -> None:
    assert count_years(months) == Decimal(years)


@given(st.integers(0, 1200))
def test_a_month_more_is_never_fewer_years(months: int) -> None:
    assert count_years(months) <= count_years(months + 1)


@pytest.mark.parametrize(
    ("months", "words"), [(0, "0 tháng"), (5, "5 tháng"), (24, "2 năm"), (245, "20 năm 5 tháng")]
)
def test_months_are_printed_as_years_and_months(months: int, words: str) -> None:
    assert print_months(months) == words


def test_an_age_and_a_month_are_printed_as_people_write_them() -> None:
    assert (print_age(738), print_age(684)) == ("61 tuổi 6 tháng", "57 tuổi")
    assert print_month(date(2026, 5, 1)) == "05/2026"

"""Numbers, days and periods as they are written in Viet Nam."""

from datetime import UTC, date, datetime

import pytest

from admin.vietnamese import capitalise, show_day, show_moment, show_period
from reach.clock import parse_period


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026", "năm 2026"),
        ("2026-Q1", "quý 1/2026"),
        ("2026-Q4", "quý 4/2026"),
        ("2026-12", "tháng 12/2026"),
    ],
)
def test_a_period_is_named(text: str, shown: str) -> None:
    assert show_period(parse_period(text)) == shown


def test_a_moment_is_shown_by_the_clock_of_viet_nam() -> None:
    late = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)

    assert show_moment(late) == "00:30 ngày 21/11/2026"
    assert show_day(late) == "21/11/2026"


def test_a_day_is_shown_from_a_date_or_its_iso_form() -> None:
    assert show_day(date(2026, 1, 2)) == show_day("2026-01-02") == "02/01/2026"


def test_only_the_first_letter_is_raised() -> None:
    assert capitalise("tháng 11/2026 ở Đà Nẵng") == "Tháng 11/2026 ở Đà Nẵng"

"""Days and months are read as they are said; without a year the nearest is meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.reading import (
    Unreadable,
    parse_day,
    parse_month,
)

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *dict.fromkeys(
            [
                *(
                    "1/7/2026",
                    "01-07-26",
                    "1.7.2026",
                    "2026-07-01",
                    "01072026",
                    "1 7 2026",
                    "1 tháng 7 năm 2026",
                ),
                *("ngày 1/7", "1/7", "1-7", "1 tháng 7", "mùng 1 tháng 7", "từ ngày 1/7/2026", "1/7/2026 ạ"),
                *("Ngày 1 tháng 7, năm 2026", "1 thang 7/2026"),
            ],
            date(2026, 7, 1),
        ).items(),
        ("hôm nay", TODAY),
        ("hôm qua", date(2026, 11, 19)),
        ("ngày mai", date(2026, 11, 21)),
        ("1/7/85", date(1985, 7, 1)),
        ("29/2/2024", date(2024, 2, 29)),
        ("25/12", date(2026, 12, 25)),
        ("5/1", date(2027, 1, 5)),  # in November the January to come is nearer
    ],
)
def test_a_day_is_read_as_it_is_said(typed: str, day: date) -> None:
    assert parse_day(typed, today=TODAY) == day


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31/2/2026", "Không có ngày 31/2/2026"),
        ("29/2", "Không có ngày 29/2"),
        ("7/25/2026", "Không có ngày"),
        ("0/0/2026", "Không có ngày"),
        ("1/7/3026", "Năm 3026 nghe không đúng"),
        ("7/2026", "cần cả ngày"),
        ("tháng 7", "cần cả ngày"),
        ("lâu rồi", "chưa đọc ra ngày"),
        ("1", "chưa đọc ra ngày"),
        ("9" * 10_000, "chưa đọc ra ngày"),
    ],
)
def test_what_is_no_day_says_how_to_type_one(typed: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as error:
        parse_day(typed, today=TODAY)

    assert "ví dụ 1/7/2026" in str(error.value)


@given(st.dates(date(1930, 1, 1), date(2060, 12, 31)))
def test_a_full_day_is_read_whatever_day_it_is(day: date) -> None:
    for shape in (
        "{0.day}/{0.month}/{0.year}",
        "{0:%d-%m-%Y}",
        "{0:%Y-%m-%d}",
        "{0.day} tháng {0.month} năm {0.year}",
    ):
        assert parse_day(shape.format(day), today=TODAY) == day


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        *dict.fromkeys(
            [
                *(
                    "7/2026",
                    "07-2026",
                    "tháng 7 2026",
                    "tháng 7 năm 2026",
                    "t7/2026",
                    "T7 2026",
                    "2026-07",
                    "7/26",
                ),
                *("tháng 7", "t7", "15/7/2026", "tháng 7/2026", "thang 7 nam 2026"),
            ],
            date(2026, 7, 1),
        ).items(),
        ("tháng này", date(2026, 11, 1)),
        ("tháng trước", date(2026, 10, 1)),
        ("tháng 1", date(2027, 1, 1)),
        ("hôm nay", date(2026, 11, 1)),
    ],
)
def test_a_month_is_its_first_day(typed: str, month: date) -> None:
    assert parse_month(typed, today=TODAY) == month


@pytest.mark.parametrize("typed", ["13/2026", "7", "1/7", "7/11", "2026", "tháng 13", "abc", "0/2026"])
def test_what_is_no_month_says_how_to_type_one(typed: str) -> None:
    with pytest.raises(Unreadable, match="ví dụ 7/2026"):
        parse_month(typed, today=TODAY)

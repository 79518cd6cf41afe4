"""Days, months and years of a text."""

from datetime import date

import pytest

from knowledge.vietnamese_days import Moment, is_day_before, read_moments


def only(text: str) -> Moment:
    [moment] = read_moments(text)
    return moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 01 tháng 7 năm 2025", (1, 7, 2025)),
        ("ngày 30 tháng 4", (30, 4, None)),
        ("từ 01/07/2026.", (1, 7, 2026)),
        ("30-4-1975", (30, 4, 1975)),
        ("tháng 7 năm 2025", (None, 7, 2025)),
        ("sinh 10/1964,", (None, 10, 1964)),
        ("trước năm 2014", (None, None, 2014)),
        ("lễ 30/4", (30, 4, None)),
    ],
)
def test_a_moment_says_what_is_written(text: str, expected: tuple[int | None, ...]) -> None:
    moment = only(text)

    assert (moment.day, moment.month, moment.year) == expected


@pytest.mark.parametrize(
    "text", ["45/2019/QH14", "2014 đồng", "2.014", "61 tuổi", "32/5", "3/13", "2000 người"]
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert list(read_moments(text)) == []


def test_each_moment_is_read_once() -> None:
    assert [moment.text for moment in read_moments("01/07/2025 và 7/2025 và năm 2026")] == [
        "01/07/2025",
        "7/2025",
        "2026",
    ]


@pytest.mark.parametrize(
    ("said", "law", "expected"),
    [
        ("năm 2025", "ngày 01 tháng 7 năm 2025", True),
        ("7/2025", "01/07/2025", True),
        ("30/4", "ngày 30 tháng 4", True),
        ("30/4/2026", "ngày 30 tháng 4", True),  # the law names the day of every year
        ("01/08/2025", "01/07/2025", False),
        ("năm 2026", "01/07/2025", False),
        ("01/07/2025", "năm 2025", False),
    ],
)
def test_a_moment_lies_in_what_the_law_names(said: str, law: str, expected: bool) -> None:
    assert only(said).is_in(only(law)) is expected


def test_a_moment_is_true_of_a_day_when_all_it_says_is() -> None:
    assert only("năm 2026").is_on(date(2026, 7, 1))
    assert not only("01/07/2026").is_on(date(2026, 7, 2))


def test_the_eve_of_a_day_is_known() -> None:
    assert is_day_before(only("31/12/2013"), only("ngày 01 tháng 01 năm 2014"))
    assert is_day_before(only("năm 2013"), only("01/01/2014"))
    assert not is_day_before(only("30/12/2013"), only("01/01/2014"))


@pytest.mark.parametrize(
    ("text", "expected"), [("1/2", True), ("30/4", True), ("01/02", False), ("01/07/2026", False)]
)
def test_a_day_without_a_year_may_be_a_fraction_unless_written_with_noughts(
    text: str, expected: bool
) -> None:
    assert only(text).may_be_fraction is expected

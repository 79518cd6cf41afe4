"""Numbers in digits and in words: each way of writing has its value and its unit."""

from fractions import Fraction

import pytest

from knowledge.vietnamese_numbers import Number, read_numbers

HALF = Fraction(1, 2)


def read(text: str) -> list[tuple[object, str]]:
    return [(number.value, number.unit) for number in read_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("60 ngày", 60, "ngày"),
        ("05 ngày", 5, "ngày"),
        ("06 ngày làm việc", 6, "ngày làm việc"),
        ("5.310.000 đồng", 5_310_000, "đồng"),
        ("5. 000. 000 đồng", 5_000_000, "đồng"),  # as a scan prints it
        ("1,5 tháng", Fraction(3, 2), "tháng"),
        ("17.5%", Fraction(35, 200), "%"),
        ("70 %", Fraction(7, 10), "%"),
        ("70 phần trăm", Fraction(7, 10), "%"),
        ("0,03%/ngày", Fraction(3, 10_000), "%"),
        ("2,5 tỷ đồng", 2_500_000_000, "đồng"),
        ("2 triệu rưỡi", 2_500_000, ""),
        ("1 tháng rưỡi", Fraction(3, 2), "tháng"),
        ("7/10", Fraction(7, 10), ""),
        ("2 phần 3", Fraction(2, 3), ""),
        ("sáu tháng", 6, "tháng"),
        ("mười lăm ngày", 15, "ngày"),
        ("hai mươi bốn giờ", 24, "giờ"),
        ("ba mươi tư tuần", 34, "tuần"),
        ("hai mươi năm", 20, "năm"),
        ("hai mươi lăm năm", 25, "năm"),
        ("năm năm", 5, "năm"),
        ("một trăm linh năm ngày", 105, "ngày"),
        ("ba trăm sáu mươi lăm ngày", 365, "ngày"),
        ("ba triệu năm trăm nghìn đồng", 3_500_000, "đồng"),
        ("tám mươi lăm phần trăm", Fraction(85, 100), "%"),
        ("một phần hai", HALF, ""),
        ("hai phần ba", Fraction(2, 3), ""),
        ("nửa tháng", HALF, "tháng"),
        ("một nửa", HALF, ""),
        ("một tháng rưỡi", Fraction(3, 2), "tháng"),
        ("gấp đôi", 2, "lần"),
        ("gấp rưỡi", Fraction(3, 2), "lần"),
    ],
)
def test_a_number_has_its_value_and_its_unit(text: str, value: Fraction, unit: str) -> None:
    assert read(text) == [(value, unit)]


def test_the_scale_of_a_range_belongs_to_both_ends() -> None:
    assert read("từ 10 đến 100 triệu đồng") == [(10_000_000, ""), (100_000_000, "đồng")]
    assert read("24–30%") == [(Fraction(24, 100), "%"), (Fraction(30, 100), "%")]
    assert read("10 ngày, 5 triệu") == [(10, "ngày"), (5_000_000, "")]


@pytest.mark.parametrize("text", ["mỗi năm", "năm tháng dài", "cả năm làm việc", "VNeID", "C65-HD", "A12"])
def test_a_year_and_a_name_are_no_numbers(text: str) -> None:
    assert read(text) == []


def test_a_year_after_a_count_is_its_unit() -> None:
    assert read("mỗi năm hai lần") == [(2, "lần")]
    assert read("một năm 12 ngày") == [(1, "năm"), (12, "ngày")]


def test_the_step_is_that_of_the_last_digit_written() -> None:
    steps = [read_numbers(text)[0].step for text in ("40.865", "2,3", "65%", "6,8 triệu")]

    assert steps == [1, Fraction(1, 10), Fraction(1, 100), 100_000]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("60 ngày", "60 ngày", True),
        ("5 ngày", "05 ngày", True),
        ("sáu tháng", "06 tháng", True),
        ("10 người", "10", True),
        ("8 tiếng", "08 giờ", True),
        ("6 ngày", "06 ngày làm việc", True),
        ("một nửa", "50%", True),
        ("một nửa giờ", "50%", True),
        ("gấp đôi", "200%", True),
        ("60 ngày", "61 ngày", False),
        ("20 ngày", "20 năm", False),
        ("6 lần", "06 tháng", False),
        ("1 tháng", "100%", False),
        ("2", "200%", False),
        ("0,3 tháng", "30%", False),
    ],
)
def test_amounts_are_the_same_only_of_the_same_thing(one: str, other: str, expected: bool) -> None:
    first, second = (only(text) for text in (one, other))

    assert first.is_same(second) is expected
    assert second.is_same(first) is expected


def only(text: str) -> Number:
    [number] = read_numbers(text)
    return number

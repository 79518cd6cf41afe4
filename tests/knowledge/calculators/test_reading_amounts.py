"""Money and measures are read as they are said; what could mean two sums is asked about, never guessed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.reading import (
    Unreadable,
    parse,
    parse_money,
    parse_number,
)
from knowledge.calculators.shape import Field, FieldKind, print_money

TODAY = date(2026, 11, 20)
PAY = Field("pay", "Lương?", FieldKind.MONEY, least=500_000, most=1_000_000_000)
PRICE = Field("price", "Đơn giá?", FieldKind.MONEY, least=1, most=100_000_000)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        *dict.fromkeys(
            [
                *(
                    "8tr5",
                    "8,5 triệu",
                    "8.5tr",
                    "8.5 TR",
                    "8500k",
                    "8.500k",
                    "8 triệu rưỡi",
                    "8tr rưỡi",
                    "8tr500",
                ),
                *(
                    "8 triệu 500 ngàn",
                    "8 triệu 5 trăm",
                    "8.500.000đ",
                    "8,500,000",
                    "8 500 000",
                    "8500000 vnd",
                ),
                *(
                    "8.500.000 đồng",
                    "8 củ rưỡi",
                    "tám triệu rưỡi",
                    "tám triệu năm trăm nghìn",
                    "tam trieu ruoi",
                ),
                *(
                    "lương 8tr5 một tháng",
                    "dạ 8tr5 ạ",
                    "8tr5/tháng",
                    "tầm 8tr5",
                    "~8,5 triệu",
                    "8tr5 1 tháng",
                ),
            ],
            8_500_000,
        ).items(),
        ("500 nghìn", 500_000),
        ("5 trăm nghìn", 500_000),
        ("nửa triệu", 500_000),
        ("triệu rưỡi", 1_500_000),
        ("1 triệu hai", 1_200_000),
        ("1 triệu 2 trăm 50 nghìn", 1_250_000),
        ("8tr05", 8_050_000),
        ("8tr55", 8_550_000),
        ("năm triệu", 5_000_000),
        ("hai mươi lăm triệu", 25_000_000),
        ("1 tỷ 2", 1_200_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("25500", 25_500),
        ("500 đồng", 500),
        ("0", 0),
        ("không có", 0),
    ],
)
def test_money_is_read_as_it_is_said(typed: str, amount: int) -> None:
    assert parse_money(typed) == amount


@pytest.mark.parametrize(
    ("typed", "reason", "offers"),
    [
        ("8", "“8” là 8.000.000 đồng phải không?", [8_000_000, 8_000]),
        ("8,5", "“8,5” là 8.500.000 đồng phải không?", [8_500_000, 8_500]),
        ("500", "“500” là 500.000 đồng phải không?", [500_000, 500_000_000]),
        ("8tr50", "8.500.000 đồng hay 8.050.000 đồng", [8_500_000, 8_050_000]),
        ("8.500 triệu", "là 8.500.000 đồng phải không?", [8_500_000]),
        ("-5 triệu", "không thể là số âm", []),
        ("âm 5 triệu", "không thể là số âm", []),
        ("8-9 triệu", "chưa đọc ra số tiền", []),
        ("8 triệu hay 9 triệu", "chưa đọc ra số tiền", []),
        ("8 triệu 9 triệu", "chưa đọc ra số tiền", []),
        ("5 usd", "chưa đọc ra số tiền", []),
        ("8.50.000", "chưa đọc ra số tiền", []),
        ("9" * 30, "chưa đọc ra số tiền", []),
        ("8tr5000", "chưa đọc ra số tiền", []),
        ("", "chưa đọc ra số tiền", []),
        ("😀", "chưa đọc ra số tiền", []),
        ("٨ triệu", "chưa đọc ra số tiền", []),
    ],
)
def test_money_that_is_not_clear_is_asked_about(typed: str, reason: str, offers: list[int]) -> None:
    with pytest.raises(Unreadable) as error:
        parse_money(typed)

    assert reason in str(error.value)
    assert "ví dụ 8tr5" in str(error.value)
    assert list(error.value.offers) == offers


@given(st.integers(1_000, 10**12))
def test_money_as_it_is_printed_is_read_back(amount: int) -> None:
    assert parse_money(print_money(amount)) == amount


@given(st.integers(1, 999), st.integers(1, 999))
def test_millions_and_thousands_add_up(millions: int, thousands: int) -> None:
    assert parse_money(f"{millions} triệu {thousands} nghìn") == millions * 1_000_000 + thousands * 1_000
    assert parse_money(f"{millions}tr{thousands:03}") == millions * 1_000_000 + thousands * 1_000


@pytest.mark.parametrize(
    ("asked", "typed", "offers"),
    [
        (PAY, "8", [8_000_000]),
        (PAY, "8500", [8_500_000]),
        (PAY, "8.500", [8_500_000]),
        (PRICE, "2", [2_000_000, 2_000, 2]),
    ],
)
def test_a_bare_number_out_of_bounds_is_offered_within_them(
    asked: Field, typed: str, offers: list[int]
) -> None:
    with pytest.raises(Unreadable) as error:
        parse(asked, typed, today=TODAY)

    assert list(error.value.offers) == offers


@pytest.mark.parametrize(
    ("typed", "amount"), [("800", 800), ("2000", 2_000), ("2k", 2_000), ("2.500", 2_500)]
)
def test_a_price_of_one_piece_may_be_small(typed: str, amount: int) -> None:
    assert parse(PRICE, typed, today=TODAY) == amount


def test_a_sum_out_of_bounds_is_left_to_be_judged() -> None:
    assert parse(PAY, "200k", today=TODAY) == 200_000
    assert parse(PAY, "2 tỷ", today=TODAY) == 2_000_000_000


@pytest.mark.parametrize(
    ("typed", "unit", "number"),
    [
        *(
            (typed, "giờ", "10")
            for typed in ("10", "10 tiếng", "10h", "10 giờ", "10g", "khoảng 10 giờ", "mười tiếng")
        ),
        ("10 tiếng 1 ngày", "giờ", "10"),
        ("48 giờ/tuần", "giờ", "48"),
        ("7,5", "giờ", "7.5"),
        ("7.5 tiếng", "giờ", "7.5"),
        ("1h30", "giờ", "1.5"),
        ("1 tiếng 30 phút", "giờ", "1.5"),
        ("1 tiếng rưỡi", "giờ", "1.5"),
        ("2 rưỡi", "giờ", "2.5"),
        ("nửa tiếng", "giờ", "0.5"),
        ("30 phút", "giờ", "0.5"),
        ("2 năm 3 tháng", "tháng", "27"),
        ("hai năm ba tháng", "tháng", "27"),
        ("2 năm rưỡi", "tháng", "30"),
        ("nửa năm", "tháng", "6"),
        ("2 năm 1 tháng", "tháng", "25"),
        ("2 năm 3 tháng", "năm", "2.25"),
        ("năm năm", "năm", "5"),
        ("hai mươi năm", "năm", "20"),
        ("2 tuần", "ngày", "14"),
        ("26 ngày công", "ngày", "26"),
        ("85%", "%", "85"),
        ("85 phần trăm", "%", "85"),
        ("2 bé", "bé", "2"),
        ("hai đứa", "bé", "2"),
        ("1.000 sp", "sản phẩm", "1000"),
        ("không", "giờ", "0"),
    ],
)
def test_a_number_is_read_in_the_unit_asked_for(typed: str, unit: str, number: str) -> None:
    assert parse_number(typed, unit) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        *(
            ("3 tháng", "ngày"),
            ("10 ngày", "giờ"),
            ("1 tháng 15 ngày", "tháng"),
            ("2 tháng", "bé"),
            ("10 giờ 5 giờ", "giờ"),
        ),
        *(
            ("3 tháng 2 năm", "tháng"),
            ("1h90", "giờ"),
            ("1/2", "ngày"),
            ("5-6", "giờ"),
            ("nhiều", "giờ"),
            ("", "giờ"),
        ),
    ],
)
def test_a_number_of_another_unit_or_none_is_refused(typed: str, unit: str) -> None:
    with pytest.raises(Unreadable, match=f"Bạn gõ số {unit}"):
        parse_number(typed, unit)


def test_a_number_below_nought_is_refused() -> None:
    with pytest.raises(Unreadable, match="không thể là số âm"):
        parse_number("-3", "giờ")


def test_a_count_is_whole() -> None:
    months = Field("months", "Mấy tháng?", FieldKind.COUNT, unit="tháng")

    value = parse(months, "2 năm 3 tháng", today=TODAY)

    assert (value, type(value)) == (27, int)
    with pytest.raises(Unreadable, match="số tròn tháng"):
        parse(months, "2,5", today=TODAY)

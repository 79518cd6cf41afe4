"""One door reads what people type: choices, yes and no, zones, and every kind with its value said back."""

import re
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.reading import (
    Unreadable,
    parse,
    parse_choice,
    parse_yes_no,
    parse_zone,
    spell,
)
from knowledge.calculators.shape import Choice, Field, FieldKind, Value

TODAY = date(2026, 11, 20)
FORMS = (
    Choice("month", "Lương tháng"),
    Choice("day", "Lương ngày"),
    Choice("piece", "Lương sản phẩm, lương khoán"),
)
CHILDREN = (Choice("none", "Chưa có con"), Choice("one", "1 con"), Choice("two", "2 con"))


@pytest.mark.parametrize(
    "typed",
    [
        "có",
        "co",
        "Có ạ",
        "dạ",
        "dạ có",
        "ừ",
        "vâng ạ",
        "rồi",
        "đúng",
        "đúng rồi",
        "ok",
        "có, em có hai cháu",
        "phải",
    ],
)
def test_yes(typed: str) -> None:
    assert parse_yes_no(typed) is True


@pytest.mark.parametrize(
    "typed",
    ["không", "khong", "ko", "k", "hông", "chưa", "dạ chưa", "không có", "không ạ", "không, em không có"],
)
def test_no(typed: str) -> None:
    assert parse_yes_no(typed) is False


@pytest.mark.parametrize(
    "typed", ["có không", "có, không", "dừng", "dung", "có lẽ", "", "💥", "công ty có trả không vậy"]
)
def test_neither_yes_nor_no(typed: str) -> None:
    with pytest.raises(Unreadable, match="“có” hoặc “không”"):
        parse_yes_no(typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *(
            ("1", "month"),
            ("số 2", "day"),
            ("3.", "piece"),
            ("Lương tháng", "month"),
            ("luong thang", "month"),
        ),
        *(("tháng", "month"), ("ngày", "day"), ("ngay", "day"), ("sản phẩm", "piece"), ("khoan", "piece")),
    ],
)
def test_a_choice_is_named_by_place_label_or_part(typed: str, value: str) -> None:
    assert parse_choice(typed, FORMS) == value


@pytest.mark.parametrize("typed", ["lương", "4", "0", "", "tuần", "th"])
def test_a_choice_that_is_not_clear_lists_all(typed: str) -> None:
    with pytest.raises(Unreadable, match=re.escape("1. Lương tháng; 2. Lương ngày; 3. Lương sản phẩm")):
        parse_choice(typed, FORMS)


def test_a_number_that_is_both_a_place_and_a_label_is_asked_about() -> None:
    assert parse_choice("1 con", CHILDREN) == "one"
    assert parse_choice("3", CHILDREN) == "two"
    with pytest.raises(Unreadable):
        parse_choice("2", CHILDREN)


def test_marks_choose_between_labels_that_differ_in_marks_alone() -> None:
    choices = (Choice("rest", "Nghỉ dưỡng"), Choice("tell", "Nghi dưỡng"))

    assert parse_choice("nghỉ dưỡng", choices) == "rest"
    with pytest.raises(Unreadable):
        parse_choice("nghi duong", choices)


@pytest.mark.parametrize(
    ("typed", "scope"),
    [
        *(
            ("vùng 1", "vung_1"),
            ("I", "vung_1"),
            ("vung 2", "vung_2"),
            ("vùng hai", "vung_2"),
            ("V2", "vung_2"),
        ),
        *(("vùng III", "vung_3"), ("4", "vung_4"), ("vùng iv ạ", "vung_4"), ("thuộc vùng bốn", "vung_4")),
    ],
)
def test_a_zone_is_named_by_its_number(typed: str, scope: str) -> None:
    assert parse_zone(typed) == scope


@pytest.mark.parametrize("typed", ["vùng 5", "hà nội", "", "vùng", "v"])
def test_what_is_no_zone_asks_for_the_commune(typed: str) -> None:
    with pytest.raises(Unreadable, match="xã, phường"):
        parse_zone(typed)


@pytest.mark.parametrize(
    ("kind", "typed", "value", "said"),
    [
        (FieldKind.MONEY, "8tr5", Decimal(8_500_000), "8.500.000 đồng"),
        (FieldKind.NUMBER, "7,5", Decimal("7.5"), "7,5 giờ"),
        (FieldKind.COUNT, "27", 27, "27 giờ"),
        (FieldKind.DAY, "1/7/2026", date(2026, 7, 1), "01/07/2026"),
        (FieldKind.MONTH, "7/2026", date(2026, 7, 1), "tháng 7/2026"),
        (FieldKind.CHOICE, "ngày", "day", "Lương ngày"),
        (FieldKind.YES_NO, "chưa", False, "không"),
        (FieldKind.ZONE, "vùng 2", "vung_2", "vùng II"),
    ],
)
def test_one_door_reads_every_kind_and_says_it_back(
    kind: FieldKind, typed: str, value: Value, said: str
) -> None:
    asked = Field("x", "?", kind, unit="giờ", choices=FORMS)

    assert parse(asked, typed, today=TODAY) == value
    assert spell(asked, value) == said


@pytest.mark.parametrize("kind", FieldKind)
@pytest.mark.parametrize("typed", ["x" * 10_000, "9" * 10_000, "8tr" * 3_000, "1 " * 5_000, "( " * 6_000])
def test_a_story_is_refused_at_once(kind: FieldKind, typed: str) -> None:
    asked = Field("x", "?", kind, choices=FORMS)
    started = time.perf_counter()

    with pytest.raises(Unreadable, match="dài quá"):
        parse(asked, typed, today=TODAY)

    assert time.perf_counter() - started < 0.1


@given(st.text(max_size=130))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    readers: list[Callable[[], object]] = [
        partial(parse, Field("x", "?", kind, unit="giờ", choices=FORMS), typed, today=TODAY)
        for kind in FieldKind
    ]
    for read in readers:
        try:
            assert read() is not None
        except Unreadable as error:
            assert str(error)

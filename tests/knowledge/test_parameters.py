"""A figure is printed as it stands on the day asked, in Vietnamese form; what has no value is an error, never a blank."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.parameters import (
    PLACEHOLDER,
    NoValue,
    Parameter,
    Parameters,
    UnknownParameter,
    find_broken_braces,
    find_placeholders,
    format_number,
)
from knowledge.validity import Library

DAY = date(2026, 11, 20)


def figure(unit: str = "dong", amount: str = "5310000", **changed: object) -> Parameter:
    values: dict[str, object] = {
        "name": "muc",
        "scope": "",
        "label": "Mức",
        "unit": unit,
        "amount": Decimal(amount),
        "text": None,
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
        "document": "1/QH",
        "article": "1",
    }
    return Parameter(**(values | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit", "amount", "printed"),
    [
        ("dong", "5310000", "5.310.000 đồng"),
        ("percent", "85", "85%"),
        ("percent", "17.5", "17,5%"),
        ("months", "6", "6 tháng"),
        ("days", "14", "14 ngày"),
        ("hours", "300", "300 giờ"),
    ],
)
def test_a_figure_is_printed_with_its_unit(unit: str, amount: str, printed: str) -> None:
    assert Parameters([figure(unit, amount)]).fill("Là {{ muc }}.", DAY) == f"Là {printed}."


def test_a_text_is_printed_as_it_stands() -> None:
    fine = figure("text", amount="0", text="từ 5 đến 10 triệu đồng")

    assert Parameters([fine]).fill("Phạt {{muc}}", DAY) == "Phạt từ 5 đến 10 triệu đồng"


@pytest.mark.parametrize(
    ("braces", "printed"),
    [
        ("{{ muc * 2 }}", "10.620.000 đồng"),
        ("{{ muc*0.5 }}", "2.655.000 đồng"),
        ("{{ muc / 2 }}", "2.655.000 đồng"),
        ("{{ muc / 26 }}", "204.230,77 đồng"),
        ("{{ muc * 46.8 }}", "248.508.000 đồng"),
        ("{{ muc / 3 }}", "1.770.000 đồng"),
    ],
)
def test_a_figure_may_be_multiplied_or_divided(braces: str, printed: str) -> None:
    assert Parameters([figure()]).fill(braces, DAY) == printed


def test_every_placeholder_of_a_text_is_filled() -> None:
    values = [figure(scope="vung_1"), figure(scope="vung_2", amount="4730000")]

    filled = Parameters(values).fill("{{ muc.vung_1 }}, {{ muc.vung_2 }}, {{ muc.vung_1 }}", DAY)

    assert filled == "5.310.000 đồng, 4.730.000 đồng, 5.310.000 đồng"


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1.000"),
        ("1234567.5", "1.234.567,5"),
        ("17.256", "17,26"),
        ("10", "10"),
    ],
)
def test_numbers_have_the_vietnamese_form(number: str, printed: str) -> None:
    assert format_number(Decimal(number)) == printed


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_the_vietnamese_form_can_be_read_back(number: Decimal) -> None:
    assert Decimal(format_number(number).replace(".", "").replace(",", ".")) == number


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("{{ muc }}", []),
        ("{{ Muc }}", ["{{ Muc }}"]),
        ("{{ muc * }}", ["{{ muc * }}"]),
        ("{{ muc * 1.2.3 }}", ["{{ muc * 1.2.3 }}"]),
        ("{{ muc / 0 }}", ["{{ muc / 0 }}"]),
        ("{{ muc * 0.0 }}", ["{{ muc * 0.0 }}"]),
        ("{{ muc + 1 }}", ["{{ muc + 1 }}"]),
        ("{{ muc", ["{{"]),
        ("muc }} và {{ muc }}", ["}}"]),
        ("{ muc }", []),
    ],
)
def test_braces_that_are_no_placeholder_are_found(text: str, broken: list[str]) -> None:
    assert find_broken_braces(text) == broken


@given(st.text(alphabet="{}muc. */0123", max_size=30))
def test_no_text_breaks_the_search_for_placeholders(text: str) -> None:
    rest = PLACEHOLDER.sub("", text)

    assert all(placeholder.factor > 0 for placeholder in find_placeholders(text))
    assert bool(find_broken_braces(text)) == ("{{" in rest or "}}" in rest)


def test_a_figure_nobody_knows_is_an_error() -> None:
    with pytest.raises(UnknownParameter, match=r"luong\.vung_1"):
        Parameters([figure()]).fill("{{ luong.vung_1 }}", DAY)


def test_a_scope_nobody_knows_is_an_error() -> None:
    with pytest.raises(UnknownParameter, match=r"muc\.vung_9"):
        Parameters([figure()]).fill("{{ muc.vung_9 }}", DAY)


def test_a_day_before_the_first_value_and_one_after_the_last_have_none() -> None:
    values = Parameters([figure(valid_from=date(2026, 1, 1), valid_to=date(2026, 7, 1))])

    assert values.get("muc", "", date(2026, 1, 1)).amount == 5310000
    assert values.get("muc", "", date(2026, 6, 30)).amount == 5310000
    for day in (date(2025, 12, 31), date(2026, 7, 1)):
        with pytest.raises(NoValue):
            values.fill("{{ muc }}", day)


def test_the_span_of_a_figure_runs_over_all_its_values() -> None:
    values = [
        figure(valid_from=date(2026, 1, 1)),
        figure(valid_from=date(2024, 7, 1), valid_to=date(2026, 1, 1)),
    ]
    assert Parameters(values).span("muc", "") == (date(2024, 7, 1), None)
    with pytest.raises(UnknownParameter):
        Parameters(values).span("muc", "vung_1")


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2025, 12, 31), "4.960.000 đồng"),
        (date(2026, 1, 1), "5.310.000 đồng"),
    ],
)
def test_the_minimum_wage_changes_on_the_first_of_january_2026(
    library: Library, day: date, printed: str
) -> None:
    assert library.parameters.fill("{{ luong_toi_thieu.vung_1 }}", day) == printed


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2026, 6, 30), "2.340.000 đồng"),
        (date(2026, 7, 1), "2.530.000 đồng"),
    ],
)
def test_the_base_salary_changes_on_the_first_of_july_2026(library: Library, day: date, printed: str) -> None:
    assert library.parameters.fill("{{ luong_co_so }}", day) == printed

"""Pay held against the minimum wage of its zone, by the month or by the hour."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.calculators.minimum_wage import CALCULATOR
from knowledge.calculators.shape import Impossible, NotInForce, Outcome
from tests.knowledge.calculators.chance import TODAY, ZONES, any_answers, find_outcome, is_sound, run

MONTHS = dict(zip(ZONES, (5_310_000, 4_730_000, 4_140_000, 3_700_000), strict=True))
HOURS = dict(zip(ZONES, (25_500, 22_700, 20_000, 17_800), strict=True))


def compare(form: str, pay: str | int, zone: str = "vung_1", day: date = TODAY, **answers: Any) -> Outcome:
    return run(CALCULATOR, day, zone=zone, pay_form=form, **{f"{form}_pay": Decimal(pay)}, **answers)


@pytest.mark.parametrize("zone", ZONES)
def test_the_monthly_minimum_itself_is_enough_and_one_dong_less_is_not(zone: str) -> None:
    enough = compare("month", MONTHS[zone], zone)
    short = compare("month", MONTHS[zone] - 1, zone)

    assert enough.amounts["is_enough"] is True
    assert enough.warnings == ()
    assert short.amounts["short"] == 1
    assert short.answer.startswith("Chưa đủ")
    assert "Điều 90" in short.warnings[0]


@pytest.mark.parametrize("zone", ZONES)
def test_the_hourly_minimum_itself_is_enough_and_one_dong_less_is_not(zone: str) -> None:
    enough = compare("hour", HOURS[zone], zone)
    short = compare("hour", HOURS[zone] - 1, zone)

    assert (enough.amounts["is_enough"], short.amounts["is_enough"]) == (True, False)


@pytest.mark.parametrize(
    ("day", "is_enough"), [(date(2025, 12, 31), True), (date(2026, 1, 1), False)]
)  # 4.960.000, then 5.310.000
def test_the_figure_is_that_of_the_day(day: date, is_enough: bool) -> None:
    outcome = compare("month", 5_000_000, day=day)

    assert outcome.amounts["is_enough"] is is_enough


def test_the_decree_of_2026_is_not_cited_for_a_day_before_it() -> None:
    old = compare("month", 5_000_000, day=date(2025, 12, 31))
    new = compare("month", 5_000_000)

    assert "293/2025/NĐ-CP" not in {citation.document for citation in old.citations}
    assert "293/2025/NĐ-CP" in {citation.document for citation in new.citations}


def test_a_day_is_multiplied_by_the_normal_days_of_the_month() -> None:
    outcome = compare("day", 190_000, "vung_2")

    assert outcome.amounts["pay"] == 4_940_000  # 190.000 × 26
    assert outcome.amounts["is_enough"] is True


def test_a_monthly_pay_is_only_compared_and_never_converted() -> None:
    short, over, even = (compare("month", pay) for pay in (5_000_000, 5_500_000, 5_310_000))

    assert [step.formula for step in short.steps] == ["5.310.000 − 5.000.000"]
    assert short.steps[0].value == "thiếu 310.000 đồng"
    assert over.steps[0].value == "hơn 190.000 đồng"
    assert even.steps[0].value == "vừa đủ"


def test_a_fraction_of_a_dong_too_little_is_a_whole_one_short() -> None:
    outcome = compare("week", "1225384.5")  # × 52 ÷ 12 = 5.309.999,5

    assert outcome.amounts["short"] == 1
    assert outcome.answer.endswith("thiếu 1 đồng.")


def test_a_week_is_multiplied_by_52_and_divided_by_12() -> None:
    outcome = compare("week", 1_200_000)

    assert outcome.amounts["pay"] == 5_200_000  # 1.200.000 × 52 ÷ 12
    assert outcome.amounts["short"] == 110_000


def test_pieces_of_a_full_month_are_held_against_the_month() -> None:
    outcome = compare("piece", 4_200_000, "vung_3")

    assert outcome.amounts["is_enough"] is True
    assert ("4", None) in {(citation.article, citation.clause) for citation in outcome.citations}


@pytest.mark.parametrize(
    ("form", "pay", "worked", "by_hour"),
    [
        ("day", 100_000, "day_hours", 25_000),  # ÷ 4
        ("week", 100_000, "week_hours", 25_000),
        ("piece", 100_000, "month_hours", 25_000),
        ("month", 500_000, "month_hours", 125_000),
    ],
)
def test_part_time_pay_is_divided_by_its_hours(form: str, pay: int, worked: str, by_hour: int) -> None:
    answers: dict[str, Any] = {"full_time": False, worked: Decimal(4)}

    outcome = compare(form, pay, **answers)

    assert outcome.amounts["pay"] == by_hour
    assert outcome.amounts["minimum"] == 25_500


def test_a_part_time_month_is_only_compared_with_care() -> None:
    outcome = compare("month", 2_000_000, full_time=False, month_hours=Decimal(100))

    assert outcome.answer.startswith("Có vẻ chưa đủ")  # 20.000 < 25.500
    assert outcome.warnings == ()
    assert "tham khảo" in outcome.leaves_out[0]


@pytest.mark.parametrize(
    ("form", "pay", "answers", "reason"),
    [
        ("month", 499_999, {}, "nhập đủ"),
        ("day", 200_000, {"month_days": Decimal(28)}, "27 ngày"),
        ("day", 200_000, {"full_time": False, "day_hours": Decimal(11)}, "tăng ca"),
        ("week", 900_000, {"full_time": False, "week_hours": Decimal(49)}, "48 giờ"),
        ("piece", 900_000, {"full_time": False, "month_hours": Decimal(217)}, "216 giờ"),
    ],
)
def test_what_cannot_be_says_why(form: str, pay: int, answers: dict[str, Any], reason: str) -> None:
    with pytest.raises(Impossible, match=reason):
        compare(form, pay, **answers)


def test_an_hourly_figure_we_do_not_hold_is_not_in_force() -> None:
    with pytest.raises(NotInForce):
        compare("hour", 25_000, day=date(2022, 6, 30))


@settings(deadline=None)
@given(any_answers(CALCULATOR))
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Any]) -> None:
    outcome = find_outcome(CALCULATOR, answers)

    assert outcome is None or is_sound(CALCULATOR, outcome)


@settings(deadline=None)
@given(st.integers(500_000, 9_000_000), st.integers(0, 1_000_000), st.sampled_from(ZONES))
def test_more_pay_never_falls_shorter(pay: int, more: int, zone: str) -> None:
    less, greater = compare("month", pay, zone), compare("month", pay + more, zone)

    assert Decimal(str(less.amounts["short"])) >= Decimal(str(greater.amounts["short"]))

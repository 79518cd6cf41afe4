"""Overtime and night pay: the rates of Điều 98, the night sums of Điều 57, the limits of Điều 107."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.calculators.overtime import CALCULATOR
from knowledge.calculators.shape import Outcome
from tests.knowledge.calculators.chance import any_answers, find_outcome, find_reason, is_sound, run


def by_month(**answers: Any) -> Outcome:
    """6.240.000 đồng for 26 days of 8 hours: 30.000 đồng an hour."""
    return run(CALCULATOR, month_pay=Decimal(6_240_000), **answers)


def hours(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(("kind", "amount"), [("weekday", 90_000), ("rest", 120_000), ("holiday", 180_000)])
def test_two_hours_by_day_are_paid_at_150_200_and_300_percent(kind: str, amount: int) -> None:
    outcome = by_month(**{f"{kind}_hours": hours("2")})

    assert outcome.amounts["total"] == amount  # 30.000 × 2 × 1,5 | 2 | 3


@pytest.mark.parametrize(("kind", "amount"), [("weekday", 120_000), ("rest", 162_000), ("holiday", 234_000)])
def test_two_hours_by_night_are_paid_at_200_270_and_390_percent(kind: str, amount: int) -> None:
    worked: dict[str, Any] = {f"{kind}_hours": hours("2"), f"{kind}_night_hours": hours("2")}

    outcome = by_month(has_night=True, **worked)

    assert outcome.amounts["total"] == amount  # 150+30+20, 200+30+40, 300+30+60 percent of 60.000


def test_night_overtime_after_daytime_overtime_of_a_weekday_is_paid_at_210_percent() -> None:
    outcome = by_month(
        has_night=True, weekday_hours=hours("3"), weekday_night_hours=hours("1"), daytime_first=True
    )

    assert outcome.amounts["total"] == 153_000  # 2 × 45.000 + 1 × 63.000


def test_night_overtime_on_another_day_than_daytime_overtime_stays_at_200_percent() -> None:
    outcome = by_month(
        has_night=True, weekday_hours=hours("3"), weekday_night_hours=hours("1"), daytime_first=False
    )

    assert outcome.amounts["total"] == 150_000  # 2 × 45.000 + 1 × 60.000


def test_a_normal_night_shift_is_paid_30_percent_on_top() -> None:
    outcome = by_month(has_night=True, shift_night_hours=hours("56"))

    assert outcome.amounts["night_shift_pay"] == 504_000  # 30.000 × 30 % × 56
    assert outcome.amounts["overtime_hours"] == 0
    assert [c.article for c in outcome.citations] == ["98", "56", "106"]  # nothing of overtime


def test_the_sum_is_divided_and_rounded_once() -> None:
    outcome = run(CALCULATOR, month_pay=Decimal(8_500_000), weekday_hours=hours("20"), rest_hours=hours("16"))

    # 8.500.000 × (150 × 20 + 200 × 16) ÷ 100 ÷ 208 = 2.533.653,85
    assert outcome.amounts["total"] == 2_533_654
    assert [step.value for step in outcome.steps[:2]] == ["40.865 đồng", "1.225.962 đồng"]
    assert outcome.steps[-1].formula == "1.225.961,54 + 1.307.692,31"


def test_an_hour_is_month_by_the_days_and_hours_of_the_company() -> None:
    outcome = run(
        CALCULATOR,
        month_pay=Decimal(6_600_000),
        month_days=Decimal(22),
        day_hours=Decimal("7.5"),
        weekday_hours=hours("1"),
    )

    assert outcome.amounts["total"] == 60_000  # 6.600.000 ÷ 22 ÷ 7,5 = 40.000; × 150 %


def test_a_day_and_an_hour_of_the_same_worth_give_the_same_pay() -> None:
    by_day = run(CALCULATOR, pay_form="day", day_pay=Decimal(240_000), weekday_hours=hours("4"))
    by_hour = run(CALCULATOR, pay_form="hour", hour_pay=Decimal(30_000), weekday_hours=hours("4"))

    assert by_day.amounts["total"] == by_hour.amounts["total"] == 180_000


def test_pieces_beyond_the_quota_are_paid_by_their_price() -> None:
    outcome = run(
        CALCULATOR,
        pay_form="piece",
        piece_pay=Decimal(2_000),
        weekday_pieces=Decimal(50),
        rest_pieces=Decimal(10),
        has_night=True,
        rest_night_pieces=Decimal(10),
    )

    assert outcome.amounts["total"] == 204_000  # 2.000 × 150 % × 50 + 2.000 × 270 % × 10
    assert outcome.amounts["overtime_hours"] == 0


def test_who_is_paid_by_the_day_hears_that_the_holiday_itself_comes_on_top() -> None:
    daily = run(CALCULATOR, pay_form="day", day_pay=Decimal(240_000), holiday_hours=hours("8"))
    monthly = by_month(holiday_hours=hours("8"))

    assert daily.amounts["total"] == monthly.amounts["total"] == 720_000
    assert len(daily.leaves_out) == len(monthly.leaves_out) + 1


def test_overtime_by_night_cites_the_article_of_all_three_rates_once() -> None:
    outcome = by_month(has_night=True, weekday_hours=hours("2"), weekday_night_hours=hours("2"))

    assert [(c.article, c.clause) for c in outcome.citations] == [
        ("98", None),
        ("55", None),
        ("57", None),
        ("106", None),
    ]


def test_a_shift_on_a_holiday_and_a_recalled_day_of_leave_are_asked_for_as_holidays() -> None:
    field = next(field for field in CALCULATOR.fields if field.name == "holiday_hours")

    assert "Trực ca ngày lễ" in field.hint
    assert "nghỉ phép bị gọi vào làm" in field.hint


def test_nothing_worked_is_nothing_owed() -> None:
    outcome = by_month()

    assert outcome.amounts["total"] == 0
    assert outcome.answer.startswith("Bạn chưa nhập")


@pytest.mark.parametrize(
    ("worked", "words"),
    [
        ("40", ""),
        ("40.5", "chỉ được khi công ty"),
        ("60", "chỉ được khi công ty"),
        ("60.5", "quá mức cao nhất"),
    ],
)
def test_hours_over_40_and_over_60_a_month_are_warned_of(worked: str, words: str) -> None:
    outcome = by_month(weekday_hours=hours(worked))

    assert bool(outcome.warnings) is bool(words)
    assert words in "".join(outcome.warnings)


def test_all_kinds_of_days_count_towards_the_month() -> None:
    outcome = by_month(weekday_hours=hours("20"), rest_hours=hours("16"), holiday_hours=hours("8"))

    assert outcome.amounts["overtime_hours"] == 44
    assert "Điều 107" in outcome.warnings[0]


@pytest.mark.parametrize(("longest", "warned"), [("12", False), ("12.5", True)])
def test_a_day_of_more_than_12_hours_is_warned_of(longest: str, warned: bool) -> None:
    outcome = by_month(weekday_hours=hours("4"), longest_day=hours(longest))

    assert bool(outcome.warnings) is warned


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"weekday_hours": hours("400")}, "mức làm thêm của cả một năm"),
        ({"weekday_hours": hours("200"), "rest_hours": hours("101")}, "Cộng lại là 301 giờ"),
        ({"month_days": Decimal(28)}, "27 ngày"),
        ({"day_hours": Decimal(12)}, "hơn là tăng ca"),
        ({"weekday_hours": hours("4"), "longest_day": hours("25")}, "chỉ có 24 giờ"),
        ({"weekday_hours": hours("4"), "longest_day": hours("7")}, "8 giờ bình thường trở lên"),
        (
            {"weekday_hours": hours("4"), "has_night": True, "weekday_night_hours": hours("5")},
            "không thể nhiều hơn tổng số 4",
        ),
        ({"has_night": True, "shift_night_hours": hours("217")}, "không thể quá 216 giờ"),
        ({"has_night": True, "shift_night_hours": hours("209")}, "208 giờ làm bình thường"),
    ],
)
def test_what_cannot_be_says_why(answers: dict[str, Any], reason: str) -> None:
    found = find_reason(CALCULATOR, month_pay=Decimal(6_240_000), **answers)

    assert reason in found


def test_200_hours_of_one_kind_and_300_in_all_are_still_answered() -> None:
    outcome = by_month(weekday_hours=hours("200"), rest_hours=hours("100"))

    assert outcome.amounts["total"] == 15_000_000  # 30.000 × (1,5 × 200 + 2 × 100)


@settings(deadline=None)
@given(any_answers(CALCULATOR))
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Any]) -> None:
    outcome = find_outcome(CALCULATOR, answers)

    assert outcome is None or is_sound(CALCULATOR, outcome)


@settings(deadline=None)
@given(
    st.decimals(0, 99, places=1), st.decimals(0, 1, places=1), st.sampled_from(["weekday", "rest", "holiday"])
)
def test_more_hours_are_never_less_pay(worked: Decimal, more: Decimal, kind: str) -> None:
    few = by_month(**{f"{kind}_hours": worked})
    many = by_month(**{f"{kind}_hours": worked + more})

    assert Decimal(str(few.amounts["total"])) <= Decimal(str(many.amounts["total"]))

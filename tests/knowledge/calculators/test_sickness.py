"""Sick pay. The first sum is the example of our own entry om-muc-huong; the others were done by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.shape import Value
from knowledge.calculators.sickness import CALCULATOR, DAYS, LONG_SHARES, find_tier, round_days
from knowledge.entry import Citation
from tests.knowledge.calculators.insurance import (
    ask,
    check_calculator,
    check_outcome,
    draw_answers,
    find_reason,
)

OWN: dict[str, Value] = {
    "kind": "own",
    "years_paid": 3,
    "job": "normal",
    "pay": Decimal(7_200_000),
    "days": Decimal(4),
    "days_before": Decimal(0),
}
CHILD: dict[str, Value] = {
    "kind": "child",
    "child_age": "under_3",
    "pay": Decimal(7_200_000),
    "days": Decimal(4),
    "days_before": Decimal(0),
}


def test_four_days_of_7_200_000_are_900_000() -> None:
    outcome = ask(CALCULATOR, OWN)

    # 7.200.000 ÷ 24 × 75 % × 4 = 900.000
    assert outcome.amounts == {"days_paid": 4, "days_unpaid": 0, "benefit": 900_000}
    assert outcome.answer == "Bạn được BHXH trả khoảng 900.000 đồng cho 4 ngày nghỉ."


@pytest.mark.parametrize(
    ("job", "years", "days"),
    [
        ("normal", 0, 30),
        ("normal", 14, 30),
        ("normal", 15, 40),
        ("normal", 29, 40),
        ("normal", 30, 60),
        ("heavy", 14, 40),
        ("heavy", 15, 50),
        ("heavy", 29, 50),
        ("heavy", 30, 70),
    ],
)
def test_the_days_of_a_year_go_by_years_paid_and_kind_of_job(job: str, years: int, days: int) -> None:
    assert find_tier(DAYS[job], years) == days


@pytest.mark.parametrize(("years", "share"), [(14, 50), (15, 55), (29, 55), (30, 65)])
def test_a_long_illness_is_paid_50_55_or_65_percent_after_the_days_of_the_year(
    years: int, share: int
) -> None:
    assert find_tier(LONG_SHARES, years) == share


@pytest.mark.parametrize(
    ("typed", "counted"),
    [("0.1", "0.5"), ("0.4", "0.5"), ("0.5", "1"), ("0.9", "1"), ("1", "1"), ("2.4", "2.5"), ("2.5", "3")],
)
def test_less_than_half_a_day_counts_half_and_from_half_a_day_one(typed: str, counted: str) -> None:
    assert round_days(Decimal(typed)) == Decimal(counted)


def test_half_a_day_is_half_the_money_of_a_day() -> None:
    outcome = ask(CALCULATOR, OWN | {"days": Decimal("0.4")})

    assert outcome.amounts["benefit"] == 112_500  # 7.200.000 ÷ 24 × 75 % ÷ 2


def test_days_beyond_the_limit_are_not_paid() -> None:
    at_limit = ask(CALCULATOR, OWN | {"days": Decimal(10), "days_before": Decimal(20)})
    beyond = ask(CALCULATOR, OWN | {"days": Decimal(11), "days_before": Decimal(20)})

    assert (at_limit.amounts["days_paid"], at_limit.amounts["days_unpaid"]) == (10, 0)
    assert not at_limit.warnings
    assert (beyond.amounts["days_paid"], beyond.amounts["days_unpaid"]) == (10, 1)
    assert "1 ngày còn lại" in beyond.warnings[0]
    assert "chữa trị dài ngày" in beyond.warnings[0]


def test_with_the_days_of_the_year_gone_nothing_is_paid() -> None:
    outcome = ask(CALCULATOR, OWN | {"days_before": Decimal(30)})
    child = ask(CALCULATOR, CHILD | {"days_before": Decimal(20)})

    assert outcome.answer.startswith("Chưa được: bạn đã hết 30 ngày")
    assert "chữa trị dài ngày" in outcome.leaves_out[0]
    assert child.answer.startswith("Chưa được: bạn đã hết 20 ngày")
    assert "chữa trị dài ngày" not in child.leaves_out[0]


def test_half_days_of_before_are_rounded_like_those_of_this_time() -> None:
    outcome = ask(CALCULATOR, OWN | {"days": Decimal(1), "days_before": Decimal("29.3")})

    assert outcome.amounts["days_paid"] == Decimal("0.5")  # 29,3 count 29,5


@pytest.mark.parametrize(
    ("answers", "formula"),
    [
        (OWN, "đóng 3 năm, việc bình thường"),
        (OWN | {"job": "heavy"}, "đóng 3 năm, việc nặng nhọc hoặc vùng khó khăn"),
        (CHILD, "con dưới 3 tuổi"),
        (CHILD | {"child_age": "under_7"}, "con từ 3 đến dưới 7 tuổi"),
    ],
)
def test_the_days_of_a_year_are_explained_in_words(answers: dict[str, Value], formula: str) -> None:
    assert ask(CALCULATOR, answers).steps[0].formula == formula


def test_a_long_illness_goes_on_at_the_lower_rate() -> None:
    outcome = ask(
        CALCULATOR,
        OWN | {"kind": "long", "years_paid": 16, "days": Decimal(50), "days_before": Decimal(10)},
    )

    # 40 − 10 = 30 days at 75 %: 6.750.000; 20 days at 55 %: 7.200.000 ÷ 24 × 55 % × 20 = 3.300.000
    assert outcome.amounts["benefit"] == 10_050_000
    assert outcome.amounts["days_paid"] == 50
    assert Citation("41/2024/QH15", "45", is_primary=True) in outcome.citations
    assert Citation("41/2024/QH15", "43", "2") in outcome.citations


def test_a_long_illness_is_still_paid_when_the_days_of_the_year_are_gone() -> None:
    outcome = ask(CALCULATOR, OWN | {"kind": "long", "days_before": Decimal(30)})

    assert outcome.amounts["benefit"] == 600_000  # 7.200.000 ÷ 24 × 50 % × 4


@pytest.mark.parametrize(("age", "days"), [("under_3", 20), ("under_7", 15)])
def test_a_sick_child_is_paid_20_days_under_three_and_15_under_seven(age: str, days: int) -> None:
    outcome = ask(CALCULATOR, CHILD | {"child_age": age, "days": Decimal(30)})

    assert outcome.amounts["days_paid"] == days
    assert outcome.amounts["benefit"] == 225_000 * days
    assert "chữa trị dài ngày" not in outcome.warnings[0]


def test_a_child_of_seven_is_not_paid_for() -> None:
    outcome = ask(CALCULATOR, {"kind": "child", "child_age": "older"})

    assert outcome.answer.startswith("Chưa được")


def test_recovery_is_named_from_thirty_days_of_the_year_on() -> None:
    less = ask(CALCULATOR, OWN | {"days": Decimal("0.4"), "days_before": Decimal(29)})
    enough = ask(CALCULATOR, OWN | {"days": Decimal(1), "days_before": Decimal(29)})

    assert not any("dưỡng sức" in text for text in less.leaves_out)
    assert any("759.000 đồng" in text for text in enough.leaves_out)  # 30 % × 2.530.000
    assert any("nhiều nhất 5 ngày (7 ngày nếu phải mổ)" in text for text in enough.leaves_out)
    assert "161/2026/NĐ-CP" in {citation.document for citation in enough.citations}
    assert "161/2026/NĐ-CP" not in {citation.document for citation in less.citations}


def test_recovery_after_a_long_illness_is_ten_days_at_most() -> None:
    outcome = ask(CALCULATOR, OWN | {"kind": "long", "days": Decimal(31)})

    assert any("nhiều nhất 10 ngày," in text for text in outcome.leaves_out)


def test_a_pay_above_the_ceiling_is_cut_to_it() -> None:
    outcome = ask(CALCULATOR, OWN | {"pay": Decimal(99_000_000), "days": Decimal(24)})

    assert outcome.amounts["benefit"] == 37_950_000  # 75 % × 50.600.000


def test_more_days_than_a_year_has_cannot_be() -> None:
    answers = OWN | {"kind": "long", "days": Decimal(300), "days_before": Decimal(67)}

    assert find_reason(CALCULATOR, answers)[0] == "days_before"
    assert ask(CALCULATOR, answers | {"days_before": Decimal(66)}).amounts["days_paid"] == 300
    assert find_reason(CALCULATOR, OWN | {"days": Decimal(0)})[0] == "days"
    assert find_reason(CALCULATOR, OWN | {"days": Decimal(367)})[0] == "days"


@given(
    draw_answers(
        CALCULATOR, days=st.integers(1, 200).map(Decimal), days_before=st.integers(0, 80).map(Decimal)
    )
)
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Value]) -> None:
    check_outcome(CALCULATOR, answers)


@given(st.sampled_from(["own", "long"]), st.integers(1, 300), st.integers(1, 30), st.integers(0, 59))
def test_more_days_and_more_years_are_never_less(kind: str, days: int, more: int, years: int) -> None:
    base = OWN | {"kind": kind, "days": Decimal(days), "years_paid": years}

    low = ask(CALCULATOR, base)
    high = ask(CALCULATOR, base | {"days": Decimal(days + more), "years_paid": years + 1})

    assert low.amounts["benefit"] <= high.amounts["benefit"]  # type: ignore[operator]


def test_its_questions_and_laws_are_in_order() -> None:
    check_calculator(CALCULATOR)

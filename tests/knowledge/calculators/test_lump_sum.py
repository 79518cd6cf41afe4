"""The withdrawal at once. The first sum is the example of our entry rut-mot-lan-muc-huong; the rest by hand."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.lump_sum import CALCULATOR, count_pay_months
from knowledge.calculators.shape import Value
from knowledge.entry import Citation
from tests.knowledge.calculators.insurance import (
    ask,
    check_calculator,
    check_outcome,
    draw_answers,
    find_reason,
)

RATE = Decimal(22)
SIX_YEARS: dict[str, Value] = {
    "reason": "waited",
    "months_before_2014": 0,
    "months_since_2014": 72,
    "mean_pay": Decimal(7_000_000),
    "sex": "nu",
}


def test_six_years_of_seven_million_are_84_million() -> None:
    outcome = ask(CALCULATOR, SIX_YEARS)

    # 6 × 2 × 7.000.000; as months of a pension of 45 %: 12 ÷ 45 % = 26,7
    assert outcome.amounts["amount"] == 84_000_000
    assert outcome.amounts["pension_months"] == 27
    assert outcome.amounts["months_lost"] == 72
    assert outcome.answer == (
        "Bạn rút được khoảng 84.000.000 đồng, bằng khoảng 27 tháng lương hưu nếu sau này bạn đóng đủ 15 năm; lương hưu thì "
        "trả suốt đời."
    )
    assert "thiếu 9 năm" in outcome.warnings[1]


@pytest.mark.parametrize(
    ("before", "since", "months"),
    [
        (0, 12, "2"),
        (0, 18, "3"),  # 1,5 years
        (0, 19, "4"),  # 7 odd months are a year
        (12, 0, "1.5"),
        (24, 0, "3"),  # 2 × 1,5
        (30, 0, "3.75"),  # 2,5 × 1,5: nothing to move the odd months to
        (40, 78, "18.5"),  # 36 → 3 × 1,5 = 4,5; 78 + 4 = 82 → 7 × 2 = 14
        (24, 12, "5"),  # 3 + 2
        (5, 10, "3"),  # 15 months since: 1,5 × 2
        (12, 1, "2.5"),  # 1,5 + 0,5 × 2
    ],
)
def test_a_year_before_2014_is_one_and_a_half_and_since_two_and_odd_months_move(
    before: int, since: int, months: str
) -> None:
    assert count_pay_months(before, since, RATE) == Decimal(months)


@pytest.mark.parametrize(("paid", "months"), [(1, "0.22"), (9, "1.98"), (10, "2"), (11, "2")])
def test_less_than_a_year_is_what_was_paid_in_and_two_months_at_most(paid: int, months: str) -> None:
    assert count_pay_months(0, paid, RATE) == Decimal(months)


def test_who_still_waits_is_told_the_sum_of_later() -> None:
    outcome = ask(CALCULATOR, SIX_YEARS | {"reason": "waiting"})

    assert outcome.answer.startswith("Chưa được: phải đủ 12 tháng")
    assert "84.000.000 đồng" in outcome.answer
    assert Citation("158/2025/NĐ-CP", "14", "1") in outcome.citations


def test_who_only_paid_since_the_new_law_cannot_withdraw_for_leaving() -> None:
    outcome = ask(CALCULATOR, {"reason": "new"})

    assert outcome.answer.startswith("Chưa được")
    assert not outcome.steps


@pytest.mark.parametrize("reason", ["waited", "waiting"])
def test_twenty_years_are_too_many_for_those_who_wait_and_a_month_less_is_not(reason: str) -> None:
    many = ask(
        CALCULATOR, SIX_YEARS | {"reason": reason, "months_before_2014": 120, "months_since_2014": 120}
    )
    less = ask(
        CALCULATOR, SIX_YEARS | {"reason": reason, "months_before_2014": 120, "months_since_2014": 119}
    )

    assert many.answer.startswith("Chưa được: đóng từ đủ 20 năm")
    assert less.amounts["amount"] == 245_000_000  # 10 × 1,5 + 10 × 2 = 35 months


def test_at_pension_age_fifteen_years_are_a_pension_and_a_month_less_may_be_withdrawn() -> None:
    pension = ask(
        CALCULATOR, SIX_YEARS | {"reason": "age", "months_before_2014": 60, "months_since_2014": 120}
    )
    less = ask(CALCULATOR, SIX_YEARS | {"reason": "age", "months_before_2014": 60, "months_since_2014": 119})

    assert pension.answer.startswith("Chưa được: đủ tuổi")
    assert "được chọn lương hưu hoặc rút một lần" in pension.leaves_out[0]
    assert Citation("158/2025/NĐ-CP", "14", "2") in pension.citations
    assert less.amounts["amount"] == 192_500_000  # 7,5 + 20 = 27,5 months
    assert "thiếu 1 tháng" in less.warnings[1]
    assert "Điều 23" in less.warnings[1]


def test_at_pension_age_twenty_years_leave_no_choice() -> None:
    twenty = ask(
        CALCULATOR, SIX_YEARS | {"reason": "age", "months_before_2014": 120, "months_since_2014": 120}
    )
    less = ask(CALCULATOR, SIX_YEARS | {"reason": "age", "months_before_2014": 120, "months_since_2014": 119})

    assert not any("được chọn" in line for line in twenty.leaves_out)
    assert any("được chọn" in line for line in less.leaves_out)


@pytest.mark.parametrize("reason", ["abroad", "ill", "disabled"])
def test_the_gravely_ill_and_those_who_leave_the_country_are_not_told_to_go_back_to_work(reason: str) -> None:
    few = ask(CALCULATOR, SIX_YEARS | {"reason": reason})
    many = ask(CALCULATOR, SIX_YEARS | {"reason": reason, "months_before_2014": 120})

    assert few.warnings[1] == "Bạn không bắt buộc phải rút: để lại thì thời gian đóng được giữ nguyên."
    assert "được chọn lương hưu hoặc rút một lần" in many.warnings[1]


def test_all_five_illnesses_are_named_where_the_button_is_too_short() -> None:
    hint = CALCULATOR.fields[0].hint

    assert all(name in hint for name in ("ung thư", "bại liệt", "xơ gan mất bù", "lao nặng", "AIDS"))


@pytest.mark.parametrize(
    ("before", "since", "formulas"),
    [(36, 72, ["3 năm × 1,5", "6 năm × 2"]), (40, 78, ["3 năm × 1,5", "6 năm 10 tháng tính 7 năm × 2"])],
)
def test_years_are_explained_only_where_months_are_odd(before: int, since: int, formulas: list[str]) -> None:
    outcome = ask(CALCULATOR, SIX_YEARS | {"months_before_2014": before, "months_since_2014": since})

    assert [step.formula for step in outcome.steps[:2]] == formulas


@pytest.mark.parametrize("reason", ["abroad", "ill", "disabled"])
def test_leaving_the_country_illness_and_disability_have_no_limit_of_years(reason: str) -> None:
    answers = SIX_YEARS | {"reason": reason, "months_before_2014": 240, "months_since_2014": 120}

    outcome = ask(CALCULATOR, answers)

    assert outcome.amounts["amount"] == 350_000_000  # 20 × 1,5 + 10 × 2 = 50 months
    assert "đã đóng đủ 15 năm" in outcome.warnings[1]


@pytest.mark.parametrize(
    ("sex", "since", "pension_months"),
    [
        ("nu", 144, 53),  # 24 ÷ 45 %
        ("nam", 144, 60),  # 24 ÷ 40 %
    ],
)
def test_the_sum_is_compared_with_the_pension_of_fifteen_years(
    sex: str, since: int, pension_months: int
) -> None:
    outcome = ask(CALCULATOR, SIX_YEARS | {"sex": sex, "months_since_2014": since})

    assert outcome.amounts["pension_months"] == pension_months
    assert outcome.steps[-1].label == "So với lương hưu khi đóng đủ 15 năm"


def test_with_more_than_fifteen_years_the_comparison_is_with_ones_own_pension() -> None:
    answers = SIX_YEARS | {"months_before_2014": 60, "months_since_2014": 144}

    outcome = ask(CALCULATOR, answers)

    # 7,5 + 24 = 31,5 months; a woman with 17 years has 49 %: 31,5 ÷ 49 % = 64,3
    assert outcome.amounts["pension_months"] == 64
    assert outcome.steps[-1].label == "So với lương hưu"


def test_more_months_than_since_2014_and_none_at_all_cannot_be() -> None:
    # From 01/2014 to 11/2026 there are 155 months.
    many = SIX_YEARS | {"months_since_2014": 156}
    none = SIX_YEARS | {"months_since_2014": 0}

    assert find_reason(CALCULATOR, many)[0] == "months_since_2014"
    assert find_reason(CALCULATOR, none)[0] == "months_since_2014"
    assert ask(CALCULATOR, SIX_YEARS | {"months_since_2014": 155}).amounts["months_lost"] == 155


def test_less_than_a_year_before_2014_says_that_less_was_paid_then() -> None:
    outcome = ask(CALCULATOR, SIX_YEARS | {"months_before_2014": 6, "months_since_2014": 0})

    assert outcome.amounts["amount"] == 9_240_000  # 22 % × 6 × 7.000.000
    assert "Trước 2014" in outcome.leaves_out[-1]


def test_a_mean_above_the_ceiling_of_the_day_is_cut_to_it() -> None:
    answers = SIX_YEARS | {"mean_pay": Decimal(60_000_000), "months_since_2014": 12}

    assert ask(CALCULATOR, answers).amounts["amount"] == 101_200_000  # 2 × 50.600.000
    old = ask(CALCULATOR, answers, day=date(2026, 6, 30))
    assert old.amounts["amount"] == 93_600_000  # 2 × 46.800.000


@given(
    draw_answers(CALCULATOR, months_since_2014=st.integers(0, 160), months_before_2014=st.integers(0, 120))
)
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Value]) -> None:
    check_outcome(CALCULATOR, answers)


@given(st.integers(0, 100).map(lambda years: years * 12), st.integers(1, 500))
def test_a_month_more_since_2014_is_never_less(before: int, since: int) -> None:
    assert count_pay_months(before, since, RATE) <= count_pay_months(before, since + 1, RATE)


def test_its_questions_and_laws_are_in_order() -> None:
    check_calculator(CALCULATOR)

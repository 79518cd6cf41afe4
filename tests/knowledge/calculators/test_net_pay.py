"""Contributions of worker and company, their two ceilings, and the pay before income tax."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.calculators.net_pay import CALCULATOR
from knowledge.calculators.shape import NotInForce, Outcome
from tests.knowledge.calculators.chance import (
    PARAMETERS,
    TODAY,
    ZONES,
    any_answers,
    find_outcome,
    find_reason,
    is_sound,
    run,
)

BEFORE, SINCE = date(2026, 6, 30), date(2026, 7, 1)  # of the reference level of 2.530.000


def paid(month_pay: int, *, zone: str = "vung_1", day: date = TODAY, **answers: Any) -> Outcome:
    return run(CALCULATOR, day, month_pay=Decimal(month_pay), zone=zone, **answers)


def test_a_worker_pays_10_and_a_half_percent_below_the_ceilings() -> None:
    outcome = paid(8_000_000)

    assert outcome.amounts["worker_contributions"] == 840_000  # 640.000 + 120.000 + 80.000
    assert outcome.amounts["net_before_tax"] == 7_160_000


def test_the_company_pays_23_and_a_half_percent_on_top() -> None:
    outcome = paid(8_000_000)

    # 17,5 % social with accidents, 3 % health, 1 % unemployment, 2 % union fund
    assert outcome.amounts["company_contributions"] == 1_880_000


def test_pay_without_contributions_and_the_union_fee_change_only_what_is_left() -> None:
    plain = paid(8_000_000)
    outcome = paid(8_000_000, other_pay=Decimal(1_200_000), union_fee=Decimal(40_000))

    assert outcome.amounts["worker_contributions"] == plain.amounts["worker_contributions"]
    assert outcome.amounts["net_before_tax"] == 8_320_000  # 7.160.000 + 1.200.000 − 40.000


@pytest.mark.parametrize(
    ("day", "base"), [(BEFORE, 46_800_000), (SINCE, 50_600_000)]
)  # 20 × 2.340.000, 20 × 2.530.000
def test_the_ceiling_of_social_and_health_insurance_follows_the_reference_level(day: date, base: int) -> None:
    outcome = paid(60_000_000, day=day)

    assert outcome.amounts["insurance_base"] == base
    assert outcome.amounts["unemployment_base"] == 60_000_000


@pytest.mark.parametrize("zone", ZONES)
def test_the_ceiling_of_unemployment_insurance_is_that_of_the_zone(zone: str) -> None:
    outcome = paid(500_000_000, zone=zone)

    assert outcome.amounts["unemployment_base"] == (
        PARAMETERS.get("bhtn_luong_dong_toi_da", zone, TODAY).amount
    )


def test_above_both_ceilings_the_contributions_stand_still() -> None:
    outcome = paid(120_000_000, zone="vung_2")

    # 50.600.000 × 9,5 % + 94.600.000 × 1 %
    assert outcome.amounts["worker_contributions"] == 5_753_000
    assert [step.value for step in outcome.steps[:2]] == ["50.600.000 đồng", "94.600.000 đồng"]


@pytest.mark.parametrize(("pay", "steps"), [(50_600_000, 0), (50_600_001, 1)])
def test_a_ceiling_is_shown_only_where_it_is_passed(pay: int, steps: int) -> None:
    outcome = paid(pay)

    shown = [step for step in outcome.steps if step.label.startswith("Lương cao nhất")]
    assert len(shown) == steps


def test_pay_of_the_reference_level_is_insured() -> None:
    outcome = paid(2_530_000)

    assert outcome.amounts["worker_contributions"] == 265_650  # 2.530.000 × 10,5 %


def test_pay_below_the_reference_level_has_two_branches_and_no_amount() -> None:
    outcome = paid(2_529_999)

    assert outcome.answer.startswith("Tùy")
    assert outcome.amounts == {}
    assert "khoản 3 Điều 168" in outcome.leaves_out[0]
    assert is_sound(CALCULATOR, outcome)


@pytest.mark.parametrize(("pay", "warned"), [(5_310_000, False), (5_309_999, True)])
def test_pay_below_the_minimum_of_the_zone_is_warned_of(pay: int, warned: bool) -> None:
    outcome = paid(pay)

    assert bool(outcome.warnings) is warned


def test_a_contribution_of_an_uneven_pay_is_shown_in_whole_dong() -> None:
    outcome = paid(8_333_333)

    assert outcome.steps[0].value == "666.667 đồng"  # 8.333.333 × 8 % = 666.666,64
    assert outcome.steps[3].formula == "8.333.333 − 666.666,64 − 125.000 − 83.333,33"
    assert outcome.amounts["net_before_tax"] == 7_458_333


def test_income_tax_is_left_out_and_said_so() -> None:
    outcome = paid(30_000_000)

    assert "trước thuế" in outcome.answer
    assert any("thuế thu nhập cá nhân" in line for line in outcome.leaves_out)


def test_a_union_fee_above_what_is_left_is_impossible() -> None:
    reason = find_reason(
        CALCULATOR, month_pay=Decimal(3_000_000), zone="vung_4", union_fee=Decimal(2_700_000)
    )

    assert "Đoàn phí" in reason


def test_before_the_unemployment_rates_of_2026_there_is_no_answer() -> None:
    with pytest.raises(NotInForce):
        paid(8_000_000, day=date(2025, 12, 31))


@settings(deadline=None)
@given(any_answers(CALCULATOR))
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Any]) -> None:
    outcome = find_outcome(CALCULATOR, answers)

    assert outcome is None or is_sound(CALCULATOR, outcome)


@settings(deadline=None)
@given(st.integers(2_530_000, 500_000_000), st.integers(0, 10_000_000))
def test_more_pay_never_leaves_less(pay: int, more: int) -> None:
    less, greater = paid(pay), paid(pay + more)

    assert Decimal(str(less.amounts["net_before_tax"])) <= Decimal(str(greater.amounts["net_before_tax"]))
    assert Decimal(str(less.amounts["worker_contributions"])) <= Decimal(
        str(greater.amounts["worker_contributions"])
    )

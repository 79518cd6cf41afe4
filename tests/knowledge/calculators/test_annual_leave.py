"""Days of annual leave by work, years and months, and the pay for days not taken."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.calculators.annual_leave import CALCULATOR
from knowledge.calculators.shape import Outcome
from tests.knowledge.calculators.chance import any_answers, find_outcome, find_reason, is_sound, run


def leave(years: int = 1, **answers: Any) -> Outcome:
    return run(CALCULATOR, years=years, **answers)


@pytest.mark.parametrize(
    ("work_kind", "days"), [("normal", 12), ("heavy", 14), ("protected", 14), ("very_heavy", 16)]
)
def test_a_full_year_gives_12_14_or_16_days(work_kind: str, days: int) -> None:
    outcome = leave(work_kind=work_kind)

    assert outcome.amounts["entitled_days"] == days


@pytest.mark.parametrize(("years", "days"), [(4, 12), (5, 13), (9, 13), (10, 14), (25, 17)])
def test_every_five_full_years_add_a_day(years: int, days: int) -> None:
    outcome = leave(years)

    assert outcome.amounts["entitled_days"] == days
    assert ("114" in {citation.article for citation in outcome.citations}) is (years >= 5)


@pytest.mark.parametrize(("months", "days"), [(1, 1), (8, 8), (11, 11), (12, 12)])
def test_a_part_of_the_year_gives_its_part_of_the_days(months: int, days: int) -> None:
    outcome = leave(0, months=months)

    assert outcome.amounts["entitled_days"] == days


def test_seniority_is_part_of_the_days_that_are_divided() -> None:
    outcome = leave(5, months=6)

    assert outcome.amounts["entitled_days"] == Decimal("6.5")  # (12 + 1) ÷ 12 × 6
    assert "làm tròn" in outcome.leaves_out[0]


def test_days_taken_are_subtracted_by_half_days() -> None:
    outcome = leave(used_days=Decimal("4.5"))

    assert outcome.amounts["days_left"] == Decimal("7.5")
    assert outcome.answer == "Năm nay bạn được 12 ngày phép, còn 7,5 ngày chưa nghỉ."


def test_days_taken_beyond_those_of_the_year_are_named_and_nothing_is_below_nought() -> None:
    outcome = leave(used_days=Decimal(14))

    assert outcome.answer == "Năm nay bạn được 12 ngày phép, bạn đã nghỉ hết số đó và quá 2 ngày."
    assert (outcome.steps[-1].formula, outcome.steps[-1].value) == ("14 − 12", "2 ngày")


def test_all_days_taken_are_not_too_many() -> None:
    outcome = leave(used_days=Decimal(12))

    assert outcome.answer == "Năm nay bạn được 12 ngày phép và đã nghỉ hết số đó."


@pytest.mark.parametrize("used", [12, 13, 100])
def test_who_took_all_or_more_has_none_left_and_owes_nothing(used: int) -> None:
    outcome = leave(used_days=Decimal(used), is_leaving=True, month_pay=Decimal(9_000_000))

    assert outcome.amounts["days_left"] == 0
    assert outcome.amounts["unused_pay"] == 0
    assert "đã nghỉ hết" in outcome.answer
    assert {citation.article for citation in outcome.citations} == {"113"}  # nothing is paid


def test_unused_days_are_paid_when_the_contract_ends() -> None:
    outcome = leave(used_days=Decimal(2), is_leaving=True, month_pay=Decimal(7_800_000))

    assert outcome.amounts["unused_pay"] == 3_000_000  # 7.800.000 ÷ 26 × 10
    assert outcome.steps[-1].formula == "7.800.000 ÷ 26 × (12 − 2)"
    assert [citation.article for citation in outcome.citations] == ["113", "67", "48"]
    assert "14 ngày làm việc" in outcome.answer


def test_unused_parts_of_days_are_divided_and_rounded_once() -> None:
    outcome = leave(7, months=7, used_days=Decimal("2.5"), is_leaving=True, month_pay=Decimal(9_000_000))

    # 9.000.000 × (13 × 7 − 12 × 2,5) ÷ (12 × 26) = 1.759.615,38
    assert outcome.amounts["unused_pay"] == 1_759_615


def test_who_stays_is_promised_no_money_for_unused_days() -> None:
    outcome = leave()

    assert "unused_pay" not in outcome.amounts
    assert any("không buộc trả tiền" in line for line in outcome.leaves_out)


def test_no_month_of_work_is_no_day_yet() -> None:
    outcome = leave(0, months=0)

    assert outcome.answer.startswith("Chưa được")
    assert outcome.amounts["entitled_days"] == 0


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"years": 61}, "quá 60 năm"),
        ({"years": 1, "months": 13}, "12 tháng"),
        ({"years": 1, "used_days": Decimal(101)}, "không nhiều như vậy"),
        ({"years": 1, "is_leaving": True, "month_pay": Decimal(8)}, "nhập đủ"),
        (
            {"years": 1, "is_leaving": True, "month_pay": Decimal(8_000_000), "month_days": Decimal(28)},
            "27 ngày",
        ),
        ({}, "Còn thiếu"),
    ],
)
def test_what_cannot_be_says_why(answers: dict[str, Any], reason: str) -> None:
    assert reason in find_reason(CALCULATOR, **answers)


@settings(deadline=None)
@given(any_answers(CALCULATOR))
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Any]) -> None:
    outcome = find_outcome(CALCULATOR, answers)

    assert outcome is None or is_sound(CALCULATOR, outcome)


@settings(deadline=None)
@given(st.integers(0, 59), st.integers(0, 11), st.sampled_from(["normal", "heavy", "very_heavy"]))
def test_more_years_or_months_never_give_fewer_days(years: int, months: int, work_kind: str) -> None:
    here = leave(years, months=months, work_kind=work_kind)
    longer = leave(years + 1, months=months, work_kind=work_kind)
    later = leave(years, months=months + 1, work_kind=work_kind)

    days = Decimal(str(here.amounts["entitled_days"]))
    assert days <= Decimal(str(longer.amounts["entitled_days"]))
    assert days < Decimal(str(later.amounts["entitled_days"]))

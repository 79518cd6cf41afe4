"""Work accidents. Three sums are the examples of our own entries (tnld-…), checked against the law; the rest by hand."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.accident import CALCULATOR
from knowledge.calculators.accident_parts import count_by_years, count_company_months, find_fault_share
from knowledge.calculators.shape import NotInForce, Value
from knowledge.entry import Citation
from tests.knowledge.calculators.insurance import (
    ask,
    check_calculator,
    check_outcome,
    draw_answers,
    draw_months,
    find_reason,
)

HURT: dict[str, Value] = {
    "event": "work",
    "died": False,
    "loss": 15,
    "fault": "other",
    "pay": Decimal(8_000_000),
    "insured": True,
    "fund_pay": Decimal(6_000_000),
    "fund_years": 5,
    "month": date(2026, 9, 1),
}
KILLED: dict[str, Value] = {
    "event": "work",
    "died": True,
    "fault": "other",
    "pay": Decimal(8_000_000),
    "insured": True,
    "month": date(2026, 9, 1),
}


@pytest.mark.parametrize(
    ("loss", "months"),
    [
        (4, "0"),
        (5, "1.5"),
        (10, "1.5"),
        (11, "1.9"),
        (12, "2.3"),
        (80, "29.5"),  # 1,5 + 70 × 0,4
        (81, "30"),
        (100, "30"),
    ],
)
def test_the_company_owes_one_and_a_half_months_then_0_4_a_percent_and_30_from_81(
    loss: int, months: str
) -> None:
    assert count_company_months(loss, is_death=False) == Decimal(months)


def test_a_death_is_thirty_months() -> None:
    assert count_company_months(0, is_death=True) == 30


@pytest.mark.parametrize(("years", "count"), [(0, "0.5"), (1, "0.5"), (2, "0.8"), (5, "1.7"), (11, "3.5")])
def test_a_year_in_the_fund_is_0_5_and_each_further_one_0_3(years: int, count: str) -> None:
    assert count_by_years(years) == Decimal(count)


@pytest.mark.parametrize(
    ("event", "fault", "share"),
    [
        ("work", "other", "1"),
        ("work", "own", "0.4"),
        ("way", "other", "0.4"),
        ("way", "own", "0"),
        ("disease", "other", "1"),
    ],
)
def test_who_is_at_fault_decides_what_the_company_owes(event: str, fault: str, share: str) -> None:
    assert find_fault_share(event, fault) == Decimal(share)


def test_fifteen_percent_and_five_years_are_paid_by_company_and_fund() -> None:
    outcome = ask(CALCULATOR, HURT)

    # Company: (1,5 + 5 × 0,4) × 8.000.000 = 28.000.000.
    # Fund: (5 + 10 × 0,5) × 2.530.000 + (0,5 + 4 × 0,3) × 6.000.000 = 25.300.000 + 10.200.000.
    assert outcome.amounts == {"company": 28_000_000, "fund_once": 35_500_000}
    assert outcome.answer == (
        "Bạn được công ty trả ít nhất 28.000.000 đồng, và quỹ bảo hiểm tai nạn trả một lần 35.500.000 đồng."
    )


def test_ten_percent_by_ones_own_fault_is_forty_percent_of_it() -> None:
    outcome = ask(CALCULATOR, HURT | {"loss": 10, "fault": "own"})

    assert outcome.amounts["company"] == 4_800_000  # 1,5 × 8.000.000 × 40 %
    assert Citation("84/2015/QH13", "38", "5") in outcome.citations


@pytest.mark.parametrize(
    ("loss", "key", "amount"),
    [
        (5, "fund_once", 22_850_000),  # 5 × 2.530.000 + 1,7 × 6.000.000
        (30, "fund_once", 54_475_000),  # 17,5 × 2.530.000 + 10.200.000
        (31, "fund_monthly", 861_000),  # 30 % × 2.530.000 + 1,7 % × 6.000.000
        (66, "fund_monthly", 2_632_000),  # 100 % × 2.530.000 + 102.000
    ],
)
def test_the_fund_pays_once_up_to_30_percent_and_monthly_from_31(loss: int, key: str, amount: int) -> None:
    assert ask(CALCULATOR, HURT | {"loss": loss, "needs_care": False}).amounts[key] == amount


def test_those_who_need_care_get_a_base_salary_more_from_81_percent() -> None:
    cared = ask(CALCULATOR, HURT | {"loss": 81, "needs_care": True})
    alone = ask(CALCULATOR, HURT | {"loss": 81, "needs_care": False})

    # (30 + 50 × 2) % × 2.530.000 + 102.000 = 3.391.000
    assert cared.amounts["fund_monthly"] == alone.amounts["fund_monthly"] == 3_391_000
    assert (cared.amounts["service_monthly"], alone.amounts["service_monthly"]) == (2_530_000, 0)
    assert "5.921.000 đồng mỗi tháng" in cared.answer


def test_a_death_is_thirty_months_and_36_base_salaries_for_the_family() -> None:
    outcome = ask(CALCULATOR, KILLED)
    own_fault = ask(CALCULATOR, KILLED | {"fault": "own"})

    assert outcome.amounts == {"company": 240_000_000, "fund_once": 91_080_000}
    assert own_fault.amounts["company"] == 96_000_000
    assert outcome.answer.startswith("Gia đình")
    assert "25.300.000 đồng" in outcome.leaves_out[-1]  # funeral, 10 × 2.530.000
    assert Citation("41/2024/QH15", "85", "2") in outcome.citations
    assert not any("dụng cụ chỉnh hình" in line or "bạn" in line for line in outcome.leaves_out)


def test_an_occupational_disease_asks_for_no_fault() -> None:
    answers = {name: value for name, value in HURT.items() if name != "fault"} | {"event": "disease"}

    outcome = ask(CALCULATOR, answers)

    assert outcome.amounts["company"] == 28_000_000
    assert Citation("84/2015/QH13", "46", "1") in outcome.citations


def test_on_the_way_by_ones_own_fault_only_the_fund_pays() -> None:
    answers = {name: value for name, value in HURT.items() if name != "pay"} | {
        "event": "way",
        "fault": "own",
    }

    outcome = ask(CALCULATOR, answers)

    assert outcome.amounts == {"company": 0, "fund_once": 35_500_000}
    assert "công ty không phải trợ cấp" in outcome.answer
    assert "tiền ốm đau" in outcome.leaves_out[0]


def test_on_the_way_by_anothers_fault_the_company_owes_forty_percent() -> None:
    outcome = ask(CALCULATOR, HURT | {"event": "way"})

    assert outcome.amounts["company"] == 11_200_000  # 3,5 × 8.000.000 × 40 %
    assert Citation("84/2015/QH13", "39", "2") in outcome.citations


def test_a_company_that_did_not_insure_pays_the_funds_part_itself() -> None:
    outcome = ask(CALCULATOR, HURT | {"insured": False})

    assert outcome.amounts["fund_once"] == 35_500_000
    assert outcome.answer == (
        "Bạn được công ty trả ít nhất 28.000.000 đồng. Nếu thuộc diện đóng BHXH bắt buộc mà công ty không đóng thì công ty "
        "còn phải trả thay quỹ bảo hiểm một lần 35.500.000 đồng."
    )
    assert outcome.steps[-1].label == "Công ty trả thay quỹ một lần"
    assert "khoản 4 Điều 39" in outcome.warnings[-1]
    assert "giúp việc gia đình" in outcome.warnings[-1]


def test_on_the_way_by_ones_own_fault_a_company_that_did_not_insure_owes_only_the_funds_part() -> None:
    answers = HURT | {"event": "way", "fault": "own", "insured": False}

    outcome = ask(CALCULATOR, answers)

    assert outcome.answer.startswith(
        "Tai nạn trên đường do lỗi của chính người đi thì công ty không phải trợ cấp."
    )
    assert "trả thay quỹ bảo hiểm một lần 35.500.000 đồng" in outcome.answer


@pytest.mark.parametrize(
    ("loss", "formula"),
    [(10, "suy giảm từ 5% đến 10%"), (15, "1,5 + 0,4 × (15 − 10)"), (81, "suy giảm từ 81%")],
)
def test_the_months_of_the_company_are_explained(loss: int, formula: str) -> None:
    outcome = ask(CALCULATOR, HURT | {"loss": loss, "needs_care": False})

    assert outcome.steps[0].formula == formula


def test_nobody_reads_of_nought_years_in_the_fund() -> None:
    outcome = ask(CALCULATOR, HURT | {"fund_years": 0})

    assert any(step.label == "Theo thời gian đóng quỹ, từ một năm trở xuống" for step in outcome.steps)


def test_private_quarrels_and_drugs_are_paid_by_nobody() -> None:
    outcome = ask(CALCULATOR, {"event": "work", "died": False, "loss": 50, "fault": "excluded"})

    assert outcome.answer.startswith("Chưa được")
    assert outcome.citations[0].article == "40"


def test_under_five_percent_there_is_no_compensation_yet() -> None:
    outcome = ask(CALCULATOR, {"event": "work", "died": False, "loss": 4, "fault": "other"})

    disease = ask(CALCULATOR, {"event": "disease", "died": False, "loss": 4})

    assert outcome.answer.startswith("Chưa được")
    assert "trả đủ lương" in outcome.leaves_out[0]
    assert Citation("84/2015/QH13", "46", "1") in disease.citations
    assert Citation("84/2015/QH13", "45") not in disease.citations


def test_the_base_salary_is_that_of_the_month_the_benefit_begins() -> None:
    old = ask(CALCULATOR, HURT | {"month": date(2026, 6, 1)})
    new = ask(CALCULATOR, HURT | {"month": date(2026, 7, 1)})

    assert old.amounts["fund_once"] == 33_600_000  # 10 × 2.340.000 + 10.200.000
    assert new.amounts["fund_once"] == 35_500_000


def test_months_to_come_and_months_without_a_figure_have_their_reason() -> None:
    assert find_reason(CALCULATOR, HURT | {"month": date(2026, 12, 1)})[0] == "month"
    assert find_reason(CALCULATOR, HURT | {"month": date(2024, 6, 1)})[0] == "month"
    assert ask(CALCULATOR, HURT | {"month": date(2024, 7, 1)}).amounts["fund_once"] == 33_600_000


def test_without_a_figure_of_the_day_asked_the_calculator_is_out_of_force() -> None:
    with pytest.raises(NotInForce):
        ask(CALCULATOR, HURT | {"month": date(2020, 1, 1)}, day=date(2020, 1, 1))


@given(draw_answers(CALCULATOR, month=draw_months(date(2024, 6, 1), date(2026, 12, 31))))
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Value]) -> None:
    check_outcome(CALCULATOR, answers)


@given(st.integers(5, 99), st.integers(0, 59))
def test_a_percent_and_a_year_more_are_never_less(loss: int, years: int) -> None:
    base = HURT | {"loss": loss, "fund_years": years, "needs_care": False}

    low = ask(CALCULATOR, base)
    high = ask(CALCULATOR, base | {"loss": loss + 1, "fund_years": years + 1})

    assert low.amounts["company"] <= high.amounts["company"]  # type: ignore[operator]
    for key in low.amounts.keys() & high.amounts.keys():
        assert low.amounts[key] <= high.amounts[key]  # type: ignore[operator]


def test_its_questions_and_laws_are_in_order() -> None:
    check_calculator(CALCULATOR)

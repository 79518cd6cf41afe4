"""Severance and the allowance for a lost job: time without unemployment insurance, rounded to half years."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.calculators.severance import CALCULATOR
from knowledge.calculators.shape import Outcome
from tests.knowledge.calculators.chance import TODAY, any_answers, find_outcome, find_reason, is_sound, run

PAY = Decimal(8_000_000)
START = date(2016, 1, 1)
ENTITLED = ("resigned", "expired", "agreed", "employer", "closed")


def end(how: str, last: date, insured: int = 0, first: date = START, **answers: Any) -> Outcome:
    return run(
        CALCULATOR,
        how_ended=how,
        started_on=first,
        ended_on=last,
        insured_months=insured,
        average_pay=PAY,
        **answers,
    )


@pytest.mark.parametrize("how", ENTITLED)
def test_a_year_without_insurance_is_half_a_month_of_pay(how: str) -> None:
    outcome = end(how, date(2025, 12, 31), 96)  # 10 years less 8

    assert outcome.amounts["years"] == 2
    assert outcome.amounts["amount"] == 8_000_000  # 2 × ½ × 8.000.000


@pytest.mark.parametrize("how", [*ENTITLED, "restructured"])
def test_each_article_is_cited_once(how: str) -> None:
    outcome = end(how, date(2025, 12, 31), 90)

    articles = [(citation.document, citation.article) for citation in outcome.citations]
    assert len(set(articles)) == len(articles)


def test_who_was_dismissed_hears_what_an_unlawful_dismissal_costs_on_top() -> None:
    dismissed, resigned = (end(how, date(2025, 12, 31)) for how in ("employer", "resigned"))
    nothing = end("employer", date(2025, 12, 31), 120)

    assert "trái luật" in dismissed.leaves_out[0]
    assert "trái luật" in nothing.leaves_out[0]
    assert "41" in {citation.article for citation in dismissed.citations}
    assert not any("trái luật" in line for line in resigned.leaves_out)


def test_a_signed_agreement_is_warned_of() -> None:
    outcome = end("agreed", date(2025, 12, 31))

    assert "thỏa thuận nghỉ" in outcome.leaves_out[0]


def test_the_rounding_is_shown_only_where_months_are_odd() -> None:
    whole = end("resigned", date(2025, 12, 31), 96)
    half = end("resigned", date(2025, 12, 31), 95)

    assert "Làm tròn thành năm" not in {step.label for step in whole.steps}
    step = next(step for step in half.steps if step.label == "Làm tròn thành năm")
    assert (step.formula, step.value) == ("2 năm 1 tháng, lẻ đến 6 tháng tính nửa năm", "2,5 năm")


def test_a_lost_job_is_a_month_of_pay_a_year() -> None:
    outcome = end("restructured", date(2025, 12, 31), 84)  # 3 years

    assert outcome.amounts["amount"] == 24_000_000
    assert outcome.citations[0].article == "47"


@pytest.mark.parametrize(
    ("last", "years"),
    [
        (date(2018, 12, 31), "3"),  # 3 years
        (date(2019, 1, 31), "3.5"),  # and 1 month
        (date(2019, 6, 30), "3.5"),  # and 6 months
        (date(2019, 7, 1), "4"),  # and 6 months and a day: more than 6
        (date(2019, 7, 31), "4"),  # and 7 months
        (date(2019, 12, 31), "4"),
    ],
)
def test_odd_months_up_to_six_are_half_a_year_and_more_are_a_whole_one(last: date, years: str) -> None:
    longer = last.replace(year=last.year + 5)

    outcome = end("resigned", longer, 60)

    assert outcome.amounts["years"] == Decimal(years)
    assert outcome.warnings == ()


def test_odd_days_below_a_month_count_nothing_and_are_said() -> None:
    outcome = end("resigned", date(2024, 1, 5), 60)  # 8 years and 5 days less 5 years

    assert outcome.amounts["years"] == 3
    assert "lẻ 5 ngày" in outcome.warnings[0]


@pytest.mark.parametrize(
    ("insured", "amount"), [(96, 16_000_000), (97, 16_000_000), (90, 20_000_000), (84, 24_000_000)]
)
def test_a_lost_job_is_never_less_than_two_months(insured: int, amount: int) -> None:
    # of 10 years: 2, 2 (1 year and 11 months), 2½ and 3 years are left
    outcome = end("restructured", date(2025, 12, 31), insured)

    assert outcome.amounts["amount"] == amount


def test_a_lost_job_insured_throughout_has_two_readings() -> None:
    outcome = end("restructured", date(2025, 12, 31), 120)

    assert outcome.answer.startswith("Tùy cách hiểu")
    assert outcome.amounts["amount"] == 16_000_000
    assert outcome.amounts["is_disputed"] is True
    assert outcome.warnings


def test_severance_insured_throughout_is_nothing() -> None:
    outcome = end("resigned", date(2025, 12, 31), 120)

    assert outcome.answer.startswith("Chưa được")
    assert outcome.amounts["amount"] == 0


@pytest.mark.parametrize("how", ["resigned", "restructured"])
@pytest.mark.parametrize(("last", "is_entitled"), [(date(2024, 12, 30), False), (date(2024, 12, 31), True)])
def test_twelve_months_of_work_are_needed(how: str, last: date, is_entitled: bool) -> None:
    outcome = end(how, last, first=date(2024, 1, 1))

    assert outcome.answer.startswith("Chưa được") is not is_entitled
    assert bool(outcome.amounts["amount"]) is is_entitled


def test_who_can_draw_a_pension_gets_no_severance() -> None:
    outcome = end("resigned", date(2025, 12, 31), has_pension=True)

    assert outcome.answer.startswith("Chưa được")
    assert "lương hưu" in outcome.answer


def test_a_pension_does_not_take_the_allowance_for_a_lost_job() -> None:
    outcome = end("restructured", date(2025, 12, 31), has_pension=True)

    assert outcome.amounts["amount"] == 80_000_000  # 10 months


@pytest.mark.parametrize("how", ["dismissed", "unlawful"])
def test_dismissal_and_leaving_unlawfully_give_nothing_and_ask_nothing_more(how: str) -> None:
    outcome = run(CALCULATOR, how_ended=how)

    assert outcome.answer.startswith("Chưa được")
    assert outcome.amounts["amount"] == 0


@pytest.mark.parametrize(
    ("how", "words"), [("resigned", "14 ngày làm việc"), ("restructured", "30 ngày"), ("closed", "30 ngày")]
)
def test_the_answer_says_when_it_must_be_paid(how: str, words: str) -> None:
    outcome = end(how, date(2025, 12, 31))

    assert words in outcome.answer


def test_the_last_day_of_the_month_is_a_whole_month() -> None:
    outcome = end("resigned", date(2023, 2, 28), first=date(2021, 8, 31))

    # 31/08/2021 to 28/02/2023, both counted: 18 months and a day at most
    assert outcome.steps[0].value.startswith("1 năm 6 tháng")


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"started_on": TODAY + timedelta(days=1)}, "ở tương lai"),
        ({"ended_on": START - timedelta(days=1)}, "không thể trước ngày vào làm"),
        ({"ended_on": date(2021, 1, 31)}, "từ 01/02/2021"),
        ({"ended_on": date(2021, 2, 1), "insured_months": 62}, ""),
        ({"ended_on": TODAY + timedelta(days=732)}, "hai năm"),
        ({"ended_on": date.max}, "hai năm"),
        ({"started_on": date(1900, 1, 1)}, "quá 60 năm"),
        ({"insured_months": 121}, "chỉ trong 120 tháng"),
    ],
)
def test_what_cannot_be_says_why(answers: dict[str, Any], reason: str) -> None:
    given_answers: dict[str, Any] = {
        "how_ended": "resigned",
        "started_on": START,
        "ended_on": date(2025, 12, 31),
        "insured_months": 0,
        "average_pay": PAY,
    }

    found = find_reason(CALCULATOR, **(given_answers | answers))

    assert reason in found
    assert bool(found) is bool(reason)


def test_a_month_insured_from_the_middle_may_exceed_the_whole_months_worked() -> None:
    outcome = end("resigned", date(2026, 11, 10), 105, first=date(2018, 3, 15))  # 103 whole months

    assert outcome.amounts["amount"] == 0


@settings(deadline=None)
@given(any_answers(CALCULATOR))
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Any]) -> None:
    outcome = find_outcome(CALCULATOR, answers)

    assert outcome is None or is_sound(CALCULATOR, outcome)


@settings(deadline=None)
@given(
    st.dates(date(2021, 2, 1), date(2026, 11, 20)),
    st.integers(0, 60),
    st.sampled_from(["agreed", "restructured"]),
)
def test_more_work_never_pays_less_and_more_insurance_never_pays_more(
    last: date, insured: int, how: str
) -> None:
    here = end(how, last, insured)
    longer = end(how, last + timedelta(days=30), insured)
    insured_more = end(how, last, insured + 1)

    amount = Decimal(str(here.amounts["amount"]))
    assert amount <= Decimal(str(longer.amounts["amount"]))
    assert amount >= Decimal(str(insured_more.amounts["amount"]))

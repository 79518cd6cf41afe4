"""Unemployment benefit. No official example stands in the statutes; the sums here were done by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.shape import Value
from knowledge.calculators.unemployment import CALCULATOR, CAP, LEFT_OUT, count_benefit_months
from tests.knowledge.calculators.insurance import (
    TODAY,
    ZONES,
    ask,
    check_calculator,
    check_outcome,
    draw_answers,
    figures_of,
    find_reason,
)

SIXTY_MONTHS: dict[str, Value] = {
    "reason": "lawful",
    "months_paid": 60,
    "recent": "in_24",
    "mean_pay": Decimal(8_000_000),
    "zone": "vung_1",
    "left_on": date(2026, 10, 31),
}


def test_sixty_months_and_eight_million_are_five_months_of_4_800_000() -> None:
    outcome = ask(CALCULATOR, SIXTY_MONTHS)

    # 60 % × 8.000.000 = 4.800.000, under 5 × 5.310.000 = 26.550.000; 36 months → 3, 24 more ÷ 12 → 2.
    assert outcome.amounts["monthly"] == 4_800_000
    assert outcome.amounts["months"] == 5
    assert outcome.amounts["total"] == 24_000_000
    assert outcome.amounts["months_kept"] == 0
    assert outcome.answer == (
        "Bạn được khoảng 4.800.000 đồng mỗi tháng trong 5 tháng. Nộp hồ sơ chậm nhất ngày 31/01/2027."
    )


@pytest.mark.parametrize(
    ("paid", "months", "odd"),
    [
        (12, 3, 0),
        (36, 3, 0),
        (37, 3, 1),
        (47, 3, 11),
        (48, 4, 0),
        (59, 4, 11),
        (60, 5, 0),
        (143, 11, 11),
        (144, 12, 0),
        (145, 12, 1),
        (200, 12, 56),
    ],
)
def test_three_months_up_to_36_then_one_for_each_12_and_never_more_than_12(
    paid: int, months: int, odd: int
) -> None:
    assert count_benefit_months(paid) == (months, odd)


@pytest.mark.parametrize(("paid", "kept"), [(36, 0), (37, 1), (50, 2), (143, 11), (144, 0), (145, 0)])
def test_odd_months_are_kept_up_to_144_and_lost_above(paid: int, kept: int) -> None:
    outcome = ask(CALCULATOR, SIXTY_MONTHS | {"months_paid": paid})

    assert outcome.amounts["months_kept"] == kept
    assert any("không được giữ lại" in step.value for step in outcome.steps) == (paid > 144)


@pytest.mark.parametrize(
    ("left_on", "zone", "cap"),
    [
        (date(2026, 10, 31), "vung_1", 26_550_000),  # 5 × 5.310.000
        (date(2026, 1, 1), "vung_1", 26_550_000),
        (date(2025, 12, 31), "vung_1", 24_800_000),  # 5 × 4.960.000
        (date(2026, 10, 31), "vung_4", 18_500_000),  # 5 × 3.700.000
    ],
)
def test_the_most_is_five_times_the_wage_of_the_zone_on_the_day_of_leaving(
    left_on: date, zone: str, cap: int
) -> None:
    answers = SIXTY_MONTHS | {"mean_pay": Decimal(90_000_000), "zone": zone, "left_on": left_on}

    outcome = ask(CALCULATOR, answers)

    assert outcome.amounts["monthly"] == cap


@pytest.mark.parametrize(
    ("paid", "formula"),
    [
        (36, "đóng 36 tháng, từ 12 đến 36 tháng được 3"),
        (47, "đóng 47 tháng, từ 12 đến 36 tháng được 3"),
        (50, "3 tháng cho 36 tháng đóng đầu + 1 tháng cho 14 tháng đóng sau"),
        (200, "3 tháng cho 36 tháng đóng đầu + 9 tháng cho 164 tháng đóng sau"),
    ],
)
def test_the_months_are_explained_in_words(paid: int, formula: str) -> None:
    outcome = ask(CALCULATOR, SIXTY_MONTHS | {"months_paid": paid})

    assert formula in {step.formula for step in outcome.steps}


def test_the_article_of_amount_months_and_start_is_cited_once() -> None:
    outcome = ask(CALCULATOR, SIXTY_MONTHS)

    assert [citation.clause for citation in outcome.citations if citation.article == "39"] == [None]


def test_the_cap_is_met_exactly_at_its_sixtieth_percent() -> None:
    exact = Decimal(26_550_000) / Decimal("0.6")  # 44.250.000

    at_cap = ask(CALCULATOR, SIXTY_MONTHS | {"mean_pay": exact})
    below = ask(CALCULATOR, SIXTY_MONTHS | {"mean_pay": exact - 1})

    assert at_cap.amounts["monthly"] == 26_550_000
    assert below.amounts["monthly"] == 26_549_999  # 26.549.999,4


def test_the_cap_is_the_figure_the_entries_print() -> None:
    figures = figures_of(TODAY)

    for zone in ZONES:
        assert figures.amount("luong_toi_thieu", zone) * CAP == figures.amount("bhtn_huong_toi_da", zone)


def test_leaving_in_the_month_a_new_wage_begins_names_the_cap_of_the_month_before() -> None:
    answers = SIXTY_MONTHS | {"mean_pay": Decimal(90_000_000), "left_on": date(2026, 1, 5)}

    outcome = ask(CALCULATOR, answers, day=date(2026, 1, 20))

    assert "12/2025 thì mức cao nhất là 24.800.000 đồng" in outcome.warnings[0]


def test_the_benefit_begins_on_the_eleventh_working_day_after_filing() -> None:
    outcome = ask(CALCULATOR, SIXTY_MONTHS)

    # Filed on Friday 20/11; counted are 23, (24 is a holiday) 25, 26, 27, 30/11, 1, 2, 3, 4, 7, 8/12: eleven days.
    assert outcome.amounts["start_on"] == date(2026, 12, 8)


def test_who_leaves_later_cannot_file_before() -> None:
    outcome = ask(CALCULATOR, SIXTY_MONTHS | {"left_on": date(2027, 3, 31)})

    # Filed on Wednesday 31/3/2027; 1, 2, 5, 6, 7, 8, 9, 12, 13, 14, 15/4: eleven working days.
    assert outcome.amounts["start_on"] == date(2027, 4, 15)


def test_the_day_of_the_deadline_is_still_in_time_and_the_next_day_is_not() -> None:
    answers = SIXTY_MONTHS | {"left_on": date(2026, 8, 20)}

    last = ask(CALCULATOR, answers, day=date(2026, 11, 20))
    late = ask(CALCULATOR, answers, day=date(2026, 11, 21))

    assert last.amounts["file_by"] == date(2026, 11, 20)
    assert "start_on" in last.amounts
    assert late.answer.startswith("Hạn nộp hồ sơ đã hết từ 20/11/2026: chưa nộp thì lần này không được")
    assert "Nếu bạn đã nộp kịp thì được khoảng 4.800.000 đồng" in late.answer
    assert "start_on" not in late.amounts
    assert "không còn khả năng đóng" in late.leaves_out[0]


def test_a_year_after_leaving_only_the_missed_deadline_is_said() -> None:
    outcome = ask(CALCULATOR, SIXTY_MONTHS | {"left_on": date(2025, 11, 19)})

    assert outcome.answer.startswith("Chưa được: hạn nộp hồ sơ đã hết từ 19/02/2026")
    assert not outcome.steps


def test_leaving_unlawfully_or_into_a_pension_asks_nothing_more() -> None:
    for reason, words in (("unlawful", "nghỉ ngang"), ("pension", "lương hưu")):
        outcome = ask(CALCULATOR, {"reason": reason})

        assert outcome.answer.startswith("Chưa được")
        assert words in outcome.answer
        assert bool("cộng với lần đóng sau" in outcome.leaves_out[0]) is (reason == "unlawful")


def test_the_dismissed_are_entitled_like_all_others() -> None:
    assert ask(CALCULATOR, SIXTY_MONTHS | {"reason": "dismissed"}).amounts["total"] == 24_000_000


def test_eleven_months_are_too_few_and_twelve_are_enough() -> None:
    few = ask(CALCULATOR, {"reason": "lawful", "months_paid": 11})
    enough = ask(CALCULATOR, SIXTY_MONTHS | {"months_paid": 12})

    assert few.answer.startswith("Chưa được: bạn cần đóng đủ 12 tháng")
    assert "9 tháng" in few.leaves_out[-1]
    assert "nộp đơn trong 12 tháng" in few.leaves_out[-1]
    assert enough.amounts["months"] == 3


def test_sixty_months_long_ago_are_kept_but_not_paid() -> None:
    outcome = ask(CALCULATOR, {"reason": "lawful", "months_paid": 60, "recent": "too_few"})

    assert outcome.answer.startswith("Chưa được")
    assert "giữ lại" in outcome.answer


def test_twelve_of_36_months_are_enough_for_a_contract_of_less_than_a_year() -> None:
    assert ask(CALCULATOR, SIXTY_MONTHS | {"recent": "in_36"}).amounts["months"] == 5


def test_a_pay_under_the_minimum_wage_is_named_and_one_at_it_is_not() -> None:
    low = ask(CALCULATOR, SIXTY_MONTHS | {"mean_pay": Decimal(5_309_999)})
    least = ask(CALCULATOR, SIXTY_MONTHS | {"mean_pay": Decimal(5_310_000)})

    assert "khoản 2 Điều 90 Bộ luật Lao động" in low.warnings[0]
    assert not least.warnings


def test_what_cannot_be_has_its_reason() -> None:
    far = SIXTY_MONTHS | {"left_on": TODAY + timedelta(days=367)}
    early = SIXTY_MONTHS | {"left_on": date(2008, 12, 31)}
    many = SIXTY_MONTHS | {"months_paid": 215}  # from 01/2009 to 10/2026 there are 214 months

    assert find_reason(CALCULATOR, far)[0] == "left_on"
    assert find_reason(CALCULATOR, early)[0] == "left_on"
    assert find_reason(CALCULATOR, many)[0] == "months_paid"
    assert ask(CALCULATOR, SIXTY_MONTHS | {"months_paid": 214}).amounts["months"] == 12


def test_a_day_a_year_ahead_is_still_worked_out() -> None:
    outcome = ask(CALCULATOR, SIXTY_MONTHS | {"left_on": TODAY + timedelta(days=366)})

    assert outcome.amounts["monthly"] == 4_800_000
    assert outcome.leaves_out == LEFT_OUT


@given(
    draw_answers(
        CALCULATOR,
        reason=st.just("lawful"),
        months_paid=st.integers(12, 200),
        left_on=st.dates(date(2025, 11, 1), date(2027, 11, 1)),
    )
)
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Value]) -> None:
    check_outcome(CALCULATOR, answers)


@given(st.integers(1, 200_000_000), st.integers(0, 1_000_000), st.integers(12, 200))
def test_more_pay_and_more_months_are_never_less_benefit(pay: int, more: int, months: int) -> None:
    base = SIXTY_MONTHS | {"mean_pay": Decimal(pay), "months_paid": months}
    higher = base | {"mean_pay": Decimal(pay + more), "months_paid": months + 1}

    low, high = ask(CALCULATOR, base), ask(CALCULATOR, higher)

    assert low.amounts["total"] <= high.amounts["total"]  # type: ignore[operator]


def test_its_questions_and_laws_are_in_order() -> None:
    check_calculator(CALCULATOR)

"""Maternity. The days and months are those of the law's own text; the sums were done by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.maternity import CALCULATOR, count_father_days, count_leave_months
from knowledge.calculators.shape import Value
from knowledge.entry import Citation
from tests.knowledge.calculators.insurance import (
    TODAY,
    ask,
    check_calculator,
    check_outcome,
    draw_answers,
    find_reason,
)

MOTHER: dict[str, Value] = {
    "who": "mother",
    "born_on": date(2026, 12, 1),
    "children": 1,
    "has_one_child": False,
    "months_in_12": 8,
    "mean_pay": Decimal(9_000_000),
}
FATHER: dict[str, Value] = {
    "who": "father",
    "born_on": date(2026, 12, 1),
    "children": 1,
    "has_one_child": False,
    "birth": "normal",
    "mother_entitled": True,
    "mean_pay": Decimal(9_000_000),
}


def test_a_first_child_is_six_months_of_mean_pay_and_twice_the_reference_level() -> None:
    outcome = ask(CALCULATOR, MOTHER)

    # 6 × 9.000.000 = 54.000.000; 2 × 2.530.000 = 5.060.000
    assert outcome.amounts == {
        "leave_months": 6,
        "benefit": 54_000_000,
        "allowance": 5_060_000,
        "total": 59_060_000,
    }
    assert outcome.answer == (
        "Bạn được nghỉ 6 tháng và nhận khoảng 59.060.000 đồng, gồm tiền thai sản 54.000.000 đồng và trợ cấp một lần "
        "5.060.000 đồng."
    )


@pytest.mark.parametrize(
    ("children", "is_second", "months"),
    [(1, False, 6), (1, True, 7), (2, False, 7), (2, True, 8), (3, False, 8)],
)
def test_a_second_child_and_each_further_child_of_one_birth_add_a_month(
    children: int, is_second: bool, months: int
) -> None:
    assert count_leave_months(children, is_second=is_second) == months


@pytest.mark.parametrize(
    ("children", "birth", "is_second", "days"),
    [
        (1, "normal", False, 5),
        (1, "operated", False, 7),
        (1, "early", False, 7),
        (1, "normal", True, 10),
        (1, "operated", True, 10),
        (2, "normal", False, 10),
        (2, "early", False, 10),
        (2, "normal", True, 10),
        (2, "operated", False, 14),
        (2, "operated", True, 14),
        (3, "normal", False, 13),  # 10 + 3
        (3, "operated", False, 17),  # 14 + 3
        (4, "operated", False, 20),  # 14 + 3 + 3
    ],
)
def test_the_fathers_days_are_those_of_the_clause(
    children: int, birth: str, is_second: bool, days: int
) -> None:
    assert count_father_days(children, birth, is_second=is_second) == days


def test_the_second_child_counts_from_the_first_of_july_2026() -> None:
    since = ask(CALCULATOR, MOTHER | {"born_on": date(2026, 7, 1), "has_one_child": True})
    before = ask(CALCULATOR, MOTHER | {"born_on": date(2026, 6, 30), "has_one_child": True})

    assert since.amounts["leave_months"] == 7
    assert Citation("168/2026/NĐ-CP", "2", "1") in since.citations
    assert before.amounts["leave_months"] == 6
    assert "01/07/2026" in before.warnings[0]


def test_the_father_of_a_second_child_has_ten_days_from_that_day_on() -> None:
    since = ask(CALCULATOR, FATHER | {"born_on": date(2026, 7, 1), "has_one_child": True})
    before = ask(CALCULATOR, FATHER | {"born_on": date(2026, 6, 30), "has_one_child": True})

    assert (since.amounts["leave_days"], before.amounts["leave_days"]) == (10, 5)


def test_the_allowance_is_that_of_the_month_of_birth() -> None:
    old = ask(CALCULATOR, MOTHER | {"born_on": date(2026, 6, 30)})
    new = ask(CALCULATOR, MOTHER | {"born_on": date(2026, 7, 1)})

    assert (old.amounts["allowance"], new.amounts["allowance"]) == (4_680_000, 5_060_000)


def test_twins_have_a_month_more_and_two_allowances() -> None:
    outcome = ask(CALCULATOR, MOTHER | {"children": 2})

    assert outcome.amounts["leave_months"] == 7
    assert outcome.amounts["allowance"] == 10_120_000
    assert outcome.steps[0].formula == "6 + 1 vì sinh 2 bé"


def test_twins_at_a_second_birth_are_eight_months_with_a_word_of_care() -> None:
    outcome = ask(CALCULATOR, MOTHER | {"children": 2, "has_one_child": True})

    assert outcome.amounts["leave_months"] == 8
    assert "hỏi lại cơ quan BHXH" in outcome.warnings[0]


def test_six_of_twelve_months_are_enough_and_five_are_not() -> None:
    enough = ask(CALCULATOR, MOTHER | {"months_in_12": 6})
    few = ask(CALCULATOR, {**MOTHER, "months_in_12": 5, "special": "none"})

    assert enough.amounts["leave_months"] == 6
    assert few.answer.startswith("Chưa được")
    assert "chồng được trợ cấp một lần" in few.leaves_out[0]
    assert [(citation.article, citation.clause) for citation in few.citations] == [("50", None), ("58", "1")]


def test_three_months_are_enough_with_ordered_rest_and_two_are_not() -> None:
    enough = ask(CALCULATOR, MOTHER | {"months_in_12": 3, "special": "rest"})
    few = ask(CALCULATOR, MOTHER | {"months_in_12": 2, "special": "rest"})

    assert enough.citations[0] == Citation("41/2024/QH15", "50", "3", is_primary=True)
    assert few.answer.startswith("Chưa được")


def test_six_of_24_months_are_enough_after_infertility_treatment_and_five_are_not() -> None:
    treated = MOTHER | {"months_in_12": 1, "special": "infertility"}

    enough = ask(CALCULATOR, treated | {"months_in_24": 6})
    few = ask(CALCULATOR, treated | {"months_in_24": 5})

    assert enough.citations[0] == Citation("41/2024/QH15", "50", "5", is_primary=True)
    assert few.answer.startswith("Chưa được")


def test_fewer_months_in_24_than_in_12_cannot_be() -> None:
    answers = MOTHER | {"months_in_12": 5, "special": "infertility", "months_in_24": 4}

    assert find_reason(CALCULATOR, answers)[0] == "months_in_24"


@pytest.mark.parametrize(
    ("more", "formula", "value"),
    [
        ({}, "sinh một bé", "6 tháng"),
        ({"has_one_child": True}, "sinh con thứ hai", "7 tháng"),
        ({"children": 3}, "6 + 2 vì sinh 3 bé", "8 tháng"),
    ],
)
def test_the_leave_is_explained_in_words(more: dict[str, Value], formula: str, value: str) -> None:
    step = ask(CALCULATOR, MOTHER | more).steps[0]

    assert (step.formula, step.value) == (formula, value)


@pytest.mark.parametrize(
    ("more", "formula", "value"),
    [
        ({}, "sinh thường", "5 ngày làm việc"),
        ({"birth": "early"}, "sinh khi thai dưới 32 tuần", "7 ngày làm việc"),
        ({"birth": "operated", "has_one_child": True}, "vợ sinh con thứ hai", "10 ngày làm việc"),
        ({"birth": "operated", "children": 2}, "sinh 2 bé, phải mổ", "14 ngày làm việc"),
    ],
)
def test_the_fathers_days_are_explained_in_words(more: dict[str, Value], formula: str, value: str) -> None:
    step = ask(CALCULATOR, FATHER | more).steps[0]

    assert (step.formula, step.value) == (formula, value)


@pytest.mark.parametrize(
    ("children", "days"), [(1, "nhiều nhất 5 ngày (7 ngày nếu sinh mổ)"), (2, "nhiều nhất 10 ngày,")]
)
def test_recovery_promises_the_most_the_law_allows_and_nothing_to_those_who_left(
    children: int, days: str
) -> None:
    outcome = ask(CALCULATOR, MOTHER | {"children": children})

    assert days in outcome.leaves_out[0]
    assert "không có nếu bạn đã nghỉ việc" in outcome.leaves_out[0]


def test_the_reference_level_is_cited_only_where_it_counts() -> None:
    decree = "161/2026/NĐ-CP"
    plain, once = (
        ask(CALCULATOR, FATHER),
        ask(CALCULATOR, FATHER | {"mother_entitled": False, "months_in_12": 6}),
    )
    capped = ask(CALCULATOR, FATHER | {"mean_pay": Decimal(60_000_000)})

    assert [decree in {c.document for c in outcome.citations} for outcome in (plain, once, capped)] == [
        False,
        True,
        True,
    ]


def test_a_fathers_five_days_are_paid_by_the_24th_part_of_his_mean_pay() -> None:
    outcome = ask(CALCULATOR, FATHER)

    # 9.000.000 ÷ 24 × 5 = 1.875.000; begun within 60 days of 01/12/2026, so before 30/01/2027
    assert outcome.amounts["benefit"] == 1_875_000
    assert outcome.amounts["allowance"] == 0
    assert outcome.amounts["begin_before"] == date(2027, 1, 30)
    assert "trước ngày 30/01/2027" in outcome.answer


def test_the_father_gets_the_allowance_where_the_mother_cannot_and_he_paid_six_months() -> None:
    paid = ask(CALCULATOR, FATHER | {"mother_entitled": False, "months_in_12": 6})
    few = ask(CALCULATOR, FATHER | {"mother_entitled": False, "months_in_12": 5})

    assert paid.amounts["allowance"] == 5_060_000
    assert "trợ cấp một lần 5.060.000 đồng" in paid.answer
    assert few.amounts["allowance"] == 0


def test_a_pay_above_the_ceiling_is_cut_to_it() -> None:
    outcome = ask(CALCULATOR, MOTHER | {"mean_pay": Decimal(60_000_000)})

    assert outcome.amounts["benefit"] == 303_600_000  # 6 × 20 × 2.530.000


def test_births_before_the_law_and_more_than_a_year_ahead_have_their_reason() -> None:
    assert find_reason(CALCULATOR, MOTHER | {"born_on": date(2025, 6, 30)})[0] == "born_on"
    assert find_reason(CALCULATOR, MOTHER | {"born_on": TODAY + timedelta(days=367)})[0] == "born_on"
    assert ask(CALCULATOR, MOTHER | {"born_on": date(2025, 7, 1)}).amounts["allowance"] == 4_680_000
    assert ask(CALCULATOR, MOTHER | {"born_on": TODAY + timedelta(days=366)}).amounts["leave_months"] == 6


def test_none_and_seven_children_of_one_birth_have_their_reason() -> None:
    assert find_reason(CALCULATOR, MOTHER | {"children": 0})[0] == "children"
    assert find_reason(CALCULATOR, MOTHER | {"children": 7})[0] == "children"


@given(draw_answers(CALCULATOR, born_on=st.dates(date(2025, 6, 1), date(2027, 12, 1))))
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Value]) -> None:
    check_outcome(CALCULATOR, answers)


@given(
    st.sampled_from([MOTHER, FATHER]), st.integers(1, 60_000_000), st.integers(0, 10**6), st.integers(1, 5)
)
def test_more_pay_and_more_children_are_never_less(
    person: dict[str, Value], pay: int, more: int, children: int
) -> None:
    base = person | {"mean_pay": Decimal(pay), "children": children}

    low = ask(CALCULATOR, base)
    high = ask(CALCULATOR, base | {"mean_pay": Decimal(pay + more), "children": children + 1})

    assert low.amounts["total"] <= high.amounts["total"]  # type: ignore[operator]


def test_its_questions_and_laws_are_in_order() -> None:
    check_calculator(CALCULATOR)

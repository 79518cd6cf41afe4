"""Retirement as a worker asks for it. Ages: test_pension.py; the sums here were done by hand."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.insured_time import add_months
from knowledge.calculators.retirement import CALCULATOR
from knowledge.calculators.shape import Value
from knowledge.entry import Citation
from tests.knowledge.calculators.insurance import (
    TODAY,
    ask,
    check_calculator,
    check_outcome,
    draw_answers,
    draw_months,
    figures_of,
    find_reason,
)

WOMAN: dict[str, Value] = {
    "sex": "nu",
    "born": date(1970, 5, 1),  # 57 years 4 months in 9/2027
    "job": "normal",
    "when": "on_time",
    "months_paid": 245,
    "mean_pay": Decimal(8_000_000),
}
MAN: dict[str, Value] = WOMAN | {"sex": "nam", "born": date(1966, 4, 1)}  # 62 years in 4/2028


def test_twenty_years_and_five_months_of_a_woman_are_56_percent() -> None:
    outcome = ask(CALCULATOR, WOMAN)

    # 20,5 years: 45 + 5,5 × 2 = 56 %; 8.000.000 × 56 % = 4.480.000
    assert outcome.amounts == {
        "reaches_age_in": date(2027, 9, 1),
        "starts_on": date(2027, 10, 1),
        "share": 56,
        "pension": 4_480_000,
        "one_off": 0,
    }
    assert outcome.answer == "Lương hưu của bạn tính từ ngày 01/10/2027, khoảng 4.480.000 đồng mỗi tháng."


@pytest.mark.parametrize(
    ("person", "paid", "label", "formula"),
    [
        (WOMAN, 245, "Tỷ lệ hưởng, 20 năm 5 tháng tính 20,5 năm", "45% + 2% × (20,5 − 15)"),
        (MAN, 240, "Tỷ lệ hưởng", "45% + 2% × (20 − 20)"),
        (MAN, 228, "Tỷ lệ hưởng", "40% + 1% × (19 − 15)"),
        (WOMAN, 396, "Tỷ lệ hưởng", "45% + 2% × (33 − 15), nhiều nhất 75%"),
    ],
)
def test_the_share_is_shown_as_a_sum(person: dict[str, Value], paid: int, label: str, formula: str) -> None:
    step = ask(CALCULATOR, person | {"months_paid": paid}).steps[1]

    assert (step.label, step.formula) == (label, formula)


def test_nothing_repealed_is_cited_for_the_first_day_of_the_pension() -> None:
    outcome = ask(CALCULATOR, WOMAN)

    assert Citation("12/2025/TT-BNV", "15", "1") in outcome.citations
    assert Citation("135/2020/NĐ-CP", "3", "2") not in outcome.citations  # ended by 158/2025 Điều 44


def test_the_same_years_of_a_man_are_46_percent() -> None:
    outcome = ask(CALCULATOR, MAN)

    assert outcome.amounts["starts_on"] == date(2028, 5, 1)
    assert outcome.amounts["pension"] == 3_680_000


def test_who_has_reached_the_age_already_is_told_since_when() -> None:
    outcome = ask(CALCULATOR, WOMAN | {"born": date(1969, 5, 1)})

    assert outcome.answer.startswith("Bạn đủ tuổi nghỉ hưu từ tháng 05/2026")


def test_fifteen_years_are_enough_and_a_month_less_is_not() -> None:
    enough = ask(CALCULATOR, WOMAN | {"months_paid": 180})
    less = ask(CALCULATOR, WOMAN | {"months_paid": 179})

    assert enough.amounts["pension"] == 3_600_000
    assert less.answer.startswith("Chưa được: còn thiếu 1 tháng để đủ 15 năm")
    assert less.amounts["months_lacking"] == 1


def test_up_to_six_months_may_be_paid_at_once_and_more_voluntarily() -> None:
    six = ask(CALCULATOR, WOMAN | {"months_paid": 174})
    seven = ask(CALCULATOR, WOMAN | {"months_paid": 173})

    assert "đóng một lần" in six.answer
    assert "tự nguyện" in seven.answer


def test_heavy_work_lowers_the_age_by_five_years_and_coal_mining_by_ten() -> None:
    heavy = ask(CALCULATOR, MAN | {"born": date(1971, 4, 1), "job": "heavy"})
    coal = ask(CALCULATOR, MAN | {"born": date(1976, 4, 1), "job": "coal"})

    assert heavy.amounts["starts_on"] == coal.amounts["starts_on"] == date(2028, 5, 1)
    assert heavy.amounts["share"] == coal.amounts["share"] == 46
    assert Citation("135/2020/NĐ-CP", "5", "2") in heavy.citations


def test_years_early_are_counted_from_the_age_of_the_year_one_retires_in() -> None:
    outcome = ask(CALCULATOR, WOMAN | {"when": "loss_61", "retires_on": date(2025, 9, 1)})

    # 55 years 4 months; women of 2025 retire at 56 years 8 months: 1 year 4 months early, 56 % − 2 % = 54 %
    assert outcome.amounts["share"] == 54
    assert outcome.amounts["pension"] == 4_320_000
    assert outcome.amounts["starts_on"] == date(2025, 10, 1)
    assert "1 năm 4 tháng trước 56 tuổi 8 tháng, mỗi năm trừ 2%" in {step.formula for step in outcome.steps}
    assert Citation("41/2024/QH15", "66", "3") in outcome.citations
    assert Citation("158/2025/NĐ-CP", "13", "2") in outcome.citations


def test_the_other_reading_of_early_is_named_where_it_takes_more() -> None:
    # By her month of birth she is 2 years early: 4 % less.
    woman = ask(CALCULATOR, WOMAN | {"when": "loss_61", "retires_on": date(2025, 9, 1)})
    # Men who retire from 2028 on are all measured by 62 years.
    man = ask(CALCULATOR, MAN | {"born": date(1968, 4, 1), "when": "loss_61", "retires_on": date(2028, 4, 1)})

    assert "trừ 4%, tỷ lệ còn 52%" in woman.warnings[0]
    assert man.warnings == ()


@pytest.mark.parametrize("year", range(2026, 2040))
def test_at_the_lowest_age_exactly_five_years_are_taken_off(year: int) -> None:
    # Điều 169 khoản 3: at most five years below the age "tại thời điểm nghỉ hưu", so never more than 10 %.
    base = WOMAN | {"when": "loss_61", "months_paid": 300}
    age = int(figures_of(TODAY).amount("tuoi_nghi_huu_thang", "nu", on=date(year, 1, 1))) - 60
    retires = date(year, 12, 1)

    outcome = ask(CALCULATOR, base | {"born": add_months(retires, -age), "retires_on": retires})

    assert outcome.amounts["share"] == 55  # 65 % − 5 × 2 %


def test_early_retirement_needs_twenty_years() -> None:
    early = WOMAN | {"when": "loss_61", "retires_on": date(2025, 9, 1)}

    assert ask(CALCULATOR, early | {"months_paid": 240}).amounts["share"] == 53  # 45 + 5 × 2 − 2
    less = ask(CALCULATOR, early | {"months_paid": 239})
    assert less.answer.startswith("Chưa được: còn thiếu 1 tháng để đủ 20 năm")


def test_voluntary_months_are_not_offered_for_the_twenty_compulsory_years() -> None:
    early = WOMAN | {"when": "loss_61", "retires_on": date(2025, 9, 1)}

    enough_for_the_age = ask(CALCULATOR, early | {"months_paid": 180})
    less = ask(CALCULATOR, early | {"months_paid": 179})

    assert "tháng đóng tự nguyện không được cộng vào" in enough_for_the_age.answer
    assert "đủ 15 năm nên chờ đủ tuổi" in enough_for_the_age.answer
    assert "chờ đủ tuổi" not in less.answer


@pytest.mark.parametrize("job", ["heavy", "special", "coal"])
def test_fifteen_years_in_heavy_work_are_fifteen_years_paid(job: str) -> None:
    few = MAN | {"born": date(1971, 4, 1), "job": job, "months_paid": 179}

    assert find_reason(CALCULATOR, few)[0] == "months_paid"
    assert ask(CALCULATOR, few | {"months_paid": 180}).amounts["share"] == 40


def test_that_only_compulsory_months_count_is_said_to_those_below_the_normal_age() -> None:
    heavy = ask(CALCULATOR, MAN | {"born": date(1971, 4, 1), "job": "heavy"})
    normal = ask(CALCULATOR, MAN)

    assert any("đóng BHXH bắt buộc" in line for line in heavy.leaves_out)
    assert not any("đóng BHXH bắt buộc" in line for line in normal.leaves_out)


@pytest.mark.parametrize(
    ("when", "born", "age"),
    [("loss_61", date(1976, 5, 1), "53 tuổi"), ("loss_81", date(1981, 5, 1), "48 tuổi")],
)
def test_the_lowest_age_with_less_capacity_follows_the_schedule_of_the_year(
    when: str, born: date, age: str
) -> None:
    # Women who retire in 2029: 58 years, so 53 and 48; both are reached in 5/2029.
    woman = WOMAN | {"born": born, "when": when}

    early = ask(CALCULATOR, woman | {"retires_on": date(2029, 4, 1)})
    on_time = ask(CALCULATOR, woman | {"retires_on": date(2029, 5, 1)})

    assert early.answer.endswith(f"sớm nhất là tháng 05/2029, khi bạn đủ {age}.")
    assert on_time.amounts["starts_on"] == date(2029, 6, 1)


def test_a_coal_miner_is_never_told_to_wait_longer_than_his_own_age() -> None:
    # Born 4/1976: own age 52 in 4/2028; 57 with 61 % lost would be 4/2033.
    miner = MAN | {"born": date(1976, 4, 1), "job": "coal", "when": "loss_61"}

    early = ask(CALCULATOR, miner | {"retires_on": date(2028, 3, 1)})
    on_time = ask(CALCULATOR, miner | {"retires_on": date(2028, 4, 1)})

    assert early.amounts["earliest"] == date(2028, 4, 1)
    assert on_time.amounts["share"] == 46


def test_a_month_before_the_lowest_age_is_not_yet_enough() -> None:
    # A man born 4/1971: lowest age 57 in 4/2028, annex II.
    man = MAN | {"born": date(1971, 4, 1), "when": "loss_61"}

    early = ask(CALCULATOR, man | {"retires_on": date(2028, 3, 1)})
    on_time = ask(CALCULATOR, man | {"retires_on": date(2028, 4, 1)})

    assert early.answer == "Chưa được: với mức suy giảm này, sớm nhất là tháng 04/2028, khi bạn đủ 57 tuổi."
    assert early.amounts["earliest"] == date(2028, 4, 1)
    assert on_time.amounts["share"] == 36  # 46 − 5 × 2


def test_ten_years_early_with_81_percent_lost_are_twenty_percent_less() -> None:
    man = MAN | {"born": date(1976, 4, 1), "when": "loss_81"}

    assert ask(CALCULATOR, man | {"retires_on": date(2028, 4, 1)}).amounts["share"] == 26
    assert ask(CALCULATOR, man | {"retires_on": date(2028, 3, 1)}).answer.startswith("Chưa được: với mức")


def test_especially_heavy_work_with_61_percent_lost_has_no_age() -> None:
    # The age of especially heavy work in 2028 is 57; retired at 49: 46 − 16 = 30 %, 8.000.000 × 30 % is under the floor.
    man = MAN | {
        "born": date(1979, 4, 1),
        "job": "special",
        "when": "loss_61",
        "retires_on": date(2028, 4, 1),
    }

    outcome = ask(CALCULATOR, man)

    assert outcome.amounts["share"] == 30
    assert outcome.amounts["pension"] == 2_530_000


def test_less_capacity_after_the_age_takes_nothing_off() -> None:
    outcome = ask(CALCULATOR, WOMAN | {"when": "loss_61", "retires_on": date(2027, 9, 1)})

    assert outcome.amounts["share"] == 56


def test_years_above_are_paid_once_half_a_month_before_and_two_after_the_age() -> None:
    on_time = ask(CALCULATOR, WOMAN | {"months_paid": 396})  # 33 years: 3 × 0,5
    later = ask(CALCULATOR, WOMAN | {"months_paid": 400, "when": "later", "retires_on": date(2029, 3, 1)})

    assert on_time.amounts["one_off"] == 12_000_000
    assert not on_time.warnings
    # 33,5 years: 3,5 above, 18 months late: 2 × 0,5 + 1,5 × 2 = 4 months
    assert later.amounts["one_off"] == 32_000_000
    assert later.amounts["starts_on"] == date(2029, 4, 1)
    assert "0,2 lần" in later.warnings[0]


def test_heavy_work_past_its_own_age_earns_two_months_only_after_the_normal_age() -> None:
    # Own age 57 in 4/2028 (born 4/1971), normal age 62 in 4/2033: retired in 4/2030 is before it.
    man = MAN | {"born": date(1971, 4, 1), "job": "heavy", "when": "later", "retires_on": date(2030, 4, 1)}

    outcome = ask(CALCULATOR, man | {"months_paid": 444})

    assert outcome.amounts["one_off"] == 8_000_000  # 37 years: 2 × 0,5


def test_twenty_years_paid_from_before_the_law_are_at_least_the_reference_level() -> None:
    low = WOMAN | {"mean_pay": Decimal(4_000_000)}

    floor = ask(CALCULATOR, low)  # 56 % × 4.000.000 = 2.240.000
    none = ask(CALCULATOR, low | {"months_paid": 239})  # 19 years 11 months count 20: 55 %

    assert floor.amounts["pension"] == 2_530_000
    assert "khoản 11 Điều 141" in floor.warnings[0]
    assert none.amounts["pension"] == 2_200_000
    assert not none.warnings


def test_the_floor_is_not_promised_to_those_who_may_have_begun_after_the_law() -> None:
    # Retires in 5/2055: since 7/2025 there are 359 months, so 359 may all lie after the law and 360 cannot.
    young = WOMAN | {"born": date(1995, 5, 1), "mean_pay": Decimal(3_000_000)}

    assert ask(CALCULATOR, young | {"months_paid": 359}).amounts["pension"] == 2_250_000
    assert ask(CALCULATOR, young | {"months_paid": 360}).amounts["pension"] == 2_530_000


def test_under_twenty_years_no_pension_begins_before_the_law() -> None:
    old = WOMAN | {"born": date(1966, 1, 1)}  # reached in 5/2021

    assert ask(CALCULATOR, old | {"months_paid": 200}).amounts["starts_on"] == date(2025, 7, 1)
    assert ask(CALCULATOR, old | {"months_paid": 240}).amounts["starts_on"] == date(2021, 6, 1)


def test_a_mean_above_the_ceiling_is_cut_to_it() -> None:
    outcome = ask(CALCULATOR, WOMAN | {"mean_pay": Decimal(90_000_000)})

    assert outcome.amounts["pension"] == 28_336_000  # 56 % × 50.600.000


def test_births_that_cannot_be_have_their_reason() -> None:
    for born in (date(2026, 12, 1), date(2011, 12, 1), date(1906, 10, 1)):
        assert find_reason(CALCULATOR, WOMAN | {"born": born})[0] == "born"
    assert ask(CALCULATOR, WOMAN | {"born": date(2011, 11, 1)}).amounts["starts_on"] == date(2071, 12, 1)


def test_months_that_contradict_the_birth_have_their_reason() -> None:
    later = WOMAN | {"when": "later"}

    # 57 years 4 months minus 15 years are 508 months
    assert find_reason(CALCULATOR, WOMAN | {"months_paid": 509})[0] == "months_paid"
    assert ask(CALCULATOR, WOMAN | {"months_paid": 508}).amounts["share"] == 75
    assert find_reason(CALCULATOR, later | {"retires_on": date(2027, 8, 1)})[0] == "retires_on"
    assert ask(CALCULATOR, later | {"retires_on": date(2027, 9, 1)}).amounts["share"] == 56
    assert find_reason(CALCULATOR, later | {"retires_on": date.max.replace(day=1)})[0] == "retires_on"
    assert find_reason(CALCULATOR, later | {"retires_on": date.min})[0] == "retires_on"


def test_who_left_under_the_old_law_is_not_told_the_sums_of_the_new_one() -> None:
    later = MAN | {"born": date(1962, 1, 1), "when": "later"}

    name, reason = find_reason(CALCULATOR, later | {"retires_on": date(2025, 6, 1)})
    assert name == "retires_on" and "luật cũ" in reason
    assert ask(CALCULATOR, later | {"retires_on": date(2025, 7, 1)}).amounts["share"]


@given(
    draw_answers(
        CALCULATOR,
        born=draw_months(date(1955, 1, 1), date(2011, 1, 1)),
        retires_on=draw_months(date(2021, 1, 1), date(2060, 1, 1)),
        months_paid=st.integers(150, 500),
    )
)
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Value]) -> None:
    check_outcome(CALCULATOR, answers)


@given(
    st.sampled_from([WOMAN, MAN]),
    st.integers(180, 480),
    st.integers(1, 50_000_000),
    st.sampled_from(["on_time", "loss_61"]),
)
def test_a_month_and_a_dong_more_are_never_less_pension(
    person: dict[str, Value], paid: int, pay: int, when: str
) -> None:
    base = person | {
        "months_paid": paid,
        "mean_pay": Decimal(pay),
        "when": when,
        "retires_on": TODAY.replace(day=1),
    }

    low = ask(CALCULATOR, base)
    high = ask(CALCULATOR, base | {"months_paid": paid + 1, "mean_pay": Decimal(pay + 1)})

    assert low.amounts.get("pension", 0) <= high.amounts.get("pension", 0)  # type: ignore[operator]
    assert low.amounts.get("one_off", 0) <= high.amounts.get("one_off", 0)  # type: ignore[operator]


def test_its_questions_and_laws_are_in_order() -> None:
    check_calculator(CALCULATOR)

"""Retirement ages against the annexes of Nghị định 135/2020, and shares of a pension against Điều 66."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calculators.insured_time import add_months, count_months, print_age
from knowledge.calculators.pension import (
    find_reduction,
    find_retirement,
    find_share,
    find_years_above,
)
from tests.knowledge.calculators.insurance import TODAY, figures_of

# Rows of the annexes that share one age: sex, years below the normal age, first and last month of birth (month,
# year), the age in years and months, and the month of the first pension of both. Source: Nghị định 135/2020, Phụ lục
# I (0 years below) and II (5 years below).
ANNEXES = (
    ("nam", 0, (1, 1961), (9, 1961), (60, 3), (5, 2021), (1, 2022)),
    ("nam", 0, (10, 1961), (6, 1962), (60, 6), (5, 2022), (1, 2023)),
    ("nam", 0, (7, 1962), (3, 1963), (60, 9), (5, 2023), (1, 2024)),
    ("nam", 0, (4, 1963), (12, 1963), (61, 0), (5, 2024), (1, 2025)),
    ("nam", 0, (1, 1964), (9, 1964), (61, 3), (5, 2025), (1, 2026)),
    ("nam", 0, (10, 1964), (6, 1965), (61, 6), (5, 2026), (1, 2027)),
    ("nam", 0, (7, 1965), (3, 1966), (61, 9), (5, 2027), (1, 2028)),
    ("nam", 0, (4, 1966), (12, 1999), (62, 0), (5, 2028), (1, 2062)),
    ("nu", 0, (1, 1966), (8, 1966), (55, 4), (6, 2021), (1, 2022)),
    ("nu", 0, (9, 1966), (4, 1967), (55, 8), (6, 2022), (1, 2023)),
    ("nu", 0, (5, 1967), (12, 1967), (56, 0), (6, 2023), (1, 2024)),
    ("nu", 0, (1, 1968), (8, 1968), (56, 4), (6, 2024), (1, 2025)),
    ("nu", 0, (9, 1968), (4, 1969), (56, 8), (6, 2025), (1, 2026)),
    ("nu", 0, (5, 1969), (12, 1969), (57, 0), (6, 2026), (1, 2027)),
    ("nu", 0, (1, 1970), (8, 1970), (57, 4), (6, 2027), (1, 2028)),
    ("nu", 0, (9, 1970), (4, 1971), (57, 8), (6, 2028), (1, 2029)),
    ("nu", 0, (5, 1971), (12, 1971), (58, 0), (6, 2029), (1, 2030)),
    ("nu", 0, (1, 1972), (8, 1972), (58, 4), (6, 2030), (1, 2031)),
    ("nu", 0, (9, 1972), (4, 1973), (58, 8), (6, 2031), (1, 2032)),
    ("nu", 0, (5, 1973), (12, 1973), (59, 0), (6, 2032), (1, 2033)),
    ("nu", 0, (1, 1974), (8, 1974), (59, 4), (6, 2033), (1, 2034)),
    ("nu", 0, (9, 1974), (4, 1975), (59, 8), (6, 2034), (1, 2035)),
    ("nu", 0, (5, 1975), (12, 1999), (60, 0), (6, 2035), (1, 2060)),
    ("nam", 5, (1, 1966), (9, 1966), (55, 3), (5, 2021), (1, 2022)),
    ("nam", 5, (10, 1966), (6, 1967), (55, 6), (5, 2022), (1, 2023)),
    ("nam", 5, (7, 1967), (3, 1968), (55, 9), (5, 2023), (1, 2024)),
    ("nam", 5, (4, 1968), (12, 1968), (56, 0), (5, 2024), (1, 2025)),
    ("nam", 5, (1, 1969), (9, 1969), (56, 3), (5, 2025), (1, 2026)),
    ("nam", 5, (10, 1969), (6, 1970), (56, 6), (5, 2026), (1, 2027)),
    ("nam", 5, (7, 1970), (3, 1971), (56, 9), (5, 2027), (1, 2028)),
    ("nam", 5, (4, 1971), (12, 1999), (57, 0), (5, 2028), (1, 2057)),
    ("nu", 5, (1, 1971), (8, 1971), (50, 4), (6, 2021), (1, 2022)),
    ("nu", 5, (9, 1971), (4, 1972), (50, 8), (6, 2022), (1, 2023)),
    ("nu", 5, (5, 1972), (12, 1972), (51, 0), (6, 2023), (1, 2024)),
    ("nu", 5, (1, 1973), (7, 1973), (51, 4), (6, 2024), (12, 2024)),
)
Month = tuple[int, int]


def first_of(month: Month) -> date:
    return date(month[1], month[0], 1)


@pytest.mark.parametrize(("sex", "below", "first", "last", "age", "starts", "ends"), ANNEXES)
def test_every_row_of_the_annexes_is_met(
    sex: str, below: int, first: Month, last: Month, age: Month, starts: Month, ends: Month
) -> None:
    born = [
        add_months(first_of(first), month)
        for month in range(count_months(first_of(first), first_of(last)) + 1)
    ]

    reached = [find_retirement(figures_of(TODAY), sex, month, below * 12) for month in born]

    assert {person.age for person in reached} == {age[0] * 12 + age[1]}
    pensions = [add_months(person.month, 1) for person in reached]
    assert (pensions[0], pensions[-1]) == (first_of(starts), first_of(ends))
    assert pensions == [add_months(first_of(starts), month) for month in range(len(born))]


@pytest.mark.parametrize(
    ("sex", "born", "reached"),
    [("nam", date(1960, 12, 1), date(2020, 12, 1)), ("nu", date(1965, 12, 1), date(2020, 12, 1))],
)
def test_the_last_ones_before_the_schedule_retire_by_the_old_age(sex: str, born: date, reached: date) -> None:
    # Điều 7 khoản 2: men of 12/1960 and women of 12/1965 retire at the end of 31/12/2020.
    assert find_retirement(figures_of(TODAY), sex, born).month == reached


def test_the_ages_are_those_the_entries_print() -> None:
    figures = figures_of(TODAY)

    for year in range(2021, 2041):
        day = date(year, 1, 1)
        for sex in ("nam", "nu"):
            age = int(figures.amount("tuoi_nghi_huu_thang", sex, on=day))
            assert print_age(age) == figures.parameters.get("tuoi_nghi_huu", sex, day).text
            assert print_age(age - 60) == figures.parameters.get("tuoi_nghi_huu_som", sex, day).text


@given(
    st.sampled_from(["nam", "nu"]),
    st.dates(date(1930, 1, 1), date(2011, 1, 1)),
    st.sampled_from([0, 60, 120]),
)
def test_the_younger_never_retire_before_the_older(sex: str, born: date, earlier: int) -> None:
    figures = figures_of(TODAY)

    older = find_retirement(figures, sex, born, earlier)
    younger = find_retirement(figures, sex, add_months(born.replace(day=1), 1), earlier)

    assert older.month < younger.month
    assert older.age <= younger.age


@pytest.mark.parametrize(
    ("sex", "years", "share"),
    [
        ("nu", "15", "45"),
        ("nu", "15.5", "46"),
        ("nu", "20.5", "56"),
        ("nu", "29.5", "74"),
        ("nu", "30", "75"),
        ("nu", "40", "75"),
        ("nam", "15", "40"),
        ("nam", "15.5", "40.5"),
        ("nam", "19.5", "44.5"),
        ("nam", "20", "45"),
        ("nam", "20.5", "46"),
        ("nam", "34.5", "74"),
        ("nam", "35", "75"),
        ("nam", "45", "75"),
    ],
)
def test_the_share_goes_by_sex_and_years(sex: str, years: str, share: str) -> None:
    assert find_share(sex, Decimal(years)) == Decimal(share)


@pytest.mark.parametrize(
    ("months", "cut"), [(0, 0), (5, 0), (6, 1), (11, 1), (12, 2), (17, 2), (18, 3), (60, 10), (-3, 0)]
)
def test_each_year_early_takes_two_percent_and_half_a_year_one(months: int, cut: int) -> None:
    assert find_reduction(months) == cut


@pytest.mark.parametrize(
    ("sex", "years", "late", "times"),
    [
        ("nam", "35", 24, "0"),
        ("nam", "37", 0, "1"),  # 2 × 0,5
        ("nu", "30", 0, "0"),
        ("nu", "33", 0, "1.5"),  # 3 × 0,5
        ("nu", "33.5", 18, "4"),  # 2 × 0,5 + 1,5 × 2
        ("nu", "31", 36, "2"),  # only one year lies above
    ],
)
def test_years_above_the_full_ones_are_half_a_month_or_two_after_the_age(
    sex: str, years: str, late: int, times: str
) -> None:
    assert find_years_above(sex, Decimal(years), late).times == Decimal(times)

"""When a worker reaches retirement age, and what share of the mean pay a pension is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge.calculators.insured_time import YEAR, add_months, count_years
from knowledge.calculators.shape import Figures

SCHEDULE_SINCE = 2021  # 45/2019/QH14 Điều 169 khoản 2
OLD_AGES = {"nam": 60 * YEAR, "nu": 55 * YEAR}  # months; before 2021
LEAST_YEARS = 15  # 41/2024/QH15 Điều 64 khoản 1
FIRST_SHARE, FURTHER, MOST_SHARE = Decimal(45), Decimal(2), Decimal(75)  # percent, Điều 66 khoản 1
MALE_YEARS, MALE_SHARE, MALE_FURTHER = 20, Decimal(40), Decimal(1)  # of men with 15 to under 20 years
FULL_YEARS = {"nam": 35, "nu": 30}  # where the share reaches its most; above it a one-off, Điều 68 khoản 1
EARLY_YEAR, EARLY_HALF = Decimal(2), Decimal(1)  # percent less, Điều 66 khoản 3
HALF_YEAR = 6  # months
BY_AGE, PAST_AGE = Decimal("0.5"), Decimal(2)  # months of pay for a year above the full ones, Điều 68 khoản 2


@dataclass(frozen=True, slots=True)
class Reached:
    """The retirement age of one person, and the month in which it is reached."""

    age: int  # months
    month: date  # the first of it


def find_retirement(figures: Figures, sex: str, born: date, earlier: int = 0) -> Reached:
    """When somebody born in a month reaches retirement age.

    Args:
        figures: Hold `tuoi_nghi_huu_thang`, the age in months by the year of retirement.
        sex: "nam" or "nu".
        born: Any day of the month of birth.
        earlier: Months by which the age is lower: 60 for heavy work, 120 for coal miners.

    Source: BLLĐ 45/2019/QH14 Điều 169; Nghị định 135/2020 Điều 4, 5, 7 khoản 2 and its annexes, whose rows are
    those of this rule: the first year whose age is reached within it (or was reached before).
    """
    month = born.replace(day=1)
    old = OLD_AGES[sex] - earlier
    if add_months(month, old).year < SCHEDULE_SINCE:
        return Reached(old, add_months(month, old))
    year = SCHEDULE_SINCE
    while True:
        age = find_age(figures, sex, year) - earlier
        reached = add_months(month, age)
        if reached.year <= year:
            return Reached(age, reached)
        year += 1


def find_age(figures: Figures, sex: str, year: int) -> int:
    """The retirement age, in months, of those who retire in a year. Source: Nghị định 135/2020 Điều 4 khoản 2."""
    if year < SCHEDULE_SINCE:
        return OLD_AGES[sex]
    return int(figures.amount("tuoi_nghi_huu_thang", sex, on=date(year, 1, 1)))


def find_share(sex: str, years: Decimal) -> Decimal:
    """The pension in percent of the mean pay, from 15 years on. Source: Điều 66 khoản 1 Luật BHXH."""
    if sex == "nam":
        if years < MALE_YEARS:
            return MALE_SHARE + MALE_FURTHER * (years - LEAST_YEARS)
        return min(FIRST_SHARE + FURTHER * (years - MALE_YEARS), MOST_SHARE)
    return min(FIRST_SHARE + FURTHER * (years - LEAST_YEARS), MOST_SHARE)


def find_reduction(months: int) -> Decimal:
    """Percent less for retiring so many months early. Source: Điều 66 khoản 3 Luật BHXH."""
    whole, odd = divmod(max(months, 0), YEAR)
    return EARLY_YEAR * whole + (EARLY_HALF if odd >= HALF_YEAR else 0)


@dataclass(frozen=True, slots=True)
class YearsAbove:
    """Years paid above 35 of a man, 30 of a woman."""

    by_age: Decimal  # up to the retirement age
    past_age: Decimal  # paid after it

    @property
    def times(self) -> Decimal:
        """The one-off at retirement, in months of mean pay."""
        return self.by_age * BY_AGE + self.past_age * PAST_AGE


def find_years_above(sex: str, years: Decimal, late: int) -> YearsAbove:
    """The years a one-off is paid for at retirement, `late` months after the age.

    Source: Luật BHXH 41/2024/QH15 Điều 68. Its Thông tư 12/2025/TT-BNV Điều 14 prints 0,2 where the law says 02; the
    law goes before.
    """
    above = max(years - FULL_YEARS[sex], Decimal(0))
    past_age = min(above, count_years(late))
    return YearsAbove(above - past_age, past_age)

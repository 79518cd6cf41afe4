"""Time with one employer to the day, and the years of it that severance pays."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from knowledge.calculators.insured_time import YEAR, add_months, count_months, print_months

LAST_OF_HALF_YEAR = 6  # odd months (Điều 8 khoản 3 điểm c NĐ 145/2020)


@dataclass(frozen=True, slots=True)
class Span:
    """Time with the employer: whole months and the days beyond."""

    months: int
    days: int

    @property
    def words(self) -> str:
        return f"{print_months(self.months)} {self.days} ngày" if self.days else print_months(self.months)


def get_span(first: date, last: date) -> Span:
    """From the first day of work to the last, both counted."""
    end = last + timedelta(days=1)
    months = count_months(first, end)
    if add_months(first, months) > end:
        months -= 1
    return Span(months, (end - add_months(first, months)).days)


def count_years(span: Span) -> Decimal:
    """Years that are paid: odd months up to 6 are half a year, more are a whole one; odd days alone count nothing.

    Source: Điều 8 khoản 3 điểm c NĐ 145/2020/NĐ-CP.
    """
    whole, odd = divmod(span.months, YEAR)
    if odd == 0:
        return Decimal(whole)
    is_half = (odd, span.days) <= (LAST_OF_HALF_YEAR, 0)
    return Decimal(whole) + (Decimal("0.5") if is_half else 1)

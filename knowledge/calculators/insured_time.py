"""Months and years as social insurance counts them."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

YEAR = 12  # months
LAST_OF_HALF_YEAR = 6  # odd months, 41/2024/QH15 Điều 5 khoản 6


def add_months(day: date, months: int) -> date:
    """The same day so many months later (or earlier), or the last day of that month where it has none."""
    count = day.year * YEAR + day.month - 1 + months
    year, month = count // YEAR, count % YEAR + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def count_months(first: date, last: date) -> int:
    """Months from the month of `first` to the month of `last`; the same month: 0."""
    return (last.year - first.year) * YEAR + last.month - first.month


def count_years(months: int) -> Decimal:
    """Years that count for the level of a benefit: 1 to 6 odd months are half a year, 7 to 11 a whole one.

    Source: Luật Bảo hiểm xã hội 41/2024/QH15, Điều 5 khoản 6.
    """
    whole, odd = divmod(months, YEAR)
    if odd == 0:
        return Decimal(whole)
    return Decimal(whole) + (Decimal("0.5") if odd <= LAST_OF_HALF_YEAR else 1)


def print_months(months: int) -> str:
    """245 → 20 năm 5 tháng."""
    whole, odd = divmod(months, YEAR)
    parts = [f"{whole} năm"] if whole else []
    if odd or not whole:
        parts.append(f"{odd} tháng")
    return " ".join(parts)


def print_age(months: int) -> str:
    """738 → 61 tuổi 6 tháng."""
    whole, odd = divmod(months, YEAR)
    return f"{whole} tuổi {odd} tháng" if odd else f"{whole} tuổi"


def print_month(day: date) -> str:
    """05/2026."""
    return f"{day:%m/%Y}"

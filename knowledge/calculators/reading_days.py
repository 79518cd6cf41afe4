"""Days and months as people type them: 1/7/2026, "ngày 1 tháng 7", "hôm qua", "t7/2026"."""

import re
from datetime import date, timedelta

from knowledge.calculators.reading_amounts import Unreadable, fold_words

HOW_DAY = "Bạn gõ ngày, tháng, năm, ví dụ 1/7/2026."
HOW_MONTH = "Bạn gõ tháng và năm, ví dụ 7/2026."
FIRST_YEAR, YEARS_AHEAD = 1900, 60
NUMBER = r"0*([0-9]{1,2})"
YEAR = r"([0-9]{4}|[0-9]{2})"
BETWEEN = r"\s*[-/.,\s]\s*"
LEAD = re.compile(r"^(?:(?:da|tu|den|vao|la|sinh|hom|ngay|mung|mong|nham)\s+)+(?=[0-9])")
ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
FULL = re.compile(rf"{NUMBER}{BETWEEN}{NUMBER}{BETWEEN}{YEAR}")
SPOKEN = re.compile(rf"{NUMBER}\s*(?:thang|th|t)\s*{NUMBER}(?:{BETWEEN}|\s*nam\s*)(?:nam\s*)?{YEAR}")
SHORT = re.compile(rf"{NUMBER}(?:{BETWEEN}|\s*(?:thang|th|t)\s*){NUMBER}")
PACKED = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
ONLY_MONTH = re.compile(
    rf"(?:thang|th|t)?\s*{NUMBER}(?:{BETWEEN}|\s*nam\s*)(?:nam\s*)?([0-9]{{4}}|[0-9]{{2}})"
)
ISO_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")
BARE_MONTH = re.compile(rf"(?:thang|th|t)\s*{NUMBER}")
DAYS_AWAY = {
    "hom nay": 0,
    "bua nay": 0,
    "nay": 0,
    "hom qua": -1,
    "bua qua": -1,
    "hom kia": -2,
    "mai": 1,
    "ngay mai": 1,
}
DAYS_AWAY |= {"ngay hom nay": 0, "ngay hom qua": -1, "ngay kia": 2, "ngay mot": 2}
MONTHS_AWAY = {
    "thang nay": 0,
    "thang truoc": -1,
    "thang vua roi": -1,
    "thang roi": -1,
    "thang sau": 1,
    "thang toi": 1,
}


def _words(text: str) -> str:
    return LEAD.sub("", fold_words(text))


def _build(year: str, month: str, day: str, today: date) -> date:
    """
    Raises:
        Unreadable: there is no such day, or it lies centuries away.
    """
    number = int(year)
    if len(year) == 2:  # 26 → 2026, 85 → 1985
        number += 2000 if number <= today.year % 100 + 10 else 1900
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        raise Unreadable(f"Không có ngày {day}/{month}/{year}. {HOW_DAY}") from None
    if not FIRST_YEAR <= found.year <= today.year + YEARS_AHEAD:
        raise Unreadable(f"Năm {found.year} nghe không đúng. {HOW_DAY}")
    return found


def _build_month(year: str, month: str, today: date) -> date:
    """
    Raises:
        Unreadable: there is no such month, or it lies centuries away.
    """
    if not 1 <= int(month) <= 12:
        raise Unreadable(f"Không có tháng {month}. {HOW_MONTH}")
    return _build(year, month, "1", today)


def _nearest(days: list[date], today: date) -> date | None:
    """The one nearest to today; of two as near, the earlier."""
    return min(days, key=lambda day: (abs(day - today), day), default=None)


def _around(month: int, day: int, today: date) -> list[date]:
    """The same day of last year, this year and next year, where there is one."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _full_day(words: str, today: date) -> date | None:
    """A day with its year, or one counted from today."""
    if words in DAYS_AWAY:
        return today + timedelta(days=DAYS_AWAY[words])
    if match := ISO.fullmatch(words):
        return _build(match[1], match[2], match[3], today)
    match = FULL.fullmatch(words) or SPOKEN.fullmatch(words) or PACKED.fullmatch(words)
    return _build(match[3], match[2], match[1], today) if match else None


def parse_day(text: str, *, today: date) -> date:
    """A day; without its year it is the one nearest to today.

    Raises:
        Unreadable: it is no day, or the year is needed.
    """
    words = _words(text)
    found = _full_day(words, today)
    if found is None and (match := SHORT.fullmatch(words)):
        found = _nearest(_around(int(match[2]), int(match[1]), today), today)
        if found is None:
            raise Unreadable(f"Không có ngày {match[1]}/{match[2]}. {HOW_DAY}")
    if found is not None:
        return found
    if ONLY_MONTH.fullmatch(words) or ISO_MONTH.fullmatch(words) or BARE_MONTH.fullmatch(words):
        raise Unreadable(f"Câu này cần cả ngày. {HOW_DAY}")
    raise Unreadable(f"Mình chưa đọc ra ngày. {HOW_DAY}")


def parse_month(text: str, *, today: date) -> date:
    """The first day of a month; without its year it is the one nearest to today.

    Raises:
        Unreadable: it is no month, or the year is needed.
    """
    words = _words(text)
    if words in MONTHS_AWAY:
        months = today.year * 12 + today.month - 1 + MONTHS_AWAY[words]
        return date(months // 12, months % 12 + 1, 1)
    if match := BARE_MONTH.fullmatch(words):
        found = _nearest(_around(int(match[1]), 1, today), today)
        if found is None:
            raise Unreadable(f"Không có tháng {match[1]}. {HOW_MONTH}")
        return found
    if match := ISO_MONTH.fullmatch(words):
        return _build_month(match[1], match[2], today)
    if match := ONLY_MONTH.fullmatch(words):
        if len(match[2]) == 2 and 1 <= int(match[2]) <= 12:  # 1/7: the first of July, or January of 2007?
            raise Unreadable(f"“{text.strip()}” mình chưa rõ là tháng nào. {HOW_MONTH}")
        return _build_month(match[2], match[1], today)
    found = _full_day(words, today)
    if found is None:
        raise Unreadable(f"Mình chưa đọc ra tháng. {HOW_MONTH}")
    return found.replace(day=1)

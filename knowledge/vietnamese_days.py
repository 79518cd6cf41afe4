"""Days, months and years as Vietnamese writes them: "ngày 01 tháng 7 năm 2025", "01/07/2025", "7/2025", "năm 2014"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WRITTEN_OUT = re.compile(
    r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?:\s+năm\s+(?P<y>(?:19|20)\d\d))?", re.IGNORECASE
)
SLASHED = re.compile(r"(?<![\w/.,])(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>(?:19|20)\d\d)(?![\w/])")
DAY_MONTH = re.compile(r"(?<![\w/.,])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\w/%])")
MONTH_YEAR = re.compile(
    r"(?<![\w/.,])(?:tháng\s+)?(?P<m>\d{1,2})(?:/|\s+năm\s+)(?P<y>(?:19|20)\d\d)(?![\w/])", re.IGNORECASE
)
YEAR = re.compile(r"(?<![\w/.,])(?P<y>(?:19|20)\d\d)(?!\w|/|[.,]\d|\s*(?:đồng|người))")
FORMS = (WRITTEN_OUT, SLASHED, MONTH_YEAR, DAY_MONTH, YEAR)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a month or a year of a text; what it leaves open is None."""

    day: int | None
    month: int | None
    year: int | None
    text: str
    start: int
    end: int

    def is_on(self, day: date) -> bool:
        """Whether everything it says is true of `day`."""
        return all(
            said in {None, real}
            for said, real in ((self.day, day.day), (self.month, day.month), (self.year, day.year))
        )

    def is_in(self, other: "Moment") -> bool:
        """Whether a text that names `other` names this too: the year of a day, the day of another year's."""
        return all(
            said is None or said == there
            for said, there in (
                (self.day, other.day),
                (self.month, other.month),
                (self.year, other.year if other.year else self.year),
            )
        )

    @property
    def may_be_fraction(self) -> bool:
        """ "1/2" is the first of February, or a half; "01/02" is a day only."""
        return (
            self.year is None
            and "/" in self.text
            and self.month != 1
            and "0" not in re.findall(r"\b\d", self.text)
        )

    def as_date(self) -> date | None:
        """The day itself, where all of it is said."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def _moment(match: re.Match[str]) -> Moment:
    parts = {key: int(value) for key, value in match.groupdict().items() if value}
    return Moment(parts.get("d"), parts.get("m"), parts.get("y"), match[0], match.start(), match.end())


def _is_possible(moment: Moment) -> bool:
    return (moment.day is None or 1 <= moment.day <= 31) and (moment.month is None or 1 <= moment.month <= 12)


def read_moments(text: str) -> Iterator[Moment]:
    """Every day, month and year, each once: a year inside a day is part of it."""
    for form in FORMS:
        for match in form.finditer(text):
            moment = _moment(match)
            if _is_possible(moment):
                yield moment
                text = text[: moment.start] + " " * (moment.end - moment.start) + text[moment.end :]


def is_day_before(moment: Moment, other: Moment) -> bool:
    """Whether `moment` holds the eve of `other`: "đến 31/12/2013" where the law says "trước 01/01/2014"."""
    day = other.as_date()
    return day is not None and moment.is_on(day - timedelta(days=1))

"""Whether every number of an entry stands where it may: in a cited article, in a figure, or in a sum written down."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from knowledge.check_entry import told_day
from knowledge.check_sums import read_computed
from knowledge.law_text import LawArticle, LawText
from knowledge.parameters import PLACEHOLDER, ParameterError, Parameters, find_placeholders
from knowledge.quantities import read_quantities
from knowledge.register import Register, UnknownCitation
from knowledge.source import Draft, Source
from knowledge.sums import Sum, find_sums, is_month
from knowledge.vietnamese_days import Moment, is_day_before
from knowledge.vietnamese_numbers import Number

CHECKED = ("answer", "details", "conditions")
POINTS_BACK = re.compile(r"\s*\w+(?:\s+làm việc)?\s+(?:đó|này|ấy|kia|trên|trước đó|nói trên)(?!\w)")
WORKING_DAYS = "ngày làm việc"
COUNTS = {
    Fraction(count) for count in (*range(1, 13), 24, 26, 30, 52, 100, 365)
}  # months, days, weeks, hundredths
AROUND = 28  # characters shown on either side of a number


class Place(StrEnum):
    """Where a number of an entry stands; the first of these that holds it."""

    PRIMARY = "primary"
    FIGURE = "figure"
    COMPUTED = "computed"
    SECONDARY = "secondary"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Claim:
    """One number or day an entry says, and where it stands."""

    field: str
    text: str  # with its unit: "60 ngày"
    around: str
    place: Place
    loose_days: str = (
        ""  # "ngày làm việc" where the article says so and the entry does not, or the other way round
    )


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an entry may take its numbers from."""

    primary: tuple[LawArticle, ...]
    secondary: tuple[LawArticle, ...]
    figures: tuple[Number, ...]
    figure_moments: tuple[Moment, ...]
    sums: tuple[Number, ...]
    days: frozenset[date]  # of the register: the cited texts came into force, or end
    says_working_days: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """What the numbers of all entries are held against."""

    law: LawText
    register: Register
    parameters: Parameters
    today: date
    values: frozenset[Fraction]  # of all figures today


def build_basis(source: Source, law: LawText, today: date) -> Basis:
    """The law as the register consolidates it, and the figures of today."""
    register = Register(source.documents, source.changes)
    held = (value.amount for value in source.parameters if value.amount is not None and value.holds_on(today))
    values = frozenset(worth for amount in held for worth in (Fraction(amount), Fraction(amount) / 100))
    return Basis(law, register, Parameters(source.parameters), today, values)


def build_grounds(draft: Draft, basis: Basis) -> Grounds:
    """Everything the entry cites, fills in and works out."""
    articles = {citation: basis.law.find_article(citation) for citation in draft.citations}
    filled = read_quantities("\n".join(_figures_of(draft, basis.parameters, told_day(draft, basis.today))))
    return Grounds(
        primary=tuple(found for citation, found in articles.items() if found and citation.is_primary),
        secondary=tuple(found for citation, found in articles.items() if found and not citation.is_primary),
        figures=filled.numbers,
        figure_moments=filled.moments,
        sums=tuple(number for found in _sums_of(draft) for number in (*found.operands, *found.results)),
        days=frozenset(_days_of(draft, basis.register)),
        says_working_days=any(WORKING_DAYS in getattr(draft, name).lower() for name in CHECKED),
    )


def _sums_of(draft: Draft) -> Iterator[Sum]:
    """What `computed` works out, and what the texts work out themselves."""
    yield from read_computed(draft)
    for name in CHECKED:
        yield from (found for found in find_sums(getattr(draft, name)) if found.is_right)


def _figures_of(draft: Draft, parameters: Parameters, day: date) -> Iterator[str]:
    """The figures the entry names, printed for the day it tells of."""
    for name in CHECKED:
        for placeholder in find_placeholders(getattr(draft, name)):
            try:
                yield parameters.fill(placeholder.source, day)
            except ParameterError:
                continue  # told as a fault of its own


def _days_of(draft: Draft, register: Register) -> Iterator[date]:
    for citation in draft.citations:
        try:
            days = (register.in_force_from(citation), register.in_force_to(citation))
        except UnknownCitation:
            continue
        yield from (day for day in days if day)
        yield from (change.changed_on for change in register.changes if change.touches(citation))
    yield from (day for day in (draft.valid_from, draft.valid_to) if day)


def list_claims(draft: Draft, grounds: Grounds) -> Iterator[Claim]:
    """Every number and day of the answer, the details and the conditions; what a placeholder prints is none of them."""
    for name in CHECKED:
        text = PLACEHOLDER.sub(lambda match: "¦" * len(match[0]), getattr(draft, name))
        quantities = read_quantities(text)
        numbers = {number.start: number for number in quantities.numbers}
        for moment in quantities.moments:
            place = _place_of_moment(moment, grounds)
            also_number = numbers.pop(moment.start, None)  # "1/2" is a day or a half
            if place is Place.NOWHERE and also_number:
                place = _place_of_number(also_number, grounds)
            yield Claim(name, moment.text, _around(text, moment), place)
        for number in numbers.values():
            if _is_claimed(number, text):
                written = number.text if number.unit == "%" else f"{number.text} {number.unit}".strip()
                place = _place_of_number(number, grounds)
                yield Claim(name, written, _around(text, number), place, _loose_days(number, grounds))


def _around(text: str, found: Number | Moment) -> str:
    part = text[max(0, found.start - AROUND) : found.end + AROUND].replace("\n", " ")
    return re.sub("¦+", "{{…}}", part).strip()


def _is_claimed(number: Number, text: str) -> bool:
    """Whether a number says an amount: nought, "một" and "hai ngày đó" do not, nor a word without a unit."""
    if number.value == 0 or POINTS_BACK.match(text, number.end):
        return False
    return number.is_in_digits or (bool(number.unit) and number.text.lower() != "một")


def _stands_in(number: Number, articles: tuple[LawArticle, ...]) -> bool:
    """Whether an article has the number; what it lists may be counted ("4 hình thức")."""
    return any(number.is_same(held) for article in articles for held in article.quantities().numbers) or (
        not number.unit and any(number.value in article.counts() for article in articles)
    )


def _place_of_number(number: Number, grounds: Grounds) -> Place:
    if _stands_in(number, grounds.primary):
        return Place.PRIMARY
    if any(number.is_same(figure) for figure in grounds.figures):
        return Place.FIGURE
    if any(_worths(number) & _worths(held) for held in grounds.sums):
        return Place.COMPUTED
    return Place.SECONDARY if _stands_in(number, grounds.secondary) else Place.NOWHERE


def _names_moment(moment: Moment, articles: tuple[LawArticle, ...]) -> bool:
    return any(
        moment.is_in(held) or is_day_before(moment, held)
        for article in articles
        for held in article.quantities().moments
    )


def _place_of_moment(moment: Moment, grounds: Grounds) -> Place:
    if _names_moment(moment, grounds.primary) or any(moment.is_on(day) for day in grounds.days):
        return Place.PRIMARY
    if any(moment.is_in(held) for held in grounds.figure_moments):
        return Place.FIGURE
    if any(number.text == moment.text for number in grounds.sums):
        return Place.COMPUTED
    return Place.SECONDARY if _names_moment(moment, grounds.secondary) else Place.NOWHERE


def _loose_days(number: Number, grounds: Grounds) -> str:
    """Where an entry and its articles mean different days: "ngày" here, "ngày làm việc" there."""
    if number.unit not in {"ngày", WORKING_DAYS} or any(number.value == held.value for held in grounds.sums):
        return ""
    articles = (*grounds.primary, *grounds.secondary)
    there = {
        held.unit for article in articles for held in article.quantities().numbers if number.is_same(held)
    }
    if number.unit == "ngày" and there == {WORKING_DAYS} and not grounds.says_working_days:
        return WORKING_DAYS
    if number.unit == WORKING_DAYS and there == {"ngày"}:
        return "" if any(WORKING_DAYS in article.text for article in articles) else "ngày"
    return ""


def number_faults(draft: Draft, grounds: Grounds) -> Iterator[str]:
    """What the entry says without ground."""
    articles = (*grounds.primary, *grounds.secondary)
    hint = " (a cited text is an extract)" if any(article.is_extract for article in articles) else ""
    for claim in list_claims(draft, grounds):
        told = f"{claim.field}: {claim.text!r}"
        if claim.place is Place.NOWHERE:
            yield f"{told} stands in no cited article, figure or sum{hint}: …{claim.around}…"
        elif claim.place is Place.SECONDARY and claim.field == "answer":
            yield f"{told} stands only in a secondary citation: …{claim.around}…"
        if claim.loose_days:
            yield f"{told} is counted in {claim.loose_days!r} by the article: …{claim.around}…"


def operand_faults(draft: Draft, grounds: Grounds, basis: Basis) -> Iterator[str]:
    """What a sum starts from without ground: neither law, figure, count, the case told, nor an earlier sum."""
    articles = (*grounds.primary, *grounds.secondary)
    read = [
        *(article.quantities() for article in articles),
        read_quantities(f"{draft.example}\n{draft.situation}"),
    ]
    known = {worth for quantities in read for number in quantities.numbers for worth in _worths(number)}
    known |= {Fraction(moment.year) for quantities in read for moment in quantities.moments if moment.year}
    known |= basis.values | COUNTS
    for found in _sums_of(draft):
        for operand in found.operands:
            if not is_month(operand) and not known & _worths(operand):
                yield f"{operand.text!r} in {found.text!r} stands in no cited article, figure or example"
        known |= {worth for number in found.results for worth in _worths(number)}


def _worths(number: Number) -> set[Fraction]:
    """What a number is worth in a sum: 70% may be meant as 0.7 and as 70."""
    return {number.value, number.value * 100} if number.unit == "%" else {number.value}

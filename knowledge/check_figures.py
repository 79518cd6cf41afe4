"""Figures that move: values that overlap or leave a gap, and figures typed by hand where a placeholder belongs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from knowledge.entry import Citation
from knowledge.law_text import LawText
from knowledge.parameters import PLACEHOLDER, Parameter
from knowledge.quantities import read_quantities
from knowledge.source import Draft
from knowledge.sums import find_sums
from knowledge.vietnamese_numbers import read_numbers
from knowledge.yaml_file import Problem

SHOWN = ("question", "answer", "details", "conditions")  # example and situation may hold a person's own money
LEAST_MONEY = 100_000
MONEY_OR_SHARE = re.compile(
    r"\d[\d.,]*\s*(?:%|đồng|triệu|tỷ)"
)  # an age by year is a schedule a text may hold
UNITS = {"dong": "đồng", "percent": "%", "months": "tháng", "days": "ngày", "hours": "giờ"}


@dataclass(frozen=True, slots=True)
class Moving:
    """The figures that have had more than one value."""

    amounts: dict[tuple[Fraction, str], str]  # (value, unit) → the name to write instead
    texts: dict[str, str]  # a value in words → the name to write instead


class Standing(StrEnum):
    """Whether the article a figure names prints its value."""

    PRINTED = "printed in the article"
    DOUBLED = "printed there at half (fines: an enterprise pays double)"
    NOT_PRINTED = "not printed there"
    NO_TEXT = "of articles whose text is not at hand"


def standing_of(value: Parameter, law: LawText) -> Standing:
    """Whether the text of the article holds every number of the value."""
    article = law.find_article(Citation(value.document, value.article))
    if article is None:
        return Standing.NO_TEXT
    printed = {number.value for number in article.quantities().numbers}
    if value.amount is not None:
        worths = {Fraction(value.amount) / (100 if value.unit == "percent" else 1)}
    else:
        worths = {number.value for number in read_numbers(value.text or "") if number.is_in_digits}
    if worths <= printed:
        return Standing.PRINTED
    doubled = {worth * 2 for worth in printed}
    return Standing.DOUBLED if worths <= printed | doubled else Standing.NOT_PRINTED


def build_moving(values: list[Parameter]) -> Moving:
    """What no text may type, out of all values of all figures."""
    by_name: dict[tuple[str, str], list[Parameter]] = defaultdict(list)
    for value in values:
        by_name[value.name, value.scope].append(value)
    moving = Moving({}, {})
    for (name, scope), held in by_name.items():
        if len(held) < 2:
            continue
        for value in held:
            title = f"{name}.{scope}" if scope else name
            if value.amount is not None:
                worth = Fraction(value.amount) / (100 if value.unit == "percent" else 1)
                moving.amounts.setdefault((worth, UNITS[value.unit]), title)
            elif value.text and MONEY_OR_SHARE.search(value.text):
                moving.texts.setdefault(value.text.lower(), title)
    return moving


def typed_figure_faults(draft: Draft, moving: Moving) -> Iterator[str]:
    """Figures that move, and sums of money, typed into a text."""
    for name in SHOWN:
        text = PLACEHOLDER.sub(" ", getattr(draft, name))
        for written in find_sums(text):
            text = text.replace(written.text, " ")
        for number in read_quantities(text).numbers:
            is_money = number.unit == "đồng" or (not number.unit and number.value >= LEAST_MONEY)
            unit = "đồng" if is_money else number.unit
            if title := moving.amounts.get((number.value, unit)):
                yield f"{name}: {number.text!r} is typed, use {{{{ {title} }}}}"
            elif is_money and number.value >= LEAST_MONEY:
                yield f"{name}: {number.text!r} is typed, money from 100.000 đồng on comes from a figure"
        for value, title in moving.texts.items():
            if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text.lower()):
                yield f"{name}: {value!r} is typed, use {{{{ {title} }}}}"


def figure_problems(values: list[Parameter]) -> Iterator[Problem]:
    """Days on which a figure has two values, or none between two: an entry would print the wrong one, or nothing."""
    by_day = sorted(values, key=lambda value: (value.name, value.scope, value.valid_from))
    for value in by_day:
        if value.valid_to and value.valid_to <= value.valid_from:
            where = f"{value.name}.{value.scope}"
            yield Problem(value.file, value.line, f"{where}: valid_to must be after valid_from")
    for earlier, later in pairwise(by_day):
        is_same = (earlier.name, earlier.scope) == (later.name, later.scope)
        if is_same and earlier.valid_to != later.valid_from:
            what = "leaves a gap" if earlier.valid_to and earlier.valid_to < later.valid_from else "overlaps"
            where = f"{earlier.name}.{earlier.scope} from {earlier.valid_from}"
            yield Problem(
                earlier.file, earlier.line, f"{where} {what} with the value from {later.valid_from}"
            )

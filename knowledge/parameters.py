"""Figures that move: one value for a name, a scope and a day, and the filling of `{{ name.scope * 2 }}` in a text.

ParameterError
|- UnknownParameter   no value of that name and scope, on any day
`- NoValue            there are values, but none for the day asked
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

NUMBER = r"[1-9]\d*(?:\.\d+)?|0\.\d*[1-9]\d*"  # never nought: it would divide, or wipe out a figure
PLACEHOLDER = re.compile(r"\{\{\s*([a-z0-9_]+)(?:\.([a-z0-9_]+))?\s*(?:([*/])\s*(" + NUMBER + r")\s*)?\}\}")
ANY_BRACES = re.compile(r"\{\{.*?\}\}|\{\{|\}\}")
UNITS = {"dong": " đồng", "percent": "%", "months": " tháng", "days": " ngày", "hours": " giờ", "text": ""}


class ParameterError(Exception):
    """A text asks for a figure that is not there."""


class UnknownParameter(ParameterError):
    """No value of that name and scope, on any day."""


class NoValue(ParameterError):
    """There are values, but none for the day asked."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of one figure. Either `amount` or `text` is set."""

    name: str
    scope: str
    label: str
    unit: str
    amount: Decimal | None
    text: str | None
    valid_from: date
    valid_to: date | None  # first day on which it no longer holds
    document: str
    article: str
    clause: str | None = None
    line: int = field(default=0, compare=False)
    file: str = field(default="", compare=False)

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One `{{ name.scope * factor }}` of a text."""

    name: str
    scope: str
    factor: Decimal
    source: str


def find_placeholders(text: str) -> Iterator[Placeholder]:
    """Every well-formed placeholder, in order."""
    for match in PLACEHOLDER.finditer(text):
        name, scope, operator, number = match.groups()
        factor = Decimal(number) if number else Decimal(1)
        yield Placeholder(name, scope or "", 1 / factor if operator == "/" else factor, match.group())


def find_broken_braces(text: str) -> list[str]:
    """Braces that are not a placeholder and would reach a worker as they stand."""
    return ANY_BRACES.findall(PLACEHOLDER.sub("", text))


def format_number(amount: Decimal) -> str:
    """Vietnamese form: 5310000 → 5.310.000, 17.5 → 17,5."""
    rounded = amount.quantize(Decimal("0.01")).normalize()
    whole, _, fraction = f"{rounded:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{fraction}" if fraction else grouped


class Parameters:
    """All values, looked up by name, scope and day."""

    def __init__(self, values: Iterable[Parameter]) -> None:
        self._values: dict[tuple[str, str], list[Parameter]] = defaultdict(list)
        for value in sorted(values, key=lambda value: value.valid_from):
            self._values[value.name, value.scope].append(value)

    def __iter__(self) -> Iterator[Parameter]:
        return (value for values in self._values.values() for value in values)

    def get(self, name: str, scope: str, day: date) -> Parameter:
        """
        Raises:
            UnknownParameter: no such name and scope.
            NoValue: none holds on `day`.
        """
        values = self._values.get((name, scope))
        if values is None:
            raise UnknownParameter(f"{name}.{scope}" if scope else name)
        for value in values:
            if value.holds_on(day):
                return value
        raise NoValue(f"{name}.{scope} has no value on {day}")

    def span(self, name: str, scope: str, day: date = date.max) -> tuple[date, date | None]:
        """The stretch [from, to) around `day` without a day that lacks a value (to None: open).

        Where `day` itself has none, the last stretch.

        Raises:
            UnknownParameter: no such name and scope.
        """
        values = self._values.get((name, scope))
        if values is None:
            raise UnknownParameter(f"{name}.{scope}" if scope else name)
        start, end = values[0].valid_from, values[0].valid_to
        for value in values[1:]:
            if end is not None and value.valid_from > end:  # a gap
                if start <= day < end:
                    break
                start = value.valid_from
            end = value.valid_to
        return start, end

    def fill(self, text: str, day: date) -> str:
        """The text with every placeholder printed for `day`, units included.

        Raises:
            ParameterError: a placeholder has no value.
        """
        for placeholder in find_placeholders(text):
            value = self.get(placeholder.name, placeholder.scope, day)
            printed = (
                value.text
                or f"{format_number((value.amount or Decimal(0)) * placeholder.factor)}{UNITS[value.unit]}"
            )
            text = text.replace(placeholder.source, printed, 1)
        return text

"""Typed values out of one record of a file; every fault is collected with its line instead of stopping at the first."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from knowledge.parameters import UNITS
from knowledge.yaml_file import Problem, Record

T = TypeVar("T")


class Reader:
    """Takes typed values out of one record of `file`; what is wrong is added to `problems`."""

    def __init__(self, file: str, record: Record, problems: list[Problem]) -> None:
        self.file, self.record, self.problems = file, record, problems

    def fault(self, key: str, message: str) -> None:
        self.problems.append(Problem(self.file, self.record.lines.get(key, self.record.line), message))

    def only(self, what: str, keys: set[str]) -> None:
        """Any other key is a fault: a misspelt one would silently count as absent."""
        for key in self.record.keys() - keys:
            self.fault(key, f"{what} has no {key}")

    def take(self, key: str, parse: Callable[[Any], T], default: T) -> T:
        """The parsed value; a missing or empty one, or one that does not parse, is a fault and gives `default`."""
        if self.record.get(key) is None:
            self.fault(key, f"{key} is missing")
            return default
        return self.take_optional(key, parse, default)

    def take_optional(self, key: str, parse: Callable[[Any], T], default: T) -> T:
        """The parsed value, or `default` where there is none; one that does not parse is a fault."""
        if self.record.get(key) is None:
            return default
        try:
            return parse(self.record[key])
        except (TypeError, ValueError, ArithmeticError) as error:
            self.fault(key, f"{key}: {error}")
            return default

    def inside(self, key: str) -> "Reader":
        """The reader of the mapping under `key`, of an empty one where there is none; anything else there is a fault."""
        value = self.record.get(key)
        if not isinstance(value, Record):
            if value is not None:
                self.fault(key, f"{key} must be a mapping")
            value = Record()
            value.line = self.record.lines.get(key, self.record.line)
        return Reader(self.file, value, self.problems)

    def records(self, key: str) -> list["Reader"]:
        """The readers of a list of mappings; anything else in it is a fault."""
        items = self.record.get(key)
        if not isinstance(items, list):
            self.fault(key, f"{key} must be a list")
            return []
        found = [Reader(self.file, item, self.problems) for item in items if isinstance(item, Record)]
        if len(found) < len(items):
            self.fault(key, f"{key} must hold mappings only")
        return found


def parse_text(value: Any) -> str:
    """A non-empty text without the line ends YAML leaves behind."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text that is not empty")
    return value.strip()


def parse_texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise ValueError("must be a list of texts")
    return tuple(parse_text(item) for item in value)


def parse_one_or_more(value: Any) -> tuple[str, ...]:
    """A text, or a list of them."""
    return parse_texts(value if isinstance(value, list) else [value])


def parse_day(value: Any) -> date:
    """A day; YAML has made it one already, unless it was misspelt."""
    if type(value) is not date:
        raise ValueError(f"must be a day like 2026-11-20, not {value!r}")
    return value


def parse_number(value: Any) -> str:
    """The number of an article, clause or point: `26`, `8a`, `đ`."""
    if not isinstance(value, int | str) or isinstance(value, bool):
        raise ValueError(f"must be a number or a letter, not {value!r}")
    return str(value)


def parse_amount(value: Any) -> Decimal:
    """An amount as YAML has it; a float would bring its binary tail."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"must be a number, not {value!r}")
    return Decimal(str(value))


def parse_unit(value: Any) -> str:
    """The unit of a figure."""
    if value not in UNITS:
        raise ValueError(f"must be one of {', '.join(UNITS)}, not {value!r}")
    return str(value)

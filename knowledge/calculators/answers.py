"""Answers read as the type their question promises."""

from datetime import date
from decimal import Decimal

from knowledge.calculators.shape import Answers


class WrongType(TypeError):
    """An answer of another type than its field promises: a fault of the program, not of the worker."""


def get_decimal(answers: Answers, name: str) -> Decimal:
    """Of MONEY, NUMBER and COUNT."""
    value = answers[name]
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise WrongType(name)
    return Decimal(value)


def get_count(answers: Answers, name: str) -> int:
    """Of COUNT."""
    value = answers[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongType(name)
    return value


def get_day(answers: Answers, name: str) -> date:
    """Of DAY; of MONTH the first of the month."""
    value = answers[name]
    if not isinstance(value, date):
        raise WrongType(name)
    return value


def get_word(answers: Answers, name: str) -> str:
    """Of CHOICE and ZONE."""
    value = answers[name]
    if not isinstance(value, str):
        raise WrongType(name)
    return value


def is_yes(answers: Answers, name: str) -> bool:
    """Of YES_NO."""
    return answers[name] is True

"""One calculation as a dialogue remembers it: the answers so far, and the question that comes next."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from knowledge.calculators.shape import Calculator, Field, FieldKind, Value, find_fault
from knowledge.wage_zones import SCOPES

LONGEST_VALUE = 40  # characters
NUMBER = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,28})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WORDS = {True: "yes", False: "no"}


class WrongValue(ValueError):
    """A button or a memory holds what is no answer to its question."""


def encode(value: Value) -> str:
    """A value as one word, for a button or the memory."""
    if isinstance(value, bool):
        return WORDS[value]
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def decode(asked: Field, text: str) -> Value:
    """
    Raises:
        WrongValue: no answer to this question; buttons come back from anybody.
    """
    if len(text) > LONGEST_VALUE:
        raise WrongValue(asked.name)
    try:
        value = _read(asked.kind, text)
    except (ValueError, KeyError):
        raise WrongValue(asked.name) from None
    if find_fault(asked, value) is not None or (asked.kind is FieldKind.ZONE and value not in SCOPES):
        raise WrongValue(asked.name)
    return value


def _read(kind: FieldKind, text: str) -> Value:
    match kind:
        case FieldKind.MONEY | FieldKind.NUMBER | FieldKind.COUNT if not NUMBER.fullmatch(text):
            raise ValueError(text)
        case FieldKind.MONEY | FieldKind.NUMBER:
            return Decimal(text)
        case FieldKind.COUNT:
            return int(text)
        case FieldKind.DAY | FieldKind.MONTH if not DAY.fullmatch(text):
            raise ValueError(text)
        case FieldKind.DAY | FieldKind.MONTH:
            return date.fromisoformat(text)
        case FieldKind.YES_NO:
            return {word: value for value, word in WORDS.items()}[text]
        case _:
            return text


def guess(asked: Field, day: date) -> Value:
    """The answer most people would give, to foresee how many questions follow: the default, the first, the least."""
    if asked.default is not None:
        return asked.default
    match asked.kind:
        case FieldKind.CHOICE:
            return asked.choices[0].value
        case FieldKind.YES_NO:
            return False
        case FieldKind.DAY | FieldKind.MONTH:
            return day
        case FieldKind.ZONE:
            return "vung_1"
        case FieldKind.COUNT:
            return int(asked.least or 1)
        case _:
            return Decimal(asked.least or 1)


@dataclass(frozen=True, slots=True)
class Calculation:
    """A calculator being filled in; every step makes a new one."""

    calculator: Calculator
    answers: Mapping[str, Value] = field(default_factory=dict)
    misses: int = 0  # unreadable answers in a row

    @property
    def asked(self) -> list[Field]:
        """The questions that matter; behind the one that waits, those that most likely will."""
        known: dict[str, Value] = {}
        asked = []
        for question in self.calculator.fields:
            if question.is_needed(known):
                asked.append(question)
                answer = self.answers.get(question.name)
                known[question.name] = (
                    guess(question, self.calculator.checked_on) if answer is None else answer
                )
        return asked

    @property
    def waiting(self) -> Field | None:
        """The question that comes next; None: all are answered."""
        return next((question for question in self.asked if question.name not in self.answers), None)

    @property
    def answered(self) -> list[Field]:
        """The questions that matter and have their answer, in order."""
        return [question for question in self.asked if question.name in self.answers]

    def put(self, asked: Field, value: Value) -> "Calculation":
        """With this answer."""
        return replace(self, answers={**self.answers, asked.name: value}, misses=0)

    def drop(self, name: str) -> "Calculation":
        """Without the answer to one question."""
        kept = {key: value for key, value in self.answers.items() if key != name}
        return replace(self, answers=kept, misses=0)

    def back(self) -> "Calculation | None":
        """At the question before the one that waits; None at the first."""
        before = []
        for question in self.asked:
            if question.name not in self.answers:
                break
            before.append(question)
        return self.drop(before[-1].name) if before else None

    def miss(self) -> "Calculation":
        """With one more unreadable answer."""
        return replace(self, misses=self.misses + 1)

    def forgive(self) -> "Calculation":
        """With a fresh count of unreadable answers."""
        return replace(self, misses=0)

    def to_memory(self) -> dict[str, Any]:
        answers = {name: encode(value) for name, value in self.answers.items()}
        return {"name": self.calculator.name, "answers": answers, "misses": self.misses}


def find_calculation(memory: Mapping[str, Any], calculators: Mapping[str, Calculator]) -> Calculation | None:
    """The calculation a dialogue remembers; None where there is none, or its calculator has changed since."""
    kept = memory.get("calc")
    calculator = calculators.get(kept["name"]) if kept else None
    if not kept or calculator is None:
        return None
    fields = {asked.name: asked for asked in calculator.fields}
    try:
        answers = {name: decode(fields[name], text) for name, text in kept["answers"].items()}
    except (KeyError, WrongValue):
        return None
    return Calculation(calculator, answers, kept["misses"])

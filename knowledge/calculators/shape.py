"""What every calculator is made of: the questions it asks, and an outcome whose every line shows its sum.

CalculationError
|- Impossible       an answer cannot be; the sentence says why, in Vietnamese
`- NotInForce       the law or a figure behind the calculator does not hold on the day asked
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from knowledge.entry import Citation
from knowledge.parameters import ParameterError, Parameters, format_number

Value = Decimal | int | bool | date | str
Answers = Mapping[str, Value]


class CalculationError(Exception):
    """No outcome."""


class Impossible(CalculationError):
    """An answer cannot be; the message is a Vietnamese sentence for the person who typed it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name  # of the field


class NotInForce(CalculationError):
    """The law or a figure behind the calculator does not hold on the day asked."""


class FieldKind(StrEnum):
    """What a question wants to hear; the type of the value follows."""

    MONEY = "money"  # Decimal, đồng
    NUMBER = "number"  # Decimal, in `unit`
    COUNT = "count"  # int, in `unit`
    DAY = "day"  # date
    MONTH = "month"  # date, the first of the month
    CHOICE = "choice"  # str, the value of one of `choices`
    YES_NO = "yes_no"  # bool
    ZONE = "zone"  # str, "vung_1" … "vung_4"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    value: str
    label: str  # Vietnamese, at most 40 characters: it stands on a button


def _always(_: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a calculator."""

    name: str  # ascii, snake_case: the key of the answer
    question: str  # Vietnamese, asked as it stands
    kind: FieldKind
    unit: str = ""  # of NUMBER and COUNT: "giờ", "ngày", "tháng", "năm"
    hint: str = ""  # how people may type it: "Ví dụ: 8tr5, 8,5 triệu hoặc 8500000"
    choices: tuple[Choice, ...] = ()
    default: Value | None = None  # offered as a button; used by the command line where nothing is given
    least: Decimal | int | None = None  # of MONEY, NUMBER and COUNT; inclusive
    most: Decimal | int | None = None
    too_little: str = ""  # Vietnamese: why less than `least` cannot be; empty: a plain sentence is made
    too_much: str = ""
    is_needed: Callable[[Answers], bool] = _always  # asked only where the answers so far make it matter


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum."""

    label: str  # "Lương một giờ"
    formula: str  # with the numbers filled in: "8.500.000 ÷ 26 ÷ 8"
    value: str  # with its unit: "40.865 đồng"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a calculator found."""

    answer: str  # the decision and the amount, one or two sentences
    steps: tuple[Step, ...]
    citations: tuple[Citation, ...]  # of this very case; primary ones first
    leaves_out: tuple[str, ...]  # what was not taken into account, whom it does not fit
    warnings: tuple[str, ...] = ()  # what was typed is itself against the law, or needs care
    amounts: Mapping[str, Value] = field(
        default_factory=dict
    )  # the results for machines, đồng or days or dates


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one day."""

    parameters: Parameters
    day: date

    def amount(self, name: str, scope: str = "", *, on: date | None = None) -> Decimal:
        """The amount of one figure on `on`, or on the day asked.

        Raises:
            NotInForce: it has no value then.
        """
        try:
            amount = self.parameters.get(name, scope, on or self.day).amount
        except ParameterError as error:
            raise NotInForce(str(error)) from None
        if amount is None:
            raise NotInForce(f"{name}.{scope} is not an amount")
        return amount


@dataclass(frozen=True, slots=True)
class Calculator:
    """One sum workers ask for."""

    name: str  # "overtime"
    title: str  # Vietnamese, on a button: "Tiền làm thêm giờ"
    about: str  # one Vietnamese sentence: what it works out
    topics: tuple[str, ...]  # the entries it is offered under (knowledge/topics.py)
    fields: tuple[Field, ...]
    citations: tuple[Citation, ...]  # everything it stands on: frozen when one of them is no longer in force
    checked_on: date  # compared with the statute text on this day
    compute: Callable[[Answers, Figures], Outcome]  # raises Impossible, NotInForce


def check_answers(calculator: Calculator, answers: Answers) -> dict[str, Value]:
    """The answers that matter, in the order of the questions, defaults put in.

    Raises:
        Impossible: one is missing, or out of its bounds.
    """
    known: dict[str, Value] = {}
    for asked in calculator.fields:
        if not asked.is_needed(known):
            continue
        value = answers.get(asked.name, asked.default)
        if value is None:
            raise Impossible(asked.name, f"Còn thiếu câu trả lời: {asked.question}")
        reason = find_fault(asked, value)
        if reason:
            raise Impossible(asked.name, reason)
        known[asked.name] = value
    return known


def find_fault(asked: Field, value: Value) -> str | None:
    """Why a value cannot be the answer, as a Vietnamese sentence, or None."""
    if asked.kind is FieldKind.CHOICE and value not in {choice.value for choice in asked.choices}:
        return "Bạn chọn một trong các câu trả lời có sẵn giúp mình."
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        return None
    unit = "đồng" if asked.kind is FieldKind.MONEY else asked.unit
    if asked.least is not None and value < asked.least:
        return asked.too_little or f"Con số này phải từ {print_number(asked.least)} {unit} trở lên.".replace(
            "  ", " "
        )
    if asked.most is not None and value > asked.most:
        return asked.too_much or f"Con số này nhiều nhất là {print_number(asked.most)} {unit}.".replace(
            " .", "."
        )
    return None


def print_number(value: Decimal | int) -> str:
    """1234567.5 → 1.234.567,5"""
    return format_number(Decimal(value)) if value >= 0 else f"-{format_number(-Decimal(value))}"


def print_money(value: Decimal | int) -> str:
    """Rounded to whole đồng: 40.865 đồng."""
    return f"{print_number(round_dong(value))} đồng"


def print_day(day: date) -> str:
    """20/11/2026."""
    return f"{day:%d/%m/%Y}"


def round_dong(value: Decimal | int) -> Decimal:
    """To whole đồng, a half upwards."""
    return Decimal(value).quantize(Decimal(1), ROUND_HALF_UP)

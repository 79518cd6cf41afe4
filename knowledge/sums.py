"""Sums as people write them, worked out exactly: "6 tháng x 8.000.000 đồng = 48.000.000 đồng", "30% + 35 x 2% = 100%".

A tiny evaluator over numbers, + - x /, parentheses and months of the calendar ("10/1964 + 61 x 12 + 6 = 4/2026").
"""

import ast
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from knowledge.vietnamese_numbers import Number, read_numbers

MONTH = re.compile(r"(?<![\w/.,])(\d{1,2})/((?:19|20)\d\d)(?![\w/])")
UNITS = re.compile(
    r"(?:/\s*|(?<!\w))(?:đồng|tháng|ngày|giờ|tiếng|năm|tuần|lần|người|công|lương|phép|sản phẩm|làm việc|làm thêm|nghỉ"
    r"|buổi|bé|con|suất|mức|mỗi)(?!\w)",
    re.IGNORECASE,
)
JOINT = re.compile(
    r"(?P<close>[)\s¦]*)(?P<sign>[x×*·+÷/]|(?<=\s)[:–−-](?=\s)|=|≈)\s*(?P<about>khoảng|gần|hơn|chừng)?(?P<open>[(\s¦]*)",
    re.IGNORECASE,
)
OPEN_BEFORE = re.compile(r"\(*$")
CLOSE_BEHIND = re.compile(r"\)*")
SIGNS = {"x": "*", "×": "*", "·": "*", "÷": "/", ":": "/", "–": "-", "−": "-", "≈": "="}
OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class NoSum(Exception):
    """The text cannot be read as a sum."""


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between two numbers of a sum."""

    sign: str  # + - * / =
    closes: int
    opens: int
    is_about: bool  # "≈", "= khoảng"


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a "="."""

    value: Fraction
    numbers: tuple[Number, ...]
    is_about: bool

    def is_worth(self, value: Fraction) -> bool:
        """Whether it is `value`, as exactly as it is written: a lone number may be rounded at its last digit."""
        if self.is_about:
            return abs(value - self.value) <= abs(value) / 100
        rounded_off = self.numbers[0].step / 2 if len(self.numbers) == 1 else 0
        return abs(value - self.value) <= rounded_off

    def follows(self, before: "Side") -> bool:
        """Whether it has the value of the side before it; "120 x 100 : 200 = 60%" counts in hundredths already."""
        if self.is_worth(before.value):
            return True
        in_hundredths = {number.value for number in before.numbers} >= {Fraction(100)}
        return in_hundredths and self.numbers[0].unit == "%" and self.is_worth(before.value / 100)


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum: at least two sides, the first of them worked out of several numbers."""

    text: str
    sides: tuple[Side, ...]

    @property
    def operands(self) -> tuple[Number, ...]:
        return tuple(number for side in self.sides[:-1] for number in side.numbers)

    @property
    def results(self) -> tuple[Number, ...]:
        return self.sides[-1].numbers

    @property
    def is_right(self) -> bool:
        return all(right.follows(left) for left, right in pairwise(self.sides))


def is_month(number: Number) -> bool:
    """Whether it is a month of the calendar, counted in months."""
    return MONTH.fullmatch(number.text) is not None


def _read_operands(text: str) -> list[Number]:
    """The numbers in digits; a month of the calendar counts in months."""
    months = [
        Number(Fraction(int(m[2]) * 12 + int(m[1]) - 1), "tháng", m[0], m.start(), m.end())
        for m in MONTH.finditer(text)
    ]
    plain = MONTH.sub(lambda match: "¦" * len(match[0]), text)
    numbers = [number for number in read_numbers(plain) if number.is_in_digits]
    return sorted([*months, *numbers], key=lambda number: number.start)


def _read_joint(between: str) -> Joint | None:
    """The sign between two numbers; units may stand about it, anything else may not."""
    match = JOINT.fullmatch(UNITS.sub("¦", between))
    if not match:
        return None
    sign = match["sign"].lower()
    return Joint(
        SIGNS.get(sign, sign),
        match["close"].count(")"),
        match["open"].count("("),
        is_about=sign == "≈" or match["about"] is not None,
    )


def _work_out(node: ast.AST, values: dict[str, Fraction]) -> Fraction:
    match node:
        case ast.Expression(body=body):
            return _work_out(body, values)
        case ast.Name(id=name):
            return values[name]
        case ast.BinOp(left=left, op=sign, right=right):
            return OPERATIONS[type(sign)](_work_out(left, values), _work_out(right, values))
    raise NoSum("only + - x / and parentheses are read")


def _build_side(written: str, numbers: list[Number], *, is_about: bool) -> Side:
    """One side out of its formula, the numbers named n0, n1…"""
    values = {f"n{index}": number.value for index, number in enumerate(numbers)}
    try:
        value = _work_out(ast.parse(written, mode="eval"), values)
    except SyntaxError:
        raise NoSum("its parentheses do not match") from None
    except ZeroDivisionError:
        raise NoSum("it divides by nought") from None
    return Side(value, tuple(numbers), is_about)


def _build_sum(text: str, numbers: list[Number], joints: list[Joint]) -> Sum:
    """The sum of a run of numbers and of what joins them."""
    start, end = numbers[0].start, numbers[-1].end
    before, behind = OPEN_BEFORE.search(text[:start]), CLOSE_BEHIND.match(text, end)
    opens, closes = len(before[0]) if before else 0, len(behind[0]) if behind else 0
    missing = sum(joint.closes - joint.opens for joint in joints)
    sides: list[Side] = []
    written, is_about = "(" * min(opens, max(missing, 0)), False
    held: list[Number] = []
    for number, joint in zip(numbers, [*joints, None], strict=True):
        written += f"n{len(held)}"
        held.append(number)
        if joint and joint.sign != "=":
            written += ")" * joint.closes + joint.sign + "(" * joint.opens
            continue
        written += ")" * (joint.closes if joint else min(closes, max(-missing, 0)))
        sides.append(_build_side(written, held, is_about=is_about))
        if joint:
            written, held, is_about = "(" * joint.opens, [], joint.is_about
    return Sum(text[start:end], tuple(sides))


def _list_runs(text: str) -> Iterator[tuple[list[Number], list[Joint]]]:
    """Numbers that stand together, joined by signs."""
    run: list[Number] = []
    joints: list[Joint] = []
    for number in _read_operands(text):
        joint = _read_joint(text[run[-1].end : number.start]) if run else None
        if run and joint is None:
            yield run, joints
            run, joints = [], []
        run.append(number)
        joints += [joint] if joint else []
    if run:
        yield run, joints


def _is_sum(joints: list[Joint]) -> bool:
    """Whether something is worked out before the first "="."""
    signs = [joint.sign for joint in joints]
    return "=" in signs[1:] and signs[0] != "="


def find_sums(text: str) -> Iterator[Sum]:
    """Every sum written out in a text; what cannot be read as one is left alone."""
    for line in text.split("\n"):
        for numbers, joints in _list_runs(line):
            if not _is_sum(joints):
                continue
            try:
                yield _build_sum(line, numbers, joints)
            except NoSum:
                continue


def parse_sum(line: str) -> Sum:
    """A line of `computed`: nothing but one sum.

    Raises:
        NoSum: it is not one.
    """
    runs = list(_list_runs(line))
    if len(runs) != 1 or not _is_sum(runs[0][1]):
        raise NoSum("it must read like 6 x 8000000 = 48000000")
    numbers, joints = runs[0]
    around = line[: numbers[0].start] + line[numbers[-1].end :]
    if UNITS.sub("", around).strip(" ()."):
        raise NoSum("it must read like 6 x 8000000 = 48000000, without other words")
    return _build_sum(line, numbers, joints)

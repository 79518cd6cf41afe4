"""`congdoan calc`: the calculators from the command line, in words or as JSON."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import typer

from commands.ground import open_library
from commands.terminal import AsJson, Day, fail, parse_day, run, show
from knowledge.calculators.catalogue import CALCULATORS
from knowledge.calculators.reading import Unreadable, parse
from knowledge.calculators.running import run as calculate
from knowledge.calculators.shape import Calculator, Field, Impossible, NotInForce, Outcome, Value
from knowledge.validity import Library

Name = Annotated[str, typer.Argument(help="Tên bảng tính; bỏ trống: liệt kê tất cả.")]
Given = Annotated[
    list[str] | None,
    typer.Argument(
        help="Câu trả lời dạng tên=giá_trị, hoặc một đối tượng JSON, hoặc - để đọc JSON từ bàn phím."
    ),
]


def calc(name: Name = "", given: Given = None, on: Day = "", as_json: AsJson = False) -> None:
    """Tính lương làm thêm, thai sản, thất nghiệp, nghỉ hưu…: công thức, con số và điều luật.

    Ví dụ: congdoan calc overtime month_pay=8tr5 weekday_hours=10 --json
    """
    if not name:
        show(f"{one.name:<16} {one.title}: {one.about}" for one in CALCULATORS.values())
        return
    calculator = CALCULATORS.get(name)
    if calculator is None:
        raise fail(f"Không có bảng tính {name!r}. Có: {', '.join(CALCULATORS)}.", 2)
    if not given:
        show(list_fields(calculator))
        return
    day = parse_day(on)
    answers = read_answers(calculator, given, day)
    library: Library = run(open_library())
    try:
        outcome = calculate(calculator, answers, library, day)
    except Impossible as error:
        raise fail(f"{error.name}: {error}", 2) from None
    except NotInForce as error:
        raise fail(
            f"Ngày {day:%d/%m/%Y} không tính được: {error} không áp dụng hoặc chưa có số liệu."
        ) from None
    show(to_json(outcome, day) if as_json else list_lines(outcome, library))


def list_fields(calculator: Calculator) -> Iterator[str]:
    """What a calculator asks, for a person at a terminal."""
    yield f"{calculator.title}. {calculator.about}"
    for asked in calculator.fields:
        default = "" if asked.default is None else f" (bỏ trống: {print_default(asked.default)})"
        yield f"  {asked.name}: {asked.question}{default}"
        if asked.choices:
            yield "      " + "; ".join(f"{choice.value} = {choice.label}" for choice in asked.choices)


def print_default(value: Value) -> str:
    return {True: "có", False: "không"}[value] if isinstance(value, bool) else str(value)


def read_answers(calculator: Calculator, given: list[str], day: date) -> dict[str, Value]:
    """The answers as the calculator takes them; everything that cannot be read is said at once."""
    fields = {asked.name: asked for asked in calculator.fields}
    texts = read_given(given)
    known = ", ".join(fields)
    faults = [f"{name}: không có câu này; có: {known}" for name in texts if name not in fields]
    answers: dict[str, Value] = {}
    for name in texts.keys() & fields.keys():
        try:
            answers[name] = read_value(fields[name], texts[name], day)
        except Unreadable as error:
            faults.append(f"{name}: {error}")
    if faults:
        raise fail("\n".join(sorted(faults)), 2)
    return answers


def read_given(given: list[str]) -> dict[str, Any]:
    """Texts by field, out of pairs or one JSON object."""
    first = sys.stdin.read() if given == ["-"] else given[0]
    if first.lstrip().startswith("{"):
        try:
            found = json.loads(first)
        except json.JSONDecodeError as error:
            raise fail(f"JSON không đọc được: {error}", 2) from None
        return dict(found)
    if not all("=" in pair for pair in given):
        raise fail("Viết câu trả lời dạng tên=giá_trị, ví dụ month_pay=8tr5.", 2)
    return dict(pair.split("=", 1) for pair in given)


def read_value(asked: Field, value: Any, day: date) -> Value:
    """A value of a JSON object or of the command line: as people type it, or as its value in `choices`."""
    if isinstance(value, bool):
        return value
    text = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    if text in {choice.value for choice in asked.choices}:
        return text
    return parse(asked, text, today=day)


def to_json(outcome: Outcome, day: date) -> dict[str, Any]:
    """The outcome for machines; amounts in đồng as whole numbers, days as ISO dates."""
    return {
        "on": day.isoformat(),
        "answer": outcome.answer,
        "amounts": {key: plain(value) for key, value in outcome.amounts.items()},
        "steps": [
            {"label": step.label, "formula": step.formula, "value": step.value} for step in outcome.steps
        ],
        "warnings": list(outcome.warnings),
        "leaves_out": list(outcome.leaves_out),
        "citations": [
            {"document": place.document, "article": place.article, "clause": place.clause}
            for place in outcome.citations
        ],
    }


def plain(value: Value) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def list_lines(outcome: Outcome, library: Library) -> Iterator[str]:
    """The outcome for a person at a terminal."""
    yield outcome.answer
    yield from (f"  ! {warning}" for warning in outcome.warnings)
    yield from (f"  {step.label}: {step.formula} = {step.value}" for step in outcome.steps)
    yield "Căn cứ: " + "; ".join(library.register.spell(place) for place in outcome.citations)
    yield from (f"  - {text}" for text in outcome.leaves_out)

"""The insurance sums under test: the shipped figures, one way to ask, answers at random, what every outcome keeps."""

from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from knowledge.calculators.shape import (
    Calculator,
    Field,
    FieldKind,
    Figures,
    Impossible,
    Outcome,
    Value,
    check_answers,
)
from knowledge.parameters import Parameters
from knowledge.source import Source, read_source
from tests.knowledge.calculators.form import check_law, check_sums, read_register

TODAY = date(2026, 11, 20)
LONGEST_LABEL = 40
ZONES = ("vung_1", "vung_2", "vung_3", "vung_4")
NEAR = st.dates(date(1950, 1, 1), date(2030, 12, 31))
DAYS = NEAR | st.dates(date(2025, 1, 1), date(2027, 12, 31)) | st.dates()


@cache
def read_shipped() -> Source:
    source = read_source()
    assert not source.problems
    return source


@cache
def figures_of(day: date) -> Figures:
    return Figures(Parameters(read_shipped().parameters), day)


def ask(calculator: Calculator, answers: dict[str, Value], *, day: date = TODAY) -> Outcome:
    """The outcome, the answers checked as the doors check them."""
    return calculator.compute(check_answers(calculator, answers), figures_of(day))


def find_reason(calculator: Calculator, answers: dict[str, Value], *, day: date = TODAY) -> tuple[str, str]:
    """The field and the sentence of the Impossible these answers raise."""
    try:
        ask(calculator, answers, day=day)
    except Impossible as error:
        return error.name, str(error)
    raise AssertionError("possible")


def draw_value(asked: Field) -> SearchStrategy[Value]:
    """Any value inside the bounds of a field, the bounds themselves often."""
    kind, least, most = asked.kind, asked.least, asked.most
    if kind is FieldKind.CHOICE:
        return st.sampled_from([choice.value for choice in asked.choices])
    if kind is FieldKind.ZONE:
        return st.sampled_from(ZONES)
    if kind is FieldKind.YES_NO:
        return st.booleans()
    if kind is FieldKind.DAY:
        return DAYS
    if kind is FieldKind.MONTH:
        return DAYS.map(lambda day: day.replace(day=1))
    assert least is not None
    assert most is not None
    if kind is FieldKind.COUNT:
        return st.integers(int(least), int(most)) | st.sampled_from([int(least), int(most)])
    edges = st.sampled_from([Decimal(least), Decimal(most)])
    return st.decimals(least, most, places=1) | edges


@st.composite
def draw_answers(draw: DrawFn, /, calculator: Calculator, **usual: SearchStrategy[Value]) -> dict[str, Value]:
    """Answers to the questions that are asked, each within its bounds; half of the time those of `usual`."""
    known: dict[str, Value] = {}
    is_usual = draw(st.booleans())
    for asked in calculator.fields:
        if asked.is_needed(known):
            values = usual[asked.name] if is_usual and asked.name in usual else draw_value(asked)
            known[asked.name] = draw(values)
    return known


def draw_months(first: date, last: date) -> SearchStrategy[Value]:
    """The first of any month between two days."""
    return st.dates(first, last).map(lambda day: day.replace(day=1))


def check_outcome(calculator: Calculator, answers: dict[str, Value], *, day: date = TODAY) -> None:
    """An outcome that keeps its form, or an Impossible about one of the questions; nothing else may be raised."""
    try:
        outcome = ask(calculator, answers, day=day)
    except Impossible as error:
        assert error.name in {asked.name for asked in calculator.fields}
        assert str(error).endswith(".")
        return
    check_form(outcome, day)


def check_form(outcome: Outcome, day: date) -> None:
    check_law(outcome, day)
    check_sums(outcome)
    texts = [outcome.answer, *outcome.leaves_out, *outcome.warnings]
    primary = [citation.is_primary for citation in outcome.citations]
    assert primary[0]
    assert primary == sorted(primary, reverse=True), "primary ones first"
    assert outcome.leaves_out
    for step in outcome.steps:
        texts += [step.label, step.formula, step.value]
    for text in texts:
        assert text
        assert not any(word in text for word in ("None", "Decimal", "E+", "  "))
    for value in outcome.amounts.values():
        assert isinstance(value, date | str) or value >= 0


def check_calculator(calculator: Calculator) -> None:
    """Labels fit a button, the laws are in the register, defaults lie within the bounds."""
    for citation in calculator.citations:
        since, until = read_register().span(citation, TODAY)
        assert since <= TODAY, citation
        assert until is None or until > TODAY, citation
    for asked in calculator.fields:
        assert asked.question.endswith("?")
        assert all(len(choice.label) <= LONGEST_LABEL for choice in asked.choices)
        if isinstance(asked.default, int | Decimal) and asked.least is not None:
            assert asked.least <= asked.default

"""A calculator run on the shipped figures, and answers drawn by chance within the bounds of its questions."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

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
from knowledge.source import read_source
from tests.knowledge.calculators.form import check_law, check_sums

TODAY = date(2026, 11, 20)
PARAMETERS = Parameters(read_source().parameters)  # read once, before any clock runs
ZONES = ("vung_1", "vung_2", "vung_3", "vung_4")


def run(calculator: Calculator, day: date = TODAY, **answers: Any) -> Outcome:
    """The outcome by the figures of `day`."""
    known = check_answers(calculator, answers)
    return calculator.compute(known, Figures(PARAMETERS, day))


def find_reason(calculator: Calculator, **answers: Any) -> str:
    """Why the answers are impossible, or an empty text."""
    try:
        run(calculator, **answers)
    except Impossible as error:
        return str(error)
    return ""


def find_outcome(calculator: Calculator, answers: dict[str, Any]) -> Outcome | None:
    """None where the answers are impossible; any other exception comes through."""
    try:
        return run(calculator, **answers)
    except Impossible:
        return None


def any_value(field: Field) -> st.SearchStrategy[Value]:
    """Whatever the bounds of a question let in; the offered answer as often as another one."""
    drawn = _any_value(field)
    return drawn if field.default is None else st.just(field.default) | drawn


def _any_value(field: Field) -> st.SearchStrategy[Value]:
    least, most = field.least or 0, 30 if field.most is None else field.most
    match field.kind:
        case FieldKind.MONEY | FieldKind.NUMBER:
            return st.decimals(Decimal(least), Decimal(most), places=2)
        case FieldKind.COUNT:
            return st.integers(int(least), int(most)) | st.integers(
                int(least), min(int(most), int(least) + 24)
            )
        case FieldKind.CHOICE:
            return st.sampled_from([choice.value for choice in field.choices])
        case FieldKind.ZONE:
            return st.sampled_from(ZONES)
        case FieldKind.YES_NO:
            return st.booleans()
        case _:
            return st.dates() | st.dates(date(2010, 1, 1), TODAY) | st.dates(TODAY, date(2028, 12, 31))


def any_answers(calculator: Calculator) -> st.SearchStrategy[dict[str, Value]]:
    """Every question answered, also those that will not be asked."""
    return st.fixed_dictionaries({field.name: any_value(field) for field in calculator.fields})


def is_sound(calculator: Calculator, outcome: Outcome) -> bool:
    """A decision, primary citations first, each of them in force and among those the calculator stands on."""
    check_law(outcome, TODAY)
    check_sums(outcome)
    flags = [citation.is_primary for citation in outcome.citations]
    return (
        bool(outcome.answer)
        and flags[0]
        and flags == sorted(flags, reverse=True)
        and set(outcome.citations) <= set(calculator.citations)
    )

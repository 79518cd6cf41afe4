"""A calculator on a day: only while everything it stands on is in force, in the wording it was written from."""

from datetime import date

from knowledge.calculators.shape import Answers, Calculator, Figures, NotInForce, Outcome, check_answers
from knowledge.entry import LegalChange
from knowledge.validity import Library


def run(calculator: Calculator, answers: Answers, library: Library, day: date) -> Outcome:
    """What the calculator finds for these answers by the law of `day`.

    Raises:
        Impossible: an answer is missing or cannot be.
        NotInForce: an article or a figure behind it does not hold on `day`.
    """
    known = check_answers(calculator, answers)

    def knows(change: LegalChange) -> bool:
        return change.recorded_at is None or change.recorded_at.date() < calculator.checked_on

    for citation in calculator.citations:
        since, until = library.register.span(citation, calculator.checked_on, knows)
        if day < since or (until is not None and day >= until):
            raise NotInForce(f"{citation.document} Điều {citation.article}")
    return calculator.compute(known, Figures(library.parameters, day))

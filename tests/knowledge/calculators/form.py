"""What every outcome keeps, whichever calculator found it: law that holds, and sums a person can read."""

import re
from collections import Counter
from datetime import date
from functools import cache

from knowledge.calculators.shape import Outcome
from knowledge.register import Register
from knowledge.source import read_source

FRACTION = re.compile(r"\d,\d+ đồng")
UNIT = re.compile(r" (đồng|tháng|ngày|năm|ngày làm việc|tháng lương)$")
MOST_CLAUSES = 2  # of one article in one law line


@cache
def read_register() -> Register:
    """The shipped register, with every change the shipped content knows of."""
    source = read_source()
    return Register(source.documents, source.changes)


def check_law(outcome: Outcome, day: date) -> None:
    """Every place holds on `day`; none stands twice; an article with three clauses is named whole."""
    for citation in outcome.citations:
        since, until = read_register().span(citation, day)
        assert since <= day, citation
        assert until is None or day < until, citation
    assert len(set(outcome.citations)) == len(outcome.citations), "one place is cited once"
    clauses = Counter((citation.document, citation.article) for citation in outcome.citations)
    assert all(count <= MOST_CLAUSES for count in clauses.values()), clauses


def check_sums(outcome: Outcome) -> None:
    """Values are whole đồng, and no line says of a number only that it is itself."""
    for step in outcome.steps:
        assert not FRACTION.search(step.value), step
        assert UNIT.sub("", step.value) != step.formula, step

"""Every editorial fault at once: nothing is raised, the curator sees the whole list with file and line."""

from collections.abc import Iterator
from datetime import date

from knowledge.check_citations import citation_faults, figure_citation_problems, unread_documents_problem
from knowledge.check_entry import form_faults, missing_figures, missing_laws
from knowledge.check_figures import build_moving, figure_problems, typed_figure_faults
from knowledge.check_language import language_faults
from knowledge.check_numbers import build_basis, build_grounds, number_faults, operand_faults
from knowledge.check_shares import share_problems
from knowledge.check_sums import sum_faults
from knowledge.check_wordings import wording_problems
from knowledge.entry import ReviewStatus
from knowledge.law_text import LawText
from knowledge.parameters import Parameters
from knowledge.register import Register
from knowledge.source import Draft, Source
from knowledge.yaml_file import Problem


def problems(
    source: Source, *, today: date, law: LawText | None = None, shares: bool = False
) -> list[Problem]:
    """What the files say wrongly, in the order of files and lines.

    Args:
        law: The text of the law; without it numbers and citations are not held against the articles.
        shares: Whether every topic must have its share, as in what ships.
    """
    found = [*source.problems, *_problems_without_law(source, today)]
    if law:
        found += _problems_with_law(source, law.of_register(source.documents), today)
    if shares:
        found += share_problems(source.drafts)
    return sorted(found, key=lambda problem: (problem.file, problem.line))


def blocking_problems(source: Source) -> list[Problem]:
    """Only what the tables cannot hold: unreadable files, citations and figures that name nothing.

    The rest is for editors: an overdue review must stop one answer, not the whole service.
    """
    register, parameters = Register(source.documents), Parameters(source.parameters)
    found = list(source.problems)
    for draft in source.drafts:
        found += _told(draft, missing_laws(draft, register))
        found += _told(draft, missing_figures(draft, parameters))
    return [*found, *_register_problems(source, register)]


def _told(draft: Draft, faults: Iterator[str]) -> Iterator[Problem]:
    for fault in faults:
        yield Problem(draft.file, draft.line, f"{draft.id or 'entry'}: {fault}")


def _problems_without_law(source: Source, today: date) -> Iterator[Problem]:
    register, parameters = Register(source.documents, source.changes), Parameters(source.parameters)
    moving = build_moving(source.parameters)
    for draft in source.drafts:
        yield from _told(draft, form_faults(draft, register, parameters, today))
        yield from _told(draft, language_faults(draft))
        yield from _told(draft, sum_faults(draft))
        yield from _told(draft, typed_figure_faults(draft, moving))
    yield from wording_problems(source.drafts)
    yield from _register_problems(source, register)
    yield from figure_problems(source.parameters)


def _problems_with_law(source: Source, law: LawText, today: date) -> Iterator[Problem]:
    basis = build_basis(source, law, today)
    for draft in source.drafts:
        if draft.status is ReviewStatus.APPROVED:
            grounds = build_grounds(draft, basis)
            yield from _told(draft, citation_faults(draft, law))
            yield from _told(draft, number_faults(draft, grounds))
            yield from _told(draft, operand_faults(draft, grounds, basis))
    yield from figure_citation_problems(source, law)
    yield from unread_documents_problem(source, law, today)


def _register_problems(source: Source, register: Register) -> Iterator[Problem]:
    for relation in source.relations:
        if relation.target not in register.documents:
            message = f"{relation.document} {relation.kind} {relation.target}, which is not there"
            yield Problem("laws.yaml", 0, message)
    for value in source.parameters:
        if value.document not in register.documents:
            where = f"parameter {value.name}.{value.scope}"
            yield Problem(value.file, value.line, f"{where} stands on {value.document}, which is not there")

"""Every editorial fault at once: nothing is raised, the curator sees the whole list with file and line."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from knowledge.entry import Citation, ReviewStatus
from knowledge.marks import strip_marks
from knowledge.parameters import (
    Parameter,
    ParameterError,
    Parameters,
    UnknownParameter,
    find_broken_braces,
    find_placeholders,
)
from knowledge.register import Register, UnknownCitation
from knowledge.source import Draft, Source
from knowledge.topics import TOPICS
from knowledge.yaml_file import Problem

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ỹ0-9“\"(])")
MINIMUM_VARIANTS = 5
LONGEST_ID = 64 - len("more:")  # bytes: the id goes into the payload of a button
MOST_SENTENCES = 3
MOST_SYLLABLES = 45  # of one sentence of the short answer
JARGON = ("người sử dụng lao động", "theo quy định của pháp luật hiện hành")


def fold(text: str) -> str:
    """Lowercase words without punctuation."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))


def problems(source: Source, *, today: date) -> list[Problem]:
    """What the files say wrongly, in the order of files and lines."""
    found = list(source.problems)
    register, parameters = Register(source.documents), Parameters(source.parameters)
    for draft in source.drafts:
        found += [
            Problem(draft.file, draft.line, f"{draft.id or 'entry'}: {message}")
            for message in _faults_of(draft, register, parameters, today)
        ]
    found += _repetitions(source.drafts)
    found += _register_faults(source, register)
    found += _figure_faults(source.parameters)
    return sorted(found, key=lambda problem: (problem.file, problem.line))


def blocking_problems(source: Source) -> list[Problem]:
    """Only what the tables cannot hold: unreadable files, citations and figures that name nothing.

    The rest is for editors: an overdue review must stop one answer, not the whole service.
    """
    register, parameters = Register(source.documents), Parameters(source.parameters)
    found = list(source.problems)
    for draft in source.drafts:
        missing = [*_missing_laws(draft, register), *_missing_figures(draft, parameters)]
        found += [Problem(draft.file, draft.line, f"{draft.id}: {message}") for message in missing]
    return [*found, *_register_faults(source, register)]


def _missing_laws(draft: Draft, register: Register) -> Iterator[str]:
    for citation in draft.citations:
        try:
            register.get(citation)
        except UnknownCitation as error:
            yield f"cites {error}, which the register does not hold"


def _missing_figures(draft: Draft, parameters: Parameters) -> Iterator[str]:
    for text in (draft.answer, draft.details, draft.conditions, draft.example):
        for placeholder in find_placeholders(text):
            try:
                parameters.span(placeholder.name, placeholder.scope)
            except UnknownParameter as error:
                yield f"{placeholder.source}: {error} is not a figure we hold"


def _faults_of(draft: Draft, register: Register, parameters: Parameters, today: date) -> Iterator[str]:
    if not SLUG.fullmatch(draft.id):
        yield "the id must be lowercase ascii words joined by -"
    if len(draft.id.encode()) > LONGEST_ID:
        yield f"the id has {len(draft.id.encode())} bytes, at most {LONGEST_ID} fit a button"
    if draft.topic not in TOPICS:
        yield f"topic {draft.topic!r} is not in knowledge/topics.py"
    if len(draft.variants) < MINIMUM_VARIANTS:
        yield f"has {len(draft.variants)} variants, at least {MINIMUM_VARIANTS} are needed"
    if draft.status is ReviewStatus.REVIEW and not draft.review_note:
        yield "is in review without a review_note"
    if draft.review_due_on <= draft.checked_on:
        yield "review_due_on must be after checked_on"
    if draft.status is ReviewStatus.APPROVED and draft.review_due_on < today:
        yield f"review was due on {draft.review_due_on}"
    if draft.checked_on > today:
        yield f"checked_on {draft.checked_on} lies in the future"
    if draft.valid_from and draft.valid_to and draft.valid_to <= draft.valid_from:
        yield "valid_to must be after valid_from"
    yield from _style_faults(draft)
    if draft.status is ReviewStatus.APPROVED:
        yield from _citation_faults(draft.citations, register, today)
    yield from _parameter_faults(draft, parameters, today)


def _style_faults(draft: Draft) -> Iterator[str]:
    sentences = [part for part in SENTENCE_END.split(draft.answer) if part]
    if len(sentences) > MOST_SENTENCES:
        yield f"the answer has {len(sentences)} sentences, at most {MOST_SENTENCES}"
    for sentence in sentences:
        if len(sentence.split()) > MOST_SYLLABLES:
            yield f"a sentence of {len(sentence.split())} syllables in the answer: {sentence[:40]}…"
    for phrase in JARGON:
        if phrase in draft.answer.lower():
            yield f"the answer says {phrase!r}"
    if draft.details and "nên:" not in draft.details:
        yield "the details do not end with what to do now (Bạn nên: …)"


def _citation_faults(citations: tuple[Citation, ...], register: Register, today: date) -> Iterator[str]:
    primary = sum(citation.is_primary for citation in citations)
    if not 1 <= primary <= 3:
        yield f"has {primary} primary citations, one to three are needed"
    for citation in citations:
        try:
            ended, began = register.in_force_to(citation), register.in_force_from(citation)
        except UnknownCitation as error:
            yield f"cites {error}, which the register does not hold"
            continue
        if ended and ended <= today:
            yield f"cites {citation.document} Điều {citation.article}, dead since {ended}"
        if began > today:
            yield f"cites {citation.document} Điều {citation.article}, in force only from {began}"


def _parameter_faults(draft: Draft, parameters: Parameters, today: date) -> Iterator[str]:
    if any("{{" in text for text in (draft.question, *draft.variants)):
        yield "the question or a variant holds a placeholder, and nothing fills it there"
    for text in (draft.answer, draft.details, draft.conditions, draft.example):
        for broken in find_broken_braces(text):
            yield f"{broken} is not a placeholder"
        for placeholder in find_placeholders(text):
            try:
                parameters.get(placeholder.name, placeholder.scope, today)
            except ParameterError as error:
                yield f"{placeholder.source}: {error}"


def _repetitions(drafts: list[Draft]) -> Iterator[Problem]:
    """The same wording twice, wherever it stands."""
    wordings: dict[str, Draft] = {}
    for draft in drafts:
        for text in dict.fromkeys((fold(draft.question), *map(fold, draft.variants))):
            other = wordings.setdefault(strip_marks(text), draft)
            if other is not draft:
                yield Problem(draft.file, draft.line, f"{draft.id}: {text!r} is also a wording of {other.id}")
        if len({fold(variant) for variant in draft.variants}) < len(draft.variants):
            yield Problem(draft.file, draft.line, f"{draft.id}: a variant stands twice")


def _register_faults(source: Source, register: Register) -> Iterator[Problem]:
    for relation in source.relations:
        if relation.target not in register.documents:
            yield Problem(
                "laws.yaml", 0, f"{relation.document} {relation.kind} {relation.target}, which is not there"
            )
    for value in source.parameters:
        if value.document not in register.documents:
            where = f"parameter {value.name}.{value.scope}"
            yield Problem(value.file, value.line, f"{where} stands on {value.document}, which is not there")


def _figure_faults(values: list[Parameter]) -> Iterator[Problem]:
    """Days on which a figure has two values, or none between two: an entry would print the wrong one, or nothing."""
    by_day = sorted(values, key=lambda value: (value.name, value.scope, value.valid_from))
    for value in by_day:
        if value.valid_to and value.valid_to <= value.valid_from:
            where = f"{value.name}.{value.scope}"
            yield Problem(value.file, value.line, f"{where}: valid_to must be after valid_from")
    for earlier, later in pairwise(by_day):
        if (earlier.name, earlier.scope) == (
            later.name,
            later.scope,
        ) and earlier.valid_to != later.valid_from:
            what = "leaves a gap" if earlier.valid_to and earlier.valid_to < later.valid_from else "overlaps"
            where = f"{earlier.name}.{earlier.scope} from {earlier.valid_from}"
            yield Problem(
                earlier.file, earlier.line, f"{where} {what} with the value from {later.valid_from}"
            )

"""The form of one entry: its id, its review, its citations and its placeholders."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.entry import Citation, ReviewStatus
from knowledge.parameters import (
    ParameterError,
    Parameters,
    UnknownParameter,
    find_broken_braces,
    find_placeholders,
)
from knowledge.register import Register, UnknownCitation
from knowledge.source import Draft
from knowledge.topics import TOPICS

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MINIMUM_VARIANTS = 12
LONGEST_ID = 64 - len("more:")  # bytes: the id goes into the payload of a button
LONGEST_REVIEW = timedelta(days=366)
FILLED = ("answer", "details", "conditions", "example", "situation")


def missing_laws(draft: Draft, register: Register) -> Iterator[str]:
    """Citations the register does not hold, those nobody is shown included."""
    for citation in (*draft.citations, *draft.stale_when):
        try:
            register.get(citation)
        except UnknownCitation as error:
            yield f"cites {error}, which the register does not hold"


def missing_figures(draft: Draft, parameters: Parameters) -> Iterator[str]:
    """Placeholders that name nothing."""
    for name in FILLED:
        for placeholder in find_placeholders(getattr(draft, name)):
            try:
                parameters.span(placeholder.name, placeholder.scope)
            except UnknownParameter as error:
                yield f"{placeholder.source}: {error} is not a figure we hold"


def form_faults(draft: Draft, register: Register, parameters: Parameters, today: date) -> Iterator[str]:
    """Everything about an entry but its words and its numbers."""
    if not SLUG.fullmatch(draft.id):
        yield "the id must be lowercase ascii words joined by -"
    if len(draft.id.encode()) > LONGEST_ID:
        yield f"the id has {len(draft.id.encode())} bytes, at most {LONGEST_ID} fit a button"
    if draft.topic not in TOPICS:
        yield f"topic {draft.topic!r} is not in knowledge/topics.py"
    if draft.status is ReviewStatus.APPROVED and len(draft.variants) < MINIMUM_VARIANTS:
        yield f"has {len(draft.variants)} variants, at least {MINIMUM_VARIANTS} are needed"
    yield from _review_faults(draft, today)
    if draft.status is ReviewStatus.APPROVED:
        yield from _citation_faults(draft.citations, register, told_day(draft, today))
        yield from _amendment_faults(draft, register, today)
    yield from _stale_when_faults(draft, register)
    yield from _placeholder_faults(draft, parameters, told_day(draft, today))


def told_day(draft: Draft, today: date) -> date:
    """The day whose law an entry tells: today, or the last day of what it tells as history."""
    if draft.valid_to and draft.valid_to <= today:
        return draft.valid_to - timedelta(days=1)
    return today


def _review_faults(draft: Draft, today: date) -> Iterator[str]:
    is_approved = draft.status is ReviewStatus.APPROVED
    if draft.status is ReviewStatus.REVIEW and not draft.review_note:
        yield "is in review without a review_note"
    if draft.review_due_on <= draft.checked_on:
        yield "review_due_on must be after checked_on"
    if draft.review_due_on - draft.checked_on > LONGEST_REVIEW:
        yield "review_due_on is more than 12 months after checked_on"
    if is_approved and draft.review_due_on < today:
        yield f"review was due on {draft.review_due_on}"
    if draft.checked_on > today:
        yield f"checked_on {draft.checked_on} lies in the future"
    if draft.valid_from and draft.valid_to and draft.valid_to <= draft.valid_from:
        yield "valid_to must be after valid_from"
    if is_approved and draft.valid_to and draft.checked_on < draft.valid_to <= today:
        yield f"ended on {draft.valid_to}, after it was checked: take it back, or check it as history"


def _citation_faults(citations: tuple[Citation, ...], register: Register, day: date) -> Iterator[str]:
    primary = sum(citation.is_primary for citation in citations)
    if not 1 <= primary <= 3:
        yield f"has {primary} primary citations, one to three are needed"
    for citation in citations:
        try:
            ended, began = register.in_force_to(citation), register.in_force_from(citation)
        except UnknownCitation as error:
            yield f"cites {error}, which the register does not hold"
            continue
        if ended and ended <= day:
            yield f"cites {citation.document} Điều {citation.article}, dead since {ended}"
        if began > day:
            yield f"cites {citation.document} Điều {citation.article}, in force only from {began}"


def _amendment_faults(draft: Draft, register: Register, today: date) -> Iterator[str]:
    for change in register.changes:
        if draft.checked_on < change.changed_on <= today:
            for citation in filter(change.touches, (*draft.citations, *draft.stale_when)):
                where = f"{citation.document} Điều {citation.article}"
                yield f"was checked before {where} changed on {change.changed_on}"


def _stale_when_faults(draft: Draft, register: Register) -> Iterator[str]:
    for citation in draft.stale_when:
        try:
            register.get(citation)
        except UnknownCitation as error:
            yield f"stale_when names {error}, which the register does not hold"


def _placeholder_faults(draft: Draft, parameters: Parameters, day: date) -> Iterator[str]:
    if any("{{" in text for text in (draft.question, *draft.variants)):
        yield "the question or a variant holds a placeholder, and nothing fills it there"
    for name in FILLED:
        text = getattr(draft, name)
        for broken in find_broken_braces(text):
            yield f"{broken} is not a placeholder"
        for placeholder in find_placeholders(text):
            try:
                parameters.get(placeholder.name, placeholder.scope, day)
            except ParameterError as error:
                yield f"{placeholder.source}: {error}"

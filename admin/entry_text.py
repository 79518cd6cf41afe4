"""An entry as a worker reads it, and the law and the figures under it as an editor checks them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from admin.vietnamese import show_day
from knowledge.entry import ChangeKind, Citation, Entry
from knowledge.parameters import Parameter, ParameterError, find_placeholders
from knowledge.validity import TEXTS, Library


@dataclass(frozen=True, slots=True)
class Shown:
    """The texts of an entry with the figures of a day printed."""

    entry: Entry
    day: date
    has_figures: bool  # False: some figure has no value that day, and stands as it was written


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the law an entry stands on."""

    citation: Citation
    spelled: str
    title: str
    state: str
    is_fine: bool  # in force, and no end known
    is_shown: bool  # to workers


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure printed in an entry."""

    reference: str  # as the text names it: luong_toi_thieu.vung_1
    value: str
    parameter: Parameter | None  # None: no value on the day shown
    source: str


def day_to_show(entry: Entry, today: date) -> date:
    """Today, or the nearest day on which the text holds."""
    if entry.valid_to is not None and entry.valid_to <= today:
        return entry.valid_to - timedelta(days=1)
    return max(today, entry.valid_from)


def fill_to_show(library: Library, entry: Entry, today: date) -> Shown:
    """All texts of an entry, filled for the day nearest to today on which it holds."""
    return fill_texts(library, entry, day_to_show(entry, today))


def fill_texts(library: Library, entry: Entry, day: date) -> Shown:
    """All texts of an entry with the figures of `day`."""
    try:
        texts: dict[str, Any] = {key: library.parameters.fill(getattr(entry, key), day) for key in TEXTS}
    except ParameterError:
        return Shown(entry, day, has_figures=False)
    return Shown(replace(entry, **texts), day, has_figures=True)


def split_blocks(text: str) -> list[tuple[bool, list[str]]]:
    """Stretches of lines, with whether they are items of a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    grouped = groupby(lines, key=lambda line: line.startswith("- "))
    return [(is_list, [line.removeprefix("- ") for line in group]) for is_list, group in grouped]


def list_places(library: Library, entry: Entry, today: date) -> list[Place]:
    """Every place it stands on, with its state today."""
    return [_place(library, entry, citation, today) for citation in entry.standing]


def _place(library: Library, entry: Entry, citation: Citation, today: date) -> Place:
    register, is_shown = library.register, citation in entry.citations
    _, article = register.get(citation)
    since, until = register.span(citation, entry.wording_day, entry.knows)
    if today < since:
        state = f"chưa hiệu lực, từ {show_day(since)}"
    elif until is None:
        state = f"còn hiệu lực, từ {show_day(since)}"
    else:
        verb = spell_end(library, citation, until)
        state = f"{'đã' if until <= today else 'sẽ'} {verb} từ {show_day(until)}"
    is_fine = since <= today and until is None
    return Place(citation, register.spell(citation), article.title, state, is_fine=is_fine, is_shown=is_shown)


def spell_end(library: Library, citation: Citation, day: date) -> str:
    """What happens to a place on the day its wording ends: reworded, repealed, or at its own end."""
    kinds = {
        change.kind
        for change in library.register.changes
        if change.changed_on == day and change.touches(citation)
    }
    if ChangeKind.REPEAL in kinds:
        return "bị bãi bỏ"
    return "được sửa đổi" if kinds else "hết hiệu lực"


def list_figures(library: Library, entry: Entry, day: date) -> Iterator[Figure]:
    """Every figure its texts print, once, with the value of `day`."""
    found = [place for key in TEXTS for place in find_placeholders(getattr(entry, key))]
    for name, scope in dict.fromkeys((place.name, place.scope) for place in found):
        reference = f"{name}.{scope}" if scope else name
        try:
            parameter = library.parameters.get(name, scope, day)
        except ParameterError:
            yield Figure(reference, "", None, "")
            continue
        value = library.parameters.fill(f"{{{{ {reference} }}}}", day)
        source = Citation(parameter.document, parameter.article, parameter.clause)
        yield Figure(reference, value, parameter, library.register.spell(source))

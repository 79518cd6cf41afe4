"""Random repeals and amendments over all that ships, and a judge who does not know how validity is worked out."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from knowledge.changes import foresee
from knowledge.entry import ChangeKind, Citation, Entry, LegalChange
from knowledge.parameters import find_placeholders
from knowledge.validity import TEXTS, Library

RECORDED = datetime(2099, 1, 1, tzinfo=UTC)  # after every shipped entry was checked and loaded
FIRST, LAST = date(2025, 1, 1), date(2028, 12, 31)


def make_change(library: Library, chance: random.Random) -> LegalChange:
    """A repeal or an amendment of a document, an article or a clause something stands on, past or to come."""
    place = chance.choice(chance.choice(library.entries).standing)
    if chance.random() < 0.2:
        value = chance.choice(list(library.parameters))
        place = Citation(value.document, value.article, value.clause)
    depth = chance.choice(("document", "article", "clause"))
    return LegalChange(
        document=place.document,
        article=None if depth == "document" else place.article,
        clause=place.clause if depth == "clause" else None,
        kind=chance.choice(list(ChangeKind)),
        changed_on=FIRST + timedelta(days=chance.randrange((LAST - FIRST).days)),
        recorded_at=RECORDED,
    )


def days_around(change: LegalChange, chance: random.Random) -> list[date]:
    """The day before, the day itself, and some days anywhere."""
    anywhere = [FIRST + timedelta(days=chance.randrange((LAST - FIRST).days)) for _ in range(3)]
    return [change.changed_on - timedelta(days=1), change.changed_on, *anywhere]


def list_outdated(library: Library, changes: list[LegalChange], day: date) -> Iterator[str]:
    """The answers served on `day` although something they show was repealed or reworded by then.

    Looks at what a worker is shown, and compares documents, articles and days by itself.
    """
    dead = [change for change in changes if change.changed_on <= day]
    for entry in library.entries:
        if not entry.holds_on(day):
            continue
        shown = library.fill(entry, day)
        places = [*shown.citations, *_sources(entry, shown, library, day)]
        for change in dead:
            if any(_stands_on(place, change) for place in places):
                yield f"{entry.id} on {day} stands on {change}"


def _sources(entry: Entry, shown: Entry, library: Library, day: date) -> Iterator[Citation]:
    """Where the printed figures come from; those of texts that are not shown do not count."""
    for key in TEXTS:
        if getattr(shown, key):
            for found in find_placeholders(getattr(entry, key)):
                value = library.parameters.get(found.name, found.scope, day)
                yield Citation(value.document, value.article, value.clause)


def _stands_on(place: Citation, change: LegalChange) -> bool:
    if place.document != change.document:
        return False
    if change.article is None:
        return True
    if place.article != change.article:
        return False
    return not change.clause or not place.clause or place.clause == change.clause


def simulate(library: Library, count: int, seed: int) -> tuple[int, int, list[str]]:
    """Up to three changes at a time, `count` in all; answers looked at, entries frozen, outdated answers found."""
    chance = random.Random(seed)
    looked_at, frozen, outdated = 0, 0, []
    done = 0
    while done < count:
        changes = [make_change(library, chance) for _ in range(min(chance.randint(1, 3), count - done))]
        done += len(changes)
        changed = library
        for change in changes:
            changed = foresee(changed, change, now=RECORDED)
        frozen += sum(
            new.valid_to != old.valid_to for old, new in zip(library.entries, changed.entries, strict=True)
        )
        for day in {day for change in changes for day in days_around(change, chance)}:
            looked_at += sum(entry.holds_on(day) for entry in changed.entries)
            outdated += list_outdated(changed, changes, day)
    return looked_at, frozen, outdated

"""An answer is served on a day only if all it stands on holds on that day, and nobody is late in looking at it again."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Citation, Entry
from knowledge.load import load
from knowledge.parameters import NoValue, find_placeholders
from knowledge.register import UnknownCitation
from knowledge.source import Source
from knowledge.validity import TEXTS, Library, read_library, span_of
from store.database import Database
from tests.clock import Clock
from tests.knowledge.content import ENTRIES, LAWS, read_content

LAST_REVIEW_DAY = date(2027, 5, 20)


async def shelve(database: Database, source: Source, clock: Clock) -> dict[str, Entry]:
    """Load a source and read what came of it."""
    async with database.transaction() as session:
        await load(session, source, now=clock())
    async with database.reading() as session:
        return {entry.id: entry for entry in (await read_library(session)).entries}


async def test_an_entry_holds_from_the_day_its_primary_citations_came_into_force(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    both = ENTRIES.replace("article: 2}", "article: 2, primary: true}")

    entry = (await shelve(database, read_content(tmp_path, entries=both), clock))["thu-viec"]

    assert entry.valid_from == date(2025, 7, 1)  # article 2; article 1 and the law are older
    assert not entry.holds_on(date(2025, 6, 30))
    assert entry.holds_on(date(2025, 7, 1))


async def test_what_stands_on_a_younger_secondary_citation_is_left_out_until_that_day(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    more = ENTRIES.replace("  - id: thu-viec", "  - details: 'Bạn nên: đọc kỹ.'\n    id: thu-viec")
    entry = (await shelve(database, read_content(tmp_path, entries=more), clock))["thu-viec"]
    async with database.reading() as session:
        library = await read_library(session)

    before, after = library.fill(entry, date(2025, 6, 30)), library.fill(entry, date(2025, 7, 1))

    assert entry.holds_on(date(2025, 6, 30))
    assert (before.details, [place.article for place in before.citations]) == ("", ["1"])
    assert (after.details, [place.article for place in after.citations]) == ("Bạn nên: đọc kỹ.", ["1", "2"])


async def test_an_entry_is_served_until_its_review_day_and_not_after(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    entry = (await shelve(database, read_content(tmp_path), clock))["thu-viec"]

    assert entry.holds_on(LAST_REVIEW_DAY)
    assert not entry.holds_on(LAST_REVIEW_DAY + timedelta(days=1))


async def test_an_entry_holds_only_while_its_figures_have_a_value(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    source = read_content(tmp_path)
    source.parameters[-1] = replace(source.parameters[-1], valid_to=date(2026, 12, 1))

    entry = (await shelve(database, source, clock))["luong-thap-nhat"]

    assert (entry.valid_from, entry.valid_to) == (date(2024, 7, 1), date(2026, 12, 1))


async def test_a_document_that_dies_takes_its_entries_with_it_that_very_day(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    dies = LAWS.replace("in_force_from: 2021-01-01", "in_force_from: 2021-01-01, in_force_to: 2026-12-31")

    entries = await shelve(database, read_content(tmp_path, laws=dies), clock)

    assert all(entry.holds_on(date(2026, 12, 30)) for entry in entries.values())
    assert not any(entry.holds_on(date(2026, 12, 31)) for entry in entries.values())


async def test_an_article_that_dies_takes_its_entries_and_no_others(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    articles = (
        "1/QH: {'1': Một, '2': {title: Hai, in_force_to: 2026-12-31}}\n2/QH: {'3': Ba}\n3/QH: {'3': Ba}\n"
    )
    entries = await shelve(database, read_content(tmp_path, articles=articles), clock)

    assert {key for key, entry in entries.items() if entry.holds_on(date(2026, 12, 31))} == {
        "luong-thap-nhat"
    }


async def test_the_entry_s_own_days_narrow_what_the_law_allows(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    own = "  - valid_from: 2026-03-01\n    valid_to: 2026-04-01\n    id: thu-viec"

    entry = (
        await shelve(
            database, read_content(tmp_path, entries=ENTRIES.replace("  - id: thu-viec", own)), clock
        )
    )["thu-viec"]

    assert [entry.holds_on(date(2026, month, day)) for month, day in ((2, 28), (3, 1), (3, 31), (4, 1))] == [
        False,
        True,
        True,
        False,
    ]


async def test_the_entry_s_own_days_cannot_widen_it(database: Database, clock: Clock, tmp_path: Path) -> None:
    own = ENTRIES.replace("  - id: thu-viec", "  - valid_from: 2020-01-01\n    id: thu-viec")

    entry = (await shelve(database, read_content(tmp_path, entries=own), clock))["thu-viec"]

    assert entry.valid_from == date(2021, 1, 1)


async def test_what_is_in_review_is_on_no_shelf(database: Database, clock: Clock, tmp_path: Path) -> None:
    review = ENTRIES.replace("  - id: luong", "  - status: review\n    review_note: chờ\n    id: luong")

    assert (await shelve(database, read_content(tmp_path, entries=review), clock)).keys() == {"thu-viec"}


async def test_the_deciding_article_says_since_when_on_the_card(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    entry = (await shelve(database, read_content(tmp_path), clock))["thu-viec"]
    async with database.reading() as session:
        library = await read_library(session)

    assert library.valid_from(entry) == date(2021, 1, 1)


async def test_an_entry_is_filled_for_its_day_in_every_text(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    texts = "{{ muc_luong.vung_1 }}"
    more = ENTRIES.replace(
        "  - id: luong",
        f"  - details: 'Bạn nên: {texts}'\n    conditions: '{texts}'\n    example: '{texts}'\n    id: luong",
    )
    await shelve(database, read_content(tmp_path, entries=more), clock)
    async with database.reading() as session:
        library = await read_library(session)
    [entry] = [entry for entry in library.entries if entry.id == "luong-thap-nhat"]

    before, after = library.fill(entry, date(2025, 12, 31)), library.fill(entry, date(2026, 1, 1))

    assert before.answer == "Ít nhất 4.960.000 đồng một tháng."
    assert (after.details, after.conditions, after.example) == (
        "Bạn nên: 5.310.000 đồng",
        "5.310.000 đồng",
        "5.310.000 đồng",
    )
    with pytest.raises(NoValue):
        library.fill(entry, date(2024, 6, 30))


def test_a_text_that_cites_what_is_not_there_has_no_span(library: Library) -> None:
    stray = replace(library.entries[0], citations=(Citation("0/QH", "1", is_primary=True),))

    with pytest.raises(UnknownCitation):
        span_of(stray, (None, None), library.register, library.parameters)


@given(day=st.dates(date(2019, 1, 1), date(2030, 12, 31)))
def test_on_any_day_what_is_served_stands_on_living_law_and_can_be_filled(
    library: Library, day: date
) -> None:
    for entry in library.entries:
        if not entry.holds_on(day):
            continue
        filled = library.fill(entry, day)
        for citation in filled.citations:
            ends = library.register.in_force_to(citation)
            assert library.register.in_force_from(citation) <= day, f"{entry.id} cites what is unborn"
            assert ends is None or day < ends, f"{entry.id} cites what is dead"
        assert "{{" not in "".join(getattr(filled, key) for key in TEXTS)


def test_the_day_before_and_the_day_of_a_new_minimum_wage_give_two_answers(library: Library) -> None:
    moving = [
        entry
        for entry in library.entries
        if any(placeholder.name == "luong_toi_thieu" for placeholder in find_placeholders(entry.answer))
        and entry.holds_on(date(2025, 12, 31))
    ]

    assert moving
    for entry in moving:
        before, after = (library.fill(entry, date(2025, 12, 31)), library.fill(entry, date(2026, 1, 1)))
        assert before.answer != after.answer

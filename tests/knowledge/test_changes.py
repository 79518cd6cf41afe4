"""A repeal or an amendment freezes what stands on it from its day; taken back, everything is as it was."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.changes import (
    UnknownPlace,
    foresee,
    list_changes,
    list_due,
    list_frozen,
    name_original,
    place_of,
    record_change,
    withdraw_change,
)
from knowledge.entry import ChangeKind, Citation, LegalChange
from knowledge.load import load
from knowledge.register import Register
from knowledge.validity import Library, read_library
from store.database import Database
from tests.clock import Clock
from tests.knowledge.content import ENTRIES, LAWS, make_document, read_content

DAY = date(2026, 12, 1)
LATER = datetime(2026, 11, 21, 3, tzinfo=UTC)


def change(**changed: object) -> LegalChange:
    values = {
        "document": "1/QH",
        "article": None,
        "clause": None,
        "kind": ChangeKind.REPEAL,
        "changed_on": DAY,
    }
    return LegalChange(**(values | changed))  # type: ignore[arg-type]


async def read(database: Database) -> Library:
    async with database.reading() as session:
        return await read_library(session)


async def stock(database: Database, clock: Clock, folder: Path, **files: str) -> Library:
    async with database.transaction() as session:
        await load(session, read_content(folder, **files), now=clock())
    return await read(database)


async def keep(database: Database, wanted: LegalChange) -> int:
    async with database.transaction() as session:
        return await record_change(session, wanted, now=LATER)


def served(library: Library, day: date) -> set[str]:
    return {entry.id for entry in library.entries if entry.holds_on(day)}


# --- what a change touches --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("article", "clause", "citation", "is_touched"),
    [
        (None, None, Citation("1/QH", "5", "2"), True),
        ("5", None, Citation("1/QH", "5", "2"), True),
        ("5", "2", Citation("1/QH", "5", "2"), True),
        ("5", "2", Citation("1/QH", "5"), True),  # who cites the whole article stands on the clause, too
        ("5", "2", Citation("1/QH", "5", "3"), False),
        ("5", None, Citation("1/QH", "6"), False),
        (None, None, Citation("2/QH", "5"), False),
    ],
)
def test_a_change_touches_what_it_names_and_every_whole_that_holds_it(
    article: str | None, clause: str | None, citation: Citation, is_touched: bool
) -> None:
    assert change(article=article, clause=clause).touches(citation) is is_touched


def test_a_wording_lasts_from_the_amendment_before_it_to_the_one_after() -> None:
    days = (date(2023, 1, 1), date(2025, 1, 1), date(2027, 1, 1))
    register = Register(
        [make_document()], [change(kind=ChangeKind.AMEND, article="1", changed_on=day) for day in days]
    )

    place = Citation("1/QH", "1")

    assert register.span(place, date(2022, 12, 31)) == (date(2021, 1, 1), days[0])
    assert register.span(place, days[0]) == (days[0], days[1])
    assert register.span(place, date(2026, 11, 20)) == (days[1], days[2])
    assert register.span(place, date(2030, 1, 1)) == (days[2], None)


def test_an_amendment_the_reader_did_not_know_ended_what_he_read() -> None:
    register = Register([make_document()], [change(kind=ChangeKind.AMEND, changed_on=date(2025, 1, 1))])

    span = register.span(Citation("1/QH", "1"), date(2026, 11, 20), lambda _: False)

    assert span == (date(2021, 1, 1), date(2025, 1, 1))


def test_a_change_may_name_the_consolidation() -> None:
    register = Register([make_document(consolidated_by="18/VBHN")])

    assert name_original(register, change(document="18/VBHN")).document == "1/QH"


@pytest.mark.parametrize("wanted", [change(document="9/QH"), change(article="99")])
def test_a_change_of_what_is_not_there_is_refused(wanted: LegalChange) -> None:
    with pytest.raises(UnknownPlace):
        name_original(Register([make_document()]), wanted)


def test_a_place_is_named_from_the_smallest_part() -> None:
    assert place_of(change(article="5", clause="2")) == "khoản 2 Điều 5 1/QH"
    assert place_of(change()) == "1/QH"


# --- recorded, on both databases --------------------------------------------------------------------------------------


async def test_a_repeal_to_come_is_served_until_the_day_before_and_then_frozen(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    before = await stock(database, clock, tmp_path)

    await keep(database, change(article="2"))
    after = await read(database)

    assert served(after, DAY - timedelta(days=1)) == {"thu-viec", "luong-thap-nhat"}
    assert served(after, DAY) == {"luong-thap-nhat"}
    [frozen] = list_frozen(before, after)
    assert (frozen.entry.id, frozen.stops_on, frozen.reasons) == ("thu-viec", DAY, ("Điều 2 Luật Một",))


async def test_the_repeal_of_the_law_behind_a_figure_freezes_who_prints_it(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    before = await stock(database, clock, tmp_path)

    await keep(database, change(document="3/QH"))
    after = await read(database)

    assert served(after, DAY) == {"thu-viec"}
    [frozen] = list_frozen(before, after)
    assert frozen.reasons == ("số liệu muc_luong.vung_1",)


async def test_an_amendment_of_the_past_recorded_late_freezes_what_was_checked_before_it_was_known(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    late = date(2026, 3, 1)

    await keep(database, change(kind=ChangeKind.AMEND, article="2", changed_on=late))
    after = await read(database)

    assert "thu-viec" in served(after, late - timedelta(days=1))
    assert "thu-viec" not in served(after, late)
    assert "thu-viec" not in served(after, date(2026, 11, 20))


async def test_an_entry_checked_anew_after_the_change_was_recorded_is_served_again(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    await keep(database, change(kind=ChangeKind.AMEND, article="2", changed_on=date(2026, 3, 1)))
    checked = ENTRIES.replace("Nhiều nhất 60 ngày.", "Nhiều nhất 45 ngày.").replace(
        "checked_on: 2026-11-20", "checked_on: 2026-11-22"
    )

    async with database.transaction() as session:
        await load(session, read_content(tmp_path, entries=checked), now=LATER + timedelta(days=1))
    after = await read(database)

    [entry] = [entry for entry in after.entries if entry.id == "thu-viec"]
    assert entry.answer == "Nhiều nhất 45 ngày."
    assert entry.holds_on(date(2026, 11, 22))
    assert not entry.holds_on(date(2026, 2, 28))  # the new wording does not speak for the days before


async def test_a_typing_error_put_right_does_not_make_an_old_check_know_the_change(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    await keep(database, change(kind=ChangeKind.AMEND, article="2", changed_on=date(2026, 3, 1)))
    tidied = ENTRIES.replace("Nhiều nhất 60 ngày.", "Nhiều nhất là 60 ngày.")

    async with database.transaction() as session:
        await load(session, read_content(tmp_path, entries=tidied), now=LATER + timedelta(days=1))

    assert "thu-viec" not in served(await read(database), date(2026, 11, 22))


async def test_a_shipped_amendment_lets_a_text_of_the_old_wording_end_and_one_of_the_new_begin(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    changed = f"{LAWS}changes:\n  - {{document: 1/QH, article: 1, kind: amend, from: 2026-07-01, by: 3/QH}}\n"
    old = ENTRIES.replace("  - id: thu-viec", "  - valid_to: 2026-07-01\n    id: thu-viec")

    library = await stock(database, clock, tmp_path, laws=changed, entries=old)

    assert served(library, date(2026, 6, 30)) == {"thu-viec"}
    assert served(library, date(2026, 7, 1)) == {"luong-thap-nhat"}


async def test_the_same_change_twice_is_one(database: Database, clock: Clock, tmp_path: Path) -> None:
    await stock(database, clock, tmp_path)

    first, second = await keep(database, change()), await keep(database, change())

    assert first == second
    async with database.reading() as session:
        assert len(await list_changes(session)) == 1


async def test_a_change_taken_back_leaves_the_library_as_it_was(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    before = await stock(database, clock, tmp_path)
    number = await keep(database, change())

    async with database.transaction() as session:
        assert await withdraw_change(session, number, now=LATER)
        assert not await withdraw_change(session, number, now=LATER)

    assert (await read(database)).entries == before.entries


async def test_what_was_recorded_here_outlives_the_next_load_of_what_ships(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    await keep(database, change(article="2"))

    await stock(database, clock, tmp_path)

    assert served(await read(database), DAY) == {"luong-thap-nhat"}


async def test_what_ships_cannot_be_taken_back_here(database: Database, clock: Clock, tmp_path: Path) -> None:
    changed = f"{LAWS}changes:\n  - {{document: 1/QH, kind: repeal, from: 2027-07-01, by: 3/QH}}\n"
    await stock(database, clock, tmp_path, laws=changed)
    async with database.reading() as session:
        [shipped] = await list_changes(session)

    async with database.transaction() as session:
        assert not await withdraw_change(session, shipped.id, now=LATER)


async def test_a_rehearsal_foresees_what_recording_does(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    before = await stock(database, clock, tmp_path)

    foreseen = foresee(before, change(article="2"), now=LATER)

    assert await read(database) is not foreseen
    assert served(await read(database), DAY) == {"thu-viec", "luong-thap-nhat"}
    await keep(database, change(article="2"))
    assert foreseen.entries == (await read(database)).entries


async def test_what_is_due_names_what_stops_and_whose_review_is_late(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    await keep(database, change(article="2"))
    library = await read(database)

    assert [(item.entry.id, item.stops_on) for item in list_due(library, DAY)] == [("thu-viec", DAY)]
    late = list_due(library, date(2027, 6, 1))
    assert {item.entry.id for item in late} == {"thu-viec", "luong-thap-nhat"}
    assert [item.reasons for item in late if item.entry.id == "luong-thap-nhat"] == [("đến hạn rà soát",)]


def test_a_future_day_of_the_entry_s_own_reads_the_wording_of_that_day(library: Library) -> None:
    entry = replace(library.entries[0], own_days=(date(2027, 3, 1), None))

    assert entry.wording_day == date(2027, 3, 1)
    assert replace(entry, own_days=(None, date(2026, 1, 1))).wording_day == date(2025, 12, 31)
    assert replace(entry, own_days=(None, None)).wording_day == entry.checked_on

"""Local entries wait for the law officer's word; a setting lets nothing through without it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge import models
from knowledge.entry import Citation, Origin, ReviewStatus
from knowledge.load import load
from knowledge.local import (
    TakenIds,
    TextChanged,
    approve,
    approve_read,
    count_approved,
    list_past,
    load_local,
    read_holdings,
    withdraw,
)
from knowledge.local_file import read_local
from knowledge.parameters import Parameters
from knowledge.register import Register
from knowledge.sheet import Law
from knowledge.validity import read_library
from store.database import Database
from tests.clock import Clock
from tests.knowledge.content import ENTRIES, make_draft, read_content

MINE = make_draft(id="cua-toi", status=ReviewStatus.REVIEW, review_note="chờ duyệt")


async def stock(database: Database, clock: Clock, folder: Path) -> None:
    async with database.transaction() as session:
        await load(session, read_content(folder), now=clock())


async def served(database: Database, *, only_local: bool = False) -> set[str]:
    async with database.reading() as session:
        library = await read_library(session, only_locally_approved=only_local)
    return {entry.id for entry in library.entries}


async def test_a_local_entry_is_served_once_it_is_approved(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    async with database.transaction() as session:
        loaded = await load_local(session, [MINE], now=clock())
    before = await served(database)

    async with database.transaction() as session:
        approved = await approve(session, ["cua-toi"], by=1, now=clock())

    assert (loaded.added, approved) == (1, ["cua-toi"])
    assert await served(database) - before == {"cua-toi"}


async def test_a_changed_text_must_be_approved_anew(database: Database, clock: Clock, tmp_path: Path) -> None:
    await stock(database, clock, tmp_path)
    async with database.transaction() as session:
        await load_local(session, [MINE], now=clock())
        await approve(session, ["cua-toi"], by=1, now=clock())

    async with database.transaction() as session:
        again = await load_local(session, [MINE], now=clock())
        changed = await load_local(session, [replace(MINE, answer="Nhiều nhất 45 ngày.")], now=clock())

    assert (again.unchanged, changed.changed) == (1, 1)
    assert "cua-toi" not in await served(database)


async def test_only_locally_approved_lets_nothing_else_through(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    async with database.transaction() as session:
        assert await approve(session, ["thu-viec"], by=1, now=clock()) == ["thu-viec"]
        assert await approve(session, ["thu-viec"], by=2, now=clock()) == []  # once is enough

    assert await served(database, only_local=True) == {"thu-viec"}
    assert await served(database) == {"thu-viec", "luong-thap-nhat"}
    async with database.reading() as session:
        assert await count_approved(session) == {"probation": (1, 2)}


async def test_an_approval_can_be_taken_back(database: Database, clock: Clock, tmp_path: Path) -> None:
    await stock(database, clock, tmp_path)
    async with database.transaction() as session:
        await approve(session, ["thu-viec"], by=1, now=clock())

    async with database.transaction() as session:
        assert await withdraw(session, "thu-viec")
        assert not await withdraw(session, "thu-viec")

    assert await served(database, only_local=True) == set()


async def test_an_id_that_ships_is_not_overwritten(database: Database, clock: Clock, tmp_path: Path) -> None:
    await stock(database, clock, tmp_path)

    with pytest.raises(TakenIds) as caught:
        async with database.transaction() as session:
            await load_local(session, [MINE, make_draft()], now=clock())

    assert caught.value.ids == ["thu-viec"]
    async with database.reading() as session:
        assert "cua-toi" not in set(await session.scalars(select(models.Entry.id)))


async def test_the_next_load_of_what_ships_leaves_local_entries_alone(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    async with database.transaction() as session:
        await load_local(session, [MINE], now=clock())
        await approve(session, ["cua-toi"], by=1, now=clock())
    taken = ENTRIES.replace("  - id: thu-viec", "  - id: cua-toi")

    async with database.transaction() as session:
        await load(session, read_content(tmp_path, entries=taken), now=clock() + timedelta(days=1))

    async with database.reading() as session:
        [entry] = [one for one in (await read_library(session)).entries if one.id == "cua-toi"]
    assert entry.variants == MINE.variants


async def test_a_local_entry_whose_law_no_longer_ships_is_silent_and_stops_nothing(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    stray = replace(MINE, citations=(Citation("1/QH", "99", is_primary=True),))
    async with database.transaction() as session:
        await load_local(session, [stray], now=clock())
        await approve(session, ["cua-toi"], by=1, now=clock())

    assert await served(database) == {"thu-viec", "luong-thap-nhat"}


def test_a_yaml_file_is_read_like_the_shipped_ones_and_waits_for_approval(tmp_path: Path) -> None:
    source = read_content(tmp_path)
    law = Law(Register(source.documents), Parameters(source.parameters))

    sheet = read_local(tmp_path / "entries" / "probation.yaml", law, today=MINE.checked_on)

    assert sheet.faults == []
    assert {draft.status for draft in sheet.drafts} == {ReviewStatus.REVIEW}


def test_the_faults_of_a_yaml_file_are_told_with_their_lines(tmp_path: Path) -> None:
    source = read_content(tmp_path)
    law = Law(Register(source.documents), Parameters(source.parameters))
    wrong = tmp_path / "sai.yaml"
    wrong.write_text(
        ENTRIES.replace("1/QH, article: 2", "9/QH, article: 2").replace("probation", "x"), "utf-8"
    )

    faults = read_local(wrong, law, today=MINE.checked_on).faults

    assert any("9/QH Điều 2" in fault.message and fault.row for fault in faults)
    assert any("không có chủ đề 'x'" in fault.message for fault in faults)


async def test_holdings_are_the_library_and_what_nobody_is_served_yet(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    async with database.transaction() as session:
        await load_local(session, [MINE], now=clock())
        await approve(session, ["thu-viec"], by=7, now=clock())

    async with database.reading() as session:
        holdings = await read_holdings(session)
        library = await read_library(session)

    by_id = {one.entry.id: one for one in holdings.revisions}
    assert {entry.id: entry for entry in library.entries} == {
        id_: one.entry for id_, one in by_id.items() if id_ != "cua-toi"
    }
    assert holdings.library.entries == tuple(one.entry for one in holdings.revisions)
    mine, theirs = by_id["cua-toi"], by_id["thu-viec"]
    assert (mine.origin, mine.status, mine.approved) == (Origin.LOCAL, ReviewStatus.REVIEW, None)
    assert mine.review_note == "chờ duyệt"
    assert theirs.origin is Origin.SHIPPED
    assert theirs.approved is not None
    assert (theirs.approved.by, theirs.approved.at) == (7, clock())


@pytest.mark.parametrize("only_local", [False, True])
async def test_holdings_tell_what_a_service_lets_through(
    database: Database, clock: Clock, tmp_path: Path, only_local: bool
) -> None:
    await stock(database, clock, tmp_path)
    async with database.transaction() as session:
        await load_local(session, [MINE, replace(MINE, id="cua-minh")], now=clock())
        await approve(session, ["thu-viec", "cua-minh"], by=1, now=clock())

    async with database.reading() as session:
        holdings = await read_holdings(session)

    let_through = {
        one.entry.id for one in holdings.revisions if one.may_be_served(only_locally_approved=only_local)
    }
    assert let_through == await served(database, only_local=only_local)


async def test_replaced_texts_are_listed_newest_first_with_their_approval(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    for answer in ("Một.", "Hai.", "Ba."):
        async with database.transaction() as session:
            await load_local(session, [replace(MINE, answer=answer)], now=clock())
            if answer == "Một.":
                await approve(session, ["cua-toi"], by=1, now=clock())
        clock.forward(days=1)

    async with database.reading() as session:
        past = await list_past(session, "cua-toi")
        none = await list_past(session, "thu-viec")

    assert [(one.entry.revision, one.entry.answer) for one in past] == [(2, "Hai."), (1, "Một.")]
    assert [one.approved is not None for one in past] == [False, True]
    assert all(one.retired_at is not None for one in past)
    assert past[0].entry.variants == MINE.variants
    assert none == []


async def test_only_the_revision_that_was_read_is_approved(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await stock(database, clock, tmp_path)
    async with database.transaction() as session:
        await load_local(session, [MINE], now=clock())
        await load_local(session, [replace(MINE, answer="Nhiều nhất 45 ngày.")], now=clock())

    with pytest.raises(TextChanged) as caught:
        async with database.transaction() as session:
            await approve_read(session, {"cua-toi": 1, "nope": 1, "thu-viec": 1}, by=1, now=clock())
    async with database.transaction() as session:
        approved = await approve_read(session, {"cua-toi": 2}, by=1, now=clock())

    assert caught.value.ids == ["cua-toi", "nope"]
    assert approved == ["cua-toi"]
    assert await served(database, only_local=True) == {"cua-toi"}

"""The base of a share: the latest own head count as of a day, else the sum of those below, always with day and source."""

from datetime import date

import pytest

from reach.models import Unit
from reach.units import read_tree
from reach.workforces import Base, read_bases, record_workforce
from store.database import Database, Session
from tests.reach.ground import TODAY, add_unit

JANUARY, JUNE, NEXT_YEAR = date(2026, 1, 1), date(2026, 6, 1), date(2027, 1, 1)


async def three_levels(session: Session) -> tuple[Unit, Unit, Unit, Unit]:
    """A province, a commune, and two enterprises in it."""
    province = await add_unit(session, "P")
    commune = await add_unit(session, "C", province)
    return province, commune, await add_unit(session, "F1", commune), await add_unit(session, "F2", commune)


async def test_the_latest_count_as_of_the_day_is_taken(database: Database) -> None:
    async with database.transaction() as session:
        firm = await add_unit(session, "F")
        for day, count in ((JANUARY, 100), (JUNE, 120), (NEXT_YEAR, 150)):
            await record_workforce(session, firm.id, count, counted_on=day, source="Sổ lương")
        tree = await read_tree(session, TODAY)

        found = [
            (await read_bases(session, tree, day)).get(firm.id)
            for day in (date(2025, 12, 31), JANUARY, date(2026, 5, 31), JUNE, TODAY, NEXT_YEAR)
        ]

    counts = [base and base.head_count for base in found]
    assert counts == [None, 100, 100, 120, 120, 150]
    assert found[4] == Base(120, JUNE, "Sổ lương")


async def test_without_a_count_of_its_own_a_unit_has_the_sum_of_those_below(database: Database) -> None:
    async with database.transaction() as session:
        province, commune, first, second = await three_levels(session)
        await record_workforce(session, first.id, 100, counted_on=JUNE, source="Sổ A")
        await record_workforce(session, second.id, 50, counted_on=JANUARY, source="Sổ B")

        bases = await read_bases(session, await read_tree(session, TODAY), TODAY)

    expected = Base(150, JANUARY, "Sổ A; Sổ B", is_sum=True, units=2)
    assert bases[commune.id] == expected
    assert bases[province.id] == expected


async def test_a_count_of_its_own_beats_the_sum_and_goes_up_in_its_place(database: Database) -> None:
    async with database.transaction() as session:
        province, commune, first, second = await three_levels(session)
        other = await add_unit(session, "D", province)
        for unit, count in ((first, 100), (second, 50), (commune, 400), (other, 1000)):
            await record_workforce(session, unit.id, count, counted_on=JUNE, source=unit.code)

        bases = await read_bases(session, await read_tree(session, TODAY), TODAY)

    assert bases[commune.id] == Base(400, JUNE, "C")
    assert (bases[province.id].head_count, bases[province.id].units) == (1400, 2)


async def test_a_unit_without_any_count_has_no_base_and_adds_nothing(database: Database) -> None:
    async with database.transaction() as session:
        province, _, first, second = await three_levels(session)
        await record_workforce(session, first.id, 100, counted_on=JUNE, source="Sổ")

        bases = await read_bases(session, await read_tree(session, TODAY), TODAY)

    assert second.id not in bases
    assert bases[province.id] == Base(100, JUNE, "Sổ", is_sum=True, units=1)


async def test_a_second_count_of_one_day_replaces_the_first(database: Database) -> None:
    async with database.transaction() as session:
        firm = await add_unit(session, "F")
        await record_workforce(session, firm.id, 100, counted_on=JUNE, source="Nhầm")
        await record_workforce(session, firm.id, 110, counted_on=JUNE, source="Đúng")

        bases = await read_bases(session, await read_tree(session, TODAY), TODAY)

    assert bases[firm.id] == Base(110, JUNE, "Đúng")
    assert not bases[firm.id].is_sum


async def test_a_workforce_of_one_is_a_workforce(database: Database) -> None:
    async with database.transaction() as session:
        firm = await add_unit(session, "F")
        await record_workforce(session, firm.id, 1, counted_on=JUNE, source="Sổ")

        assert (await read_bases(session, await read_tree(session, TODAY), TODAY))[firm.id].head_count == 1


@pytest.mark.parametrize(("firms", "source"), [(3, "Sổ 0; Sổ 1; Sổ 2"), (5, "Sổ 0; Sổ 1; Sổ 2; …")])
async def test_more_than_three_sources_are_shortened(database: Database, firms: int, source: str) -> None:
    async with database.transaction() as session:
        province = await add_unit(session, "P")
        for number in range(firms):
            firm = await add_unit(session, f"F{number}", province)
            await record_workforce(session, firm.id, 10, counted_on=JUNE, source=f"Sổ {number}")

        base = (await read_bases(session, await read_tree(session, TODAY), TODAY))[province.id]

    assert base == Base(10 * firms, JUNE, source, is_sum=True, units=firms)


@pytest.mark.parametrize(("count", "source"), [(0, "Sổ"), (-5, "Sổ"), (5, ""), (5, "  ")])
async def test_a_count_is_positive_and_has_a_source(sqlite: Database, count: int, source: str) -> None:
    async with sqlite.transaction() as session:
        firm = await add_unit(session, "F")
        with pytest.raises(ValueError, match="positive and has a source"):
            await record_workforce(session, firm.id, count, counted_on=JUNE, source=source)

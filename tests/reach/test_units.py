"""The tree of a day keeps its history; a unit is found by its code, its printed code, and every name it ever had."""

import unicodedata
from datetime import date

import pytest

from reach.models import Unit, UnitKind, UnitName
from reach.units import (
    UnknownUnit,
    find_by_join_code,
    find_by_name,
    fold,
    get_unit,
    list_former_names,
    move,
    read_tree,
)
from store.database import Database
from tests.reach.ground import SINCE, TODAY, add_unit

MOVED = date(2026, 4, 1)
BEFORE = date(2026, 3, 31)


async def names_of(database: Database, name: str) -> list[str]:
    async with database.reading() as session:
        return [unit.name for unit in await find_by_name(session, name)]


async def test_the_tree_has_each_unit_below_its_parent(database: Database) -> None:
    async with database.transaction() as session:
        province = await add_unit(session, "P", kind=UnitKind.PROVINCE)
        commune = await add_unit(session, "C", province, kind=UnitKind.COMMUNE)
        firm = await add_unit(session, "F", commune)
        await add_unit(session, "Q", kind=UnitKind.PROVINCE)

        tree = await read_tree(session, TODAY)

    assert [row.code for row in tree.lineage(firm.id)] == ["P", "C", "F"]
    assert [tree.units[unit_id].code for unit_id in tree.descend(province.id)] == ["F", "C", "P"]
    assert {tree.units[unit_id].code for unit_id in tree.children[None]} == {"P", "Q"}
    assert tree.is_below(firm.id, province.id)
    assert tree.is_below(firm.id, firm.id)
    assert not tree.is_below(province.id, firm.id)
    assert tree.get("F").id == firm.id
    assert tree.lineage(99_999) == []


async def test_the_whole_tree_is_descended_once_children_first(database: Database) -> None:
    async with database.transaction() as session:
        for p in range(3):
            province = await add_unit(session, f"P{p}", kind=UnitKind.PROVINCE)
            for c in range(3):
                await add_unit(session, f"P{p}C{c}", province, kind=UnitKind.COMMUNE)
        tree = await read_tree(session, TODAY)

    order = list(tree.descend(None))

    assert sorted(order) == sorted(tree.units)
    for unit_id, row in tree.units.items():
        if row.parent_id:
            assert order.index(unit_id) < order.index(row.parent_id)


async def test_a_commune_that_moves_in_mid_period_keeps_its_history(database: Database) -> None:
    async with database.transaction() as session:
        old = await add_unit(session, "OLD", kind=UnitKind.PROVINCE)
        new = await add_unit(session, "NEW", kind=UnitKind.PROVINCE)
        commune = await add_unit(session, "C", old, kind=UnitKind.COMMUNE)
        await move(session, commune, new, on=MOVED)

    async with database.reading() as session:
        before, after = await read_tree(session, BEFORE), await read_tree(session, MOVED)
    assert [row.code for row in before.lineage(commune.id)] == ["OLD", "C"]
    assert [row.code for row in after.lineage(commune.id)] == ["NEW", "C"]


async def test_a_second_move_on_one_day_replaces_the_first(database: Database) -> None:
    async with database.transaction() as session:
        first, second, third = [
            await add_unit(session, code, kind=UnitKind.PROVINCE) for code in ("P1", "P2", "P3")
        ]
        commune = await add_unit(session, "C", first, kind=UnitKind.COMMUNE)
        await move(session, commune, second, on=MOVED)
        await move(session, commune, third, on=MOVED)

    async with database.reading() as session:
        before, after = await read_tree(session, BEFORE), await read_tree(session, MOVED)
    assert [row.code for row in before.lineage(commune.id)] == ["P1", "C"]
    assert [row.code for row in after.lineage(commune.id)] == ["P3", "C"]


async def test_units_that_merge_are_gone_from_that_day_and_their_heir_is_there(database: Database) -> None:
    async with database.transaction() as session:
        province = await add_unit(session, "P", kind=UnitKind.PROVINCE)
        for code in ("A", "B"):
            await add_unit(session, code, province, kind=UnitKind.COMMUNE, until=MOVED)
        await add_unit(session, "AB", province, kind=UnitKind.COMMUNE, since=MOVED)

        before, after = await read_tree(session, BEFORE), await read_tree(session, MOVED)

    assert {row.code for row in before.units.values()} == {"P", "A", "B"}
    assert {row.code for row in after.units.values()} == {"P", "AB"}
    with pytest.raises(UnknownUnit):
        after.get("A")


async def test_a_unit_whose_parent_is_gone_stands_at_the_top(database: Database) -> None:
    async with database.transaction() as session:
        province = await add_unit(session, "P", kind=UnitKind.PROVINCE, until=MOVED)
        commune = await add_unit(session, "C", province, kind=UnitKind.COMMUNE)

        tree = await read_tree(session, MOVED)

    assert tree.children[None] == [commune.id]
    assert [row.code for row in tree.lineage(commune.id)] == ["C"]


@pytest.mark.parametrize("typed", ["AB12CD34", "ab12cd34", " AB12-CD34 ", "ab 12 cd 34", "AB12–CD34."])
async def test_a_printed_code_is_found_whatever_its_dashes_and_case(database: Database, typed: str) -> None:
    async with database.transaction() as session:
        firm = await add_unit(session, "F", join_code="AB12CD34")

        found = await find_by_join_code(session, typed, on=TODAY)

    assert found is not None
    assert found.id == firm.id


@pytest.mark.parametrize("typed", ["", "-", "AB12CD3", "AB12CD345", "O'; DROP TABLE units"])
async def test_a_code_nobody_printed_finds_nothing(database: Database, typed: str) -> None:
    async with database.transaction() as session:
        await add_unit(session, "F", join_code="AB12CD34")
        await add_unit(session, "G")

        assert await find_by_join_code(session, typed, on=TODAY) is None


async def test_the_code_of_a_unit_that_closed_finds_nothing(database: Database) -> None:
    async with database.transaction() as session:
        await add_unit(session, "F", join_code="AB12CD34", until=MOVED)

        assert await find_by_join_code(session, "AB12CD34", on=BEFORE) is not None
        assert await find_by_join_code(session, "AB12CD34", on=MOVED) is None


@pytest.mark.parametrize(
    "typed", ["Phường Ba Đình", "phuong ba dinh", "PHƯỜNG BA ĐÌNH", "ba đình", "ba dinh", "dinh ba"]
)
async def test_a_place_is_found_with_and_without_marks(stocked: Database, typed: str) -> None:
    assert "Phường Ba Đình" in await names_of(stocked, typed)


@pytest.mark.parametrize(
    ("typed", "now"),
    [
        ("Trúc Bạch", "Phường Ba Đình"),
        ("phuong quan thanh", "Phường Ba Đình"),
        ("Phường Thụy Khuê", "Phường Ba Đình"),
        ("Hà Giang", "Tỉnh Tuyên Quang"),
        ("ha giang", "Tỉnh Tuyên Quang"),
        ("Bình Dương", "Thành phố Hồ Chí Minh"),
    ],
)
async def test_a_place_is_found_by_the_name_it_had_before(stocked: Database, typed: str, now: str) -> None:
    assert now in await names_of(stocked, typed)


async def test_an_exact_name_comes_first_however_many_hold_it(stocked: Database) -> None:
    async with stocked.transaction() as session:
        await add_unit(session, "LAST", name="Xã")

    found = await names_of(stocked, "xa")

    assert len(found) == 20
    assert found[0] == "Xã"


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "không có nơi nào tên như vậy", "'; --"])
async def test_what_names_no_place_finds_nothing(stocked: Database, typed: str) -> None:
    assert await names_of(stocked, typed) == []


async def test_former_names_are_listed_without_the_name_of_today(database: Database) -> None:
    async with database.transaction() as session:
        unit = await add_unit(session, "C", name="Phường Mới")
        for name in ("Phường Cũ Hai", "Phường Cũ Một"):
            session.add(UnitName(unit_id=unit.id, name=name, folded=fold(name), is_former=True))
        await session.flush()

        assert await list_former_names(session, [unit.id]) == {unit.id: ["Phường Cũ Hai", "Phường Cũ Một"]}


async def test_a_unit_that_is_not_there_is_an_error(database: Database) -> None:
    async with database.transaction() as session:
        firm = await add_unit(session, "F")

        assert isinstance(await get_unit(session, firm.id), Unit)
        with pytest.raises(UnknownUnit):
            await get_unit(session, firm.id + 1)


def test_names_are_folded_as_people_type_them() -> None:
    assert fold("  Xã  ĐẮK   Ơ ") == "xa dak o"
    assert fold("Xã B’Lá") == fold("xã b'lá") == "xa b'la"
    assert fold(unicodedata.normalize("NFD", "Phường Ế")) == "phuong e"


async def test_the_tree_before_the_units_were_formed_is_empty(stocked: Database) -> None:
    async with stocked.reading() as session:
        assert not (await read_tree(session, date(2025, 6, 30))).units
        assert (await read_tree(session, SINCE)).units

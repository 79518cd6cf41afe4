"""The shipped places: 34 provinces and 3,321 communes, each under its province, found by the names before the merger."""

import unicodedata
from collections import Counter

import pytest
from sqlalchemy import func, select

from reach.models import Unit, UnitKind, UnitName
from reach.places import former_names, load_places, read_gazetteer
from reach.units import read_tree
from store.database import Database
from tests.reach.ground import TODAY


async def test_all_places_are_loaded_once(database: Database) -> None:
    async with database.transaction() as session:
        first = await load_places(session)
    async with database.transaction() as session:
        second = await load_places(session)
        counted = await session.execute(select(Unit.kind, func.count()).group_by(Unit.kind))
        kinds = {row.kind: row[1] for row in counted}

    assert (first, second) == (3355, 0)
    assert kinds == {UnitKind.PROVINCE: 34, UnitKind.COMMUNE: 3321}


async def test_every_commune_stands_under_its_province(database: Database) -> None:
    async with database.transaction() as session:
        await load_places(session)
        tree = await read_tree(session, TODAY)

    for row in read_gazetteer("communes.tsv"):
        assert [unit.code for unit in tree.lineage(tree.get(row["code"]).id)] == [
            row["province"],
            row["code"],
        ]
    assert {row.kind for row in (tree.units[top] for top in tree.children[None])} == {UnitKind.PROVINCE}


async def test_a_demonstration_that_came_first_does_not_keep_the_places_away(stocked: Database) -> None:
    async with stocked.reading() as session:
        real = select(func.count()).where(Unit.kind == UnitKind.COMMUNE, ~Unit.is_demo)
        assert await session.scalar(real) == 3321


async def test_each_place_has_its_own_name_and_its_former_ones(database: Database) -> None:
    async with database.transaction() as session:
        await load_places(session)
        query = select(UnitName.name, UnitName.is_former).join(Unit, Unit.id == UnitName.unit_id)
        found = await session.execute(query.where(Unit.code == "00004"))
        names = {row.name: row.is_former for row in found}

    assert names == {
        "Phường Ba Đình": False,
        "Phường Quán Thánh": True,
        "Phường Trúc Bạch": True,
        "Phường Cửa Nam": True,
        "Phường Điện Biên": True,
        "Phường Đội Cấn": True,
        "Phường Kim Mã": True,
        "Phường Ngọc Hà": True,
        "Phường Thụy Khuê": True,
        "Phường Cửa Đông": True,
        "Phường Đồng Xuân": True,
    }


def test_the_shipped_tables_are_whole() -> None:
    provinces, communes = read_gazetteer("provinces.tsv"), read_gazetteer("communes.tsv")

    assert max(Counter(row["code"] for row in [*provinces, *communes]).values()) == 1
    assert {row["province"] for row in communes} == {row["code"] for row in provinces}
    assert all(row["name"].strip() for row in [*provinces, *communes])


def test_names_spelt_with_separate_marks_are_put_together() -> None:
    for row in read_gazetteer("communes.tsv"):
        assert row["formed_from"] == unicodedata.normalize("NFC", row["formed_from"])


def test_nearly_every_former_name_begins_with_what_kind_of_place_it_was() -> None:
    names = [name for row in read_gazetteer("communes.tsv") for name in former_names(row["formed_from"])]
    with_kind = [
        name for name in names if name.split()[0] in {"Phường", "Xã", "Thị", "Đặc", "Huyện", "Thành"}
    ]

    assert len(names) > 9_000
    assert len(with_kind) / len(names) > 0.99


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Phường A", ["Phường A"]),
        ("Phường A, Phường B và Xã C", ["Phường A", "Phường B", "Xã C"]),
        ("Phường A, một phần của các xã B, C và D", ["Phường A", "Xã B", "Xã C", "Xã D"]),
        ("Phường A (phần còn lại sau khi sáp nhập vào phường B), Xã C", ["Phường A", "Xã C"]),
        ("một phần diện tích TN của phường Thụy Khuê", ["Phường Thụy Khuê"]),
        ("Thị trấn Đắk Mil; xã Đắk R'La", ["Thị trấn Đắk Mil", "Xã Đắk R'La"]),
        ("Phường 1, 2 và 3", ["Phường 1", "Phường 2", "Phường 3"]),
        ("Một phần của các phường Cửa Nam, Điện Biên", ["Phường Cửa Nam", "Phường Điện Biên"]),
        ("Toàn bộ diện tích TN, quy mô dân số của xã B sau khi Sắp xếp", ["Xã B"]),
        ("Xã Ế Ơ, Xã ĐưỐc", ["Xã Ế Ơ", "Xã ĐưỐc"]),
        ("", []),
    ],
)
def test_former_names_are_read_out_of_the_resolution(text: str, names: list[str]) -> None:
    assert list(former_names(text)) == names

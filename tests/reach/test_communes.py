"""A commune is found as people type it: today's name or a former one, short or long, with marks or without."""

import time

import pytest

from reach.communes import Found, find_commune, find_commune_of, find_communes, former_districts, tone_key
from reach.models import Unit, UnitKind, UnitParent
from reach.units import read_tree
from store.database import Database
from tests.reach.ground import TODAY


async def find(database: Database, typed: str) -> Found:
    async with database.reading() as session:
        return await find_communes(session, typed, on=TODAY)


def names(found: Found) -> list[str]:
    return [commune.full_name for commune in found.communes]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("xã Đông Anh", "Xã Đông Anh, thành phố Hà Nội"),
        ("XÃ ĐÔNG ANH, HÀ NỘI", "Xã Đông Anh, thành phố Hà Nội"),
        ("xa dong anh ha noi", "Xã Đông Anh, thành phố Hà Nội"),
        ("x. Đông Anh, HN", "Xã Đông Anh, thành phố Hà Nội"),
        ("em làm ở xã Đông Anh ạ", "Xã Đông Anh, thành phố Hà Nội"),
        ("Trúc Bạch", "Phường Ba Đình, thành phố Hà Nội"),
        ("p.12 q.gò vấp", "Phường An Hội Tây, thành phố Hồ Chí Minh"),
        ("F12 Q. Bình Thạnh", "Phường Bình Thạnh, thành phố Hồ Chí Minh"),
        ("Phường 05 quận 3, TP.HCM", "Phường Bàn Cờ, thành phố Hồ Chí Minh"),
        ("quận 3 phường 5", "Phường Bàn Cờ, thành phố Hồ Chí Minh"),
        ("phường 5 vũng tàu", "Phường Vũng Tàu, thành phố Hồ Chí Minh"),
        ("phuong tan thuan quan 7 tphcm", "Phường Tân Thuận, thành phố Hồ Chí Minh"),
        ("phường Dĩ An, tỉnh Bình Dương", "Phường Dĩ An, thành phố Hồ Chí Minh"),
        ("phường Hiệp Bình Phước", "Phường Hiệp Bình, thành phố Hồ Chí Minh"),
        ("x. tân lập h. yên mỹ t. hưng yên", "Xã Yên Mỹ, tỉnh Hưng Yên"),
        ("huyện Lý Sơn", "Đặc khu Lý Sơn, tỉnh Quảng Ngãi"),
        ("chân mây lăng cô", "Xã Chân Mây - Lăng Cô, thành phố Huế"),
        ("xa ea h’leo", "Xã Ea H'Leo, tỉnh Đắk Lắk"),
        ("phường hòa hưng", "Phường Hoà Hưng, thành phố Hồ Chí Minh"),
        ("phường Hà Giang 1", "Phường Hà Giang 1, tỉnh Tuyên Quang"),
    ],
)
async def test_one_commune_is_meant(stocked: Database, typed: str, name: str) -> None:
    found = await find(stocked, typed)

    assert names(found) == [name]
    assert found.is_sure


async def test_names_of_today_come_before_former_ones(stocked: Database) -> None:
    found = await find(stocked, "phường tân hưng")

    assert [commune.is_former for commune in found.communes] == [False, False, True]


async def test_a_former_name_that_was_split_leads_to_every_part(stocked: Database) -> None:
    found = await find(stocked, "thị trấn Trâu Quỳ")

    assert names(found) == ["Xã Bát Tràng, thành phố Hà Nội", "Xã Gia Lâm, thành phố Hà Nội"]
    assert {commune.typed_as for commune in found.communes} == {"Thị trấn Trâu Quỳ"}


async def test_marks_tell_names_apart_where_they_are_typed(stocked: Database) -> None:
    marked, bare = await find(stocked, "xã Ba Đình"), await find(stocked, "xa ba dinh")

    assert "Xã Ba Dinh, tỉnh Quảng Ngãi" not in names(marked)
    assert {"Xã Ba Dinh, tỉnh Quảng Ngãi", "Xã Ba Đình, tỉnh Thanh Hoá"} <= set(names(bare))


async def test_another_kind_is_found_where_the_one_typed_is_not(stocked: Database) -> None:
    assert names(await find(stocked, "thị trấn Dĩ An")) == ["Phường Dĩ An, thành phố Hồ Chí Minh"]


async def test_the_beginning_of_a_name_is_enough_but_not_sure(stocked: Database) -> None:
    found = await find(stocked, "Sơn Kim")

    assert names(found) == ["Xã Sơn Kim 1, tỉnh Hà Tĩnh", "Xã Sơn Kim 2, tỉnh Hà Tĩnh"]
    assert not found.is_sure


@pytest.mark.parametrize("typed", ["tp thủ đức", "quận Gò Vấp", "Sài Gòn", "kcn dĩ an"])
async def test_a_wider_place_than_a_commune_is_not_sure(stocked: Database, typed: str) -> None:
    found = await find(stocked, typed)

    assert found.communes
    assert not found.is_sure


@pytest.mark.parametrize(
    ("typed", "province"),
    [("hà nội", "Thành phố Hà Nội"), ("tỉnh Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh")],
)
async def test_a_province_alone_names_no_commune(stocked: Database, typed: str, province: str) -> None:
    assert await find(stocked, typed) == Found((), province, left_over=len(typed.replace("-", "").split()))


async def test_a_province_that_was_named_is_never_left(stocked: Database) -> None:
    found = await find(stocked, "xã Minh Đức, Cà Mau")

    assert (found.communes, found.province) == ((), "Tỉnh Cà Mau")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "😀",
        "quận 7",
        "xã không có thật",
        "%",
        "_",
        "phường",
        "12",
        "a" * 10_000,
        "xã " * 30,
        "'; DROP TABLE units",
    ],
)
async def test_what_names_no_place_finds_none(stocked: Database, typed: str) -> None:
    assert (await find(stocked, typed)).communes == ()


async def test_words_that_are_no_place_are_counted(stocked: Database) -> None:
    assert (await find(stocked, "xã Đông Anh thì được bao nhiêu")).left_over == 4
    assert (await find(stocked, "xã Đông Anh, Hà Nội")).left_over == 0


async def test_the_demonstration_is_not_a_place(stocked: Database) -> None:
    assert (await find(stocked, "Phường Mẫu Một")).communes == ()


async def test_a_commune_is_found_by_its_code(stocked: Database) -> None:
    async with stocked.reading() as session:
        commune = await find_commune(session, "26882", on=TODAY)

        assert commune is not None
        assert commune.full_name == "Phường An Hội Tây, thành phố Hồ Chí Minh"
        assert await find_commune(session, "79", on=TODAY) is None
        assert await find_commune(session, "DEMO-01", on=TODAY) is None


async def test_the_commune_of_a_unit_is_the_one_above_it(stocked: Database) -> None:
    async with stocked.transaction() as session:
        tree = await read_tree(session, TODAY)
        firm = Unit(code="F", name="Xưởng", kind=UnitKind.ENTERPRISE, valid_from=tree.day, contact="")
        team = Unit(code="T", name="Tổ", kind=UnitKind.TEAM, valid_from=tree.day, contact="")
        session.add_all([firm, team])
        await session.flush()
        session.add(UnitParent(unit_id=firm.id, parent_id=tree.get("26882").id, valid_from=tree.day))
        session.add(UnitParent(unit_id=team.id, parent_id=firm.id, valid_from=tree.day))
        await session.flush()

        found = [
            await find_commune_of(session, unit_id, on=TODAY)
            for unit_id in (team.id, tree.get("26882").id, tree.get("79").id)
        ]

    assert [commune.code if commune else None for commune in found] == ["26882", "26882", None]


async def test_a_lookup_takes_milliseconds(stocked: Database) -> None:
    async with stocked.reading() as session:
        await find_communes(session, "phường 12, gò vấp", on=TODAY)
        started = time.perf_counter()
        for typed in ("phường minh khai, hà nội", "xã không có thật", "phuong tan hung") * 10:
            await find_communes(session, typed, on=TODAY)

    assert (time.perf_counter() - started) / 30 < 0.05


def test_a_district_in_brackets_stands_for_the_numbers_before_it() -> None:
    text = "Phường 10, Phường 11 (Quận 6), Xã An Phú, Xã Liên Hà (huyện Đông Anh), "
    text += "Phường 16 (phần còn lại), Phường 7 (quận Gò Vấp)"

    assert dict(former_districts(text)) == {
        "phuong 10": "quan 6",
        "phuong 11": "quan 6",
        "xa lien ha": "dong anh",
        "phuong 16": "go vap",
        "phuong 7": "go vap",
    }


def test_the_place_of_the_tone_in_a_syllable_does_not_count() -> None:
    assert tone_key("Hoà Hưng") == tone_key("Hòa Hưng")
    assert tone_key("Hoà") != tone_key("Hoa")
    assert tone_key("Đông") != tone_key("Dong")

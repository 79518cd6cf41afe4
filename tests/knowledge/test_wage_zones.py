"""Every commune has its zone, from the day the decree came into force, and the ones settled by judgement say so."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from knowledge.wage_zones import TABLE, find_zone, read_zones, spell_zone
from reach.places import read_gazetteer

TODAY = date(2026, 11, 20)


def test_every_commune_of_the_gazetteer_has_a_zone_and_no_other() -> None:
    assert set(read_zones()) == {row["code"] for row in read_gazetteer("communes.tsv")}


def test_the_zones_are_those_of_the_appendix() -> None:
    counted = Counter(zone.number for zones in read_zones().values() for zone in zones)

    assert counted == {1: 440, 2: 435, 3: 799, 4: 1647}


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("00004", 1),  # Phường Ba Đình, Hà Nội
        ("26882", 1),  # Phường An Hội Tây, Thành phố Hồ Chí Minh
        ("07774", 2),  # Phường Tự Lạn, Bắc Ninh
        ("21548", 4),  # Đặc khu Lý Sơn, Quảng Ngãi
    ],
)
def test_a_commune_lies_in_its_zone(code: str, number: int) -> None:
    zone = find_zone(code, TODAY)

    assert zone is not None
    assert zone.number == number
    assert zone.scope == f"vung_{number}"


def test_before_the_decree_nothing_is_said() -> None:
    assert find_zone("00004", date(2025, 12, 31)) is None
    assert find_zone("00004", date(2026, 1, 1)) is not None


@pytest.mark.parametrize("code", ["", "79", "DEMO-01", "99999"])
def test_what_is_no_commune_has_no_zone(code: str) -> None:
    assert find_zone(code, TODAY) is None


def test_places_settled_by_judgement_are_marked() -> None:
    judged = {zone.commune for zones in read_zones().values() for zone in zones if zone.is_judged}

    assert len(judged) == 99
    assert "07774" in judged  # the copy of the decree prints "Tự Lan"
    assert "00004" not in judged


def test_a_later_row_holds_from_its_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "zones.tsv"
    table.write_text(TABLE.read_text("utf-8") + "00004\t2\t2027-01-01\t\n", "utf-8")
    monkeypatch.setattr("knowledge.wage_zones.read_zones", lambda: read_zones(table))

    found = [find_zone("00004", day) for day in (date(2026, 12, 31), date(2027, 1, 1))]

    assert [zone.number if zone else None for zone in found] == [1, 2]


def test_a_zone_is_spelled_in_roman_numbers() -> None:
    assert [spell_zone(f"vung_{number}") for number in (1, 2, 3, 4)] == [
        "vùng I",
        "vùng II",
        "vùng III",
        "vùng IV",
    ]

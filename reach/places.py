"""The 34 provinces and 3,321 communes since 1 July 2025, with the names of the units they were formed from."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from reach.models import Unit, UnitKind, UnitName, UnitParent
from reach.units import fold

GAZETTEER = Path(__file__).with_name("gazetteer")
SINCE = date(2025, 7, 1)
KINDS = re.compile(r"\b(phường|xã|thị trấn|đặc khu|huyện|thị xã|thành phố)\b", re.IGNORECASE)
BRACKETS = re.compile(r"\([^)]*\)")
CAPITALS = "".join(filter(str.isupper, map(chr, range(0x1EFA))))  # À-Ỹ would take small letters too
WORD = rf"(?<!\w)[{CAPITALS}0-9][\w'’-]*"
NO_NAMES = {"TN", "Toàn", "Một", "Phần", "Sắp"}  # of "diện tích TN", "Toàn bộ", "Một phần", "Sắp xếp"
PROPER_NAME = re.compile(rf"{WORD}(?: {WORD})*")


def former_names(text: str) -> Iterator[str]:
    """The names in "Phường A, một phần của các xã B, C và D": `Phường A`, `Xã B`, `Xã C`, `Xã D`."""
    kind = ""
    for piece in re.split(r"[,;]| và ", BRACKETS.sub(" ", text)):
        kinds = list(KINDS.finditer(piece))
        if kinds:
            kind = kinds[-1].group(1).capitalize()
        names = PROPER_NAME.finditer(piece, kinds[-1].end() if kinds else 0)
        name = next((match.group() for match in names if match.group() not in NO_NAMES), "")
        if name:
            yield f"{kind} {name}".strip()


def read_gazetteer(name: str) -> list[dict[str, str]]:
    """The rows of one shipped table; some resolutions spell their marks apart, so they are put together (NFC)."""
    text = unicodedata.normalize("NFC", (GAZETTEER / name).read_text("utf-8"))
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


def _names(unit_id: int, name: str, former: Iterator[str] | list[str]) -> list[dict[str, object]]:
    rows = {name: False} | {other: True for other in former if other != name}
    return [
        {"unit_id": unit_id, "name": key, "folded": fold(key), "is_former": old} for key, old in rows.items()
    ]


async def load_places(session: AsyncSession) -> int:
    """Add the provinces and communes unless they are there; returns how many units were added. The caller commits."""
    if await session.scalar(select(Unit.id).where(Unit.kind == UnitKind.COMMUNE, ~Unit.is_demo).limit(1)):
        return 0
    provinces, communes = read_gazetteer("provinces.tsv"), read_gazetteer("communes.tsv")
    units = [
        {
            "code": row["code"],
            "name": row["name"],
            "kind": kind,
            "valid_from": SINCE,
            "is_demo": False,
            "contact": "",
        }
        for kind, rows in ((UnitKind.PROVINCE, provinces), (UnitKind.COMMUNE, communes))
        for row in rows
    ]
    await session.execute(insert(Unit), units)
    ids = {row.code: row.id for row in await session.execute(select(Unit.code, Unit.id))}
    parents = [
        {"unit_id": ids[row["code"]], "parent_id": ids[row["province"]], "valid_from": SINCE}
        for row in communes
    ]
    await session.execute(insert(UnitParent), parents)
    names = [
        name for row in provinces for name in _names(ids[row["code"]], row["name"], row["former"].split("; "))
    ]
    names += [
        name
        for row in communes
        for name in _names(ids[row["code"]], row["name"], former_names(row["formed_from"]))
    ]
    await session.execute(insert(UnitName), names)
    return len(units)

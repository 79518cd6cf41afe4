"""Which minimum-wage zone a commune lies in: the appendix of the decree, commune by commune."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from knowledge.entry import Citation

TABLE = Path(__file__).with_name("content") / "wage_zones.tsv"
SOURCE = Citation(
    "293/2025/NĐ-CP", "3", is_primary=True
)  # with its appendix; art. 5(5) keeps the pay of before
SCOPES = {"vung_1": "I", "vung_2": "II", "vung_3": "III", "vung_4": "IV"}


@dataclass(frozen=True, slots=True)
class Zone:
    """The zone of one commune from a day on."""

    commune: str  # official code
    number: int  # 1 to 4
    valid_from: date
    judged: str = ""  # why somebody had to decide, in English; empty: the appendix says it plainly

    @property
    def scope(self) -> str:
        """The scope of its figures: "vung_2"."""
        return f"vung_{self.number}"

    @property
    def is_judged(self) -> bool:
        """Whether the worker should have it confirmed."""
        return bool(self.judged)


def spell_zone(scope: str) -> str:
    """vung_2 → vùng II."""
    return f"vùng {SCOPES[scope]}"


@cache
def read_zones(path: Path = TABLE) -> dict[str, tuple[Zone, ...]]:
    """The zones of each commune by its code, the latest first."""
    zones: dict[str, tuple[Zone, ...]] = {}
    for row in csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t"):
        since = date.fromisoformat(row["valid_from"])
        zone = Zone(row["commune"], int(row["zone"]), since, row["judged"])
        known = (*zones.get(zone.commune, ()), zone)
        zones[zone.commune] = tuple(sorted(known, key=lambda zone: zone.valid_from, reverse=True))
    return zones


def find_zone(code: str, day: date) -> Zone | None:
    """The zone of a commune on `day`; None for a code the decree does not place, or before it did."""
    return next((zone for zone in read_zones().get(code, ()) if zone.valid_from <= day), None)

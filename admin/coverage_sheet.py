"""The figures one person may see of one unit and period: the page and the file show this very sheet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from admin.deps import Visit
from admin.errors import BadRequest, NotFound
from reach.clock import Period, day_of, parse_period
from reach.coverage import CoverageReport, read_coverage
from reach.coverage_report import build_record
from reach.models import UnitKind
from reach.units import Tree, UnitRow, UnknownUnit, fold, read_tree

EVERYWHERE = "all"
"""Stands in the address for the list of provinces; no unit has this code."""
SORTS = ("missing", "name", "share", "acknowledged", "seen")
FIELDS = {"missing": "missing_to_target"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown. `record` is that of the command line; `rows` are those with something to tell, in order."""

    tree: Tree
    period: Period
    period_text: str
    unit: UnitRow | None  # None: a list of provinces, or of the person's areas
    record: dict[str, Any]
    line: list[UnitRow]  # from the person's area down to the unit
    is_everywhere: bool  # the person's area is the whole tree

    @property
    def code(self) -> str:
        return self.unit.code if self.unit else EVERYWHERE

    def rows(self, sort: str = "missing", *, descending: bool = True) -> list[dict[str, Any]]:
        """The units below with figures or a head count; what is not known stands last, whatever the order."""
        shown = [row for row in self.record["below"] if not is_empty(row)]
        if sort == "name":
            return sorted(shown, key=lambda row: fold(row["name"]), reverse=descending)
        field = FIELDS.get(sort, sort)
        known = [row for row in shown if row[field] is not None]
        known.sort(key=lambda row: (row[field], fold(row["name"])), reverse=descending)
        return known + [row for row in shown if row[field] is None]

    def empty_rows(self) -> list[dict[str, Any]]:
        """The units below of which nothing is known yet, by name."""
        empty = [row for row in self.record["below"] if is_empty(row)]
        return sorted(empty, key=lambda row: fold(row["name"]))


def is_empty(row: dict[str, Any]) -> bool:
    """Neither a head count nor a worker."""
    return not row["is_hidden"] and row["workforce"] is None and not row["acknowledged"] and not row["seen"]


def parse_wanted(text: str, today: date) -> tuple[str, Period]:
    """The period asked for, or this year.

    Raises:
        BadRequest: it is none.
    """
    text = text.strip() or str(today.year)
    try:
        return text, parse_period(text)
    except ValueError:
        raise BadRequest from None


async def read_sheet(visit: Visit, *, code: str, period: str) -> Sheet:
    """Read the figures of the unit of this code, or of the unit this person starts from.

    Raises:
        NotFound: no such unit on the period's last day, or not in this person's area.
        BadRequest: no such period.
    """
    today = day_of(visit.office.clock())
    period_text, wanted = parse_wanted(period, today)
    async with visit.office.database.reading() as session:
        tree = await read_tree(session, wanted.last_day(today))
        report = await read_coverage(session, tree, wanted, today=today)
    areas = visit.person.areas()
    unit = _choose_unit(visit, tree, report, code)
    record = build_record(report, unit.id if unit else None)
    if unit is None and None not in areas:
        own = [build_record(report, area)["unit"] for area in areas if area in tree.units]
        record["below"] = own
    if None not in areas:  # who never named a workplace is in nobody's area
        record["unknown"] = None
    line = [row for row in tree.lineage(unit.id if unit else None) if visit.person.covers(tree, row.id)]
    return Sheet(tree, wanted, period_text, unit, record, line, None in areas)


def _choose_unit(visit: Visit, tree: Tree, report: CoverageReport, code: str) -> UnitRow | None:
    """The unit asked for; else the person's only area; else the only province with figures; else none: a list."""
    if code and code != EVERYWHERE:
        try:
            unit = tree.get(code)
        except UnknownUnit:
            raise NotFound from None
        if not visit.person.covers(tree, unit.id):
            raise NotFound
        return unit
    areas = visit.person.areas()
    if None not in areas:
        known = [tree.units[area] for area in areas if area in tree.units]
        if not known:
            raise NotFound
        return known[0] if len(known) == 1 else None
    if code == EVERYWHERE:
        return None
    tops = [figure for figure in report.below(None) if figure.base or figure.acknowledged or figure.is_hidden]
    return tops[0].unit if len(tops) == 1 else None


def child_kind(sheet: Sheet) -> UnitKind | None:
    """What the rows are, if all are of one kind."""
    kinds = {row["kind"] for row in sheet.record["below"]}
    return UnitKind(kinds.pop()) if len(kinds) == 1 else None

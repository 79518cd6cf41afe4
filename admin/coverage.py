"""The first page: how many of the workforce have been reached, against 90 %, from province down to enterprise."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Response

from admin.coverage_file import note_of, write_csv
from admin.coverage_sheet import EVERYWHERE, SORTS, child_kind, read_sheet
from admin.deps import AnyVisit, Visit
from reach.audit import record_audit
from reach.clock import day_of, parse_period
from reach.coverage import SMALLEST_BASE, SMALLEST_COUNT
from reach.units import Tree, find_by_name, fold, list_former_names

router = APIRouter()

FIRST_YEAR = 2025  # the places ship as they stand since 1 July 2025
MOST_FOUND = 20
MOST_NAMED = 3


@router.get("/")
async def show_coverage(
    visit: AnyVisit, *, unit: str = "", period: str = "", sort: str = "missing", order: str = "", q: str = ""
) -> Response:
    """`?unit=CODE&period=2026-Q3`; `sort` and `order` arrange the table, `q` looks for a unit by any of its names."""
    sheet = await read_sheet(visit, code=unit, period=period)
    sort = sort if sort in SORTS else SORTS[0]
    descending = order == "desc" if order in {"asc", "desc"} else sort != "name"
    rows = sheet.rows(sort, descending=descending)
    gaps = list_gaps(rows)
    return visit.page(
        "coverage.html",
        section="show_coverage",
        sheet=sheet,
        record=sheet.record,
        figure=sheet.record["unit"],
        rows=rows,
        empty_rows=sheet.empty_rows(),
        note_of=note_of,
        kind=child_kind(sheet),
        gaps=gaps,
        untouched=count_untouched(rows) - count_untouched(gaps),
        sort=sort,
        descending=descending,
        periods=list_periods(day_of(visit.office.clock())),
        q=q[:100],
        found=await find_units(visit, sheet.tree, q[:100]) if q.strip() else None,
        everywhere=EVERYWHERE,
        smallest_base=SMALLEST_BASE,
        smallest_count=SMALLEST_COUNT,
    )


@router.get("/coverage.csv")
async def export_coverage(visit: AnyVisit, unit: str = "", period: str = "") -> Response:
    """The same sheet as a file."""
    sheet = await read_sheet(visit, code=unit, period=period)
    office = visit.office
    async with office.database.transaction() as session:
        await record_audit(
            session,
            "coverage_exported",
            staff_id=visit.person.id,
            now=office.clock(),
            unit=sheet.code,
            period=sheet.period_text,
        )
    name = quote(f"do-phu-{sheet.code}-{sheet.period_text}.csv")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(write_csv(sheet), media_type="text/csv; charset=utf-8", headers=headers)


def list_gaps(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The units that lack most workers to the target, at most three."""
    lacking = [row for row in rows if row["missing_to_target"]]
    return sorted(lacking, key=lambda row: -row["missing_to_target"])[:MOST_NAMED]


def count_untouched(rows: list[dict[str, Any]]) -> int:
    """How many units with a head count have nobody who acknowledged anything."""
    return sum(1 for row in rows if row["acknowledged"] == 0 and row["workforce"])


def list_periods(today: date) -> list[tuple[str, list[str]]]:
    """(group, periods) to choose from, the newest first, as far back as the places go and no further than today."""

    def is_open(text: str) -> bool:
        period = parse_period(text)
        return period.start <= today and period.end > date(FIRST_YEAR, 7, 1)

    years = range(today.year, FIRST_YEAR - 1, -1)
    groups: list[tuple[str, Iterator[str]]] = [
        ("Năm", (str(year) for year in years)),
        ("Quý", (f"{year}-Q{quarter}" for year in years for quarter in range(4, 0, -1))),
        ("Tháng", (f"{year}-{month:02}" for year in years for month in range(12, 0, -1))),
    ]
    return [(label, [text for text in texts if is_open(text)]) for label, texts in groups]


async def find_units(visit: Visit, tree: Tree, name: str) -> list[dict[str, Any]]:
    """Units of the person's area by any name they have or had, with the old names that matched and where they lie."""
    async with visit.office.database.reading() as session:
        units = await find_by_name(session, name, limit=MOST_FOUND)
        seen = [unit for unit in units if unit.id in tree.units and visit.person.covers(tree, unit.id)]
        former = await list_former_names(session, [unit.id for unit in seen])
    words = fold(name).split()
    return [
        {
            "code": unit.code,
            "name": unit.name,
            "is_demo": unit.is_demo,
            "former": [old for old in former.get(unit.id, []) if all(word in fold(old) for word in words)],
            "place": ", ".join(row.name for row in reversed(tree.lineage(unit.id)[:-1])),
        }
        for unit in seen
    ]

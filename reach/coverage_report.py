"""The figures of one unit and those below it as a record, and as lines for a terminal: the same numbers as on the page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from reach.clock import Period
from reach.coverage import SOURCE, TARGET, Coverage, CoverageReport, read_coverage
from reach.units import read_tree


def show_number(number: int) -> str:
    """1234567 → 1.234.567."""
    return f"{number:,}".replace(",", ".")


def show_share(share: float | None) -> str:
    """0.674 → 67,4 %; none → a dash. Rounded down, so that 90 % is never shown before it is reached."""
    if share is None:
        return "–"
    return f"{int(share * 1000 + 1e-9) / 10:.1f} %".replace(".", ",")


def _row(figure: Coverage) -> dict[str, Any]:
    base = figure.base
    return {
        "code": figure.unit.code if figure.unit else None,
        "name": figure.unit.name if figure.unit else "Chưa rõ đơn vị",
        "kind": figure.unit.kind.value if figure.unit else None,
        "is_demo": bool(figure.unit and figure.unit.is_demo),
        "acknowledged": figure.acknowledged,
        "seen": figure.seen,
        "workforce": base.head_count if base else None,
        "workforce_counted_on": base.counted_on.isoformat() if base else None,
        "workforce_source": base.source if base else None,
        "workforce_is_sum_of": base.units if base and base.is_sum else None,
        "share": figure.share,
        "seen_share": figure.seen_share,
        "missing_to_target": figure.missing,
        "is_hidden": figure.is_hidden,
    }


def build_record(report: CoverageReport, unit_id: int | None) -> dict[str, Any]:
    """One unit (None: the provinces) and the step below it. Hidden figures are null."""
    return {
        "period": {"start": report.period.start.isoformat(), "end": report.period.end.isoformat()},
        "read_on": report.read_on.isoformat(),
        "target": TARGET,
        "level": "acknowledged",
        "source": SOURCE,
        "unit": _row(report.of(unit_id)) if unit_id is not None else None,
        "below": [_row(figure) for figure in report.below(unit_id)],
        "unknown": _row(report.unknown()),
    }


async def read_record(session: AsyncSession, period: Period, code: str, *, today: date) -> dict[str, Any]:
    """The record of the unit with this code, or of the provinces for an empty one.

    Raises:
        UnknownUnit: no unit of this code on the day the figures are read on.
    """
    tree = await read_tree(session, period.last_day(today))
    unit_id = tree.get(code).id if code else None
    return build_record(await read_coverage(session, tree, period, today=today), unit_id)


def _line(row: dict[str, Any]) -> str:
    if row["is_hidden"]:
        return f"{row['name']}: nhóm nhỏ, không hiện"
    if row["workforce"] is None:
        return f"{row['name']}: {show_number(row['acknowledged'])} người, chưa có số lao động"
    counts = f"{show_number(row['acknowledged'])} / {show_number(row['workforce'])} người lao động"
    day = "/".join(reversed(row["workforce_counted_on"].split("-")))
    return f"{row['name']}: {show_share(row['share'])} · {counts} (số lao động ngày {day}: {row['workforce_source']})"


def list_lines(record: dict[str, Any]) -> Iterator[str]:
    """The record for a terminal; units without workers and head count are left out."""
    day = "/".join(reversed(record["read_on"].split("-")))
    yield f"Mức xác nhận, mục tiêu 90 %, tính đến {day}. Nguồn: {record['source']}."
    if record["unit"]:
        yield _line(record["unit"])
    for row in record["below"]:
        if row["is_hidden"] or row["acknowledged"] or row["workforce"]:
            yield f"  {_line(row)}"
    yield f"  {_line(record['unknown'])}"

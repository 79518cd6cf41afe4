"""`congdoan coverage`: how many were informed, of how many."""

from typing import Annotated

import typer

from commands.ground import read_with
from commands.terminal import AsJson, fail, run, show
from reach.clock import day_of, parse_period, utc_now


def coverage(
    period: Annotated[str, typer.Option(help="Kỳ: 2026, 2026-Q3 hoặc 2026-07.")] = "",
    unit: Annotated[str, typer.Option(help="Mã đơn vị; bỏ trống: các tỉnh.")] = "",
    as_json: AsJson = False,
) -> None:
    """In độ phủ: số người đã được thông tin trên tổng số lao động, với nguồn và ngày.

    Ví dụ: congdoan coverage --period 2026 --unit DEMO
    """
    from reach.coverage_report import list_lines, read_record
    from reach.units import UnknownUnit

    today = day_of(utc_now())
    try:
        wanted = parse_period(period or str(today.year))
    except ValueError:
        raise fail(f"Kỳ {period!r} không đúng. Viết như 2026, 2026-Q3 hoặc 2026-07.", 2) from None
    try:
        record = run(read_with(lambda session: read_record(session, wanted, unit, today=today)))
    except UnknownUnit:
        raise fail(f"Không có đơn vị {unit!r}.", 2) from None
    show(record if as_json else list_lines(record))

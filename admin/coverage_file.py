"""The coverage table as a CSV file that spreadsheets open as it is: the numbers and the hidden groups of the page."""

import csv
import io
from typing import Any

from admin.coverage_sheet import Sheet
from admin.vietnamese import KINDS, show_day, show_period
from reach.coverage_report import show_share

BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0")
COLUMNS = (
    "Mã đơn vị",
    "Đơn vị",
    "Loại",
    "Kỳ",
    "Tính đến",
    "Đã xác nhận (người)",
    "Đã xem trở lên (người)",
    "Người lao động",
    "Số lao động ngày",
    "Nguồn số lao động",
    "Cộng từ mấy số liệu",
    "Tỷ lệ xác nhận (%)",
    "Tỷ lệ đã xem trở lên (%)",
    "Còn thiếu tới 90 % (người)",
    "Ghi chú",
)


def guard(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula (OWASP ASVS 5.0, 1.2.10)."""
    return "'" + text if text.startswith(DANGEROUS) else text


def note_of(row: dict[str, Any]) -> str:
    """What a reader must know of a row besides its numbers."""
    notes = []
    if row["is_demo"]:
        notes.append("Dữ liệu mẫu")
    if row["is_hidden"]:
        notes.append("Nhóm nhỏ, không hiện")
    elif row["workforce"] is None and row["code"] is not None:
        notes.append("Chưa có số lao động")
    elif row["share"] is not None and row["share"] > 1:
        notes.append("Vượt số lao động, cần cập nhật")
    return "; ".join(notes)


def _cells(sheet: Sheet, row: dict[str, Any]) -> list[str]:
    def share(value: float | None) -> str:
        return "" if value is None else show_share(value).removesuffix(" %")

    def number(value: int | None) -> str:
        return "" if value is None else str(value)

    counted_on = row["workforce_counted_on"]
    return [
        guard(row["code"] or ""),
        guard(row["name"]),
        KINDS[row["kind"]] if row["kind"] else "",
        show_period(sheet.period),
        show_day(sheet.record["read_on"]),
        number(row["acknowledged"]),
        number(row["seen"]),
        number(row["workforce"]),
        show_day(counted_on) if counted_on else "",
        guard(row["workforce_source"] or ""),
        number(row["workforce_is_sum_of"]),
        share(row["share"]),
        share(row["seen_share"]),
        number(row["missing_to_target"]),
        note_of(row),
    ]


def write_csv(sheet: Sheet) -> str:
    """The unit, the units below it, and the workers of no known unit, one a line (RFC 4180)."""
    record = sheet.record
    rows = [record["unit"], *sheet.rows(), *sheet.empty_rows(), record["unknown"]]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(sheet, row) for row in rows if row is not None)
    return BOM + text.getvalue()

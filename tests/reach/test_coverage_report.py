"""The figures as a record and as lines: the same numbers as on the page, with base, day and source, never rounded up."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reach.clock import parse_period
from reach.coverage import CoverageReport, read_coverage
from reach.coverage_report import build_record, list_lines, show_number, show_share
from reach.units import read_tree
from reach.workforces import record_workforce
from store.database import Database
from tests.reach.ground import TODAY, add_unit, reach


async def make_report(database: Database) -> tuple[CoverageReport, int]:
    """A province of one enterprise of 1,000 with 674, one without a head count with 12, and one too small to tell."""
    async with database.transaction() as session:
        province = await add_unit(session, "P", name="Tỉnh P")
        big = await add_unit(session, "F1", province, name="Công ty Lớn")
        unknown_base = await add_unit(session, "F2", province, name="Công ty Chưa Đếm")
        small = await add_unit(session, "F3", province, name="Công ty Nhỏ")
        await add_unit(session, "F4", province, name="Công ty Trống")
        other_small = await add_unit(session, "F5", province, name="Công ty Bé")
        await record_workforce(session, big.id, 1000, counted_on=date(2026, 9, 30), source="Thuế tỉnh")
        for unit in (small, other_small):
            await record_workforce(session, unit.id, 15, counted_on=date(2026, 9, 1), source="Tự đếm")
        for place, workers in ((big, 674), (unknown_base, 12), (small, 9), (other_small, 8), (None, 20)):
            await reach(session, place, workers)
    async with database.reading() as session:
        tree = await read_tree(session, TODAY)
        return await read_coverage(session, tree, parse_period("2026"), today=TODAY), province.id


async def test_the_record_has_figure_base_day_and_source(database: Database) -> None:
    report, province_id = await make_report(database)

    record = build_record(report, province_id)

    rows = {row["code"]: row for row in record["below"]}
    assert record["period"] == {"start": "2026-01-01", "end": "2027-01-01"}
    assert (record["read_on"], record["target"], record["level"]) == ("2026-11-20", 0.9, "acknowledged")
    assert record["unit"]["acknowledged"] == 674 + 12 + 9 + 8
    assert record["unit"]["workforce_is_sum_of"] == 3
    assert record["unit"]["workforce_counted_on"] == "2026-09-01"
    assert rows["F1"] == {
        "code": "F1",
        "name": "Công ty Lớn",
        "kind": "enterprise",
        "is_demo": False,
        "acknowledged": 674,
        "seen": 674,
        "workforce": 1000,
        "workforce_counted_on": "2026-09-30",
        "workforce_source": "Thuế tỉnh",
        "workforce_is_sum_of": None,
        "share": 0.674,
        "seen_share": 0.674,
        "missing_to_target": 226,
        "is_hidden": False,
    }
    assert (rows["F2"]["acknowledged"], rows["F2"]["workforce"], rows["F2"]["share"]) == (12, None, None)
    assert record["unknown"]["acknowledged"] == 20
    assert json.loads(json.dumps(record)) == record


async def test_a_hidden_figure_is_nowhere_in_the_record(database: Database) -> None:
    report, province_id = await make_report(database)

    [row] = [row for row in build_record(report, province_id)["below"] if row["code"] == "F3"]

    assert row["is_hidden"]
    assert [row[key] for key in ("acknowledged", "seen", "share", "seen_share", "missing_to_target")] == [
        None
    ] * 5


async def test_the_record_of_no_unit_lists_what_stands_at_the_top(database: Database) -> None:
    report, _ = await make_report(database)

    record = build_record(report, None)

    assert record["unit"] is None
    assert [row["code"] for row in record["below"]] == ["P"]


async def test_the_lines_say_the_same_in_vietnamese(database: Database) -> None:
    report, province_id = await make_report(database)

    lines = list(list_lines(build_record(report, province_id)))

    assert (
        lines[0] == "Mức xác nhận, mục tiêu 90 %, tính đến 20/11/2026. Nguồn: Sổ tiếp xúc của Công Đoàn Bot."
    )
    assert lines[1].startswith("Tỉnh P: 68,2 % · 703 / 1.030 người lao động (số lao động ngày 01/09/2026: ")
    assert sorted(lines[2:-1]) == [
        "  Công ty Bé: nhóm nhỏ, không hiện",
        "  Công ty Chưa Đếm: 12 người, chưa có số lao động",
        "  Công ty Lớn: 67,4 % · 674 / 1.000 người lao động (số lao động ngày 30/09/2026: Thuế tỉnh)",
        "  Công ty Nhỏ: nhóm nhỏ, không hiện",
    ]
    assert lines[-1] == "  Chưa rõ đơn vị: 20 người, chưa có số lao động"


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (None, "–"),
        (0.0, "0,0 %"),
        (0.674, "67,4 %"),
        (0.8996, "89,9 %"),
        (0.89999999, "89,9 %"),
        (0.9, "90,0 %"),
        (0.29, "29,0 %"),
        (1.0, "100,0 %"),
        (1.254, "125,4 %"),
    ],
)
def test_a_share_is_rounded_down(share: float | None, shown: str) -> None:
    assert show_share(share) == shown


@given(st.integers(1, 20_000_000), st.data())
def test_the_target_is_never_shown_before_it_is_reached(head_count: int, data: st.DataObject) -> None:
    reached = data.draw(st.integers(0, head_count))

    shown = float(show_share(reached / head_count).removesuffix(" %").replace(",", "."))

    assert (shown >= 90.0) == (10 * reached >= 9 * head_count)
    assert 0 <= reached * 100 / head_count - shown < 0.1 + 1e-6


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567")]
)
def test_numbers_have_the_vietnamese_form(number: int, shown: str) -> None:
    assert show_number(number) == shown

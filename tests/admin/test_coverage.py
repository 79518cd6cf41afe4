"""The coverage page and its file: the report's figures, the person's area, the groups too small to be told."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import delete, update

from admin.coverage_file import guard
from reach.clock import parse_period
from reach.contacts import rebuild_years, record_contact
from reach.coverage import read_coverage
from reach.coverage_report import show_number, show_share
from reach.models import ContactKind, Level, Role, Unit, Worker, Workforce
from reach.units import read_tree
from store.database import Database
from tests.admin.visitor import Visitor
from tests.clock import Clock

TODAY = date(2026, 11, 20)


async def read_rows(visitor: Visitor, query: str) -> list[dict[str, str]]:
    """The exported file, line by line."""
    page = await visitor.open(f"/coverage.csv?{query}")
    assert page.status_code == 200
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("code", ["DEMO", "DEMO-01", "DEMO-0101"])
async def test_page_and_file_show_the_figures_of_the_report(
    visitor: Visitor, sqlite: Database, code: str
) -> None:
    await visitor.come_as(Role.ADMIN)
    async with sqlite.reading() as session:
        tree = await read_tree(session, TODAY)
        report = await read_coverage(session, tree, parse_period("2026"), today=TODAY)
    figure = report.of(tree.get(code).id)
    assert figure.acknowledged
    assert figure.base
    assert figure.missing

    await visitor.open(f"/?unit={code}&period=2026")
    text = visitor.text
    rows = await read_rows(visitor, f"unit={code}&period=2026")

    assert f"{show_number(figure.acknowledged)} / {figure.base.head_count} người lao động" in text
    assert show_share(figure.share) in text
    assert f"Cần thêm {figure.missing} người" in text
    assert rows[0]["Đã xác nhận (người)"] == str(figure.acknowledged)
    assert rows[0]["Người lao động"] == str(figure.base.head_count)
    assert rows[0]["Tỷ lệ xác nhận (%)"] + " %" == show_share(figure.share)


async def test_the_only_province_with_figures_opens_first(visitor: Visitor) -> None:
    await visitor.come_as(Role.OFFICIAL)

    await visitor.open("/")

    assert "Tỉnh Mẫu (dữ liệu mẫu) Dữ liệu mẫu 70,8 %" in visitor.text
    assert "mức xác nhận · năm 2026 · tính đến 20/11/2026" in visitor.text


async def test_two_provinces_with_figures_open_as_a_list(visitor: Visitor, sqlite: Database) -> None:
    async with sqlite.transaction() as session:
        unit_id = (await read_tree(session, TODAY)).get("79").id
        worker = Worker(unit_id=unit_id, created_at=visitor.clock())
        session.add(worker)
        await session.flush()
        await record_contact(session, worker, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=TODAY)
    await visitor.come_as(Role.OFFICIAL)

    await visitor.open("/")

    assert "Độ phủ năm 2026" in visitor.text
    assert "Thành phố Hồ Chí Minh nhóm nhỏ, không hiện" in visitor.text
    assert "309 / 436" in visitor.text


async def test_every_number_has_its_source_and_day(visitor: Visitor) -> None:
    await visitor.come_as(Role.OFFICIAL)

    await visitor.open("/?unit=DEMO-01")

    assert "216 người lao động, cộng từ 2 số liệu, số cũ nhất ngày 01/01/2026." in visitor.text
    assert "120 người lao động, ngày 01/01/2026. Nguồn: Số mẫu do Công Đoàn Bot đặt ra" in visitor.text
    assert "Nguồn: Sổ tiếp xúc của Công Đoàn Bot, tính đến 20/11/2026" in visitor.text


async def test_a_hidden_group_is_hidden_on_the_list_on_its_own_page_and_in_the_file(
    visitor: Visitor, sqlite: Database
) -> None:
    await visitor.come_as(Role.OFFICIAL)

    rows = await read_rows(visitor, "unit=DEMO-03")
    hidden = {row["Đơn vị"] for row in rows if row["Ghi chú"].endswith("Nhóm nhỏ, không hiện")}
    assert hidden == {"Cơ sở Gốm Mẫu G", "Công ty Gỗ Mẫu E"}
    assert all(
        row["Đã xác nhận (người)"] == row["Tỷ lệ xác nhận (%)"] == row["Còn thiếu tới 90 % (người)"] == ""
        for row in rows
        if row["Đơn vị"] in hidden
    )

    for code in ("DEMO-0301", "DEMO-0302"):  # the second was hidden for the sake of the first
        await visitor.open(f"/?unit={code}")
        assert "nhóm nhỏ, không hiện" in visitor.text
        assert "38" not in visitor.text
        [alone] = [row for row in await read_rows(visitor, f"unit={code}") if row["Mã đơn vị"] == code]
        assert alone["Đã xác nhận (người)"] == ""


async def test_a_unit_without_a_head_count_says_so_and_has_no_share(
    visitor: Visitor, sqlite: Database
) -> None:
    async with sqlite.transaction() as session:
        await session.execute(delete(Workforce))
    await visitor.come_as(Role.OFFICIAL)

    await visitor.open("/?unit=DEMO-01")

    assert "Chưa có số lao động" in visitor.text
    assert "175 người đã xác nhận" in visitor.text
    assert "%" not in visitor.text.split("Các chỉ số này")[0]


async def test_a_share_above_one_is_flagged(visitor: Visitor, sqlite: Database) -> None:
    async with sqlite.transaction() as session:
        unit_id = (await read_tree(session, TODAY)).get("DEMO-0101").id
        await session.execute(update(Workforce).where(Workforce.unit_id == unit_id).values(head_count=50))
    await visitor.come_as(Role.OFFICIAL)

    rows = await read_rows(visitor, "unit=DEMO-01")
    await visitor.open("/?unit=DEMO-0101")

    assert "Vượt số lao động, cần cập nhật" in visitor.text
    assert "Vượt số lao động, cần cập nhật" in rows[1]["Ghi chú"] + rows[2]["Ghi chú"]


async def test_workers_of_no_unit_stay_visible_to_whoever_sees_everything(
    visitor: Visitor, sqlite: Database
) -> None:
    async with sqlite.transaction() as session:
        for _ in range(7):
            worker = Worker(created_at=visitor.clock())
            session.add(worker)
            await session.flush()
            await record_contact(session, worker, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=TODAY)
    await visitor.come_as(Role.OFFICIAL)
    await visitor.open("/")
    assert "Chưa rõ đơn vị 7 người đã xác nhận" in visitor.text

    await visitor.come_as(Role.OFFICIAL, "DEMO-01")
    await visitor.open("/")
    assert "7 người đã xác nhận" not in visitor.text


async def test_demonstration_units_are_marked_in_page_and_file(visitor: Visitor) -> None:
    await visitor.come_as(Role.OFFICIAL)

    await visitor.open("/?unit=DEMO-01")
    rows = await read_rows(visitor, "unit=DEMO-01")

    assert visitor.page.status_code == 200
    assert all("Dữ liệu mẫu" in row["Ghi chú"] for row in rows if row["Mã đơn vị"])


@pytest.mark.parametrize(
    ("sort", "order", "first"),
    [
        ("name", "asc", "Nhà máy Chè Mẫu H"),
        ("missing", "desc", "Nhà máy Chè Mẫu H"),
        ("share", "desc", "Nhà máy Chè Mẫu H"),
    ],
)
async def test_what_is_hidden_stands_last_whatever_is_sorted_by(
    visitor: Visitor, sort: str, order: str, first: str
) -> None:
    await visitor.come_as(Role.OFFICIAL)

    await visitor.open(f"/?unit=DEMO-03&sort={sort}&order={order}")

    names = [part.split('"')[0] for part in visitor.page.text.split('data-name="')[1:]]
    if sort == "name":
        assert names == ["Cơ sở Gốm Mẫu G", "Công ty Gỗ Mẫu E", "Nhà máy Chè Mẫu H"]
    else:
        assert names[0] == first


async def test_columns_sort_by_their_links(visitor: Visitor) -> None:
    await visitor.come_as(Role.OFFICIAL)

    await visitor.open("/?unit=DEMO&sort=share&order=desc")

    names = [part.split('"')[0] for part in visitor.page.text.split('data-name="')[1:]]
    assert names == ["Phường Mẫu Hai", "Phường Mẫu Một", "Xã Mẫu Ba"]


async def test_a_commune_is_found_by_a_name_it_no_longer_has(visitor: Visitor) -> None:
    await visitor.come_as(Role.OFFICIAL)

    await visitor.open("/?q=ben nghe")

    assert "Phường Sài Gòn Thành phố Hồ Chí Minh gồm Phường Bến Nghé (tên cũ)" in visitor.text


@pytest.mark.parametrize(
    ("period", "said"), [("2026-Q4", "quý 4/2026"), ("2026-11", "tháng 11/2026"), ("2025", "năm 2025")]
)
async def test_another_period_is_said_in_words(visitor: Visitor, period: str, said: str) -> None:
    await visitor.come_as(Role.OFFICIAL)

    assert (await visitor.open(f"/?unit=DEMO&period={period}")).status_code == 200
    assert said in visitor.text


@pytest.mark.parametrize("period", ["2026-13", "0000", "9999", "hôm nay", "2026-Q5", "1' OR 1=1"])
async def test_what_is_no_period_is_refused(visitor: Visitor, period: str) -> None:
    await visitor.come_as(Role.OFFICIAL)

    assert (await visitor.open(f"/?period={period}")).status_code == 400
    assert (await visitor.open(f"/coverage.csv?period={period}")).status_code == 400


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("area", "allowed", "refused"),
    [
        ("", ["DEMO", "DEMO-0101", "79", "all"], ["nowhere"]),
        ("DEMO", ["DEMO", "DEMO-01", "DEMO-0302"], ["79", "01", "nowhere"]),
        ("DEMO-01", ["DEMO-01", "DEMO-0101"], ["DEMO", "DEMO-02", "DEMO-0201", "79"]),
        ("DEMO-0101", ["DEMO-0101"], ["DEMO-0102", "DEMO-01", "DEMO"]),
    ],
)
async def test_whoever_signs_in_sees_the_own_area_only_on_the_page_and_in_the_file(
    visitor: Visitor, role: Role, area: str, allowed: list[str], refused: list[str]
) -> None:
    await visitor.come_as(role, area)

    for code in allowed:
        assert (await visitor.open(f"/?unit={code}")).status_code == 200
        assert (await visitor.open(f"/coverage.csv?unit={code}")).status_code == 200
    for code in refused:
        assert (await visitor.open(f"/?unit={code}")).status_code == 404
        seen = visitor.page.text
        assert (await visitor.open(f"/coverage.csv?unit={code}")).status_code == 404
        assert (await visitor.open("/?unit=not-there")).text == seen, "no telling what exists"


async def test_an_area_shows_no_way_to_what_lies_above_or_beside_it(visitor: Visitor) -> None:
    await visitor.come_as(Role.OFFICIAL, "DEMO-01")

    await visitor.open("/")
    assert "175 / 216" in visitor.text
    assert "Tỉnh Mẫu" not in visitor.text
    await visitor.open("/?unit=all")
    assert "Tỉnh Mẫu" not in visitor.text
    await visitor.open("/?q=mẫu hai")
    assert "Phường Mẫu Hai" not in visitor.text


@pytest.mark.parametrize("name", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(name: str) -> None:
    assert guard(name) == f"'{name}"


async def test_a_unit_named_like_a_formula_or_markup_stays_text(visitor: Visitor, sqlite: Database) -> None:
    name = '=HYPERLINK("http://evil.test")<script>'
    async with sqlite.transaction() as session:
        await session.execute(update(Unit).where(Unit.code == "DEMO-0101").values(name=name))
    await visitor.come_as(Role.OFFICIAL)

    rows = await read_rows(visitor, "unit=DEMO-0101")
    page = await visitor.open("/?unit=DEMO-01")

    assert rows[0]["Đơn vị"] == f"'{name}"
    assert "<script>" not in page.text


async def test_the_figure_moves_when_a_worker_asks(visitor: Visitor, sqlite: Database, clock: Clock) -> None:
    async with sqlite.transaction() as session:
        unit_id = (await read_tree(session, TODAY)).get("DEMO-0102").id
        worker = Worker(unit_id=unit_id, created_at=clock())
        session.add(worker)
        await session.flush()
        await record_contact(session, worker, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=TODAY)
        await rebuild_years(session, 2026)
    await visitor.come_as(Role.OFFICIAL)

    await visitor.open("/?unit=DEMO")

    assert "310 / 436 người lao động" in visitor.text
    assert "71,1 %" in visitor.text

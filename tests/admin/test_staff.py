"""Adding members, new links, shutting accounts: within the administrator's own area."""

import re

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select, update

from reach import staff
from reach.models import AuditEntry, Role, StaffRole
from reach.units import read_tree
from store.database import Database
from tests.admin.visitor import MOUNT, Visitor
from tests.clock import Clock

LINK = re.compile(rf"http://admin\.test{MOUNT}(/sign-in/link/[\w-]+)")
LAN = {"name": "Cán bộ mẫu", "login": "lan.tran", "role": "official", "unit": "DEMO-01"}


async def test_a_new_member_enrols_by_the_link_and_sees_the_own_area(
    visitor: Visitor, web: FastAPI, sqlite: Database, clock: Clock
) -> None:
    await visitor.come_as(Role.ADMIN)
    await visitor.open("/staff")
    await visitor.send("/staff", LAN)
    link = LINK.findall(visitor.page.text)[0]

    async with httpx.AsyncClient(transport=httpx.ASGITransport(web)) as client:
        lan = Visitor(client, sqlite, clock)
        await lan.enrol(link)
        await lan.follow()

    assert "Phường Mẫu Một" in lan.text
    assert "175 / 216" in lan.text
    async with sqlite.reading() as session:
        actions = set(await session.scalars(select(AuditEntry.action)))
    assert actions == {"staff_added", "link_used"}


async def test_a_link_is_shown_once(visitor: Visitor) -> None:
    await visitor.come_as(Role.ADMIN)
    await visitor.open("/staff")
    await visitor.send("/staff", LAN)

    await visitor.open("/staff")

    assert "Cán bộ mẫu Chưa đặt mật khẩu" in visitor.text
    assert not LINK.findall(visitor.page.text)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"login": "admin-all"}, "đã có người dùng"),
        ({"login": "Lan Trần"}, "chỉ gồm chữ thường không dấu"),
        ({"unit": "nowhere"}, "Không có đơn vị mang mã này"),
    ],
)
async def test_a_faulty_form_says_what_is_wrong_and_keeps_what_was_typed(
    visitor: Visitor, change: dict[str, str], said: str
) -> None:
    await visitor.come_as(Role.ADMIN)
    await visitor.open("/staff")

    refused = await visitor.send("/staff", LAN | change)

    assert refused.status_code == 400
    assert said in visitor.text
    assert 'value="Cán bộ mẫu"' in refused.text


async def test_a_role_that_does_not_exist_is_refused(visitor: Visitor) -> None:
    await visitor.come_as(Role.ADMIN)
    await visitor.open("/staff")

    assert (await visitor.send("/staff", LAN | {"role": "king"})).status_code == 400
    assert "Yêu cầu không hợp lệ" in visitor.text


@pytest.mark.parametrize("unit", ["", "DEMO", "DEMO-02", "79"])
async def test_an_administrator_of_an_area_gives_no_rights_outside_it(visitor: Visitor, unit: str) -> None:
    await visitor.come_as(Role.ADMIN, "DEMO-01")
    await visitor.open("/staff")

    assert (await visitor.send("/staff", LAN | {"unit": unit})).status_code == 400


async def test_being_an_official_everywhere_gives_an_administrator_of_an_area_no_more_to_give(
    visitor: Visitor, sqlite: Database
) -> None:
    staff_id = await visitor.come_as(Role.ADMIN, "DEMO-01")
    async with sqlite.transaction() as session:
        session.add(StaffRole(staff_id=staff_id, role=Role.OFFICIAL, unit_id=None))
    await visitor.open("/staff")

    assert (await visitor.send("/staff", LAN | {"unit": "DEMO-02"})).status_code == 400
    assert "Nhật ký gần đây" not in visitor.text


@pytest.mark.parametrize(
    ("area", "is_theirs"), [("", True), ("DEMO", True), ("DEMO-01", True), ("DEMO-02", False)]
)
@pytest.mark.parametrize("action", ["link", "disable"])
async def test_an_account_is_ruled_from_above_only(
    visitor: Visitor, sqlite: Database, clock: Clock, area: str, is_theirs: bool, action: str
) -> None:
    async with sqlite.transaction() as session:
        unit_id = (await read_tree(session, clock().date())).get("DEMO-0101").id
        lan = await staff.add_staff(
            session, "lan.tran", "Lan", role=Role.CURATOR, unit_id=unit_id, now=clock()
        )
    await visitor.come_as(Role.ADMIN, area)
    await visitor.open("/staff")
    assert ("lan.tran" in visitor.text) == is_theirs

    answer = await visitor.send(f"/staff/{lan.id}/{action}")

    allowed = 200 if action == "link" else 303
    assert answer.status_code == (allowed if is_theirs else 404)


async def test_a_disabled_member_is_signed_out_and_cannot_come_back(
    visitor: Visitor, web: FastAPI, sqlite: Database, clock: Clock
) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web)) as client:
        lan = Visitor(client, sqlite, clock)
        lan_id = await lan.come_as(Role.OFFICIAL, "DEMO-01")
        await visitor.come_as(Role.ADMIN)
        await visitor.open("/staff")
        await visitor.send(f"/staff/{lan_id}/disable")

        await lan.open("/")

    assert lan.page.url.path == f"{MOUNT}/sign-in"
    await visitor.open("/staff")
    assert "Đã khóa" in visitor.text


async def test_nobody_shuts_himself_out(visitor: Visitor) -> None:
    own = await visitor.come_as(Role.ADMIN)
    await visitor.open("/staff")

    assert (await visitor.send(f"/staff/{own}/disable")).status_code == 404


async def test_a_tampered_log_is_shouted_about(visitor: Visitor, sqlite: Database) -> None:
    await visitor.come_as(Role.ADMIN)
    await visitor.open("/coverage.csv")
    await visitor.open("/staff")
    assert "Chuỗi nhật ký nguyên vẹn" in visitor.text

    async with sqlite.transaction() as session:
        await session.execute(update(AuditEntry).values(action="signed_out"))
    await visitor.open("/staff")

    assert "Nhật ký đã bị sửa từ mục" in visitor.text

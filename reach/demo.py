"""A small province that does not exist, with invented head counts and workers, so that every screen has something to show.

Everything made here is marked `is_demo`, is called "dữ liệu mẫu" wherever it is shown, and is never added to a real figure.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from reach.clock import day_of
from reach.contacts import rebuild_years
from reach.models import Contact, ContactKind, Level, Unit, UnitKind, UnitName, UnitParent, Worker
from reach.units import fold
from reach.workforces import record_workforce

SEED = 58
SINCE = date(2025, 7, 1)
SOURCE = "Số mẫu do Công Đoàn Bot đặt ra để trình diễn"
CONTACT = "Văn phòng Công đoàn mẫu (dữ liệu mẫu, không có số điện thoại thật)"


@dataclass(frozen=True, slots=True)
class Plan:
    """One invented enterprise: its head count and how many of its workers were reached this year."""

    code: str
    name: str
    head_count: int
    acknowledged: int
    seen: int  # only seen, not acknowledged


COMMUNES: tuple[tuple[str, str, tuple[Plan, ...]], ...] = (
    (
        "DEMO-01",
        "Phường Mẫu Một",
        (
            Plan("DEMO-0101", "Công ty May Mẫu A", 120, 104, 6),
            Plan("DEMO-0102", "Công ty Điện tử Mẫu B", 96, 71, 9),
        ),
    ),
    (
        "DEMO-02",
        "Phường Mẫu Hai",
        (
            Plan("DEMO-0201", "Công ty Giày Mẫu C", 84, 79, 2),
            Plan("DEMO-0202", "Hợp tác xã Mẫu D", 24, 11, 4),
        ),
    ),
    (
        "DEMO-03",
        "Xã Mẫu Ba",
        (
            Plan("DEMO-0301", "Công ty Gỗ Mẫu E", 60, 38, 7),
            Plan("DEMO-0302", "Cơ sở Gốm Mẫu G", 12, 6, 1),
            Plan("DEMO-0303", "Nhà máy Chè Mẫu H", 40, 0, 0),
        ),
    ),
)


def join_code(code: str) -> str:
    """The printed code of a demonstration enterprise; real ones are random."""
    return code.replace("-", "") + "MAU"


async def load_demo(session: AsyncSession, *, now: datetime) -> bool:
    """Add the demonstration province unless it is there; says whether it was added. The caller commits."""
    if await session.scalar(select(Unit.id).where(Unit.code == "DEMO")):
        return False
    province = await _add_unit(session, "DEMO", "Tỉnh Mẫu (dữ liệu mẫu)", UnitKind.PROVINCE, None)
    chance = random.Random(SEED)  # noqa: S311  (invented data, the same every time)
    today = day_of(now)
    for code, name, plans in COMMUNES:
        commune = await _add_unit(session, code, name, UnitKind.COMMUNE, province)
        for plan in plans:
            unit = await _add_unit(session, plan.code, plan.name, UnitKind.ENTERPRISE, commune)
            await record_workforce(
                session, unit.id, plan.head_count, counted_on=date(today.year, 1, 1), source=SOURCE
            )
            await _add_workers(session, unit, plan, chance, now)
    await rebuild_years(session, today.year)
    return True


async def _add_unit(session: AsyncSession, code: str, name: str, kind: UnitKind, parent: Unit | None) -> Unit:
    unit = Unit(code=code, name=name, kind=kind, is_demo=True, valid_from=SINCE, contact=CONTACT)
    if kind is UnitKind.ENTERPRISE:
        unit.join_code = join_code(code)
    session.add(unit)
    await session.flush()
    session.add(UnitName(unit_id=unit.id, name=name, folded=fold(name)))
    if parent is not None:
        session.add(UnitParent(unit_id=unit.id, parent_id=parent.id, valid_from=SINCE))
    return unit


async def _add_workers(
    session: AsyncSession, unit: Unit, plan: Plan, chance: random.Random, now: datetime
) -> None:
    levels = [Level.ACKNOWLEDGED] * plan.acknowledged + [Level.SEEN] * plan.seen
    for _ in levels:
        session.add(Worker(unit_id=unit.id, is_demo=True, created_at=now))
    await session.flush()
    ids = list(await session.scalars(select(Worker.id).where(Worker.unit_id == unit.id).order_by(Worker.id)))
    rows = [
        row
        for worker_id, level in zip(ids, levels, strict=True)
        for row in _contacts(worker_id, level, chance, now)
    ]
    for row in rows:
        row["unit_id"] = unit.id
    if rows:
        await session.execute(insert(Contact), rows)


def _contacts(
    worker_id: int, level: Level, chance: random.Random, now: datetime
) -> Iterator[dict[str, object]]:
    """One to three contacts on different days of this year up to today."""
    today = day_of(now)
    days = (today - date(today.year, 1, 1)).days
    for offset in chance.sample(range(days + 1), k=min(days + 1, chance.randint(1, 3))):
        yield {
            "worker_id": worker_id,
            "occurred_on": date(today.year, 1, 1) + timedelta(days=offset),
            "kind": ContactKind.QUESTION if level is Level.ACKNOWLEDGED else ContactKind.BULLETIN,
            "level": level,
            "reference": "",
        }

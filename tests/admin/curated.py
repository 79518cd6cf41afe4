"""The officials' web over a small library: two entries that ship, one of our own that waits, three documents."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
from fastapi import FastAPI
from sqlalchemy import select

from admin.app import create_app
from knowledge.changes import record_change
from knowledge.entry import ChangeKind, LegalChange, ReviewStatus
from knowledge.load import load
from knowledge.local import load_local
from knowledge.validity import read_library
from reach.models import AuditEntry, Role, Unit, UnitKind
from store.database import Database
from tests.admin.visitor import MOUNT, Visitor
from tests.clock import Clock
from tests.knowledge.content import make_draft, read_content

MINE = make_draft(
    id="cua-toi",
    topic="wages",
    status=ReviewStatus.REVIEW,
    question="Tiền ăn ca có bắt buộc không?",
    answer="Không bắt buộc, trừ khi hợp đồng có ghi.",
    review_note="chờ cán bộ pháp chế duyệt",
    variants=("tiền cơm trưa", "phụ cấp ăn ca", "cơm công ty", "ăn ca", "tiền ăn giữa ca"),
)
NEWER = replace(MINE, answer="Chỉ bắt buộc khi hợp đồng có ghi.")
REPEAL = LegalChange("1/QH", "2", None, ChangeKind.REPEAL, date(2026, 11, 1), "9/QH")
TO_COME = replace(REPEAL, changed_on=date(2027, 1, 1))


@asynccontextmanager
async def shelving(
    copy_original: Callable[[str, str], str], clock: Clock, folder: Path, **files: str
) -> AsyncIterator[Database]:
    """A database with the small content, some of its files changed, and our own entry."""
    database = Database(copy_original("sqlite", "empty"))
    async with database.transaction() as session:
        await load(session, read_content(folder, **files), now=clock())
        await load_local(session, [MINE], now=clock())
    yield database
    await database.close()


@asynccontextmanager
async def visiting(database: Database, clock: Clock, *, is_strict: bool = False) -> AsyncIterator[Visitor]:
    """A visitor of the web in front of `database`; `is_strict`: only what was approved here is served."""
    street = FastAPI()
    web = create_app(database, clock=clock, secure_cookies=False, only_locally_approved=is_strict)
    street.mount(MOUNT, web)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(street)) as client:
        yield Visitor(client, database, clock)


async def come_as_curator_of_one_place(visitor: Visitor) -> None:
    """Be signed in as a curator whose area is one commune."""
    async with visitor.database.transaction() as session:
        session.add(
            Unit(code="X1", name="Xã Một", kind=UnitKind.COMMUNE, valid_from=date(2025, 7, 1), is_demo=True)
        )
    await visitor.come_as(Role.CURATOR, "X1")


async def read_log(database: Database) -> list[tuple[str, dict[str, object]]]:
    """What staff did, oldest first."""
    async with database.reading() as session:
        rows = await session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(row.action, row.detail) for row in rows]


async def keep(database: Database, change: LegalChange, clock: Clock) -> int:
    """Record a local change of the law; returns its number."""
    async with database.transaction() as session:
        return await record_change(session, change, now=clock())


async def list_served(
    database: Database, *, is_strict: bool = False, day: date = date(2026, 11, 20)
) -> set[str]:
    """The ids a service would serve on a day."""
    async with database.reading() as session:
        library = await read_library(session, only_locally_approved=is_strict)
    return {entry.id for entry in library.entries if entry.holds_on(day)}

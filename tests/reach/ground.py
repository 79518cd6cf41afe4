"""Units, workers and contacts in one line each, for tests that say what stands where and who was reached."""

from datetime import UTC, date, datetime

from reach.contacts import record_contact
from reach.models import ContactKind, Level, Unit, UnitKind, UnitName, UnitParent, Worker
from reach.units import fold
from store.database import Session

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
SINCE = date(2025, 7, 1)


async def add_unit(
    session: Session,
    code: str,
    parent: Unit | None = None,
    *,
    kind: UnitKind = UnitKind.ENTERPRISE,
    name: str = "",
    since: date = SINCE,
    until: date | None = None,
    join_code: str | None = None,
) -> Unit:
    """A unit under its parent since the same day."""
    unit = Unit(
        code=code,
        name=name or code,
        kind=kind,
        valid_from=since,
        valid_to=until,
        contact="",
        join_code=join_code,
    )
    session.add(unit)
    await session.flush()
    session.add(UnitName(unit_id=unit.id, name=unit.name, folded=fold(unit.name)))
    if parent is not None:
        session.add(UnitParent(unit_id=unit.id, parent_id=parent.id, valid_from=since))
    await session.flush()
    return unit


async def add_worker(session: Session, unit: Unit | None = None) -> Worker:
    """A worker who named a unit, or none."""
    worker = Worker(created_at=NOW, unit_id=unit.id if unit else None)
    session.add(worker)
    await session.flush()
    return worker


async def reach(
    session: Session,
    unit: Unit | None,
    workers: int = 1,
    *,
    level: Level = Level.ACKNOWLEDGED,
    on: date = TODAY,
) -> None:
    """So many new workers of the unit, each with one contact."""
    for _ in range(workers):
        await record_contact(session, await add_worker(session, unit), ContactKind.QUESTION, level, on=on)

"""The ledger: a contact is written once, and the year's highest rung is kept beside it in the same transaction."""

from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from reach.models import NO_UNIT, Contact, ContactKind, Level, Worker, YearReach
from store.upsert import upsert


async def record_contact(
    session: AsyncSession, worker: Worker, kind: ContactKind, level: Level, *, on: date, reference: str = ""
) -> None:
    """Write the contact, or raise the rung of the one that is there; a lower rung changes nothing. The caller commits."""
    unit_id = worker.unit_id or NO_UNIT
    contact: Any = upsert(session, Contact).values(
        worker_id=worker.id, unit_id=unit_id, occurred_on=on, kind=kind, level=level, reference=reference
    )
    keys = [Contact.worker_id, Contact.occurred_on, Contact.unit_id, Contact.kind, Contact.reference]
    higher = contact.excluded.level > Contact.level
    await session.execute(
        contact.on_conflict_do_update(
            index_elements=keys, set_={"level": contact.excluded.level}, where=higher
        )
    )
    year: Any = upsert(session, YearReach).values(
        worker_id=worker.id, year=on.year, unit_id=unit_id, level=level
    )
    keys = [YearReach.worker_id, YearReach.year, YearReach.unit_id]
    higher = year.excluded.level > YearReach.level
    await session.execute(
        year.on_conflict_do_update(index_elements=keys, set_={"level": year.excluded.level}, where=higher)
    )


async def rebuild_years(session: AsyncSession, year: int) -> None:
    """Derive the year's rungs from the ledger again; they must come out the same. The caller commits."""
    await session.execute(delete(YearReach).where(YearReach.year == year))
    in_year = (Contact.occurred_on >= date(year, 1, 1)) & (Contact.occurred_on < date(year + 1, 1, 1))
    rungs = (
        select(Contact.worker_id, func.max(Contact.level), Contact.unit_id, literal(year))
        .where(in_year)
        .group_by(Contact.worker_id, Contact.unit_id)
    )
    columns = [YearReach.worker_id, YearReach.level, YearReach.unit_id, YearReach.year]
    await session.execute(insert(YearReach).from_select([column.key for column in columns], rungs))

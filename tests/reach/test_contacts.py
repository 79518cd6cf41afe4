"""The ledger: one row for a worker, day, unit, kind and matter; a rung only rises; the year's table says the same."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from reach.contacts import rebuild_years, record_contact
from reach.models import NO_UNIT, Contact, ContactKind, Level, Worker, YearReach
from store.database import Database, Session
from tests.reach.ground import TODAY, add_unit, add_worker

Q, B = ContactKind.QUESTION, ContactKind.BULLETIN


async def read_ledger(session: Session, worker: Worker) -> list[tuple[date, int, ContactKind, str, int]]:
    rows = await session.scalars(select(Contact).where(Contact.worker_id == worker.id).order_by(Contact.id))
    return [(row.occurred_on, row.unit_id, row.kind, row.reference, row.level) for row in rows]


async def read_years(session: Session) -> set[tuple[int, int, int, int]]:
    """(worker, year, unit, rung)."""
    rows = (await session.execute(select(YearReach.__table__))).all()
    return {(row.worker_id, row.year, row.unit_id, row.level) for row in rows}


async def test_a_contact_is_written_once(database: Database) -> None:
    async with database.transaction() as session:
        worker = await add_worker(session)
        for _ in range(3):
            await record_contact(session, worker, Q, Level.ACKNOWLEDGED, on=TODAY)

        assert await read_ledger(session, worker) == [(TODAY, NO_UNIT, Q, "", Level.ACKNOWLEDGED)]


async def test_another_day_kind_matter_unit_or_worker_is_another_contact(database: Database) -> None:
    async with database.transaction() as session:
        worker, other = await add_worker(session), await add_worker(session)
        firm = await add_unit(session, "F")
        await record_contact(session, worker, B, Level.SEEN, on=TODAY, reference="1")
        await record_contact(session, worker, B, Level.SEEN, on=TODAY, reference="2")
        await record_contact(session, worker, Q, Level.ACKNOWLEDGED, on=TODAY)
        await record_contact(session, worker, Q, Level.ACKNOWLEDGED, on=date(2026, 11, 21))
        worker.unit_id = firm.id
        await record_contact(session, worker, Q, Level.ACKNOWLEDGED, on=TODAY)
        await record_contact(session, other, Q, Level.ACKNOWLEDGED, on=TODAY)

        assert len(await read_ledger(session, worker)) == 5
        assert len(await read_ledger(session, other)) == 1


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (Level.SEEN, Level.ACKNOWLEDGED, Level.ACKNOWLEDGED),
        (Level.ACKNOWLEDGED, Level.SEEN, Level.ACKNOWLEDGED),
        (Level.ACCEPTED, Level.UNDERSTOOD, Level.UNDERSTOOD),
        (Level.SEEN, Level.SEEN, Level.SEEN),
    ],
)
async def test_a_rung_only_rises_in_the_ledger_and_in_the_year(
    database: Database, first: Level, second: Level, kept: Level
) -> None:
    async with database.transaction() as session:
        worker = await add_worker(session)
        for level in (first, second):
            await record_contact(session, worker, B, level, on=TODAY, reference="1")

        assert await read_ledger(session, worker) == [(TODAY, NO_UNIT, B, "1", kept)]
        assert await read_years(session) == {(worker.id, 2026, NO_UNIT, kept)}


async def test_a_year_has_one_row_for_each_unit_a_worker_stood_at(database: Database) -> None:
    async with database.transaction() as session:
        first, second = await add_unit(session, "F1"), await add_unit(session, "F2")
        worker = await add_worker(session, first)
        await record_contact(session, worker, Q, Level.ACKNOWLEDGED, on=date(2025, 12, 31))
        await record_contact(session, worker, Q, Level.SEEN, on=date(2026, 1, 1))
        worker.unit_id = second.id
        await record_contact(session, worker, Q, Level.ACKNOWLEDGED, on=TODAY)

        assert await read_years(session) == {
            (worker.id, 2025, first.id, Level.ACKNOWLEDGED),
            (worker.id, 2026, first.id, Level.SEEN),
            (worker.id, 2026, second.id, Level.ACKNOWLEDGED),
        }


steps = st.lists(
    st.tuples(
        st.integers(0, 3),  # worker
        st.integers(0, 2),  # unit, 0: none
        st.sampled_from(ContactKind),
        st.sampled_from(Level),
        st.dates(date(2025, 12, 1), date(2027, 1, 31)),
        st.sampled_from(["", "1"]),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
async def test_the_year_table_derived_from_the_ledger_again_is_the_same(
    database: Database, steps: list[tuple[int, int, ContactKind, Level, date, str]]
) -> None:
    async with database.transaction() as session:
        workers = [await add_worker(session) for _ in range(4)]
        for number, unit, kind, level, day, reference in steps:
            worker = Worker(
                id=workers[number].id, unit_id=unit or None
            )  # a unit needs no row of its own here
            await record_contact(session, worker, kind, level, on=day, reference=reference)
    async with database.transaction() as session:
        before = await read_years(session)

        for year in (2025, 2026, 2027):
            await rebuild_years(session, year)

        assert await read_years(session) == before


async def test_deriving_one_year_leaves_the_others(database: Database) -> None:
    async with database.transaction() as session:
        worker = await add_worker(session)
        for year in (2025, 2026):
            await record_contact(session, worker, Q, Level.SEEN, on=date(year, 12, 31))
        session.add(YearReach(worker_id=worker.id, year=2024, unit_id=7, level=Level.SEEN))
        session.add(YearReach(worker_id=worker.id, year=2026, unit_id=7, level=Level.SEEN))
        await session.flush()

        await rebuild_years(session, 2026)

        assert await read_years(session) == {
            (worker.id, 2024, 7, Level.SEEN),
            (worker.id, 2025, NO_UNIT, Level.SEEN),
            (worker.id, 2026, NO_UNIT, Level.SEEN),
        }

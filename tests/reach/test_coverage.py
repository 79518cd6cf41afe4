"""Coverage counts distinct workers over head counts, by unit and above; compared here with a count by hand."""

import random
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reach import coverage
from reach.clock import Period, parse_period
from reach.contacts import record_contact
from reach.coverage import CoverageReport, read_coverage
from reach.models import ContactKind, Level, Unit, Worker
from reach.units import Tree, move, read_tree
from reach.workers import forget
from reach.workforces import record_workforce
from store.database import Database, Session
from tests.reach.ground import TODAY, add_unit, add_worker, reach

YEAR = parse_period("2026")
Row = tuple[int, int, Level, date]  # worker, unit (0: none), rung, day


@pytest.fixture
def shows_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """No group is too small to be told: what is counted is what is shown."""
    monkeypatch.setattr(coverage, "SMALLEST_BASE", 0)
    monkeypatch.setattr(coverage, "SMALLEST_COUNT", 0)


async def measure(session: Session, period: Period = YEAR, *, today: date = TODAY) -> CoverageReport:
    tree = await read_tree(session, period.last_day(today))
    return await read_coverage(session, tree, period, today=today)


# --- against a count by hand ------------------------------------------------------------------------------------------


@dataclass
class World:
    """A random tree whose units come, move and go, and a random ledger."""

    units: list[Unit]
    rows: list[Row] = field(default_factory=list)


async def make_world(session: Session, seed: int) -> World:
    """Twelve units up to four deep, 25 workers who move about, 150 contacts over 14 months."""
    chance = random.Random(seed)
    units: list[Unit] = []
    for number in range(12):
        parent = chance.choice([None, *units[-5:]]) if number else None
        until = date(2026, 10, 1) if chance.random() < 0.15 else None
        units.append(await add_unit(session, f"U{number}", parent, until=until))
    for unit in chance.sample(units[6:], 2):
        await move(session, unit, units[0], on=date(2026, 5, 15))
    world = World(units)
    workers = [await add_worker(session) for _ in range(25)]
    places = [None, *units]
    for _ in range(150):
        worker, place = chance.choice(workers), chance.choice(places)
        worker.unit_id = place.id if place else None
        level, day = chance.choice(list(Level)), date(2025, 12, 1) + timedelta(days=chance.randrange(420))
        await record_contact(session, worker, ContactKind.QUESTION, level, on=day)
        world.rows.append((worker.id, worker.unit_id or 0, level, day))
    return world


def count_by_hand(
    rows: Collection[Row], tree: Tree, period: Period, least: Level
) -> tuple[dict[int, int], int]:
    """Distinct workers by unit of the tree, and those who stand at no unit of it."""
    placed: dict[int, set[int]] = {unit_id: set() for unit_id in tree.units}
    everybody: set[int] = set()
    for worker, unit, level, day in rows:
        if level >= least and period.start <= day < period.end:
            everybody.add(worker)
            for row in tree.lineage(unit):
                placed[row.id].add(worker)
    known = set().union(*placed.values())
    return {unit_id: len(workers) for unit_id, workers in placed.items()}, len(everybody - known)


@pytest.mark.usefixtures("shows_all")
@pytest.mark.parametrize("seed", range(6))
async def test_every_unit_of_every_period_counts_as_by_hand(database: Database, seed: int) -> None:
    async with database.transaction() as session:
        world = await make_world(session, seed)

    async with database.reading() as session:
        for text in ("2025", "2026", "2027", "2026-Q1", "2026-Q4", "2026-07"):
            period = parse_period(text)
            report = await measure(session, period, today=date(2027, 3, 1))
            acknowledged, unknown = count_by_hand(world.rows, report.tree, period, Level.ACKNOWLEDGED)
            seen, unknown_seen = count_by_hand(world.rows, report.tree, period, Level.SEEN)

            shown = {unit_id: report.of(unit_id) for unit_id in report.tree.units}
            assert {unit_id: row.acknowledged for unit_id, row in shown.items()} == acknowledged, text
            assert {unit_id: row.seen for unit_id, row in shown.items()} == seen, text
            assert (report.unknown().acknowledged, report.unknown().seen) == (unknown, unknown_seen), text


# --- one rule at a time -----------------------------------------------------------------------------------------------


async def two_firms(session: Session) -> tuple[Unit, Unit, Unit]:
    """A province with two enterprises of 100."""
    province = await add_unit(session, "P")
    firms = [await add_unit(session, code, province) for code in ("F1", "F2")]
    for firm in firms:
        await record_workforce(session, firm.id, 100, counted_on=date(2026, 1, 1), source="Sổ")
    return province, firms[0], firms[1]


async def test_a_worker_who_moved_counts_at_both_units_and_once_above(database: Database) -> None:
    async with database.transaction() as session:
        province, first, second = await two_firms(session)
        await reach(session, first, 10)
        await reach(session, second, 10)
        mover = await add_worker(session, first)
        await record_contact(session, mover, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=date(2026, 2, 1))
        mover.unit_id = second.id
        await record_contact(session, mover, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=date(2026, 8, 1))

        report = await measure(session)

    assert [report.of(unit.id).acknowledged for unit in (first, second, province)] == [11, 11, 21]


async def test_a_worker_without_a_unit_is_apart_until_he_names_one(database: Database) -> None:
    async with database.transaction() as session:
        province, first, _ = await two_firms(session)
        await reach(session, None, 7)
        await reach(session, first, 6)
        late = await add_worker(session)
        await record_contact(session, late, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=date(2026, 2, 1))
        unnamed = (await measure(session)).unknown()
        late.unit_id = first.id
        await record_contact(session, late, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=TODAY)

        report = await measure(session)

    assert (unnamed.acknowledged, unnamed.unit, unnamed.base, unnamed.share) == (8, None, None, None)
    assert report.unknown().acknowledged == 7
    assert report.of(province.id).acknowledged == 7


async def test_a_worker_of_a_unit_that_closed_is_unknown_once(database: Database) -> None:
    async with database.transaction() as session:
        closed = await add_unit(session, "GONE", until=date(2026, 6, 1))
        closed_too = await add_unit(session, "GONE2", until=date(2026, 6, 1))
        firm = await add_unit(session, "F")
        worker, moved_on = await add_worker(session, closed), await add_worker(session, closed)
        for person, units in ((worker, (closed, closed_too)), (moved_on, (closed, firm))):
            for unit in units:
                person.unit_id = unit.id
                await record_contact(session, person, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=TODAY)

        report = await measure(session)

    assert report.unknown().acknowledged == 1


async def test_a_period_takes_its_first_day_and_leaves_the_day_after_its_last(database: Database) -> None:
    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1)]
    async with database.transaction() as session:
        firm = await add_unit(session, "F")
        for number, day in enumerate(days):
            await reach(session, firm, 10 + number, on=day)

        quarter = await measure(session, parse_period("2026-Q3"))

    assert quarter.of(firm.id).acknowledged == 11 + 12


async def test_only_seen_and_better_count_and_each_in_its_own_column(database: Database) -> None:
    async with database.transaction() as session:
        firm = await add_unit(session, "F")
        for number, level in enumerate(Level):
            await reach(session, firm, 10 + number, level=level)

        figures = [(await measure(session, period)).of(firm.id) for period in (YEAR, parse_period("2026-11"))]

    for figure in figures:
        assert (figure.acknowledged, figure.seen) == (13 + 14, 12 + 13 + 14)


async def test_a_commune_that_moved_counts_where_it_stands_at_the_end_of_the_period(
    database: Database,
) -> None:
    async with database.transaction() as session:
        old, new = await add_unit(session, "OLD"), await add_unit(session, "NEW")
        commune = await add_unit(session, "C", old)
        await reach(session, commune, 30, on=date(2026, 2, 1))
        await move(session, commune, new, on=date(2026, 4, 1))

        first, second = [await measure(session, parse_period(text)) for text in ("2026-Q1", "2026")]

    assert (first.of(old.id).acknowledged, first.of(new.id).acknowledged) == (30, 0)
    assert (second.of(old.id).acknowledged, second.of(new.id).acknowledged) == (0, 30)


async def test_workers_who_asked_to_be_forgotten_stay_in_the_figure(database: Database) -> None:
    async with database.transaction() as session:
        province, first, second = await two_firms(session)
        await reach(session, first, 20)
        await reach(session, second, 20, level=Level.SEEN)
        before = (await measure(session)).of(province.id)
        for worker in (await session.scalars(select(Worker).order_by(Worker.id))).all()[5:30]:
            await forget(session, worker)

        report = await measure(session)

    assert (before.acknowledged, before.seen) == (20, 40)
    assert (report.of(province.id).acknowledged, report.of(province.id).seen) == (20, 40)
    assert [report.of(unit.id).seen for unit in (first, second)] == [20, 20]


@pytest.mark.usefixtures("shows_all")
async def test_a_forgotten_worker_who_had_moved_is_not_counted_twice_above(database: Database) -> None:
    async with database.transaction() as session:
        province, first, second = await two_firms(session)
        mover = await add_worker(session)
        for unit_id in (None, first.id, second.id):
            mover.unit_id = unit_id
            await record_contact(session, mover, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=TODAY)
        await forget(session, mover)

        report = await measure(session)

    assert report.of(province.id).acknowledged == 1
    assert report.of(second.id).acknowledged == 1  # where he worked last
    assert report.unknown().acknowledged == 0


# --- shares -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head_count", "acknowledged", "share", "missing"),
    [
        (100, 89, 0.89, 1),
        (100, 90, 0.9, 0),
        (100, 91, 0.91, 0),
        (30, 26, 26 / 30, 1),
        (30, 27, 0.9, 0),
        (101, 90, 90 / 101, 1),  # 90.9 workers are 91
        (101, 91, 91 / 101, 0),
        (20, 25, 1.25, 0),
        (1000, 0, 0.0, 900),
    ],
)
async def test_the_share_and_what_is_missing_to_the_target(
    sqlite: Database, head_count: int, acknowledged: int, share: float, missing: int
) -> None:
    async with sqlite.transaction() as session:
        firm = await add_unit(session, "F")
        await record_workforce(session, firm.id, head_count, counted_on=date(2026, 1, 1), source="Sổ")
        await reach(session, firm, acknowledged)

        figure = (await measure(session)).of(firm.id)

    assert (figure.share, figure.seen_share, figure.missing) == (share, share, missing)


async def test_a_unit_without_a_head_count_has_a_count_and_no_share(database: Database) -> None:
    async with database.transaction() as session:
        firm = await add_unit(session, "F")
        await reach(session, firm, 10)

        figure = (await measure(session)).of(firm.id)

    assert (figure.acknowledged, figure.base, figure.share, figure.seen_share, figure.missing) == (
        10,
        None,
        None,
        None,
        None,
    )


async def test_the_base_is_that_of_the_last_day_of_the_period(database: Database) -> None:
    async with database.transaction() as session:
        firm = await add_unit(session, "F")
        await record_workforce(session, firm.id, 100, counted_on=date(2026, 1, 1), source="Sổ")
        await record_workforce(session, firm.id, 200, counted_on=date(2026, 10, 1), source="Sổ")

        figures = [(await measure(session, parse_period(text))).of(firm.id) for text in ("2026-Q3", "2026")]

    assert [figure.base and figure.base.head_count for figure in figures] == [100, 200]
    assert [figure.read_on for figure in figures] == [date(2026, 9, 30), TODAY]


async def test_the_demonstration_is_marked_and_stands_apart(stocked: Database) -> None:
    async with stocked.reading() as session:
        report = await measure(session, today=date(2026, 12, 31))

    provinces = report.below(None)
    demo = [row for row in provinces if row.unit and row.unit.is_demo]
    assert len(provinces) == 35
    assert [row.unit.code for row in demo if row.unit] == ["DEMO"]
    assert all(not row.acknowledged and not row.base for row in provinces if row not in demo)

"""The demonstration province is invented, marked, loaded once, and shows the figures it was planned with."""

from datetime import UTC, date, datetime

from sqlalchemy import func, select

from reach.clock import parse_period
from reach.coverage import CoverageReport, read_coverage
from reach.demo import COMMUNES, SOURCE, join_code, load_demo
from reach.models import Address, Contact, Unit, Worker, Workforce, YearReach
from reach.units import find_by_join_code, read_tree
from store.database import Database, Session
from tests.clock import Clock
from tests.reach.ground import TODAY

PLANS = [plan for _, _, plans in COMMUNES for plan in plans]


async def measure(session: Session, today: date = TODAY) -> CoverageReport:
    tree = await read_tree(session, today)
    return await read_coverage(session, tree, parse_period(str(today.year)), today=today)


async def test_it_is_loaded_once(database: Database, clock: Clock) -> None:
    added = []
    for _ in range(2):
        async with database.transaction() as session:
            added.append(await load_demo(session, now=clock()))
    async with database.reading() as session:
        workers = await session.scalar(select(func.count()).select_from(Worker))

    assert added == [True, False]
    assert workers == sum(plan.acknowledged + plan.seen for plan in PLANS)


async def test_everything_in_it_is_marked(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        await load_demo(session, now=clock())

        assert set(await session.scalars(select(Unit.is_demo))) == {True}
        assert set(await session.scalars(select(Worker.is_demo))) == {True}
        assert set(await session.scalars(select(Workforce.source))) == {SOURCE}
        assert all("Mẫu" in name for name in await session.scalars(select(Unit.name)))
        assert all("dữ liệu mẫu" in contact for contact in await session.scalars(select(Unit.contact)))
        assert (
            await session.scalar(select(func.count()).select_from(Address)) == 0
        )  # nobody can be written to


async def test_each_enterprise_shows_what_was_planned(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        await load_demo(session, now=clock())
        report = await measure(session)

    rows = {
        row.unit.code: row
        for code, _, _ in COMMUNES
        for row in report.below(report.tree.get(code).id)
        if row.unit
    }
    told = {
        code: (row.acknowledged, row.seen, row.base and row.base.head_count) for code, row in rows.items()
    }
    for plan in PLANS:
        if rows[plan.code].is_hidden:
            assert told[plan.code] == (None, None, plan.head_count)
        else:
            assert told[plan.code] == (plan.acknowledged, plan.acknowledged + plan.seen, plan.head_count)
    assert {code for code, row in rows.items() if row.is_hidden} >= {"DEMO-0302"}  # twelve people


async def test_the_province_is_the_sum_of_its_enterprises(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        await load_demo(session, now=clock())
        report = await measure(session)

    province = report.of(report.tree.get("DEMO").id)

    assert province.acknowledged == sum(plan.acknowledged for plan in PLANS)
    assert province.base is not None
    assert province.base.head_count == sum(plan.head_count for plan in PLANS)


async def test_contacts_lie_in_this_year_up_to_today(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        await load_demo(session, now=clock())
        first, last = (
            await session.execute(select(func.min(Contact.occurred_on), func.max(Contact.occurred_on)))
        ).one()
        years = set(await session.scalars(select(YearReach.year)))

    assert date(2026, 1, 1) <= first <= last <= TODAY
    assert years == {2026}


async def test_it_can_be_loaded_on_new_year_s_day(database: Database) -> None:
    async with database.transaction() as session:
        await load_demo(session, now=datetime(2026, 12, 31, 18, 0, tzinfo=UTC))  # one o'clock in Viet Nam
        report = await measure(session, date(2027, 1, 1))

    assert report.of(report.tree.get("DEMO").id).acknowledged == sum(plan.acknowledged for plan in PLANS)


async def test_its_printed_codes_open_its_enterprises(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        await load_demo(session, now=clock())
        for plan in PLANS:
            unit = await find_by_join_code(session, join_code(plan.code), on=TODAY)
            assert unit is not None
            assert unit.name == plan.name

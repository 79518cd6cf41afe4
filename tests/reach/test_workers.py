"""A worker is known by his account, sees what we hold, and is gone from every table when he asks."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Column, Table, func, select

import reach.staff  # noqa: F401  (every table is known before they are walked)
from reach import consents, contacts, dialogues, handovers, inbox, outbox
from reach.models import (
    NO_UNIT,
    Address,
    ContactKind,
    ErasedReach,
    EventStatus,
    HandoverStatus,
    InboundEvent,
    Level,
    Purpose,
    Unit,
    Worker,
)
from reach.workers import (
    Holdings,
    count_open_handovers,
    forget,
    get_or_add_worker,
    mark_blocked,
    read_holdings,
)
from store.base import Base
from store.database import Database, Session
from tests.clock import Clock
from tests.reach.ground import NOW, TODAY, add_unit

ACCOUNT = "account-of-one-person"
TEXT = "words-of-one-person"


async def live(session: Session, clock: Clock, account: str, unit: Unit | None) -> Worker:
    """A worker who did everything a worker can do."""
    worker = await get_or_add_worker(session, "telegram", account, now=clock())
    worker.unit_id = unit.id if unit else None
    for purpose in Purpose:
        await consents.record_consent(
            session, worker.id, purpose, is_given=True, channel="telegram", now=clock()
        )
    dialogue = await dialogues.get_or_add_dialogue(session, worker.id, now=clock())
    dialogues.remember(dialogue, now=clock(), said=TEXT)
    for day in (date(2025, 5, 1), TODAY):
        await contacts.record_contact(session, worker, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=day)
    await handovers.add_handover(session, worker, TEXT, channel="telegram", account=account, now=clock())
    for number in ("1", "2"):
        event_id = await inbox.add_event(
            session, "telegram", f"{number}-of-{len(account)}", account, {"text": TEXT}, now=clock()
        )
    await outbox.add_reply(
        session, "telegram", account, {"text": TEXT}, event_id=event_id, is_pulled=False, now=clock()
    )
    await session.flush()
    return worker


def columns_that_point_to_a_worker() -> Iterator[tuple[Table, Column[Any]]]:
    """By foreign key, or by name where a key would keep the row alive."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            targets = {key.column.table.name for key in column.foreign_keys}
            if "workers" in targets or column.name == "worker_id":
                yield table, column


async def all_rows(session: Session) -> dict[str, str]:
    """Everything in the database, table by table, as text."""
    return {
        table.name: json.dumps(
            [tuple(row) for row in await session.execute(select(table))], default=str, ensure_ascii=False
        )
        for table in Base.metadata.sorted_tables
    }


async def test_a_worker_is_made_when_he_speaks_first_and_found_afterwards(database: Database) -> None:
    async with database.transaction() as session:
        first = await get_or_add_worker(session, "telegram", "7", now=NOW)
        again = await get_or_add_worker(session, "telegram", "7", now=NOW)
        elsewhere = await get_or_add_worker(session, "webchat", "7", now=NOW)

        assert first is again
        assert elsewhere.id != first.id


async def test_an_account_that_blocked_us_is_noted_until_it_comes_back(database: Database) -> None:
    async with database.transaction() as session:
        await get_or_add_worker(session, "telegram", "7", now=NOW)
        blocked = []
        for at in (NOW, None):
            await mark_blocked(session, "telegram", "7", at=at)
            await session.flush()
            blocked.append(await session.scalar(select(Address.blocked_at)))
        await mark_blocked(session, "telegram", "nobody", at=NOW)

    assert blocked == [NOW, None]


async def test_a_worker_sees_all_we_hold_about_him(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        unit = await add_unit(session, "F", name="Công ty F")
        worker = await live(session, clock, ACCOUNT, unit)
        await consents.record_consent(
            session, worker.id, Purpose.BULLETINS, is_given=False, channel="telegram", now=clock()
        )
        await contacts.record_contact(
            session, worker, ContactKind.BULLETIN, Level.SEEN, on=TODAY, reference="1"
        )

        holdings = await read_holdings(session, worker)

    assert holdings == Holdings(
        since=clock(),
        unit="Công ty F",
        channels=("telegram",),
        consents={Purpose.BULLETINS: False, Purpose.STATISTICS: True},
        contact_days=2,
        open_handovers=1,
    )


async def test_an_answered_handover_is_no_longer_open(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        worker = await live(session, clock, ACCOUNT, None)
        [handover] = await handovers.list_waiting(session)
        handover.status = HandoverStatus.ANSWERED
        await session.flush()

        assert await count_open_handovers(session, worker.id) == 0


async def test_forgetting_leaves_no_row_that_points_to_the_person(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        unit = await add_unit(session, "F")
        worker = await live(session, clock, ACCOUNT, unit)
        pointing = [(table.name, column.name) for table, column in columns_that_point_to_a_worker()]
        for table, column in columns_that_point_to_a_worker():
            found = await session.scalar(select(func.count()).select_from(table).where(column == worker.id))
            assert found, f"the test gave {table.name} nothing to forget"

        await forget(session, worker)

        left = {
            table.name: await session.scalar(
                select(func.count()).select_from(table).where(column == worker.id)
            )
            for table, column in columns_that_point_to_a_worker()
        }
        rows = await all_rows(session)

    assert len(pointing) >= 6
    assert set(left.values()) == {0}, left
    assert [name for name, text in rows.items() if ACCOUNT in text or TEXT in text] == []
    assert rows["workers"] == "[]"


async def test_forgetting_one_leaves_the_others_whole(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        worker = await live(session, clock, ACCOUNT, None)
        other = await live(session, clock, "another-account", None)
        before = await read_holdings(session, other)

        await forget(session, worker)

        rows = await all_rows(session)
        assert await read_holdings(session, other) == before
    assert rows["inbound_events"].count("another-account") == 2
    assert rows["outgoing_replies"].count("another-account") == 1
    assert rows["dialogues"].count(TEXT) == 1


async def test_the_counts_of_each_year_stay_without_a_name(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        unit = await add_unit(session, "F")
        for account in ("a", "bb", "ccc"):
            await forget(session, await live(session, clock, account, unit))
        await forget(session, await live(session, clock, "dddd", None))

        kept = await session.execute(
            select(ErasedReach.year, ErasedReach.unit_id, ErasedReach.level, ErasedReach.workers)
        )
        assert set(map(tuple, kept)) == {
            (2025, unit.id, Level.ACKNOWLEDGED, 3),
            (2026, unit.id, Level.ACKNOWLEDGED, 3),
            (2025, NO_UNIT, Level.ACKNOWLEDGED, 1),
            (2026, NO_UNIT, Level.ACKNOWLEDGED, 1),
        }


async def test_of_two_units_the_count_stays_where_he_stood_highest_then_where_he_stands(
    database: Database, clock: Clock
) -> None:
    async with database.transaction() as session:
        first, second = await add_unit(session, "F1"), await add_unit(session, "F2")
        steps: list[
            list[tuple[Unit | None, Level]]
        ] = [  # a rung at one unit after another; the last unit is where he stands
            [(second, Level.ACKNOWLEDGED), (first, Level.ACKNOWLEDGED)],
            [(second, Level.ACKNOWLEDGED), (first, Level.SEEN)],
            [(None, Level.SEEN), (second, Level.SEEN), (None, Level.SEEN)],
        ]
        for places in steps:
            worker = await get_or_add_worker(session, "telegram", ACCOUNT, now=clock())
            for unit, level in places:
                worker.unit_id = unit.id if unit else None
                await contacts.record_contact(session, worker, ContactKind.QUESTION, level, on=TODAY)
            await forget(session, worker)

        kept = await session.execute(
            select(ErasedReach.unit_id, ErasedReach.level).order_by(ErasedReach.unit_id, ErasedReach.level)
        )
        assert list(map(tuple, kept)) == [
            (first.id, Level.ACKNOWLEDGED),
            (second.id, Level.SEEN),
            (second.id, Level.ACKNOWLEDGED),
        ]


async def test_events_still_waiting_are_closed_so_that_nobody_stumbles_over_them(
    database: Database, clock: Clock
) -> None:
    async with database.transaction() as session:
        worker = await live(session, clock, ACCOUNT, None)

        await forget(session, worker)

        events = (await session.scalars(select(InboundEvent).execution_options(populate_existing=True))).all()
    assert {(event.account, event.body, event.status) for event in events} == {("", None, EventStatus.DONE)}


async def test_who_comes_back_is_somebody_new(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        worker = await live(session, clock, ACCOUNT, None)
        old_id = worker.id
        await forget(session, worker)

        again = await get_or_add_worker(session, "telegram", ACCOUNT, now=clock())
        holdings = await read_holdings(session, again)

    assert again.id > old_id
    assert (holdings.contact_days, holdings.open_handovers) == (0, 0)
    assert set(holdings.consents.values()) == {None}

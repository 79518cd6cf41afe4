"""One province in full: 200,000 workers and two million contacts, and how long its coverage of a year and a quarter takes.

python -m benchmarks.coverage
"""

import asyncio
import random
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.machine import print_machine
from benchmarks.server import scratch
from migrations.run import migrate
from reach.clock import Period, parse_period, utc_now
from reach.contacts import rebuild_years
from reach.coverage import read_coverage
from reach.coverage_report import build_record
from reach.models import Contact, ContactKind, Level, Unit, UnitKind, UnitParent, Worker, Workforce
from reach.units import read_tree
from store.database import Database, Session

COMMUNES = 60
ENTERPRISES = 20  # in each commune
WORKERS = 200_000
CONTACTS = 2_000_000
MOVERS = 0.03  # share of workers who change their enterprise once
UNNAMED = 0.02  # share of workers who never name one
RUNS = 5
CHUNK = 50_000  # rows
TODAY = date(2026, 12, 31)
SINCE = date(2025, 7, 1)


async def add_all(session: Session, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    """Insert in chunks."""
    while chunk := list(islice(rows, CHUNK)):
        await session.execute(insert(table), chunk)


async def add_tree(session: Session) -> list[int]:
    """A province (id 1), its communes and their enterprises with head counts; returns the enterprises' ids."""
    communes = range(2, 2 + COMMUNES)
    enterprises = range(2 + COMMUNES, 2 + COMMUNES + COMMUNES * ENTERPRISES)
    kinds = {1: UnitKind.PROVINCE} | dict.fromkeys(communes, UnitKind.COMMUNE)
    same = {"contact": "", "is_demo": False, "valid_from": SINCE}
    units = (
        {"id": id_, "code": f"U{id_}", "name": f"U{id_}", "kind": kinds.get(id_, UnitKind.ENTERPRISE), **same}
        for id_ in (1, *communes, *enterprises)
    )
    await add_all(session, Unit, units)
    parents = [(id_, 1) for id_ in communes]
    parents += [(id_, communes[place // ENTERPRISES]) for place, id_ in enumerate(enterprises)]
    links = ({"unit_id": child, "parent_id": parent, "valid_from": SINCE} for child, parent in parents)
    await add_all(session, UnitParent, links)
    heads = (
        {"unit_id": id_, "counted_on": date(2026, 1, 1), "head_count": 200, "source": "Sổ"}
        for id_ in enterprises
    )
    await add_all(session, Workforce, heads)
    return list(enterprises)


def make_contacts(enterprises: list[int], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Ten contacts a worker on different days of 2026, one in ten only seen."""
    for worker_id in range(1, WORKERS + 1):
        unit_id = 0 if chance.random() < UNNAMED else chance.choice(enterprises)
        moves_after = chance.randrange(365) if chance.random() < MOVERS else 365
        moved_to = chance.choice(enterprises)
        for day in sorted(chance.sample(range(365), CONTACTS // WORKERS)):
            is_seen = chance.random() < 0.1
            yield {
                "worker_id": worker_id,
                "unit_id": unit_id if day <= moves_after else moved_to,
                "occurred_on": date(2026, 1, 1) + timedelta(days=day),
                "kind": ContactKind.BULLETIN if is_seen else ContactKind.QUESTION,
                "level": Level.SEEN if is_seen else Level.ACKNOWLEDGED,
                "reference": "",
            }


async def fill(database: Database) -> None:
    """Tree, workers, ledger, and the year's table derived from it."""
    chance = random.Random(58)
    async with database.transaction() as session:
        enterprises = await add_tree(session)
        workers = ({"is_demo": False, "created_at": utc_now()} for _ in range(WORKERS))
        await add_all(session, Worker, workers)
        await add_all(session, Contact, make_contacts(enterprises, chance))
        await rebuild_years(session, 2026)


async def measure(database: Database, period: Period) -> tuple[float, int]:
    """Milliseconds from an open database to the finished record of the province, and the workers it counted."""
    begun = time.perf_counter()
    async with database.reading() as session:
        tree = await read_tree(session, period.last_day(TODAY))
        report = await read_coverage(session, tree, period, today=TODAY)
    record = build_record(report, 1)
    return (time.perf_counter() - begun) * 1000, record["unit"]["acknowledged"]


async def run(folder: Path) -> None:
    url = f"sqlite:///{folder}/coverage.db"
    await asyncio.to_thread(migrate, url)
    database = Database(url)
    begun = time.perf_counter()
    await fill(database)
    print(
        f"{WORKERS:,} workers, {CONTACTS:,} contacts, {1 + COMMUNES + COMMUNES * ENTERPRISES:,} units, "
        f"SQLite (WAL); made in {time.perf_counter() - begun:.0f} s"
    )
    for text in ("2026", "2026-Q3"):
        measured = [await measure(database, parse_period(text)) for _ in range(RUNS)]
        times = sorted(milliseconds for milliseconds, _ in measured)
        print(
            f"{text}: p50 {statistics.median(times):.0f} ms, best {times[0]:.0f}, worst {times[-1]:.0f} of {RUNS} runs; "
            f"{measured[0][1]:,} workers acknowledged"
        )
    await database.close()


def main() -> None:
    print_machine()
    with scratch() as folder:
        asyncio.run(run(folder))


if __name__ == "__main__":
    main()

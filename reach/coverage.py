"""Coverage: distinct workers of a unit with a qualifying contact in a period, over its workforce. The one definition.

The headline counts `acknowledged` or better; `seen` or better stands beside it; nothing lower is ever shown as reach.
Groups too small to be told are hidden here, before anything is rendered.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from reach.clock import Period
from reach.models import NO_UNIT, Contact, ErasedReach, Level, YearReach
from reach.units import Tree, UnitRow
from reach.workforces import Base, read_bases

TARGET = 0.9
SMALLEST_BASE = 20  # below, no share is shown
SMALLEST_COUNT = 5  # below, a count is hidden
SOURCE = "Sổ tiếp xúc của Công Đoàn Bot"


@dataclass(frozen=True, slots=True)
class Reached:
    """Distinct workers of one unit and all below it, by rung."""

    acknowledged: int = 0
    seen: int = 0  # seen or better

    def __add__(self, other: "Reached") -> "Reached":
        return Reached(self.acknowledged + other.acknowledged, self.seen + other.seen)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One unit's figure for one period. `hidden` figures are None: the group is too small to be told."""

    unit: UnitRow | None  # None: workers who never named a workplace
    period: Period
    read_on: date  # the day the figures stand for
    acknowledged: int | None
    seen: int | None
    base: Base | None  # None: no head count known
    is_hidden: bool = False

    @property
    def share(self) -> float | None:
        """Acknowledged workers as a fraction of the workforce (0..1, above 1 where the head count is out of date)."""
        return (
            None if self.acknowledged is None or not self.base else self.acknowledged / self.base.head_count
        )

    @property
    def seen_share(self) -> float | None:
        """Workers who at least saw something, as a fraction of the workforce."""
        return None if self.seen is None or not self.base else self.seen / self.base.head_count

    @property
    def missing(self) -> int | None:
        """How many more workers make the target."""
        if self.acknowledged is None or not self.base:
            return None
        return max(0, ceil(round(self.base.head_count * TARGET, 6)) - self.acknowledged)


def _rungs(period: Period) -> Select[int, int, Level]:
    """worker, unit and highest rung within the period; a calendar year is read from its own table."""
    if period.year:
        columns = (YearReach.worker_id, YearReach.unit_id, YearReach.level)
        return select(*columns).where(YearReach.year == period.year, YearReach.level >= Level.SEEN)
    in_period = (Contact.occurred_on >= period.start) & (Contact.occurred_on < period.end)
    return (
        select(Contact.worker_id, Contact.unit_id, func.max(Contact.level).label("level"))
        .where(in_period, Contact.level >= Level.SEEN)
        .group_by(Contact.worker_id, Contact.unit_id)
    )


async def _count_by_unit(session: AsyncSession, period: Period) -> dict[int, Reached]:
    """Distinct workers by unit, those who were erased included."""
    rungs = _rungs(period).subquery()
    acknowledged = func.sum(case((rungs.c.level >= Level.ACKNOWLEDGED, 1), else_=0))
    query = select(rungs.c.unit_id, acknowledged, func.count()).group_by(rungs.c.unit_id)
    counts = {unit_id: Reached(int(first), seen) for unit_id, first, seen in await session.execute(query)}
    for unit_id, level, workers in await session.execute(_erased(period)):
        reached = Reached(workers if level >= Level.ACKNOWLEDGED else 0, workers)
        counts[unit_id] = counts.get(unit_id, Reached()) + reached
    return counts


def _erased(period: Period) -> Select[int, Level, int]:
    columns = (ErasedReach.unit_id, ErasedReach.level, ErasedReach.workers)
    return select(*columns).where(ErasedReach.year == (period.year or 0), ErasedReach.level >= Level.SEEN)


async def _list_movers(session: AsyncSession, period: Period) -> list[list[tuple[int, int]]]:
    """(unit, rung) pairs of each worker who stands at more than one unit: he must count once above them."""
    rungs = _rungs(period).subquery()
    movers = select(rungs.c.worker_id).group_by(rungs.c.worker_id).having(func.count() > 1)
    query = select(rungs.c.worker_id, rungs.c.unit_id, rungs.c.level).where(rungs.c.worker_id.in_(movers))
    pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for worker_id, unit_id, level in await session.execute(query):
        pairs[worker_id].append((unit_id, level))
    return list(pairs.values())


def _repeated(tree: Tree, movers: Iterable[list[tuple[int, int]]]) -> dict[int, Reached]:
    """By unit: how often its sum over children counts a worker again."""
    again: dict[int, Reached] = defaultdict(Reached)
    for pairs in movers:
        for least in (Level.ACKNOWLEDGED, Level.SEEN):
            times = Counter(row.id for unit, level in pairs if level >= least for row in tree.lineage(unit))
            unknown = sum(unit not in tree.units for unit, level in pairs if level >= least)
            is_known = any(unit in tree.units for unit, level in pairs if level >= least)
            times[NO_UNIT] = unknown + is_known if unknown else 0  # whoever has a unit is not unknown
            for unit_id, count in times.items():
                extra = count - 1
                if extra > 0:
                    is_first = least is Level.ACKNOWLEDGED
                    again[unit_id] += Reached(extra if is_first else 0, 0 if is_first else extra)
    return again


def _add_up(tree: Tree, counts: dict[int, Reached], again: dict[int, Reached]) -> dict[int, Reached]:
    """By unit: distinct workers of its whole branch. A unit that is not on the day's tree counts as unknown."""
    totals: dict[int, Reached] = {}
    for unit_id in tree.descend(None):
        own = counts.get(unit_id, Reached())
        totals[unit_id] = sum((totals[child] for child in tree.children.get(unit_id, ())), own)
    lost = [reached for unit_id, reached in counts.items() if unit_id not in tree.units]
    totals[NO_UNIT] = sum(lost, Reached())
    # `again` is counted against the plain sums, so it is taken off after they are made
    return {
        unit_id: Reached(
            total.acknowledged - again.get(unit_id, Reached()).acknowledged,
            total.seen - again.get(unit_id, Reached()).seen,
        )
        for unit_id, total in totals.items()
    }


class CoverageReport:
    """All figures of one period on one tree; the same object serves the page, the file and the command line."""

    def __init__(
        self, tree: Tree, period: Period, read_on: date, totals: dict[int, Reached], bases: dict[int, Base]
    ) -> None:
        self.tree, self.period, self.read_on = tree, period, read_on
        self._totals, self._bases = totals, bases

    def of(self, unit_id: int) -> Coverage:
        """The figure of one unit, hidden as it is among its siblings: opened by itself, it tells no more."""
        parent_id = self.tree.units[unit_id].parent_id
        siblings = self.below(parent_id if parent_id in self.tree.units else None)
        return next(row for row in siblings if row.unit is not None and row.unit.id == unit_id)

    def below(self, unit_id: int | None) -> list[Coverage]:
        """The figures one step below a unit, or the provinces; hidden so that none can be found by subtraction."""
        rows = [self._plain(self.tree.units[child]) for child in self.tree.children.get(unit_id, ())]
        if unit_id is None:  # no total is shown above the provinces, so there is nothing to subtract from
            return [self._hide_small(row) for row in rows]
        if self.of(unit_id).is_hidden:  # their sum is the hidden figure
            return [self._hide(row) for row in rows]
        return self._hide_siblings(rows, self._totals.get(unit_id, Reached()))

    def unknown(self) -> Coverage:
        """Workers who never named a workplace: they have no base and are in no unit's figure."""
        total = self._totals.get(NO_UNIT, Reached())
        return Coverage(None, self.period, self.read_on, total.acknowledged, total.seen, None)

    def _plain(self, unit: UnitRow) -> Coverage:
        total = self._totals.get(unit.id, Reached())
        return Coverage(
            unit, self.period, self.read_on, total.acknowledged, total.seen, self._bases.get(unit.id)
        )

    @staticmethod
    def _is_small(row: Coverage) -> bool:
        counts = (row.acknowledged or 0, row.seen or 0)
        has_small_base = row.base is not None and row.base.head_count < SMALLEST_BASE
        return has_small_base or any(0 < count < SMALLEST_COUNT for count in counts)

    def _hide_small(self, row: Coverage) -> Coverage:
        return self._hide(row) if self._is_small(row) else row

    @staticmethod
    def _hide(row: Coverage) -> Coverage:
        return replace(row, acknowledged=None, seen=None, is_hidden=True)

    def _hide_siblings(self, rows: list[Coverage], total: Reached) -> list[Coverage]:
        """Hide small rows; where exactly one is hidden, hide the next smallest too (Handbook on SDC, chapter 5).

        Workers of `total` who named none of the rows are one more row that is never shown.
        """
        hidden = {index for index, row in enumerate(rows) if self._is_small(row)}
        others = [index for index in range(len(rows)) if index not in hidden]
        rest = total.acknowledged - sum(row.acknowledged or 0 for row in rows)
        unshown = len(hidden) + (0 < rest < SMALLEST_COUNT)
        if unshown == 1 and others:
            # one that reached nobody comes last: it says little, yet it still leaves two to share the difference
            hidden.add(
                min(others, key=lambda index: (not rows[index].acknowledged, rows[index].acknowledged))
            )
        return [self._hide(row) if index in hidden else row for index, row in enumerate(rows)]


async def read_coverage(session: AsyncSession, tree: Tree, period: Period, *, today: date) -> CoverageReport:
    """Count every unit of `tree` for `period`, as of its last day or today."""
    counts = await _count_by_unit(session, period)
    again = _repeated(tree, await _list_movers(session, period))
    bases = await read_bases(session, tree, period.last_day(today))
    return CoverageReport(tree, period, period.last_day(today), _add_up(tree, counts, again), bases)

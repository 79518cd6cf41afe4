"""The unit tree: places and employers, as they stood on a day; found by code, by join code, or by any name they ever had."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.marks import strip_marks
from reach.models import Unit, UnitKind, UnitName, UnitParent


class UnknownUnit(Exception):
    """No unit has that code, on that day."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the tree on its day."""

    id: int
    code: str
    name: str
    kind: UnitKind
    is_demo: bool
    parent_id: int | None


def fold(name: str) -> str:
    """Lowercase, without marks, đ as d, one kind of apostrophe: how people type the name of a place."""
    return " ".join(strip_marks(name.lower().replace("’", "'")).split())


def holds_on(table: type[Unit] | type[UnitParent], day: date) -> ColumnElement[bool]:
    """The condition that a row with `valid_from` and `valid_to` holds on `day`."""
    return (table.valid_from <= day) & or_(table.valid_to.is_(None), table.valid_to > day)


class Tree:
    """All units of one day, with their children."""

    def __init__(self, rows: list[UnitRow], day: date) -> None:
        self.day = day
        self.units = {row.id: row for row in rows}
        self.children: dict[int | None, list[int]] = {}
        for row in rows:
            parent = row.parent_id if row.parent_id in self.units else None
            self.children.setdefault(parent, []).append(row.id)
        self._by_code = {row.code: row for row in rows}

    def get(self, code: str) -> UnitRow:
        """
        Raises:
            UnknownUnit: no unit of this code on the tree's day.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownUnit(code) from None

    def lineage(self, unit_id: int | None) -> list[UnitRow]:
        """The unit and those above it, from the top down; empty for an unknown id."""
        line: list[UnitRow] = []
        while unit_id in self.units:
            row = self.units[unit_id]
            line.insert(0, row)
            unit_id = row.parent_id
        return line

    def descend(self, unit_id: int | None) -> Iterator[int]:
        """Ids of the unit and all below it, children before parents; None: the whole tree."""
        stack: list[tuple[int | None, bool]] = [(unit_id, False)]
        while stack:
            current, is_done = stack.pop()
            if is_done:
                if current is not None:
                    yield current
                continue
            stack.append((current, True))
            stack += [(child, False) for child in self.children.get(current, ())]

    def is_below(self, unit_id: int, top: int) -> bool:
        """Whether `top` is the unit itself or stands above it."""
        return any(row.id == top for row in self.lineage(unit_id))


async def read_tree(session: AsyncSession, day: date) -> Tree:
    """The tree as it stood on `day`."""
    parents = select(UnitParent.unit_id, UnitParent.parent_id).where(holds_on(UnitParent, day))
    parent_of = {row.unit_id: row.parent_id for row in await session.execute(parents)}
    columns = (Unit.id, Unit.code, Unit.name, Unit.kind, Unit.is_demo)
    query = select(*columns).where(holds_on(Unit, day)).order_by(Unit.name)
    rows = [
        UnitRow(id_, code, name, kind, is_demo, parent_of.get(id_))
        for id_, code, name, kind, is_demo in await session.execute(query)
    ]
    return Tree(rows, day)


async def find_by_join_code(session: AsyncSession, code: str, *, on: date) -> Unit | None:
    """The unit whose printed code this is; spaces, dashes and case do not count."""
    bare = "".join(char for char in code if char.isalnum()).upper()
    if not bare:
        return None
    found: Unit | None = await session.scalar(select(Unit).where(Unit.join_code == bare, holds_on(Unit, on)))
    return found


async def get_unit(session: AsyncSession, unit_id: int) -> Unit:
    """
    Raises:
        UnknownUnit: no such id.
    """
    unit = await session.get(Unit, unit_id)
    if unit is None:
        raise UnknownUnit(str(unit_id))
    return unit


async def find_by_name(session: AsyncSession, name: str, *, limit: int = 20) -> list[Unit]:
    """Units one of whose names, present or former, holds every syllable of `name`; exact names first."""
    folded = fold(name)
    if not folded:
        return []
    conditions = [UnitName.folded.contains(word, autoescape=True) for word in folded.split()[:8]]
    nearest = (UnitName.folded != folded, func.length(UnitName.folded), UnitName.unit_id)
    matches = select(UnitName.unit_id).where(*conditions).order_by(*nearest).limit(500)
    ids = list(dict.fromkeys(await session.scalars(matches)))[:limit]
    units = {unit.id: unit for unit in await session.scalars(select(Unit).where(Unit.id.in_(ids)))}
    return [units[unit_id] for unit_id in ids]


async def list_former_names(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, list[str]]:
    """By unit: the names of the units it was formed from."""
    query = select(UnitName.unit_id, UnitName.name).where(
        UnitName.unit_id.in_(unit_ids), UnitName.is_former.is_(True)
    )
    names: dict[int, list[str]] = {}
    for unit_id, name in await session.execute(query.order_by(UnitName.name)):
        names.setdefault(unit_id, []).append(name)
    return names


async def move(session: AsyncSession, unit: Unit, parent: Unit, *, on: date) -> None:
    """Put `unit` under `parent` from `on`; where it stood before stays on record. The caller commits."""
    current = select(UnitParent).where(UnitParent.unit_id == unit.id, UnitParent.valid_to.is_(None))
    for link in await session.scalars(current):
        if link.valid_from == on:  # moved twice on one day: it never stood where the first move put it
            link.parent_id = parent.id
            return
        link.valid_to = on
    session.add(UnitParent(unit_id=unit.id, parent_id=parent.id, valid_from=on))

"""Head counts with their day and source, and the base of a share: a unit's own count, or the sum of those below it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from reach.models import Workforce
from reach.units import Tree
from store.upsert import upsert


@dataclass(frozen=True, slots=True)
class Base:
    """The denominator of a unit."""

    head_count: int
    counted_on: date  # of a sum: the oldest of its parts
    source: str
    is_sum: bool = False
    units: int = 1  # how many head counts are in it


async def record_workforce(
    session: AsyncSession, unit_id: int, head_count: int, *, counted_on: date, source: str
) -> None:
    """Keep a head count; a second one of the same day replaces the first. The caller commits.

    Raises:
        ValueError: not a positive count, or no source.
    """
    if head_count <= 0 or not source.strip():
        raise ValueError("a head count is positive and has a source")
    statement = upsert(session, Workforce).values(
        unit_id=unit_id, counted_on=counted_on, head_count=head_count, source=source
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Workforce.unit_id, Workforce.counted_on],
            set_={"head_count": head_count, "source": source},
        )
    )


async def read_bases(session: AsyncSession, tree: Tree, day: date) -> dict[int, Base]:
    """The base of every unit that has one, as known on `day`: the latest own count, else the sum of its children's."""
    latest = (
        select(Workforce.unit_id, func.max(Workforce.counted_on).label("counted_on"))
        .where(Workforce.counted_on <= day)
        .group_by(Workforce.unit_id)
        .subquery()
    )
    same = (Workforce.unit_id == latest.c.unit_id) & (Workforce.counted_on == latest.c.counted_on)
    columns = (Workforce.unit_id, Workforce.head_count, Workforce.counted_on, Workforce.source)
    rows = await session.execute(select(*columns).join(latest, same))
    bases = {unit_id: Base(count, counted_on, source) for unit_id, count, counted_on, source in rows}
    for unit_id in tree.descend(None):
        parts = [bases[child] for child in tree.children.get(unit_id, ()) if child in bases]
        if unit_id not in bases and parts:
            bases[unit_id] = _sum(parts)
    return bases


def _sum(parts: list[Base]) -> Base:
    units = sum(part.units for part in parts)
    sources = list(dict.fromkeys(part.source for part in parts))
    return Base(
        head_count=sum(part.head_count for part in parts),
        counted_on=min(part.counted_on for part in parts),
        source="; ".join(sources[:3]) + ("; …" if len(sources) > 3 else ""),
        is_sum=True,
        units=units,
    )

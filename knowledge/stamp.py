"""A cheap mark of everything that decides what is served, so that a running service sees a change and reads anew."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import models

Stamp = tuple[int, ...]


async def read_stamp(session: AsyncSession) -> Stamp:
    """Counts and last numbers of the loads, revisions, approvals and changes of the law: equal while nothing changed."""
    withdrawn = func.count(models.LegalChange.withdrawn_at)
    retired = func.count(models.Revision.retired_at)
    row = (
        await session.execute(
            select(
                select(func.max(models.ContentLoad.id)).scalar_subquery(),
                select(func.max(models.Revision.id)).scalar_subquery(),
                select(retired).scalar_subquery(),
                select(func.count()).select_from(models.Approval).scalar_subquery(),
                select(func.sum(models.Approval.revision_id)).scalar_subquery(),
                select(func.max(models.LegalChange.id)).scalar_subquery(),
                select(withdrawn).scalar_subquery(),
            )
        )
    ).one()
    return tuple(int(value or 0) for value in row)

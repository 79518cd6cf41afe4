"""The shipped content into the tables: once, and again only what changed. Old revisions stay, marked as replaced."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import models
from knowledge.entry import Origin
from knowledge.source import CONTENT, Draft, Source
from knowledge.yaml_file import Problem
from store.base import Base


class BrokenContent(Exception):
    """The content has faults; nothing was loaded."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in entries."""

    added: int
    changed: int
    unchanged: int
    retired: int


def digest_of(draft: Draft) -> str:
    """SHA-256 of everything the entry says; where it stands in its file does not count."""
    content = {key: value for key, value in asdict(draft).items() if key not in {"file", "line"}}
    return hashlib.sha256(json.dumps(content, default=str, ensure_ascii=False).encode()).hexdigest()


def digest_of_folder(folder: Path = CONTENT) -> str:
    """SHA-256 of all files of the content folder, to see at a start that nothing changed."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder)} {len(content)}\n".encode() + content)
    return digest.hexdigest()


async def is_loaded(session: AsyncSession, digest: str) -> bool:
    """Whether the content of this digest was the last to be loaded."""
    last = select(models.ContentLoad.digest).order_by(models.ContentLoad.id.desc()).limit(1)
    return await session.scalar(last) == digest


async def load(session: AsyncSession, source: Source, *, now: datetime, digest: str = "") -> Loaded:
    """Bring the tables to what `source` says. The caller commits.

    Raises:
        BrokenContent: `source` has problems.
    """
    if source.problems:
        raise BrokenContent(source.problems)
    session.add(models.ContentLoad(digest=digest, loaded_at=now))
    await _replace_register(session, source, now)
    local = set(await session.scalars(select(models.Entry.id).where(models.Entry.origin == Origin.LOCAL)))
    drafts = [
        draft for draft in source.drafts if draft.id not in local
    ]  # an id taken here stays what it is here
    known = {row.entry_id: row.digest for row in await session.scalars(_current())}
    changed = [draft for draft in drafts if draft.id in known and known[draft.id] != digest_of(draft)]
    added = [draft for draft in drafts if draft.id not in known]
    gone = known.keys() - {draft.id for draft in drafts}
    await retire(session, [draft.id for draft in changed] + sorted(gone), now)
    await place_entries(session, [*added, *changed])
    numbers = await last_numbers(session)
    await add_revisions(session, [*added, *changed], numbers, now)
    return Loaded(len(added), len(changed), len(drafts) - len(added) - len(changed), len(gone))


def _current() -> Select[models.Revision]:
    """The live revisions of what ships; what was written here is none of its business."""
    shipped = select(models.Entry.id).where(models.Entry.origin == Origin.SHIPPED)
    return select(models.Revision).where(
        models.Revision.retired_at.is_(None), models.Revision.entry_id.in_(shipped)
    )


async def last_numbers(session: AsyncSession) -> dict[str, int]:
    """The number of the last revision of every entry."""
    rows = await session.execute(
        select(models.Revision.entry_id, models.Revision.number).order_by(models.Revision.number)
    )
    return {row.entry_id: row.number for row in rows}


async def retire(session: AsyncSession, ids: list[str], now: datetime) -> None:
    """Mark the live revisions of entries as replaced. The caller commits."""
    statement = update(models.Revision).where(
        models.Revision.retired_at.is_(None), models.Revision.entry_id.in_(ids)
    )
    await session.execute(statement.values(retired_at=now))


async def place_entries(
    session: AsyncSession, drafts: Iterable[Draft], origin: Origin = Origin.SHIPPED
) -> None:
    """Put each entry under its topic, new or not. The caller commits."""
    present = set(await session.scalars(select(models.Entry.id)))
    rows = [
        {"id": draft.id, "topic": draft.topic, "origin": origin}
        for draft in drafts
        if draft.id not in present
    ]
    if rows:
        await session.execute(insert(models.Entry), rows)
    for draft in drafts:
        if draft.id in present:  # it may have moved to another topic
            topic = update(models.Entry).where(models.Entry.id == draft.id).values(topic=draft.topic)
            await session.execute(topic)


async def add_revisions(
    session: AsyncSession, drafts: list[Draft], numbers: dict[str, int], now: datetime
) -> None:
    """One new revision a draft, numbered after the last. The caller commits."""
    if not drafts:
        return
    rows = [_revision(draft, numbers.get(draft.id, 0) + 1, now) for draft in drafts]
    statement = insert(models.Revision).returning(models.Revision.id, sort_by_parameter_order=True)
    ids = list(await session.scalars(statement, rows))
    variants = [
        {"revision_id": id_, "position": place, "text": text}
        for id_, draft in zip(ids, drafts, strict=True)
        for place, text in enumerate(draft.variants)
    ]
    citations = [
        {"revision_id": id_, "position": place, **asdict(citation)}
        for id_, draft in zip(ids, drafts, strict=True)
        for place, citation in enumerate(draft.citations)
    ]
    await session.execute(insert(models.Variant), variants)
    await session.execute(insert(models.Citation), citations)


def _revision(draft: Draft, number: int, now: datetime) -> dict[str, Any]:
    same = ("question", "answer", "details", "conditions", "example", "situation", "review_note", "status")
    days = ("checked_on", "review_due_on", "valid_from", "valid_to")
    return {
        **{key: getattr(draft, key) for key in same + days},
        "entry_id": draft.id,
        "number": number,
        "computed": list(draft.computed),
        "stale_when": [f"{place.document}#{place.article}" for place in draft.stale_when],
        "digest": digest_of(draft),
        "loaded_at": now,
    }


async def _replace_register(session: AsyncSession, source: Source, now: datetime) -> None:
    """Register and figures are rewritten whole; documents are only added and updated, since citations name them.

    What was recorded here stays.
    """
    await _place_documents(session, source)
    rewritten: tuple[type[Base], ...] = (models.LegalArticle, models.LegalRelation, models.Parameter)
    for table in rewritten:
        await session.execute(delete(table))
    await session.execute(delete(models.LegalChange).where(models.LegalChange.origin == Origin.SHIPPED))
    shipped: dict[type[Base], list[dict[str, Any]]] = {
        models.LegalArticle: [
            {"document": document.number, **asdict(article)}
            for document in source.documents
            for article in document.articles.values()
        ],
        models.LegalRelation: [asdict(relation) for relation in source.relations],
        models.LegalChange: [
            {**asdict(change), "origin": Origin.SHIPPED, "recorded_at": now} for change in source.changes
        ],
        models.Parameter: [
            {key: value for key, value in asdict(item).items() if key not in {"line", "file"}}
            for item in source.parameters
        ],
    }
    for table, rows in shipped.items():
        if rows:
            await session.execute(insert(table), rows)


async def _place_documents(session: AsyncSession, source: Source) -> None:
    present = set(await session.scalars(select(models.LegalDocument.number)))
    for document in source.documents:
        values = {
            "name": document.name,
            "in_force_from": document.in_force_from,
            "in_force_to": document.in_force_to,
            "consolidated_by": document.consolidated_by,
        }
        if document.number in present:
            where = models.LegalDocument.number == document.number
            await session.execute(update(models.LegalDocument).where(where).values(values))
        else:
            await session.execute(insert(models.LegalDocument).values(number=document.number, **values))

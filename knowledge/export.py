"""The tables back into the form of `content/entries/*.yaml`, so that what changed can be reviewed by diff."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from knowledge import models
from knowledge.entry import ReviewStatus

TEXTS = ("details", "conditions", "example", "situation", "review_note", "computed")


def _citation(row: models.Citation) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "document": row.document,
        "article": int(row.article) if row.article.isdigit() else row.article,
    }
    shown |= {key: value for key in ("clause", "point") if (value := getattr(row, key)) is not None}
    return shown | ({"primary": True} if row.is_primary else {})


def _record(revision: models.Revision) -> dict[str, Any]:
    record: dict[str, Any] = {"id": revision.entry_id}
    if revision.status != ReviewStatus.APPROVED:
        record["status"] = revision.status.value
    record |= {"question": revision.question, "answer": revision.answer}
    record |= {key: value for key in TEXTS if (value := getattr(revision, key))}
    record |= {key: value for key in ("valid_from", "valid_to") if (value := getattr(revision, key))}
    record |= {key: getattr(revision, key) for key in ("checked_on", "review_due_on")}
    record |= {"stale_when": revision.stale_when} if revision.stale_when else {}
    record["variants"] = [variant.text for variant in revision.variants]
    record["citations"] = [_citation(citation) for citation in revision.citations]
    return record


async def read_topics(session: AsyncSession) -> dict[str, list[dict[str, Any]]]:
    """The records of the current revisions by topic."""
    query = (
        select(models.Revision)
        .where(models.Revision.retired_at.is_(None))
        .options(
            selectinload(models.Revision.variants),
            selectinload(models.Revision.citations),
            selectinload(models.Revision.entry),
        )
        .order_by(models.Revision.id)
    )
    topics: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for revision in await session.scalars(query):
        topics[revision.entry.topic].append(_record(revision))
    return topics


def write_topics(topics: dict[str, list[dict[str, Any]]], folder: Path) -> int:
    """Write one file a topic into `folder`; returns the number of entries written."""
    folder.mkdir(parents=True, exist_ok=True)
    for topic, records in sorted(topics.items()):
        text = yaml.safe_dump(
            {"topic": topic, "entries": records}, allow_unicode=True, sort_keys=False, width=110
        )
        (folder / f"{topic}.yaml").write_text(text, "utf-8")
    return sum(len(records) for records in topics.values())

"""Our own entries for training and calibration, read from the content folder."""

import re
from datetime import date
from pathlib import Path

from knowledge.entry import Entry, ReviewStatus
from knowledge.source import CONTENT, Draft, read_source

_PLACEHOLDER = re.compile(r"\{\{.*?\}\}")


def read_entries(folder: Path = CONTENT) -> list[Entry]:
    """Every approved entry of the folder; figures that are filled in at serving time are left out."""
    return [_entry(draft) for draft in read_source(folder).drafts if draft.status is ReviewStatus.APPROVED]


def read_titles(folder: Path = CONTENT) -> dict[tuple[str, str], str]:
    """(document, article) to the article's title."""
    return {
        (document.number, article.number): article.title
        for document in read_source(folder).documents
        for article in document.articles.values()
    }


def _entry(draft: Draft) -> Entry:
    return Entry(
        id=draft.id,
        revision=1,
        topic=draft.topic,
        question=draft.question,
        answer=_PLACEHOLDER.sub("", draft.answer),
        citations=draft.citations,
        variants=draft.variants,
        checked_on=draft.checked_on,
        review_due_on=draft.review_due_on,
        valid_from=draft.valid_from or date.min,
        valid_to=draft.valid_to,
        details=_PLACEHOLDER.sub("", draft.details),
        conditions=_PLACEHOLDER.sub("", draft.conditions),
        example=_PLACEHOLDER.sub("", draft.example),
    )

"""The library of answers: what is served today, what needs work first, each topic, and lists of entries to look through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Response

from admin.deps import CuratorVisit, Visit
from admin.entry_state import FILTERS, SOON, Item, list_items
from admin.errors import NotFound
from admin.shelf import Shelved, fold
from knowledge.changes import list_due
from knowledge.entry import ReviewStatus
from knowledge.topics import TOPICS
from reach.clock import day_of

router = APIRouter()

MOST_NAMED = 3
MOST_LISTED = 100
LONGEST_SEARCH = 100
URGENT = ("stopped", "overdue", "ending", "due", "waiting")
"""The lists that need work, the most pressing first."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic of the table."""

    code: str
    label: str
    items: list[Item]

    @property
    def served(self) -> int:
        return sum(item.is_served for item in self.items)

    @property
    def approved(self) -> int:
        return sum(item.is_approved_here for item in self.items)

    @property
    def waiting(self) -> int:
        """How many one approval of the whole topic would let through."""
        return sum(item.may_be_approved_with_others for item in self.items)


async def read_items(visit: Visit) -> tuple[Shelved, list[Item]]:
    """Every live entry with its state today, by topic and id."""
    office = visit.office
    shelved = await office.shelf.read()
    day = day_of(office.clock())
    items = list_items(shelved.holdings.revisions, day, only_locally_approved=office.only_locally_approved)
    return shelved, items


@router.get("/library")
async def show_library(visit: CuratorVisit, approved: int = 0, topic: str = "") -> Response:
    """The figures, the work, the topics. `approved` and `topic` tell what an approval just did."""
    shelved, items = await read_items(visit)
    day = day_of(visit.office.clock())
    return visit.page(
        "library.html",
        section="show_library",
        items=items,
        served=sum(item.is_served for item in items),
        approved_here=sum(item.is_approved_here for item in items),
        is_strict=visit.office.only_locally_approved,
        groups=list_groups(items),
        most_named=MOST_NAMED,
        reasons=find_reasons(shelved, day),
        topics=list_topics(items),
        newly_approved=max(approved, 0),
        newly_approved_topic=TOPICS.get(topic, ""),
        day=day,
    )


@router.get("/library/entries")
async def list_entries(
    visit: CuratorVisit, *, topic: str = "", state: str = "", document: str = "", q: str = ""
) -> Response:
    """The entries of a topic, of a state, standing on a document, holding a text; or all of that at once."""
    shelved, items = await read_items(visit)
    law = shelved.holdings.library.register.documents.get(document)
    if (topic and topic not in {item.entry.topic for item in items}) or (document and law is None):
        raise NotFound
    wanted = q.strip()[:LONGEST_SEARCH]
    inside = [item for item in items if topic in {"", item.entry.topic}]
    if law:
        inside = [item for item in inside if stands_on(item, document)]
    inside = list(search(shelved, inside, wanted))
    state = state if state in FILTERS else ""
    chosen = [item for item in inside if FILTERS[state][1](item)] if state else inside
    return visit.page(
        "library_entries.html",
        section="show_library",
        topic=topic,
        title=TOPICS.get(topic, topic) or "Tất cả các mục",
        law=law,
        state=state,
        q=wanted,
        filters=count_filters(inside, state),
        total=len(inside),
        found=len(chosen),
        items=chosen[:MOST_LISTED],
        row=TopicRow(topic, "", [item for item in items if item.entry.topic == topic]) if topic else None,
        reasons=find_reasons(shelved, day_of(visit.office.clock())),
        labels=TOPICS,
    )


def search(shelved: Shelved, items: Iterable[Item], wanted: str) -> Iterable[Item]:
    """Those whose id, question, answer or wordings hold the text, marks or no marks; all, where it is empty."""
    folded = fold(wanted)
    return (item for item in items if not folded or folded in shelved.folded[item.entry.id])


def stands_on(item: Item, document: str) -> bool:
    """Whether a change of the document may stop the entry."""
    return any(place.document == document for place in item.entry.standing)


def count_filters(items: list[Item], chosen: str) -> list[tuple[str, str, int]]:
    """Word, label and number of each list that holds something, or is the one looked at."""
    counted = [(key, label, sum(map(fits, items))) for key, (label, fits) in FILTERS.items()]
    return [row for row in counted if row[2] or row[0] == chosen]


def list_groups(items: list[Item]) -> list[tuple[str, str, list[Item]]]:
    """Word, label and entries of each list that needs work: the nearest day first, then what nobody approved yet."""
    found = []
    for key in URGENT:
        label, fits = FILTERS[key]
        group = sorted(filter(fits, items), key=_rank)
        if group:
            found.append((key, label, group))
    return found


def _rank(item: Item) -> tuple[date, bool, bool, date]:
    is_new = item.reviewed.status is ReviewStatus.REVIEW
    return item.on or date.max, not is_new, not item.is_local, item.entry.review_due_on


def list_topics(items: list[Item]) -> list[TopicRow]:
    """The topics that have entries, in the order workers see them."""
    by_topic: dict[str, list[Item]] = {topic: [] for topic in TOPICS}
    for item in items:
        by_topic.setdefault(item.entry.topic, []).append(item)
    return [TopicRow(topic, TOPICS.get(topic, topic), rows) for topic, rows in by_topic.items() if rows]


def find_reasons(shelved: Shelved, day: date) -> dict[str, str]:
    """By entry: why it stopped, will stop or must be looked at."""
    due = list_due(shelved.holdings.library, day + SOON + timedelta(days=1))
    return {frozen.entry.id: "; ".join(frozen.reasons) for frozen in due}

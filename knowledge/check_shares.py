"""Whether every topic has its share of the library: asked of what ships, not of a local folder."""

from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.entry import ReviewStatus
from knowledge.source import Draft
from knowledge.topics import TOPICS
from knowledge.yaml_file import Problem

LEAST_OF_TOPIC = 12
LEAST_OF = {"scams": 10}  # few rumours have an answer of their own in law
LEAST_IN_ALL = 700
LEAST_SITUATIONS = 60


def least_of(topic: str) -> int:
    return LEAST_OF.get(topic, LEAST_OF_TOPIC)


def share_problems(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """What is missing, a topic at a time."""
    approved = [draft for draft in drafts if draft.status is ReviewStatus.APPROVED]
    counts = Counter(draft.topic for draft in approved)
    for topic in TOPICS:
        if counts[topic] < least_of(topic):
            message = f"has {counts[topic]} approved entries, at least {least_of(topic)} are needed"
            yield Problem(f"{topic}.yaml", 0, message)
    if len(approved) < LEAST_IN_ALL:
        yield Problem(
            "entries", 0, f"{len(approved)} approved entries in all, at least {LEAST_IN_ALL} are needed"
        )
    situations = sum(bool(draft.situation) for draft in approved)
    if situations < LEAST_SITUATIONS:
        yield Problem(
            "entries", 0, f"{situations} entries have a situation, at least {LEAST_SITUATIONS} are needed"
        )

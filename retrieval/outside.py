"""Messages that are no question about work, each of a kind, and what is said back to each kind."""

from dataclasses import dataclass
from functools import lru_cache

from retrieval.result import Refusal, SmallTalk
from retrieval.text import read_rows

SMALLTALK = {kind.value: kind for kind in SmallTalk}
REFUSALS = {
    "advert": Refusal.ADVERT,
    "personal_data": Refusal.PERSONAL_DATA,
    "foreign": Refusal.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Outside:
    """One example, in our own words."""

    kind: str
    text: str


@lru_cache(1)
def read_outside() -> tuple[Outside, ...]:
    """Every example we ship, grouped by kind."""
    rows = [Outside(kind, text) for kind, text in read_rows("outside.tsv")]
    kinds = list(dict.fromkeys(row.kind for row in rows))
    return tuple(sorted(rows, key=lambda row: kinds.index(row.kind)))


def refusal_of(kind: str) -> Refusal:
    """What a message of this kind is refused as."""
    return REFUSALS.get(kind, Refusal.OUT_OF_FIELD)

"""One turn of a talk: who speaks, what he did, what we remember, and what the answer may lean on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from bot.messages import Inbound
from knowledge.calculators.shape import Calculator
from knowledge.entry import Entry
from knowledge.validity import Library
from reach import dialogues
from reach.models import Dialogue, Worker
from retrieval.result import Context, Result
from store.database import Session


class Searcher(Protocol):
    """What the conversation needs of retrieval."""

    def search(self, text: str, /, *, on: date, context: Context | None = None) -> Result:
        """The verdict on one message, as of a day."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The library as read at the start, the searcher built from it, and the calculators by name."""

    library: Library
    searcher: Searcher
    calculators: Mapping[str, Calculator] = field(default_factory=dict)


@dataclass(slots=True)
class Turn:
    """One inbound message being answered, within one transaction."""

    session: Session
    inbound: Inbound
    knowledge: Knowledge
    worker: Worker
    dialogue: Dialogue
    now: datetime
    day: date

    @property
    def memory(self) -> dict[str, Any]:
        """What this dialogue remembers for 30 minutes."""
        return self.dialogue.memory

    def remember(self, **facts: Any) -> None:
        """Put facts into the memory; None takes one out."""
        dialogues.remember(self.dialogue, now=self.now, **facts)

    def step(self, name: str = "") -> None:
        """Wait for a certain kind of message next; empty: for any."""
        self.dialogue.step = name
        self.dialogue.updated_at = self.now


def find_entry(turn: Turn, entry_id: str) -> Entry | None:
    """The entry, if it may be served today."""
    for entry in turn.knowledge.library.entries:
        if entry.id == entry_id and entry.holds_on(turn.day):
            return entry
    return None

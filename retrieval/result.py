"""What a search returns: three ways to be honest, and small talk."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.entry import Entry


class Status(StrEnum):
    """How sure we are."""

    ANSWERED = "answered"  # `best` answers it
    UNSURE = "unsure"  # `suggestions` are the three nearest questions
    REFUSED = "refused"  # nothing near, or not our field
    SMALLTALK = "smalltalk"  # a greeting, thanks, a goodbye


class Refusal(StrEnum):
    """Why nothing is offered; each has its own next step in the wording."""

    NOTHING_NEAR = "nothing_near"
    OUT_OF_FIELD = "out_of_field"  # other law, medicine, weather, loans, …
    PERSONAL_DATA = "personal_data"  # asks about somebody else's data
    ADVERT = "advert"  # job scams, lures
    UNREADABLE = "unreadable"  # empty, punctuation, keyboard noise, a foreign language


class SmallTalk(StrEnum):
    """Which friendly word to give back."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    ABUSE = "abuse"
    WHO_ARE_YOU = "who_are_you"


@dataclass(frozen=True, slots=True)
class Context:
    """What a follow-up may lean on: the dialogue's last question and its entry. Older than 30 minutes, none is given."""

    questions: tuple[str, ...] = ()  # earlier messages of the same dialogue, oldest first
    entry_id: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry with how well it matched. `score` is a calibrated probability 0..1 that it answers the question."""

    entry: Entry
    score: float
    matched: str  # the variant or question that matched best


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one message."""

    status: Status
    day: date
    best: Hit | None = None  # with ANSWERED
    suggestions: tuple[Hit, ...] = ()  # up to 3; related entries with ANSWERED, nearest with UNSURE
    refusal: Refusal | None = None
    smalltalk: SmallTalk | None = None
    used_context: bool = False

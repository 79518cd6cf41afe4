"""Why a message got its verdict: how it was read, what came nearest and by how much, and what held the answer back."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np

from knowledge.entry import Entry
from retrieval.fusion import FEATURES
from retrieval.index import Matches
from retrieval.result import Context, Refusal, Status
from retrieval.search import EXACT, Ranking, Searcher, Weighed
from retrieval.text import Query

PLACES = 3  # entries shown
DIGITS = 4
_SCORES = tuple(name for name in FEATURES if name != "is_outside")


class Reason(StrEnum):
    """Which rule decided."""

    FRIENDLY = "friendly"  # nothing but greetings and politeness
    UNREADABLE = "unreadable"
    NOTHING_IN_FORCE = "nothing_in_force"  # no entry may speak on the day
    OUTSIDE_NEARER = "outside_nearer"  # a kind of message outside our field ranks before every entry
    KNOWN_WORDING = "known_wording"
    SURE = "sure"  # at or above the threshold of answers
    SILENT_NEARER = "silent_nearer"  # sure, but an entry that must be silent on the day fits better
    NEAR = "near"  # between the two thresholds
    FOLLOW_UP = "follow_up"  # below both, but read with the question before
    OUTSIDE_WORDING = (
        "outside_wording"  # below both, and an example outside our field is nearer than any wording
    )
    OUTSIDE_LIKELY = "outside_likely"  # below both, and its vector does not look like work
    TOO_FAR = "too_far"  # below both


class Silence(StrEnum):
    """Why an entry may not speak on a day."""

    NOT_YET = "not_yet"
    ENDED = "ended"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Reading:
    """The message as the rankers see it; texts are syllables joined by blanks."""

    syllables: str  # after spelling and abbreviations, without greetings
    focus: str  # the part that asks
    marks: float  # 0..1: how much typed marks count


@dataclass(frozen=True, slots=True)
class Place:
    """One of the best entries. `score` has no unit: only differences between scores of one message mean something."""

    entry_id: str
    question: str
    matched: str  # the wording of the entry that came nearest
    score: float  # what it is ranked by
    behind: float  # how far below the first
    most_behind_in: str | None  # the name in `scores` that costs it most; None: in none
    is_same_law: bool  # stands on the law of the first: no rival, it takes no sureness away
    scores: dict[str, float]  # accented and folded words, cosine; each of the message, its focus, the profile


@dataclass(frozen=True, slots=True)
class Leaning:
    """The messages before this one, and whether it was read with the last of them."""

    earlier: tuple[str, ...]
    is_used: bool


@dataclass(frozen=True, slots=True)
class Silent:
    """An entry that fits better than the first, and must be silent on the day."""

    entry_id: str
    question: str
    matched: str
    score: float
    ahead: float  # of the first
    silence: Silence
    since: str  # ISO day: of the end, of the coming into force, or the last day before the review was due


@dataclass(frozen=True, slots=True)
class Stranger:
    """The kind of message outside our field that came nearest."""

    kind: str
    matched: str
    score: float
    behind: float  # of the first entry; below 0 it is nearer


@dataclass(frozen=True, slots=True)
class Why:
    """One verdict explained. Where it fell before any ranking there are no places, no sureness, no stranger."""

    reason: Reason
    reading: Reading
    sureness: float | None  # probability 0..1 that the first entry answers
    raw_sureness: float | None  # before a silent entry lowered it
    thresholds: dict[
        str, float
    ]  # sureness from which on we answer, and from which on we offer near questions
    places: tuple[Place, ...]
    context: Leaning
    silent: Silent | None
    outside: Stranger | None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def explain(searcher: Searcher, weighed: Weighed, context: Context | None = None) -> Why:
    """The verdict of `Searcher.weigh` explained; give the context it was given."""
    ranking, query = weighed.ranking, weighed.query
    calibration = searcher.calibration
    return Why(
        reason=_reason(searcher, weighed),
        reading=_reading(query),
        sureness=_round(ranking.sureness) if ranking else None,
        raw_sureness=_round(ranking.raw_sureness) if ranking else None,
        thresholds={"answered": _round(calibration.answered), "unsure": _round(calibration.unsure)},
        places=_places(searcher, ranking) if ranking else (),
        context=Leaning(context.questions if context else (), weighed.result.used_context),
        silent=_silent(searcher, ranking, weighed.result.day) if ranking else None,
        outside=_stranger(searcher, ranking) if ranking else None,
    )


def _reason(searcher: Searcher, weighed: Weighed) -> Reason:
    result, ranking = weighed.result, weighed.ranking
    if ranking is None:
        if result.status is Status.SMALLTALK:
            return Reason.FRIENDLY
        return Reason.UNREADABLE if result.refusal is Refusal.UNREADABLE else Reason.NOTHING_IN_FORCE
    if result.status is Status.ANSWERED:
        is_known = searcher.is_known(ranking.query, int(ranking.order[0]))
        return Reason.KNOWN_WORDING if is_known else Reason.SURE
    if ranking.outside is not None and ranking.sureness < EXACT:
        return Reason.OUTSIDE_NEARER
    if result.status is Status.UNSURE:
        if ranking.raw_sureness >= searcher.calibration.answered:
            return Reason.SILENT_NEARER
        return Reason.NEAR if ranking.sureness >= searcher.calibration.unsure else Reason.FOLLOW_UP
    if result.refusal is Refusal.NOTHING_NEAR:
        return Reason.TOO_FAR
    return Reason.OUTSIDE_WORDING if searcher.is_by_example(ranking) else Reason.OUTSIDE_LIKELY


def _reading(query: Query) -> Reading:
    return Reading(" ".join(query.syllables), " ".join(query.focus), _round(query.marks))


def _places(searcher: Searcher, ranking: Ranking) -> tuple[Place, ...]:
    rows = searcher.leaders(ranking)[:PLACES]
    return tuple(_place(searcher, ranking, row, rows[0]) for row in rows)


def _place(searcher: Searcher, ranking: Ranking, row: int, first: int) -> Place:
    features, entry = ranking.matches.features, searcher.index.entries[row]
    losses = (features[first] - features[row]) * np.asarray(searcher.calibration.ranking)
    costliest = int(losses[: len(_SCORES)].argmax())
    return Place(
        entry_id=entry.id,
        question=entry.question,
        matched=_matched(searcher, ranking.matches, row),
        score=_round(ranking.scores[row]),
        behind=_round(ranking.scores[first] - ranking.scores[row]),
        most_behind_in=_SCORES[costliest] if losses[costliest] > 0 else None,
        is_same_law=bool(searcher.index.kin[first, row]),
        scores={name: _round(features[row, i]) for i, name in enumerate(_SCORES)},
    )


def _silent(searcher: Searcher, ranking: Ranking, day: date) -> Silent | None:
    first = int(ranking.order[0])
    found = searcher.find_overtaker(ranking.query, first, ranking.scores, day)
    if found is None:
        return None
    row, matches = found
    entry = searcher.index.entries[row]
    score = float(searcher.calibration.rank(matches.features[[row]])[0])
    silence, since = _silence(entry, day)
    return Silent(
        entry_id=entry.id,
        question=entry.question,
        matched=_matched(searcher, matches, row),
        score=_round(score),
        ahead=_round(score - ranking.scores[first]),
        silence=silence,
        since=since.isoformat(),
    )


def _silence(entry: Entry, day: date) -> tuple[Silence, date]:
    if entry.valid_from > day:
        return Silence.NOT_YET, entry.valid_from
    if entry.valid_to is not None and entry.valid_to <= day:
        return Silence.ENDED, entry.valid_to
    return Silence.OVERDUE, entry.review_due_on


def _stranger(searcher: Searcher, ranking: Ranking) -> Stranger | None:
    index, scores = searcher.index, ranking.scores
    if not index.kinds:
        return None
    row = len(index.entries) + int(scores[len(index.entries) :].argmax())
    return Stranger(
        kind=index.kinds[row - len(index.entries)],
        matched=_matched(searcher, ranking.matches, row),
        score=_round(scores[row]),
        behind=_round(scores[ranking.order[0]] - scores[row]),
    )


def _matched(searcher: Searcher, matches: Matches, row: int) -> str:
    return searcher.index.wordings[int(matches.nearest[row])]


def _round(value: float | np.floating[Any]) -> float:
    return round(float(value), DIGITS)

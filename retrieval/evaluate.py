"""How often a searcher is right, wrong and silent, counted over rows of test questions; nothing here prints."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import numpy as np

from knowledge.entry import Entry
from retrieval.result import Context, Hit, Result, Status
from retrieval.search import Searcher

Row = Mapping[str, Any]
"""One test: question and gold; or message, which is outside our field; or first and second, a follow-up, with gold."""
Article = tuple[str, str]
Originals = Mapping[str, str]
"""Number of a consolidation to the number of the document it consolidates."""
Interval = tuple[float, float]
"""Lower and upper end of a share, each 0..1."""

RESAMPLES = 2000
SEED = 20261120
INSIDE = 0.95  # share of the resamples an interval holds


@dataclass(frozen=True, slots=True)
class Intervals:
    """How far the shares of a group would move if as many other questions of its kind were asked: 95 %."""

    first: Interval
    in_three: Interval
    answered: Interval
    wrong: Interval | None  # of the answered; None where nothing was answered

    def to_json(self) -> dict[str, Any]:
        return {
            "first_share": self.first,
            "in_three_share": self.in_three,
            "answered_share": self.answered,
            "wrong_share_of_answered": self.wrong,
        }


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over one group of questions, and the shares made of them; every share is 0..1, None over nothing."""

    asked: int
    first: int  # a gold article among all citations of the entry at rank 1, answered or only nearest
    first_primary: int  # the same among its primary citations alone
    in_three: int  # among the first three entries
    answered: int
    wrong: int  # answered with an entry that cites no gold article

    @property
    def first_share(self) -> float | None:
        return share(self.first, self.asked)

    @property
    def wrong_share(self) -> float | None:
        """Wrong answers as a share of the given ones."""
        return share(self.wrong, self.answered)

    def to_json(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "first_share": self.first_share,
            "first_primary_share": share(self.first_primary, self.asked),
            "in_three_share": share(self.in_three, self.asked),
            "answered_share": share(self.answered, self.asked),
            "wrong_share_of_answered": self.wrong_share,
        }


@dataclass(frozen=True, slots=True)
class Strays:
    """Messages outside our field."""

    asked: int
    answered: int  # wrongly
    offered: int  # "unsure": near questions were offered
    by_kind: dict[str, int] = field(default_factory=dict)  # kind of the wrongly answered ones to how many

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "answered_share": share(self.answered, self.asked)}


@dataclass(frozen=True, slots=True)
class Miss:
    """One question that went wrong, for a person to look at."""

    id: str
    status: str
    got: str | None  # entry at rank 1
    is_reachable: bool  # some entry cites a gold article: the ranking failed, not the library


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The whole report."""

    total: Figures
    registers: dict[str, Figures]
    topics: dict[str, Figures]
    followups: Figures
    strays: Strays
    p50_ms: float
    p95_ms: float
    misses: tuple[Miss, ...]
    intervals: Intervals | None = None  # of the total; None over nothing
    register_intervals: dict[str, Intervals] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "total": self.total.to_json(),
            "registers": {name: figures.to_json() for name, figures in self.registers.items()},
            "intervals": {
                "total": self.intervals.to_json() if self.intervals else None,
                "registers": {name: found.to_json() for name, found in self.register_intervals.items()},
            },
            "topics": {name: figures.to_json() for name, figures in self.topics.items()},
            "followups": self.followups.to_json(),
            "out_of_scope": self.strays.to_json(),
            "latency_ms": {"p50": self.p50_ms, "p95": self.p95_ms},
            "misses": [asdict(miss) for miss in self.misses],
        }


@dataclass(frozen=True, slots=True)
class Trial:
    """One row with what was answered."""

    row: Row
    result: Result
    nearest: tuple[Entry, ...]  # up to three, best first
    gold: frozenset[Article]
    milliseconds: float


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def cited(entry: Entry, originals: Originals, *, primary_only: bool = False) -> set[Article]:
    """The articles an entry stands on, consolidations under the number of their original."""
    return {
        (originals.get(c.document, c.document), c.article)
        for c in entry.citations
        if c.is_primary or not primary_only
    }


def nearest_of(result: Result) -> tuple[Entry, ...]:
    """The answered entry and the related ones, or the suggestions: at most three."""
    hits: list[Hit] = [*([result.best] if result.best else []), *result.suggestions]
    return tuple(hit.entry for hit in hits[:3])


def _gold(row: Row, originals: Originals) -> frozenset[Article]:
    return frozenset(
        (originals.get(g["document"], g["document"]), str(g["article"])) for g in row.get("gold", ())
    )


def attempt(
    searcher: Searcher,
    row: Row,
    *,
    on: date,
    originals: Originals,
    clock: Callable[[], float] = time.perf_counter,
) -> Trial:
    """Ask one row; of a follow-up the first message is the context of the second."""
    context = None
    if "second" in row:
        first = searcher.search(row["first"], on=on)
        entry_id = first.best.entry.id if first.best else None
        context = Context((row["first"],), entry_id)
    message = row.get("second") or row.get("question") or row.get("message") or ""
    start = clock()
    result = searcher.search(message, on=on, context=context)
    return Trial(row, result, nearest_of(result), _gold(row, originals), 1000 * (clock() - start))


def count(trials: Sequence[Trial], originals: Originals) -> Figures:
    """Figures over trials that have a gold."""
    first = primary = in_three = answered = wrong = 0
    for trial in trials:
        hits = [bool(trial.gold & cited(entry, originals)) for entry in trial.nearest]
        is_answered = trial.result.status is Status.ANSWERED
        first += hits[:1] == [True]
        primary += bool(trial.nearest and trial.gold & cited(trial.nearest[0], originals, primary_only=True))
        in_three += any(hits)
        answered += is_answered
        wrong += is_answered and hits[:1] != [True]
    return Figures(len(trials), first, primary, in_three, answered, wrong)


def bootstrap(trials: Sequence[Trial], originals: Originals) -> Intervals:
    """Percentile intervals over resamples of at least one trial; the same trials always give the same ones.

    Only how often each pattern of outcomes is drawn matters, so the patterns are drawn and not the trials.

    Source:
        Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3.
    """
    patterns = Counter(_pattern(trial, originals) for trial in trials)
    ordered = sorted(patterns)
    shares = np.array([patterns[pattern] for pattern in ordered]) / len(trials)
    drawn = np.random.default_rng(SEED).multinomial(len(trials), shares, size=RESAMPLES)
    first, in_three, answered, wrong = (drawn @ np.array(ordered)).T
    given = answered > 0
    return Intervals(
        _middle(first / len(trials)),
        _middle(in_three / len(trials)),
        _middle(answered / len(trials)),
        _middle(wrong[given] / answered[given]) if given.any() else None,
    )


def _pattern(trial: Trial, originals: Originals) -> tuple[int, int, int, int]:
    """What one trial adds to each count: right first, in three, answered, wrong."""
    one = count([trial], originals)
    return one.first, one.in_three, one.answered, one.wrong


def _middle(shares: np.ndarray[Any, np.dtype[np.float64]]) -> Interval:
    """The ends of the middle `INSIDE` of resampled shares."""
    low, high = np.quantile(shares, [(1 - INSIDE) / 2, (1 + INSIDE) / 2])
    return round(float(low), 4), round(float(high), 4)


def count_strays(trials: Sequence[Trial]) -> Strays:
    answered = [trial for trial in trials if trial.result.status is Status.ANSWERED]
    kinds: dict[str, int] = {}
    for trial in answered:
        kind = str(trial.row.get("kind", ""))
        kinds[kind] = kinds.get(kind, 0) + 1
    offered = sum(trial.result.status is Status.UNSURE for trial in trials)
    return Strays(len(trials), len(answered), offered, kinds)


def _by(trials: Sequence[Trial], key: str) -> dict[str, list[Trial]]:
    groups: dict[str, list[Trial]] = {}
    for trial in trials:
        groups.setdefault(str(trial.row.get(key, "")), []).append(trial)
    return dict(sorted(groups.items()))


def _misses(trials: Iterable[Trial], entries: Sequence[Entry], originals: Originals) -> tuple[Miss, ...]:
    reachable = {article for entry in entries for article in cited(entry, originals)}
    return tuple(
        Miss(
            str(trial.row.get("id", "")),
            trial.result.status.value,
            trial.nearest[0].id if trial.nearest else None,
            bool(trial.gold & reachable),
        )
        for trial in trials
        if not (trial.nearest and trial.gold & cited(trial.nearest[0], originals))
    )


def percentile(values: Sequence[float], p: float) -> float:
    """The value below which the share `p` of the values lies; 0 over nothing."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(p * len(ordered)))], 3) if ordered else 0.0


def evaluate(
    searcher: Searcher, rows: Iterable[Row], *, on: date, originals: Originals | None = None
) -> Evaluation:
    """Ask every row and count. Rows of the three forms may be mixed; see `Row`."""
    originals = originals or {}
    trials = [attempt(searcher, row, on=on, originals=originals) for row in rows]
    questions = [t for t in trials if "question" in t.row]
    followups = [t for t in trials if "second" in t.row]
    strays = [t for t in trials if "message" in t.row]
    registers, topics = _by(questions, "register"), _by(questions, "topic")
    times = [t.milliseconds for t in trials]
    return Evaluation(
        total=count(questions, originals),
        registers={name: count(group, originals) for name, group in registers.items()},
        topics={name: count(group, originals) for name, group in topics.items()},
        followups=count(followups, originals),
        strays=count_strays(strays),
        p50_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
        misses=_misses([*questions, *followups], searcher.index.entries, originals),
        intervals=bootstrap(questions, originals) if questions else None,
        register_intervals={name: bootstrap(group, originals) for name, group in registers.items()},
    )

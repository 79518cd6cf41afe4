"""From labelled questions to the threshold of answering: the risk–coverage curve, read off with a stated confidence."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from math import sqrt
from statistics import NormalDist
from typing import Any

from retrieval.evaluate import Originals, Row, Trial, attempt, cited, share
from retrieval.fusion import Calibration
from retrieval.result import Status
from retrieval.search import Searcher

SUPPORT = 100  # answered questions below which a threshold is a guess
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99)
"""Thresholds a table shows beside the one in use and the chosen one."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What a threshold must keep; shares 0..1."""

    wrong: float = 0.05  # of the given answers at most
    outside: float = 0.03  # of the messages outside our field answered at most
    confidence: float = 0.8  # one-sided, from 0.5 to below 1


@dataclass(frozen=True, slots=True)
class Point:
    """What one threshold does: counts, and upper bounds of both risks at the confidence asked for."""

    threshold: float
    asked: int
    answered: int
    wrong: int
    wrong_bound: float  # of the share wrong / answered; 1 over nothing
    strays: int
    strays_answered: int
    strays_bound: float  # of the share strays_answered / strays; 1 over nothing

    def keeps(self, targets: Targets) -> bool:
        return self.wrong_bound <= targets.wrong and self.strays_bound <= targets.outside

    def to_json(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "answered_share": share(self.answered, self.asked),
            "wrong_share_of_answered": share(self.wrong, self.answered),
            "strays_answered_share": share(self.strays_answered, self.strays),
        }


@dataclass(frozen=True, slots=True)
class Curve:
    """Every message of a file with how sure we would be; those refused at any threshold have no sureness here."""

    asked: int  # questions, refused ones included
    strays: int  # messages outside our field, refused ones included
    given: tuple[float, ...]  # sureness of the questions, rising
    wrong: tuple[float, ...]  # of those whose answer cites no gold article, rising
    astray: tuple[float, ...]  # of the messages outside our field, rising

    def at(self, threshold: float, confidence: float) -> Point:
        """What is answered from this sureness on."""
        answered, wrong, astray = (
            len(sure) - bisect_left(sure, threshold) for sure in (self.given, self.wrong, self.astray)
        )
        return Point(
            threshold,
            *(self.asked, answered, wrong, upper_bound(wrong, answered, confidence)),
            *(self.strays, astray, upper_bound(astray, self.strays, confidence)),
        )


def upper_bound(bad: int, of: int, confidence: float) -> float:
    """One-sided upper bound of the share bad / of; 1 over nothing.

    Source:
        Wilson, JASA 22, 1927, doi:10.1080/01621459.1927.10502953.
    """
    if not of:
        return 1.0
    z = NormalDist().inv_cdf(confidence)
    spread = z * sqrt(bad * (of - bad) / of + z * z / 4)
    return (bad + z * z / 2 + spread) / (of + z * z)


@dataclass(frozen=True, slots=True)
class Finding:
    """A curve with what was asked of it and what came out."""

    curve: Curve
    targets: Targets
    current: Point  # the threshold in use
    strictest: Point | None  # where the search began; None: too few answered questions even at the floor
    chosen: Point | None  # the lowest threshold that keeps the targets
    most: int  # questions answered at the floor
    left_out: dict[str, int]  # rows of the file that took no part

    def to_json(self) -> dict[str, Any]:
        at = (self.curve.at(step, self.targets.confidence) for step in STEPS)
        return {
            "targets": asdict(self.targets),
            "current": self.current.to_json(),
            "chosen": self.chosen.to_json() if self.chosen else None,
            "strictest": self.strictest.to_json() if self.strictest else None,
            "curve": [point.to_json() for point in at],
            "left_out": self.left_out,
        }


def find_threshold(
    searcher: Searcher, rows: Sequence[Row], targets: Targets, *, on: date, originals: Originals
) -> Finding:
    """Try the rows and look for the threshold. Follow-ups take no part, and every text only once.

    No threshold goes below the one from which on near questions are offered.
    """
    alone = [row for row in rows if "second" not in row]
    once = list({_text(row): row for row in reversed(alone)}.values())[::-1]
    curve = draw_curve(searcher, once, on=on, originals=originals)
    used = searcher.calibration
    return Finding(
        curve,
        targets,
        current=curve.at(used.answered, targets.confidence),
        strictest=next(_supported(curve, targets, used.unsure), None),
        chosen=choose(curve, targets, floor=used.unsure),
        most=curve.at(used.unsure, targets.confidence).answered,
        left_out={"followups": len(rows) - len(alone), "repeated": len(alone) - len(once)},
    )


def _text(row: Row) -> str:
    return " ".join(str(row.get("question") or row.get("message") or "").casefold().split())


def draw_curve(searcher: Searcher, rows: Iterable[Row], *, on: date, originals: Originals) -> Curve:
    """Ask every question with a gold and every message outside our field, held back by no threshold."""
    # -1: what another entry overtakes gets the lower threshold as its sureness, and stays silent
    free = replace(searcher.calibration, answered=0.0, unsure=-1.0)
    unbound = Searcher(searcher.index, searcher.embedder, free)
    trials = [attempt(unbound, row, on=on, originals=originals) for row in rows]
    given = [trial for trial in trials if trial.result.status is Status.ANSWERED]
    questions, strays = ([t for t in given if key in t.row] for key in ("question", "message"))
    wrong = [t for t in questions if not t.gold & cited(t.nearest[0], originals)]
    return Curve(
        sum("question" in trial.row for trial in trials),
        sum("message" in trial.row for trial in trials),
        *(_sureness(questions), _sureness(wrong), _sureness(strays)),
    )


def _sureness(answered: Iterable[Trial]) -> tuple[float, ...]:
    return tuple(sorted(trial.result.best.score for trial in answered if trial.result.best))


def choose(curve: Curve, targets: Targets, *, floor: float) -> Point | None:
    """The lowest threshold that keeps both targets, or None.

    It goes down from the strictest threshold that `SUPPORT` answered questions stand behind and stops at the first that
    breaks a target: a lower one that happens to keep them again is chance, and taking it would spoil the confidence.

    Source:
        Angelopoulos, Bates, Candès, Jordan and Lei, Learn then Test, arXiv:2110.01052, fixed sequence testing.
    """
    chosen = None
    for point in _supported(curve, targets, floor):
        if not point.keeps(targets):
            break
        chosen = point
    return chosen


def _supported(curve: Curve, targets: Targets, floor: float) -> Iterator[Point]:
    """Thresholds at which an answer begins, from the strictest on, with enough answers each."""
    for threshold in sorted({sure for sure in curve.given if sure >= floor}, reverse=True):
        point = curve.at(threshold, targets.confidence)
        if point.answered >= SUPPORT:
            yield point


def with_threshold(searcher: Searcher, finding: Finding, source: Mapping[str, Any]) -> Calibration:
    """The searcher's weights answering from the chosen threshold on; `source` says what told so, and when.

    The weights go along: a sureness means nothing without those that gave it.

    Raises:
        ValueError: no threshold keeps the targets.
    """
    if finding.chosen is None:
        raise ValueError("expected a threshold that keeps the targets")
    notes = {"targets": asdict(finding.targets), "measured": finding.chosen.to_json(), **source}
    used, answered = searcher.calibration, finding.chosen.threshold
    unsure = min(used.unsure, answered)
    return replace(used, answered=answered, unsure=unsure, model=searcher.embedder.name, notes=notes)

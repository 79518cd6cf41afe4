"""From our own wordings to weights and thresholds: nothing here is typed by hand, and nothing learns from test questions.

Every wording is tried against an index, and an encoder, that have not seen it; some as if its entry did not exist.
"""

import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.entry import Entry
from retrieval import text
from retrieval.corpus import asked, fold_out
from retrieval.embedder import Embedder
from retrieval.fusion import FEATURES, SIGNALS, Calibration, signals_of
from retrieval.index import Index, Titles, build_index
from retrieval.noise import add_noise

log = logging.getLogger(__name__)

Floats = NDArray[np.float64]
Golden = tuple[str, str]
"""(entry id, question)"""

WRONG = 0.045  # at most this share of the given answers to questions about work may be wrong
STRAY = 0.02  # at most this share of the messages outside our field may be answered
LOST = 0.01  # at most this share of the questions about work may be refused outright
CONFIDENCE = 0.8416  # standard deviations: one-sided 80 %
NOISED = 0.6
ORPHANS = 0.1  # share of the wordings tried as if no entry answered them
STRAYS = 300  # public questions about other law, a fold
TWINS = 2  # noised twins of every golden question
FAR = -1.0  # the feature of a group that may not be found
_HELD, _ORPHAN, _OUTSIDE, _PUBLIC, _GOLDEN = range(5)
_WEIGHTS = np.array([0.05, 0.05, 3.0, 0.3, 2.0])
"""What a sample of each kind counts for sureness: golden questions are most like a worker's own words."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One message tried: what every group scored, and which entries would have been right."""

    features: NDArray[np.float32]  # (groups, len(FEATURES))
    right: NDArray[np.bool_]  # one truth an entry
    gold: int  # the entry it was written for; -1 for none
    kind: int
    field: float  # linear scope model
    length: int
    has_kind: int  # group of its kind of message outside our field; -1 for none


@dataclass(frozen=True, slots=True)
class Fold:
    """An encoder that has not seen one fold of the wordings."""

    embedder: Embedder
    number: int
    of: int


def _held_out(entries: Sequence[Entry], fold: Fold) -> Iterator[tuple[int, str]]:
    """(entry, wording) of the fold's wordings."""
    for i, entry in enumerate(entries):
        yield from ((i, v) for j, v in enumerate(entry.variants) if j % fold.of == fold.number)


def collect(
    entries: Sequence[Entry], titles: Titles, fold: Fold, strays: Sequence[str], day: date, *, seed: int
) -> list[Sample]:
    """Try every wording of the fold, every message outside our field, and some public questions about other law."""
    chance = random.Random(f"{seed}:{fold.number}")  # noqa: S311
    index = build_index(fold_out(entries, fold.number, fold.of), fold.embedder, titles=titles)
    field = fit_field(index, fold, strays, seed=seed)
    blank = Calibration((0.0,) * len(FEATURES), (0.0,) * (len(SIGNALS) + 1), field, 1, 1, "", {})
    related = index.kin
    nothing = np.zeros(len(entries), bool)

    def attempt(message: str, kind: int, gold: int, without: int | None = None, has_kind: int = -1) -> Sample:
        query = index.read(add_noise(message, seed=seed) if chance.random() < NOISED else message)
        matches = index.match(query, fold.embedder, index.valid(day), without=without)
        features, right = matches.features.copy(), related[gold] if gold >= 0 else nothing
        if kind == _ORPHAN:
            features[: len(entries)][related[gold] | related[:, gold]] = FAR
            right, gold = nothing, -1
        return Sample(
            features, right, gold, kind, blank.is_work(matches.vector), len(query.syllables), has_kind
        )

    samples = []
    for gold, wording in _held_out(entries, fold):
        samples.append(attempt(wording, _ORPHAN if chance.random() < ORPHANS else _HELD, gold))
    groups = index.asks.groups
    for row in np.flatnonzero(groups >= len(entries)):
        if row % fold.of == fold.number:
            samples.append(attempt(index.wordings[row], _OUTSIDE, -1, int(row), int(groups[row])))
    own = [s for i, s in enumerate(strays) if i % fold.of == fold.number]
    samples += [attempt(message, _PUBLIC, -1) for message in chance.sample(own, min(STRAYS, len(own)))]
    return samples


def collect_golden(
    index: Index,
    embedder: Embedder,
    field: tuple[float, ...],
    golden: Sequence[Golden],
    day: date,
    *,
    seed: int,
) -> list[Sample]:
    """Try every golden question, and noised twins of it, against the whole index. Unknown entry ids are left out."""
    ids = {entry.id: i for i, entry in enumerate(index.entries)}
    blank = Calibration((), (), field, 1, 1, "", {})
    samples = []
    for entry_id, question in golden:
        if entry_id not in ids:
            log.warning("golden question for %s: no such entry", entry_id)
            continue
        gold = ids[entry_id]
        for message in [question, *(add_noise(question, seed=seed + twin) for twin in range(TWINS))]:
            query = index.read(message)
            matches = index.match(query, embedder, index.valid(day))
            work = blank.is_work(matches.vector)
            samples.append(
                Sample(matches.features, index.kin[gold], gold, _GOLDEN, work, len(query.syllables), -1)
            )
    return samples


def fit_field(index: Index, fold: Fold, strays: Sequence[str], *, seed: int) -> tuple[float, ...]:
    """A linear model over the embedding: wordings of entries against messages outside our field, each also noised."""
    inside = [w for entry in index.entries for w in asked(entry)]
    first = sum(len(asked(entry)) for entry in index.entries)
    outside = [w for row, w in enumerate(index.wordings) if row >= first and row % fold.of != fold.number]
    outside += [s for i, s in enumerate(strays) if i % fold.of != fold.number][: len(inside)]
    messages = inside + outside
    messages += [add_noise(message, seed=seed + 1) for message in messages]
    queries = [text.read(message) for message in messages]
    vectors = fold.embedder.embed([q.syllables for q in queries], [q.marks for q in queries])
    labels = np.array(2 * ([1.0] * len(inside) + [0.0] * len(outside)))
    weights = np.where(labels == 1, 0.5 / labels.mean(), 0.5 / (1 - labels.mean()))
    return tuple(
        round(float(w), 4) for w in fit_logistic(vectors.astype(np.float64), labels, weights, ridge=3.0)
    )


def fit_logistic(x: Floats, y: Floats, weights: Floats, *, ridge: float) -> Floats:
    """Weights then constant of a ridge logistic regression, by Newton's method.

    Source:
        Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., section 4.4.1, eq. (4.26).
    """
    x = np.hstack([x, np.ones((len(x), 1))])
    penalty = ridge * np.eye(x.shape[1])
    penalty[-1, -1] = 1e-6
    beta = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (weights * (p - y)) + penalty @ beta
        curve = (x * (weights * p * (1 - p) + 1e-9)[:, None]).T @ x + penalty
        step = np.linalg.solve(curve, slope)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def fit_ranking(samples: Sequence[Sample], *, rounds: int = 400) -> tuple[float, ...]:
    """Weights under which the entry a wording was written for comes first: softmax, by Adam.

    No weight is below zero but the last, which only sets the messages outside our field apart. Entries that cite the
    same primary article are neither right nor wrong here. A message outside our field should find its kind first.
    """
    chosen = [s for s in samples if s.gold >= 0 or s.has_kind >= 0]
    target = np.array([s.gold if s.gold >= 0 else s.has_kind for s in chosen])
    features = np.stack([s.features for s in chosen])
    groups = features.shape[1]
    ignored = np.stack([np.pad(s.right, (0, groups - len(s.right))) for s in chosen])
    ignored[np.arange(len(chosen)), target] = False
    masked = np.where(ignored, np.float32(-1e9), np.float32(0))
    w, mean, square = np.array([2.0] * (len(FEATURES) - 1) + [0.0], np.float32), 0.0, 0.0
    floor = np.array([0.0] * (len(FEATURES) - 1) + [-np.inf], np.float32)
    at_target = features[np.arange(len(chosen)), target]
    for step in range(1, rounds + 1):
        z = features @ w + masked
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        slope = np.einsum("ng,ngf->f", p, features, optimize=True) / len(chosen) - at_target.mean(axis=0)
        slope += 1e-3 * w
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        rate = 0.3 * (1 - step / (rounds + 1))
        w = np.maximum(
            w - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8), floor
        )
    return tuple(round(float(value), 4) for value in w)


def measure(
    samples: Sequence[Sample], ranking: Sequence[float], kin: NDArray[np.bool_]
) -> tuple[Floats, NDArray[np.bool_]]:
    """(n, len(SIGNALS)) signals, and whether the best entry is right."""
    rows, right = [], []
    for sample in samples:
        scores = np.where(
            sample.features[:, 0] == FAR, -np.inf, sample.features @ np.asarray(ranking, np.float32)
        )
        rows.append(signals_of(sample.features, scores, kin, sample.field, sample.length))
        right.append(sample.right[scores[: len(kin)].argmax()])
    return np.array(rows, np.float64), np.array(right, bool)


def upper_bound(wrong: NDArray[np.int64], n: NDArray[np.int64]) -> Floats:
    """One-sided 95 % upper bound of a share.

    Source:
        Wilson, JASA 22, 1927, doi:10.1080/01621459.1927.10502953.
    """
    share, z2 = wrong / n, CONFIDENCE**2
    spread = CONFIDENCE * np.sqrt(share * (1 - share) / n + z2 / (4 * n**2))
    return np.asarray((share + z2 / (2 * n) + spread) / (1 + z2 / n))


def threshold(sure: Floats, bad: NDArray[np.bool_], target: float, *, of: int | None = None) -> float:
    """The lowest sureness from which on at most `target` is bad, with confidence: the risk–coverage curve read off.

    Args:
        sure: n probabilities.
        bad: which of them should not be answered.
        target: Allowed share 0..1.
        of: None for a share of the answers given; else of this many messages.
    """
    order = np.argsort(-sure, kind="stable")
    wrong = np.cumsum(bad[order].astype(np.int64))
    n = np.arange(1, len(order) + 1) if of is None else np.full(len(order), of)
    good = np.flatnonzero(upper_bound(wrong, n) <= target)
    return float(sure[order[good[-1]]]) if len(good) else 1.0


def calibrate(
    entries: Sequence[Entry],
    folds: Sequence[Fold],
    final: Embedder,
    *,
    titles: Titles,
    strays: Sequence[str] = (),
    golden: Sequence[Golden] = (),
    day: date,
    seed: int,
) -> Calibration:
    """Fit ranking, sureness and both thresholds on held-out wordings; the scope model on all, for the final embedder."""
    served = [
        replace(entry, valid_from=date.min, valid_to=None, review_due_on=date.max)
        for entry in entries
        if not entry.is_history
    ]
    samples = [s for fold in folds for s in collect(served, titles, fold, strays, day, seed=seed)]
    index = build_index(served, final, titles=titles)
    field = fit_field(index, Fold(final, -1, max(1, len(folds))), strays, seed=seed)
    ranking = fit_ranking(samples)
    samples += collect_golden(index, final, field, golden, day, seed=seed)
    signals, right = measure(samples, ranking, index.kin)
    kinds = np.array([s.kind for s in samples])
    sureness = fit_logistic(signals, right.astype(np.float64), _WEIGHTS[kinds], ridge=0.3)
    sure = 1 / (1 + np.exp(-(signals @ sureness[:-1] + sureness[-1])))
    answered, unsure = thresholds(sure, right, kinds)
    notes = {"seed": seed, **_notes(sure, right, kinds, answered)}
    log.info("calibrated: %s", notes)
    rounded = tuple(round(float(w), 4) for w in sureness)
    return Calibration(ranking, rounded, field, round(answered, 4), round(unsure, 4), final.name, notes)


def thresholds(sure: Floats, right: NDArray[np.bool_], kinds: NDArray[np.int64]) -> tuple[float, float]:
    """From which sureness on to answer, and from which on to offer the nearest questions.

    Questions about work are the golden ones; where there are none, the held-out wordings.
    """
    asked = kinds == _GOLDEN if (kinds == _GOLDEN).any() else kinds <= _ORPHAN
    outside = kinds == _OUTSIDE
    by_risk = threshold(sure[asked], ~right[asked], WRONG)
    by_strays = threshold(sure[outside], np.ones(int(outside.sum()), bool), STRAY, of=int(outside.sum()))
    answered = max(by_risk, by_strays)
    return answered, min(float(np.quantile(sure[asked & right], LOST)), answered)


def _notes(
    sure: Floats, right: NDArray[np.bool_], kinds: NDArray[np.int64], answered: float
) -> dict[str, Any]:
    """What was measured while fitting, kept with the weights."""
    notes: dict[str, Any] = {"targets": {"wrong": WRONG, "outside": STRAY, "lost": LOST, "confidence": 0.8}}
    for name, kind in (("held_out", _HELD), ("golden", _GOLDEN), ("outside", _OUTSIDE), ("public", _PUBLIC)):
        here, given = kinds == kind, (kinds == kind) & (sure >= answered)
        notes[name] = {
            "n": int(here.sum()),
            "first_right": _share(right[here]),
            "answered": _share(sure[here] >= answered),
            "wrong_of_answered": _share(~right[given]),
        }
    return notes


def _share(truths: NDArray[np.bool_]) -> float | None:
    return round(float(truths.mean()), 4) if len(truths) else None

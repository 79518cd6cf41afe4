"""From what a worker typed to the one right entry, or an honest "chưa chắc"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from knowledge.entry import Entry
from retrieval import scope
from retrieval.embedder import MODEL, Embedder, load_embedder
from retrieval.fusion import Calibration, CalibrationError, signals_of
from retrieval.index import Index, Matches, build_index, load_index
from retrieval.outside import SMALLTALK, refusal_of
from retrieval.result import Context, Hit, Refusal, Result, SmallTalk, Status
from retrieval.syllable import fold
from retrieval.text import Query

CALIBRATION = MODEL / "calibration.json"
SUGGESTIONS = 3
EXACT = 0.99  # probability of a wording we know word for word
SAME_TOPIC = 0.06  # how much of the ranking score the topic of the dialogue is worth in a follow-up
WORDING_FEATURES = 3  # accented, folded, dense: those of single wordings
EARLIER = 1  # earlier messages a follow-up is read with
_NO_CONTEXT = Context()
Scores = np.ndarray[tuple[int], np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """All groups against one message: `order` holds the entries, best first, `scores` one ranking score a group."""

    query: Query
    matches: Matches
    scores: Scores
    order: np.ndarray[tuple[int], np.dtype[np.int64]]
    sureness: float  # probability 0..1 that the first entry answers
    outside: str | None  # the kind of message outside our field that is nearer than any entry
    raw_sureness: float  # the sureness before an entry that must be silent, and fits better, lowered it


@dataclass(frozen=True, slots=True)
class Weighed:
    """A verdict with what it was read from."""

    result: Result
    query: Query  # the message alone, without earlier ones
    ranking: Ranking | None = None  # what the verdict stands on; None: decided before any ranking


class Searcher:
    """Answers messages from one index. Safe to share between threads: it changes nothing but a cache of days."""

    def __init__(self, index: Index, embedder: Embedder, calibration: Calibration) -> None:
        self.index, self.embedder, self.calibration = index, embedder, calibration
        self._topics = np.array([entry.topic for entry in index.entries])

    def search(self, message: str, *, on: date, context: Context | None = None) -> Result:
        """The verdict on one message for the law of one day. Any text is welcome; nothing is raised."""
        return self.weigh(message, on=on, context=context).result

    def weigh(self, message: str, *, on: date, context: Context | None = None) -> Weighed:
        """The verdict that `search` gives, and the ranking behind it."""
        query = self.index.read(message)
        if (friendly := scope.friendly_word(query)) is not None:
            return Weighed(Result(Status.SMALLTALK, on, smalltalk=friendly), query)
        if scope.is_unreadable(query, self.index.speller):
            return Weighed(Result(Status.REFUSED, on, refusal=Refusal.UNREADABLE), query)
        if not self.index.valid(on)[: len(self.index.entries)].any():
            return Weighed(Result(Status.REFUSED, on, refusal=Refusal.NOTHING_NEAR), query)
        alone = self.rank(query, on)
        leaning = self._with_context(message, query, alone, on, context or _NO_CONTEXT)
        ranking = leaning or alone
        return Weighed(self._verdict(ranking, on, used_context=leaning is not None), query, ranking)

    def rank(self, query: Query, on: date, *, topic: str | None = None) -> Ranking:
        """Every entry that holds on the day, best first; entries of `topic` have a small start."""
        matches = self.index.match(query, self.embedder, self.index.valid(on))
        entries = len(self.index.entries)
        scores = np.where(self.index.valid(on), self.calibration.rank(matches.features), -np.inf)
        if topic is not None:
            scores[:entries] += np.float32(SAME_TOPIC * scores[:entries].max()) * (self._topics == topic)
        order = np.argsort(-scores[:entries], kind="stable")
        order = order[np.isfinite(scores[order])]
        field = self.calibration.is_work(matches.vector)
        signals = signals_of(matches.features, scores, self.index.kin, field, len(query.syllables))
        outside = None
        if scores[entries:].max(initial=-np.inf) > scores[order[0]]:
            outside = self.index.kinds[int(scores[entries:].argmax())]
        first = int(order[0])
        raw = EXACT if self.is_known(query, first) else self.calibration.probability(signals)
        is_sure = raw >= self.calibration.answered
        is_overtaken = is_sure and self.find_overtaker(query, first, scores, on) is not None
        sureness = self.calibration.unsure if is_overtaken else raw
        return Ranking(query, matches, scores, order, sureness, outside, raw)

    def find_overtaker(
        self, query: Query, first: int, scores: Scores, on: date
    ) -> tuple[int, Matches] | None:
        """The entry that must be silent on the day and fits better than all that may speak: neighbours do not know.

        Its row, and the matches of the silent entries. A text written of that very time speaks all the same.
        """
        entry, silent = self.index.entries[first], self.index.resting(on)
        if entry.is_history or not silent.any():
            return None
        resting = silent.copy()
        for row in np.flatnonzero(silent):
            resting[row] = self.index.entries[row].id != entry.id
        if not resting.any():
            return None
        matches = self.index.match(query, self.embedder, resting)
        points = np.where(resting, self.calibration.rank(matches.features), -np.inf)
        best = int(points.argmax())
        return (best, matches) if points[best] > scores[first] else None

    def is_known(self, query: Query, first: int) -> bool:
        """Whether the message is, marks aside, a wording of the entry word for word."""
        wordings = self.index.exact.get(tuple(map(fold, query.syllables)), [])
        return any(self.index.asks.groups[row] == first for row in wordings)

    def _with_context(
        self, message: str, query: Query, alone: Ranking, on: date, context: Context
    ) -> Ranking | None:
        """The ranking of the message read after the earlier ones, where that is the better reading."""
        is_sure = alone.sureness >= self.calibration.answered
        leans = scope.sounds_like_follow_up(query.syllables) or (
            not is_sure and scope.is_thin(query.syllables)
        )
        if not context.questions or self._is_elsewhere(alone) or (is_sure and not leans):
            return None
        earlier = "\n".join(context.questions[-EARLIER:])
        topic = self._topic_of(context, earlier, on)
        both = self.index.read(f"{earlier}\n{message}")
        joined = self.rank(Query(both.syllables, query.syllables, both.marks, both.raw), on, topic=topic)
        is_near = alone.sureness >= self.calibration.unsure and joined.sureness > alone.sureness
        return joined if leans or is_near or joined.sureness >= self.calibration.answered else None

    def _is_elsewhere(self, alone: Ranking) -> bool:
        """Whether a message is so plainly outside our field that no earlier question can make it ours."""
        is_weak = alone.sureness < self.calibration.unsure
        return alone.outside is not None or (is_weak and self.is_by_example(alone))

    def _topic_of(self, context: Context, earlier: str, on: date) -> str:
        """The topic the dialogue is about: that of its last entry, or of what its last message came nearest to."""
        for entry in self.index.entries:
            if entry.id == context.entry_id:
                return entry.topic
        ranking = self.rank(self.index.read(earlier), on)
        return self.index.entries[int(ranking.order[0])].topic

    def _verdict(self, ranking: Ranking, on: date, *, used_context: bool) -> Result:
        if ranking.outside is not None and ranking.sureness < EXACT:
            return self._not_our_field(ranking, ranking.outside, on)
        hits = self._hits(ranking)
        if ranking.sureness >= self.calibration.answered:
            best, *others = hits
            return Result(Status.ANSWERED, on, best, tuple(others[:SUGGESTIONS]), used_context=used_context)
        if ranking.sureness >= self.calibration.unsure or used_context:
            return Result(Status.UNSURE, on, suggestions=tuple(hits[:SUGGESTIONS]), used_context=used_context)
        if (kind := self._kind_nearby(ranking)) is not None:
            return self._not_our_field(ranking, kind, on)
        return Result(Status.REFUSED, on, refusal=Refusal.NOTHING_NEAR)

    def _kind_nearby(self, ranking: Ranking) -> str | None:
        """The kind of message outside our field a weak question is, if it looks like one at all."""
        kind = self.index.kinds[int(ranking.scores[len(self.index.entries) :].argmax())]
        if self.is_by_example(ranking):
            return kind
        is_stranger = self.calibration.is_work(ranking.matches.vector) < 0
        return kind if is_stranger and kind not in SMALLTALK else None

    def is_by_example(self, ranking: Ranking) -> bool:
        """Whether a message outside our field comes nearer than any wording of an entry."""
        entries = len(self.index.entries)
        wordings = ranking.matches.features[:, :WORDING_FEATURES].sum(axis=1)
        return bool(wordings[entries:].max() > wordings[:entries].max())

    def _not_our_field(self, ranking: Ranking, kind: str, on: date) -> Result:
        if kind in SMALLTALK and len(ranking.query.raw) <= scope.SHORT:
            return Result(Status.SMALLTALK, on, smalltalk=SmallTalk(kind))
        return Result(Status.REFUSED, on, refusal=refusal_of(kind))

    def _hits(self, ranking: Ranking) -> list[Hit]:
        """The best entries, one revision of each, their probabilities falling with their scores."""
        best, hits = float(ranking.scores[ranking.order[0]]), []
        for group in self.leaders(ranking):
            share = ranking.sureness * float(np.exp(ranking.scores[group] - best))
            wording = self.index.wordings[ranking.matches.nearest[group]]
            hits.append(Hit(self.index.entries[group], share, wording))
        return hits

    def leaders(self, ranking: Ranking) -> list[int]:
        """The groups of the best entries, best first, one revision of each."""
        first: dict[str, int] = {}
        for group in ranking.order[: 3 * SUGGESTIONS]:
            first.setdefault(self.index.entries[group].id, int(group))
        return list(first.values())[: SUGGESTIONS + 1]


def build_searcher(
    entries: Sequence[Entry],
    *,
    article_titles: Mapping[tuple[str, str], str] | None = None,
    model: str | None = None,
    cache: Path | None = None,
) -> Searcher:
    """The one door: a searcher over all revisions given.

    Args:
        entries: Every revision that may be asked for on some day; at least one.
        article_titles: (document, article) to the article's title, searched with the answers.
        model: None for the shipped encoder; else a folder or a sentence-transformers name or path. Its own
            calibration.json is used where the folder holds one, the shipped one otherwise.
        cache: A folder to keep the index in; an index there that does not match is rebuilt. A calibration.json in it,
            written by `congdoan calibrate`, goes before every other.

    Raises:
        ModelError: the model cannot be read.
        CalibrationError: a calibration file cannot be read, or the one in `cache` is of another encoder.
        ValueError: there is no entry.
    """
    embedder = load_embedder(model)
    own = Path(model) / CALIBRATION.name if model else CALIBRATION
    calibration = Calibration.load(own if own.is_file() else CALIBRATION)
    if cache is None:
        return Searcher(build_index(entries, embedder, titles=article_titles), embedder, calibration)
    local = _find_local(cache / CALIBRATION.name, embedder)
    index = load_index(cache, entries, embedder, titles=article_titles)
    if local and not (cache / CALIBRATION.name).exists():
        local.save(cache / CALIBRATION.name)  # a new index takes the place of the whole folder
    return Searcher(index, embedder, local or calibration)


def _find_local(path: Path, embedder: Embedder) -> Calibration | None:
    """The calibration measured here, if there is one; one that does not fit the encoder stops the start.

    Raises:
        CalibrationError: it cannot be read, its numbers make no sense, or it was made for another encoder.
    """
    if not path.exists():
        return None
    try:
        local = Calibration.load(path)
        numbers = np.array([*local.ranking, *local.sureness, *local.field], np.float64)
        is_sound = np.isfinite(numbers).all() and 0 <= local.unsure <= local.answered <= 1
    except (ValueError, TypeError) as error:
        raise CalibrationError(f"{path}: expected numbers ({error})") from error
    if not is_sound:
        raise CalibrationError(f"{path}: expected finite weights and 0 <= unsure <= answered <= 1")
    if local.model != embedder.name:
        raise CalibrationError(f"{path}: made for the encoder {local.model}, expected {embedder.name}")
    return local

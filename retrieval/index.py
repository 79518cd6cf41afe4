"""Entries made searchable, and kept on disk with a manifest that says what they were made from.

Rows are single wordings; groups are what can be found: first the entries, then the kinds of message outside our field.
"""

import ctypes
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.entry import Entry
from retrieval import text
from retrieval.embedder import Embedder, Matrix
from retrieval.fusion import FEATURES
from retrieval.lexical import Exact, Lexical, Scores
from retrieval.outside import Outside, read_outside
from retrieval.spelling import Speller

Titles = Mapping[tuple[str, str], str]
"""(document, article) to the title of the article."""
Mask = NDArray[np.bool_]

FORMAT = 2
NEAREST = 400  # wordings the dense search looks at
HEARD = 6  # texts whose lexical scores are kept: those of one message, its focus and its context
CHUNK = 1_024  # rows embedded at once: what is held meanwhile grows with it

_FAISS: Any = faiss  # its stubs know nothing of selectors
_FAISS.omp_set_num_threads(1)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made from; an index with another manifest is never served."""

    format: int
    text: int  # text.VERSION
    model: str
    dimension: int
    digest: str  # of the entries, the article titles and the messages outside our field


@dataclass(frozen=True, slots=True)
class Side:
    """One kind of row: the wordings, or the profiles. `groups[row]` is the group of a row, rising from row to row."""

    lexical: Lexical
    dense: Any  # faiss.IndexFlatIP over the rows
    groups: NDArray[np.int32]

    def starts(self) -> NDArray[np.int64]:
        """The first row of every group that has one."""
        return np.flatnonzero(np.diff(self.groups, prepend=-1))


@dataclass(frozen=True, slots=True)
class Matches:
    """One message against every group: features, the wording that came nearest, and the message's own vector."""

    features: Matrix  # (groups, len(FEATURES))
    nearest: NDArray[np.int64]  # the row of the wording that matched best
    vector: NDArray[np.float32]


@dataclass(frozen=True)
class Index:
    """Everything a searcher looks at. Made by `build_index` or read by `load_index`."""

    manifest: Manifest
    entries: tuple[Entry, ...]
    outside: tuple[Outside, ...]
    asks: Side
    profiles: Side
    exact: Exact
    wordings: tuple[str, ...]
    speller: Speller
    kin: Mask  # (entries, entries): whether the second cites a primary article of the first
    _masks: dict[date, Mask] = field(default_factory=dict)
    _resting: dict[date, Mask] = field(default_factory=dict)
    _heard: dict[tuple[bool, text.Syllables], tuple[Scores, Scores]] = field(default_factory=dict)

    def valid(self, day: date) -> Mask:
        """One truth a group: whether its entry may be served on the day. Groups outside our field always stand."""
        if day not in self._masks:
            if len(self._masks) > 64:
                self._masks.clear()
            holds = [entry.holds_on(day) for entry in self.entries]
            self._masks[day] = np.array(holds + [True] * len(self.kinds), bool)
        return self._masks[day]

    def resting(self, day: date) -> Mask:
        """One truth a group: whether its entry is silent on the day and nothing else is expected to speak for it.

        Frozen by a change of the law, overdue, or of a law not yet in force; not a text of a time that was over before
        the day.
        """
        silent = self._resting.get(day)
        if silent is None:
            silent = ~self.valid(day)
            for row in np.flatnonzero(silent):
                entry = self.entries[row]
                silent[row] = not (
                    entry.is_history and entry.own_days[1] is not None and entry.own_days[1] <= day
                )
            if len(self._resting) > 64:
                self._resting.clear()
            self._resting[day] = silent
        return silent

    def read(self, message: str) -> text.Query:
        """Make a message comparable, slips put right by the words of our own questions."""
        return self.speller.correct(text.read(message))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of message outside our field, in the order of their groups."""
        return tuple(dict.fromkeys(message.kind for message in self.outside))

    def match(
        self, query: text.Query, embedder: Embedder, valid: Mask, *, without: int | None = None
    ) -> Matches:
        """Compare one message with the groups of a mask, as `valid` gives for a day; the others have all features at -1.

        `without` is a row that is not looked at: how a wording is tried against its siblings.
        """
        vectors = embedder.embed([query.syllables, query.focus], [query.marks, query.marks])
        features = np.full((len(valid), len(FEATURES)), -1.0, np.float32)
        whole, nearest = self._compare(self.asks, query.syllables, query.marks, vectors[0], valid, without)
        focus = whole
        if query.focus != query.syllables:
            focus, _ = self._compare(self.asks, query.focus, query.marks, vectors[1], valid, without)
        profile, _ = self._compare(self.profiles, query.syllables, query.marks, vectors[0], valid, None)
        profile = np.pad(profile, ((0, len(valid) - len(profile)), (0, 0)))
        is_outside = (np.arange(len(valid)) >= len(self.entries))[:, None]
        features[valid] = np.hstack([whole, focus, profile, is_outside])[valid]
        return Matches(features, nearest, vectors[0])

    def _compare(  # noqa: PLR0917 (one call, three lines above)
        self,
        side: Side,
        syllables: text.Syllables,
        marks: float,
        vector: NDArray[np.float32],
        valid: Mask,
        without: int | None,
    ) -> tuple[Matrix, NDArray[np.int64]]:
        """Best accented, folded and dense score of every group, and its best row by their sum."""
        accented, folded = self._lexical(side, syllables)
        dense = _cosines(side, vector, valid, without)
        rows = np.stack([accented * np.float32(marks), folded, dense])
        if without is not None:
            rows[:, without] = 0
        starts = side.starts()
        together = rows.sum(axis=0)
        best = np.maximum.reduceat(together, starts)
        is_best = together >= np.repeat(best, np.diff(starts, append=len(together)))
        candidates = np.flatnonzero(is_best)
        nearest = candidates[np.searchsorted(candidates, starts)]
        return np.maximum.reduceat(rows, starts, axis=1).T, nearest

    def _lexical(self, side: Side, syllables: text.Syllables) -> tuple[Scores, Scores]:
        """(accented, folded) scores of every row; one message is often compared for two sets of groups."""
        key = (side is self.asks, syllables)
        scores = self._heard.get(key)
        if scores is None:
            if len(self._heard) >= HEARD:
                self._heard.clear()
            scores = self._heard[key] = side.lexical.score(syllables)
        return scores

    def save(self, folder: Path) -> None:
        """Write the index beside `folder`, then put it in its place: a reader or a kill sees the old one or the new one."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
        for name, side in (("asks", self.asks), ("profiles", self.profiles)):
            (fresh / name).mkdir()
            side.lexical.save(fresh / name)
            faiss.write_index(side.dense, str(fresh / name / "dense.faiss"))
        _save_read(fresh, self.wordings)
        (fresh / "manifest.json").write_text(json.dumps(asdict(self.manifest), indent=2), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        try:
            fresh.rename(folder)
        except OSError:  # another process was quicker with the same index
            shutil.rmtree(fresh, ignore_errors=True)


def _cosines(
    side: Side, vector: NDArray[np.float32], valid: Mask, without: int | None
) -> NDArray[np.float32]:
    """Cosine of the nearest `NEAREST` valid rows; every farther row gets the last of them."""
    allowed = valid[side.groups]
    if without is not None:
        allowed = allowed.copy()
        allowed[without] = False
    selector = _FAISS.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
    k = min(NEAREST, len(allowed))
    scores, rows = side.dense.search(vector[None, :], k, params=_FAISS.SearchParameters(sel=selector))
    found = rows[0] >= 0
    cosines = np.full(len(allowed), scores[0][found].min(initial=0.0), np.float32)
    cosines[rows[0][found]] = scores[0][found]
    return cosines


def digest_of(entries: Sequence[Entry], titles: Titles, outside: Sequence[Outside]) -> str:
    """SHA-256 over all that shapes an index."""
    digest = hashlib.sha256()
    parts = [(e.id, e.topic, e.question, e.variants, e.answer, e.details, e.citations) for e in entries]
    for part in (
        *parts,
        *sorted(titles.items()),
        *outside,
    ):  # not the days: a change of the law needs no new index
        digest.update(repr(part).encode())
    return digest.hexdigest()


def kin_of(entries: Sequence[Entry]) -> Mask:
    """(N, N): whether entry j cites a primary article of entry i, so that j is no wrong answer to a question for i."""
    citing: dict[tuple[str, str], list[int]] = {}
    for row, entry in enumerate(entries):
        for citation in entry.citations:
            citing.setdefault((citation.document, citation.article), []).append(row)
    kin = np.eye(len(entries), dtype=bool)
    for row, entry in enumerate(entries):
        # of two clauses of one article the last one decides
        is_primary = {(c.document, c.article): c.is_primary for c in entry.citations}
        for article in (article for article, primary in is_primary.items() if primary):
            kin[row, citing[article]] = True
    return kin


def _profile(entry: Entry, titles: Titles) -> text.Syllables:
    """All that an entry is asked with and answers with: its wordings, its answer, what its articles are called."""
    called = dict.fromkeys(titles.get((c.document, c.article), "") for c in entry.citations)
    asked, answer = map(_read, (entry.question, *entry.variants)), text.read_wording(entry.answer)
    parts = [
        *(syllables for syllables, _ in asked),
        answer.syllables,
        *(_read(title)[0] for title in called),
        text.read_wording(entry.details).syllables,
    ]
    return tuple(chain.from_iterable(parts))


def _profiles(entries: Sequence[Entry], titles: Titles, embedder: Embedder) -> Side:
    bodies = [_profile(entry, titles) for entry in entries]
    return _side(bodies, [1.0] * len(entries), range(len(entries)), embedder)


@lru_cache(50_000)
def _read(wording: str) -> tuple[text.Syllables, float]:
    """The syllables of a wording and its share of marks."""
    query = text.read_wording(wording)
    return query.syllables, query.marks


def _side(
    texts: Sequence[text.Syllables], marks: Sequence[float], groups: Sequence[int], embedder: Embedder
) -> Side:
    syllables = [words or ("",) for words in texts]
    dense = _FAISS.IndexFlatIP(embedder.dimension)  # half precision would move wordings across `NEAREST`
    dense.codes.resize(len(syllables) * dense.code_size)  # room for all at once; growing would hold it twice
    for start in range(0, len(syllables), CHUNK):
        dense.add(embedder.embed(syllables[start : start + CHUNK], marks[start : start + CHUNK]))
    return Side(Lexical.build(syllables), dense, np.asarray(groups, np.int32))


def _wordings(entries: Sequence[Entry], outside: Sequence[Outside]) -> tuple[list[str], list[int]]:
    """Every wording with its group."""
    rows = [(w, i) for i, entry in enumerate(entries) for w in (entry.question, *entry.variants)]
    kinds = list(dict.fromkeys(message.kind for message in outside))
    by_kind = sorted(outside, key=lambda message: kinds.index(message.kind))
    rows += [(message.text, len(entries) + kinds.index(message.kind)) for message in by_kind]
    return [w for w, _ in rows], [g for _, g in rows]


def manifest_of(
    entries: Sequence[Entry], titles: Titles, outside: Sequence[Outside], embedder: Embedder
) -> Manifest:
    digest = digest_of(entries, titles, outside)
    return Manifest(FORMAT, text.VERSION, embedder.name, embedder.dimension, digest)


def build_index(entries: Sequence[Entry], embedder: Embedder, *, titles: Titles | None = None) -> Index:
    """Make every revision given searchable; which of them may be served is decided for each question's day.

    Raises:
        ValueError: there is no entry.
    """
    index = _assemble(entries, embedder, titles or {}, None)
    _read.cache_clear()
    _give_back()
    return index


def load_index(
    folder: Path, entries: Sequence[Entry], embedder: Embedder, *, titles: Titles | None = None
) -> Index:
    """The saved index if its manifest is the one these entries would give; a new one, saved there, otherwise."""
    manifest = manifest_of(entries, titles or {}, read_outside(), embedder)
    try:
        if json.loads((folder / "manifest.json").read_text(encoding="utf-8")) == asdict(manifest):
            return _assemble(entries, embedder, titles or {}, folder)
    except (
        OSError,
        EOFError,
        ValueError,
        KeyError,
        RuntimeError,
    ):  # not there, or half-written: made anew below
        pass
    index = _assemble(entries, embedder, titles or {}, None)
    index.save(folder)
    _read.cache_clear()
    _give_back()
    return index


def _give_back() -> None:
    """Hand the memory that building used back to the system, where the C library keeps it for itself."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl needs none
        if trim is not None:
            trim(0)


def _save_read(folder: Path, wordings: Sequence[str]) -> None:
    """Keep the wordings as read: reading thousands again would take most of a warm start."""
    lines = [" ".join(_read(wording)[0]) for wording in wordings]
    (folder / "read.txt").write_text("\n".join(lines), encoding="utf-8")


def _load_read(folder: Path, count: int) -> list[text.Syllables]:
    lines = (folder / "read.txt").read_text(encoding="utf-8").split("\n")
    if len(lines) != count:
        raise ValueError(f"{folder}: {len(lines)} wordings, expected {count}")
    return [tuple(line.split(" ")) if line else () for line in lines]


def _load_side(folder: Path, groups: Sequence[int]) -> Side:
    dense = faiss.read_index(str(folder / "dense.faiss"))
    if dense.ntotal != len(groups):
        raise ValueError(f"{folder}: {dense.ntotal} vectors, expected {len(groups)}")
    return Side(Lexical.load(folder), dense, np.asarray(groups, np.int32))


def _assemble(entries: Sequence[Entry], embedder: Embedder, titles: Titles, folder: Path | None) -> Index:
    if not entries:
        raise ValueError("expected at least one entry to index")
    outside = read_outside()
    wordings, groups = _wordings(entries, outside)
    if folder is None:
        profiles = _profiles(
            entries, titles, embedder
        )  # the longer texts first: what they leave is used again
        _give_back()
        read = [_read(wording)[0] for wording in wordings]
        asks = _side(read, [_read(wording)[1] for wording in wordings], groups, embedder)
    else:
        read = _load_read(folder, len(wordings))
        asks, profiles = (
            _load_side(folder / "asks", groups),
            _load_side(folder / "profiles", range(len(entries))),
        )
    ours = read[: int(np.searchsorted(groups, len(entries)))]  # those of entries come first
    manifest = manifest_of(entries, titles, outside, embedder)
    return Index(
        manifest,
        tuple(entries),
        outside,
        asks,
        profiles,
        Exact(ours),
        tuple(wordings),
        Speller(ours),
        kin_of(entries),
    )

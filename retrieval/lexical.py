"""Words against words: BM25 over the accented and the folded form of short documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.syllable import fold
from retrieval.text import Syllables

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]
Unsigned = NDArray[np.unsignedinteger[Any]]
K1 = 0.9
B = 0.4
"""Documents are one sentence long; repetition and length say little."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of N documents: for every term, the documents that hold it and how often.

    Terms are numbers: the syllables in the order of `words`, then the pairs of neighbours in the order of `pairs`.
    """

    words: Mapping[str, int]
    pairs: Numbers  # rising; first × len(words) + second
    starts: Numbers  # the postings of term t are starts[t]:starts[t + 1]
    rows: Unsigned  # of every posting: the document
    counts: Unsigned  # and how often it holds the term
    damping: Scores  # one number a document: k1 (1 - b + b length / mean length)

    @classmethod
    def build(cls, words: Mapping[str, int], tokens: Unsigned, lengths: Numbers) -> "Field":
        """`tokens` are the syllables of all documents, one after another; `lengths` says how many each one has."""
        document = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
        terms, rows, counts = _postings(tokens.astype(np.int64), document, len(lengths))
        inside = document[1:] == document[:-1]
        keys = tokens[:-1][inside].astype(np.int64)
        keys *= len(words)
        keys += tokens[1:][inside]
        keys, more_rows, more_counts = _postings(keys, document[1:][inside], len(lengths))
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        starts = np.searchsorted(terms, np.arange(len(words)))
        starts = np.concatenate([starts, len(terms) + firsts, [len(terms) + len(keys)]])
        rows, counts = np.concatenate([rows, more_rows]), np.concatenate([counts, more_counts])
        size = np.maximum(2 * lengths - 1, 0)  # syllables and pairs
        damping = K1 * (1 - B + B * size / size.mean())
        return cls(words, keys[firsts], starts, rows, counts, damping.astype(np.float32))

    def score(self, query: Sequence[str]) -> Scores:
        """How much of the query's weight each document holds: N numbers from 0 to about 1.

        The weight of a query is the sum of the idf of its terms; syllables that no document has count, pairs do not.
        """
        n = len(self.damping)
        found = [self.words.get(syllable) for syllable in query]
        terms = [term for term in found if term is not None] + self._pairs_of(found)
        if not terms:
            return np.zeros(n, np.float32)
        slices = [slice(self.starts[term], self.starts[term + 1]) for term in terms]
        held = np.array([part.stop - part.start for part in slices])
        idf = _idf(held, n).astype(np.float32)
        rows = np.concatenate([self.rows[part] for part in slices])
        counts = np.concatenate([self.counts[part] for part in slices]).astype(np.float32)
        parts = np.repeat(idf, held) * counts / (counts + self.damping[rows])
        weight = float(idf.sum()) + found.count(None) * float(_idf(0, n))
        return np.asarray(np.bincount(rows, parts, n) * ((1 + K1) / weight), np.float32)

    def _pairs_of(self, found: Sequence[int | None]) -> list[int]:
        """The terms of neighbours that some document has side by side, too."""
        keys = [a * len(self.words) + b for a, b in pairwise(found) if a is not None and b is not None]
        places = np.searchsorted(self.pairs, keys)
        known = np.append(self.pairs, -1)[places] == keys
        return [len(self.words) + int(place) for place in places[known]]

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "words.txt").write_text("\n".join(self.words), encoding="utf-8")
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def load(cls, folder: Path) -> "Field":
        """Read what `save` wrote.

        Raises:
            ValueError: the parts do not belong together.
        """
        lines = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
        words = {word: number for number, word in enumerate(lines)}
        field = cls(words, *(np.load(folder / f"{name}.npy") for name in _ARRAYS))
        terms, postings = len(words) + len(field.pairs), field.starts[-1]
        if (len(field.starts) - 1, len(field.rows), len(field.counts)) != (terms, postings, postings):
            raise ValueError(f"{folder}: expected {terms} terms and {postings} postings")
        return field


_ARRAYS = ("pairs", "starts", "rows", "counts", "damping")


def _idf(held: int | Numbers, n: int) -> NDArray[np.float64]:
    """idf(t) = ln(1 + (N - n_t + 0.5) / (n_t + 0.5)), n_t of the N documents hold the term.

    Source:
        Robertson and Zaragoza, Foundations and Trends in IR 3(4), 2009, eq. (3.3), in Lucene's positive form.
    """
    return np.log(1 + (n - np.asarray(held) + 0.5) / (np.asarray(held) + 0.5))


def _postings(places: Numbers, document: Unsigned, n: int) -> tuple[Numbers, Unsigned, Unsigned]:
    """(term, document, how often) of every term that a document holds, rising.

    `places` come as terms, one a place in the text, and are used up: a library's worth of them is worth saving.
    """
    places *= n
    places += document
    places.sort()
    firsts = np.flatnonzero(np.append(np.ones(min(1, len(places)), bool), places[1:] != places[:-1]))
    counts = np.diff(firsts, append=len(places))
    places = places[firsts]
    return places // n, _small(places % n), _small(counts)


def _small(numbers: NDArray[np.integer[Any]]) -> Unsigned:
    """The same numbers in as few bytes as the largest needs."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _numbered(words: Iterable[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(dict.fromkeys(words))}


@dataclass(frozen=True, slots=True)
class Lexical:
    """Both fields of N documents."""

    accented: Field
    folded: Field

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]]) -> "Lexical":
        """Index N documents given as syllables; N is at least 1, and one of them has a syllable."""
        words = _numbered(chain.from_iterable(documents))
        bare = _numbered(map(fold, words))
        lengths = np.fromiter(map(len, documents), np.int64, len(documents))
        tokens = np.fromiter(map(words.__getitem__, chain.from_iterable(documents)), np.uint32, lengths.sum())
        twins = np.array([bare[fold(word)] for word in words], np.uint32)
        return cls(Field.build(words, tokens, lengths), Field.build(bare, twins[tokens], lengths))

    def score(self, syllables: Sequence[str]) -> tuple[Scores, Scores]:
        """(accented, folded) scores of every document."""
        return self.accented.score(syllables), self.folded.score([fold(s) for s in syllables])

    def save(self, folder: Path) -> None:
        self.accented.save(folder / "accented")
        self.folded.save(folder / "folded")

    @classmethod
    def load(cls, folder: Path) -> "Lexical":
        return cls(Field.load(folder / "accented"), Field.load(folder / "folded"))


class Exact:
    """Folded syllables of a wording to its rows, kept as one 64-bit number a row instead of the syllables."""

    def __init__(self, wordings: Iterable[Syllables]) -> None:
        """`wordings` are read syllables, in the order of the rows from the first one on."""
        numbers = np.fromiter((hash(tuple(map(fold, syllables))) for syllables in wordings), np.int64)
        self._rows = np.argsort(numbers, kind="stable").astype(np.int32)
        self._numbers = numbers[self._rows]

    def get(self, folded: Syllables, otherwise: Sequence[int] = ()) -> Sequence[int]:
        """The rows of the wordings that read so, lowest first."""
        number = hash(folded)
        start, end = (int(np.searchsorted(self._numbers, number, side)) for side in ("left", "right"))
        return self._rows[start:end].tolist() if end > start else otherwise

"""Words against words: BM25 over the accented and the folded form of short documents."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from retrieval.text import folded_terms, terms

Scores = NDArray[np.float32]
K1 = 0.9
B = 0.4
"""Documents are one sentence long; repetition and length say little."""

logging.getLogger("bm25s").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of N documents."""

    bm25: Any
    idf: Scores  # one number a term, in the order of the field's vocabulary
    unknown: float  # the idf of a term no document has

    @classmethod
    def build(cls, documents: Sequence[list[str]]) -> "Field":
        bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
        bm25.index(list(documents), show_progress=False)
        return cls(bm25, *_idf(bm25.vocab_dict, documents))

    def save(self, folder: Path) -> None:
        self.bm25.save(str(folder), corpus=None)
        np.save(folder / "idf.npy", self.idf)

    @classmethod
    def load(cls, folder: Path) -> "Field":
        """Read what `save` wrote.

        Raises:
            ValueError: the parts do not belong together.
        """
        bm25 = bm25s.BM25.load(str(folder), load_corpus=False)
        idf = np.load(folder / "idf.npy")
        if len(idf) != len(bm25.vocab_dict):
            raise ValueError(f"{folder}: {len(idf)} weights, expected {len(bm25.vocab_dict)}")
        return cls(bm25, idf, _idf_of(0, bm25.scores["num_docs"]))

    def score(self, query: Sequence[str]) -> Scores:
        """How much of the query's weight each document holds: N numbers from 0 to about 1.

        The weight of a query is the sum of the idf of its terms; syllables that no document has count, pairs do not.
        """
        rows = [self.bm25.vocab_dict.get(term) for term in query]
        known = [row for row in rows if row is not None]
        if not known:
            return np.zeros(self.bm25.scores["num_docs"], np.float32)
        strange = sum(row is None and "_" not in term for row, term in zip(rows, query, strict=True))
        weight = float(self.idf[known].sum()) + strange * self.unknown
        return np.asarray(self.bm25.get_scores(known), np.float32) * np.float32((1 + K1) / weight)


def _idf_of(count: int, n: int) -> float:
    """idf(t) = ln(1 + (N - n_t + 0.5) / (n_t + 0.5)).

    Source:
        Robertson and Zaragoza, Foundations and Trends in IR 3(4), 2009, eq. (3.3), in Lucene's positive form.
    """
    return float(np.log(1 + (n - count + 0.5) / (count + 0.5)))


def _idf(vocabulary: Mapping[str, int], documents: Sequence[list[str]]) -> tuple[Scores, float]:
    """The idf of every term of the vocabulary, and that of a term unknown to it."""
    seen = Counter(term for document in documents for term in set(document))
    idf = np.zeros(len(vocabulary), np.float32)
    for term, row in vocabulary.items():
        idf[row] = _idf_of(seen[term], len(documents))
    return idf, _idf_of(0, len(documents))


@dataclass(frozen=True, slots=True)
class Lexical:
    """Both fields of N documents."""

    accented: Field
    folded: Field

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]]) -> "Lexical":
        """Index N documents given as syllables; N is at least 1."""
        return cls(
            Field.build([terms(syllables) for syllables in documents]),
            Field.build([folded_terms(syllables) for syllables in documents]),
        )

    def score(self, syllables: Sequence[str]) -> tuple[Scores, Scores]:
        """(accented, folded) scores of every document."""
        return self.accented.score(terms(syllables)), self.folded.score(folded_terms(syllables))

    def save(self, folder: Path) -> None:
        self.accented.save(folder / "accented")
        self.folded.save(folder / "folded")

    @classmethod
    def load(cls, folder: Path) -> "Lexical":
        return cls(Field.load(folder / "accented"), Field.load(folder / "folded"))

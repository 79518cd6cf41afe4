"""Our reading and ranking on any corpus of long documents, measured beside bm25s alone in the same run. Nothing prints."""

import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import bm25s
import numpy as np
from numpy.typing import NDArray

from retrieval.embedder import Embedder, Matrix
from retrieval.evaluate import percentile
from retrieval.lexical import Lexical
from retrieval.spelling import Speller
from retrieval.text import Query, Syllables, read_wording, share_of_marks, terms

Scores = NDArray[np.float32]
Clock = Callable[[], float]

DEPTH = 10  # documents a ranking holds
PASSAGE = 80  # words; about one clause of a law, and well below what a wording may hold
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found. The title may be empty, the text, too, but not both."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One query with the grade of every document that answers it; grades are above 0, and at least one is given."""

    id: str
    text: str
    grades: Mapping[str, float]


class Retriever(Protocol):
    """What is compared."""

    def rank(self, message: str) -> list[str]:
        """At most `DEPTH` document ids, best first; documents that share nothing with the message are left out."""


@dataclass(frozen=True, slots=True)
class Plain:
    """bm25s as it comes, over accented syllables and pairs of them: what anybody would try first."""

    ids: Sequence[str]
    bm25: Any

    @classmethod
    def build(cls, documents: Sequence[Document]) -> "Plain":
        """Index N documents, title and text as one; N is at least 1."""
        bm25 = bm25s.BM25()
        bm25.index([_plain_terms(f"{d.title}\n{d.text}") or [""] for d in documents], show_progress=False)
        return cls([d.id for d in documents], bm25)

    def rank(self, message: str) -> list[str]:
        known = [row for term in _plain_terms(message) if (row := self.bm25.vocab_dict.get(term)) is not None]
        return _best(self.bm25.get_scores(known), self.ids) if known else []


def _plain_terms(text: str) -> list[str]:
    return terms(_WORD.findall(unicodedata.normalize("NFC", text).lower()))


@dataclass(frozen=True, slots=True)
class Field:
    """One view of N documents: their titles, their passages or all of them. `starts` is the first row of each document."""

    lexical: Lexical
    vectors: Matrix
    starts: NDArray[np.int64]

    @classmethod
    def build(cls, rows: Sequence[Sequence[Syllables]], embedder: Embedder) -> "Field":
        """`rows` holds the texts of each document, at least one each, given as syllables."""
        flat = [syllables for texts in rows for syllables in texts]
        starts = np.cumsum([0, *(len(texts) for texts in rows[:-1])])
        vectors = embedder.embed(flat, [share_of_marks(syllables) for syllables in flat])
        return cls(Lexical.build([syllables or ("",) for syllables in flat]), vectors, starts)

    def score(self, query: Query, vector: NDArray[np.float32]) -> Scores:
        """The best row of every document: words, 0 to about 1, plus meaning, a cosine.

        Both weigh the same. Within the words, the accented ones have half the say if all marks were typed, none
        without marks; the folded ones have the rest.
        """
        accented, folded = self.lexical.score(query.syllables)
        say = np.float32(query.marks / 2)
        meaning = np.einsum("rd,d->r", self.vectors, vector)  # not @: its threads wait for busy cores
        rows = say * accented + (1 - say) * folded + meaning
        return np.asarray(np.maximum.reduceat(rows, self.starts), np.float32)


@dataclass(frozen=True, slots=True)
class Ours:
    """The reading, spelling, lexical and dense parts a worker's question goes through, over long documents.

    A document is its title, its best passage and the whole of it, each with the same weight: a title says what the
    document is about, a passage holds the answer undiluted, the whole keeps what is spread over clauses. The learnt
    weights of the product do not apply: they belong to short wordings in a worker's own words.
    """

    ids: Sequence[str]
    titles: Field
    passages: Field
    wholes: Field
    is_titled: NDArray[np.bool_]
    speller: Speller
    embedder: Embedder

    @classmethod
    def build(cls, documents: Sequence[Document], embedder: Embedder) -> "Ours":
        """Index N documents; N is at least 1."""
        titles = [_read(d.title) for d in documents]
        passages = [[_read(p) for p in list_passages(d.text)] or [()] for d in documents]
        wholes = [sum(texts, title) for title, texts in zip(titles, passages, strict=True)]
        return cls(
            [d.id for d in documents],
            Field.build([[title] for title in titles], embedder),
            Field.build(passages, embedder),
            Field.build([[whole] for whole in wholes], embedder),
            np.array([bool(title) for title in titles]),
            Speller([*titles, *(p for texts in passages for p in texts)]),
            embedder,
        )

    def rank(self, message: str) -> list[str]:
        query = self.speller.correct(read_wording(message))
        if not query.syllables:
            return []
        vector = self.embedder.embed([query.syllables], [query.marks])[0]
        passages = self.passages.score(query, vector)
        titles = np.where(self.is_titled, self.titles.score(query, vector), passages)
        return _best(titles + passages + self.wholes.score(query, vector), self.ids)


def _read(text: str) -> Syllables:
    return read_wording(text).syllables


def list_passages(text: str) -> Iterator[str]:
    """The text cut into at most `PASSAGE` words each, between lines where lines are short enough."""
    held: list[str] = []
    for line in text.split("\n"):
        words = line.split()
        if held and len(held) + len(words) > PASSAGE:
            yield " ".join(held)
            held = []
        held += words
        while len(held) > PASSAGE:
            yield " ".join(held[:PASSAGE])
            held = held[PASSAGE:]
    if held:
        yield " ".join(held)


def _best(scores: Scores, ids: Sequence[str]) -> list[str]:
    """The ids of the `DEPTH` highest scores above 0; ties in the order of the corpus."""
    return [ids[row] for row in np.argsort(-scores, kind="stable")[:DEPTH] if scores[row] > 0]


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over all queries, each 0..1, and the time of one query in milliseconds."""

    hits_1: float
    hits_3: float
    hits_10: float
    mrr_10: float
    ndcg_10: float
    p50_ms: float
    p95_ms: float
    build_s: float

    def to_json(self) -> dict[str, Any]:
        return {
            "R@1": round(self.hits_1, 4),
            "R@3": round(self.hits_3, 4),
            "R@10": round(self.hits_10, 4),
            "MRR@10": round(self.mrr_10, 4),
            "nDCG@10": round(self.ndcg_10, 4),
            "latency_ms": {"p50": self.p50_ms, "p95": self.p95_ms},
            "build_s": round(self.build_s, 2),
        }


def is_hit(ranking: Sequence[str], grades: Mapping[str, float], k: int) -> bool:
    """R@k of one query: whether any document that answers it stands among the first k (success at k)."""
    return any(document in grades for document in ranking[:k])


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, float]) -> float:
    """1 / rank of the first document that answers, ranks from 1; 0 if none is among the first ten.

    Source:
        Voorhees, The TREC-8 Question Answering Track Report, 1999, section 3.
    """
    return next((1 / rank for rank, document in enumerate(ranking[:DEPTH], 1) if document in grades), 0.0)


def ndcg(ranking: Sequence[str], grades: Mapping[str, float]) -> float:
    """DCG of the first ten over that of the best possible ten; the gain is the grade, the discount log2(rank + 1).

    Source:
        Järvelin and Kekäläinen, ACM TOIS 20(4), 2002, doi:10.1145/582415.582418, with the discount of trec_eval's
        ndcg_cut, which BEIR uses (Thakur et al., NeurIPS Datasets and Benchmarks 2021).
    """
    ideal = _dcg(sorted(grades.values(), reverse=True)[:DEPTH])
    return _dcg([grades.get(document, 0.0) for document in ranking[:DEPTH]]) / ideal


def _dcg(gains: Sequence[float]) -> float:
    return float(sum(gain / np.log2(rank + 1) for rank, gain in enumerate(gains, 1)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both retrievers over the same corpus and queries."""

    documents: int
    queries: int
    ours: Measures
    plain: Measures

    @property
    def ratio(self) -> float | None:
        """Our R@1 as a multiple of that of bm25s alone; None where that found nothing."""
        return round(self.ours.hits_1 / self.plain.hits_1, 2) if self.plain.hits_1 else None

    def to_json(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "queries": self.queries,
            "ours": self.ours.to_json(),
            "bm25s": self.plain.to_json(),
            "ratio_R@1": self.ratio,
        }


def measure(build: Callable[[], Retriever], queries: Sequence[Asked], *, clock: Clock) -> Measures:
    """Build one retriever, rank every query and take the means. `clock` counts seconds."""
    begun = clock()
    retriever = build()
    built = clock() - begun
    rankings, times = [], []
    for query in queries:
        begun = clock()
        rankings.append((retriever.rank(query.text), query.grades))
        times.append(1000 * (clock() - begun))
    hits = {k: float(np.mean([is_hit(*one, k) for one in rankings])) for k in (1, 3, 10)}
    return Measures(
        hits_1=hits[1],
        hits_3=hits[3],
        hits_10=hits[10],
        mrr_10=float(np.mean([reciprocal_rank(*one) for one in rankings])),
        ndcg_10=float(np.mean([ndcg(*one) for one in rankings])),
        p50_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
        build_s=built,
    )


def compare(
    documents: Sequence[Document],
    queries: Sequence[Asked],
    embedder: Embedder,
    *,
    clock: Clock = time.perf_counter,
) -> Comparison:
    """Measure both retrievers; there is at least one document and one query.

    A document that answers but is not in the corpus counts as not found, as in trec_eval.
    """
    plain = measure(lambda: Plain.build(documents), queries, clock=clock)
    ours = measure(lambda: Ours.build(documents, embedder), queries, clock=clock)
    return Comparison(len(documents), len(queries), ours, plain)

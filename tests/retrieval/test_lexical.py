"""Words against words, with and without their marks."""

from collections import Counter
from math import log
from pathlib import Path
from random import Random

import numpy as np
import pytest

from retrieval.lexical import K1, B, Exact, Lexical
from retrieval.syllable import fold
from retrieval.text import terms

DOCUMENTS = [("trả", "lương", "trễ"), ("đường", "đi", "làm"), ("dưỡng", "sức", "sau", "sinh"), ("trả", "sổ")]


@pytest.fixture(scope="module")
def lexical() -> Lexical:
    return Lexical.build(DOCUMENTS)


def test_typed_marks_tell_words_apart_that_look_alike_without(lexical: Lexical) -> None:
    accented, folded = lexical.score(("đường",))

    assert (accented > 0).tolist() == [False, True, False, False]
    assert (folded > 0).tolist() == [False, True, True, False]


def test_a_query_without_marks_finds_its_document_in_the_folded_field(lexical: Lexical) -> None:
    accented, folded = lexical.score(("tra", "luong", "tre"))

    assert not accented.any()
    assert folded.argmax() == 0


def test_a_document_that_is_the_query_scores_about_one_and_half_of_it_less(lexical: Lexical) -> None:
    whole, _ = lexical.score(DOCUMENTS[0])
    half, _ = lexical.score((*DOCUMENTS[0], "hoàn", "toàn", "khác"))

    assert whole[0] == pytest.approx(1, abs=0.2)
    assert half[0] < 0.7 * whole[0]


def test_unknown_words_alone_score_nothing(lexical: Lexical) -> None:
    accented, folded = lexical.score(("zzz",))

    assert not accented.any()
    assert not folded.any()


def test_a_saved_field_scores_the_same(lexical: Lexical, tmp_path: Path) -> None:
    lexical.save(tmp_path)

    loaded = Lexical.load(tmp_path)

    for mine, theirs in zip(
        lexical.score(("trả", "sổ", "lạ")), loaded.score(("trả", "sổ", "lạ")), strict=True
    ):
        np.testing.assert_allclose(mine, theirs)


def plain_scores(documents: list[list[str]], query: list[str]) -> list[float]:
    """BM25 as the book has it, over the weight of the query: slow, and nothing to get wrong."""
    held = Counter(term for document in documents for term in set(document))
    mean = sum(map(len, documents)) / len(documents)

    def idf(term: str) -> float:
        return log(1 + (len(documents) - held[term] + 0.5) / (held[term] + 0.5))

    def saturated(term: str, document: list[str]) -> float:
        count = document.count(term)
        return count * (1 + K1) / (count + K1 * (1 - B + B * len(document) / mean))

    weight = sum(idf(term) for term in query if held[term] or "_" not in term)
    known = [term for term in query if held[term]]
    return [sum(idf(t) * saturated(t, document) for t in known) / weight for document in documents]


def test_hundreds_of_wordings_score_as_the_formula_says() -> None:
    chance = Random(4)
    syllables = tuple("lương lượng luồng nghỉ nghi phép thai sản sàn ca đêm tăng thưởng tết đền bù".split())  # noqa: SIM905
    documents = [tuple(chance.choices(syllables, k=chance.randint(1, 14))) for _ in range(60)]
    queries = [tuple(chance.choices([*syllables, "lạ", "luong"], k=chance.randint(1, 9))) for _ in range(300)]
    accented = [terms(document) for document in documents]
    folded = [terms([fold(s) for s in document]) for document in documents]
    lexical = Lexical.build(documents)

    scores = [np.stack(lexical.score(query)) for query in queries]

    for query, (mine, bare) in zip(queries, scores, strict=True):
        expected = plain_scores(accented, terms(query))
        np.testing.assert_allclose(mine, expected, atol=1e-5)
        np.testing.assert_allclose(bare, plain_scores(folded, terms([fold(s) for s in query])), atol=1e-5)


def test_an_empty_document_scores_nothing_and_breaks_nothing() -> None:
    lexical = Lexical.build([("",), ("nghỉ", "phép")])

    accented, folded = lexical.score(("nghỉ",))

    assert (accented > 0).tolist() == (folded > 0).tolist() == [False, True]


def test_documents_of_one_syllable_have_no_pairs_to_look_for() -> None:
    lexical = Lexical.build([("phép",), ("lương",)])

    accented, _ = lexical.score(("phép", "lương"))

    assert accented[0] == pytest.approx(accented[1])


def test_a_wording_is_known_word_for_word_however_it_is_marked() -> None:
    exact = Exact([("nghỉ", "phép"), ("trả", "lương"), ("nghi", "phép")])

    assert exact.get(("nghi", "phep")) == [0, 2]
    assert exact.get(("tra",), []) == []

"""Words against words, with and without their marks."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.lexical import Lexical

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

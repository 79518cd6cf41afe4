"""An index belongs to its entries, its model and its text rules; with any other it is made anew."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval import text
from retrieval.embedder import MODEL, StaticEmbedder
from retrieval.fusion import DENSE
from retrieval.index import NEAREST, build_index, kin_of, load_index
from retrieval.library import read_entries
from retrieval.syllable import fold
from tests.retrieval.library import DAY, ENTRIES, HashEmbedder


def features(index, message: str):  # type: ignore[no-untyped-def]
    return index.match(index.read(message), HashEmbedder(index.manifest.dimension), index.valid(DAY)).features


def test_a_saved_index_matches_like_the_one_that_was_built(tmp_path: Path) -> None:
    built = load_index(tmp_path / "index", ENTRIES, HashEmbedder())

    loaded = load_index(tmp_path / "index", ENTRIES, HashEmbedder())

    np.testing.assert_allclose(features(loaded, "nợ lương"), features(built, "nợ lương"), rtol=1e-5)


def test_an_index_of_the_same_entries_is_read_not_made_anew(tmp_path: Path) -> None:
    load_index(tmp_path / "index", ENTRIES, HashEmbedder())
    written = (tmp_path / "index" / "manifest.json").stat().st_mtime_ns

    load_index(tmp_path / "index", ENTRIES, HashEmbedder())

    assert (tmp_path / "index" / "manifest.json").stat().st_mtime_ns == written


def test_an_index_of_other_entries_is_made_anew(tmp_path: Path) -> None:
    load_index(tmp_path / "index", ENTRIES, HashEmbedder())
    changed = (replace(ENTRIES[0], variants=("một cách hỏi khác hẳn",)), *ENTRIES[1:])

    index = load_index(tmp_path / "index", changed, HashEmbedder())

    assert "một cách hỏi khác hẳn" in index.wordings
    saved = json.loads((tmp_path / "index" / "manifest.json").read_text(encoding="utf-8"))
    assert saved["digest"] == index.manifest.digest


def test_an_index_of_another_dimension_is_made_anew(tmp_path: Path) -> None:
    load_index(tmp_path / "index", ENTRIES, HashEmbedder(64))

    index = load_index(tmp_path / "index", ENTRIES, HashEmbedder(128))

    assert index.manifest.dimension == index.asks.dense.d == 128


@pytest.mark.parametrize(
    "file", ["manifest.json", "asks/dense.faiss", "profiles/folded/rows.npy", "asks/accented/words.txt"]
)
def test_a_half_written_index_is_made_anew(tmp_path: Path, file: str) -> None:
    built = load_index(tmp_path / "index", ENTRIES, HashEmbedder())
    path = tmp_path / "index" / file
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])

    index = load_index(tmp_path / "index", ENTRIES, HashEmbedder())

    np.testing.assert_allclose(features(index, "phép năm"), features(built, "phép năm"), rtol=1e-5)


def test_an_index_needs_an_entry() -> None:
    with pytest.raises(ValueError, match="at least one entry"):
        build_index((), HashEmbedder())


def test_what_does_not_hold_on_the_day_has_no_score() -> None:
    index = build_index((replace(ENTRIES[0], valid_to=DAY), *ENTRIES[1:]), HashEmbedder())

    scores = features(index, "lương thử việc ít nhất bao nhiêu")

    assert (scores[0] == -1).all()
    assert (scores[1:, :9] >= -1).all()
    assert not (scores[1:] == -1).all(axis=1).any()


def test_a_row_left_out_is_not_found_by_its_own_words() -> None:
    index = build_index(ENTRIES, HashEmbedder())
    row = index.wordings.index("phép năm mười hai ngày đúng không")
    query = index.read("phép năm mười hai ngày đúng không")

    with_it = index.match(query, HashEmbedder(), index.valid(DAY))
    without = index.match(query, HashEmbedder(), index.valid(DAY), without=row)

    assert with_it.nearest[3] == row
    assert without.nearest[3] != row
    assert without.features[3, 1] < with_it.features[3, 1]


def test_entries_on_the_same_article_are_kin() -> None:
    twin = replace(ENTRIES[0], id="twin")

    kin = kin_of((ENTRIES[0], ENTRIES[1], twin))

    assert kin.tolist() == [[True, False, True], [False, True, False], [True, False, True]]


def test_the_text_rules_are_part_of_the_manifest() -> None:
    assert build_index(ENTRIES, HashEmbedder()).manifest.text == text.VERSION


def test_the_vectors_of_hundreds_of_wordings_are_those_that_model2vec_gives() -> None:
    from model2vec import StaticModel

    wordings = [wording for entry in read_entries()[::30] for wording in (entry.question, *entry.variants)]
    queries = [text.read(wording) for wording in (*wordings, *map(fold, wordings))]
    lines = [text.units(query.syllables, query.marks) for query in queries]

    mine = StaticEmbedder().embed([query.syllables for query in queries], [query.marks for query in queries])

    theirs = StaticModel.from_pretrained(MODEL).encode(lines, max_length=None).astype(np.float32)
    assert len(lines) > 300
    np.testing.assert_allclose(mine, theirs / np.linalg.norm(theirs, axis=1, keepdims=True), atol=1e-4)


def test_the_nearest_wordings_have_the_cosines_of_their_vectors_and_the_others_the_least() -> None:
    entries, embedder = read_entries()[::30], StaticEmbedder()
    index = build_index(entries, embedder)
    read = [text.read_wording(wording) for wording in index.wordings]
    vectors = embedder.embed([query.syllables for query in read], [query.marks for query in read])
    starts = np.flatnonzero(np.diff(index.asks.groups, prepend=-1))
    everything = np.ones(len(starts), bool)

    features = [index.match(query, embedder, everything).features[:, DENSE] for query in read[:300]]

    for vector, found in zip(vectors, features, strict=False):
        cosines = vectors @ vector
        last = np.sort(cosines)[-NEAREST]
        cosines[cosines < last] = min(last, 0)
        np.testing.assert_allclose(found, np.maximum.reduceat(cosines, starts), atol=1e-4)


def test_a_second_comparison_of_a_message_is_not_that_of_another() -> None:
    index = build_index(ENTRIES, HashEmbedder())
    first = features(index, "nợ lương")
    for message in ("phép năm", "thử việc", "dưỡng sức", "mấy tháng"):
        features(index, message)

    again = features(index, "nợ lương")

    np.testing.assert_array_equal(again, first)
    assert (features(build_index(ENTRIES, HashEmbedder()), "phép năm") == features(index, "phép năm")).all()

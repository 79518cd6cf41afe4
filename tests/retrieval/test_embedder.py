"""The shipped folder is read by two readers; a broken one says which file and what was expected."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedder import (
    MODEL,
    ModelDamaged,
    ModelMissing,
    StaticEmbedder,
    WrongDimension,
    load_embedder,
)
from retrieval.text import read, units

MESSAGES = ("thử việc lương bao nhiêu", "cong ty no luong 2 thang", "nghỉ thai sản mấy tháng")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "model"
    shutil.copytree(MODEL, copy)
    return copy


def embed(embedder: StaticEmbedder) -> np.ndarray:  # type: ignore[type-arg]
    queries = [read(message) for message in MESSAGES]
    return embedder.embed([q.syllables for q in queries], [q.marks for q in queries])


def test_the_shipped_model_gives_unit_rows() -> None:
    embedder = StaticEmbedder()

    vectors = embed(embedder)

    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_nothing_known_is_a_zero_row() -> None:
    assert not StaticEmbedder().embed([("qzx",), ()], [1.0, 0.0]).any()


def test_no_messages_give_no_rows() -> None:
    embedder = StaticEmbedder()

    assert embedder.embed([], []).shape == (0, embedder.dimension)


def test_a_message_and_its_twin_without_marks_are_near() -> None:
    embedder = StaticEmbedder()
    marked, bare, other = embedder.embed(
        [("lương", "thử", "việc"), ("luong", "thu", "viec"), ("nghỉ", "thai", "sản")], [1.0, 0.0, 1.0]
    )

    assert marked @ bare > 0.8
    assert marked @ bare > marked @ other + 0.3


def test_sentence_transformers_reads_the_same_folder_to_the_same_vectors() -> None:
    from sentence_transformers import SentenceTransformer

    queries = [read(message) for message in MESSAGES]

    theirs = SentenceTransformer(str(MODEL), device="cpu").encode(
        [units(q.syllables, q.marks) for q in queries], normalize_embeddings=True
    )

    np.testing.assert_allclose(np.asarray(theirs, np.float32), embed(StaticEmbedder()), atol=2e-3)


def test_the_shipped_model_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 20_000_000


@pytest.mark.parametrize("file", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()

    with pytest.raises(ModelMissing, match=file):
        StaticEmbedder(folder)


@pytest.mark.parametrize("file", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_truncated_file_is_named(folder: Path, file: str) -> None:
    path = folder / file
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    with pytest.raises(ModelDamaged, match=file):
        StaticEmbedder(folder)


def test_another_dimension_than_the_config_says_is_an_error_with_both(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, "hidden_dim": 100}), encoding="utf-8")

    with pytest.raises(WrongDimension, match="256 dimensions, expected 100"):
        StaticEmbedder(folder)


def test_a_caller_may_say_which_dimension_it_expects() -> None:
    with pytest.raises(WrongDimension, match="expected 64"):
        StaticEmbedder(dimension=64)


def test_a_folder_of_ours_is_read_as_ours(folder: Path) -> None:
    assert isinstance(load_embedder(str(folder)), StaticEmbedder)


def test_a_name_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="nowhere"):
        load_embedder(str(tmp_path / "nowhere"))

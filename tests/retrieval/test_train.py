"""Training on a handful of pairs: the folder it writes is read, gives the same twice, and has learnt something."""

from pathlib import Path

import numpy as np
import pytest
import torch

from retrieval import train
from retrieval.corpus import Corpus, asked, draw_own_pairs, fold_out
from retrieval.embedder import StaticEmbedder
from retrieval.text import read
from tests.retrieval.library import ENTRIES

PAIRS = [
    (f"{verb} {thing} {place} thế nào", f"{thing} {place} do cơ quan có thẩm quyền {verb} theo thủ tục")
    for verb in ("đăng ký", "cấp lại", "gia hạn", "thu hồi")
    for thing in ("giấy phép", "sổ đỏ", "bằng lái", "hộ chiếu")
    for place in ("ở xã", "ở tỉnh", "trên mạng")
]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("BATCH", 16), ("EPOCHS", 3), ("OWN_ROUNDS", 30), ("VOCABULARY", 400)):
        monkeypatch.setattr(train, name, value)


def trained(folder: Path) -> StaticEmbedder:
    torch.manual_seed(1)
    corpus = Corpus(PAIRS)
    encoder, units = train.pretrain(corpus, ENTRIES, seed=1)
    train.save_model(train.finetune(encoder, units, corpus, ENTRIES, seed=1), units, folder, seed=1)
    return StaticEmbedder(folder)


def embed(embedder: StaticEmbedder, messages: list[str]) -> np.ndarray:  # type: ignore[type-arg]
    queries = [read(message) for message in messages]
    return embedder.embed([q.syllables for q in queries], [q.marks for q in queries])


@pytest.mark.usefixtures("small")
def test_wordings_of_one_entry_come_to_lie_together(tmp_path: Path) -> None:
    embedder = trained(tmp_path)

    vectors = embed(embedder, [wording for entry in ENTRIES for wording in asked(entry)])

    cosines = vectors @ vectors.T
    own = np.kron(np.eye(len(ENTRIES)), np.ones((3, 3))).astype(bool)
    assert cosines[own].mean() > cosines[~own].mean() + 0.4


@pytest.mark.usefixtures("small")
def test_the_same_seed_trains_the_same_model(tmp_path: Path) -> None:
    assert trained(tmp_path / "a").name == trained(tmp_path / "b").name


@pytest.mark.usefixtures("small")
def test_the_vocabulary_keeps_to_its_size(tmp_path: Path) -> None:
    embedder = trained(tmp_path)

    assert len(embedder._model.tokens) <= 400


def test_no_two_pairs_of_a_draw_belong_to_one_entry() -> None:
    import random

    drawn = draw_own_pairs(ENTRIES, random.Random(1))

    assert len(drawn) == len(ENTRIES)
    owners = [next(entry.id for entry in ENTRIES if query in asked(entry)) for query, _ in drawn]
    assert sorted(owners) == sorted(entry.id for entry in ENTRIES)


def test_every_wording_is_left_out_of_exactly_one_fold() -> None:
    folds = [fold_out(ENTRIES, number, 2) for number in range(2)]

    for i, entry in enumerate(ENTRIES):
        kept = [variant for fold in folds for variant in fold[i].variants]
        assert sorted(kept) == sorted(entry.variants)

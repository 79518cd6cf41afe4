"""Our own encoder from public text and our own entries, with one command: `python -m retrieval.train --data DIR`."""

import argparse
import json
import logging
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from rich.progress import track
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from torch import nn
from torch.nn import functional

from knowledge.entry import Entry
from knowledge.source import CONTENT
from retrieval import text
from retrieval.calibrate import Fold, calibrate
from retrieval.corpus import Corpus, Pair, asked, draw_own_pairs, fold_out, read_corpus, read_golden
from retrieval.embedder import MODEL, StaticEmbedder
from retrieval.library import read_entries, read_titles
from retrieval.noise import add_noise
from retrieval.syllable import fold

log = logging.getLogger(__name__)

DIMENSIONS = 256
NESTED = (256, 128, 64)
"""Matryoshka: the first 64 and 128 numbers of a vector are vectors too.

Source:
    Kusupati et al., Matryoshka Representation Learning, NeurIPS 2022, arXiv:2205.13147, eq. (1).
"""
VOCABULARY = 32_000
UNKNOWN = "[UNK]"
BATCH = 384
SCALE = 20.0  # 1 / temperature
EPOCHS = 4
OWN_ROUNDS = 80  # each draws one pair of every entry
NOISED = 0.55  # share of the queries that are seen noised
FOLDS = 3

Bag = tuple[torch.Tensor, torch.Tensor]


class Units:
    """The vocabulary: unit to row, 0 for everything unknown."""

    def __init__(self, counts: Counter[str], size: int, wanted: Counter[str]) -> None:
        """Keep the `wanted` units first (those of our own entries), then the most frequent ones."""
        own = [unit for unit, n in wanted.most_common() if n > 1]
        common = [unit for unit, n in counts.most_common(2 * size) if n > 2]
        self.names = [UNKNOWN, *dict.fromkeys([*own, *common])][:size]
        self.rows = {unit: row for row, unit in enumerate(self.names)}

    def rows_of(self, line: str) -> list[int]:
        return [self.rows[unit] for unit in line.split() if unit in self.rows]

    def tokenizer(self) -> Tokenizer:
        """Blank-separated units to rows; what text.units writes, this reads."""
        tokenizer = Tokenizer(WordLevel(self.rows, unk_token=UNKNOWN))
        tokenizer.pre_tokenizer = WhitespaceSplit()
        return tokenizer


def line_of(message: str) -> str:
    query = text.read_wording(message)
    return text.units(query.syllables, query.marks)


def bag(rows: Sequence[Sequence[int]]) -> Bag:
    """Rows of N texts as (all ids, offsets); an empty text is one unknown unit."""
    filled = [row or [0] for row in rows]
    offsets = np.cumsum([0] + [len(row) for row in filled[:-1]])
    return torch.tensor([i for row in filled for i in row]), torch.from_numpy(offsets)


class Encoder(nn.Module):
    """One vector a unit; a text is their mean."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.vectors = nn.EmbeddingBag(size, DIMENSIONS, mode="mean")

    def start(self, units: Units, counts: Counter[str]) -> None:
        """Rare units start longer than common ones, and an accented unit starts near its folded twin."""
        total = sum(counts.values())
        with torch.no_grad():
            weight = self.vectors.weight
            nn.init.normal_(weight)
            for unit, row in units.rows.items():
                twin = None if unit.startswith("~") else units.rows.get("~" + fold(unit))
                if twin is not None:
                    weight[row] = weight[twin] + 0.3 * weight[row]
            rarity = [np.log(total / (1 + counts[unit])) for unit in units.names]
            weight *= 0.02 * torch.tensor(rarity, dtype=torch.float32)[:, None]
            weight[0] = 0

    def forward(self, texts: Bag) -> torch.Tensor:
        vectors: torch.Tensor = self.vectors(*texts)
        return vectors


def loss_of(queries: torch.Tensor, answers: torch.Tensor) -> torch.Tensor:
    """Multiple negatives: every other answer of the batch is wrong; both directions, at every nested length.

    Source:
        Henderson et al., Efficient Natural Language Response Suggestion, 2017, arXiv:1705.00652, section 4.4.
    """
    target = torch.arange(len(queries))
    losses = []
    for n in NESTED:
        a, b = functional.normalize(queries[:, :n], dim=1), functional.normalize(answers[:, :n], dim=1)
        scores = SCALE * a @ b.T
        losses.append(functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target))
    return torch.stack(losses).mean()


class Trainer:
    """One encoder on its way, with its optimizer."""

    def __init__(self, encoder: Encoder, units: Units, rate: float) -> None:
        self.encoder, self.units = encoder, units
        self.optimizer = torch.optim.Adam(encoder.parameters(), lr=rate)

    def step(self, pairs: Sequence[tuple[list[int], list[int]]]) -> float:
        loss = loss_of(self.encoder(bag([q for q, _ in pairs])), self.encoder(bag([a for _, a in pairs])))
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.optimizer.step()
        return loss.item()


def noised(message: str, chance: random.Random) -> str:
    return add_noise(message, seed=chance.randrange(1 << 30)) if chance.random() < NOISED else message


def batches(items: Sequence[Pair], chance: random.Random) -> Iterator[list[Pair]]:
    order = chance.sample(range(len(items)), len(items))
    for start in range(0, len(items) - BATCH // 2, BATCH):
        yield [items[i] for i in order[start : start + BATCH]]


def pretrain(corpus: Corpus, entries: Sequence[Entry], *, seed: int) -> tuple[Encoder, Units]:
    """The encoder after the public pairs; our own entries have only chosen units."""
    chance = random.Random(seed)  # noqa: S311
    answers = [line_of(answer) for _, answer in track(corpus.pairs, "reading answers")]
    counts = Counter(unit for line in answers for unit in line.split())
    counts.update(unit for question, _ in corpus.pairs for unit in line_of(question).split())
    wanted = Counter(u for e in entries for m in [*asked(e), e.answer, e.details] for u in line_of(m).split())
    units = Units(counts, VOCABULARY, wanted)
    encoder = Encoder(len(units.names))
    encoder.start(units, counts)
    trainer = Trainer(encoder, units, 5e-3)
    rows = [units.rows_of(line) for line in answers]
    for epoch in range(EPOCHS):
        losses = []
        indexed = [(question, str(i)) for i, (question, _) in enumerate(corpus.pairs)]
        for batch in track(list(batches(indexed, chance)), f"epoch {epoch + 1} of {EPOCHS}"):
            pairs = [(units.rows_of(line_of(noised(q, chance))), rows[int(i)]) for q, i in batch]
            losses.append(trainer.step(pairs))
        log.info("epoch %d: loss %.3f", epoch + 1, float(np.mean(losses)))
    return encoder, units


def finetune(
    encoder: Encoder, units: Units, corpus: Corpus, entries: Sequence[Entry], *, seed: int
) -> Encoder:
    """A copy of the encoder that has also seen our own wordings; public pairs in between keep what was learnt."""
    chance = random.Random(seed)  # noqa: S311
    tuned = Encoder(len(units.names))
    tuned.load_state_dict(encoder.state_dict())
    trainer = Trainer(tuned, units, 2e-3)
    known = lru_cache(None)(lambda wording: units.rows_of(line_of(wording)))
    for number in track(range(OWN_ROUNDS), "our own wordings"):
        drawn = draw_own_pairs(entries, chance)
        public = chance.sample(corpus.pairs, min(BATCH // 4, len(corpus.pairs))) if number % 2 else []
        for start in range(0, len(drawn), BATCH):
            pairs = [*drawn[start : start + BATCH], *((question, [answer]) for question, answer in public)]
            trainer.step(
                [
                    (known(noised(q, chance)), [row for part in parts for row in known(part)])
                    for q, parts in pairs
                ]
            )
    return tuned


def save_model(encoder: Encoder, units: Units, folder: Path, *, seed: int) -> None:
    """Write the folder that model2vec and sentence-transformers both read: half precision, unknown units at zero."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = encoder.vectors.weight.detach().numpy().copy()
    weights[0] = 0
    save_file({"embeddings": weights.astype(np.float16)}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)  # safetensors writes for its owner alone
    units.tokenizer().save(str(folder / "tokenizer.json"), pretty=False)
    config = {
        "model_type": "model2vec",
        "architectures": ["StaticModel"],
        "hidden_dim": DIMENSIONS,
        "normalize": False,
        "max_length": None,
        "syllable_units": text.VERSION,
        "seed": seed,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    module = {"idx": 0, "name": "0", "path": ".", "type": "sentence_transformers.models.StaticEmbedding"}
    (folder / "modules.json").write_text(json.dumps([module], indent=2) + "\n", encoding="utf-8")


def fold_models(
    encoder: Encoder, units: Units, corpus: Corpus, entries: Sequence[Entry], folder: Path
) -> list[Fold]:
    """Encoders that have each not seen one fold of the wordings; written under `folder`."""
    folds = []
    for number in range(FOLDS):
        path = folder / f"fold{number}"
        tuned = finetune(encoder, units, corpus, fold_out(entries, number, FOLDS), seed=number)
        save_model(tuned, units, path, seed=number)
        folds.append(Fold(StaticEmbedder(path), number, FOLDS))
    return folds


def train(data: Path, content: Path, out: Path, *, seed: int) -> None:
    """Train the encoder, then calibrate with it, and write both to `out`.

    Raises:
        FileNotFoundError: a file of the public text is missing.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # the same sums in the same order, whatever the machine
    corpus, entries = read_corpus(data, seed=seed), read_entries(content)
    log.info("%d public pairs, %d entries", len(corpus.pairs), len(entries))
    encoder, units = pretrain(corpus, entries, seed=seed)
    save_model(finetune(encoder, units, corpus, entries, seed=seed), units, out, seed=seed)
    with tempfile.TemporaryDirectory() as folder:
        calibrate(
            entries,
            fold_models(encoder, units, corpus, entries, Path(folder)),
            StaticEmbedder(out),
            titles=read_titles(content),
            strays=corpus.outside,
            golden=read_golden(),
            day=max(entry.checked_on for entry in entries),
            seed=seed,
        ).save(out / "calibration.json")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m retrieval.train", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with the public text (see docs/encoder.md)"
    )
    parser.add_argument("--entries", type=Path, default=CONTENT, help="content folder with our own entries")
    parser.add_argument("--out", type=Path, default=MODEL, help="folder to write the model to")
    parser.add_argument("--seed", type=int, default=20261120)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("faiss").setLevel(logging.WARNING)
    train(options.data, options.entries, options.out, seed=options.seed)


if __name__ == "__main__":
    main()

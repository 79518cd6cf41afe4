"""Texts to unit vectors: our shipped static model, or any sentence-transformers model named in the settings.

ModelError
|- ModelMissing      a file is not there
|- ModelDamaged      a file cannot be read
`- WrongDimension    the vectors are of another length than expected
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from retrieval.syllable import fold
from retrieval.text import MARKED

Matrix = NDArray[np.float32]
Numbers = NDArray[np.integer[Any]]

MODEL = Path(__file__).with_name("model")
BATCH = 64  # texts embedded at once: what is held meanwhile grows with it
UNKNOWN = "[UNK]"
FILES = ("config.json", "model.safetensors", "tokenizer.json")


class ModelError(Exception):
    """A model folder cannot be used; the message names the file and what was expected."""


class ModelMissing(ModelError):
    """A file of the folder is not there."""


class ModelDamaged(ModelError):
    """A file of the folder cannot be read."""


class WrongDimension(ModelError):
    """The vectors have another length than the folder's config, or the caller, says."""


class Embedder(Protocol):
    """What turns read messages into vectors."""

    name: str
    dimension: int

    def embed(self, texts: Sequence[Sequence[str]], marks: Sequence[float]) -> Matrix:
        """Embed N messages, given as syllables with their share of marks, as unit rows of an (N, dimension) matrix.

        A message of which nothing is known is a zero row.
        """


def unit_rows(vectors: NDArray[Any]) -> Matrix:
    """Rows scaled to length 1; zero rows stay zero."""
    rows = np.asarray(vectors, dtype=np.float32)
    return np.ascontiguousarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12))


class Units:
    """The model's vocabulary as numbers: syllables to numbers, one or two of them to the row of their vector.

    What `text.units` writes out, this finds without writing it.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.tokens = tuple(vocabulary)
        parts = [unit.removeprefix("~").split("_") for unit in vocabulary]
        self._numbers = {word: n for n, word in enumerate(dict.fromkeys(chain.from_iterable(parts)))}
        self._base = (
            len(self._numbers) + 1
        )  # the last number is that of a syllable no unit has, or of no second one
        keys = np.array([self._key(unit, words) for unit, words in zip(vocabulary, parts, strict=True)])
        order = np.argsort(keys)
        self._keys, self._rows = keys[order], np.array(list(vocabulary.values()))[order]

    def _key(self, unit: str, words: Sequence[str]) -> int:
        first, second = [*map(self._numbers.__getitem__, words), self._base - 1][:2]
        return (unit.startswith("~") * self._base + first) * self._base + second

    def find(self, texts: Sequence[Sequence[str]], marks: Sequence[float]) -> tuple[Numbers, Numbers]:
        """(rows, text of each row): the known units of N texts, in the order of the texts."""
        lengths = [len(syllables) for syllables in texts]
        owners = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
        flat = list(chain.from_iterable(texts))
        is_marked = (np.asarray(marks) > MARKED)[owners]
        folded, at_folded = self._keys_of(map(fold, flat), owners, self._base)
        accented, at_accented = self._keys_of(flat, owners, 0)
        shown = is_marked[at_accented]
        keys = np.concatenate([folded, accented[shown]])
        at = owners[np.concatenate([at_folded, at_accented[shown]])]
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        is_known = self._keys[places] == keys
        order = np.argsort(at[is_known], kind="stable")
        return self._rows[places[is_known]][order], at[is_known][order]

    def _keys_of(self, flat: Iterable[str], owners: Numbers, kind: int) -> tuple[Numbers, Numbers]:
        """The keys of all syllables and all pairs inside one text, and the place of each in the flat texts."""
        last = self._base - 1
        firsts = np.fromiter((self._numbers.get(s, last) for s in flat), np.int64, len(owners))
        inside = np.flatnonzero(owners[1:] == owners[:-1])
        seconds = np.concatenate([np.full(len(firsts), last), firsts[1:][inside]])
        at = np.concatenate([np.arange(len(firsts)), inside])
        is_whole = (firsts[at] < last) & ((seconds < last) | (np.arange(len(at)) < len(firsts)))
        return ((kind + firsts[at]) * self._base + seconds)[is_whole], at[is_whole]


class StaticEmbedder:
    """Our model: the mean of the vectors of a message's units, as model2vec gives it, in half the memory."""

    def __init__(self, folder: Path = MODEL, *, dimension: int | None = None) -> None:
        """Read the folder; `dimension` is what the caller expects, by default what config.json says.

        Raises:
            ModelError: see the tree above.
        """
        expected = dimension or _expected_dimension(folder)
        self._model, self._vectors = _load_static(folder)
        self.name = f"static:{_fingerprint(folder / 'model.safetensors')}"
        self.dimension = int(self._vectors.shape[1])
        if self.dimension != expected:
            path = folder / "model.safetensors"
            raise WrongDimension(f"{path}: vectors of {self.dimension} dimensions, expected {expected}")

    def embed(self, texts: Sequence[Sequence[str]], marks: Sequence[float]) -> Matrix:
        means = np.zeros((len(texts), self.dimension), np.float16)  # as exact as the model itself
        for start in range(0, len(texts), BATCH):
            end = start + BATCH
            self._embed_batch(texts[start:end], marks[start:end], means[start:end])
        return unit_rows(means)

    def _embed_batch(
        self, texts: Sequence[Sequence[str]], marks: Sequence[float], means: NDArray[np.float16]
    ) -> None:
        """Write the mean vector of every text into `means`; one of which nothing is known is left alone."""
        rows, owners = self._model.find(texts, marks)
        used, places = np.unique(rows, return_inverse=True)
        vectors = self._vectors[used].astype(np.float32)
        ends = np.cumsum(np.bincount(owners, minlength=len(texts)))
        for i, (start, end) in enumerate(pairwise((0, *ends))):
            if end > start:
                means[i] = vectors[places[start:end]].sum(axis=0) / np.float32(end - start)


def _expected_dimension(folder: Path) -> int:
    """What config.json promises; also the first look at whether the folder is whole."""
    for file in FILES:
        if not (folder / file).is_file():
            raise ModelMissing(f"{folder / file} is missing; a model folder holds {', '.join(FILES)}")
    path = folder / "config.json"
    try:
        return int(json.loads(path.read_text(encoding="utf-8"))["hidden_dim"])
    except (ValueError, KeyError, TypeError) as error:
        raise ModelDamaged(f"{path}: expected JSON with a whole number hidden_dim ({error!r})") from error


def _fingerprint(path: Path) -> str:
    """Twelve hexadecimal digits of the file's SHA-256: an index of other vectors is never served."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def _load_static(folder: Path) -> tuple[Units, NDArray[np.float16]]:
    """The units and their vectors, one row each."""
    model, tokenizer = folder / "model.safetensors", folder / "tokenizer.json"
    try:
        vectors = load_file(model)["embeddings"]
    except (SafetensorError, KeyError) as error:
        raise ModelDamaged(f"{model}: expected a whole safetensors file ({error})") from error
    try:
        vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelDamaged(f"{tokenizer}: expected a WordLevel vocabulary in JSON ({error!r})") from error
    if len(vocabulary) != len(vectors):
        raise ModelDamaged(f"{model} and {tokenizer}: expected as many vectors as units")
    return Units({unit: row for unit, row in vocabulary.items() if unit != UNKNOWN}), vectors


class TransformerEmbedder:
    """Any sentence-transformers model, by name or path; it is imported only when one is asked for."""

    def __init__(self, name: str, *, prefix: str = "") -> None:
        """`prefix` goes before every text, as some models want ("query: ").

        Raises:
            ModelMissing: there is no such folder, or the name cannot be loaded.
        """
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelMissing(
                f"{name}: expected a sentence-transformers model, by name or path ({error})"
            ) from error
        self.name = f"transformer:{name}"
        self.dimension = int(self._model.get_sentence_embedding_dimension() or 0)
        self._prefix = prefix

    def embed(self, texts: Sequence[Sequence[str]], marks: Sequence[float]) -> Matrix:
        lines = [self._prefix + " ".join(text) for text in texts]
        if not lines:
            return np.zeros((0, self.dimension), np.float32)
        return unit_rows(self._model.encode(lines, show_progress_bar=False, convert_to_numpy=True))


def load_embedder(model: str | None = None) -> Embedder:
    """The shipped model, or the one named: a folder that model2vec reads, or a sentence-transformers name or path.

    Raises:
        ModelError: it cannot be read.
    """
    if model is None:
        return StaticEmbedder()
    folder = Path(model)
    if (folder / "tokenizer.json").is_file() and (folder / "config.json").is_file() and _is_ours(folder):
        return StaticEmbedder(folder)
    return TransformerEmbedder(model)


def _is_ours(folder: Path) -> bool:
    try:
        return "syllable_units" in json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except ValueError:
        return False

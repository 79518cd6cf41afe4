"""Texts to unit vectors: our shipped static model, or any sentence-transformers model named in the settings.

ModelError
|- ModelMissing      a file is not there
|- ModelDamaged      a file cannot be read
`- WrongDimension    the vectors are of another length than expected
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.text import units

Matrix = NDArray[np.float32]

MODEL = Path(__file__).with_name("model")
BATCH = 128  # texts embedded at once: what is held meanwhile grows with it
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


class StaticEmbedder:
    """Our model: the mean of the vectors of a message's units, read by model2vec."""

    def __init__(self, folder: Path = MODEL, *, dimension: int | None = None) -> None:
        """Read the folder; `dimension` is what the caller expects, by default what config.json says.

        Raises:
            ModelError: see the tree above.
        """
        expected = dimension or _expected_dimension(folder)
        self._model = _load_static(folder)
        self.name = f"static:{_fingerprint(folder / 'model.safetensors')}"
        self.dimension = int(self._model.dim)
        if self.dimension != expected:
            path = folder / "model.safetensors"
            raise WrongDimension(f"{path}: vectors of {self.dimension} dimensions, expected {expected}")

    def embed(self, texts: Sequence[Sequence[str]], marks: Sequence[float]) -> Matrix:
        lines = [units(text, share) for text, share in zip(texts, marks, strict=True)]
        if not lines:
            return np.zeros((0, self.dimension), np.float32)
        return unit_rows(
            self._model.encode(lines, max_length=None, use_multiprocessing=False, batch_size=BATCH)
        )


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


def _load_static(folder: Path) -> Any:
    from model2vec import StaticModel
    from safetensors import SafetensorError

    try:
        return StaticModel.from_pretrained(folder)
    except SafetensorError as error:
        raise ModelDamaged(
            f"{folder / 'model.safetensors'}: expected a whole safetensors file ({error})"
        ) from error
    except Exception as error:  # tokenizers raises bare Exception for a file it cannot read
        files = " and ".join(str(folder / file) for file in FILES[1:])
        raise ModelDamaged(f"{files}: expected as many vectors as units ({error})") from error


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

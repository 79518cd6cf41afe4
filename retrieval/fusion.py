"""Many scores of an entry into one, and one score into a probability; both by a few weights learnt from our own wordings."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]

FEATURES = (
    "accented",  # share of the question's weight found in one wording, times the share of typed marks
    "folded",  # the same without marks
    "dense",  # cosine with the nearest wording
    "focus_accented",  # the same three for the part of the message that asks
    "focus_folded",
    "focus_dense",
    "profile_accented",  # and for all wordings, the answer and the titles of its articles as one text
    "profile_folded",
    "profile_dense",
    "is_outside",  # 1 for a kind of message outside our field, which has no profile; its weight may be negative
)
"""Columns of a feature matrix, one row an entry or a kind of message outside our field."""

FOLDED, DENSE = FEATURES.index("folded"), FEATURES.index("dense")

SIGNALS = (
    "best",  # ranking score of the best entry
    "margin",  # how far the best entry of another law is behind; entries on the same article are no rivals
    "folded_margin",  # the same by the folded words alone
    "dense_margin",  # and by the cosine alone
    "coverage",  # folded share of the question's weight in the best entry's nearest wording
    "cosine",  # dense cosine of the best entry
    "outside",  # how far the best entry is ahead of the nearest message that is not our field
    "field",  # linear scope model over the question's vector: above 0 looks like work
    "length",  # ln(1 + syllables)
)
"""What the probability is made of."""


class CalibrationError(Exception):
    """The calibration file cannot be used; the message names it and what was expected."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The learnt numbers: how to rank, how sure to be, and from where on to answer."""

    ranking: tuple[float, ...]  # one weight a feature
    sureness: tuple[float, ...]  # one weight a signal, then the constant
    field: tuple[float, ...]  # one weight a dimension of the embedder, then the constant; () without one
    answered: float  # probability from which on we answer
    unsure: float  # probability from which on we offer the nearest questions
    model: str  # the embedder it was fitted with
    notes: Mapping[str, Any]  # how it was fitted and what was measured then

    def rank(self, features: Matrix) -> Vector:
        """One score for each of N rows of an (N, len(FEATURES)) matrix."""
        return np.asarray(features @ np.asarray(self.ranking, np.float32), np.float32)

    def probability(self, signals: Sequence[float]) -> float:
        """The calibrated probability 0..1 that the best entry answers."""
        z = float(np.dot(self.sureness[:-1], signals)) + self.sureness[-1]
        return float(1 / (1 + np.exp(-np.clip(z, -30, 30))))

    def is_work(self, vector: Vector) -> float:
        """Above 0 the question's vector looks like a question about work."""
        if len(self.field) != len(vector) + 1:
            return 0.0
        return float(np.dot(self.field[:-1], vector) + self.field[-1])

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """Read a calibration file.

        Raises:
            CalibrationError: it is missing, damaged, or made for other features.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            loaded = cls(**{**data, **{key: tuple(data[key]) for key in ("ranking", "sureness", "field")}})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CalibrationError(f"{path}: expected a calibration in JSON ({error!r})") from error
        expected = (len(FEATURES), len(SIGNALS) + 1)
        if (len(loaded.ranking), len(loaded.sureness)) != expected:
            raise CalibrationError(f"{path}: expected {expected} weights for ranking and sureness")
        return loaded


def signals_of(
    features: Matrix, scores: Vector, kin: NDArray[np.bool_], field: float, syllables: int
) -> tuple[float, ...]:
    """The numbers that SIGNALS names, for one message.

    Args:
        features: (groups, len(FEATURES)).
        scores: One ranking score a group; -inf for those that may not be found.
        kin: (entries, entries): which entries stand on the same law as the best one, itself included.
        field: `Calibration.is_work`.
        syllables: Length of the message.
    """
    entries = len(kin)
    best = int(scores[:entries].argmax())
    rivals = ~kin[best] & np.isfinite(scores[:entries])

    def ahead(values: Vector) -> float:
        return float(values[best] - values[:entries][rivals].max(initial=0.0))

    outside = float(scores[best] - scores[entries:].max(initial=0.0))
    return (
        float(scores[best]),
        ahead(scores),
        ahead(features[:, FOLDED]),
        ahead(features[:, DENSE]),
        float(features[best, FOLDED]),
        float(features[best, DENSE]),
        outside,
        field,
        float(np.log1p(syllables)),
    )

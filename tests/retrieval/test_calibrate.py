"""Thresholds come from data: they move with the errors, and keep to their targets."""

import numpy as np
import pytest

from retrieval.calibrate import (
    CONFIDENCE,
    Fold,
    Sample,
    calibrate,
    fit_logistic,
    fit_ranking,
    threshold,
    upper_bound,
)
from retrieval.fusion import FEATURES, SIGNALS
from tests.retrieval.library import DAY, ENTRIES, HashEmbedder


def test_the_threshold_keeps_the_share_of_wrong_answers_under_the_target() -> None:
    chance = np.random.default_rng(1)
    sure = chance.random(5000)
    wrong = chance.random(5000) > sure

    least = threshold(sure, wrong, 0.05)

    given = sure >= least
    assert 0.5 < least < 1
    assert wrong[given].mean() <= 0.05
    assert given.sum() > 100


def test_more_errors_raise_the_threshold() -> None:
    sure = np.linspace(0, 1, 2000)
    few, many = sure < 0.3, sure < 0.6

    assert threshold(sure, many, 0.05) > threshold(sure, few, 0.05)


def test_with_nothing_wrong_everything_is_answered() -> None:
    sure = np.linspace(0.1, 1, 1000)

    assert threshold(sure, np.zeros(1000, bool), 0.05) == sure[0]


def test_where_no_threshold_keeps_the_target_nothing_is_answered() -> None:
    assert threshold(np.linspace(0, 0.9, 500), np.ones(500, bool), 0.05) == 1


def test_strays_count_against_all_messages_not_against_the_answered_ones() -> None:
    sure = np.linspace(0, 1, 1000)

    least = threshold(sure, np.ones(1000, bool), 0.03, of=1000)

    assert 0.96 < least < 0.99


def test_the_bound_lies_above_the_share_and_closes_in_with_more_data() -> None:
    few, many = upper_bound(np.array([5]), np.array([100])), upper_bound(np.array([500]), np.array([10_000]))

    assert CONFIDENCE > 0
    assert few[0] > many[0] > 0.05


def test_logistic_regression_finds_the_line_the_data_was_drawn_from() -> None:
    chance = np.random.default_rng(2)
    x = chance.standard_normal((20_000, 2))
    y = (chance.random(20_000) < 1 / (1 + np.exp(-(2 * x[:, 0] - x[:, 1] + 0.5)))).astype(float)

    np.testing.assert_allclose(fit_logistic(x, y, np.ones(20_000), ridge=0.01), [2, -1, 0.5], atol=0.1)


def test_the_ranking_trusts_the_feature_that_tells_right_from_wrong() -> None:
    chance = np.random.default_rng(3)
    samples = []
    for _ in range(300):
        features = chance.random((6, len(FEATURES))).astype(np.float32)
        features[2, FEATURES.index("dense")] += 0.5
        right = np.array([False, False, True, False, False])
        samples.append(Sample(features, right, 2, 0, 0.0, 5, -1))

    weights = dict(zip(FEATURES, fit_ranking(samples), strict=True))

    assert max(weights, key=lambda name: weights[name]) == "dense"
    assert all(weight >= 0 for name, weight in weights.items() if name != "is_outside")


@pytest.mark.filterwarnings("ignore:Mean of empty slice")
def test_a_calibration_is_the_same_for_the_same_seed_and_ready_to_serve() -> None:
    folds = [Fold(HashEmbedder(), number, 2) for number in range(2)]
    golden = [("thu-viec-luong", "đi làm thử thì lãnh mấy phần lương"), ("gone", "mục này không còn")]

    def fitted() -> object:
        return calibrate(ENTRIES, folds, HashEmbedder(), titles={}, golden=golden, day=DAY, seed=5)

    first = calibrate(ENTRIES, folds, HashEmbedder(), titles={}, golden=golden, day=DAY, seed=5)

    assert first == fitted()
    assert (len(first.ranking), len(first.sureness)) == (len(FEATURES), len(SIGNALS) + 1)
    assert 0 <= first.unsure <= first.answered <= 1
    assert len(first.field) == HashEmbedder().dimension + 1
    assert first.notes["golden"]["n"] == 3  # the question and two noised twins; the unknown entry is left out

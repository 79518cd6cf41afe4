"""The learnt numbers are checked when they are read."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval import calibrate
from retrieval.fusion import DENSE, FEATURES, FOLDED, SIGNALS, Calibration, CalibrationError, signals_of
from retrieval.search import CALIBRATION as SHIPPED
from tests.retrieval.library import CALIBRATION


def test_a_calibration_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    CALIBRATION.save(tmp_path / "calibration.json")

    assert Calibration.load(tmp_path / "calibration.json") == CALIBRATION


def test_a_missing_calibration_is_named(tmp_path: Path) -> None:
    with pytest.raises(CalibrationError, match=r"calibration\.json"):
        Calibration.load(tmp_path / "calibration.json")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"ranking": 5}', '{"ranking": []}'])
def test_a_damaged_calibration_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "calibration.json").write_text(text, encoding="utf-8")

    with pytest.raises(CalibrationError, match=r"calibration\.json"):
        Calibration.load(tmp_path / "calibration.json")


def test_a_calibration_for_other_features_is_an_error_with_the_expected_numbers(tmp_path: Path) -> None:
    replace(CALIBRATION, ranking=(1.0, 2.0)).save(tmp_path / "calibration.json")

    with pytest.raises(CalibrationError, match=str(len(FEATURES))):
        Calibration.load(tmp_path / "calibration.json")


def test_the_shipped_thresholds_were_fitted_not_typed() -> None:
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))

    assert 0 < shipped["unsure"] < shipped["answered"] < 1
    targets = shipped["notes"]["targets"]
    assert (targets["wrong"], targets["outside"]) == (calibrate.WRONG, calibrate.STRAY)
    assert calibrate.WRONG <= 0.05  # the product's own limits
    assert calibrate.STRAY <= 0.03
    assert shipped["notes"]["golden"]["n"] > 300


def test_an_entry_on_the_same_law_is_no_rival() -> None:
    features = np.zeros((4, len(FEATURES)), np.float32)
    features[:3, FOLDED], features[:3, DENSE] = (0.9, 0.8, 0.2), (0.7, 0.6, 0.1)
    scores = np.array([5, 4.5, 2, 1], np.float32)
    kin = np.array([[True, True, False], [True, True, False], [False, False, True]])

    signals = dict(zip(SIGNALS, signals_of(features, scores, kin, 0.0, 6), strict=True))

    assert signals["margin"] == 3
    assert signals["outside"] == 4
    assert signals["dense_margin"] == pytest.approx(0.6)


def test_a_sure_signal_gives_a_higher_probability_than_a_weak_one() -> None:
    weak, sure = (1.0, 0.1, *[0.0] * (len(SIGNALS) - 2)), (4.0, 2.0, *[0.0] * (len(SIGNALS) - 2))

    assert 0 < CALIBRATION.probability(weak) < CALIBRATION.probability(sure) < 1


def test_a_scope_model_of_another_dimension_says_nothing() -> None:
    assert replace(CALIBRATION, field=(1.0, 1.0, 1.0)).is_work(np.ones(5, np.float32)) == 0

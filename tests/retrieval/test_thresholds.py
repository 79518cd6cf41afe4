"""A threshold is read off data, with the confidence stated, and kept beside the index only for its own encoder."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from retrieval.evaluate import evaluate
from retrieval.fusion import Calibration, CalibrationError
from retrieval.report import list_finding, why_none
from retrieval.search import CALIBRATION, Searcher, build_searcher
from retrieval.thresholds import (
    SUPPORT,
    Curve,
    Targets,
    choose,
    draw_curve,
    find_threshold,
    upper_bound,
    with_threshold,
)
from tests.retrieval.library import CODE, DAY, ENTRIES, make_searcher

LOOSE = Targets(wrong=0.5, outside=0.5, confidence=0.8)


def curve_of(sure: list[float], wrong: list[float], astray: list[float], strays: int = 100) -> Curve:
    return Curve(len(sure), strays, tuple(sorted(sure)), tuple(sorted(wrong)), tuple(sorted(astray)))


def spread(count: int) -> list[float]:
    """Values from 0.99 downwards, in steps of a thousandth."""
    return [0.99 - i / 1000 for i in range(count)]


ROWS: list[dict[str, Any]] = [
    *({"question": e.question, "gold": [{"document": CODE, "article": e.primary.article}]} for e in ENTRIES),
    {"question": "thử việc tính phép", "gold": [{"document": CODE, "article": "26"}]},
    {"question": "phép năm tính sao khi thử việc", "gold": [{"document": CODE, "article": "999"}]},
    {"message": "vượt đèn đỏ bị phạt bao nhiêu tiền"},
    {"message": "Thử việc tối đa mấy tháng?"},
    {"message": "nghỉ phép đi chơi đâu vui"},
]


@pytest.mark.parametrize(
    ("bad", "of", "confidence", "bound"),
    [
        (0, 10, 0.95, 0.2130),  # z² / (n + z²)
        (1, 10, 0.975, 0.4042),  # the upper end of the two-sided 95 % interval
        (5, 10, 0.5, 0.5),
        (10, 10, 0.8, 1.0),
        (0, 0, 0.8, 1.0),
    ],
)
def test_the_bound_is_wilsons(bad: int, of: int, confidence: float, bound: float) -> None:
    assert upper_bound(bad, of, confidence) == pytest.approx(bound, abs=1e-4)


def test_a_message_as_sure_as_the_threshold_is_answered() -> None:
    point = curve_of([0.9, 0.8, 0.8, 0.7], wrong=[0.8], astray=[0.75, 0.85], strays=4).at(0.8, 0.8)

    assert (point.asked, point.answered, point.wrong, point.strays, point.strays_answered) == (4, 3, 1, 4, 1)


def test_the_lowest_threshold_that_keeps_the_target_of_wrong_answers_is_chosen() -> None:
    sure = spread(200)
    curve = curve_of(sure, wrong=[sure[30], *sure[150:]], astray=[])

    point = choose(curve, Targets(0.05, 0.03, 0.8), floor=0.0)

    assert point is not None
    assert point.wrong_bound <= 0.05 < curve.at(point.threshold - 0.001, 0.8).wrong_bound
    assert 150 < point.answered < 160


def test_strays_hold_the_threshold_up() -> None:
    sure = spread(200)
    targets = Targets(0.05, 0.03, 0.8)

    point = choose(curve_of(sure, wrong=[], astray=sure[120:130]), targets, floor=0.0)

    assert point is not None
    assert point.threshold > sure[122]
    assert point.strays_bound <= 0.03


def test_more_confidence_asks_for_a_higher_threshold() -> None:
    sure = spread(400)
    curve = curve_of(sure, wrong=sure[::40], astray=[])

    loose, strict = (choose(curve, Targets(0.05, 0.03, c), floor=0.0) for c in (0.6, 0.95))

    assert loose is not None
    assert loose.threshold < (strict.threshold if strict else 1.0)


def test_a_lucky_stretch_below_a_broken_one_is_not_taken() -> None:
    sure = spread(1000)
    curve = curve_of(sure, wrong=sure[105:115], astray=[])
    targets = Targets(0.05, 0.5, 0.8)

    point = choose(curve, targets, floor=0.0)

    assert curve.at(sure[-1], 0.8).keeps(targets)
    assert point is not None
    assert point.answered < 115


def test_no_threshold_goes_below_the_one_for_near_questions() -> None:
    point = choose(curve_of(spread(300), wrong=[], astray=[]), LOOSE, floor=0.8)

    assert point is not None
    assert 0.8 <= point.threshold < 0.802


@pytest.mark.parametrize(("answered", "is_chosen"), [(SUPPORT - 1, False), (SUPPORT, True)])
def test_fewer_than_a_hundred_answered_questions_support_nothing(answered: int, is_chosen: bool) -> None:
    point = choose(curve_of(spread(answered), wrong=[], astray=[]), LOOSE, floor=0.0)

    assert (point is not None) == is_chosen


def test_without_messages_outside_our_field_nothing_is_known_about_them() -> None:
    assert choose(curve_of(spread(200), wrong=[], astray=[], strays=0), LOOSE, floor=0.0) is None


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7, 0.9, 0.99])
def test_the_curve_tells_what_the_searcher_does_at_that_threshold(threshold: float) -> None:
    searcher = make_searcher()
    moved = replace(searcher.calibration, answered=threshold)

    point = draw_curve(searcher, ROWS, on=DAY, originals={}).at(threshold, 0.8)

    real = evaluate(Searcher(searcher.index, searcher.embedder, moved), ROWS, on=DAY)
    assert (point.asked, point.answered, point.wrong) == (
        real.total.asked,
        real.total.answered,
        real.total.wrong,
    )
    assert (point.strays, point.strays_answered) == (real.strays.asked, real.strays.answered)


def test_what_a_silent_entry_fits_better_is_answered_at_no_threshold() -> None:
    silent = replace(ENTRIES[0], valid_from=date(2030, 1, 1))
    searcher = make_searcher(silent, *ENTRIES[1:])

    curve = draw_curve(searcher, ROWS[:2], on=DAY, originals={})

    assert (curve.asked, curve.given) == (2, (0.99,))


def test_a_question_asked_a_hundred_times_counts_once_and_a_follow_up_not_at_all() -> None:
    followup: dict[str, Any] = {
        "first": "Thử việc tối đa mấy tháng?",
        "second": "thế lương thì sao",
        "gold": [],
    }
    shouted = {**ROWS[0], "question": f"  {ROWS[0]['question']} ".upper()}

    finding = find_threshold(
        make_searcher(), [*[ROWS[0]] * 150, shouted, followup], LOOSE, on=DAY, originals={}
    )

    assert (finding.curve.asked, finding.chosen) == (1, None)
    assert finding.left_out == {"followups": 1, "repeated": 150}
    assert "nhiều nhất 1" in why_none(finding)


def test_the_table_marks_the_threshold_in_use_and_says_why_none_was_found() -> None:
    lines = list(list_finding(find_threshold(make_searcher(), ROWS, LOOSE, on=DAY, originals={})))

    in_use = [line.split()[0] for line in lines if line.endswith("đang dùng")]
    assert in_use == ["0,7000"]
    assert "cần ít nhất 100 câu được trả lời" in lines[-1]


def test_the_reason_names_the_target_that_was_missed() -> None:
    finding = find_threshold(make_searcher(), ROWS, Targets(), on=DAY, originals={})
    sure = spread(120)
    strictest = curve_of(sure, wrong=sure[:30], astray=[]).at(sure[99], 0.8)

    reason = why_none(replace(finding, strictest=strictest))

    assert "sai 30/100" in reason
    assert "ngoài phạm vi" not in reason


def test_a_file_without_messages_outside_our_field_is_told_so() -> None:
    finding = find_threshold(make_searcher(), ROWS, Targets(), on=DAY, originals={})
    strictest = curve_of(spread(120), wrong=[], astray=[], strays=0).at(0.9, 0.8)

    assert "không có tin ngoài phạm vi" in why_none(replace(finding, strictest=strictest))


def test_a_chosen_threshold_moves_only_the_threshold_and_says_where_it_comes_from() -> None:
    searcher = make_searcher()
    point = curve_of(spread(150), wrong=[], astray=[]).at(0.9, 0.8)
    found = replace(find_threshold(searcher, ROWS, LOOSE, on=DAY, originals={}), chosen=point)

    made = with_threshold(searcher, found, {"sha256": "abc"})

    assert (made.answered, made.unsure, made.model) == (0.9, 0.25, "hash")
    assert (made.ranking, made.sureness) == (searcher.calibration.ranking, searcher.calibration.sureness)
    assert made.notes["sha256"] == "abc"
    assert made.notes["targets"] == {"wrong": 0.5, "outside": 0.5, "confidence": 0.8}
    assert made.notes["measured"]["answered"] == 91


def test_where_nothing_was_chosen_nothing_can_be_made() -> None:
    finding = find_threshold(make_searcher(), ROWS, LOOSE, on=DAY, originals={})

    with pytest.raises(ValueError, match="keeps the targets"):
        with_threshold(make_searcher(), finding, {})


# --- beside the index -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Calibration:
    return Calibration.load(CALIBRATION)


def place(folder: Path, calibration: Calibration) -> Path:
    folder.mkdir(exist_ok=True)
    calibration.save(folder / "calibration.json")
    return folder


def test_a_threshold_measured_here_goes_before_the_shipped_one(tmp_path: Path, shipped: Calibration) -> None:
    plain = build_searcher(ENTRIES, cache=tmp_path / "index")
    place(tmp_path / "index", replace(shipped, answered=0.9))

    searcher = build_searcher(ENTRIES, cache=tmp_path / "index")

    assert (plain.calibration.answered, searcher.calibration.answered) == (shipped.answered, 0.9)


def test_it_outlives_an_index_made_anew(tmp_path: Path, shipped: Calibration) -> None:
    folder = place(tmp_path / "index", replace(shipped, answered=0.9))
    build_searcher(ENTRIES, cache=folder)

    build_searcher(ENTRIES[1:], cache=folder)

    assert build_searcher(ENTRIES[1:], cache=folder).calibration.answered == 0.9


def test_one_of_another_encoder_stops_the_start_and_names_both(tmp_path: Path, shipped: Calibration) -> None:
    folder = place(tmp_path / "index", replace(shipped, model="static:000000000000"))

    with pytest.raises(CalibrationError) as caught:
        build_searcher(ENTRIES, cache=folder)

    assert str(folder / "calibration.json") in str(caught.value)
    assert "static:000000000000" in str(caught.value)
    assert f"expected {shipped.model}" in str(caught.value)


@pytest.mark.parametrize(
    "change",
    [
        {"answered": 1.5},
        {"answered": "cao"},
        {"unsure": 0.9, "answered": 0.8},
        {"answered": float("nan")},
        {"ranking": [1.0]},
        {"sureness": ["a"] * 10},
        {"field": None},
    ],
    ids=str,
)
def test_a_broken_one_stops_the_start_and_names_the_file(tmp_path: Path, change: dict[str, object]) -> None:
    whole = json.loads(CALIBRATION.read_text("utf-8"))
    (tmp_path / "calibration.json").write_text(json.dumps({**whole, **change}))

    with pytest.raises(CalibrationError, match=r"calibration\.json: expected"):
        build_searcher(ENTRIES, cache=tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"answered": 0.9}'])
def test_a_truncated_one_stops_the_start_and_names_the_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "calibration.json").write_text(text)

    with pytest.raises(CalibrationError, match=r"calibration\.json: expected"):
        build_searcher(ENTRIES, cache=tmp_path)

"""Figures are counted as their definitions say."""

from datetime import date

import pytest

from knowledge.entry import Citation, Entry
from retrieval.evaluate import Trial, bootstrap, cited, evaluate, percentile
from retrieval.report import list_lines
from retrieval.result import Hit, Result, Status
from tests.retrieval.library import CODE, DAY, ENTRIES, entry, make_searcher

RIGHT = {
    "id": "1",
    "register": "formal",
    "topic": "probation",
    "question": "Lương thử việc ít nhất bao nhiêu?",
}
GOLD_26, GOLD_113 = {"document": CODE, "article": 26}, {"document": CODE, "article": "113"}


def test_an_answer_that_cites_a_gold_article_is_right_and_another_is_wrong() -> None:
    rows = [{**RIGHT, "gold": [GOLD_26]}, {**RIGHT, "id": "2", "register": "informal", "gold": [GOLD_113]}]

    figures = evaluate(make_searcher(), rows, on=DAY)

    assert (figures.total.asked, figures.total.first, figures.total.answered, figures.total.wrong) == (
        2,
        1,
        2,
        1,
    )
    assert figures.registers["formal"].first_share == 1
    assert figures.registers["informal"].wrong_share == 1
    assert [(miss.id, miss.got, miss.is_reachable) for miss in figures.misses] == [
        ("2", "thu-viec-luong", True)
    ]


def test_a_consolidation_counts_as_its_original() -> None:
    rows = [{**RIGHT, "gold": [{"document": "18/VBHN-VPQH", "article": 26}]}]
    searcher = make_searcher()

    without = evaluate(searcher, rows, on=DAY)
    mapped = evaluate(searcher, rows, on=DAY, originals={"18/VBHN-VPQH": CODE})

    assert (without.total.first, mapped.total.first) == (0, 1)


def test_a_secondary_citation_counts_but_not_for_the_strict_figure() -> None:
    second = Citation("145/2020/NĐ-CP", "55")
    searcher = make_searcher(
        entry(
            "a",
            "Lương thử việc ít nhất bao nhiêu?",
            article="26",
            topic="t",
            citations=(ENTRIES[0].primary, second),
        ),
        *ENTRIES[1:],
    )

    figures = evaluate(searcher, [{**RIGHT, "gold": [{"document": "145/2020/NĐ-CP", "article": 55}]}], on=DAY)

    assert (figures.total.first, figures.total.first_primary) == (1, 0)


def test_suggestions_count_in_three_and_an_unsure_answer_is_no_wrong_one() -> None:
    figures = evaluate(
        make_searcher(), [{**RIGHT, "question": "thử việc tính phép", "gold": [GOLD_26, GOLD_113]}], on=DAY
    )

    assert (figures.total.in_three, figures.total.answered, figures.total.wrong) == (1, 0, 0)
    assert figures.total.wrong_share is None


def test_messages_outside_our_field_count_when_they_are_answered() -> None:
    rows = [
        {"id": "o1", "message": "vượt đèn đỏ bị phạt bao nhiêu tiền", "kind": "other_law"},
        {"id": "o2", "message": "Lương thử việc ít nhất bao nhiêu?", "kind": "trap"},
    ]

    strays = evaluate(make_searcher(), rows, on=DAY).strays

    assert (strays.asked, strays.answered, strays.by_kind) == (2, 1, {"trap": 1})


def test_a_follow_up_is_asked_after_its_first_message() -> None:
    rows = [
        {
            "id": "f1",
            "first": "Thử việc tối đa mấy tháng?",
            "second": "thế lương thì sao",
            "gold": [GOLD_26],
            "topic": "t",
        }
    ]

    assert evaluate(make_searcher(), rows, on=DAY).followups.in_three == 1


def test_only_entries_that_hold_on_the_day_are_found() -> None:
    figures = evaluate(make_searcher(), [{**RIGHT, "gold": [GOLD_26]}], on=date(2030, 1, 1))

    assert (figures.total.answered, figures.total.first) == (0, 0)


def test_a_report_can_be_written_as_json() -> None:
    report = evaluate(make_searcher(), [{**RIGHT, "gold": [GOLD_26]}], on=DAY).to_json()

    assert report["total"]["first_share"] == 1
    assert set(report) >= {
        "total",
        "registers",
        "topics",
        "followups",
        "out_of_scope",
        "latency_ms",
        "misses",
    }


@pytest.mark.parametrize(
    ("values", "p", "expected"), [([], 0.5, 0), ([1.0, 2.0, 3.0, 4.0], 0.5, 3), ([5.0], 0.95, 5)]
)
def test_percentiles(values: list[float], p: float, expected: float) -> None:
    assert percentile(values, p) == expected


def test_articles_of_an_entry_are_told_apart_by_primary() -> None:
    both: Entry = entry(
        "a", "?", article="1", topic="t", citations=(Citation("x", "1", is_primary=True), Citation("y", "2"))
    )

    assert cited(both, {"y": "z"}) == {("x", "1"), ("z", "2")}
    assert cited(both, {}, primary_only=True) == {("x", "1")}


def trial(*, is_right: bool, is_answered: bool = True) -> Trial:
    found = ENTRIES[0]
    status = Status.ANSWERED if is_answered else Status.UNSURE
    result = Result(status, DAY, Hit(found, 0.9, "") if is_answered else None)
    gold = frozenset({(CODE, "26" if is_right else "113")})
    return Trial({}, result, (found,), gold, 1.0)


def test_an_interval_is_as_wide_as_chance_moves_a_share() -> None:
    hundred = [trial(is_right=i >= 10) for i in range(100)]

    found = bootstrap(hundred, {})

    assert found.first == pytest.approx((0.84, 0.95), abs=0.015)  # 0.9 ± 1.96 × √(0.9 × 0.1 / 100)
    assert found.wrong == pytest.approx((0.05, 0.16), abs=0.015)
    assert found.answered == (1, 1)


def test_more_questions_make_a_narrower_interval() -> None:
    few = bootstrap([trial(is_right=i % 5 > 0) for i in range(20)], {})
    many = bootstrap([trial(is_right=i % 5 > 0) for i in range(2000)], {})

    assert few.first[0] < many.first[0] < 0.8 < many.first[1] < few.first[1]


def test_wrong_answers_are_a_share_of_the_answers_drawn() -> None:
    half = [trial(is_right=i % 4 > 0, is_answered=i % 2 == 0) for i in range(200)]

    found = bootstrap(half, {})

    assert found.answered == pytest.approx((0.43, 0.57), abs=0.015)
    assert found.wrong is not None
    assert found.wrong == pytest.approx((0.40, 0.60), abs=0.02)  # 50 of the 100 answered


def test_the_same_questions_always_give_the_same_interval() -> None:
    trials = [trial(is_right=i % 3 > 0) for i in range(30)]

    assert bootstrap(trials, {}) == bootstrap(list(reversed(trials)), {})


def test_over_nothing_answered_there_is_no_interval_of_wrong_answers() -> None:
    assert bootstrap([trial(is_right=True, is_answered=False)] * 5, {}).wrong is None


def test_the_total_and_every_register_have_intervals_and_the_old_keys_stand() -> None:
    rows = [{**RIGHT, "gold": [GOLD_26]}, {**RIGHT, "register": "informal", "gold": [GOLD_113]}]

    report = evaluate(make_searcher(), rows, on=DAY).to_json()

    shares = {"first_share", "in_three_share", "answered_share", "wrong_share_of_answered"}
    assert set(report["intervals"]["total"]) == shares
    assert report["intervals"]["total"]["first_share"] == (0, 1)
    assert report["intervals"]["registers"]["formal"]["first_share"] == (1, 1)
    assert report["intervals"]["registers"]["informal"]["wrong_share_of_answered"] == (1, 1)
    assert set(report["topics"]["probation"]) == set(report["total"]) >= {"asked", "wrong", *shares}


def test_a_file_without_questions_has_no_interval() -> None:
    report = evaluate(make_searcher(), [{"message": "vượt đèn đỏ"}], on=DAY).to_json()

    assert report["intervals"] == {"total": None, "registers": {}}


def test_intervals_are_printed_below_the_total_and_every_register_but_not_below_topics() -> None:
    lines = list(list_lines(evaluate(make_searcher(), [{**RIGHT, "gold": [GOLD_26]}], on=DAY)))

    below = [lines[i - 1].split()[0] for i, line in enumerate(lines) if "khoảng tin cậy 95%" in line]
    assert below == ["tất", "formal"]
    assert next(line for line in lines if "khoảng" in line).split()[-4:] == ["100,0–100,0"] * 3 + ["0,0–0,0"]

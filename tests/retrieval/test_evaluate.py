"""Figures are counted as their definitions say."""

from datetime import date

import pytest

from knowledge.entry import Citation, Entry
from retrieval.evaluate import cited, evaluate, percentile
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

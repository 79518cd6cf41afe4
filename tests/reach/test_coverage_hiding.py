"""Groups too small to be told are hidden, and so is what would give them away by subtraction."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reach.clock import parse_period
from reach.coverage import SMALLEST_BASE, SMALLEST_COUNT, CoverageReport, Reached
from reach.models import UnitKind
from reach.units import Tree, UnitRow
from reach.workforces import Base

DAY = date(2026, 11, 20)
TOP = 1


def report(
    counts: list[int], *, bases: list[int | None] | None = None, rest: int = 0, seen: list[int] | None = None
) -> CoverageReport:
    """A unit with one unit below it for each count; `rest` workers named only the unit above."""
    rows = [UnitRow(TOP, "P", "P", UnitKind.PROVINCE, is_demo=False, parent_id=None)]
    rows += [
        UnitRow(number, f"F{number}", f"F{number}", UnitKind.ENTERPRISE, is_demo=False, parent_id=TOP)
        for number in range(2, 2 + len(counts))
    ]
    reached = [Reached(count, max(count, more)) for count, more in zip(counts, seen or counts, strict=True)]
    totals = {row.id: figure for row, figure in zip(rows[1:], reached, strict=True)}
    totals[TOP] = sum(reached, Reached(rest, rest))
    heads = bases or [1000] * len(counts)
    found = {row.id: Base(head, DAY, "Sổ") for row, head in zip(rows[1:], heads, strict=True) if head}
    found[TOP] = Base(10_000, DAY, "Sổ")
    return CoverageReport(Tree(rows, DAY), parse_period("2026"), DAY, totals, found)


def shown(of: CoverageReport) -> list[int | None]:
    return [row.acknowledged for row in of.below(TOP)]


def test_a_count_of_one_to_four_is_hidden_with_the_next_smallest() -> None:
    assert shown(report([4, 50, 10, 200])) == [None, 50, None, 200]


def test_two_small_counts_hide_each_other() -> None:
    assert shown(report([4, 3, 10, 200])) == [None, None, 10, 200]


@pytest.mark.parametrize(("count", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_only_one_to_four_are_too_few(count: int, is_hidden: bool) -> None:
    assert report([count, 50, 60]).below(TOP)[0].is_hidden is is_hidden


@pytest.mark.parametrize(("base", "is_hidden"), [(19, True), (20, False), (None, False)])
def test_a_base_below_twenty_is_too_small(base: int | None, is_hidden: bool) -> None:
    assert report([12, 50, 60], bases=[base, 100, 100]).below(TOP)[0].is_hidden is is_hidden


def test_few_who_only_saw_are_hidden_too() -> None:
    assert shown(report([0, 50, 60], seen=[3, 50, 60])) == [None, None, 60]


def test_a_hidden_row_tells_nothing() -> None:
    row = report([4, 50, 60]).below(TOP)[0]

    assert (row.acknowledged, row.seen, row.share, row.seen_share, row.missing) == (None,) * 5


def test_a_unit_opened_by_itself_tells_no_more_than_in_the_list() -> None:
    made = report([4, 50, 10, 200])

    assert [made.of(unit_id) for unit_id in (2, 3, 4, 5)] == made.below(TOP)


def test_below_a_hidden_unit_everything_is_hidden() -> None:
    made = report([2, 1])

    assert made.of(TOP).is_hidden
    assert shown(made) == [None, None]


def test_few_workers_who_named_only_the_unit_above_hide_the_smallest_below() -> None:
    assert shown(report([50, 60, 70], rest=3)) == [None, 60, 70]
    assert shown(report([50, 60, 70], rest=5)) == [50, 60, 70]


def test_one_hidden_among_units_that_reached_nobody_hides_one_of_them() -> None:
    assert shown(report([12, 0, 0], bases=[19, 500, 500])).count(None) == 2


def test_provinces_are_hidden_one_by_one_since_nothing_stands_above_them() -> None:
    rows = [
        UnitRow(number, f"P{number}", "P", UnitKind.PROVINCE, is_demo=False, parent_id=None)
        for number in (1, 2, 3)
    ]
    totals = {1: Reached(3, 3), 2: Reached(50, 50), 3: Reached(60, 60)}
    made = CoverageReport(Tree(rows, DAY), parse_period("2026"), DAY, totals, {})

    assert [row.acknowledged for row in made.below(None)] == [None, 50, 60]


@given(
    groups=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), min_size=2, max_size=8),
    rest=st.integers(0, 8),
)
def test_no_single_hidden_figure_is_the_difference_of_shown_ones(
    groups: list[tuple[int, int]], rest: int
) -> None:
    counts, bases = [group[0] for group in groups], [group[1] for group in groups]
    made = report(counts, bases=list(bases), rest=rest)
    rows = made.below(TOP)

    hidden = [row for row in rows if row.is_hidden]
    is_rest_small = 0 < rest < SMALLEST_COUNT
    assert not made.of(TOP).is_hidden or len(hidden) == len(rows)
    for row, count, base in zip(rows, counts, bases, strict=True):
        if 0 < count < SMALLEST_COUNT or base < SMALLEST_BASE:
            assert row.is_hidden
    assert len(hidden) + is_rest_small != 1

"""The pay contributions were paid on."""

from datetime import date
from decimal import Decimal

from knowledge.calculators.insured_pay import MOST_PAY, ask_pay, find_insured_pay, list_figure_citations
from knowledge.calculators.shape import find_fault
from knowledge.entry import Citation
from tests.knowledge.calculators.insurance import TODAY, figures_of

LEVEL = Decimal(2_530_000)


def test_a_pay_above_twenty_times_the_reference_level_is_cut_to_it() -> None:
    pay = find_insured_pay({"pay": Decimal(50_600_001)}, "pay", LEVEL)

    assert pay.amount == 50_600_000
    assert pay.steps[0].formula == "20 × 2.530.000"
    assert not pay.warnings


def test_a_pay_at_the_ceiling_or_the_floor_counts_as_it_is() -> None:
    for typed in (Decimal(50_600_000), LEVEL):
        pay = find_insured_pay({"pay": typed}, "pay", LEVEL)

        assert (pay.amount, pay.steps, pay.warnings) == (typed, (), ())


def test_a_pay_below_the_floor_counts_and_is_named() -> None:
    pay = find_insured_pay({"pay": LEVEL - 1}, "pay", LEVEL)

    assert pay.amount == LEVEL - 1
    assert "khoản 1 Điều 31" in pay.warnings[0]


def test_no_pay_and_a_pay_of_more_than_a_milliard_have_their_reason() -> None:
    asked = ask_pay("pay", "Lương?")

    assert "lớn hơn 0" in str(find_fault(asked, Decimal(0)))
    assert "thừa số 0" in str(find_fault(asked, MOST_PAY + 1))
    assert find_fault(asked, Decimal(1)) is None
    assert find_fault(asked, MOST_PAY) is None


def test_a_figure_of_today_is_cited_and_one_that_has_passed_is_not() -> None:
    figures = figures_of(TODAY)

    assert list_figure_citations(figures, "muc_tham_chieu") == (Citation("161/2026/NĐ-CP", "3"),)
    assert list_figure_citations(figures, "muc_tham_chieu", on=date(2026, 6, 30)) == ()
    assert list_figure_citations(figures, "muc_tham_chieu", on=date(2020, 1, 1)) == ()

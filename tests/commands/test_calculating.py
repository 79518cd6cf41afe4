"""The calculators from the command line: as people type, as JSON, and with a clear word where it cannot be."""

import json

import pytest

from knowledge.calculators.catalogue import CALCULATORS
from tests.commands.conftest import Type

OVERTIME = ("month_pay=8tr5", "weekday_hours=10")


def test_without_a_name_all_twelve_are_listed(congdoan: Type) -> None:
    lines = congdoan("calc").stdout.splitlines()

    assert [line.split()[0] for line in lines] == list(CALCULATORS)
    assert len(lines) == 12


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_name_alone_says_what_it_asks(congdoan: Type, name: str) -> None:
    done = congdoan("calc", name)

    assert done.exit_code == 0
    assert CALCULATORS[name].title in done.stdout
    assert all(f"  {field.name}: " in done.stdout for field in CALCULATORS[name].fields)


def test_the_formula_is_shown_with_its_numbers_and_its_law(congdoan: Type) -> None:
    shown = congdoan("calc", "overtime", *OVERTIME).stdout

    assert "8.500.000 ÷ 26 ÷ 8 × 150% × 10" in shown
    assert "Điều 98 Bộ luật Lao động 2019" in shown


@pytest.mark.parametrize("given", ['{"month_pay": 8500000, "weekday_hours": 10}', "-"])
def test_json_goes_in_and_comes_out(congdoan: Type, given: str) -> None:
    done = congdoan(
        *("calc", "overtime", "--json", "--on", "2026-11-20"),
        given,
        given='{"month_pay": "8tr5", "weekday_hours": "10h"}',
    )

    outcome = json.loads(done.stdout)
    assert outcome["on"] == "2026-11-20"
    assert 612_980 in outcome["amounts"].values() or 612_981 in outcome["amounts"].values()
    assert outcome["citations"][0]["document"] == "45/2019/QH14"
    assert set(outcome) == {"on", "answer", "amounts", "steps", "warnings", "leaves_out", "citations"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lottery",), "Không có bảng tính 'lottery'"),
        (("overtime", "month_pay"), "tên=giá_trị"),
        (("overtime", '{"month_pay": '), "JSON không đọc được"),
        (("overtime", "pay=8tr5"), "không có câu này"),
        (("overtime", "month_pay=tám củ", "weekday_hours=nhiều"), "weekday_hours"),
        (("overtime", "month_pay=-8tr5", "weekday_hours=10"), "month_pay"),
        (("overtime", "month_pay=8tr5", "weekday_hours=400"), "200 giờ"),
        (("retirement", "sex=nam", "born=1/2031", "months_paid=300", "mean_pay=9tr"), "born"),
    ],
)
def test_what_cannot_be_is_told_with_its_reason(
    congdoan: Type, arguments: tuple[str, ...], said: str
) -> None:
    done = congdoan("calc", *arguments)

    assert done.exit_code == 2
    assert said in done.stderr


def test_a_calculator_is_silent_when_its_law_is_repealed(congdoan: Type) -> None:
    congdoan("law", "repeal", "45/2019/QH14", "--article", "98", "--from", "2027-01-01")

    before = congdoan("calc", "overtime", *OVERTIME, "--on", "2026-12-31")
    after = congdoan("calc", "overtime", *OVERTIME, "--on", "2027-01-01")

    assert before.exit_code == 0
    assert after.exit_code == 1
    assert "45/2019/QH14 Điều 98 không áp dụng" in after.stderr

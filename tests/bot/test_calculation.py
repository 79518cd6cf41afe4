"""What a dialogue keeps of a calculation: JSON-safe, checked when it comes back, and never wider than a button."""

import json
from datetime import date
from decimal import Decimal

import pytest

from bot.calculation import Calculation, WrongValue, decode, encode, find_calculation
from knowledge.calculators.catalogue import CALCULATORS
from knowledge.calculators.shape import Calculator, Field, FieldKind, Value
from tests.bot.sample_calculator import SAMPLE

FIELDS = {asked.name: asked for asked in SAMPLE.fields}
MONTH = Field("since", "Từ tháng nào?", FieldKind.MONTH)


@pytest.mark.parametrize(
    ("asked", "value", "word"),
    [
        (FIELDS["pay"], Decimal("8500000"), "8500000"),
        (FIELDS["pay"], Decimal("8.5E+6"), "8500000"),
        (FIELDS["hours"], Decimal("7.5"), "7.5"),
        (FIELDS["hours"], Decimal(50) / 3, "16.66666666666666666666666667"),
        (FIELDS["children"], 2, "2"),
        (FIELDS["is_night"], True, "yes"),
        (FIELDS["is_night"], False, "no"),
        (FIELDS["born"], date(1990, 7, 1), "1990-07-01"),
        (MONTH, date(2026, 7, 1), "2026-07-01"),
        (FIELDS["form"], "month", "month"),
        (FIELDS["zone"], "vung_2", "vung_2"),
    ],
)
def test_a_value_comes_back_as_it_went(asked: Field, value: Value, word: str) -> None:
    assert encode(value) == word
    assert decode(asked, word) == value
    assert type(decode(asked, word)) is type(value)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        (FIELDS["pay"], "1e999999"),
        (FIELDS["pay"], "Infinity"),
        (FIELDS["pay"], "-1"),
        (FIELDS["pay"], ""),
        (FIELDS["pay"], "9" * 5_000),
        (FIELDS["children"], "2.5"),
        (FIELDS["children"], "٢"),
        (FIELDS["is_night"], "maybe"),
        (FIELDS["born"], "1990-02-31"),
        (FIELDS["born"], "2026-W01"),
        (FIELDS["form"], "year"),
        (FIELDS["zone"], "vung_5"),
        (FIELDS["hours"], "201"),
    ],
)
def test_what_is_no_answer_is_refused(asked: Field, word: str) -> None:
    with pytest.raises(WrongValue):
        decode(asked, word)


def test_a_memory_is_json_and_gives_the_same_calculation_back() -> None:
    calculation = (
        Calculation(SAMPLE).put(FIELDS["form"], "month").put(FIELDS["pay"], Decimal(8_500_000)).miss()
    )

    memory = json.loads(json.dumps({"calc": calculation.to_memory()}))

    assert find_calculation(memory, {"sample": SAMPLE}) == calculation


@pytest.mark.parametrize(
    "kept",
    [
        None,
        {"name": "gone", "answers": {}, "misses": 0},
        {"name": "sample", "answers": {"gone": "1"}, "misses": 0},
        {"name": "sample", "answers": {"form": "gone"}, "misses": 0},
    ],
)
def test_a_memory_of_a_calculator_that_has_changed_is_none(kept: object) -> None:
    assert find_calculation({"calc": kept}, {"sample": SAMPLE}) is None


def test_the_number_of_questions_is_foreseen_by_the_likely_answers() -> None:
    started = Calculation(SAMPLE)

    assert len(started.asked) == 6
    assert len(started.put(FIELDS["is_night"], True).asked) == 7


def test_back_takes_the_last_answer_before_the_gap() -> None:
    calculation = Calculation(SAMPLE, {"form": "month", "pay": Decimal(8_500_000), "is_night": False})

    before = calculation.back()

    assert before is not None
    assert set(before.answers) == {"form", "is_night"}
    assert Calculation(SAMPLE).back() is None


def widest(calculator: Calculator, asked: Field) -> int:
    """Bytes of the widest button under a question."""
    values: list[Value] = [choice.value for choice in asked.choices]
    values += [value for value in (asked.default, asked.least, asked.most) if value is not None]
    words = ["2026-11-20", "@12345", "no", "9999999999", *map(encode, values)]
    buttons = [f"c:{calculator.name}:{asked.name}:{word}" for word in words]
    return max(len(button.encode()) for button in [*buttons, f"back:{calculator.name}:{asked.name}"])


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_button_of_every_calculator_fits_the_narrowest_channel(name: str) -> None:
    calculator = CALCULATORS[name]

    assert {
        asked.name: widest(calculator, asked) for asked in calculator.fields if widest(calculator, asked) > 64
    } == {}


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_calculator_can_be_asked_from_nothing(name: str) -> None:
    calculation = Calculation(CALCULATORS[name])

    assert calculation.waiting is not None
    assert calculation.waiting.name == CALCULATORS[name].fields[0].name
    assert calculation.back() is None

"""Answers read as the type their question promises."""

from datetime import date
from decimal import Decimal

import pytest

from knowledge.calculators.answers import WrongType, get_count, get_day, get_decimal, get_word, is_yes
from knowledge.calculators.shape import Value

ANSWERS: dict[str, Value] = {
    "pay": Decimal("8.5"),
    "months": 12,
    "day": date(2026, 11, 20),
    "word": "vung_1",
    "yes": True,
}


def test_each_kind_is_read_as_its_type() -> None:
    assert get_decimal(ANSWERS, "pay") == Decimal("8.5")
    assert get_decimal(ANSWERS, "months") == Decimal(12)
    assert get_count(ANSWERS, "months") == 12
    assert get_day(ANSWERS, "day") == date(2026, 11, 20)
    assert get_word(ANSWERS, "word") == "vung_1"
    assert is_yes(ANSWERS, "yes")
    assert not is_yes({"yes": False}, "yes")


def test_another_type_is_a_fault_of_the_program() -> None:
    for read, name in (
        (get_decimal, "word"),
        (get_decimal, "yes"),
        (get_count, "pay"),
        (get_count, "yes"),
        (get_day, "word"),
        (get_word, "months"),
    ):
        with pytest.raises(WrongType):
            read(ANSWERS, name)

"""Slips are put right where neighbours speak for it, and nowhere else."""

import pytest

from retrieval.spelling import Speller
from retrieval.text import read

SPELLER = Speller(
    read(wording).syllables
    for wording in ("công ty không trả lương tháng này", "được nghỉ thai sản mấy tháng", "bị trừ lương vô lý")
)


def corrected(message: str) -> str:
    return " ".join(SPELLER.correct(read(message)).syllables)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cong ty khoong tra luonh", "cong ty không tra lương"),
        ("nghỉ thia sản", "nghỉ thai sản"),
        ("không trảlương", "không trả lương"),
        ("bị trừ lưng", "bị trừ lương"),
    ],
)
def test_a_slip_beside_known_words_is_put_right(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize(
    "typed", ["vượt đèn đỏ", "luonh", "công ty không trả lương", "bị trừ 500", "xin chàoo"]
)
def test_without_a_neighbour_that_speaks_for_it_a_word_stays(typed: str) -> None:
    assert corrected(typed) == " ".join(read(typed).syllables)


def test_the_focus_is_put_right_as_well() -> None:
    assert SPELLER.correct(read("không tra luonh")).focus[-1] == "lương"

"""One spelling for each syllable, and what keyboards leave behind."""

import pytest

from retrieval.syllable import fold, is_syllable, settle, undo_telex, undo_vni


@pytest.mark.parametrize(
    ("typed", "settled"),
    [("hoà", "hòa"), ("thuý", "thúy"), ("lựơng", "lượng"), ("quý", "quý"), ("già", "già"), ("toàn", "toàn")],
)
def test_the_tone_mark_sits_where_the_common_style_puts_it(typed: str, settled: str) -> None:
    assert settle(typed) == settled


def test_folding_takes_off_every_mark_and_the_bar_of_d() -> None:
    assert fold("đường thẳng quý hưởng") == "duong thang quy huong"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tieenf", "tiền"),
        ("luwowng", "lương"),
        ("luongw", "lương"),
        ("laf", "là"),
        ("thangs", "tháng"),
        ("đungs", "đúng"),
    ],
)
def test_telex_keys_left_in_a_word_are_undone(typed: str, meant: str) -> None:
    assert undo_telex(typed) == meant


@pytest.mark.parametrize("word", ["lương", "em", "ca", "vssid", "hợp"])
def test_a_word_that_needs_no_telex_stays(word: str) -> None:
    assert undo_telex(word) == word


@pytest.mark.parametrize(("typed", "meant"), [("tie62n", "tiền"), ("lu7o7ng", "lương"), ("d9u7o7c5", "được")])
def test_vni_digits_left_in_a_word_are_undone(typed: str, meant: str) -> None:
    assert undo_vni(typed) == meant


@pytest.mark.parametrize("word", ["t7", "ca3", "50tr", "u23", "2026"])
def test_digits_that_are_no_vni_stay(word: str) -> None:
    assert undo_vni(word) == word


def test_keyboard_noise_is_no_syllable() -> None:
    assert is_syllable("nghiêng")
    assert not is_syllable("asdf")
    assert not is_syllable("zzz")

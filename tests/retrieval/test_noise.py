"""The noise that training adds is the noise that tests expect."""

import pytest

from retrieval.noise import KINDS, add_noise
from retrieval.syllable import fold
from retrieval.text import read

MESSAGE = "công ty không đóng bảo hiểm xã hội cho em mấy tháng rồi thì phải làm gì"


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_noise(kind: str) -> None:
    assert add_noise(MESSAGE, seed=7, kind=kind) == add_noise(MESSAGE, seed=7, kind=kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_changes_the_message_for_some_seed(kind: str) -> None:
    assert any(add_noise(MESSAGE, seed=seed, kind=kind) != MESSAGE for seed in range(20))


def test_two_seeds_give_different_noise() -> None:
    assert len({add_noise(MESSAGE, seed=seed) for seed in range(20)}) > 5


def test_stripped_marks_leave_only_ascii() -> None:
    assert add_noise(MESSAGE, seed=1, kind="no_marks").isascii()


@pytest.mark.parametrize("kind", ["teencode", "telex", "regional"])
def test_the_reader_undoes_most_of_what_the_noise_does(kind: str) -> None:
    kept = changed = 0
    meant = [fold(s) for s in read(MESSAGE).syllables]
    for seed in range(20):
        got = {fold(s) for s in read(add_noise(MESSAGE, seed=seed, kind=kind)).syllables}
        kept += sum(s in got for s in meant)
        changed += len(meant)

    assert kept >= 0.9 * changed

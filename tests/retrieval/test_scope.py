"""Told before any ranking: nothing to read, or a friendly word."""

import pytest

from retrieval.outside import read_outside, refusal_of
from retrieval.result import Refusal, SmallTalk
from retrieval.scope import friendly_word, is_unreadable, sounds_like_follow_up
from retrieval.text import read

KNOWN = {"vssid", "luong", "cong", "ty"}


@pytest.mark.parametrize("message", ["", "!!!", "qwrt zxcvb", "what do you want from me"])
def test_unreadable(message: str) -> None:
    assert is_unreadable(read(message), KNOWN)


@pytest.mark.parametrize(
    "message", ["luong", "vssid la gi", "cty k trả lương", "ot chủ nhật", "e nghi vc", "toi do an com a"]
)
def test_readable(message: str) -> None:
    assert not is_unreadable(read(message), KNOWN)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("chào ad nha", SmallTalk.GREETING),
        ("alo", SmallTalk.GREETING),
        ("thanks ad nhiều lắm ạ", SmallTalk.THANKS),
        ("cam on em hieu roi", SmallTalk.THANKS),
        ("bye bạn nhé", SmallTalk.GOODBYE),
        ("chào ad, công ty nợ lương thì sao", None),
        ("lương", None),
        ("", None),
    ],
)
def test_friendly_words(message: str, kind: SmallTalk | None) -> None:
    assert friendly_word(read(message)) is kind


@pytest.mark.parametrize(
    "message", ["thế còn lương thì sao", "neu nghi ngang thi sao", "vậy mấy ngày", "còn chủ nhật"]
)
def test_follow_ups_are_told_by_how_they_begin(message: str) -> None:
    assert sounds_like_follow_up(read(message).syllables)


def test_a_whole_question_is_no_follow_up() -> None:
    assert not sounds_like_follow_up(
        read("công ty nợ lương hai tháng thì tôi nghỉ ngay được không").syllables
    )


def test_every_kind_outside_our_field_has_examples_and_a_way_to_be_refused() -> None:
    outside = read_outside()
    kinds = {message.kind for message in outside}

    assert len(outside) >= 400
    assert {kind.value for kind in SmallTalk} <= kinds
    assert {refusal_of(kind) for kind in kinds} == {
        Refusal.OUT_OF_FIELD,
        Refusal.PERSONAL_DATA,
        Refusal.ADVERT,
        Refusal.UNREADABLE,
    }


def test_examples_are_not_repeated() -> None:
    texts = [message.text for message in read_outside()]

    assert len(texts) == len(set(texts))

"""What a worker typed, made comparable."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import text


def said(message: str) -> str:
    return " ".join(text.read(message).syllables)


def test_decomposed_and_composed_unicode_read_the_same() -> None:
    message = "Thử việc được trả bao nhiêu lương?"

    assert text.read(unicodedata.normalize("NFD", message)) == text.read(message)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cty k trả bhxh", "công ty không trả bảo hiểm xã hội"),
        ("phạt 500k", "phạt 500 nghìn"),
        ("lương 50tr", "lương 50 triệu"),
        ("công ty có 6 ng", "công ty có sáu người"),
        ("nghỉ 16 ng", "nghỉ 16 ngày"),
        ("nghỉ cn", "nghỉ chủ nhật"),
        ("cn may", "chủ nhật may"),
        ("ép cn mua gạo", "ép chủ nhật mua gạo"),
        ("sếp mắng cn", "sếp mắng công nhân"),
        ("vùng II", "vùng hai"),
        ("3 tháng", "ba tháng"),
        ("khoản c", "khoản c"),
        ("răng mà bắt được rứa", "sao mà bắt được vậy"),
        ("gãy răng", "gãy răng"),
        ("công ty chi trả", "công ty chi trả"),
        ("lãnh đạo nói", "lãnh đạo nói"),
    ],
)
def test_short_and_regional_forms_are_spoken_out_where_their_neighbours_allow(typed: str, meant: str) -> None:
    assert said(typed) == meant


@pytest.mark.parametrize("greeting", ["dạ cho em hỏi", "ad ơi", "mng ơi", "cho em hoi", "Em chào anh chị ạ,"])
def test_greetings_leave_the_question_alone(greeting: str) -> None:
    assert said(f"{greeting} thử việc mấy tháng ạ") == "thử việc mấy tháng"


def test_a_message_of_greetings_alone_is_kept() -> None:
    assert text.read("dạ em chào ạ").syllables


def test_marks_count_in_full_from_ordinary_vietnamese_on_and_not_at_all_without_any() -> None:
    assert text.read("công ty nợ lương hai tháng").marks == 1
    assert text.read("cong ty no luong hai thang").marks == 0
    assert 0 < text.read("công ty no luong hai thang").marks < 1


def test_the_focus_of_a_story_is_the_question_at_its_end() -> None:
    story = "Em làm may ở Bình Dương bốn năm, tháng trước mẹ bệnh em nghỉ mấy hôm. Giờ công ty đuổi em có đúng không?"

    focus = " ".join(text.read(story).focus)

    assert focus.endswith("giờ công ty đuổi em có đúng không")
    assert "bình dương" not in focus


def test_units_without_marks_are_all_found_in_the_units_with_marks() -> None:
    marked = text.units(("trả", "lương"), 1.0).split()
    bare = text.units(("tra", "luong"), 0.0).split()

    assert set(bare) == {"~tra", "~luong", "~tra_luong"}
    assert set(bare) < set(marked)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(message: str) -> None:
    query = text.read(message)

    assert 0 <= query.marks <= 1
    assert len(query.syllables) <= text.MAX_SYLLABLES


def test_of_a_message_far_too_long_the_end_is_read() -> None:
    query = text.read("lương " * 20_000 + "thử việc mấy tháng")

    assert query.syllables[-4:] == ("thử", "việc", "mấy", "tháng")
    assert len(query.syllables) <= text.MAX_SYLLABLES

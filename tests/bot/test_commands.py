"""Bare words are orders; the same words inside a sentence are not."""

import pytest

from bot.commands import find_join_code, find_order


@pytest.mark.parametrize(
    "text", ["dừng", "DỪNG!", "dung", "huỷ", "hủy", "huy", "Stop", "ngừng", "tắt bản tin", " dừng  lại "]
)
def test_stop_words_with_and_without_marks(text: str) -> None:
    assert find_order(text) == "stop"


@pytest.mark.parametrize(
    "text", ["đúng", "dùng", "dũng", "công ty dừng trả lương", "huỷ hợp đồng có được không", "dừng việc"]
)
def test_words_that_only_look_like_stop_are_left_alone(text: str) -> None:
    assert find_order(text) is None


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("dữ liệu của tôi", "mydata"),
        ("du lieu cua toi", "mydata"),
        ("xoá dữ liệu của tôi", "forget"),
        ("xoa du lieu cua toi", "forget"),
        ("MENU", "menu"),
        ("tiếp", "resume"),
        ("tro giup", "help"),
        ("mã", "join"),
        ("hoi can bo", "person"),
    ],
)
def test_other_orders(text: str, order: str) -> None:
    assert find_order(text) == order


@pytest.mark.parametrize(
    "text", ["mã DEMO0101MAU", "MA: demo-0101-mau", "mã đơn vị DEMO0101MAU", "DEMO0101MAU"]
)
def test_a_code_is_found_as_people_type_it(text: str) -> None:
    assert find_join_code(text, is_expected=False) == "DEMO0101MAU"


@pytest.mark.parametrize("text", ["thu viec luong", "luong toi thieu vung 1", "bhxh", "mã", "nghi 30 ngay"])
def test_a_question_is_not_a_code(text: str) -> None:
    assert find_join_code(text, is_expected=False) is None


def test_a_code_of_letters_alone_is_taken_when_one_was_asked_for() -> None:
    assert find_join_code("ABCDEFGH", is_expected=True) == "ABCDEFGH"
    assert find_join_code("ABCDEFGH", is_expected=False) is None

"""Bare words are orders; the same words inside a sentence are not."""

import pytest

from bot.commands import find_join_code, find_order, find_order_within, looks_like_question


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
        ("tính", "calc"),
        ("Tính lương", "calc"),
        ("may tinh", "calc"),
        ("/tinh", "calc"),
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


@pytest.mark.parametrize("text", ["tỉnh", "tình", "tính tiền tăng ca giúp em", "máy tính bị hư"])
def test_words_that_only_look_like_an_order_to_calculate_are_left_alone(text: str) -> None:
    assert find_order(text) is None


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("quay lại", "back"),
        ("cau truoc", "back"),
        ("làm lại!", "again"),
        ("thôi", "quit"),
        ("bỏ qua", "default"),
        ("khong biet", "default"),
        ("tính tiếp", "on"),
        ("8tr5", None),
        ("thối", None),
        ("có", None),
    ],
)
def test_orders_within_a_calculation(text: str, order: str | None) -> None:
    assert find_order_within(text) == order


@pytest.mark.parametrize(
    "text",
    [
        "thử việc được trả bao nhiêu",
        "thu viec duoc tra bao nhieu",
        "nghỉ ốm?",
        "cty em no luong 2 thang roi ma khong chiu tra gi ca em phai lam gi",
        "công ty bắt làm thêm vậy có đúng luật",
    ],
)
def test_a_question_is_told_from_an_answer(text: str) -> None:
    assert looks_like_question(text)


@pytest.mark.parametrize(
    "text", ["8 triệu rưỡi", "phường An Hội Tây, TP HCM", "không có", "abc", "hợp đồng một năm", ""]
)
def test_an_answer_is_no_question(text: str) -> None:
    assert not looks_like_question(text)

"""A calculator as a talk: asked one by one, corrected, abandoned, finished."""

import pytest

from knowledge.validity import Library
from reach.models import Question
from retrieval.search import Searcher
from store.database import Database
from tests.bot.sample_calculator import ANSWERS, answer_up_to, build_dialogue, count, read_memory
from tests.clock import Clock
from tests.dialogue import Dialogue


@pytest.fixture
def dialogue(sqlite: Database, library: Library, searcher: Searcher, clock: Clock) -> Dialogue:
    return build_dialogue(sqlite, library, searcher, clock)


@pytest.mark.parametrize("order", ["tính", "TÍNH LƯƠNG", "máy tính", "tinh", "/tinh"])
async def test_the_list_is_opened_by_a_word(dialogue: Dialogue, order: str) -> None:
    await dialogue.says(order)

    dialogue.hears("Bạn muốn tính gì?")
    await dialogue.presses("Tính thử")
    dialogue.hears("Tính thử tiền tăng ca", "30 phút", "Bạn hưởng lương gì?", "Câu 1/6")


async def test_the_list_is_opened_from_the_menu_and_leads_back(dialogue: Dialogue) -> None:
    await dialogue.says("menu")
    await dialogue.presses("Tính nhanh")
    dialogue.hears("Bạn muốn tính gì?")

    await dialogue.presses("Quay lại")

    dialogue.hears("chủ đề nào")


async def test_typed_answers_lead_to_the_outcome_with_its_law(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 6)

    card = dialogue.heard[0]
    assert card.is_card
    assert card.blocks[0].text == "Bạn được 817.308 đồng."
    dialogue.hears(
        "Lương một giờ: 8.500.000 đồng ÷ 208 = 40.865 đồng",
        "Mức sàn: 5.310.000 đồng",
        "Chưa tính tiền ăn ca.",
        "Điều 98",
        "kiểm tra ngày 20/11/2026",
        "Tính theo luật ngày 20/11/2026",
    )


async def test_buttons_alone_lead_there_where_nothing_must_be_typed(dialogue: Dialogue) -> None:
    await dialogue.sends("calc:sample")
    await dialogue.presses("Lương tháng")
    await dialogue.says("8tr5")
    dialogue.hears("Mình hiểu là 8.500.000 đồng", "Câu 3/6")

    await dialogue.presses("10 giờ")
    await dialogue.presses("Không")
    await dialogue.says("hôm qua")
    await dialogue.presses("Vùng II")

    dialogue.hears("Bạn được 408.654 đồng", "4.730.000 đồng")


async def test_a_warning_comes_before_the_sum(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 2)
    await dialogue.says("45h")
    for answer in ANSWERS[3:]:
        await dialogue.says(answer)

    dialogue.hears("Cần chú ý", "trái luật")
    assert dialogue.text.index("trái luật") < dialogue.text.index("Cách tính")


async def test_a_question_is_asked_only_where_it_matters(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 3)

    await dialogue.presses("Có")

    dialogue.hears("Mấy con?", "Câu 5/7")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("-5 triệu", "không thể là số âm"),
        ("abc", "chưa đọc ra số tiền"),
        ("😀😀", "chưa đọc ra số tiền"),
        ("8" * 10_000, "dài quá"),
        ("200k", "từ 500.000 đồng trở lên"),
        ("9 tỷ", "nhiều nhất là 1.000.000.000 đồng"),
        ("<b>8</b>", "chưa đọc ra số tiền"),
    ],
)
async def test_what_cannot_be_is_asked_again_with_the_reason(
    dialogue: Dialogue, typed: str, reason: str
) -> None:
    await answer_up_to(dialogue, 1)

    await dialogue.says(typed)

    dialogue.hears(reason, "Lương tháng bao nhiêu?", "Câu 2/6")


async def test_four_hundred_hours_are_told_to_be_too_many(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 2)

    await dialogue.says("400 giờ")

    dialogue.hears("không thể tăng ca quá 200 giờ", "Tăng ca mấy giờ?")


async def test_a_bare_number_is_offered_in_millions(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 1)
    await dialogue.says("8,5")
    dialogue.hears("“8,5” là 8.500.000 đồng phải không?")

    await dialogue.presses("8.500.000 đồng")

    dialogue.hears("Tăng ca mấy giờ?")


async def test_a_birth_in_the_future_is_found_at_the_end_and_asked_again(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 4)
    await dialogue.says("1/1/2030")
    await dialogue.presses("Vùng I")
    dialogue.hears("không thể ở sau hôm nay", "Bạn sinh ngày nào?")

    await dialogue.says("1/1/1990")

    dialogue.hears("Bạn được 817.308 đồng")


async def test_after_three_unreadable_answers_stopping_is_offered(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 1)
    for _ in range(3):
        await dialogue.says("xyz")
    dialogue.hears("vẫn chưa đọc được")

    await dialogue.presses("Thử lại")
    dialogue.hears("Lương tháng bao nhiêu?")
    await dialogue.says("xyz")
    dialogue.hears_not("vẫn chưa đọc được")

    await dialogue.presses("Thôi")
    dialogue.hears("thôi tính")


async def test_another_question_in_between_is_held_and_answered_if_wanted(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 1)
    await dialogue.says("thử việc được trả lương bao nhiêu phần trăm vậy?")
    dialogue.hears("nghe như một câu hỏi khác")
    dialogue.hears_not("85%")

    await dialogue.presses("Thôi tính, hỏi câu này")

    dialogue.hears("85%", "Căn cứ:")


async def test_another_question_may_be_laid_aside(dialogue: Dialogue, sqlite: Database) -> None:
    before = await count(sqlite, Question)
    await answer_up_to(dialogue, 1)
    await dialogue.says("thử việc được trả lương bao nhiêu phần trăm vậy?")

    await dialogue.presses("Tính tiếp")

    dialogue.hears("Lương tháng bao nhiêu?", "Câu 2/6")
    assert await count(sqlite, Question) == before
    assert "held" not in await read_memory(sqlite)


@pytest.mark.parametrize("back", ["quay lại", "cau truoc"])
async def test_one_goes_back_by_word_and_by_button(dialogue: Dialogue, back: str) -> None:
    await answer_up_to(dialogue, 2)
    await dialogue.says(back)
    dialogue.hears("Lương tháng bao nhiêu?")

    await dialogue.presses("Quay lại")

    dialogue.hears("Bạn hưởng lương gì?", "Câu 1/6")
    await dialogue.presses("Quay lại")
    dialogue.hears("Bạn muốn tính gì?")


async def test_one_starts_again(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 3)

    await dialogue.says("làm lại")

    dialogue.hears("Bạn hưởng lương gì?", "Câu 1/6")


@pytest.mark.parametrize("word", ["dừng", "stop", "dung", "thôi"])
async def test_one_stops_and_bulletins_are_not_meant(dialogue: Dialogue, sqlite: Database, word: str) -> None:
    await dialogue.starts()
    await dialogue.presses("Đồng ý")
    await answer_up_to(dialogue, 2)

    await dialogue.says(word)

    dialogue.hears_not("tắt bản tin")
    assert "calc" not in await read_memory(sqlite)
    await dialogue.says("dừng")
    dialogue.hears("Đã tắt bản tin")


async def test_to_go_on_does_not_subscribe_to_bulletins(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 1)

    await dialogue.says("tiếp")

    dialogue.hears("Lương tháng bao nhiêu?")
    dialogue.hears_not("bản tin")


async def test_dung_after_a_yes_or_no_question_is_not_taken_for_stop(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 3)

    await dialogue.says("dung")

    dialogue.hears("Bạn trả lời “có” hoặc “không”", "Có làm đêm không?")


async def test_other_orders_still_work(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 2)

    await dialogue.says("menu")

    dialogue.hears("chủ đề nào")
    await dialogue.says("thu viec luong bao nhieu")
    dialogue.hears("85%")


async def test_an_answer_is_changed_and_the_rest_kept(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 6)
    await dialogue.presses("Đổi câu trả lời")
    dialogue.hears("2. Lương tháng bao nhiêu? 8.500.000 đồng", "4. Có làm đêm không? không", "vùng I")

    await dialogue.presses("Câu 2")
    dialogue.hears("Lương tháng bao nhiêu?", "Câu 2/6")
    await dialogue.says("10 triệu")

    dialogue.hears("Bạn được 961.538 đồng")


async def test_a_changed_answer_asks_what_matters_now(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 6)
    await dialogue.presses("Đổi câu trả lời")
    await dialogue.presses("Câu 4")

    await dialogue.presses("Có")

    dialogue.hears("Mấy con?")
    await dialogue.says("2 con")
    dialogue.hears("Bạn được 817.308 đồng")


async def test_a_finished_sum_can_be_done_again(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 5)
    old = dialogue.button("Vùng I").payload
    await dialogue.presses("Vùng I")

    await dialogue.sends(old)
    dialogue.hears("đã xong")
    await dialogue.presses("Làm lại")

    dialogue.hears("Câu 1/6")


async def test_a_commune_answers_a_question_for_the_zone(dialogue: Dialogue, sqlite: Database) -> None:
    await answer_up_to(dialogue, 5)
    await dialogue.says("phường 12")
    dialogue.hears("Có mấy nơi tên như vậy")
    assert sum("Phường" in button.label for button in dialogue.buttons) == 6

    await dialogue.says("phường 12, gò vấp")

    dialogue.hears("5.310.000 đồng")
    assert (await read_memory(sqlite))["zone"] == {"scope": "vung_1", "code": "26882"}


async def test_a_commune_is_chosen_from_the_list(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 5)
    await dialogue.says("ba đình")

    await dialogue.presses("Xã Ba Đình (Thanh Hoá)")

    dialogue.hears("4.140.000 đồng")


@pytest.mark.parametrize("typed", ["xã không có thật", "hà nội", "😀", "a" * 5_000])
async def test_an_unknown_place_is_asked_again(dialogue: Dialogue, typed: str) -> None:
    await answer_up_to(dialogue, 5)

    await dialogue.says(typed)

    dialogue.hears("tên xã, phường", "Bạn làm ở đâu?", "Câu 6/6")


async def test_the_place_of_the_unit_is_offered(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 5)
    await dialogue.says("vùng 3")

    await answer_up_to(dialogue, 5)

    assert dialogue.button("Vùng III (nơi bạn làm)").payload == "c:sample:zone:vung_3"


async def test_an_answer_offers_the_sum_about_the_same_thing(dialogue: Dialogue) -> None:
    await dialogue.says("thu viec luong bao nhieu")

    await dialogue.presses("Tính cho tôi")

    dialogue.hears("Bạn hưởng lương gì?")

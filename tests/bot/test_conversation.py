"""The talk as a worker has it, on the shipped library and a real database."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.messages import Kind
from reach.models import Consent, Contact, Handover, Question, Worker
from store.database import Database
from tests.clock import Clock
from tests.dialogue import Dialogue

FOREIGN_CONTENT = [
    "<b>xin chào</b><script>alert(1)</script>",
    "😀😀😀",
    "\x00\x07",
    "안녕하세요 급여",
    "a" * 100_000,
    "   ",
    "?!…",
]


async def count(database: Database, table: type, *conditions: object) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0  # type: ignore[arg-type]


async def test_the_first_word_says_who_we_are_and_what_is_stored(dialogue: Dialogue) -> None:
    await dialogue.starts()

    dialogue.hears("Công Đoàn Bot", "không hỏi tên", "90 ngày", "nhận bản tin")


async def test_the_welcome_offers_three_questions_that_are_answered(dialogue: Dialogue) -> None:
    await dialogue.starts()
    examples = [button.payload for button in dialogue.buttons if button.payload.startswith("e:")]

    assert len(examples) == 3
    for payload in examples:
        await dialogue.sends(payload)
        dialogue.hears("Căn cứ:")


async def test_codes_guessed_in_passing_are_counted_too(dialogue: Dialogue) -> None:
    for number in range(5):
        await dialogue.says(f"SAIMA12{number}")

    await dialogue.says("DEMO0101MAU")

    dialogue.hears("thử sai nhiều lần")


@pytest.mark.parametrize(
    "question", ["thử việc lương bao nhiêu", "thu viec luong bao nhieu", "lương thử việc ít nhất bao nhiêu"]
)
async def test_a_question_is_answered_with_its_law(dialogue: Dialogue, question: str) -> None:
    await dialogue.says(question)

    dialogue.hears("85%", "Điều 26 Bộ luật Lao động 2019", "Hiệu lực từ 01/01/2021", "kiểm tra ngày")


async def test_details_come_from_the_button(dialogue: Dialogue) -> None:
    await dialogue.says("thu viec luong bao nhieu")

    await dialogue.presses("Chi tiết")

    dialogue.hears("Bạn nên", "không thay cho luật sư")


async def test_consent_is_asked_purpose_by_purpose(dialogue: Dialogue, sqlite: Database) -> None:
    await dialogue.starts()
    await dialogue.presses("Đồng ý")
    dialogue.hears("Có tin mới mình sẽ gửi", "đếm bạn")

    await dialogue.presses("Không, cảm ơn")

    dialogue.hears("không đếm bạn")
    assert await count(sqlite, Consent) == 2


async def test_nobody_is_counted_before_he_agrees(dialogue: Dialogue, sqlite: Database) -> None:
    before = await count(sqlite, Contact)

    await dialogue.says("thu viec luong bao nhieu")

    dialogue.hears("đếm bạn vào số người đã được thông tin")
    assert await count(sqlite, Contact) == before


async def test_a_yes_counts_the_answer_just_read_and_the_day_only_once(
    dialogue: Dialogue, sqlite: Database
) -> None:
    before = await count(sqlite, Contact)
    await dialogue.says("thu viec luong bao nhieu")

    await dialogue.presses("Đồng ý")
    await dialogue.says("luong thu viec it nhat bao nhieu")

    assert await count(sqlite, Contact) == before + 1
    dialogue.hears_not("đếm bạn")


async def test_a_question_is_kept_without_who_asked_it(dialogue: Dialogue, sqlite: Database) -> None:
    await dialogue.says("so cua em la 0912 345 678, thu viec luong bao nhieu")

    async with sqlite.reading() as session:
        question = (await session.scalars(select(Question).order_by(Question.id.desc()))).first()
    assert question is not None
    assert question.text is not None
    assert "0912" not in question.text
    assert question.asked_on == date(2026, 11, 20)
    assert not any("worker" in column.name for column in Question.__table__.columns)


async def test_small_talk_gets_a_friendly_word(dialogue: Dialogue) -> None:
    await dialogue.says("chào ad")
    dialogue.hears("Chào bạn")

    await dialogue.says("cam on nhieu nha")
    dialogue.hears("Không có gì")


async def test_what_is_not_our_field_is_refused_with_a_next_step(dialogue: Dialogue) -> None:
    await dialogue.says("u23 viet nam da may gio toi nay")

    assert dialogue.buttons
    dialogue.hears_not("Căn cứ")


async def test_a_thumb_down_offers_other_questions(dialogue: Dialogue, sqlite: Database) -> None:
    await dialogue.says("thu viec luong bao nhieu")

    await dialogue.presses("👎 Chưa")

    dialogue.hears("ghi lại để sửa")
    assert await count(sqlite, Question, Question.is_helpful.is_(False)) == 1


async def test_a_thumb_for_somebody_elses_question_changes_nothing(
    dialogue: Dialogue, sqlite: Database
) -> None:
    await dialogue.says("thu viec luong bao nhieu")
    async with sqlite.reading() as session:
        question_id = await session.scalar(select(func.max(Question.id)))
    other = Dialogue(dialogue._desk, dialogue._clock, account="other")

    await other.sends(f"down:{question_id}")

    assert await count(sqlite, Question, Question.is_helpful.is_(False)) == 0


async def test_a_follow_up_leans_on_the_last_question_for_thirty_minutes(
    dialogue: Dialogue, clock: Clock
) -> None:
    await dialogue.says("le 30/4 di lam duoc tra bao nhieu")
    await dialogue.says("con chu nhat thi sao")
    followed = dialogue.text

    clock.forward(minutes=31)
    await dialogue.says("con chu nhat thi sao")

    assert "200%" in followed or "Chủ nhật" in followed or "nghỉ hằng tuần" in followed
    assert dialogue.text != followed


async def test_stop_takes_effect_at_once_and_can_be_undone(dialogue: Dialogue) -> None:
    await dialogue.starts()
    await dialogue.presses("Đồng ý")

    await dialogue.says("dung")
    dialogue.hears("Đã tắt bản tin")
    await dialogue.says("dừng")
    dialogue.hears("đang không nhận")
    await dialogue.presses("Nhận lại bản tin")

    dialogue.hears("Đã bật lại")


async def test_a_worker_joins_by_link_and_is_asked_whether_it_is_the_place(
    dialogue: Dialogue, sqlite: Database
) -> None:
    await dialogue.starts("DEMO0101MAU")
    dialogue.hears("Bạn làm ở Công ty May Mẫu A?")

    await dialogue.presses("Đúng")

    dialogue.hears("Đã ghi")
    assert await count(sqlite, Worker, Worker.unit_id.is_not(None), ~Worker.is_demo) == 1


async def test_a_worker_joins_by_a_typed_code(dialogue: Dialogue) -> None:
    await dialogue.says("mã demo-0201-mau")
    dialogue.hears("Công ty Giày Mẫu C?")

    await dialogue.presses("Không phải")

    dialogue.hears("chưa ghi nơi làm nào")


async def test_wrong_codes_all_sound_the_same_and_are_stopped_after_five(
    dialogue: Dialogue, clock: Clock
) -> None:
    for _ in range(5):
        await dialogue.sends("join")
        await dialogue.says("SAIMA123")
        dialogue.hears("không thấy mã này")

    await dialogue.sends("join")
    await dialogue.says("DEMO0101MAU")
    dialogue.hears("thử sai nhiều lần")

    clock.forward(hours=1, minutes=1)
    await dialogue.says("DEMO0101MAU")
    dialogue.hears("Công ty May Mẫu A")


async def test_a_question_is_passed_to_a_person_with_a_day(dialogue: Dialogue, sqlite: Database) -> None:
    await dialogue.says("công ty có được bắt nhân viên hát karaoke mỗi tối không")
    await dialogue.sends("person")
    dialogue.hears("17 giờ ngày 24/11/2026", "hát karaoke")

    await dialogue.presses("Gửi")

    dialogue.hears("Số phiếu của bạn là")
    assert await count(sqlite, Handover) == 1


async def test_a_person_is_not_promised_for_nothing_and_not_without_end(
    dialogue: Dialogue, sqlite: Database
) -> None:
    await dialogue.sends("person")
    dialogue.hears("gõ câu hỏi trước")

    for number in range(4):
        await dialogue.says(f"công ty có được bắt nhân viên hát karaoke lần {number} không")
        await dialogue.sends("person:yes")

    dialogue.hears("chờ cán bộ trả lời")
    assert await count(sqlite, Handover) == 3


async def test_my_data_is_shown_and_erased_at_once(dialogue: Dialogue, sqlite: Database) -> None:
    await dialogue.starts("DEMO0101MAU")
    await dialogue.presses("Đúng")
    await dialogue.says("dữ liệu của tôi")
    dialogue.hears("Công ty May Mẫu A", "trang web", "Không lưu tên")

    await dialogue.presses("Xóa dữ liệu của tôi")
    await dialogue.presses("Xóa hết")

    dialogue.hears("Đã xóa xong")
    assert await count(sqlite, Worker, ~Worker.is_demo) == 0
    await dialogue.says("du lieu cua toi")
    dialogue.hears("bạn chưa cho biết")


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "e:",
        "e:khong-co",
        "more:../../etc",
        "up:999999",
        "down:abc",
        "menu:99",
        "menu:-1",
        "consent:x:yes",
        "join:yes:5",
        "💥" * 40,
        "forget:yes:now",
    ],
)
async def test_unknown_and_forged_buttons_are_told_kindly(
    dialogue: Dialogue, sqlite: Database, payload: str
) -> None:
    workers = await count(sqlite, Worker, Worker.is_demo)

    await dialogue.sends(payload)

    assert dialogue.heard
    assert await count(sqlite, Worker, Worker.is_demo) == workers


@pytest.mark.parametrize("text", FOREIGN_CONTENT)
async def test_whatever_is_typed_gets_a_word_and_no_law_by_chance(dialogue: Dialogue, text: str) -> None:
    await dialogue.says(text)

    assert dialogue.heard
    dialogue.hears_not("Căn cứ:")


async def test_a_picture_is_told_that_only_text_is_read(dialogue: Dialogue) -> None:
    await dialogue.does(Kind.TEXT, payload="media")

    dialogue.hears("chỉ đọc được chữ")


async def test_a_flood_is_warned_once_and_then_met_with_silence(dialogue: Dialogue) -> None:
    for _ in range(20):
        await dialogue.says("menu")
    await dialogue.says("menu")
    dialogue.hears("nhanh quá")

    await dialogue.says("menu")

    dialogue.hears_nothing()


async def test_one_who_blocked_us_is_noted_and_welcome_back(dialogue: Dialogue) -> None:
    await dialogue.starts()

    await dialogue.does(Kind.LEFT)
    dialogue.hears_nothing()
    await dialogue.does(Kind.RETURNED)
    dialogue.hears_nothing()

    await dialogue.starts()
    dialogue.hears("Công Đoàn Bot")


async def test_the_menu_leads_to_answers(dialogue: Dialogue) -> None:
    await dialogue.says("menu")
    await dialogue.presses("Thất nghiệp")

    await dialogue.sends(dialogue.buttons[0].payload)

    dialogue.hears("Căn cứ:")

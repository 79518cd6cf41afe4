"""What a calculator keeps and believes: no button of another question, no number beyond half an hour, no law gone."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from bot.conversation import Conversation
from bot.desk import Desk
from bot.turn import Knowledge
from knowledge.calculators.shape import Answers, Figures, NotInForce, Outcome
from knowledge.validity import Library
from reach.models import Contact, Handover
from reach.models import Dialogue as Kept
from reach.retention import apply_retention
from retrieval.search import Searcher
from store.database import Database
from tests.bot.sample_calculator import ANSWERS, SAMPLE, answer_up_to, build_dialogue, count, read_memory
from tests.clock import Clock
from tests.dialogue import Dialogue


@pytest.fixture
def dialogue(sqlite: Database, library: Library, searcher: Searcher, clock: Clock) -> Dialogue:
    return build_dialogue(sqlite, library, searcher, clock)


async def test_an_old_button_does_not_answer_a_later_question(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 0)
    old = dialogue.button("Lương giờ").payload
    await dialogue.presses("Lương tháng")

    await dialogue.sends(old)

    dialogue.hears("Nút đó của một câu khác", "Lương tháng bao nhiêu?", "Câu 2/6")


async def test_an_old_back_button_goes_nowhere(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 2)
    old = dialogue.button("Quay lại").payload
    await dialogue.says("20")

    await dialogue.sends(old)

    dialogue.hears("Có làm đêm không?")


@pytest.mark.parametrize(
    "payload",
    [
        "c:sample:pay:-1",
        "c:sample:pay:1e999999",
        "c:sample:pay:NaN",
        "c:sample:pay:99999999999999999999",
        "c:sample:pay:",
        "c:sample:pay:" + "9" * 500,
        "c:sample:zone:vung_9",
        "c:sample:hours:5",
        "c:sample",
        "c::",
        "c:other:pay:1",
        "back:other:pay",
        "back:sample:zone",
        "edit:other",
        "edit:sample:zone",
        "calc:other",
        "calc:sample:x",
        "calc-on:x",
        "zone:",
        "zone:99999",
        "zone:'; DROP TABLE units",
    ],
)
async def test_a_forged_button_changes_no_answer(dialogue: Dialogue, sqlite: Database, payload: str) -> None:
    await answer_up_to(dialogue, 1)

    await dialogue.sends(payload)

    assert dialogue.heard
    kept = (await read_memory(sqlite)).get("calc")
    assert isinstance(kept, dict)
    assert kept["answers"] == {"form": "month"}


async def test_a_button_of_another_person_finds_no_sum_of_ones_own(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 0)
    payload = dialogue.button("Lương tháng").payload
    other = Dialogue(dialogue._desk, dialogue._clock, account="other")

    await other.sends(payload)

    other.hears("không còn giữ")
    await other.presses("Làm lại")
    other.hears("Câu 1/6")


async def test_after_half_an_hour_nothing_is_remembered(
    dialogue: Dialogue, sqlite: Database, clock: Clock
) -> None:
    await answer_up_to(dialogue, 1)
    await dialogue.says("8tr5")
    payload = dialogue.button("10 giờ").payload
    assert "8500000" in json.dumps(await read_memory(sqlite))

    clock.forward(minutes=31)
    await dialogue.sends(payload)

    dialogue.hears("không còn giữ", "30 phút")
    assert "8500000" not in json.dumps(await read_memory(sqlite))


async def test_the_timer_empties_a_memory_nobody_comes_back_to(
    dialogue: Dialogue, sqlite: Database, clock: Clock
) -> None:
    await answer_up_to(dialogue, 6)
    clock.forward(minutes=31)

    async with sqlite.transaction() as session:
        await apply_retention(session, now=clock())

    assert await read_memory(sqlite) == {}


async def test_what_was_typed_stands_in_no_table_but_the_memory_and_the_outbox(
    dialogue: Dialogue, sqlite: Database
) -> None:
    await answer_up_to(dialogue, 1)
    await dialogue.says("7654321")
    for answer in ANSWERS[2:]:
        await dialogue.says(answer)
    await dialogue.presses("Hỏi cán bộ")
    await dialogue.presses("Gửi")

    async with sqlite.reading() as session:
        tables = await session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        holding = set()
        for table in tables.all():
            for row in await session.execute(text(f'SELECT * FROM "{table}"')):
                if any(number in str(tuple(row)) for number in ("7654321", "7.654.321")):
                    holding.add(table)
    assert holding <= {"dialogues", "outgoing_replies"}
    assert await count(sqlite, Handover) == 1


async def test_erasing_takes_the_answers_along(dialogue: Dialogue, sqlite: Database) -> None:
    await answer_up_to(dialogue, 2)

    await dialogue.sends("forget:yes")

    dialogue.hears("Đã xóa xong")
    assert await count(sqlite, Kept) == 0


async def test_a_finished_sum_counts_like_an_answer(dialogue: Dialogue, sqlite: Database) -> None:
    before = await count(sqlite, Contact)
    await answer_up_to(dialogue, 6)
    assert await count(sqlite, Contact) == before
    dialogue.hears("đếm bạn vào số người đã được thông tin")

    await dialogue.presses("Đồng ý")
    assert await count(sqlite, Contact) == before + 1
    await answer_up_to(dialogue, 6)

    assert await count(sqlite, Contact) == before + 1


async def test_an_officer_is_asked_without_the_numbers(dialogue: Dialogue) -> None:
    await answer_up_to(dialogue, 6)

    await dialogue.presses("Hỏi cán bộ")

    dialogue.hears("Mình đã tính phần “Tính thử”")
    dialogue.hears_not("8.500.000", "8tr5")


async def test_a_sum_whose_law_is_gone_says_so_and_gives_no_number(
    sqlite: Database, library: Library, searcher: Searcher, clock: Clock
) -> None:
    def refuse(answers: Answers, figures: Figures) -> Outcome:
        raise NotInForce("45/2019/QH14 Điều 98")

    dialogue = build_dialogue(sqlite, library, searcher, clock, replace(SAMPLE, compute=refuse))

    await answer_up_to(dialogue, 6)

    dialogue.hears("Mình chưa tính được", "Tính thử", "vừa thay đổi")
    dialogue.hears_not("Căn cứ", "45/2019")
    assert "calc" not in await read_memory(sqlite)


async def test_without_calculators_none_is_offered(
    sqlite: Database, library: Library, searcher: Searcher, clock: Clock
) -> None:
    conversation = Conversation(Knowledge(library, searcher), clock=clock)
    desk = Desk(sqlite, conversation, clock=clock, pulled=frozenset({"webchat"}), look_again=0.01)
    dialogue = Dialogue(desk, clock)

    await dialogue.says("menu")
    assert "Tính nhanh" not in [button.label for button in dialogue.buttons]
    await dialogue.says("tính")

    dialogue.hears("chưa có phần tính nào")


async def test_every_button_fits_the_narrowest_channel(dialogue: Dialogue) -> None:
    await dialogue.sends("calc:sample")
    for answer in ANSWERS:
        assert all(1 <= len(button.payload.encode()) <= 64 for button in dialogue.buttons)
        await dialogue.says(answer)
    await dialogue.presses("Đổi câu trả lời")

    assert all(1 <= len(button.payload.encode()) <= 64 for button in dialogue.buttons)


async def test_the_talk_is_the_same_on_both_databases(
    stocked: Database, library: Library, searcher: Searcher, clock: Clock
) -> None:
    dialogue = build_dialogue(stocked, library, searcher, clock)

    await answer_up_to(dialogue, 5)
    await dialogue.says("x. đông anh, hà nội")

    dialogue.hears("Bạn được 817.308 đồng", "5.310.000 đồng")


async def test_todays_day_is_that_of_the_turn(
    sqlite: Database, library: Library, searcher: Searcher, clock: Clock
) -> None:
    seen: list[date] = []

    def look(answers: Answers, figures: Figures) -> Outcome:
        seen.append(figures.day)
        return Outcome(answer="Xong.", steps=(), citations=SAMPLE.citations, leaves_out=())

    dialogue = build_dialogue(sqlite, library, searcher, clock, replace(SAMPLE, compute=look))
    clock.forward(days=1)

    await answer_up_to(dialogue, 6)

    assert seen == [date(2026, 11, 21)]

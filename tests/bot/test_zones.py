"""Where the figure depends on the place: the worker is asked once, in his own words, and told what holds there."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.conversation import Conversation
from bot.desk import Desk
from bot.turn import Knowledge
from bot.zones import list_zoned
from knowledge.entry import Entry
from knowledge.register import Register
from knowledge.validity import Library
from knowledge.wage_zones import SOURCE
from reach.models import Contact, Question, Unit, UnitKind, UnitParent, Worker
from reach.units import read_tree
from retrieval.search import Searcher
from store.database import Database
from tests.bot.sample_calculator import count, read_memory
from tests.clock import Clock
from tests.dialogue import Dialogue

ZONED = "e:luong-toi-thieu-thang-bon-vung"
ASKED = "Bạn làm ở xã, phường nào?"


def get(library: Library, entry_id: str) -> Entry:
    return next(entry for entry in library.entries if entry.id == entry_id)


async def join(database: Database, commune: str) -> None:
    """Put the only real worker into a factory in a commune."""
    async with database.transaction() as session:
        tree = await read_tree(session, date(2026, 11, 20))
        factory = Unit(
            code="F1", name="Xưởng thử", kind=UnitKind.ENTERPRISE, valid_from=date(2025, 7, 1), contact=""
        )
        session.add(factory)
        await session.flush()
        parent = tree.get(commune).id
        session.add(UnitParent(unit_id=factory.id, parent_id=parent, valid_from=date(2025, 7, 1)))
        worker = (await session.scalars(select(Worker).where(~Worker.is_demo))).one()
        worker.unit_id = factory.id


async def test_an_answer_with_several_zones_asks_for_the_place_and_gives_its_figure(
    dialogue: Dialogue,
) -> None:
    await dialogue.sends(ZONED)
    dialogue.hears("Căn cứ:", ASKED)

    await dialogue.says("xã Đông Anh, Hà Nội")

    dialogue.hears(
        "Xã Đông Anh, thành phố Hà Nội thuộc vùng I.",
        "Lương tối thiểu tháng: 5.310.000 đồng",
        "Điều 3 Nghị định 293/2025",
        "phụ lục",
    )
    dialogue.hears_not("4.730.000")


async def test_an_answer_with_one_figure_asks_for_no_place(dialogue: Dialogue) -> None:
    await dialogue.says("thu viec luong bao nhieu")

    dialogue.hears_not(ASKED)


def test_only_figures_of_more_than_one_zone_depend_on_the_place(library: Library) -> None:
    entry = get(library, "luong-toi-thieu-thang-bon-vung")

    assert list_zoned(entry) == ["luong_toi_thieu"]
    assert list_zoned(replace(entry, answer="Vùng I {{ luong_toi_thieu.vung_1 }}.")) == []
    assert list_zoned(replace(entry, answer="Lương cơ sở {{ luong_co_so }}.")) == []


@pytest.mark.parametrize(
    ("typed", "place", "zone"),
    [
        ("trúc bạch", "Phường Trúc Bạch cũ nay thuộc Phường Ba Đình, thành phố Hà Nội: vùng I", "5.310.000"),
        ("p.12 q.gò vấp", "Phường An Hội Tây, thành phố Hồ Chí Minh", "5.310.000"),
        ("em làm ở phường Dĩ An, Bình Dương", "Phường Dĩ An, thành phố Hồ Chí Minh", "5.310.000"),
        ("dac khu ly son", "Đặc khu Lý Sơn, tỉnh Quảng Ngãi thuộc vùng IV", "3.700.000"),
        ("vùng 3", "Vùng III", "4.140.000"),
        ("II", "Vùng II", "4.730.000"),
        ("xã Đông Anh Hà Nội thì được bao nhiêu?", "Xã Đông Anh, thành phố Hà Nội", "5.310.000"),
    ],
)
async def test_a_place_is_understood_as_it_is_typed(
    dialogue: Dialogue, typed: str, place: str, zone: str
) -> None:
    await dialogue.sends(ZONED)

    await dialogue.says(typed)

    dialogue.hears(place, f"{zone} đồng")


async def test_places_of_one_name_are_offered_with_their_province(dialogue: Dialogue) -> None:
    await dialogue.sends(ZONED)
    await dialogue.says("phuong tan hung")
    dialogue.hears("Có mấy nơi tên như vậy")

    await dialogue.presses("Phường Tân Hưng (Hải Phòng)")

    dialogue.hears("Phường Tân Hưng, thành phố Hải Phòng thuộc vùng")


async def test_a_name_that_was_split_asks_into_which_part(dialogue: Dialogue) -> None:
    await dialogue.sends(ZONED)

    await dialogue.says("thị trấn Trâu Quỳ")

    dialogue.hears("Thị trấn Trâu Quỳ cũ nay chia vào mấy xã, phường")
    assert [button.label for button in dialogue.buttons][:2] == [
        "Xã Bát Tràng (Hà Nội)",
        "Xã Gia Lâm (Hà Nội)",
    ]


async def test_never_more_than_six_places_are_offered(dialogue: Dialogue) -> None:
    await dialogue.sends(ZONED)

    await dialogue.says("phường minh khai")

    dialogue.hears("Còn 3 nơi nữa")
    assert len(dialogue.buttons) == 7  # and "Bỏ qua"


@pytest.mark.parametrize("typed", ["Hà Nội", "tỉnh Bình Dương", "xã Minh Đức, Cà Mau"])
async def test_a_province_alone_is_too_wide(dialogue: Dialogue, typed: str) -> None:
    await dialogue.sends(ZONED)

    await dialogue.says(typed)

    dialogue.hears("có nhiều vùng khác nhau", "tên xã, phường")
    await dialogue.says("phường sài gòn")
    dialogue.hears("5.310.000")


async def test_a_former_district_is_not_taken_for_the_commune_of_its_name(dialogue: Dialogue) -> None:
    await dialogue.sends(ZONED)

    await dialogue.says("TP Thủ Đức")

    dialogue.hears("nay chia thành nhiều xã, phường")
    await dialogue.presses("Phường Thủ Đức (Hồ Chí Minh)")
    dialogue.hears("thuộc vùng I")


@pytest.mark.parametrize("typed", ["xã không có thật", "quận 7", "😀😀", "asdf", "<br>", "a" * 10_000])
async def test_an_unknown_place_is_told_and_asked_again(
    dialogue: Dialogue, sqlite: Database, typed: str
) -> None:
    before = await count(sqlite, Question)
    await dialogue.sends(ZONED)

    await dialogue.says(typed)

    dialogue.hears("không thấy xã, phường nào")
    assert await count(sqlite, Question) == before
    await dialogue.says("xã đông anh")
    dialogue.hears("vùng I")


@pytest.mark.parametrize(
    "question",
    [
        "thử việc được trả lương bao nhiêu phần trăm",
        "thu viec luong bao nhieu",
        "nghỉ phép năm",
        "em làm ở phường Dĩ An, công ty cho thử việc hai tháng mà trả 70% lương có đúng luật không",
    ],
)
async def test_a_question_instead_of_a_place_is_met_as_a_question(
    dialogue: Dialogue, sqlite: Database, question: str
) -> None:
    before = await count(sqlite, Question)
    await dialogue.sends(ZONED)

    await dialogue.says(question)

    dialogue.hears_not("thuộc vùng", "không thấy xã, phường")
    assert await count(sqlite, Question) == before + 1


async def test_thanks_instead_of_a_place_are_thanks(dialogue: Dialogue) -> None:
    await dialogue.sends(ZONED)

    await dialogue.says("cảm ơn nhiều nha")

    dialogue.hears("Không có gì")


@pytest.mark.parametrize("word", ["bỏ qua", "không biết", "thôi"])
async def test_nobody_has_to_say_where_he_works(dialogue: Dialogue, word: str) -> None:
    await dialogue.sends(ZONED)
    await dialogue.says(word)
    dialogue.hears("Không sao")

    await dialogue.sends(ZONED)
    await dialogue.presses("Bỏ qua")

    dialogue.hears("Không sao")


async def test_stop_still_means_the_bulletins(dialogue: Dialogue) -> None:
    await dialogue.starts()
    await dialogue.presses("Đồng ý")
    await dialogue.sends(ZONED)

    await dialogue.says("dừng")

    dialogue.hears("Đã tắt bản tin")


async def test_one_thing_is_asked_at_a_time(dialogue: Dialogue, sqlite: Database) -> None:
    before = await count(sqlite, Contact)
    await dialogue.sends(ZONED)
    dialogue.hears_not("đếm bạn")

    await dialogue.says("xã đông anh")
    dialogue.hears("đếm bạn vào số người đã được thông tin")
    await dialogue.presses("Đồng ý")

    assert await count(sqlite, Contact) == before + 1


async def test_the_place_is_remembered_for_the_next_answer_and_can_be_changed(dialogue: Dialogue) -> None:
    await dialogue.sends(ZONED)
    await dialogue.says("đặc khu lý sơn")

    await dialogue.sends("e:luong-toi-thieu-gio-bon-vung")
    dialogue.hears("Đặc khu Lý Sơn", "Lương tối thiểu giờ: 17.800 đồng")
    dialogue.hears_not(ASKED)
    await dialogue.presses("Nơi khác")
    dialogue.hears(ASKED)
    await dialogue.says("ba đình hà nội")

    dialogue.hears("25.500 đồng")


async def test_the_place_is_forgotten_after_half_an_hour(
    dialogue: Dialogue, sqlite: Database, clock: Clock
) -> None:
    await dialogue.sends(ZONED)
    await dialogue.says("đặc khu lý sơn")
    assert (await read_memory(sqlite))["zone"] == {"scope": "vung_4", "code": "21548"}

    clock.forward(minutes=31)
    await dialogue.sends(ZONED)

    dialogue.hears(ASKED)
    assert "zone" not in await read_memory(sqlite)


async def test_who_joined_a_unit_is_not_asked(dialogue: Dialogue, sqlite: Database) -> None:
    await dialogue.starts()
    await join(sqlite, "00004")

    await dialogue.sends(ZONED)

    assert dialogue.heard[0].is_card
    assert dialogue.heard[1].text.startswith("Phường Ba Đình, thành phố Hà Nội thuộc vùng I.")
    dialogue.hears_not(ASKED)


async def test_who_joined_a_unit_may_ask_for_another_place(dialogue: Dialogue, sqlite: Database) -> None:
    await dialogue.starts()
    await join(sqlite, "00004")
    await dialogue.sends(ZONED)

    await dialogue.presses("Nơi khác")
    await dialogue.says("lý sơn")

    dialogue.hears("vùng IV")


async def test_a_demonstration_commune_has_no_zone_so_the_place_is_asked(dialogue: Dialogue) -> None:
    await dialogue.starts("DEMO0101MAU")
    await dialogue.presses("Đúng")

    await dialogue.sends(ZONED)

    dialogue.hears(ASKED)


async def test_who_was_hired_before_keeps_the_higher_figure(dialogue: Dialogue) -> None:
    await dialogue.sends(ZONED)
    await dialogue.says("vùng 2")
    dialogue.hears("từ 31/12/2025 trở về trước", "giữ mức cũ")

    await dialogue.sends("zone:00004")

    dialogue.hears_not("giữ mức cũ")  # nobody was moved down into zone I


async def test_a_place_settled_by_judgement_is_to_be_checked(dialogue: Dialogue) -> None:
    await dialogue.sends(ZONED)

    await dialogue.says("phường Tây Thạnh")

    dialogue.hears("mình xếp theo phụ lục, bạn kiểm tra lại với công đoàn")


@pytest.mark.parametrize("payload", ["zone:99999", "zone:", "zone:💥", "zone:DEMO-01", "zone:01"])
async def test_a_forged_place_is_asked_for_again(dialogue: Dialogue, payload: str) -> None:
    await dialogue.sends(ZONED)

    await dialogue.sends(payload)

    dialogue.hears(ASKED)


async def test_a_place_pressed_without_an_answer_shows_the_minimum_wage(dialogue: Dialogue) -> None:
    await dialogue.sends("zone:21548")

    dialogue.hears("vùng IV", "Lương tối thiểu tháng: 3.700.000 đồng", "Lương tối thiểu giờ: 17.800 đồng")


async def test_pressing_another_button_ends_the_wait_for_a_place(dialogue: Dialogue) -> None:
    await dialogue.sends(ZONED)
    await dialogue.sends("menu")

    await dialogue.says("thử việc lương")

    dialogue.hears_not("không thấy xã, phường")


async def test_when_the_decree_has_gone_no_place_is_asked(
    sqlite: Database, library: Library, searcher: Searcher, clock: Clock
) -> None:
    documents = dict(library.register.documents)
    documents[SOURCE.document] = replace(documents[SOURCE.document], in_force_to=date(2026, 11, 1))
    gone = replace(library, register=Register(documents.values()))
    conversation = Conversation(Knowledge(gone, searcher), clock=clock)
    dialogue = Dialogue(Desk(sqlite, conversation, clock=clock, pulled=frozenset({"webchat"})), clock)

    await dialogue.sends(ZONED)

    dialogue.hears_not(ASKED)
    await dialogue.sends("zone:00004")  # an old button
    dialogue.hears("không còn hiệu lực")
    dialogue.hears_not("5.310.000")


async def test_the_place_is_told_on_both_databases(
    stocked: Database, library: Library, searcher: Searcher, clock: Clock
) -> None:
    conversation = Conversation(Knowledge(library, searcher), clock=clock)
    dialogue = Dialogue(Desk(stocked, conversation, clock=clock, pulled=frozenset({"webchat"})), clock)
    await dialogue.sends(ZONED)

    await dialogue.says("p. tân thuận, q7, tphcm")

    dialogue.hears("Phường Tân Thuận, thành phố Hồ Chí Minh thuộc vùng I.")

"""A verdict into words: decision first, law and days after, a next step always."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering import refuse, show_answer, show_details, show_outcome, split_lead
from bot.messages import Reply, Tone
from knowledge.calculators.shape import Outcome, Step
from knowledge.entry import Citation, Entry
from knowledge.validity import Library
from retrieval.result import Refusal, Result, Status
from tests.bot.sample_calculator import SAMPLE

TODAY = date(2026, 11, 20)


def get(library: Library, entry_id: str) -> Entry:
    return next(entry for entry in library.entries if entry.id == entry_id)


def test_the_card_begins_with_the_decision_and_names_law_and_days(library: Library) -> None:
    card = show_answer(get(library, "thu-viec-luong"), library, TODAY, question_id=7)

    assert card.blocks[0].tone is Tone.LEAD
    assert card.blocks[0].text.startswith("Ít nhất 85%")
    assert "Điều 26 Bộ luật Lao động 2019" in card.text
    assert "Hiệu lực từ 01/01/2021, kiểm tra ngày" in card.text
    assert card.is_card


@pytest.mark.parametrize(
    ("answer", "lead"),
    [
        ("Được. Công ty trả đủ.", "Được."),
        ("Ít nhất 5.310.000 đồng. Vùng khác thấp hơn.", "Ít nhất 5.310.000 đồng."),
        ("Tùy: nếu ốm thì có. Còn lại không.", "Tùy: nếu ốm thì có."),
        ("Không được", "Không được"),
    ],
)
def test_the_lead_is_the_first_sentence_and_numbers_do_not_end_it(answer: str, lead: str) -> None:
    assert split_lead(answer)[0] == lead


def test_every_entry_makes_a_card_and_details_without_a_placeholder_left(library: Library) -> None:
    for entry in library.entries:
        if entry.holds_on(TODAY):
            shown = show_answer(entry, library, TODAY).text + show_details(entry, library, TODAY).text
            assert "{{" not in shown, entry.id
            assert "}}" not in shown, entry.id


def test_every_payload_fits_the_narrowest_channel(library: Library) -> None:
    for entry in library.entries:
        for reply in (show_answer(entry, library, TODAY) if entry.holds_on(TODAY) else Reply(()),):
            assert all(len(button.payload.encode()) <= 64 for row in reply.buttons for button in row)


def test_a_situation_is_told_after_the_example(library: Library) -> None:
    told = replace(get(library, "thu-viec-luong"), example="Ví dụ đây.", situation="Chị H. thử việc.")

    texts = [block.text for block in show_details(told, library, TODAY).blocks]

    assert texts.index("Ví dụ đây.") + 1 == texts.index("Tình huống") == texts.index("Chị H. thử việc.") - 1


def test_a_change_to_come_is_told_on_the_card(library: Library) -> None:
    entry = get(library, "thu-viec-luong")

    lasting = show_answer(replace(entry, valid_to=None), library, TODAY)
    ending = show_answer(replace(entry, valid_to=date(2027, 1, 1)), library, TODAY)

    assert "sẽ thay đổi từ" not in lasting.text
    assert "Quy định này sẽ thay đổi từ 01/01/2027." in ending.text


def test_details_that_stand_on_law_not_yet_in_force_are_not_offered(library: Library) -> None:
    entry = replace(get(library, "thu-viec-luong"), complete_from=date(2027, 1, 1))

    card = show_answer(entry, library, TODAY)

    assert f"more:{entry.id}" not in [button.payload for row in card.buttons for button in row]
    assert entry.details.splitlines()[0].strip("- ") not in show_details(entry, library, TODAY).text


@pytest.mark.parametrize("reason", list(Refusal))
def test_a_refusal_always_has_a_next_step(reason: Refusal) -> None:
    reply = refuse(Result(Status.REFUSED, TODAY, refusal=reason))

    assert [button for row in reply.buttons for button in row]
    assert "AI" not in reply.text


def test_an_outcome_says_first_what_it_comes_to_and_last_what_it_stands_on(library: Library) -> None:
    outcome = Outcome(
        answer="Bạn được 100.000 đồng. Chưa trừ thuế.",
        steps=(Step("Một giờ", "50.000 × 2", "100.000 đồng"), Step("Hạn nộp", "", "20/11/2026")),
        citations=(Citation("45/2019/QH14", "107"), Citation("45/2019/QH14", "98", "1", is_primary=True)),
        leaves_out=("Chưa tính tiền ăn ca.",),
        warnings=("Làm quá giờ là trái luật.",),
    )

    card = show_outcome(SAMPLE, outcome, library, TODAY)

    assert [block.text for block in card.blocks[:9]] == [
        "Bạn được 100.000 đồng.",
        "Chưa trừ thuế.",
        "Cần chú ý",
        "Làm quá giờ là trái luật.",
        "Cách tính",
        "Một giờ: 50.000 × 2 = 100.000 đồng",
        "Hạn nộp: 20/11/2026",
        "Chưa tính đến",
        "Chưa tính tiền ăn ca.",
    ]
    law, more, day = card.blocks[9:]
    assert law.text.startswith("Căn cứ: khoản 1 Điều 98 Bộ luật Lao động 2019")
    assert "Hiệu lực từ 01/01/2021, kiểm tra ngày 20/11/2026" in law.text
    assert more.text.startswith("Xem thêm: Điều 107")
    assert "Tính theo luật ngày 20/11/2026" in day.text
    assert card.is_card


def test_a_card_offers_at_most_one_sum(library: Library) -> None:
    card = show_answer(get(library, "thu-viec-luong"), library, TODAY, question_id=7, calculator=SAMPLE)
    labels = [[button.label for button in row] for row in card.buttons]

    assert labels[1] == ["Tính cho tôi", "Hỏi cán bộ"]
    assert len(labels[0]) == 3

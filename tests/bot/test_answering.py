"""A verdict into words: decision first, law and days after, a next step always."""

from datetime import date

import pytest

from bot.answering import refuse, show_answer, show_details, split_lead
from bot.messages import Reply, Tone
from knowledge.entry import Entry
from knowledge.validity import Library
from retrieval.result import Refusal, Result, Status

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


@pytest.mark.parametrize("reason", list(Refusal))
def test_a_refusal_always_has_a_next_step(reason: Refusal) -> None:
    reply = refuse(Result(Status.REFUSED, TODAY, refusal=reason))

    assert [button for row in reply.buttons for button in row]
    assert "AI" not in reply.text

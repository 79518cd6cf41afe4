"""Whatever is in a reply, Telegram can read it, and reads what we meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel import ContentRefused
from bot.messages import Block, Button, Reply, Tone
from bot.telegram.render import MAX_UNITS, clean, keyboard, render, split, units
from tests.platforms.telegram.markup import parse

ANYTHING = st.text(st.characters(), max_size=60) | st.sampled_from(
    [
        "<b>",
        "</b>",
        "<a href='x'>",
        "&lt;",
        "&amp;",
        "&#60;",
        "\ud83d",
        "🙂",
        "👩‍👩‍👧",
        "</i><script>",
        "{}",
        "{0}",
    ]
)
LONG = st.builds(lambda text, times: text * times, ANYTHING, st.integers(1, 300))
REPLIES = st.builds(
    lambda blocks: Reply(tuple(blocks)), st.lists(st.builds(Block, ANYTHING | LONG, st.sampled_from(Tone)))
)


def test_a_card_has_a_bold_decision_a_list_and_a_quiet_law_line() -> None:
    reply = Reply(
        (
            Block("Ít nhất 85%.", Tone.LEAD),
            Block("Lương thử việc so với lương chính thức."),
            Block("Giữ thư mời", Tone.ITEM),
            Block("Nhờ công đoàn", Tone.ITEM),
            Block("Điều 26 Bộ luật Lao động 2019", Tone.NOTE),
        )
    )

    [part] = render(reply)

    assert part.html == (
        "<b>Ít nhất 85%.</b>\n\nLương thử việc so với lương chính thức.\n• Giữ thư mời\n• Nhờ công đoàn\n\n"
        "<i>Điều 26 Bộ luật Lao động 2019</i>"
    )
    assert part.plain == parse(part.html)[0]


def test_every_value_is_escaped() -> None:
    [part] = render(Reply((Block("<b>a</b> & &lt; {0}", Tone.LEAD),)))

    assert part.html == "<b>&lt;b&gt;a&lt;/b&gt; &amp; &amp;lt; {0}</b>"


def test_a_long_reply_is_cut_between_blocks_first() -> None:
    reply = Reply((Block("a" * 3000), Block("b" * 3000), Block("c" * 500)))

    parts = render(reply)

    assert [part.plain for part in parts] == ["a" * 3000, "b" * 3000 + "\n\n" + "c" * 500]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("aaa bbb.\n\nccc. ddd", ["aaa bbb.", "ccc. ddd"]),
        ("aaa bbb.\nccc. ddd", ["aaa bbb.", "ccc. ddd"]),
        ("aaaa bbb. ccc ddd", ["aaaa bbb.", "ccc ddd"]),
        ("aaaa bbbb cccc", ["aaaa bbbb", "cccc"]),
        ("aaaaaaaaaaaaaa", ["aaaaaaaaaaa", "aaa"]),
        ("🙂🙂🙂🙂🙂🙂", ["🙂🙂🙂🙂🙂", "🙂"]),
    ],
)
def test_a_long_block_is_cut_at_paragraph_line_sentence_word_or_character(
    text: str, pieces: list[str]
) -> None:
    assert list(split(text, 11)) == pieces


def test_a_cut_never_falls_inside_a_tag_or_an_escape() -> None:
    reply = Reply((Block("<&>" * 2000, Tone.LEAD),))

    parts = render(reply)

    assert len(parts) == 2
    assert "".join(parse(part.html)[0] for part in parts) == "<&>" * 2000


@given(REPLIES)
def test_any_reply_parses_fits_and_says_its_words_with_no_foreign_tag(reply: Reply) -> None:
    allowed = {"bold", "italic"}

    for part in render(reply):
        text, entities = parse(part.html)
        assert text == part.plain
        assert text.strip()
        assert 0 < units(text) <= MAX_UNITS
        assert {entity["type"] for entity in entities} <= allowed


@given(st.text(st.characters(), max_size=300), st.integers(2, 40))
def test_nothing_but_white_space_is_lost_by_cutting(text: str, limit: int) -> None:
    whole = clean(text)

    pieces = list(split(whole, limit))

    assert "".join("".join(pieces).split()) == "".join(whole.split())
    assert all(units(piece) <= limit for piece in pieces)


def test_a_reply_without_a_visible_character_has_no_parts() -> None:
    assert render(Reply((Block(" \n"), Block("\x00\x07", Tone.LEAD)))) == []


def test_buttons_keep_their_rows() -> None:
    markup = keyboard(
        Reply((), ((Button("Chi tiết", "d:1"), Button("👍", "u:1")), (Button("Hỏi cán bộ", "ask"),)))
    )

    assert markup is not None
    assert [[key.text for key in row] for row in markup.inline_keyboard] == [
        ["Chi tiết", "👍"],
        ["Hỏi cán bộ"],
    ]
    assert markup.inline_keyboard[0][0].callback_data == "d:1"


def test_no_buttons_make_no_keyboard() -> None:
    assert keyboard(Reply((Block("a"),), ((),))) is None


@pytest.mark.parametrize("button", [Button("a", ""), Button("a", "đ" * 33), Button(" ", "a")])
def test_a_button_telegram_would_refuse_is_refused_before_the_call(button: Button) -> None:
    with pytest.raises(ContentRefused):
        keyboard(Reply((Block("a"),), ((button,),)))

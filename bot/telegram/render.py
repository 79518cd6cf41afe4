"""A reply as Telegram shows it: HTML that always parses, in parts that always fit."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channel import ContentRefused
from bot.messages import Block, Button, Reply, Tone

MAX_UNITS = 4096  # of UTF-16, tags not counted
MAX_PAYLOAD_BYTES = 64
SHAPES = {Tone.LEAD: "<b>{}</b>", Tone.TEXT: "{}", Tone.ITEM: "• {}", Tone.NOTE: "<i>{}</i>"}
LONGEST_ADDITION = len("• ")

UNSENDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
BORDERS = tuple(re.compile(pattern) for pattern in (r"\n\s*\n", r"\n", r"[.!?…;]\s", r"\s"))


@dataclass(frozen=True, slots=True)
class Part:
    """One message: the same words as HTML and as plain text."""

    html: str
    plain: str


def render(reply: Reply) -> list[Part]:
    """The reply as messages of at most 4096 UTF-16 units each; none when nothing is visible."""
    return [_part(blocks) for blocks in _packed(list(_fitting_blocks(reply)))]


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """The buttons below the last part, or None.

    Raises:
        ContentRefused: a button without a label, or with a payload outside 1..64 bytes.
    """
    rows = [[_key(button) for button in row] for row in reply.buttons if row]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def clean(text: str) -> str:
    """The text without what Telegram or UTF-8 cannot carry: control characters, halves of characters."""
    return LONE_SURROGATE.sub("\ufffd", UNSENDABLE.sub("", text)).strip()


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, limit: int) -> Iterator[str]:
    """Pieces of at most `limit` UTF-16 units, cut at the end of a paragraph, line, sentence or word."""
    while units(text) > limit:
        cut = _cut(_prefix(text, limit))
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield text


def _prefix(text: str, limit: int) -> str:
    """The longest beginning within `limit` units that ends between two characters."""
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")


def _cut(prefix: str) -> int:
    """Where to end a piece: after the last border of the best kind in the second half of `prefix`."""
    for border in BORDERS:
        ends = [match.end() for match in border.finditer(prefix, len(prefix) // 2)]
        if ends:
            return ends[-1]
    return len(prefix)


def _fitting_blocks(reply: Reply) -> Iterator[Block]:
    for block in reply.blocks:
        for piece in split(clean(block.text), MAX_UNITS - LONGEST_ADDITION):
            yield Block(piece, block.tone)


def _packed(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Neighbours together, as many as one message holds."""
    together: list[Block] = []
    for block in blocks:
        if together and units(_part([*together, block]).plain) > MAX_UNITS:
            yield together
            together = []
        together.append(block)
    if together:
        yield together


def _part(blocks: Sequence[Block]) -> Part:
    marked, plain = "", ""
    for number, block in enumerate(blocks):
        gap = "" if number == 0 else "\n" if block.tone is Tone.ITEM else "\n\n"
        marked += gap + SHAPES[block.tone].format(html.escape(block.text, quote=False))
        plain += gap + ("• " if block.tone is Tone.ITEM else "") + block.text
    return Part(marked, plain)


def _key(button: Button) -> InlineKeyboardButton:
    label, size = clean(button.label), len(button.payload.encode("utf-8", "replace"))
    if not label or not 1 <= size <= MAX_PAYLOAD_BYTES:
        raise ContentRefused(f"a button needs a label, and 1 to {MAX_PAYLOAD_BYTES} bytes of payload")
    return InlineKeyboardButton(text=label, callback_data=button.payload)

"""Bare words that are orders, not questions: "dừng", "dung", "menu", "dữ liệu của tôi"; with or without marks."""

import re
import unicodedata

from bot import wording
from knowledge.marks import strip_marks

ORDERS: dict[str, tuple[str, ...]] = {
    "stop": wording.STOP_WORDS,
    "resume": wording.RESUME_WORDS,
    "menu": wording.MENU_WORDS,
    "help": wording.HELP_WORDS,
    "mydata": wording.MYDATA_WORDS,
    "forget": wording.FORGET_WORDS,
    "join": wording.JOIN_WORDS,
    "person": wording.PERSON_WORDS,
}
JOIN_CODE = re.compile(
    r"(?:(?:mã|ma|code)(?: đơn vị| don vi)?[\s:.-]*)?([A-Za-z0-9][A-Za-z0-9 -]{5,30})", re.IGNORECASE
)


def fold(text: str) -> str:
    """Lowercase without marks, đ as d."""
    return strip_marks(text.lower())


def tidy(text: str) -> str:
    """Lowercase words in one tone style (huỷ as hủy), without punctuation at the ends."""
    text = unicodedata.normalize("NFC", text).lower().strip(" \t\n.!?,;:…")
    for old, new in (("uỷ", "ủy"), ("uý", "úy"), ("oá", "óa"), ("oà", "òa"), ("oả", "ỏa")):
        text = text.replace(old, new)
    return " ".join(text.split())


MARKED = {word: order for order, words in ORDERS.items() for word in words}
BARE = {fold(word): order for order, words in ORDERS.items() for word in words}


def find_order(text: str) -> str | None:
    """The order a whole message is, or None. A marked word must match with its marks: "đúng" is not "dừng"."""
    words = tidy(text)
    if words in MARKED:
        return MARKED[words]
    return BARE.get(words) if words == fold(words) else None


def find_join_code(text: str, *, is_expected: bool) -> str | None:
    """The join code a message is, without its dashes; unasked, only one with both letters and digits or after "mã"."""
    match = JOIN_CODE.fullmatch(text.strip())
    if not match:
        return None
    code = re.sub(r"[^A-Za-z0-9]", "", match[1]).upper()
    is_announced = match.start(1) > 0
    is_telling = bool(re.search(r"\d", code) and re.search(r"[A-Z]", code)) and " " not in match[1]
    return code if len(code) >= 6 and (is_expected or is_announced or is_telling) else None

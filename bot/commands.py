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
    "calc": wording.CALC_WORDS,
}
ORDERS_WITHIN: dict[str, tuple[str, ...]] = {  # a calculation
    "back": wording.CALC_BACK_WORDS,
    "again": wording.CALC_AGAIN_WORDS,
    "quit": wording.CALC_QUIT_WORDS,
    "default": wording.CALC_DEFAULT_WORDS,
    "on": wording.CALC_GO_ON_WORDS,
}
MOST_WORDS_OF_AN_ANSWER = 12
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


Words = dict[str, str]


def read_orders(orders: dict[str, tuple[str, ...]]) -> tuple[Words, Words]:
    """Orders by their words with marks, and by their words without."""
    marked = {word: order for order, words in orders.items() for word in words}
    return marked, {fold(word): order for word, order in marked.items()}


ANYWHERE, WITHIN = read_orders(ORDERS), read_orders(ORDERS_WITHIN)


def find_order(text: str) -> str | None:
    """The order a whole message is, or None. A marked word must match with its marks: "đúng" is not "dừng"."""
    return _find(text, *ANYWHERE)


def find_order_within(text: str) -> str | None:
    """The order a whole message is to a calculation that waits for an answer: back, again, quit, default, on."""
    return _find(text, *WITHIN)


def _find(text: str, marked: Words, bare: Words) -> str | None:
    words = tidy(text)
    if words in marked:
        return marked[words]
    return bare.get(words) if words == fold(words) else None


QUESTIONS = tuple(f" {words} " for words in wording.QUESTION_WORDS)
BARE_QUESTIONS = tuple(map(fold, QUESTIONS))


def looks_like_question(text: str) -> bool:
    """Whether a message that is not the awaited answer is plainly a question: it asks, or it is long."""
    words = tidy(text)
    if "?" in text or len(words.split()) > MOST_WORDS_OF_AN_ANSWER:
        return True
    asked = BARE_QUESTIONS if words == fold(words) else QUESTIONS
    return len(words.split()) > 2 and any(phrase in f" {words} " for phrase in asked)


def find_join_code(text: str, *, is_expected: bool) -> str | None:
    """The join code a message is, without its dashes; unasked, only one with both letters and digits or after "mã"."""
    match = JOIN_CODE.fullmatch(text.strip())
    if not match:
        return None
    code = re.sub(r"[^A-Za-z0-9]", "", match[1]).upper()
    is_announced = match.start(1) > 0
    is_telling = bool(re.search(r"\d", code) and re.search(r"[A-Z]", code)) and " " not in match[1]
    return code if len(code) >= 6 and (is_expected or is_announced or is_telling) else None

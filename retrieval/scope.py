"""Is this a question at all: nothing readable, or a friendly word. What lies outside our field is told by examples."""

from collections.abc import Container

from retrieval.result import SmallTalk
from retrieval.syllable import fold, is_syllable
from retrieval.text import Query, Syllables, strip_fillers

SHORT = 14  # syllables; a longer message is no small talk
READABLE = 0.5  # share of the tokens that must be spelt like Vietnamese

_TELLING = (
    (SmallTalk.THANKS, ("cam on", "cam ta")),
    (SmallTalk.GOODBYE, ("tam biet", "bye", "bai bai", "hen gap lai")),
    (SmallTalk.GREETING, ("chao", "alo", "hello", "hi")),
)
_OPENERS = (
    *("the", "vay", "con", "neu", "con neu", "the con", "vay con", "the neu", "vay neu", "roi", "xong", "nhung"),
    *("ngoai", "o do", "nhu vay", "truong hop do", "khi do", "luc do", "may", "bao nhieu", "bao lau", "khi nao", "gio"),
)


def is_unreadable(query: Query, known: Container[str]) -> bool:
    """Nothing to read: no letters, keyboard noise, or a language that is not Vietnamese.

    `known` holds the folded syllables and loan words of our own texts.
    """
    words = [fold(s) for s in query.raw if s.isalpha()]
    if not any(len(word) > 1 for word in words):
        return True
    spelt = sum(word in known or (len(word) > 1 and is_syllable(word)) for word in words)
    return spelt < READABLE * len(words) or _is_english(words)


_ENGLISH = frozenset(
    "the is are was a an of to for in on at and or how what where when who why which do does did can could would you"
    " i my your me we he she it they this that there please help want need get apply buy have has with from near"
    " about".split()
)


def _is_english(words: list[str]) -> bool:
    return len(words) > 3 and sum(word in _ENGLISH for word in words) >= 0.4 * len(words)


def friendly_word(query: Query) -> SmallTalk | None:
    """Which small talk the message is, if it is nothing but greetings and politeness."""
    if not query.raw or len(query.raw) > SHORT or strip_fillers(query.raw):
        return None
    said = " ".join(map(fold, query.raw))
    return next((kind for kind, words in _TELLING if any(word in said for word in words)), SmallTalk.GREETING)


def sounds_like_follow_up(syllables: Syllables) -> bool:
    """Whether the message leans on the one before: it begins like it, or is very short."""
    start = " ".join(map(fold, syllables[:3])) + " "
    return len(syllables) <= 5 or any(start.startswith(opener + " ") for opener in _OPENERS)

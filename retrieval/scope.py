"""Is this a question at all: nothing readable, or a friendly word. What lies outside our field is told by examples."""

from collections.abc import Container
from functools import lru_cache

from retrieval.result import SmallTalk
from retrieval.syllable import fold, is_syllable
from retrieval.text import Query, Syllables, read_rows, strip_fillers

SHORT = 14  # syllables; a longer message is no small talk
READABLE = 0.5  # share of the tokens that must be spelt like Vietnamese
ENGLISH = 0.8  # below this share English words are looked for: do, an, to, me are Vietnamese as well

_TELLING = (
    (SmallTalk.THANKS, ("cam on", "cam ta")),
    (SmallTalk.GOODBYE, ("tam biet", "bye", "bai bai", "hen gap lai")),
    (SmallTalk.GREETING, ("chao", "alo", "hello", "hi")),
)
_OPENERS = (
    "the",
    "vay",
    "con",
    "neu",
    "roi",
    "xong",
    "nhung",
    "ngoai",
    "o do",
    "nhu vay",
    "truong hop do",
    "khi do",
)
_BARE = ("may", "bao nhieu", "bao lau", "khi nao", "gio", "co nhung", "luc do")
THIN = 5  # syllables; so short a message means little alone


@lru_cache
def _words(name: str) -> frozenset[str]:
    return frozenset(row[0] for row in read_rows(name))


def is_unreadable(query: Query, known: Container[str]) -> bool:
    """Nothing to read: no letters, keyboard noise, or a language that is not Vietnamese.

    `known` holds the folded syllables and loan words of our own texts.
    """
    words = [fold(s) for s in query.raw if s.isalpha()]
    if not any(len(word) > 1 for word in words):
        return True
    spelt = sum(word in known or (len(word) > 1 and is_syllable(word)) for word in words)
    return spelt < READABLE * len(words) or (spelt < ENGLISH * len(words) and _is_english(words))


def _is_english(words: list[str]) -> bool:
    return len(words) > 3 and sum(word in _words("english.tsv") for word in words) >= 0.4 * len(words)


def friendly_word(query: Query) -> SmallTalk | None:
    """Which small talk the message is, if it is nothing but greetings and politeness."""
    left = strip_fillers(query.raw)
    if not query.raw or len(query.raw) > SHORT or not _words("polite.tsv").issuperset(map(fold, left)):
        return None
    said = f" {' '.join(map(fold, query.raw))} "
    told = next((kind for kind, words in _TELLING if any(f" {word} " in said for word in words)), None)
    return told or (None if left else SmallTalk.GREETING)


def sounds_like_follow_up(syllables: Syllables) -> bool:
    """Whether the message begins by leaning on the one before: thế, còn, nếu, vậy…"""
    return _begins(syllables, _OPENERS)


def is_thin(syllables: Syllables) -> bool:
    """Whether the message says too little to stand alone: very short, or a bare "how many"."""
    return len(syllables) <= THIN or _begins(syllables, _BARE)


def _begins(syllables: Syllables, openers: tuple[str, ...]) -> bool:
    start = " ".join(map(fold, syllables[:3])) + " "
    return any(start.startswith(opener + " ") for opener in openers)

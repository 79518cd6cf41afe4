"""What a worker typed, made comparable: one spelling, abbreviations spoken out, greetings off, a twin without marks."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from retrieval.context import ROMAN, RULES, speak_numbers
from retrieval.syllable import fold, is_syllable, settle, undo_telex, undo_vni

WORDS = Path(__file__).with_name("words")
VERSION = 1
"""Goes into the digest of an index: raise it when the same text gives other units than before."""

MAX_CHARACTERS = 8_000
"""Of a longer message the end is read: stories put their question there."""
MAX_SYLLABLES = 240
MAX_SYLLABLE = 24  # letters; longer runs are noise and are cut
MARKED = 0.25  # share of marks above which the marks count for the encoder
FOCUS = 16  # syllables a focus aims at, at most

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+|%")
_DIGIT = re.compile(r"[1-9]")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…;\n]+(?=\s|$)|\n+")
_CLAUSE_END = re.compile(r"[,:]\s+|\s[-–]\s")

_EXPLAINED = RULES.keys() | ROMAN.keys()  # words that only their neighbours explain; numbers beside them

Syllables = tuple[str, ...]
Table = dict[Syllables, Syllables]


@dataclass(frozen=True, slots=True)
class Query:
    """A message as the rankers see it."""

    syllables: Syllables  # without greetings and fillers
    focus: Syllables  # the part that asks; the whole message when it is short
    marks: float  # share 0..1 of the syllables that carry a mark
    raw: Syllables  # before greetings were taken off: what small talk is told by


def read_rows(name: str) -> Iterator[list[str]]:
    """The rows of one of our word lists; lines starting with # are comments."""
    for line in (WORDS / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


@lru_cache(1)
def _spoken() -> tuple[Table, Mapping[str, int]]:
    """Abbreviations, teencode and regional words to what they stand for, longest phrase tried first."""
    rows = [*read_rows("abbreviations.tsv"), *read_rows("regional.tsv")]
    table = {tuple(settle(s) for s in short.split()): tuple(long.split()) for short, long in rows}
    folded = {
        tuple(map(fold, short)): tuple(map(fold, long)) for short, long in table.items() if len(short) > 1
    }
    return folded | table, _longest(folded | table)


@lru_cache(1)
def _fillers() -> tuple[Table, Mapping[str, int]]:
    """Filler phrases to nothing; those of two syllables and more also without marks."""
    phrases = {tuple(settle(s) for s in row[0].split()) for row in read_rows("fillers.tsv")}
    phrases |= {tuple(map(fold, phrase)) for phrase in phrases if len(phrase) > 1}
    return dict.fromkeys(phrases, ()), _longest(phrases)


def _longest(phrases: Iterable[Syllables]) -> Mapping[str, int]:
    """First syllable to the length of the longest phrase that begins with it."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    return longest


def clean(text: str) -> str:
    """NFC, lowercase, no control or format characters, at most `MAX_CHARACTERS` from the end."""
    text = unicodedata.normalize("NFC", text[-2 * MAX_CHARACTERS :])[-MAX_CHARACTERS:].lower()
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c == "\n" or unicodedata.category(c)[0] != "C" else " " for c in text
    )


def _split(text: str) -> list[str]:
    """Letters and numbers as separate tokens, keyboard leftovers undone, each in its one spelling."""
    if _DIGIT.search(text):
        text = _WORD.sub(lambda match: undo_vni(match[0]), text)
    return [_spelt(token[:MAX_SYLLABLE]) for token in _TOKEN.findall(text)]


@lru_cache(65_536)
def _spelt(token: str) -> str:
    return settle(undo_telex(_squeeze(token)))


def _squeeze(token: str) -> str:
    """A letter held down is one letter: ơiiii, nhaaa; aa, ee, oo stay for Telex."""
    return re.sub(r"(\D)\1{2,}", r"\1", token) if not is_syllable(token) else token


def _replace(syllables: Sequence[str], table: Table, longest: Mapping[str, int]) -> Syllables:
    """Every phrase of the table spoken out, longest first; `longest` tells how far to look from a first syllable."""
    if longest.keys().isdisjoint(syllables):
        return tuple(syllables)
    spoken: list[str] = []
    i, end = 0, len(syllables)
    while i < end:
        reach = longest.get(syllables[i], 0)
        for n in range(min(reach, end - i), 0, -1):
            long = table.get(tuple(syllables[i : i + n]))
            if long is not None:
                spoken += long
                i += n
                break
        else:
            spoken.append(syllables[i])
            i += 1
    return tuple(spoken)


def speak(tokens: Sequence[str]) -> Syllables:
    """The syllables that tokens stand for: abbreviations, teencode and regional words spoken out."""
    if not _EXPLAINED.isdisjoint(tokens) or not "".join(tokens).isalpha():
        tokens = speak_numbers(tokens)
    return _replace(tokens, *_spoken())


def strip_fillers(syllables: Syllables) -> Syllables:
    """Greetings and politeness off, wherever they stand."""
    return _replace(syllables, *_fillers())


def share_of_marks(syllables: Iterable[str]) -> float:
    """How much of the text was typed with marks, 0..1. Two syllables in three count as all: bare ones are common."""
    words = [s for s in syllables if s.isalpha()]
    marked = sum(s != fold(s) for s in words)
    return min(1.0, marked / (0.65 * len(words))) if words else 0.0


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


def _focus(text: str, whole: Syllables) -> Syllables:
    """The end of the message that asks: whole clauses from the last one backwards, at most `FOCUS` syllables."""
    if len(whole) <= FOCUS:
        return whole
    clauses = [c for sentence in _sentences(text) for c in _CLAUSE_END.split(sentence)]
    focus: Syllables = ()
    for clause in reversed(clauses):
        syllables = strip_fillers(speak(_split(clause)))
        if focus and len(focus) + len(syllables) > FOCUS:
            break
        focus = syllables + focus
    return focus[-FOCUS * 2 :] or whole[-FOCUS:]


def read_wording(text: str) -> Query:
    """Make a text comparable, all of it in focus. Any Unicode of any length; never raises, and takes bounded time."""
    typed = _split(clean(text))
    raw = speak(typed)[-MAX_SYLLABLES:]
    syllables = strip_fillers(raw) or raw
    return Query(syllables, syllables, share_of_marks(typed), raw)


def read(text: str) -> Query:
    """Make a message comparable, with the part that asks. As safe as `read_wording`."""
    query = read_wording(text)
    return replace(query, focus=_focus(clean(text), query.syllables))


def pairs(syllables: Sequence[str]) -> list[str]:
    """Neighbouring syllables joined by an underscore."""
    return [f"{a}_{b}" for a, b in pairwise(syllables)]


def terms(syllables: Sequence[str]) -> list[str]:
    """Accented lexical terms: syllables, then pairs."""
    return [*syllables, *pairs(syllables)]


def folded_terms(syllables: Sequence[str]) -> list[str]:
    """Folded lexical terms: the same without marks."""
    return terms([fold(s) for s in syllables])


def units(syllables: Sequence[str], marks: float) -> str:
    """The encoder's units, joined by blanks: folded ones (with a tilde) always, accented ones only if marks were typed.

    So a message without marks and its marked twin share every folded unit, and `duong` never meets a foreign `dương`.
    """
    folded = [f"~{term}" for term in folded_terms(syllables)]
    return " ".join([*folded, *terms(syllables)] if marks > MARKED else folded)

"""One Vietnamese syllable: its tone and where the tone mark sits, its folded twin, and what Telex or VNI left behind."""

import re
import unicodedata
from functools import lru_cache

from knowledge.marks import strip_marks

TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
"""Telex letter to combining tone mark."""
DIGIT_TONES = {"2": "f", "1": "s", "3": "r", "4": "x", "5": "j"}
"""VNI digit to Telex letter."""
_MARKS = set(TONES.values())
_QUALITIES = {"\u0302", "\u0306", "\u031b"}  # circumflex, breve, horn
_VOWELS = set("aăâeêioôơuưy")
_CACHE = 65_536

_ONSET = "(?:ngh|gh|gi|kh|ng|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?"
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet"
    " ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oat oay oc oe oen oeo oet oi om on ong ooc oong op"
    " ot u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych"
    " uyen uyet uynh uyt y yem yen yet yeu"
)
_SYLLABLE = re.compile(f"{_ONSET}(?:{'|'.join(sorted(_RHYMES.split(), key=len, reverse=True))})")
_QUALITY_KEYS = (("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("dd", "đ"))


@lru_cache(_CACHE)
def fold(text: str) -> str:
    """The text without marks, đ as d. Lowercase in, lowercase out."""
    return strip_marks(text)


@lru_cache(_CACHE)
def is_syllable(text: str) -> bool:
    """Whether a lowercase text is spelt like a Vietnamese syllable, whatever its marks."""
    return _SYLLABLE.fullmatch(fold(text)) is not None


def split_tone(syllable: str) -> tuple[str, str]:
    """The syllable without its tone but with ă, â, ê, ô, ơ, ư, đ; and the combining mark or ''."""
    plain = unicodedata.normalize("NFD", syllable)
    tone = next((c for c in plain if c in _MARKS), "")
    return unicodedata.normalize("NFC", "".join(c for c in plain if c not in _MARKS)), tone


def _vowels(base: str) -> list[int]:
    """Positions of the vowels that may carry the tone: not the u of qu, nor the i of gi before a vowel."""
    found = [i for i, c in enumerate(base) if c in _VOWELS]
    glide = base.startswith("qu") or (base.startswith("gi") and len(found) > 1)
    return found[1:] if glide and len(found) > 1 and found[0] == 1 else found


@lru_cache(_CACHE)
def place_tone(base: str, tone: str) -> str:
    """Put the tone where the older and commoner style wants it: hòa, thúy, lượng, toàn."""
    vowels = _vowels(base)
    if not tone or not vowels:
        return base
    marked = [i for i in vowels if unicodedata.normalize("NFD", base[i])[1:2] in _QUALITIES]
    if marked:
        at = marked[-1]
    elif len(vowels) == 1 or (len(vowels) == 2 and vowels[-1] == len(base) - 1):
        at = vowels[0]
    else:
        at = vowels[1]
    return unicodedata.normalize("NFC", base[: at + 1] + tone + base[at + 1 :])


@lru_cache(_CACHE)
def settle(syllable: str) -> str:
    """The one spelling of a lowercase syllable: hoà and hòa give hòa, lựơng gives lượng; no syllable, no change."""
    base, tone = split_tone(syllable)
    return place_tone(base, tone) if tone and is_syllable(syllable) else syllable


def _apply_keys(text: str) -> str:
    """Telex quality keys: doubled letters, w after a, o, u, and d or w at the end of the syllable."""
    for keys, letter in _QUALITY_KEYS:
        text = text.replace(keys, letter, 1)
    if text.endswith("d") and text.startswith("d") and len(text) > 2:
        text = "đ" + text[1:-1]
    if "w" in text:
        rest = text.replace("w", "")
        for keys, letter in (("uo", "ươ"), ("ưo", "ươ"), ("a", "ă"), ("o", "ơ"), ("u", "ư")):
            if keys in rest:
                return rest.replace(keys, letter, 1)
    return text


@lru_cache(_CACHE)
def undo_telex(word: str) -> str:
    """What the keys meant: tieenf, laf, thangs, luongw. A word that is a syllable already, or makes none, stays."""
    if is_syllable(word) or not word.isalpha() or len(word) > 9:
        return word
    base, tone = split_tone(word)
    if base[-1:] in TONES and not tone:
        base, tone = base[:-1], TONES[base[-1]]
    meant = place_tone(_apply_keys(base), tone)
    return meant if is_syllable(meant) else word


_VNI = re.compile(r"[a-zđ]+(?:[1-9][a-zđ]*){1,6}")
_VNI_QUALITIES = {
    "6": {"a": "â", "e": "ê", "o": "ô"},
    "7": {"o": "ơ", "u": "ư"},
    "8": {"a": "ă"},
    "9": {"d": "đ"},
}


@lru_cache(_CACHE)
def undo_vni(word: str) -> str:
    """What the digits meant: tie62n, lu7o7ng, d9u7o7c5. Fewer than two digits or letters stay: t7 is a day."""
    if not _VNI.fullmatch(word) or sum(c.isdigit() for c in word) < 2 or sum(c.isalpha() for c in word) < 2:
        return word
    letters: list[str] = []
    tone = ""
    for c in word:
        if c in DIGIT_TONES:
            tone = TONES[DIGIT_TONES[c]]
        elif c in _VNI_QUALITIES:
            table = _VNI_QUALITIES[c]
            at = next((i for i in range(len(letters) - 1, -1, -1) if letters[i] in table), None)
            if at is None:
                return word
            letters[at] = table[letters[at]]
        else:
            letters.append(c)
    meant = place_tone("".join(letters), tone)
    return meant if is_syllable(meant) else word

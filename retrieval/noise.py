"""How tired thumbs write: the noise that training adds and tests expect, the same for the same seed."""

import random
import unicodedata
from collections.abc import Callable

from retrieval.syllable import TONES, fold, place_tone, split_tone

Noise = Callable[[str, random.Random], str]

_NEIGHBOURS = {
    **{
        "q": "wa",
        "w": "qes",
        "e": "wrd",
        "r": "etf",
        "t": "ryg",
        "y": "tuh",
        "u": "yij",
        "i": "uok",
        "o": "ipl",
    },
    **{
        "p": "o",
        "a": "qsz",
        "s": "adw",
        "d": "sfe",
        "f": "dgr",
        "g": "fht",
        "h": "gjy",
        "j": "hku",
        "k": "jli",
    },
    **{"l": "ko", "z": "ax", "x": "zc", "c": "xv", "v": "cb", "b": "vn", "n": "bm", "m": "n"},
}
_QUALITY_KEYS = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
_TEENCODE = {
    **{
        "không": ("ko", "k", "hok", "kh", "hông"),
        "được": ("đc", "dc"),
        "công ty": ("cty", "ct"),
        "rồi": ("r", "rùi"),
    },
    **{
        "hợp đồng": ("hđ", "hd"),
        "bao nhiêu": ("bn", "bnhiu"),
        "người": ("ng",),
        "tháng": ("thg",),
        "việc": ("vc",),
    },
    **{
        "làm": ("lm",),
        "trước": ("trc",),
        "với": ("vs",),
        "vậy": ("v", "z", "zậy"),
        "gì": ("j",),
        "em": ("e",),
    },
    **{
        "bảo hiểm xã hội": ("bhxh",),
        "bảo hiểm thất nghiệp": ("bhtn",),
        "bảo hiểm y tế": ("bhyt",),
        "mình": ("mk", "m"),
    },
    **{
        "lao động": ("lđ", "ld"),
        "công đoàn": ("cđ",),
        "mọi người": ("mng", "mn"),
        "như thế nào": ("ntn",),
        "anh": ("a",),
    },
    **{
        "tai nạn lao động": ("tnlđ",),
        "quản lý": ("ql",),
        "giám đốc": ("gđ",),
        "thời gian": ("tgian", "tg"),
        "chị": ("c",),
    },
    **{
        "biết": ("bik", "bít"),
        "phải": ("fải",),
        "thôi": ("thui",),
        "mới": ("ms",),
        "cũng": ("cx",),
        "giờ": ("h",),
    },
}
_REGIONAL = {
    **{
        "tôi": "tui",
        "không": "hông",
        "vậy": "rứa",
        "đâu": "mô",
        "làm": "mần",
        "giờ": "chừ",
        "thật": "thiệt",
        "vào": "vô",
    },
    **{
        "này": "ni",
        "đó": "nớ",
        "bệnh": "bịnh",
        "nhận": "lãnh",
        "gọi": "kêu",
        "xem": "coi",
        "mẹ": "má",
        "nhất": "nhứt",
    },
}


def strip_marks(text: str, _random: random.Random) -> str:
    """Every mark off, đ as d."""
    return fold(text)


def strip_some_marks(text: str, chance: random.Random) -> str:
    """Each syllable loses its marks, or only its tone, with a chance of its own."""
    keep = chance.random()
    return " ".join(w if chance.random() < keep else _bare(w, chance) for w in text.split())


def _bare(word: str, chance: random.Random) -> str:
    return fold(word) if chance.random() < 0.7 else split_tone(word)[0]


def change_tones(text: str, chance: random.Random) -> str:
    """Hỏi for ngã, and now and then any other tone."""
    return " ".join(_retone(w, chance) if chance.random() < 0.2 else w for w in text.split())


def _retone(word: str, chance: random.Random) -> str:
    base, tone = split_tone(word)
    swapped = {TONES["r"]: TONES["x"], TONES["x"]: TONES["r"]}.get(tone)
    return place_tone(base, swapped or chance.choice(list(TONES.values()))) if tone else word


def leave_telex(text: str, chance: random.Random) -> str:
    """Some syllables as their Telex keys: tieenf, luowng."""
    return " ".join(_keys(w) if chance.random() < 0.25 else w for w in text.split())


def _keys(word: str) -> str:
    if not word.isalpha():
        return word
    base, tone = split_tone(word)
    letter = next((key for key, mark in TONES.items() if mark == tone), "")
    return "".join(_QUALITY_KEYS.get(c, c) for c in base) + letter


def write_teencode(text: str, chance: random.Random) -> str:
    """Short forms for the words that have one."""
    for long, shorts in _TEENCODE.items():
        if chance.random() < 0.7:
            text = f" {text} ".replace(f" {long} ", f" {chance.choice(shorts)} ").strip()
    return text


def speak_regional(text: str, chance: random.Random) -> str:
    """Central and Southern words for the plain ones."""
    words = text.split()
    return " ".join(_REGIONAL.get(w, w) if chance.random() < 0.6 else w for w in words)


def slip(text: str, chance: random.Random) -> str:
    """One syllable in six with a letter dropped, doubled, swapped, or taken from the next key."""
    return " ".join(_slip(w, chance) if len(w) > 2 and chance.random() < 0.16 else w for w in text.split())


def _slip(word: str, chance: random.Random) -> str:
    word = unicodedata.normalize("NFC", word)
    at = chance.randrange(len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 2:
        return word[: at + 1] + word[at:]
    return word[:at] + chance.choice(_NEIGHBOURS.get(word[at], word[at])) + word[at + 1 :]


def lose_spaces(text: str, chance: random.Random) -> str:
    """Two syllables glued here and there."""
    words = text.split()
    return "".join(w + ("" if chance.random() < 0.06 else " ") for w in words).strip()


def mix(text: str, chance: random.Random) -> str:
    """Two or three of the kinds after one another, as on a real phone."""
    for noise in chance.sample([write_teencode, slip, strip_some_marks, leave_telex, speak_regional], 2):
        text = noise(text, chance)
    return text


KINDS: dict[str, Noise] = {
    "no_marks": strip_marks,
    "some_marks": strip_some_marks,
    "tones": change_tones,
    "telex": leave_telex,
    "teencode": write_teencode,
    "regional": speak_regional,
    "slips": slip,
    "spaces": lose_spaces,
    "mixed": mix,
}
_WEIGHTS = {
    "no_marks": 8,
    "some_marks": 3,
    "tones": 1,
    "telex": 2,
    "teencode": 4,
    "regional": 2,
    "slips": 3,
    "spaces": 1,
}


def add_noise(text: str, *, seed: int, kind: str | None = None) -> str:
    """The text as a thumb would have typed it: one kind of noise, drawn by weight unless named.

    The text is lowercased; the same text, seed and kind always give the same noise.
    """
    chance = random.Random(f"{seed}:{kind}:{text}")  # noqa: S311 (noise, no secret)
    drawn = kind or chance.choices([*_WEIGHTS, "mixed"], [*_WEIGHTS.values(), 5])[0]
    return KINDS[drawn](text.lower(), chance)

"""Short forms that mean nothing alone: 500k, k lương, 5 ng, 14t, chủ nhật or công nhân; and small numbers as words."""

from collections.abc import Callable, Iterator, Sequence

from retrieval.syllable import fold

Rule = Callable[[str, str], str | None]
"""(the token before, the token after) to what it stands for, or None: leave it."""

NUMBERS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_COUNTED_PEOPLE = {"co", "it", "tren", "duoi", "hon", "du", "duoc", "to", "xuong"}
_SUNDAY = {
    "nghi",
    "ngay",
    "lam",
    "t7",
    "sang",
    "chieu",
    "toi",
    "thu",
    "vao",
    "bay",
    "di",
    "ep",
    "hom",
}
_POINTS = {"diem", "khoan", "lop", "loai", "hang", "nhom", "mau", "muc"}


def _is_number(token: str) -> bool:
    return token[:1].isdigit()


def _k(before: str, _after: str) -> str:
    return "nghìn" if _is_number(before) else "không"


def _ng(before: str, _after: str) -> str:
    return "ngày" if _is_number(before) or before in {"bn", "may", "mấy", "nhiêu"} else "người"


def _t(before: str, _after: str) -> str | None:
    return "tuổi" if _is_number(before) else None


def _letter(word: str) -> Rule:
    return lambda before, _after: None if fold(before) in _POINTS else word


def _after_number(word: str, otherwise: str | None = None) -> Rule:
    return lambda before, _after: word if _is_number(before) else otherwise


def _cn(before: str, _after: str) -> str:
    return "chủ nhật" if fold(before) in _SUNDAY or not before else "công nhân"


RULES: dict[str, Rule] = {
    "k": _k,
    "ng": _ng,
    "t": _t,
    "cn": _cn,
    "tr": _after_number("triệu", "trong"),
    "củ": _after_number("triệu"),
    "chai": _after_number("triệu"),
    "đ": _after_number("đồng"),
    "d": _after_number("đồng"),
    "h": _after_number("giờ", "giờ"),
    "th": _after_number("tháng"),
    "g": _after_number("giờ"),
    "a": _letter("anh"),
    "c": _letter("chị"),
    "m": _letter("mình"),
    "b": _letter("bạn"),
    "%": lambda _before, _after: "phần trăm",
}


def _people_or_days(tokens: Sequence[str], i: int) -> str | None:
    """`6 ng` counts people after "công ty có", days otherwise."""
    counted = i >= 2 and _is_number(tokens[i - 1]) and fold(tokens[i - 2]) in _COUNTED_PEOPLE
    return "người" if tokens[i] == "ng" and counted and int_of(tokens[i - 1]) < 10_000 else None


def int_of(token: str) -> int:
    """The leading digits of a number token."""
    digits = token.split(".", maxsplit=1)[0].split(",", maxsplit=1)[0].split("/", maxsplit=1)[0]
    return int(digits[:9])


def _number(token: str, before: str) -> str:
    """Numbers up to ten as words, so that `3 tháng` and `ba tháng` are one; Roman ones after vùng."""
    if fold(before) == "vung":
        token = ROMAN.get(token, token)
    if token.isascii() and token.isdigit() and len(token) <= 2 and int(token) < len(NUMBERS):
        return NUMBERS[int(token)]
    return token


def speak_numbers(tokens: Sequence[str]) -> list[str]:
    """Every short form that its neighbours explain, spoken out."""
    return list(_spoken(tokens))


def _spoken(tokens: Sequence[str]) -> Iterator[str]:
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else ""
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        if (
            token[0] == "t"
            and token[1:] == ""
            and _is_number(after)
            and len(after) == 1
            and "2" <= after <= "7"
        ):
            yield "thứ"
            continue
        rule = RULES.get(token)
        long = (_people_or_days(tokens, i) or rule(before, after)) if rule else None
        yield from (long or _number(token, before)).split()

"""What people type, read as the value a question asks for: "8tr5", "1/7", "2 năm 3 tháng", "dạ có", "vùng hai".

CalculationError
`- Unreadable       a text is not the answer; the sentence says how to type it, in Vietnamese
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from knowledge.calculators.reading_amounts import (
    HOW_MONEY,
    Unreadable,
    find_bare,
    fold_words,
    parse_money,
    parse_number,
    tidy,
)
from knowledge.calculators.reading_days import parse_day, parse_month
from knowledge.calculators.shape import (
    Choice,
    Field,
    FieldKind,
    Value,
    find_fault,
    print_day,
    print_money,
    print_number,
)
from knowledge.marks import strip_marks
from knowledge.wage_zones import SCOPES, spell_zone

__all__ = [
    "Unreadable",
    "parse",
    "parse_choice",
    "parse_day",
    "parse_money",
    "parse_month",
    "parse_number",
    "parse_yes_no",
    "parse_zone",
    "spell",
]

LONGEST = 120  # characters; an answer is shorter, a story is not an answer
SIZES = (1_000_000, 1_000, 1)
SMALLEST_PLAIN = 100  # đồng: a price of one piece

YES = {
    "co",
    "roi",
    "da",
    "u",
    "uh",
    "um",
    "uhm",
    "vang",
    "ok",
    "oke",
    "okie",
    "okay",
    "yes",
    "y",
    "dung",
    "phai",
    "chuan",
}
YES |= {
    "co roi",
    "roi co",
    "dung roi",
    "dung vay",
    "phai roi",
    "co chu",
    "da roi",
    "co luon",
    "u co",
    "vang co",
    "co dung",
}
NO = {
    "khong",
    "ko",
    "k",
    "kg",
    "kh",
    "kho",
    "hong",
    "hok",
    "hk",
    "chua",
    "no",
    "n",
    "sai",
    "dau co",
    "lam gi co",
}
NO |= {
    "khong co",
    "ko co",
    "k co",
    "chua co",
    "hong co",
    "hok co",
    "chua he",
    "khong phai",
    "ko phai",
    "khong he",
    "khong dau",
}
BEFORE_YES_NO = re.compile(r"^(?:(?:da|vang|thua|u|o|em|minh|toi|tui|chi|anh)\s+)+(?=\S)")
AFTER_YES_NO = re.compile(r"(?:\s+(?:a|ah|nha|nhe|nhen|ne|anh|chi|em|ban|ad|do|het))+$")
MEANS_STOP = re.compile(r"d[uừ]ng\b")  # "dừng", and "dung", which may be it
NUMBERED = re.compile(r"(?:so|cau|muc|y|dap an|chon)?\s*([0-9]{1,2})[.)]?")
ZONES = {
    "1": 1,
    "i": 1,
    "mot": 1,
    "2": 2,
    "ii": 2,
    "hai": 2,
    "3": 3,
    "iii": 3,
    "ba": 3,
    "4": 4,
    "iv": 4,
    "bon": 4,
    "tu": 4,
}
ZONE = re.compile(
    r"(?:(?:o |thuoc |tai )?(?:vung|khu vuc|v)(?: luong)?\s*)?([1-4]|i{1,3}|iv|mot|hai|ba|bon|tu)"
)


def parse(field: Field, text: str, *, today: date) -> Value:
    """The value a typed answer means.

    Raises:
        Unreadable: it means none, or more than one; bounds are for `shape.find_fault` to judge.
    """
    if len(text) > LONGEST:
        raise Unreadable("Câu trả lời dài quá, mình chưa đọc ra.")
    return READERS[field.kind](field, text, today)


def _read_money(field: Field, text: str, _: date) -> Decimal:
    """A sum; a number without a unit that is too small to be meant in đồng is asked about."""
    bare = find_bare(text)
    if bare is None or bare == 0:
        return parse_money(text)
    is_exact = field.least is not None and 0 < field.least <= bare
    if is_exact and bare >= SMALLEST_PLAIN:
        return bare
    if bare >= 1_000 and find_fault(field, bare) is None:
        return bare
    meant = tuple(bare * size for size in SIZES if find_fault(field, bare * size) is None)
    if not meant:
        return bare
    raise Unreadable(f"“{text.strip()}” là {print_money(meant[0])} phải không? {HOW_MONEY}", meant)


def _read_number(field: Field, text: str, _: date) -> Decimal:
    return parse_number(text, field.unit)


def _read_count(field: Field, text: str, _: date) -> int:
    number = parse_number(text, field.unit)
    if number != number.to_integral_value():
        raise Unreadable(f"Câu này cần một số tròn {field.unit}, không có số lẻ.".replace("  ", " "))
    return int(number)


def parse_yes_no(text: str) -> bool:
    """Yes or no; of "có, em có hai cháu" the first part counts, unless the rest takes it back.

    Raises:
        Unreadable: neither yes nor no, or both.
    """
    words = tidy(text)
    first, _, rest = strip_marks(words).partition(",")
    found = None if MEANS_STOP.match(words) else _find_yes_no(first)
    said = set(rest.split())
    is_taken_back = NO & said if found else YES & said and not NO & said
    if found is None or is_taken_back:
        raise Unreadable("Bạn trả lời “có” hoặc “không” giúp mình.")
    return found


def _find_yes_no(words: str) -> bool | None:
    core = AFTER_YES_NO.sub("", words)
    for said in (core, BEFORE_YES_NO.sub("", core)):
        if said in YES | NO:
            return said in YES
    return None


def parse_choice(text: str, choices: Sequence[Choice]) -> str:
    """The value of a choice named by its place, its label, or a part that no other label has.

    Raises:
        Unreadable: none is meant, or more than one.
    """
    typed = tidy(text)
    found = _by_label(typed, choices) or _by_label(strip_marks(typed), choices, strip_marks)
    numbered = NUMBERED.fullmatch(strip_marks(typed))
    if numbered and 1 <= int(numbered[1]) <= len(choices):
        placed = choices[int(numbered[1]) - 1].value
        if not found or found == {placed}:
            return placed
        found = found | {placed}
    if len(found) == 1:
        return found.pop()
    listed = "; ".join(f"{place}. {choice.label}" for place, choice in enumerate(choices, 1))
    raise Unreadable(f"Bạn chọn một câu, gõ số cũng được: {listed}.")


def _by_label(typed: str, choices: Sequence[Choice], fold: Callable[[str], str] = str) -> set[str]:
    """Values whose label is `typed`, else begins with it, else has it inside, in whole words."""
    labels = {choice.value: fold(tidy(choice.label)) for choice in choices}
    tests: tuple[Callable[[str], bool], ...] = (
        lambda label: label == typed,
        lambda label: label.startswith(f"{typed} "),
        lambda label: f" {typed} " in f" {re.sub(r'[(),;:/]', ' ', label)} ",
    )
    for is_meant in tests:
        found = {value for value, label in labels.items() if is_meant(label)}
        if found and typed:
            return found
    return set()


def parse_zone(text: str) -> str:
    """The scope of a minimum-wage zone: "vùng 2", "II", "4" → vung_2, vung_2, vung_4.

    Raises:
        Unreadable: it names no zone; the name of a commune is for others to look up.
    """
    match = ZONE.fullmatch(fold_words(text))
    if not match:
        raise Unreadable(
            "Bạn gõ tên xã, phường nơi bạn làm, hoặc vùng 1, vùng 2, vùng 3, vùng 4 nếu đã biết."
        )
    return f"vung_{ZONES[match[1]]}"


READERS: dict[FieldKind, Callable[[Field, str, date], Value]] = {
    FieldKind.MONEY: _read_money,
    FieldKind.NUMBER: _read_number,
    FieldKind.COUNT: _read_count,
    FieldKind.DAY: lambda _, text, today: parse_day(text, today=today),
    FieldKind.MONTH: lambda _, text, today: parse_month(text, today=today),
    FieldKind.CHOICE: lambda field, text, _: parse_choice(text, field.choices),
    FieldKind.YES_NO: lambda _, text, __: parse_yes_no(text),
    FieldKind.ZONE: lambda _, text, __: parse_zone(text),
}


def spell(field: Field, value: Value) -> str:
    """A value as it is said back: 8.500.000 đồng, 27 tháng, 01/07/2026, có, vùng II."""
    if field.kind is FieldKind.CHOICE:
        return next((choice.label for choice in field.choices if choice.value == value), str(value))
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return f"tháng {value.month}/{value.year}" if field.kind is FieldKind.MONTH else print_day(value)
    if isinstance(value, str):
        return spell_zone(value) if value in SCOPES else value
    return (
        print_money(value) if field.kind is FieldKind.MONEY else f"{print_number(value)} {field.unit}".strip()
    )

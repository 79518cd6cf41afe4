"""Numbers as Vietnamese writes them: "5.310.000", "05 ngày", "hai mươi bốn", "một phần ba", "10 đến 100 triệu", "gấp đôi".

Values are exact fractions; a percentage carries `%` as its unit, and 70% is worth 7/10.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

ONES = {
    word: value
    for value, words in enumerate(
        [
            ["một", "mốt"],
            ["hai"],
            ["ba"],
            ["bốn", "tư"],
            ["năm", "lăm", "nhăm"],
            ["sáu"],
            ["bảy", "bẩy"],
            ["tám"],
            ["chín"],
        ],
        start=1,
    )
    for word in words
}
SCALES = {
    "nghìn": 1000,
    "ngàn": 1000,
    "triệu": 1_000_000,
    "tr": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}
INSIDE = {"mươi", "chục", "trăm", "linh", "lẻ", *SCALES} - {"tr"}  # words that go on with a number
NEVER_FIRST = {"mốt", "tư", "lăm", "nhăm"}
YEAR_NOT_FIVE = re.compile(
    r"(?:mỗi|hằng|hàng|một|cả|trong|theo|đầu|cuối|từng|nửa|nhiều|các|số|\d|mươi|mười|hai|ba|bốn)\s+$",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"\s*(%|phần trăm|ngày làm việc|ngày|giờ|tiếng|phút|tháng|năm|tuổi|tuần|quý|lần|người|thành viên|đồng|buổi|con|bé"
    r"|ca|kỳ|kg|km|mét|lít)(?!\w)",
    re.IGNORECASE,
)
HALVED = Fraction(1, 2)
ALIKE = {"ngày làm việc": "ngày", "tiếng": "giờ", "bé": "con", "thành viên": "người"}
DIGITS = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:\.(?:\d{3}|\s000)(?!\d))++(?:,\d++)?|\d+,\d++|\d+\.\d{1,2}+(?!\d)|\d++)(?!\w)"
)
FRACTION = re.compile(r"(?<![\w/.,])(\d{1,2})(?:/| phần )(\d{1,2})(?![\w/])")
WORD = re.compile(r"[^\W\d_]+")
SCALE_AFTER = re.compile(r"\s*(nghìn tỷ|nghìn|ngàn|triệu|tr|tỷ|tỉ)(?!\w)(?:\s+(rưỡi)(?!\w))?", re.IGNORECASE)
PERCENT_AFTER = re.compile(r"\s*(?:%|phần trăm(?!\w))", re.IGNORECASE)
PARTS = re.compile(r"\s+phần\s+(hai|ba|tư|bốn|năm|sáu|mười)(?!\w)", re.IGNORECASE)
HALF_MORE = re.compile(r"\s+(?:tháng|năm|ngày|giờ|tuần)\s+rưỡi(?!\w)", re.IGNORECASE)
HALF = re.compile(r"(?<!\w)(?:một\s+)?nửa(?!\w)", re.IGNORECASE)
TIMES = re.compile(r"(?<!\w)gấp\s+(đôi|ba|bốn|rưỡi)(?!\w)", re.IGNORECASE)
TIMES_VALUES = {"đôi": Fraction(2), "ba": Fraction(3), "bốn": Fraction(4), "rưỡi": Fraction(3, 2)}
BETWEEN = re.compile(r"\s*(?:đến|tới|-|–|hoặc|và)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text."""

    value: Fraction
    unit: str  # "%", "ngày", "lần"…; empty where none follows
    text: str  # as it stands
    start: int
    end: int
    scale: int = 1  # of a "triệu" behind it

    @property
    def is_in_digits(self) -> bool:
        return self.text[0].isdigit()

    @property
    def step(self) -> Fraction:
        """What its last written digit stands for: 1 for 40.865, 1/10 for 2,3, 1/100 for 65%, 100.000 for 6,8 triệu."""
        decimals = re.search(r",(\d+)|\.(\d{1,2})(?!\d)", self.text)
        places = len(decimals[1] or decimals[2]) if decimals else 0
        return Fraction(self.scale, 10**places * (100 if self.unit == "%" else 1))

    def is_same(self, other: "Number") -> bool:
        """The same amount of the same thing: 50% is a half and 200% is twice, but 10 ngày is neither 10 năm nor 10%."""
        if self.value != other.value:
            return False
        units = {ALIKE.get(number.unit, number.unit) for number in (self, other)} - {""}
        if "%" in units and len(units) == 1:
            return self.unit == other.unit or self.value.denominator > 1
        return len(units) < 2 or units == {"%", "lần"} or ("%" in units and self.value == HALVED)


def parse_digits(written: str) -> Fraction:
    """ "5.310.000" → 5310000, "1,5" → 3/2, "4.5" → 9/2, "5. 000" → 5000."""
    plain = re.sub(r"\.\s?(?=\d{3}(?!\d))", "", written)
    return Fraction(plain.replace(",", "."))


def _unit_behind(text: str, end: int) -> str:
    match = UNIT.match(text, end)
    if not match:
        return ""
    unit = match[1].lower()
    return "%" if unit == "phần trăm" else unit


def _with_what_follows(text: str, value: Fraction, start: int, end: int) -> Number:
    """The number with its scale (triệu), its percent sign and its "rưỡi"."""
    scale = 1
    if follows := SCALE_AFTER.match(text, end):
        for word in follows[1].lower().split():
            scale *= SCALES[word]
        value = value * scale + (Fraction(scale, 2) if follows[2] else 0)
        end = follows.end()
    if percent := PERCENT_AFTER.match(text, end):
        return Number(value / 100, "%", text[start : percent.end()], start, percent.end(), scale)
    if HALF_MORE.match(text, end):
        value += Fraction(1, 2)
    return Number(value, _unit_behind(text, end), text[start:end], start, end, scale)


def _written_in_digits(text: str) -> Iterator[Number]:
    for match in FRACTION.finditer(text):
        if int(match[2]) > 1:
            value = Fraction(int(match[1]), int(match[2]))
            yield Number(value, _unit_behind(text, match.end()), match[0], match.start(), match.end())
    for match in DIGITS.finditer(text):
        if not re.match(r" phần \d", text[match.end() :]):
            yield _with_what_follows(text, parse_digits(match[0]), match.start(), match.end())


def _value_of_words(words: list[str]) -> tuple[Fraction, int]:
    """The value of the number a list of words begins with, and how many words it took (0: none)."""
    total = current = taken = 0
    may_be_one = True  # the next place may hold a digit
    for word in words:
        if word in ONES and may_be_one and (taken or word not in NEVER_FIRST):
            if word == "năm" and taken and words[taken - 1] == "mươi":
                break
            current, may_be_one = current + ONES[word], False
        elif word == "mười" and may_be_one:
            current, may_be_one = current + 10, True
        elif word in {"mươi", "chục"} and taken and not may_be_one:
            current, may_be_one = current // 100 * 100 + current % 100 * 10, True
        elif word == "trăm" and taken and not may_be_one:
            current, may_be_one = current * 100, True
        elif word in {"linh", "lẻ"} and taken and may_be_one:
            pass
        elif word in SCALES and taken and word != "tr":
            total, current, may_be_one = total + current * SCALES[word], 0, True
        else:
            break
        taken += 1
    return Fraction(total + current), taken


def _is_five(text: str, words: list[re.Match[str]], index: int) -> bool:
    """Whether the "năm" at `index` is five and not a year: five goes on as a number, or has a unit behind it."""
    word = words[index]
    following = words[index + 1][0].lower() if index + 1 < len(words) else ""
    is_before_unit = bool(UNIT.match(text, word.end()) and following != "tháng") or following in INSIDE
    return is_before_unit and not YEAR_NOT_FIVE.search(text[: word.start()])


def _written_in_words(text: str) -> Iterator[Number]:
    words = list(WORD.finditer(text))
    skip_to = 0
    for index, word in enumerate(words):
        first = word[0].lower()
        if index < skip_to or not (first in ONES or first == "mười") or first in NEVER_FIRST:
            continue
        if first == "năm" and not _is_five(text, words, index):
            continue
        value, taken = _value_of_words([match[0].lower() for match in words[index : index + 12]])
        if not taken:
            continue
        skip_to, end = index + taken, words[index + taken - 1].end()
        if parts := PARTS.match(text, end):
            divisor = 4 if parts[1].lower() == "tư" else (ONES | {"mười": 10})[parts[1].lower()]
            yield Number(
                value / divisor,
                _unit_behind(text, parts.end()),
                text[word.start() : parts.end()],
                word.start(),
                parts.end(),
            )
            continue
        yield _with_what_follows(text, value, word.start(), end)


def _shared_scale(text: str, numbers: list[Number]) -> Iterator[Number]:
    """ "10 đến 100 triệu" and "24–30%": the first number takes the scale or the percent sign of the second."""
    for number, following in zip(numbers, [*numbers[1:], None], strict=False):
        if (
            following
            and not number.unit
            and number.scale == 1
            and BETWEEN.fullmatch(text[number.end : following.start])
        ):
            if following.scale > 1 and number.value < 1000:
                yield replace(number, value=number.value * following.scale, scale=following.scale)
                continue
            if following.unit == "%":
                yield replace(number, value=number.value / 100, unit="%")
                continue
        yield number


def _written_otherwise(text: str) -> Iterator[Number]:
    """Halves, and "gấp đôi"."""
    for match in HALF.finditer(text):
        unit = _unit_behind(text, match.end())
        yield Number(Fraction(1, 2), unit, match[0], match.start(), match.end())
    for match in TIMES.finditer(text):
        yield Number(TIMES_VALUES[match[1].lower()], "lần", match[0], match.start(), match.end())


def _apart(numbers: list[Number]) -> list[Number]:
    """Without those that begin inside another one: the "hai" of "một phần hai"."""
    kept: list[Number] = []
    for number in sorted(numbers, key=lambda number: (number.start, -number.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def read_numbers(text: str) -> list[Number]:
    """Every number of a text, in digits or in words, in order."""
    found = [*_written_in_digits(text), *_written_in_words(text), *_written_otherwise(text)]
    return list(_shared_scale(text, _apart(found)))

"""Money and measures as people type them: "8tr5", "nửa triệu", "1h30", "2 năm 3 tháng", "mười tiếng rưỡi"."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from knowledge.calculators.shape import CalculationError, Value, print_money
from knowledge.marks import strip_marks


class Unreadable(CalculationError):
    """A text is not the answer; the message says in Vietnamese how to type it, `offers` what it may have meant."""

    def __init__(self, reason: str, offers: Sequence[Value] = ()) -> None:
        super().__init__(reason)
        self.offers = tuple(offers)


LONGEST = 120  # characters
MOST_DIGITS = 15
HOW_MONEY = "Bạn gõ số tiền, ví dụ 8tr5, 8,5 triệu hoặc 8.500.000."
MONEY = {
    "ty": 10**9,
    "ti": 10**9,
    "trieu": 10**6,
    "tr": 10**6,
    "cu": 10**6,
    "nghin": 10**3,
    "ngan": 10**3,
    "k": 10**3,
}
BEFORE_MONEY = re.compile(
    r"^(?:(?:da|vang|luong|thu nhap|khoang|chung|tam(?= [0-9])|co|duoc|la|cua|toi|em|minh|tui|nhan|lanh|hon|gan|moi thang)"
    r"\s+|~\s*)+"
    r"(?=[0-9]|nua|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|trieu)"
)
AFTER_MONEY = re.compile(
    r"\s*(?:\s(?:a|ah|nha|nhe|do|thoi|chan|tron|(?:mot|1|moi|hang) thang|(?:mot|1|moi) (?:gio|ngay|nam))"
    r"|/\s*(?:1 )?(?:thang|th|gio|h|ngay|nam|sp)|(?<=[0-9a-z\s])(?:dong|vnd|d|₫))+$"
)
NOTHING = {"khong", "ko", "khong co", "ko co", "k co", "khong dong nao", "chua co", "hong co"}

MEASURES = {  # word → what it measures, and how much of it
    **dict.fromkeys(("gio", "tieng", "h", "g"), ("time", Decimal(60))),
    **dict.fromkeys(("phut", "p", "ph"), ("time", Decimal(1))),
    **dict.fromkeys(("ngay", "hom", "bua"), ("days", Decimal(1))),
    "tuan": ("days", Decimal(7)),
    **dict.fromkeys(("thang", "th"), ("months", Decimal(1))),
    "nam": ("months", Decimal(12)),
    **dict.fromkeys(("%", "phan tram"), ("percent", Decimal(1))),
}
BEFORE_NUMBER = re.compile(
    r"^(?:(?:da|vang|khoang|chung|co|duoc|la|toi|em|minh|tui|lam|gan|hon|tong|so)\s+|~\s*)+(?=[0-9]|nua|[a-z]+ )"
)
AFTER_NUMBER = re.compile(
    r"\s*(?:\s(?:a|ah|nha|nhe|do|thoi|chan|tron|cong|nua ngay|moi [a-z]+|tren [a-z]+)|/\s*(?:1 )?[a-z]+)+$"
)
COUNTED = re.compile(r"([0-9][0-9.,]*|[a-z]+) ?([a-z]+(?: [a-z]+)?)")
PER = re.compile(r"\s(?:1|mot)\s([a-z]+)$")  # "10 tiếng 1 ngày", but not "2 năm 1 tháng"

DIGITS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
TENS = {"muoi": 10, "tram": 100}
TOKEN = re.compile(r"[0-9][0-9.,]*|[a-z]+|\S")
SPACED = re.compile(r"(?<![0-9.,])([0-9]{1,3})((?: [0-9]{3})+)(?![0-9.,])")
THOUSANDS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
LONG = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})+(?!\1)[.,][0-9]{1,2}")
PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


PARTICLES = re.compile(r"(?:\s(?:a|ah|nha|nhe|nhen|ne|do|thoi))+$")


def tidy(text: str) -> str:
    """Lowercase, one kind of digits and spaces, without punctuation at the end."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split()).strip(" .!?;:…")


def fold_words(text: str) -> str:
    """Tidied, without marks and without the small words of politeness behind it."""
    return PARTICLES.sub("", strip_marks(tidy(text)))


def _tokens(text: str) -> list[str]:
    """Numbers, words and single signs of a folded text; number words as digits, "8 500 000" as one number."""
    joined = SPACED.sub(lambda match: match[0].replace(" ", ""), text)
    return _speak(TOKEN.findall(joined.replace("phan tram", "%")))


def _speak(tokens: list[str]) -> list[str]:
    """Runs of number words as digits: hai mươi lăm → 25, 5 trăm → 500. "năm" behind a number is a year."""
    spoken: list[str] = []
    run: list[str] = []
    for place, word in enumerate([*tokens, ""]):
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        before = spoken[-1] if spoken else ""
        is_year = word == "nam" and bool(run or before == "nua" or before[:1].isdigit()) and after not in TENS
        is_filler = run and word in {"linh", "le"}
        is_digit = word.isdigit() and len(word) < 3 and (after in TENS or run[-1:] == ["tram"])
        if (word in DIGITS or word in TENS or is_filler or is_digit) and not is_year:
            run.append(word)
            continue
        if run:
            spoken.append(str(_count(run)))
            run = []
        spoken.append(word)
    return spoken[:-1]


def _count(run: list[str]) -> int:
    total, digit = 0, 0
    for word in run:
        if word in TENS:
            total, digit = total + (digit or 1) * TENS[word], 0
        else:
            digit = DIGITS.get(word, int(word) if word.isdigit() else digit)
    return total + digit


def _decimal(word: str) -> Decimal | None:
    """A number in Vietnamese or English writing; None: it is none. A point before three digits parts thousands."""
    if sum(map(str.isdigit, word)) > MOST_DIGITS:
        return None
    word = word.rstrip(".,")
    if THOUSANDS.fullmatch(word) and not word.startswith("0"):
        return Decimal(re.sub("[.,]", "", word))
    if LONG.fullmatch(word):
        whole, fraction = re.split(r"[.,](?=[0-9]{1,2}$)", word)
        return Decimal(f"{re.sub('[.,]', '', whole)}.{fraction}")
    return Decimal(word.replace(",", ".")) if PLAIN.fullmatch(word) else None


def _plain(number: Decimal) -> Decimal:
    """Without noughts behind the point: 8500000.0 → 8500000."""
    return Decimal(int(number)) if number == number.to_integral_value() else number


def _check(text: str, what: str, how: str) -> str:
    """The folded words, if they are short and not below nought."""
    if len(text) > LONGEST:
        raise Unreadable(f"Dài quá, mình chưa đọc ra {what}. {how}")
    words = strip_marks(tidy(text)).replace("–", "-").replace("−", "-")
    if re.match(r"(?:-\s*|am )[0-9]", words):
        raise Unreadable(f"{what[0].upper()}{what[1:]} không thể là số âm. {how}")
    return words


def find_bare(text: str) -> Decimal | None:
    """The number, where a text holds nothing else but perhaps "đồng"."""
    tokens = _tokens(strip_marks(tidy(text[:LONGEST])))
    return _decimal(tokens[0]) if len(tokens) == 1 else None


def parse_money(text: str) -> Decimal:
    """A sum in đồng.

    Raises:
        Unreadable: it is no sum, or may be two; a number under a thousand without a unit is asked about.
    """
    words = _check(text, "số tiền", HOW_MONEY)
    if words in NOTHING:
        return Decimal(0)
    words = AFTER_MONEY.sub("", BEFORE_MONEY.sub("", words))
    tokens = _tokens(words)
    if len(tokens) == 1 and (bare := _decimal(tokens[0])) is not None:
        if 0 < bare < 1000 and "dong" not in strip_marks(tidy(text)):
            sizes = (10**6, 10**3) if bare < 100 else (10**3, 10**6)
            offers = [bare * size for size in sizes]
            raise Unreadable(f"“{text.strip()}” là {print_money(offers[0])} phải không? {HOW_MONEY}", offers)
        return _plain(bare)
    amount = _add_money(tokens)
    if amount is None:
        raise Unreadable(f"Mình chưa đọc ra số tiền. {HOW_MONEY}")
    return _plain(amount)


def _add_money(tokens: list[str]) -> Decimal | None:
    """The sum of "8 triệu 500 nghìn", "8 tr 5", "8 triệu rưỡi", "triệu rưỡi", "nửa triệu"; None: it is none."""
    amount, last, place = Decimal(0), 0, 0
    while place < len(tokens):
        word, after = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else ""
        size = MONEY.get(after, 0)
        if word == "ruoi" and last:
            amount, last, place = amount + Decimal(last) / 2, 1, place + 1
        elif word in MONEY and after == "ruoi" and not last:
            amount, last, place = Decimal(MONEY[word]), MONEY[word], place + 1
        elif word == "nua" and size and not last:
            amount, last, place = Decimal(size) / 2, 1, place + 2
        elif (number := _decimal(word)) is None:
            return None
        elif size and (not last or size < last):
            amount, last, place = amount + _sized(word, number, size), size, place + 2
        elif place == len(tokens) - 1 and last > 10**3 and word.isdigit():
            return amount + _tail(word, last, amount)
        else:
            return None
    return amount if last else None


def _sized(word: str, number: Decimal, size: int) -> Decimal:
    """A number times its unit; "8.500 triệu" may be a thousand times too much."""
    if size >= 10**6 and THOUSANDS.fullmatch(word):
        likely = number / 1000 * size
        raise Unreadable(f"“{word} triệu” là {print_money(likely)} phải không? {HOW_MONEY}", [likely])
    return number * size


def _tail(word: str, last: int, amount: Decimal) -> Decimal:
    """What follows the unit: 8tr5, 8tr50? and 8tr500. Two digits with a nought at the end may be read in two ways."""
    if len(word) > 3:
        raise Unreadable(f"Mình chưa đọc ra số tiền. {HOW_MONEY}")
    fraction = Decimal(f"0.{word}") * last
    if len(word) == 2 and word[1] == "0":
        small = Decimal(word) * last / 1000
        both = f"{print_money(amount + fraction)} hay {print_money(amount + small)}"
        raise Unreadable(f"Bạn muốn nói {both}? {HOW_MONEY}", [amount + fraction, amount + small])
    return fraction


def parse_number(text: str, unit: str = "") -> Decimal:
    """A number in `unit`: "2 năm 3 tháng" is 27 where months are asked for, "1h30" is 1,5 hours.

    Raises:
        Unreadable: it is no number, or one of another unit.
    """
    how = f"Bạn gõ {f'số {unit}' if unit else 'một con số'}, ví dụ 10."
    words = _check(text, "con số", how)
    if words in NOTHING:
        return Decimal(0)
    asked = strip_marks(unit.lower()).split("/")[0].strip()
    measure = MEASURES.get(asked) or MEASURES.get(asked.partition(" ")[0])
    words = AFTER_NUMBER.sub("", BEFORE_NUMBER.sub("", words))
    if not measure and (counted := COUNTED.fullmatch(words)) and counted[2] not in MEASURES:
        words = counted[1]  # "2 con", "1000 sp": whatever they are called
    if (per := PER.search(words)) and measure and MEASURES.get(per[1], measure)[0] != measure[0]:
        words = words[: per.start()]
    number = _add_measures(_tokens(words), measure)
    if number is None:
        raise Unreadable(f"Mình chưa đọc ra con số. {how}")
    return _plain(number)


def _add_measures(tokens: list[str], measure: tuple[str, Decimal] | None) -> Decimal | None:
    """The sum of "2 năm 3 tháng", "1 h 30", "nửa tiếng", "2 rưỡi" in the measure asked for; None: it is none."""
    total, last, place, size = Decimal(0), Decimal(0), 0, measure[1] if measure else Decimal(1)
    while place < len(tokens):
        word, after = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else ""
        kind, each = MEASURES.get(after, ("", size))
        number = Decimal("0.5") if word == "nua" and kind else _decimal(word)
        if word == "ruoi" and last:
            total, last, place = total + last / 2, Decimal(0), place + 1
        elif number is None or (kind and (measure is None or kind != measure[0])):
            return None
        elif last and not kind:  # 1h30: the minutes need no word
            is_minutes = measure == MEASURES["gio"] and last == size and place == len(tokens) - 1
            return (total + number) / size if is_minutes and number < 60 else None
        elif last and each >= last:
            return None
        else:
            total, last, place = total + number * each, each, place + (2 if kind else 1)
    return total / size if tokens else None

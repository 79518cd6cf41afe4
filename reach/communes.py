"""A commune found by how people type where they work: names of today and before, abbreviated, with or without marks.

"p.12 q.gò vấp", "xã Đông Anh Hà Nội", "Trúc Bạch", "phuong tan thuan, quan 7, tphcm". Districts are gone since 1 July
2025; where the gazetteer says in which one a former ward lay, they still tell wards of one name apart.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from knowledge.marks import strip_marks
from reach.models import Unit, UnitKind, UnitName, UnitParent
from reach.places import BRACKETS, former_names, read_gazetteer
from reach.places import KINDS as KIND
from reach.units import fold, holds_on

LONGEST = 100  # characters; a place is shorter
MOST_WORDS = 12
MOST_SYLLABLES = 6  # of a name
MOST_FOUND = 60
KINDS = ("phuong", "xa", "thi tran", "dac khu")
ABOVE = ("quan", "huyen", "thi xa", "thanh pho", "tinh")
SHORT = {"p": "phường", "f": "phường", "x": "xã", "q": "quận", "h": "huyện", "t": "tỉnh"}
SHORT |= {"tt": "thị trấn", "tx": "thị xã", "tp": "thành phố"}
ABBREVIATION = re.compile(r"\b(tp|tt|tx|[pfxqht])(?:\s*\.\s*|\s+|(?=[0-9]))(?=\w)")
ALIASES = {"hcm": "ho chi minh", "tphcm": "ho chi minh", "sg": "ho chi minh", "sai gon": "ho chi minh"}
ALIASES |= {"hn": "ha noi", "hp": "hai phong", "brvt": "ba ria vung tau", "thua thien hue": "hue"}
LEAD = re.compile(
    r"^(?:(?:dạ|vâng|da|vang|thưa)\s+)?(?:(?:em|mình|minh|tôi|toi|tui|con|cháu|chau|công ty|cong ty|cty|xưởng|xuong)\s+)*"
    r"(?:đang\s+|dang\s+)?(?:(?:làm việc|lam viec|làm|lam|sống|song|nằm|nam|đóng|dong)\s+)?(?:ở|o|tại|tai)\s+"
)
WORD = re.compile(r"[\w'’]+")
DISTRICT = re.compile(r"\((quận|huyện|thị xã|thành phố) ([^(),]+)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune a text may mean."""

    unit_id: int
    code: str
    name: str
    province: str
    typed_as: str = ""  # the name it was found by
    is_former: bool = False  # whether that is the name of a unit it was formed from

    @property
    def full_name(self) -> str:
        """Xã Đông Anh, thành phố Hà Nội."""
        return f"{self.name}, {self.province[:1].lower()}{self.province[1:]}"


@dataclass(frozen=True, slots=True)
class Found:
    """What a text turned out to name."""

    communes: tuple[Commune, ...] = ()  # those of today before former ones
    province: str | None = None  # the province of today that the text names
    left_over: int = 0  # words of the text that belong to no place
    is_sure: bool = False  # a commune is named in full, not only its beginning, nor a district or a province


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text, and the part between commas it stands in."""

    folded: str
    marked: str
    part: int


@dataclass(frozen=True, slots=True)
class Province:
    """A province named in the text, and the words that name it."""

    id: int
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words that may be a name; `kind` is the word before it, empty where none was typed."""

    start: int
    end: int
    kind: str
    name: str

    def overlaps(self, province: Province) -> bool:
        return self.start < province.end and province.start < self.end

    def holds(self, province: Province) -> bool:
        return self.start <= province.start and province.end <= self.end

    def keys(self, kinds: Iterable[str]) -> list[str]:
        """The folded names to look for, those with a dash inside too: "chan may - lang co"."""
        syllables = self.name.split()
        dashed = [
            " ".join([*syllables[:place], "-", *syllables[place:]]) for place in range(2, len(syllables))
        ]
        return [f"{kind} {name}".strip() for kind in kinds for name in (self.name, *dashed)]


def read_words(typed: str) -> list[Word]:
    """The words of a place as typed, abbreviations spoken out; none for a text too long to be a place."""
    if len(typed) > LONGEST:
        return []
    text = LEAD.sub("", unicodedata.normalize("NFKC", typed).lower().strip())
    words = []
    for part, piece in enumerate(re.split(r"[,;/()\n]", text)):
        spoken = ABBREVIATION.sub(lambda match: f"{SHORT[match[1]]} ", piece)
        for found in WORD.findall(spoken.replace("’", "'")):
            marked = found.lstrip("0") or found
            words.append(Word(strip_marks(marked), marked, part))
    return words if len(words) <= MOST_WORDS else []


def kind_at(words: list[Word], place: int, kinds: Collection[str]) -> str:
    """The word for a kind of unit that begins at `place`, or nothing: the "xã" of "thị xã" is none."""
    one, two = words[place].folded, " ".join(word.folded for word in words[place : place + 2])
    if two in kinds:
        return two
    is_town = place > 0 and words[place - 1].folded == "thi"
    return one if one in kinds and not is_town else ""


def list_spans(words: list[Word]) -> list[Span]:
    """What may be the name, best first: behind a word like "phường" if there is one, else anywhere; longest first."""
    starts = [(place, kind) for place in range(len(words)) if (kind := kind_at(words, place, KINDS))]
    spans = []
    for place, kind in starts or [(place, "") for place in range(len(words))]:
        first = place + len(kind.split())
        part = [word for word in words[first : first + MOST_SYLLABLES] if word.part == words[place].part]
        for length in range(len(part), 0, -1):
            name = " ".join(word.folded for word in part[:length])
            if kind or not (name.isdigit() or (length == 1 and len(words) > 1)):
                spans.append(Span(place, first + length, kind, name))
    return sorted(spans, key=lambda span: (span.start - span.end, span.start))


async def find_province(session: AsyncSession, words: list[Word], day: date) -> Province | None:
    """The province a text names, by any name it ever had: at the end of a part, behind "tỉnh", else anywhere."""
    query = select(UnitName.folded, Unit.id, Unit.name).join(Unit, Unit.id == UnitName.unit_id)
    query = query.where(Unit.kind == UnitKind.PROVINCE, ~Unit.is_demo, holds_on(Unit, day))
    known = {_bare(folded): (id_, name) for folded, id_, name in await session.execute(query)}
    known |= {alias: known[name] for alias, name in ALIASES.items() if name in known}
    found: list[tuple[bool, Province]] = []
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            name = " ".join(word.folded for word in words[start:end])
            if name in known:
                above = _length_of_kind_before(words, start)
                is_end = end == len(words) or words[end].part != words[end - 1].part
                found.append((is_end or above > 0, Province(*known[name], start - above, end)))
    return max(found, key=lambda each: each[0])[1] if found else None


def _bare(folded: str) -> str:
    return re.sub(r"^(?:tinh|thanh pho) ", "", folded).replace(" - ", " ")


def _length_of_kind_before(words: list[Word], start: int) -> int:
    """How many words of "tỉnh" or "thành phố" stand before `start`."""
    before = [word.folded for word in words[:start]]
    return 1 if before[-1:] == ["tinh"] else 2 if before[-2:] == ["thanh", "pho"] else 0


@dataclass(frozen=True, slots=True)
class Row:
    """One name of one commune, as the tables have it."""

    folded: str
    province_id: int
    commune: Commune


async def read_rows(
    session: AsyncSession, condition: ColumnElement[bool], day: date, *, limit: int = MOST_FOUND
) -> list[Row]:
    """The communes of `day` whose names meet a condition, with their province."""
    above = aliased(Unit)
    query = (
        select(
            UnitName.folded,
            UnitName.name,
            UnitName.is_former,
            Unit.id,
            Unit.code,
            Unit.name,
            above.id,
            above.name,
        )
        .join(Unit, Unit.id == UnitName.unit_id)
        .join(UnitParent, UnitParent.unit_id == Unit.id)
        .join(above, above.id == UnitParent.parent_id)
        .where(condition, Unit.kind == UnitKind.COMMUNE, ~Unit.is_demo)
        .where(holds_on(Unit, day), holds_on(UnitParent, day))
        .order_by(UnitName.is_former, above.name, Unit.name)
        .limit(limit)
    )
    return [
        Row(folded, province_id, Commune(id_, code, name, province, typed_as, is_former))
        for folded, typed_as, is_former, id_, code, name, province_id, province in await session.execute(
            query
        )
    ]


async def find_communes(session: AsyncSession, typed: str, *, on: date) -> Found:
    """The communes of `on` that a text may mean, and whether it says anything else besides."""
    words = read_words(typed)
    if not words:
        return Found()
    province = await find_province(session, words, on)
    spans = list_spans(words)
    keys = {key for span in spans for key in span.keys(("", *KINDS, "huyen"))}
    rows = sorted(await read_rows(session, UnitName.folded.in_(keys), on, limit=1_000), key=_by_name)
    named = {name: list(group) for name, group in groupby(rows, key=_by_name)}
    for span in spans:
        if province and span.overlaps(province) and not span.holds(province):
            continue
        if found := choose(span, named, words, province):
            return found
    nearest = await read_rows(session, begins(spans[0]), on) if spans and len(spans[0].name) > 3 else []
    communes = [row.commune for row in nearest if province is None or row.province_id == province.id]
    return Found(one_each(communes), province.name if province else None, len(words))


def _by_name(row: Row) -> str:
    return row.folded


def begins(span: Span) -> ColumnElement[bool]:
    """The condition that a name begins with the span and goes on: "Cổ Nhuế" for "Phường Cổ Nhuế 1"."""
    kinds = (span.kind,) if span.kind else KINDS
    return or_(*(UnitName.folded.startswith(f"{kind} {span.name} ", autoescape=True) for kind in kinds))


def choose(
    span: Span, named: Mapping[str, list[Row]], words: list[Word], province: Province | None
) -> Found | None:
    """The communes of one span's name: of the kind typed if there are any, in the province and district named."""
    others = ("", *KINDS, "huyen")
    is_beside = province is not None and not span.overlaps(province)
    taken = set(range(span.start, span.end))
    taken |= set(range(province.start, province.end)) if province and is_beside else set()
    rest = " ".join(word.folded for place, word in enumerate(words) if place not in taken)
    for kinds in [(span.kind,), others] if span.kind else [others]:
        rows = [row for key in span.keys(kinds) for row in named.get(key, ())]
        if province and is_beside:
            rows = [row for row in rows if row.province_id == province.id]
        if rows:
            rows = keep_marked(rows, words[span.start : span.end], len(span.kind.split()))
            near = [row for row in rows if is_in_district(row, rest)]
            left_over = 0 if near else len(rest.split())
            is_sure = bool(span.kind) or (not left_over and (province is None or is_beside))
            name = province.name if province else None
            return Found(one_each(row.commune for row in near or rows), name, left_over, is_sure)
    return None


def keep_marked(rows: list[Row], words: list[Word], skipped: int) -> list[Row]:
    """Where marks were typed, the rows whose name has the same ones, if there are any."""
    typed = " ".join(word.marked for word in words[skipped:])
    if typed == strip_marks(typed):
        return rows
    key = tone_key(typed)
    return [row for row in rows if tone_key(row.commune.typed_as)[-len(key) :] == key] or rows


def tone_key(name: str) -> tuple[tuple[str, str], ...]:
    """A name by the letters and marks of its syllables, wherever the tone stands: Hoà is Hòa, Hóa is not."""
    syllables = []
    for syllable in unicodedata.normalize("NFD", name.lower().replace("-", " ")).split():
        marks = sorted(char for char in syllable if unicodedata.combining(char))
        letters = "".join(char for char in syllable if not unicodedata.combining(char))
        syllables.append((letters, "".join(marks)))
    return tuple(syllables)


def one_each(communes: Iterable[Commune]) -> tuple[Commune, ...]:
    """Every commune once, by its name of today if that was meant; those of today first."""
    unique: dict[int, Commune] = {}
    for commune in sorted(communes, key=lambda commune: (commune.is_former, commune.province, commune.name)):
        unique.setdefault(commune.unit_id, commune)
    return tuple(unique.values())


def is_in_district(row: Row, rest: str) -> bool:
    """Whether the words left over name the district in which a former commune lay."""
    district = read_districts().get(row.commune.code, {}).get(row.folded, "")
    return bool(district) and f" {district} " in f" {rest} "


@cache
def read_districts() -> dict[str, dict[str, str]]:
    """By code of a commune: the folded former names whose district the gazetteer tells, and that district."""
    return {
        row["code"]: dict(former_districts(row["formed_from"]))
        for row in read_gazetteer("communes.tsv")
        if DISTRICT.search(row["formed_from"])
    }


def former_districts(text: str) -> Iterator[tuple[str, str]]:
    """In "Phường 5, Phường 6 (quận Gò Vấp)" both lay in gò vấp: a district stands for the numbers before it, too."""
    marked = DISTRICT.sub(lambda match: f" @{match[1]} {match[2]}@ ", text)
    kind, numbers = "", list[str]()
    for piece in re.split(r"[,;]| và ", BRACKETS.sub(" ", marked)):
        words, _, district = piece.partition("@")
        kind = (KIND.findall(words) or [kind])[-1]
        name = fold(next(former_names(f"{kind} {words}"), ""))
        numbers = [*numbers, name] if name[-1:].isdigit() else []
        if district:
            place = fold(district.partition("@")[0])
            place = place if place[-1:].isdigit() else re.sub("^(?:quan|huyen|thi xa|thanh pho) ", "", place)
            yield from ((each, place) for each in numbers or [name])
            numbers = []


async def find_commune_of(session: AsyncSession, unit_id: int, *, on: date) -> Commune | None:
    """The commune in which a unit lies, or which it is; None where it lies in none."""
    current: int | None = unit_id
    for _ in range(8):  # no tree is deeper
        rows = await read_rows(session, Unit.id == current, on, limit=1)
        if rows or current is None:
            break
        current = await session.scalar(
            select(UnitParent.parent_id).where(UnitParent.unit_id == current, holds_on(UnitParent, on))
        )
    return rows[0].commune if rows else None


async def find_commune(session: AsyncSession, code: str, *, on: date) -> Commune | None:
    """The commune of an official code."""
    rows = await read_rows(session, (Unit.code == code) & UnitName.is_former.is_(False), on, limit=1)
    return rows[0].commune if rows else None

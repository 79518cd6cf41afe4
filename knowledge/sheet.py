"""A workbook of local entries into drafts: one row an entry, every fault with its row and column, nothing half-read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from knowledge.check_entry import LONGEST_ID, SLUG
from knowledge.entry import Citation, ReviewStatus
from knowledge.parameters import Parameters, UnknownParameter, find_broken_braces, find_placeholders
from knowledge.register import Register, UnknownCitation
from knowledge.source import Draft
from knowledge.topics import TOPICS

SHEET = "Câu trả lời"
PLACE = re.compile(
    r"(?:điểm\s+(?P<point>\w+)\s*,?\s*)?(?:khoản\s+(?P<clause>\w+)\s*,?\s*)?điều\s+(?P<article>\w+)\s*,?\s+(?P<document>\S+)",
    re.IGNORECASE,
)
FEWEST_VARIANTS = 5  # to be let in; twelve to be approved by the checker
NOTE = "nhập từ tệp, chờ cán bộ pháp chế duyệt"
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the template."""

    key: str
    title: str
    help: str
    width: int
    is_required: bool = False


COLUMNS = (
    Column(
        "id",
        "Mã",
        "Chữ thường không dấu, nối bằng gạch ngang, không trùng mục nào: an-ca-cong-ty-a",
        24,
        True,
    ),
    Column("topic", "Chủ đề", "Chọn trong danh sách ở tờ “Chủ đề”", 22, True),
    Column("question", "Câu hỏi", "Câu hỏi như người lao động nói", 40, True),
    Column(
        "answer", "Trả lời ngắn", "Nhiều nhất 3 câu, câu đầu quyết định: Được, Không được, Ít nhất…", 50, True
    ),
    Column("details", "Chi tiết", "Mỗi ý một dòng bắt đầu bằng “- ”, dòng cuối “Bạn nên: …”", 50),
    Column("conditions", "Lưu ý", "Ngoại lệ, không áp dụng cho ai", 36),
    Column("example", "Ví dụ", "Một ví dụ có con số", 36),
    Column("situation", "Tình huống", "Một chuyện ngắn và cách luật giải quyết", 36),
    Column(
        "variants", "Cách hỏi", "Mỗi cách hỏi một dòng trong ô (Alt+Enter), ít nhất 5, nên từ 12", 50, True
    ),
    Column("primary", "Căn cứ chính", "Mỗi căn cứ một dòng, 1 đến 3: khoản 1 Điều 26 45/2019/QH14", 34, True),
    Column("secondary", "Căn cứ khác", "Như trên, có thể bỏ trống", 34),
    Column("checked_on", "Ngày đối chiếu", "Ngày so với văn bản luật: 20/11/2026", 16, True),
    Column("review_due_on", "Hạn rà soát", "Sau ngày này mục không được dùng nữa", 16, True),
    Column("valid_from", "Áp dụng từ", "Chỉ khi muộn hơn ngày hiệu lực của điều luật", 16),
    Column("valid_to", "Áp dụng đến", "Ngày đầu tiên không còn áp dụng", 16),
)
TEXTS = ("answer", "details", "conditions", "example", "situation")


@dataclass(frozen=True, slots=True)
class CellFault:
    """One fault of a workbook, where it stands."""

    row: int  # as the spreadsheet counts them, from 1; 0: the whole file
    column: str  # "D (Trả lời ngắn)"; empty: the whole row
    message: str  # Vietnamese

    def __str__(self) -> str:
        place = f"dòng {self.row}" if self.row else "cả tệp"
        return f"{place}{f', cột {self.column}' if self.column else ''}: {self.message}"


@dataclass(frozen=True, slots=True)
class Law:
    """What the rows may stand on."""

    register: Register
    parameters: Parameters


@dataclass(slots=True)
class Sheet:
    """What a workbook says; where there are faults, nothing of it may be loaded."""

    drafts: list[Draft]
    faults: list[CellFault]


def letter_of(place: int) -> str:
    """The spreadsheet's name of a column, from 0: A, B, … Z, AA."""
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters, place = chr(ord("A") + rest) + letters, place - 1
    return letters


def read_sheet(path: Path, law: Law, *, today: date) -> Sheet:
    """The entries of a workbook made from our template. Faults are collected; nothing is raised."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        name = SHEET if SHEET in workbook.sheet_names else workbook.sheet_names[0]
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        return Sheet([], [CellFault(0, "", f"không đọc được như một tệp .xlsx ({type(error).__name__})")])
    header = [str(cell).strip().rstrip(" *") for cell in rows[0]] if rows else []
    faults = list(_header_faults(header))
    if faults or len(rows) > MOST_ROWS:
        return Sheet([], faults or [CellFault(0, "", f"nhiều hơn {MOST_ROWS} dòng; hãy chia nhỏ tệp")])
    places = {column.key: header.index(column.title) for column in COLUMNS if column.title in header}
    drafts: list[Draft] = []
    first_rows: dict[str, int] = {}
    for number, cells in enumerate(rows[1:], start=2):
        if not any(str(cell).strip() for cell in cells):
            continue
        by_key = {key: cells[place] for key, place in places.items() if place < len(cells)}
        row = Row(number, by_key, places, law, faults)
        draft = row.read(path.name, today)
        if draft.id in first_rows:
            row.fault("id", f"mã này đã có ở dòng {first_rows[draft.id]}")
        first_rows.setdefault(draft.id, number)
        drafts.append(draft)
    if not drafts and not faults:
        faults.append(CellFault(0, "", "không có mục nào dưới dòng tiêu đề"))
    return Sheet(drafts, faults)


def _header_faults(header: list[str]) -> Iterator[CellFault]:
    for column in COLUMNS:
        if column.is_required and column.title not in header:
            yield CellFault(
                1, "", f"thiếu cột “{column.title}”. Tải mẫu: congdoan knowledge template mau.xlsx"
            )
    known = {column.title for column in COLUMNS}
    for place, title in enumerate(header):
        if title and title not in known:
            yield CellFault(1, letter_of(place), f"không có cột nào tên “{title}” trong mẫu")
        if title and title in header[:place]:
            yield CellFault(1, letter_of(place), f"cột “{title}” có hai lần")


class Row:
    """One row being read; what is wrong goes into the list of the whole sheet."""

    def __init__(
        self, number: int, cells: dict[str, Any], places: Mapping[str, int], law: Law, faults: list[CellFault]
    ) -> None:
        self.number, self.cells, self.places = number, cells, places
        self.law, self.faults = law, faults

    def fault(self, key: str, message: str) -> None:
        title = next(column.title for column in COLUMNS if column.key == key)
        place = f"{letter_of(self.places[key])} ({title})" if key in self.places else title
        self.faults.append(CellFault(self.number, place, message))

    def read(self, file: str, today: date) -> Draft:
        """The draft of this row; a field that cannot be read is a fault and stays empty."""
        checked, due = self._day("checked_on"), self._day("review_due_on")
        start, end = self._day("valid_from"), self._day("valid_to")
        self._check_days(checked, due, start, end, today)
        texts = {key: self._text(key) for key in TEXTS}
        for key, text in texts.items():
            self._check_figures(key, text)
        return Draft(
            id=self._slug(),
            topic=self._topic(),
            status=ReviewStatus.REVIEW,
            question=self._text("question"),
            **texts,
            review_note=NOTE,
            computed=(),
            variants=self._variants(),
            citations=(*self._citations("primary", least=1, most=3), *self._citations("secondary")),
            stale_when=(),
            checked_on=checked or date.min,
            review_due_on=due or date.min,
            valid_from=start,
            valid_to=end,
            file=file,
            line=self.number,
        )

    def _text(self, key: str) -> str:
        value = self.cells.get(key, "")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = str(value).replace("\r\n", "\n").strip()
        if not text and any(column.key == key and column.is_required for column in COLUMNS):
            self.fault(key, "ô này không được bỏ trống")
        return text

    def _lines(self, key: str) -> list[str]:
        return [line.strip(" -•\t") for line in self._text(key).split("\n") if line.strip(" -•\t")]

    def _slug(self) -> str:
        text = self._text("id")
        if text and (not SLUG.fullmatch(text) or len(text.encode()) > LONGEST_ID):
            self.fault(
                "id",
                f"“{text}” phải là chữ thường không dấu nối bằng gạch ngang, nhiều nhất {LONGEST_ID} ký tự",
            )
        return text

    def _topic(self) -> str:
        text = self._text("topic")
        labels = {label.lower(): code for code, label in TOPICS.items()}
        code = text if text in TOPICS else labels.get(text.lower(), "")
        if text and not code:
            self.fault("topic", f"không có chủ đề “{text}”; xem tờ “Chủ đề” của mẫu")
        return code

    def _variants(self) -> tuple[str, ...]:
        lines = self._lines("variants")
        if lines and len(lines) < FEWEST_VARIANTS:
            self.fault(
                "variants",
                f"mới có {len(lines)} cách hỏi, cần ít nhất {FEWEST_VARIANTS}, mỗi cách một dòng trong ô",
            )
        twice = {line for line in lines if lines.count(line) > 1}
        for line in sorted(twice):
            self.fault("variants", f"“{line}” có hai lần")
        return tuple(lines)

    def _citations(self, key: str, *, least: int = 0, most: int = 20) -> list[Citation]:
        found = []
        lines = self._lines(key)
        if lines and not least <= len(lines) <= most:
            self.fault(key, f"có {len(lines)} căn cứ, cần từ {least} đến {most}")
        for line in lines:
            match = PLACE.fullmatch(line)
            if match is None:
                self.fault(key, f"“{line}” chưa đúng dạng: khoản 1 Điều 26 45/2019/QH14")
                continue
            place = Citation(**match.groupdict(), is_primary=key == "primary")
            try:
                self.law.register.get(place)
                found.append(place)
            except UnknownCitation as error:
                self.fault(key, f"sổ văn bản không có {error}")
        return found

    def _check_figures(self, key: str, text: str) -> None:
        for broken in find_broken_braces(text):
            self.fault(key, f"{broken} không phải là một số liệu đúng dạng {{{{ ten.pham_vi }}}}")
        for found in find_placeholders(text):
            try:
                self.law.parameters.span(found.name, found.scope)
            except UnknownParameter as error:
                self.fault(key, f"không có số liệu {error}")

    def _day(self, key: str) -> date | None:
        value = self.cells.get(key, "")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self._text(key)
        if not text:
            return None
        for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"):
            if (day := _parse(text, form)) is not None:
                return day
        self.fault(key, f"“{text}” không phải là một ngày; viết như 20/11/2026")
        return None

    def _check_days(
        self, checked: date | None, due: date | None, start: date | None, end: date | None, today: date
    ) -> None:
        rules: tuple[tuple[str, bool, str], ...] = (
            ("checked_on", bool(checked and checked > today), "ngày đối chiếu ở tương lai"),
            (
                "review_due_on",
                bool(checked and due and due <= checked),
                "hạn rà soát phải sau ngày đối chiếu",
            ),
            ("review_due_on", bool(due and due < today), "hạn rà soát đã qua"),
            ("valid_to", bool(start and end and end <= start), "“Áp dụng đến” phải sau “Áp dụng từ”"),
        )
        for key, is_wrong, message in rules:
            if is_wrong:
                self.fault(key, message)


def _parse(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        return None

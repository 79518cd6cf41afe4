"""A workbook is read whole or not at all, and every fault is named by its row and column."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from knowledge.entry import Citation, ReviewStatus
from knowledge.parameters import Parameters
from knowledge.register import Register
from knowledge.sheet import COLUMNS, SHEET, Law, Sheet, letter_of, read_sheet
from knowledge.sheet_template import write_template
from tests.knowledge.content import make_document, read_content

TODAY = date(2026, 11, 20)
GOOD = {
    "id": "an-ca",
    "topic": "Giờ làm, giờ nghỉ",
    "question": "Nghỉ ăn ca có lương không?",
    "answer": "Có, nếu bạn làm ca liên tục.",
    "details": "- Ít nhất 30 phút.\nBạn nên: xem nội quy.",
    "variants": "ăn ca có lương không\n- nghỉ giữa ca\ncơm ca tính công không\nnghỉ trưa có lương không\nnghỉ mấy phút",
    "primary": "khoản 2 Điều 1 1/QH",
    "secondary": "điểm a, khoản 1, Điều 2 1/QH\nĐiều 1 1/QH",
    "checked_on": "20/11/2026",
    "review_due_on": datetime(2027, 5, 20),  # noqa: DTZ001  (a cell has no zone)
}


def write(path: Path, *rows: dict[str, Any], titles: list[str] | None = None) -> Path:
    """A workbook of our columns with these rows."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        sheet.write_row(0, 0, titles or [column.title for column in COLUMNS])
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(COLUMNS):
                if column.key in row:
                    sheet.write(number, place, row[column.key])
    return path


@pytest.fixture
def law(tmp_path: Path) -> Law:
    folder = tmp_path / "content"
    folder.mkdir()
    return Law(Register([make_document()]), Parameters(read_content(folder).parameters))


@pytest.fixture
def read(tmp_path: Path, law: Law) -> Any:
    def read(*rows: dict[str, Any], titles: list[str] | None = None) -> Sheet:
        return read_sheet(write(tmp_path / "a.xlsx", *rows, titles=titles), law, today=TODAY)

    return read


def test_a_row_without_a_fault_becomes_a_draft_that_waits_for_approval(read: Any) -> None:
    sheet = read(GOOD)

    assert sheet.faults == []
    [draft] = sheet.drafts
    assert (draft.id, draft.topic, draft.status) == ("an-ca", "working_time", ReviewStatus.REVIEW)
    assert draft.variants[1] == "nghỉ giữa ca"
    assert draft.citations == (
        Citation("1/QH", "1", "2", None, True),
        Citation("1/QH", "2", "1", "a"),
        Citation("1/QH", "1"),
    )
    assert (draft.checked_on, draft.review_due_on) == (TODAY, date(2027, 5, 20))


@pytest.mark.parametrize(
    ("changed", "place", "said"),
    [
        ({"id": ""}, "A (Mã)", "bỏ trống"),
        ({"id": "Ăn ca"}, "A (Mã)", "không dấu"),
        ({"topic": "Bóng đá"}, "B (Chủ đề)", "không có chủ đề “Bóng đá”"),
        ({"answer": ""}, "D (Trả lời ngắn)", "bỏ trống"),
        ({"answer": "Được {{ khong_co }}."}, "D (Trả lời ngắn)", "không có số liệu khong_co"),
        ({"details": "Trả {{ muc luong }}"}, "E (Chi tiết)", "không phải là một số liệu"),
        ({"variants": "một\nhai"}, "I (Cách hỏi)", "mới có 2 cách hỏi"),
        ({"variants": "một\nhai\nba\nbốn\nmột"}, "I (Cách hỏi)", "“một” có hai lần"),
        ({"primary": "Điều 1 9/QH"}, "J (Căn cứ chính)", "sổ văn bản không có 9/QH Điều 1"),
        ({"primary": "theo luật lao động"}, "J (Căn cứ chính)", "chưa đúng dạng"),
        ({"primary": "\n".join(["Điều 1 1/QH"] * 4)}, "J (Căn cứ chính)", "có 4 căn cứ"),
        ({"checked_on": "31/02/2026"}, "L (Ngày đối chiếu)", "không phải là một ngày"),
        ({"checked_on": "21/11/2026"}, "L (Ngày đối chiếu)", "tương lai"),
        ({"review_due_on": "01/01/2026"}, "M (Hạn rà soát)", "phải sau ngày đối chiếu"),
        ({"valid_from": "01/02/2027", "valid_to": "01/01/2027"}, "O (Áp dụng đến)", "phải sau “Áp dụng từ”"),
    ],
)
def test_a_fault_is_named_by_row_and_column(
    read: Any, changed: dict[str, str], place: str, said: str
) -> None:
    sheet = read({**GOOD, "id": "truoc"}, {**GOOD, **changed})

    found = [fault for fault in sheet.faults if fault.column == place and said in fault.message]
    assert found
    assert {fault.row for fault in sheet.faults} == {3}
    assert str(found[0]).startswith(f"dòng 3, cột {place}: ")


def test_all_faults_of_all_rows_are_told_at_once(read: Any) -> None:
    sheet = read({**GOOD, "topic": "x", "answer": ""}, {**GOOD, "id": "hai", "primary": "?"})

    assert {(fault.row, fault.column[0]) for fault in sheet.faults} == {(2, "B"), (2, "D"), (3, "J")}


def test_the_same_id_twice_is_told_with_the_first_row(read: Any) -> None:
    [fault] = read(GOOD, GOOD).faults

    assert (fault.row, fault.message) == (3, "mã này đã có ở dòng 2")


def test_a_missing_a_strange_and_a_double_column_are_told(read: Any) -> None:
    titles = [column.title for column in COLUMNS]
    titles[3], titles[5], titles[6] = "Đáp án", "Ví dụ", "Ví dụ"

    messages = [str(fault) for fault in read(GOOD, titles=titles).faults]

    assert any("thiếu cột “Trả lời ngắn”" in message for message in messages)
    assert any("cột D: không có cột nào tên “Đáp án”" in message for message in messages)
    assert any("cột G: cột “Ví dụ” có hai lần" in message for message in messages)


def test_a_file_that_is_no_workbook_and_an_empty_one_are_told(tmp_path: Path, law: Law, read: Any) -> None:
    broken = tmp_path / "b.xlsx"
    broken.write_text("không phải bảng tính", "utf-8")

    assert "không đọc được" in str(read_sheet(broken, law, today=TODAY).faults[0])
    assert "không đọc được" in str(read_sheet(tmp_path / "khong-co.xlsx", law, today=TODAY).faults[0])
    assert "không có mục nào" in str(read().faults[0])


def test_the_template_is_read_back_with_its_example_and_no_fault_of_form(tmp_path: Path, law: Law) -> None:
    path = tmp_path / "mau.xlsx"

    write_template(path)
    sheet = read_sheet(path, law, today=TODAY)

    assert [draft.id for draft in sheet.drafts] == ["vi-du-an-giua-ca"]
    assert {fault.column[0] for fault in sheet.faults} <= {
        "J",
        "K",
    }  # the small register of this test lacks its law


def test_columns_are_named_as_the_spreadsheet_does() -> None:
    assert [letter_of(place) for place in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]

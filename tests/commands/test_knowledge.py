"""Check, template, import: a curator's commands, told in Vietnamese and loading nothing where one thing is wrong."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from knowledge.sheet import COLUMNS, SHEET
from tests.commands.conftest import Type
from tests.knowledge.content import write_content
from tests.knowledge.test_sheet import GOOD, write

MINE = {**GOOD, "primary": "Điều 109 45/2019/QH14", "secondary": "Điều 64 145/2020/NĐ-CP"}


def test_a_workbook_is_brought_in_and_waits(congdoan: Type, tmp_path: Path) -> None:
    file = str(write(tmp_path / "cua-toi.xlsx", MINE))

    rehearsed = congdoan("knowledge", "import", file, "--dry-run")
    first, second = congdoan("knowledge", "import", file), congdoan("knowledge", "import", file)

    assert "1 mục, không có lỗi. Chưa nhập gì." in rehearsed.stdout
    assert "Thêm 1, sửa 0, giữ nguyên 0 mục" in first.stdout
    assert "Thêm 0, sửa 0, giữ nguyên 1 mục" in second.stdout
    asked = json.loads(congdoan("ask", "Nghỉ ăn ca có lương không?", "--json").stdout)
    assert asked["entry_id"] != "an-ca"


def test_one_fault_and_nothing_is_loaded(congdoan: Type, tmp_path: Path) -> None:
    file = str(write(tmp_path / "sai.xlsx", MINE, {**MINE, "id": "hai", "topic": "Bóng đá"}))

    refused = congdoan("knowledge", "import", file)
    again = congdoan("knowledge", "import", str(write(tmp_path / "dung.xlsx", MINE)))

    assert refused.exit_code == 2
    assert "dòng 3, cột B (Chủ đề): không có chủ đề “Bóng đá”" in refused.stderr
    assert "1 lỗi, chưa nhập gì." in refused.stderr
    assert "Thêm 1" in again.stdout


def test_the_id_of_a_shipped_entry_is_refused(congdoan: Type, tmp_path: Path) -> None:
    done = congdoan("knowledge", "import", str(write(tmp_path / "a.xlsx", {**MINE, "id": "thu-viec-luong"})))

    assert done.exit_code == 2
    assert "thu-viec-luong" in done.stderr


def test_the_template_can_be_filled_in_and_brought_in(congdoan: Type, tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"

    written = congdoan("knowledge", "template", str(file))

    assert written.exit_code == 0
    assert "1 mục, không có lỗi" in congdoan("knowledge", "import", str(file), "--dry-run").stdout


def test_a_sheet_of_another_form_is_refused(congdoan: Type, tmp_path: Path) -> None:
    file = tmp_path / "la.xlsx"
    with xlsxwriter.Workbook(str(file)) as workbook:
        workbook.add_worksheet(SHEET).write_row(0, 0, ["Hỏi", "Đáp"])

    done = congdoan("knowledge", "import", str(file))

    assert done.exit_code == 2
    assert f"thiếu cột “{COLUMNS[0].title}”" in done.stderr


def test_the_check_names_the_faults_of_a_folder_and_writes_its_report(congdoan: Type, tmp_path: Path) -> None:
    folder, page = write_content(tmp_path), tmp_path / "bao-cao.md"

    done = congdoan("knowledge", "check", "--folder", str(folder), "--report", str(page))

    assert done.exit_code == 1
    assert "probation.yaml:" in done.stdout
    assert "2 entries, 2 approved" in page.read_text("utf-8")


@pytest.mark.parametrize("text", [None, "không phải JSON\n"])
def test_a_law_text_that_cannot_be_read_is_told(congdoan: Type, tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "luat.jsonl"
    if text:
        file.write_text(text, "utf-8")

    done = congdoan("knowledge", "check", "--law", str(file))

    assert done.exit_code == 2
    assert "Không đọc được văn bản luật" in done.stderr

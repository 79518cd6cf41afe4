"""The workbook a curator fills in: the columns with their help, one example row, the topics to choose from."""

from pathlib import Path

import xlsxwriter

from knowledge.sheet import COLUMNS, MOST_ROWS, SHEET
from knowledge.topics import TOPICS

EXAMPLE = {
    "id": "vi-du-an-giua-ca",
    "topic": TOPICS["working_time"],
    "question": "Giờ nghỉ giữa ca có tính vào giờ làm không?",
    "answer": "Có, nếu bạn làm theo ca liên tục từ 6 giờ trở lên.",
    "details": "- Nghỉ giữa giờ ít nhất 30 phút liên tục.\nBạn nên: xem nội quy của công ty.",
    "variants": "nghỉ giữa ca có lương không\năn cơm giữa ca có tính công không\nlàm ca 8 tiếng được nghỉ bao lâu\n"
    "giờ nghỉ trưa có tính lương không\nca liên tục thì nghỉ 30 phút có trừ giờ công không",
    "primary": "Điều 109 45/2019/QH14",
    "secondary": "Điều 64 145/2020/NĐ-CP",
    "checked_on": "20/11/2026",
    "review_due_on": "20/05/2027",
}


def write_template(path: Path) -> None:
    """Write the empty workbook; its example row says that it is one and is to be deleted."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        title = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F5", "border": 1}
        )
        text = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet = workbook.add_worksheet(SHEET)
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, column.width, text)
            sheet.write_string(0, place, column.title + (" *" if column.is_required else ""), title)
            sheet.write_comment(0, place, column.help)
            sheet.write_string(1, place, EXAMPLE.get(column.key, ""), text)
        topic = next(place for place, column in enumerate(COLUMNS) if column.key == "topic")
        topics = {"validate": "list", "source": f"='Chủ đề'!$B$2:$B${len(TOPICS) + 1}"}
        sheet.data_validation(1, topic, MOST_ROWS, topic, topics)
        _write_table(workbook, "Chủ đề", [("Mã", "Chủ đề"), *TOPICS.items()], title)
        columns = [("Cột", "Cách điền"), *((column.title, column.help) for column in COLUMNS)]
        _write_table(workbook, "Hướng dẫn", [*columns, ("", "Xóa dòng ví dụ trước khi nhập.")], title)


def _write_table(
    workbook: xlsxwriter.Workbook,
    name: str,
    rows: list[tuple[str, str]],
    title: xlsxwriter.format.Format,
) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write_string(number, place, value, title if number == 0 else None)

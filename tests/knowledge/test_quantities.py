"""What a legal text counts, without the numbers that are only names."""

import pytest

from knowledge.quantities import read_quantities, without_names


@pytest.mark.parametrize(
    "text",
    [
        "theo Điều 35",
        "khoản 2 Điều 35 và điểm a khoản 1",
        "các Điều 35, 36 và 37",
        "Nghị định 145/2020",
        "Nghị định xử phạt 283/2026",
        "Quyết định 142/2008, 62/2011, 290/2005",
        "Luật số 41/2024/QH15",
        "Bộ luật Lao động 2019 (sửa đổi 2025)",
        "Luật An toàn, vệ sinh lao động 2015",
        "mẫu số 01",
        "mẫu 01a-PLI, C65-HD",
        "61/QĐ-TLĐ",
        "vùng 1, 2 và 3",
        "tổng đài 1022",
        "gọi 19009068",
        "1800 1567",
        "cấp cứu 24/7",
        "từ 01/01 đến 31/12",
        "ngày 8/3, 20/10",
        "lương tháng 13",
        "tháng 1, tháng 4, tháng 10",
        "1) giữ giấy; 2) gửi đơn",
        "gồm: (1) lương, (2) thưởng",
        "1. Người lao động có quyền",
    ],
)
def test_a_name_counts_nothing(text: str) -> None:
    quantities = read_quantities(text)

    assert (quantities.numbers, quantities.moments) == ((), ())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("khoản 5 triệu đồng", [5_000_000]),
        ("khoản 300% tiền lương", [3]),
        ("Điều 35 cho 45 ngày", [45]),
        ("Điều 35 và 45 ngày", [45]),
        ("theo khoản 1 Điều 26, trong 30 ngày", [30]),
        ("mang thai từ tháng 7", [7]),
        ("mang thai từ tháng thứ 7", [7]),
        ("6 tháng 15 ngày", [6, 15]),
        ("Luật cho 12 ngày, từ năm 2026", [12]),
    ],
)
def test_what_stands_beside_a_name_still_counts(text: str, values: list[int]) -> None:
    assert [number.value for number in read_quantities(text).numbers] == values


def test_a_date_is_a_moment_and_its_parts_no_numbers() -> None:
    quantities = read_quantities("Từ ngày 01 tháng 7 năm 2025, 85% lương")

    assert [moment.text for moment in quantities.moments] == ["ngày 01 tháng 7 năm 2025"]
    assert [number.text for number in quantities.numbers] == ["85%"]


def test_a_bracket_that_closes_after_a_number_is_no_mark_of_a_list() -> None:
    quantities = read_quantities("báo cáo (trước ngày 05 tháng 6) và (ít nhất 30 ngày)")

    assert [moment.text for moment in quantities.moments] == ["ngày 05 tháng 6"]
    assert [number.text for number in quantities.numbers] == ["30"]


def test_a_half_and_a_first_of_february_are_both_read() -> None:
    quantities = read_quantities("không quá 1/2 số giờ")

    assert [moment.text for moment in quantities.moments] == ["1/2"]
    assert [number.text for number in quantities.numbers] == ["1/2"]


def test_places_stay_where_they_are() -> None:
    text = "khoản 2 Điều 35: 45 ngày"

    assert len(without_names(text)) == len(text)
    assert text[read_quantities(text).numbers[0].start :] == "45 ngày"

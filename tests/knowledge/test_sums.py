"""Sums as people write them: what is right, what is wrong, and what is none."""

import pytest

from knowledge.sums import NoSum, find_sums, parse_sum


@pytest.mark.parametrize(
    "line",
    [
        "6 x 8000000 = 48000000",
        "6 × 8.000.000 = 48.000.000 đồng",
        "6 tháng x 8.000.000 đồng/tháng = 48.000.000 đồng",
        "1,5 + 2 x 0,4 = 2,3",
        "1.5 + 2 * 0.4 = 2.3",
        "30% + 35 x 2% = 100%",
        "(12 + 8) x 2 = 40",
        "2 x (3 + (4 - 1)) = 12",
        "8.500.000 : 26 : 8 = 40.865",
        "7.200.000/24 x 75% x 4 = 900.000",
        "10 / 3 = khoảng 3,3",
        "100000 / 3 ≈ 33.000",
        "120 x 100 : 200 = 60%",
        "2 x 3 = 6 = 12 / 2",
        "10/1964 + 61 x 12 + 6 = 4/2026",
        "20 – 5 = 15",
    ],
)
def test_a_right_sum_is_right(line: str) -> None:
    assert parse_sum(line).is_right


@pytest.mark.parametrize(
    "line",
    [
        "6 x 8000000 = 48000001",
        "1,5 + 2 x 0,4 = 2,4",
        "150% + 30% + 20% = 210%",
        "8.500.000 : 26 : 8 = 40.866",
        "100000 / 3 ≈ 34.000",
        "2 x 3 = 6 = 12 / 3",
        "60 x 1 = 60%",
        "10/1964 + 61 x 12 + 6 = 5/2026",
        "2 + 2 x 2 = 8",
    ],
)
def test_a_wrong_sum_is_wrong(line: str) -> None:
    assert not parse_sum(line).is_right


@pytest.mark.parametrize(
    "line",
    [
        "48000000",
        "1 + 2",
        "6 = 6",
        "thưởng 6 x 2 = 12",
        "2 x 3 ** 4 = 162",
        "4 / 0 = 1",
        "(1 + 2 x 3 = 9) + (1",
        "__import__('os') x 2 = 3",
        "6 x 2 = 12; 6 x 3 = 18",
    ],
)
def test_what_is_no_sum_is_told(line: str) -> None:
    with pytest.raises(NoSum):
        parse_sum(line)


def test_operands_and_results_are_told_apart() -> None:
    found = parse_sum("6 x 8000000 + 500000 = 48500000")

    assert [number.value for number in found.operands] == [6, 8_000_000, 500_000]
    assert [number.value for number in found.results] == [48_500_000]


def test_every_sum_of_a_text_is_found() -> None:
    text = "Lương 8.000.000 đồng, nghỉ 4 ngày: 8.000.000 : 26 x 4 = 1.230.769 đồng.\nThêm 2 người: 3 x 2 = 7."

    found = [(each.text, each.is_right) for each in find_sums(text)]

    assert found == [("8.000.000 : 26 x 4 = 1.230.769", True), ("3 x 2 = 7", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Từ 10 - 12 ngày",
        "Vùng I: 5 = mức cao",
        "Bạn có 2 x con",
        "8 giờ: 4 giờ = nửa ngày",
        "2 x 3 gần bằng 6",
    ],
)
def test_what_only_looks_like_a_sum_is_left_alone(text: str) -> None:
    assert list(find_sums(text)) == []

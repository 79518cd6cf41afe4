"""Figures that move: values that overlap or leave a gap, figures typed by hand, and values held against their article."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.check import problems
from knowledge.check_figures import Standing, build_moving, standing_of, typed_figure_faults
from knowledge.parameters import Parameter
from tests.knowledge.checking import read_law, sound_draft, wide_entries
from tests.knowledge.content import FIGURES, TODAY, read_content

TEXT_FIGURES = (
    FIGURES
    + """\
  - name: phat
    label: Mức phạt
    unit: text
    values:
      - {value: "từ 4 đến 10 triệu đồng", valid_from: 2024-07-01, valid_to: 2026-09-10, source: {document: 2/QH, article: 3}}
      - {value: "từ 6 đến 12 triệu đồng", valid_from: 2026-09-10, source: {document: 3/QH, article: 3}}
  - name: tuoi
    label: Tuổi nghỉ hưu
    unit: text
    values:
      - {value: 61 tuổi 3 tháng, valid_from: 2025-01-01, valid_to: 2026-01-01, source: {document: 1/QH, article: 1}}
      - {value: 61 tuổi 6 tháng, valid_from: 2026-01-01, source: {document: 1/QH, article: 1}}
  - name: ty_le
    label: Tỷ lệ
    unit: percent
    values:
      - {value: 8, valid_from: 2025-01-01, source: {document: 1/QH, article: 1}}
"""
)


def faults(folder: Path, **changed: str) -> list[str]:
    moving = build_moving(read_content(folder, figures=TEXT_FIGURES).parameters)
    return list(typed_figure_faults(sound_draft(**changed), moving))


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2025-12-31", "muc_luong.vung_1 from 2024-07-01 leaves a gap with the value from 2026-01-01"),
        ("2026-01-02", "muc_luong.vung_1 from 2024-07-01 overlaps with the value from 2026-01-01"),
        ("", "muc_luong.vung_1 from 2024-07-01 overlaps with the value from 2026-01-01"),
    ],
)
def test_two_values_or_none_on_a_day_are_told(tmp_path: Path, until: str, expected: str) -> None:
    figures = FIGURES.replace("valid_to: 2026-01-01", f"valid_to: {until}" if until else "valid_to: ")

    source = read_content(tmp_path, entries=wide_entries(), figures=figures)

    assert [str(problem) for problem in problems(source, today=TODAY)] == [f"parameters.yaml:6: {expected}"]


def test_a_figure_that_ends_before_it_begins_is_told(tmp_path: Path) -> None:
    figures = FIGURES.replace("valid_from: 2026-01-01", "valid_from: 2026-01-01, valid_to: 2026-01-01")

    found = problems(read_content(tmp_path, figures=figures), today=date(2025, 12, 31))

    assert "parameters.yaml:7: muc_luong.vung_1: valid_to must be after valid_from" in map(str, found)


@pytest.mark.parametrize("written", ["5.310.000 đồng", "5.310.000", "5,31 triệu đồng", "4.960.000 đồng"])
def test_a_value_the_figure_has_or_had_is_not_typed(tmp_path: Path, written: str) -> None:
    found = faults(tmp_path, answer=f"Ít nhất {written}.")

    assert [fault.split(" is typed, ")[1] for fault in found] == ["use {{ muc_luong.vung_1 }}"]


def test_money_is_not_typed_even_where_no_figure_has_it(tmp_path: Path) -> None:
    assert faults(tmp_path, details="Bạn nên: đòi 400.000 đồng.") == [
        "details: '400.000' is typed, money from 100.000 đồng on comes from a figure"
    ]
    assert faults(tmp_path, details="Bạn nên: đòi 99.000 đồng.") == []


def test_a_persons_own_money_may_stand_in_an_example_a_situation_and_a_sum(tmp_path: Path) -> None:
    assert (
        faults(
            tmp_path,
            example="Lương 5.310.000 đồng.",
            situation="Chị H. lãnh 5.310.000 đồng.",
            details="- Ví dụ 2 x 4.000.000 = 8.000.000 đồng.",
        )
        == []
    )


def test_a_value_in_words_is_not_typed_either(tmp_path: Path) -> None:
    assert "answer: 'từ 4 đến 10 triệu đồng' is typed, use {{ phat }}" in faults(
        tmp_path, answer="Phạt từ 4 đến 10 triệu đồng."
    )


def test_ages_of_a_schedule_and_rates_that_never_moved_may_be_typed(tmp_path: Path) -> None:
    assert faults(tmp_path, answer="Sinh năm 1965: 61 tuổi 6 tháng, đóng 8%.") == []


@pytest.mark.parametrize(
    ("value", "unit", "printed", "expected"),
    [
        ("5310000", "dong", "Mức 5.310.000 đồng.", Standing.PRINTED),
        ("8", "percent", "Đóng 8% tiền lương.", Standing.PRINTED),
        ("8", "percent", "Trong 8 ngày.", Standing.NOT_PRINTED),
        ('"từ 4 đến 10 triệu đồng"', "text", "Từ 2.000.000 đồng đến 5.000.000 đồng.", Standing.DOUBLED),
        ('"từ 4 đến 10 triệu đồng, cá nhân một nửa"', "text", "Từ 2 đến 5 triệu đồng.", Standing.DOUBLED),
        ('"từ 4 đến 11 triệu đồng"', "text", "Từ 2.000.000 đồng đến 5.000.000 đồng.", Standing.NOT_PRINTED),
    ],
)
def test_a_value_is_held_against_the_article_it_names(
    tmp_path: Path, value: str, unit: str, printed: str, expected: Standing
) -> None:
    [figure] = figures_of(tmp_path, value, unit)

    law = read_law(tmp_path, ("1/QH", "1", "Mức", printed))

    assert standing_of(figure, law) is expected


def test_a_value_of_an_article_nobody_has_at_hand_is_counted_apart(tmp_path: Path) -> None:
    [figure] = figures_of(tmp_path, "8", "percent")

    law = read_law(tmp_path, ("9/QH", "1", "Mức", "8%"))

    assert standing_of(figure, law) is Standing.NO_TEXT


def figures_of(folder: Path, value: str, unit: str) -> list[Parameter]:
    text = f"""\
parameters:
  - name: muc
    label: Mức
    unit: {unit}
    values:
      - {{value: {value}, valid_from: 2026-01-01, source: {{document: 1/QH, article: 1}}}}
"""
    return read_content(folder, figures=text).parameters

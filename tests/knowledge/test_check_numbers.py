"""Numbers of an entry held against the law, the figures and the sums."""

from collections import Counter
from pathlib import Path

import pytest

from knowledge.check import problems
from knowledge.check_numbers import Grounds, Place, build_basis, build_grounds, list_claims
from knowledge.entry import Citation
from knowledge.law_text import LawText
from knowledge.source import Source
from tests.knowledge.checking import messages, read_law, sound_draft
from tests.knowledge.content import FIGURES, TODAY, make_document, read_content

BOTH = (Citation("1/QH", "1", is_primary=True), Citation("1/QH", "2"))
NO_GROUND = "stands in no cited article, figure or sum"


def told(folder: Path, **changed: object) -> list[str]:
    """What is said about the numbers of one draft that cites article 1 first and article 2 after it."""
    found = messages(sound_draft(**({"citations": BOTH} | changed)), law=read_law(folder))
    return [message.removeprefix("thu-viec: ").split(": …")[0] for message in found]


@pytest.mark.parametrize(
    "changed",
    [
        {"answer": "Không quá 60 ngày."},
        {"answer": "Không quá sáu mươi ngày."},
        {"answer": "Việc khác: 6 ngày làm việc."},
        {"details": "- Ít nhất 85%.\nBạn nên: xem kỹ."},
        {"conditions": "- Từ ngày 01/07/2025, không phải trước 30/06/2025."},
        {"details": "- Có từ năm 2025.\nBạn nên: xem kỹ."},
        {"details": "- Luật có hiệu lực từ 01/01/2021.\nBạn nên: xem kỹ."},  # the day in the register
        {"details": "- Xem Điều 35 Nghị định 145/2020, gọi 1022.\nBạn nên: 1) ghi lại; 2) gửi đơn."},
        {"details": "- Hai bên cùng ký, một tháng sau, khoản này bằng 0.\nBạn nên: giữ hai bản."},
        {"details": "- Không quá 60 ngày; 60 ngày đó tính liền.\nBạn nên: xem kỹ."},
        {"answer": "Có 2 hình thức."},  # the article has two clauses
        {"example": "Lương 7.777.777 đồng, thử 13 ngày."},
        {"situation": "Anh T. thử việc 17 ngày."},
        {"answer": "Ra 170%.", "computed": ("85% x 2 = 170%",)},
        {"answer": "Ra 170%.", "computed": ("85 x 2 = 170",)},
        {"answer": "Ví dụ 60 x 2 = 120 ngày."},
        {
            "answer": "Trả 7.200.000 đồng.",
            "computed": ("12 x 600000 = 7200000",),
            "example": "Lương 600.000 đồng.",
        },
        {"details": "- Sinh 10/1964.\nBạn nên: xem kỹ.", "computed": ("10/1964 + 60 x 12 = 10/2024",)},
        {"answer": "Ra 340.", "computed": ("85 x 2 = 170", "170 x 2 = 340")},
    ],
)
def test_a_number_with_ground_is_left_alone(tmp_path: Path, changed: dict[str, object]) -> None:
    assert [fault for fault in told(tmp_path, **changed) if "is typed" not in fault] == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"answer": "Không quá 90 ngày."}, f"answer: '90 ngày' {NO_GROUND}"),
        ({"answer": "Không quá 60 tháng."}, f"answer: '60 tháng' {NO_GROUND}"),
        ({"answer": "Không quá chín mươi ngày."}, f"answer: 'chín mươi ngày' {NO_GROUND}"),
        ({"answer": "Được nửa tháng."}, f"answer: 'nửa tháng' {NO_GROUND}"),
        ({"answer": "Có 7 hình thức."}, f"answer: '7' {NO_GROUND}"),
        ({"answer": "Ít nhất 85%."}, "answer: '85%' stands only in a secondary citation"),
        ({"answer": "Đến 30/06/2025."}, "answer: '30/06/2025' stands only in a secondary citation"),
        ({"details": "- Ít nhất 80%.\nBạn nên: xem kỹ."}, f"details: '80%' {NO_GROUND}"),
        ({"details": "- Thêm sáu tháng.\nBạn nên: xem kỹ."}, f"details: 'sáu tháng' {NO_GROUND}"),
        ({"conditions": "- Từ 02/07/2025."}, f"conditions: '02/07/2025' {NO_GROUND}"),
        ({"details": "- Sinh 10/1964.\nBạn nên: xem kỹ."}, f"details: '10/1964' {NO_GROUND}"),
        ({"answer": "Việc khác: 6 ngày."}, "answer: '6 ngày' is counted in 'ngày làm việc' by the article"),
        (
            {"computed": ("13 x 85% = 1105%",)},
            "'13' in '13 x 85% = 1105%' stands in no cited article, figure or example",
        ),
        (
            {"details": "- Ra 17 x 2 = 34.\nBạn nên: xem kỹ."},
            "'17' in '17 x 2 = 34' stands in no cited article, figure or example",
        ),
    ],
)
def test_a_number_without_ground_is_told(tmp_path: Path, changed: dict[str, object], expected: str) -> None:
    assert told(tmp_path, **changed) == [expected]


def test_a_wrong_sum_in_a_text_is_no_ground(tmp_path: Path) -> None:
    found = told(tmp_path, answer="Ví dụ 60 x 2 = 130 ngày.")

    assert any(fault.startswith("answer: '130 ngày' stands in no") for fault in found)


def test_days_and_working_days_are_told_apart_the_other_way_too(tmp_path: Path) -> None:
    law = read_law(tmp_path, ("1/QH", "1", "Thời gian", "Không quá 60 ngày."))

    [message] = messages(sound_draft(answer="Không quá 60 ngày làm việc."), law=law)

    assert message.startswith("thu-viec: answer: '60 ngày làm việc' is counted in 'ngày' by the article")


def test_working_days_named_once_hold_for_a_list(tmp_path: Path) -> None:
    assert (
        told(tmp_path, answer="Việc khác: 6 ngày.", details="- Đây là ngày làm việc.\nBạn nên: xem kỹ.") == []
    )


def test_the_message_shows_the_words_around_and_an_extract(tmp_path: Path) -> None:
    law = read_law(tmp_path, ("1/QH", "1", "Thời gian", "1. Không quá 60 ngày. [...]"))

    [message] = messages(sound_draft(answer="Thử việc nhiều nhất 90 ngày thôi."), law=law)

    assert message == (
        "thu-viec: answer: '90 ngày' stands in no cited article, figure or sum (a cited text is an extract): "
        "…Thử việc nhiều nhất 90 ngày thôi.…"
    )


def test_what_a_figure_prints_is_ground(tmp_path: Path) -> None:
    figures = FIGURES.replace("unit: dong", "unit: text").replace("5310000", '"từ 24% đến 30%"')
    entries = """\
topic: probation
checked_on: 2026-11-20
review_due_on: 2027-05-20
entries:
  - id: muc-phat
    question: Phạt mấy?
    answer: Phạt {{ muc_luong.vung_1 }}, tức ít nhất 24%.
    variants: [a, b, c, d, e, f, g, h, i, j, k, l]
    citations: [{document: 1/QH, article: 1, primary: true}]
"""
    source = read_content(tmp_path, entries=entries, figures=figures.replace("4960000", '"20%"'))
    law = read_law(tmp_path, ("1/QH", "1", "Một", "chữ"), ("3/QH", "3", "Phạt", "24% đến 30%"))

    places = [claim.place for claim in list_claims(source.drafts[0], grounds_of(source, law))]

    assert places == [Place.FIGURE]


def test_every_claim_has_its_place(tmp_path: Path) -> None:
    draft = sound_draft(
        citations=BOTH,
        answer="Không quá 60 ngày, ra 120 ngày.",
        details="- Ít nhất 85%, không phải 80%.\nBạn nên: xem kỹ.",
        computed=("60 x 2 = 120",),
    )
    source = Source(drafts=[draft], documents=[make_document()])

    places = Counter(claim.place for claim in list_claims(draft, grounds_of(source, read_law(tmp_path))))

    assert places == {Place.PRIMARY: 1, Place.COMPUTED: 1, Place.SECONDARY: 1, Place.NOWHERE: 1}


def test_without_the_law_no_number_is_asked_for_its_ground() -> None:
    source = Source(drafts=[sound_draft(answer="Không quá 90 ngày.")], documents=[make_document()])

    assert problems(source, today=TODAY) == []


def grounds_of(source: Source, law: LawText) -> Grounds:
    return build_grounds(source.drafts[0], build_basis(source, law, TODAY))

"""What the sickness calculator asks."""

from dataclasses import replace
from decimal import Decimal

from knowledge.calculators.insured_pay import PAY_HINT, ask_pay
from knowledge.calculators.shape import Answers, Choice, Field, FieldKind

MOST_DAYS = 366  # of a year


def is_own(answers: Answers) -> bool:
    return answers.get("kind") != "child"


def _is_paid(answers: Answers) -> bool:
    return answers.get("child_age") != "older"


def _asks_child(answers: Answers) -> bool:
    return not is_own(answers)


FIELDS = (
    Field(
        "kind",
        "Bạn nghỉ vì việc gì?",
        FieldKind.CHOICE,
        choices=(
            Choice("own", "Mình ốm hoặc bị tai nạn thường"),
            Choice("long", "Bệnh cần chữa trị dài ngày"),
            Choice("child", "Chăm con ốm"),
        ),
    ),
    Field(
        "child_age",
        "Con bạn mấy tuổi vào ngày bắt đầu nghỉ?",
        FieldKind.CHOICE,
        choices=(
            Choice("under_3", "Dưới 3 tuổi"),
            Choice("under_7", "Từ đủ 3 đến dưới 7 tuổi"),
            Choice("older", "Từ đủ 7 tuổi"),
        ),
        is_needed=_asks_child,
    ),
    Field(
        "years_paid",
        "Bạn đã đóng BHXH bắt buộc đủ bao nhiêu năm?",
        FieldKind.COUNT,
        unit="năm",
        hint="Chỉ tính năm tròn, cộng mọi nơi đã làm. Dưới một năm thì là 0.",
        least=0,
        most=60,
        is_needed=is_own,
    ),
    Field(
        "job",
        "Công việc bạn đang làm thuộc loại nào?",
        FieldKind.CHOICE,
        choices=(
            Choice("normal", "Bình thường"),
            Choice("heavy", "Nặng nhọc, độc hại, vùng đặc biệt khó"),
        ),
        default="normal",
        is_needed=is_own,
    ),
    replace(
        ask_pay(
            "pay",
            "Lương đóng BHXH của tháng trước tháng nghỉ là bao nhiêu?",
            hint=f"Mới vào làm đã ốm ngay tháng đầu thì lấy lương của tháng đó. {PAY_HINT}",
        ),
        is_needed=_is_paid,
    ),
    Field(
        "days",
        "Lần này bạn nghỉ mấy ngày làm việc?",
        FieldKind.NUMBER,
        unit="ngày",
        hint="Ví dụ: 3 hoặc 2,5. Ngày lẻ: dưới nửa ngày tính nửa ngày, từ nửa ngày tính một ngày.",
        least=Decimal("0.1"),
        most=MOST_DAYS,
        too_little="Số ngày nghỉ phải lớn hơn 0.",
        too_much="Mỗi lần tính trong một năm, nên nhiều nhất là 366 ngày.",
        is_needed=_is_paid,
    ),
    Field(
        "days_before",
        "Từ đầu năm đến trước lần này, bạn đã nghỉ loại này mấy ngày?",
        FieldKind.NUMBER,
        unit="ngày",
        hint="Ốm của mình và chăm con đếm riêng; mỗi con đếm riêng. Chưa nghỉ thì là 0.",
        default=Decimal(0),
        least=0,
        most=MOST_DAYS,
        too_much="Trong một năm thì nhiều nhất là 366 ngày.",
        is_needed=_is_paid,
    ),
)

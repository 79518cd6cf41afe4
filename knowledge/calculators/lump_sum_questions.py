"""What the calculator of the withdrawal at once asks."""

from dataclasses import replace

from knowledge.calculators.insured_pay import ask_pay
from knowledge.calculators.shape import Answers, Choice, Field, FieldKind


def _may_withdraw(answers: Answers) -> bool:
    return answers.get("reason") != "new"


FIELDS = (
    Field(
        "reason",
        "Bạn thuộc trường hợp nào?",
        FieldKind.CHOICE,
        hint="Bệnh nặng là ung thư, bại liệt, xơ gan mất bù, lao nặng, AIDS. Suy giảm 81% là theo giám định y khoa.",
        choices=(
            Choice("waited", "Có đóng trước 7/2025, ngừng đủ 12 tháng"),
            Choice("waiting", "Có đóng trước 7/2025, ngừng chưa đủ 12"),
            Choice("new", "Chỉ mới đóng từ 7/2025"),
            Choice("age", "Đủ tuổi nghỉ hưu"),
            Choice("abroad", "Ra nước ngoài định cư"),
            Choice("ill", "Bệnh nặng: ung thư, bại liệt, AIDS…"),
            Choice("disabled", "Suy giảm từ 81%, khuyết tật đặc biệt"),
        ),
    ),
    Field(
        "months_before_2014",
        "Trước năm 2014 bạn đóng BHXH mấy tháng?",
        FieldKind.COUNT,
        unit="tháng",
        hint="Tính đến hết 12/2013. Không có thì là 0. Ví dụ: 3 năm 4 tháng là 40.",
        default=0,
        least=0,
        most=600,
        is_needed=_may_withdraw,
    ),
    Field(
        "months_since_2014",
        "Từ năm 2014 đến nay bạn đóng BHXH mấy tháng?",
        FieldKind.COUNT,
        unit="tháng",
        hint="Tính từ 01/2014. Ví dụ: 6 năm rưỡi là 78. Xem trên VssID.",
        least=0,
        most=900,
        is_needed=_may_withdraw,
    ),
    replace(
        ask_pay("mean_pay", "Lương đóng BHXH bình quân cả quá trình của bạn là bao nhiêu?"),
        is_needed=_may_withdraw,
    ),
    Field(
        "sex",
        "Bạn là nam hay nữ?",
        FieldKind.CHOICE,
        hint="Để so với lương hưu.",
        choices=(Choice("nam", "Nam"), Choice("nu", "Nữ")),
        is_needed=_may_withdraw,
    ),
)

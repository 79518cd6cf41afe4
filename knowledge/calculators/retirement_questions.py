"""What the retirement calculator asks."""

from knowledge.calculators.insured_pay import ask_pay
from knowledge.calculators.shape import Answers, Choice, Field, FieldKind


def _asks_month(answers: Answers) -> bool:
    return answers.get("when") != "on_time"


FIELDS = (
    Field(
        "sex",
        "Bạn là nam hay nữ?",
        FieldKind.CHOICE,
        choices=(Choice("nam", "Nam"), Choice("nu", "Nữ")),
    ),
    Field(
        "born",
        "Bạn sinh tháng, năm nào?",
        FieldKind.MONTH,
        hint="Ví dụ: 05/1975. Giấy tờ chỉ ghi năm thì lấy tháng 1.",
    ),
    Field(
        "job",
        "Bạn có đóng BHXH từ đủ 15 năm khi làm loại việc nào sau đây không?",
        FieldKind.CHOICE,
        hint="Nghề phải có trong danh mục nhà nước và ghi đúng trên sổ BHXH.",
        choices=(
            Choice("normal", "Không, việc bình thường"),
            Choice("heavy", "Nặng nhọc, độc hại, vùng đặc biệt khó"),
            Choice("special", "Đặc biệt nặng nhọc, độc hại"),
            Choice("coal", "Khai thác than trong hầm lò"),
        ),
        default="normal",
    ),
    Field(
        "when",
        "Bạn định nghỉ hưu lúc nào?",
        FieldKind.CHOICE,
        choices=(
            Choice("on_time", "Ngay khi đủ tuổi"),
            Choice("later", "Muộn hơn, làm thêm vài năm"),
            Choice("loss_61", "Sớm hơn, suy giảm từ 61% đến dưới 81%"),
            Choice("loss_81", "Sớm hơn, suy giảm từ 81%"),
        ),
        default="on_time",
    ),
    Field(
        "retires_on",
        "Bạn định nghỉ việc tháng nào?",
        FieldKind.MONTH,
        hint="Ví dụ: 12/2027.",
        is_needed=_asks_month,
    ),
    Field(
        "months_paid",
        "Đến lúc nghỉ hưu, bạn đóng BHXH được mấy tháng?",
        FieldKind.COUNT,
        unit="tháng",
        hint="Cộng cả những tháng sẽ đóng tiếp. Ví dụ: 20 năm 5 tháng là 245.",
        least=0,
        most=1200,
    ),
    ask_pay("mean_pay", "Lương đóng BHXH bình quân cả quá trình của bạn là bao nhiêu?"),
)

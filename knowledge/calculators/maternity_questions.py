"""What the maternity calculator asks, and under which clause a mother is entitled."""

from dataclasses import replace

from knowledge.calculators.answers import get_count, is_yes
from knowledge.calculators.insured_pay import ask_pay
from knowledge.calculators.shape import Answers, Choice, Field, FieldKind
from knowledge.entry import Citation

LEAST_MONTHS, LEAST_MONTHS_AT_REST = 6, 3  # of twelve, 41/2024/QH15 Điều 50 khoản 2 and 3
LAW = "41/2024/QH15"
CONDITIONS = Citation(LAW, "50", is_primary=True)  # where none of its clauses is met
CONDITION = Citation(LAW, "50", "2", is_primary=True)
AT_REST = Citation(LAW, "50", "3")
INFERTILE = Citation(LAW, "50", "5")


def is_mother(answers: Answers) -> bool:
    return answers.get("who") == "mother"


def _is_father(answers: Answers) -> bool:
    return not is_mother(answers)


def _asks_months(answers: Answers) -> bool:
    return is_mother(answers) or not is_yes(answers, "mother_entitled")


def _asks_special(answers: Answers) -> bool:
    return is_mother(answers) and get_count(answers, "months_in_12") < LEAST_MONTHS


def asks_months_in_24(answers: Answers) -> bool:
    return answers.get("special") == "infertility"


def _asks_pay(answers: Answers) -> bool:
    return _is_father(answers) or find_condition(answers) is not None


def find_condition(answers: Answers) -> Citation | None:
    """The clause under which the mother is entitled."""
    months = get_count(answers, "months_in_12")
    if months >= LEAST_MONTHS:
        return CONDITION
    if answers.get("special") == "rest" and months >= LEAST_MONTHS_AT_REST:
        return AT_REST
    if asks_months_in_24(answers) and get_count(answers, "months_in_24") >= LEAST_MONTHS:
        return INFERTILE
    return None


FIELDS = (
    Field(
        "who",
        "Bạn là mẹ hay cha của bé?",
        FieldKind.CHOICE,
        choices=(Choice("mother", "Mẹ"), Choice("father", "Cha")),
    ),
    Field(
        "born_on",
        "Bé sinh ngày nào (hoặc dự sinh ngày nào)?",
        FieldKind.DAY,
        hint="Ví dụ: 15/01/2027.",
    ),
    Field(
        "children",
        "Lần này sinh mấy bé?",
        FieldKind.COUNT,
        unit="bé",
        default=1,
        least=1,
        most=6,
        too_little="Ít nhất là một bé; thai mất trong bụng mẹ có mức riêng, bạn hỏi phần thai sản giúp mình.",
        too_much="Máy tính nhận nhiều nhất 6 bé một lần sinh.",
    ),
    Field(
        "has_one_child",
        "Lúc sinh lần này, người mẹ đang có đúng một con đẻ còn sống không?",
        FieldKind.YES_NO,
        hint="Có nghĩa là lần này sinh con thứ hai.",
        default=False,
    ),
    Field(
        "birth",
        "Vợ bạn sinh thế nào?",
        FieldKind.CHOICE,
        choices=(
            Choice("normal", "Sinh thường"),
            Choice("operated", "Sinh mổ (phải phẫu thuật)"),
            Choice("early", "Sinh khi thai dưới 32 tuần"),
        ),
        default="normal",
        is_needed=_is_father,
    ),
    Field(
        "mother_entitled",
        "Vợ bạn có tự được hưởng thai sản không (đóng BHXH bắt buộc đủ điều kiện)?",
        FieldKind.YES_NO,
        default=True,
        is_needed=_is_father,
    ),
    Field(
        "months_in_12",
        "Trong 12 tháng liền trước khi sinh, bạn đóng BHXH bắt buộc mấy tháng?",
        FieldKind.COUNT,
        unit="tháng",
        hint="Sinh từ ngày 15 trở đi và tháng đó có đóng thì tính cả tháng sinh.",
        least=0,
        most=12,
        too_much="Trong 12 tháng thì nhiều nhất là 12 tháng.",
        is_needed=_asks_months,
    ),
    Field(
        "special",
        "Bạn có phải nghỉ việc vì một trong hai lý do này không?",
        FieldKind.CHOICE,
        hint="Dưỡng thai phải có chỉ định của người khám chữa bệnh, và tính đến nay đã đóng từ đủ 12 tháng.",
        choices=(
            Choice("none", "Không"),
            Choice("rest", "Dưỡng thai theo bác sĩ, đã đóng 12 tháng"),
            Choice("infertility", "Nghỉ để điều trị vô sinh"),
        ),
        default="none",
        is_needed=_asks_special,
    ),
    Field(
        "months_in_24",
        "Trong 24 tháng liền trước khi sinh, bạn đóng BHXH bắt buộc mấy tháng?",
        FieldKind.COUNT,
        unit="tháng",
        least=0,
        most=24,
        too_much="Trong 24 tháng thì nhiều nhất là 24 tháng.",
        is_needed=asks_months_in_24,
    ),
    replace(
        ask_pay("mean_pay", "Lương đóng BHXH bình quân 6 tháng gần nhất của bạn là bao nhiêu?"),
        is_needed=_asks_pay,
    ),
)

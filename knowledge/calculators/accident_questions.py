"""What the accident calculator asks."""

from dataclasses import replace

from knowledge.calculators.answers import get_count, is_yes
from knowledge.calculators.insured_pay import ask_pay
from knowledge.calculators.shape import Answers, Choice, Field, FieldKind

LEAST_LOSS, SEVERE = 5, 81  # percent of working capacity lost


def is_fatal(answers: Answers) -> bool:
    return is_yes(answers, "died")


def get_loss(answers: Answers) -> int:
    """Percent of working capacity lost."""
    return get_count(answers, "loss")


def _asks_loss(answers: Answers) -> bool:
    return not is_fatal(answers)


def _asks_fault(answers: Answers) -> bool:
    return answers.get("event") != "disease"


def _is_covered(answers: Answers) -> bool:
    """Whether anything is owed at all."""
    return answers.get("fault") != "excluded" and (is_fatal(answers) or get_loss(answers) >= LEAST_LOSS)


def _asks_pay(answers: Answers) -> bool:
    on_way_by_own_fault = answers.get("event") == "way" and answers.get("fault") == "own"
    return _is_covered(answers) and not on_way_by_own_fault


def _asks_fund(answers: Answers) -> bool:
    return _is_covered(answers) and not is_fatal(answers)


def _asks_care(answers: Answers) -> bool:
    return _asks_fund(answers) and get_loss(answers) >= SEVERE


FIELDS = (
    Field(
        "event",
        "Bạn hoặc người thân gặp chuyện gì?",
        FieldKind.CHOICE,
        choices=(
            Choice("work", "Tai nạn lao động"),
            Choice("way", "Tai nạn trên đường đi làm, về nhà"),
            Choice("disease", "Bệnh nghề nghiệp"),
        ),
    ),
    Field(
        "died",
        "Người bị nạn có qua đời vì việc này không?",
        FieldKind.YES_NO,
        default=False,
    ),
    Field(
        "loss",
        "Giám định suy giảm khả năng lao động bao nhiêu phần trăm?",
        FieldKind.COUNT,
        unit="%",
        hint="Số ghi trên biên bản của Hội đồng giám định y khoa. Chưa giám định thì thử một con số.",
        least=0,
        most=100,
        too_much="Suy giảm khả năng lao động nhiều nhất là 100%.",
        is_needed=_asks_loss,
    ),
    Field(
        "fault",
        "Theo biên bản điều tra, tai nạn do đâu?",
        FieldKind.CHOICE,
        hint="Máy hỏng, thiếu bảo hộ, không được huấn luyện thì không phải hoàn toàn lỗi của người bị nạn.",
        choices=(
            Choice("other", "Người khác, máy móc hoặc chưa rõ"),
            Choice("own", "Hoàn toàn do lỗi người bị nạn"),
            Choice("excluded", "Đánh nhau riêng, tự gây hoặc ma túy"),
        ),
        is_needed=_asks_fault,
    ),
    replace(
        ask_pay(
            "pay",
            "Lương một tháng trước khi bị nạn là bao nhiêu?",
            hint="Gồm lương, phụ cấp và khoản bổ sung; lấy bình quân 6 tháng trước đó. Ví dụ: 9tr hoặc 9000000.",
        ),
        is_needed=_asks_pay,
    ),
    Field(
        "insured",
        "Công ty có đóng BHXH bắt buộc cho người bị nạn không?",
        FieldKind.YES_NO,
        default=True,
        is_needed=_is_covered,
    ),
    replace(
        ask_pay(
            "fund_pay",
            "Lương đóng BHXH của tháng trước khi bị nạn là bao nhiêu?",
            hint="Công ty không đóng thì nhập mức lương lẽ ra phải đóng. Ví dụ: 6tr hoặc 6000000.",
        ),
        is_needed=_asks_fund,
    ),
    Field(
        "fund_years",
        "Đã đóng BHXH bắt buộc đủ bao nhiêu năm?",
        FieldKind.COUNT,
        unit="năm",
        hint="Chỉ tính năm tròn, kể cả thời gian trước năm 2016. Dưới một năm thì là 0.",
        least=0,
        most=60,
        is_needed=_asks_fund,
    ),
    Field(
        "needs_care",
        "Người bị nạn có liệt cột sống, mù hai mắt, cụt hoặc liệt hai chi, hoặc bệnh tâm thần không?",
        FieldKind.YES_NO,
        default=False,
        is_needed=_asks_care,
    ),
    Field(
        "month",
        "Ra viện, điều trị ổn định (hoặc qua đời) tháng nào?",
        FieldKind.MONTH,
        hint="Không nằm viện thì là tháng có kết luận giám định. Ví dụ: 08/2026.",
        is_needed=_is_covered,
    ),
)

"""When somebody means to retire, measured against the age that is theirs."""

from dataclasses import dataclass
from datetime import date

from knowledge.calculators.answers import get_count, get_day, get_word
from knowledge.calculators.insured_time import YEAR, count_months, print_month
from knowledge.calculators.pension import LEAST_YEARS, Reached, find_age, find_retirement
from knowledge.calculators.shape import Answers, Figures, Impossible

EARLIER = {"normal": 0, "heavy": 60, "special": 60, "coal": 120}  # months: 41/2024/QH15 Điều 64 khoản 1
EARLIER_BY_LOSS = {"loss_61": 60, "loss_81": 120}  # months: Điều 65 khoản 1 điểm a, b
LAW_SINCE = date(2025, 7, 1)  # Điều 140; under 20 years no pension begins earlier
LEAST_AGE, MOST_AGE = 15 * YEAR, 120 * YEAR  # months; nobody was insured younger


@dataclass(frozen=True, slots=True)
class Plan:
    """When somebody stops working, measured against the age that is theirs."""

    sex: str
    own: Reached  # with the years in heavy work counted
    retires: date  # the first of the month
    age_then: int  # months; the age the schedule asks of those who retire in that year
    early: int  # months before that age
    late: int  # months after the age in normal conditions

    @property
    def early_by_birth(self) -> int:
        """Months before the age that would be one's own."""
        return max(count_months(self.retires, self.own.month), 0)


def find_plan(answers: Answers, figures: Figures) -> Plan:
    """The plan of these answers.

    Raises:
        Impossible: the months contradict each other, or the old law ruled when work ended.

    Source: BLLĐ 45/2019/QH14 Điều 169; Luật BHXH 41/2024/QH15 Điều 64; Nghị định 135/2020 Điều 4, 5; Nghị định
    158/2025 Điều 13 khoản 2. Years early are counted from the age of the year one retires in: Điều 169 khoản 3 allows
    five years below the age "tại thời điểm nghỉ hưu", which no other reading of "trước tuổi" agrees with.
    """
    sex, when = get_word(answers, "sex"), get_word(answers, "when")
    born, earlier = get_day(answers, "born"), EARLIER[get_word(answers, "job")]
    _check_birth(born, figures.day)
    own = find_retirement(figures, sex, born, earlier)
    if when == "on_time":
        return Plan(sex, own, own.month, own.age, 0, 0)
    retires = get_day(answers, "retires_on").replace(day=1)
    age = count_months(born, retires)
    if not LEAST_AGE < age <= MOST_AGE:
        raise Impossible(
            "retires_on", "Bạn nghỉ việc khi từ 15 đến 120 tuổi; bạn xem lại tháng nghỉ giúp mình."
        )
    if retires < LAW_SINCE:
        reason = "Mình chỉ tính cho người nghỉ từ tháng 7/2025; nghỉ trước đó thì theo luật cũ, bạn hỏi cơ quan BHXH."
        raise Impossible("retires_on", reason)
    months = count_months(own.month, retires)
    if when == "later" and months < 0:
        raise Impossible(
            "retires_on", f"Muộn hơn thì phải từ tháng đủ tuổi trở đi: {print_month(own.month)}."
        )
    normal = find_retirement(figures, sex, born)
    age_then = find_age(figures, sex, retires.year) - earlier
    early = max(age_then - age, 0) if months < 0 else 0
    return Plan(sex, own, retires, age_then, early, max(count_months(normal.month, retires), 0))


def check_paid(answers: Answers, plan: Plan) -> None:
    """
    Raises:
        Impossible: more months were paid than lie between the fifteenth birthday and the end of work, or fewer than
            were paid in heavy work alone.
    """
    heavy = LEAST_YEARS * YEAR
    if get_word(answers, "job") != "normal" and get_count(answers, "months_paid") < heavy:
        reason = f"Đóng từ đủ 15 năm khi làm việc đó thì tổng cộng ít nhất {heavy} tháng; chưa đủ thì chọn việc bình thường."
        raise Impossible("months_paid", reason)
    if get_count(answers, "months_paid") > count_months(get_day(answers, "born"), plan.retires) - LEAST_AGE:
        raise Impossible("months_paid", "Số tháng này nhiều hơn số tháng từ khi bạn 15 tuổi đến lúc nghỉ.")


def find_earliest(answers: Answers, figures: Figures, plan: Plan) -> Reached | None:
    """The earliest month for one whose capacity is reduced; None: at any age. Source: Điều 65 Luật BHXH.

    Never later than one's own age: a coal miner's lies below that of a loss of 61 %.
    """
    if get_word(answers, "job") == "special":
        return None
    earlier = EARLIER_BY_LOSS[get_word(answers, "when")]
    reduced = find_retirement(figures, plan.sex, get_day(answers, "born"), earlier)
    return min(reduced, plan.own, key=lambda reached: reached.month)


def _check_birth(born: date, today: date) -> None:
    age = count_months(born, today)
    if age > MOST_AGE:
        raise Impossible("born", "Chưa ai sống quá 120 tuổi; bạn xem lại tháng, năm sinh giúp mình.")
    if age < 0:
        raise Impossible("born", "Tháng sinh này chưa tới; bạn xem lại giúp mình.")
    if age < LEAST_AGE:
        raise Impossible("born", "Người chưa đủ 15 tuổi chưa đóng BHXH; bạn xem lại năm sinh giúp mình.")

"""When somebody means to retire, measured against the age that is theirs."""

from dataclasses import dataclass
from datetime import date

from knowledge.calculators.answers import get_count, get_day, get_word
from knowledge.calculators.insured_time import YEAR, count_months, print_month
from knowledge.calculators.pension import Reached, find_retirement
from knowledge.calculators.shape import Answers, Figures, Impossible

EARLIER = {"normal": 0, "heavy": 60, "special": 60, "coal": 120}  # months: 41/2024/QH15 Điều 64 khoản 1
EARLIER_BY_LOSS = {"loss_61": 60, "loss_81": 120}  # months: Điều 65 khoản 1 điểm a, b
LEAST_AGE, MOST_AGE = 15 * YEAR, 120 * YEAR  # months; nobody was insured younger


@dataclass(frozen=True, slots=True)
class Plan:
    """When somebody stops working, measured against the age that is theirs."""

    sex: str
    own: Reached  # with the years in heavy work counted
    retires: date  # the first of the month
    early: int  # months before that age
    late: int  # months after the age in normal conditions


def find_plan(answers: Answers, figures: Figures) -> Plan:
    """The plan of these answers.

    Raises:
        Impossible: the months contradict each other.

    Source: BLLĐ 45/2019/QH14 Điều 169; Luật BHXH 41/2024/QH15 Điều 64; Nghị định 135/2020 Điều 4, 5.
    """
    sex, when = get_word(answers, "sex"), get_word(answers, "when")
    born = get_day(answers, "born")
    _check_birth(born, figures.day)
    own = find_retirement(figures, sex, born, EARLIER[get_word(answers, "job")])
    if when == "on_time":
        return Plan(sex, own, own.month, 0, 0)
    retires = get_day(answers, "retires_on").replace(day=1)
    age = count_months(born, retires)
    if not LEAST_AGE < age <= MOST_AGE:
        raise Impossible(
            "retires_on", "Bạn nghỉ việc khi từ 15 đến 120 tuổi; bạn xem lại tháng nghỉ giúp mình."
        )
    months = count_months(own.month, retires)
    if when == "later" and months < 0:
        raise Impossible(
            "retires_on", f"Muộn hơn thì phải từ tháng đủ tuổi trở đi: {print_month(own.month)}."
        )
    normal = find_retirement(figures, sex, born)
    return Plan(sex, own, retires, max(-months, 0), max(count_months(normal.month, retires), 0))


def check_paid(answers: Answers, plan: Plan) -> None:
    """
    Raises:
        Impossible: more months were paid than lie between the fifteenth birthday and the end of work.
    """
    if get_count(answers, "months_paid") > count_months(get_day(answers, "born"), plan.retires) - LEAST_AGE:
        raise Impossible("months_paid", "Số tháng này nhiều hơn số tháng từ khi bạn 15 tuổi đến lúc nghỉ.")


def find_earliest(answers: Answers, figures: Figures, plan: Plan) -> Reached | None:
    """The earliest month for one whose capacity is reduced; None: at any age. Source: Điều 65 Luật BHXH."""
    if get_word(answers, "job") == "special":
        return None
    earlier = EARLIER_BY_LOSS[get_word(answers, "when")]
    return find_retirement(figures, plan.sex, get_day(answers, "born"), earlier)


def _check_birth(born: date, today: date) -> None:
    age = count_months(born, today)
    if age > MOST_AGE:
        raise Impossible("born", "Chưa ai sống quá 120 tuổi; bạn xem lại tháng, năm sinh giúp mình.")
    if age < 0:
        raise Impossible("born", "Tháng sinh này chưa tới; bạn xem lại giúp mình.")
    if age < LEAST_AGE:
        raise Impossible("born", "Người chưa đủ 15 tuổi chưa đóng BHXH; bạn xem lại năm sinh giúp mình.")

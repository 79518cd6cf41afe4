"""How the retirement calculator shows its sums, and where the law can be read in another way."""

from decimal import Decimal

from knowledge.calculators.answers import get_day
from knowledge.calculators.insured_time import YEAR, count_years, print_age, print_month, print_months
from knowledge.calculators.pension import (
    FIRST_SHARE,
    FURTHER,
    LEAST_YEARS,
    MALE_FURTHER,
    MALE_SHARE,
    MALE_YEARS,
    MOST_SHARE,
    YearsAbove,
    find_reduction,
    find_share,
)
from knowledge.calculators.retirement_plan import Plan
from knowledge.calculators.shape import Answers, Step, print_money, print_number


def build_age_step(answers: Answers, plan: Plan) -> Step:
    born = print_month(get_day(answers, "born"))
    return Step(
        "Đủ tuổi nghỉ hưu", f"{born} + {print_age(plan.own.age)}", f"tháng {print_month(plan.own.month)}"
    )


def list_share_steps(plan: Plan, paid: int, cut: Decimal) -> tuple[Step, ...]:
    years = count_years(paid)
    label = "Tỷ lệ hưởng"
    if paid % YEAR:
        label += f", {print_months(paid)} tính {print_number(years)} năm"
    steps = (Step(label, _spell_share(plan.sex, years), f"{print_number(find_share(plan.sex, years))}%"),)
    if not plan.early:
        return steps
    early = f"{print_months(plan.early)} trước {print_age(plan.age_then)}, mỗi năm trừ 2%"
    return (*steps, Step("Trừ vì nghỉ trước tuổi", early, f"{print_number(cut)}%"))


def _spell_share(sex: str, years: Decimal) -> str:
    """45% + 2% × (20,5 − 15)."""
    if sex == "nam" and years < MALE_YEARS:
        first, rate, since = MALE_SHARE, MALE_FURTHER, LEAST_YEARS
    else:
        first, rate, since = FIRST_SHARE, FURTHER, MALE_YEARS if sex == "nam" else LEAST_YEARS
    most = f", nhiều nhất {MOST_SHARE}%" if find_share(sex, years) == MOST_SHARE else ""
    return f"{first}% + {rate}% × ({print_number(years)} − {since}){most}"


def list_doubts(plan: Plan, share: Decimal, cut: Decimal) -> tuple[str, ...]:
    """The other reading of "before the age": before the age of one's own month of birth."""
    other = find_reduction(plan.early_by_birth)
    if not plan.early or other == cut:
        return ()
    return (
        f"Mình trừ theo tuổi nghỉ hưu của năm bạn nghỉ ({print_age(plan.age_then)}). Nếu cơ quan BHXH lấy tuổi theo tháng "
        f"sinh của bạn ({print_age(plan.own.age)}) thì trừ {print_number(other)}%, tỷ lệ còn "
        f"{print_number(share + cut - other)}%: bạn hỏi lại bằng văn bản trước khi nộp hồ sơ.",
    )


def list_one_off_steps(above: YearsAbove, pay: Decimal) -> tuple[Step, ...]:
    if not above.times:
        return ()
    formula = (
        f"({print_number(above.by_age)} × 0,5 + {print_number(above.past_age)} × 2) × {print_number(pay)}"
    )
    label = f"Nhận một lần cho {print_number(above.by_age + above.past_age)} năm vượt"
    return (Step(label, formula, print_money(pay * above.times)),)

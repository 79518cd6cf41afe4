"""Retirement: the month of retirement age, the first day of the pension, and how much it is in today's money."""

from datetime import date
from decimal import Decimal

from knowledge.calculators.answers import get_count, get_word
from knowledge.calculators.insured_pay import find_insured_pay, list_figure_citations
from knowledge.calculators.insured_time import (
    YEAR,
    add_months,
    count_months,
    count_years,
    print_age,
    print_month,
    print_months,
)
from knowledge.calculators.pension import (
    LEAST_YEARS,
    YearsAbove,
    find_reduction,
    find_share,
    find_years_above,
)
from knowledge.calculators.retirement_plan import LAW_SINCE, Plan, check_paid, find_earliest, find_plan
from knowledge.calculators.retirement_questions import FIELDS
from knowledge.calculators.retirement_steps import (
    build_age_step,
    list_doubts,
    list_one_off_steps,
    list_share_steps,
)
from knowledge.calculators.shape import (
    Answers,
    Calculator,
    Figures,
    Outcome,
    Step,
    print_day,
    print_money,
    print_number,
    round_dong,
)
from knowledge.entry import Citation

LOSS_YEARS = 20  # Điều 65 khoản 1
TOP_UP = 6  # months that may be paid at once, Điều 33 khoản 7
FLOOR_YEARS = 20  # of those insured before the law, Điều 141 khoản 11

CODE, LAW, DECREE = "45/2019/QH14", "41/2024/QH15", "135/2020/NĐ-CP"
AGE = Citation(CODE, "169", "2", is_primary=True)
LOWER_AGE = Citation(CODE, "169", "3", is_primary=True)
SCHEDULE = Citation(DECREE, "4", "2")
LOWER_SCHEDULE = Citation(DECREE, "5", "2")
MONTH = Citation(DECREE, "3", "1")
STARTING = Citation("12/2025/TT-BNV", "15", "1")
WHO = Citation(LAW, "64", "1", is_primary=True)
BY_LOSS = Citation(LAW, "65", "1", is_primary=True)
SHARE = Citation(LAW, "66", "1", is_primary=True)
REDUCTION = Citation(LAW, "66", "3")
ONE_OFF = Citation(LAW, "68", "2")
MEAN = Citation(LAW, "72", "2")
FLOOR = Citation(LAW, "141", "11")
LEFT_TO_PAY = Citation(LAW, "33", "7")
WITHDRAWAL = Citation(LAW, "70", "1")
MONTHLY = Citation(LAW, "23", "1")
EARLY_FROM = Citation("158/2025/NĐ-CP", "13", "2")

LEFT_OUT = (
    "Theo tiền hôm nay: chưa tính các lần tăng lương hưu và hệ số trượt giá cho lương các năm trước.",
    "Lương bình quân là của cả quá trình đóng; thời gian hưởng lương nhà nước lấy những năm cuối, có thể khác.",
    "Chưa tính nhà giáo, quân nhân, công an, người nhiễm HIV do nghề, và người đóng tự nguyện từ trước 2021.",
)
COMPULSORY = (
    "Nghỉ ở tuổi thấp hơn vì nghề hoặc vì suy giảm khả năng lao động thì chỉ đếm năm đóng BHXH bắt buộc (15 năm, hoặc 20 "
    "năm khi suy giảm); tháng đóng tự nguyện không được cộng vào số đó."
)
AFTER_CONCLUSION = (
    "Suy giảm khả năng lao động thì lương hưu tính từ tháng liền sau tháng có kết luận giám định."
)


def compute(answers: Answers, figures: Figures) -> Outcome:
    """
    Source: BLLĐ 45/2019/QH14 Điều 169; Nghị định 135/2020 Điều 3 khoản 1, 4, 5 (its Điều 3 khoản 2 ended on
    01/07/2025); Luật BHXH 41/2024/QH15 Điều 5 khoản 6, 64–66, 68, 69, 72, 141 khoản 11 (19/VBHN-VPQH); Nghị định 158/2025
    Điều 12, 13; Thông tư 12/2025/TT-BNV Điều 12, 14, 15.
    Years after retirement age are counted from the age of normal conditions, also for heavy work: the law leaves open
    which one it means, and this promises less.
    """
    plan, paid = find_plan(answers, figures), get_count(answers, "months_paid")
    check_paid(answers, plan)
    refusal = _find_refusal(answers, figures, plan, paid)
    if refusal is not None:
        return refusal
    return _work_out(answers, figures, plan, paid)


def _find_refusal(answers: Answers, figures: Figures, plan: Plan, paid: int) -> Outcome | None:
    """An outcome that says what is missing, or None."""
    if plan.early:
        earliest = find_earliest(answers, figures, plan)
        if earliest is not None and plan.retires < earliest.month:
            answer = (
                f"Chưa được: với mức suy giảm này, sớm nhất là tháng {print_month(earliest.month)}, khi bạn đủ "
                f"{print_age(earliest.age)}."
            )
            return Outcome(answer, (), (BY_LOSS,), LEFT_OUT[2:], amounts={"earliest": earliest.month})
    lacking = (LOSS_YEARS if plan.early else LEAST_YEARS) * YEAR - paid
    return _lacks(answers, plan, lacking) if lacking > 0 else None


def _spell_advice(plan: Plan, lacking: int) -> str:
    if lacking <= TOP_UP:
        return "Bạn được đóng một lần cho số tháng thiếu (tối đa 6 tháng)."
    if not plan.early:
        return "Bạn có thể đóng tiếp BHXH tự nguyện."
    advice = "Phải là năm đóng bắt buộc; tháng đóng tự nguyện không được cộng vào."
    if lacking <= (LOSS_YEARS - LEAST_YEARS) * YEAR:
        advice += " Bạn đã đủ 15 năm nên chờ đủ tuổi thì có lương hưu."
    return advice


def _lacks(answers: Answers, plan: Plan, lacking: int) -> Outcome:
    least, advice = LOSS_YEARS if plan.early else LEAST_YEARS, _spell_advice(plan, lacking)
    reached = f"Bạn đủ tuổi nghỉ hưu ({print_age(plan.own.age)}) trong tháng {print_month(plan.own.month)}"
    return Outcome(
        answer=f"Chưa được: còn thiếu {print_months(lacking)} để đủ {least} năm đóng BHXH. {advice} {reached}.",
        steps=(
            Step("Còn thiếu", f"{least} năm − {print_months(least * YEAR - lacking)}", print_months(lacking)),
        ),
        citations=(
            BY_LOSS if plan.early else WHO,
            AGE if get_word(answers, "job") == "normal" else LOWER_AGE,
            LEFT_TO_PAY,
            WITHDRAWAL,
            MONTHLY,
        ),
        leaves_out=(
            "Đủ tuổi mà chưa đủ 15 năm và không muốn đóng tiếp: được rút một lần hoặc nhận trợ cấp hằng tháng.",
            LEFT_OUT[2],
        ),
        amounts={"reaches_age_in": plan.own.month, "months_lacking": lacking},
    )


def _work_out(answers: Answers, figures: Figures, plan: Plan, paid: int) -> Outcome:
    level = figures.amount("muc_tham_chieu")
    pay = find_insured_pay(answers, "mean_pay", level)
    years, cut = count_years(paid), find_reduction(plan.early)
    share = find_share(plan.sex, years) - cut
    computed = pay.amount * share / 100
    is_floor = computed < level and paid >= FLOOR_YEARS * YEAR and _began_before_law(plan, paid)
    pension = round_dong(level if is_floor else computed)
    above = find_years_above(plan.sex, years, plan.late)
    one_off = round_dong(pay.amount * above.times)
    starts_on = _find_start(plan, paid)
    steps = [
        build_age_step(answers, plan),
        *pay.steps,
        *list_share_steps(plan, paid, cut),
        Step(
            "Lương hưu một tháng",
            f"{print_number(pay.amount)} × {print_number(share)}%",
            print_money(computed),
        ),
    ]
    if is_floor:
        steps.append(Step("Mức thấp nhất", "một lần mức tham chiếu", print_money(level)))
    return Outcome(
        answer=_answer(plan, starts_on, pension, one_off, today=figures.day),
        steps=(*steps, *list_one_off_steps(above, pay.amount)),
        citations=(
            *_citations(answers, plan, has_one_off=bool(one_off), is_floor=is_floor),
            *(list_figure_citations(figures, "muc_tham_chieu") if is_floor or pay.steps else ()),
        ),
        leaves_out=(
            *LEFT_OUT,
            *((COMPULSORY,) if plan.early or get_word(answers, "job") != "normal" else ()),
            *((AFTER_CONCLUSION,) if plan.early else ()),
        ),
        warnings=(*_warnings(above, is_floor=is_floor), *list_doubts(plan, share, cut)),
        amounts={
            "reaches_age_in": plan.own.month,
            "starts_on": starts_on,
            "share": share,
            "pension": pension,
            "one_off": one_off,
        },
    )


def _find_start(plan: Plan, paid: int) -> date:
    """The first day of the pension. Source: Luật BHXH Điều 69; Thông tư 12/2025 Điều 15 khoản 1."""
    starts_on = add_months(plan.retires, 1)
    return starts_on if paid >= LOSS_YEARS * YEAR else max(starts_on, LAW_SINCE)


def _began_before_law(plan: Plan, paid: int) -> bool:
    """Whether so many months cannot all lie after the law: the floor is for those insured before."""
    return count_months(LAW_SINCE, plan.retires) + 1 < paid


def _answer(plan: Plan, starts_on: date, pension: Decimal, one_off: Decimal, *, today: date) -> str:
    extra = f", và nhận thêm một lần {print_money(one_off)}" if one_off else ""
    money = f"khoảng {print_money(pension)} mỗi tháng{extra}"
    if plan.retires == plan.own.month and starts_on <= today:
        return (
            f"Bạn đủ tuổi nghỉ hưu từ tháng {print_month(plan.own.month)}; lương hưu tính từ tháng liền sau tháng nghỉ "
            f"việc, {money}."
        )
    return f"Lương hưu của bạn tính từ ngày {print_day(starts_on)}, {money}."


def _citations(answers: Answers, plan: Plan, *, has_one_off: bool, is_floor: bool) -> tuple[Citation, ...]:
    is_lower = get_word(answers, "job") != "normal"
    return (
        BY_LOSS if plan.early else WHO,
        LOWER_AGE if is_lower else AGE,
        SHARE,
        LOWER_SCHEDULE if is_lower else SCHEDULE,
        MONTH,
        STARTING,
        MEAN,
        *((REDUCTION,) if plan.early else ()),
        *((ONE_OFF,) if has_one_off else ()),
        *((FLOOR,) if is_floor else ()),
        *((EARLY_FROM,) if plan.early else ()),
    )


def _warnings(above: YearsAbove, *, is_floor: bool) -> tuple[str, ...]:
    warnings = []
    if is_floor:
        warnings.append(
            "Mức thấp nhất này dành cho người đã đóng trước 01/07/2025 và đủ 20 năm BHXH bắt buộc (khoản 11 Điều 141 Luật "
            "Bảo hiểm xã hội 2024); thời gian tự nguyện không được đếm."
        )
    if above.past_age:
        warnings.append(
            "Năm vượt đóng sau tuổi nghỉ hưu: Luật ghi 2 lần mức bình quân mỗi năm, Thông tư 12/2025 ghi 0,2 lần. Luật có "
            "giá trị cao hơn; bị tính 0,2 thì bạn hỏi lại cơ quan BHXH bằng văn bản."
        )
    return tuple(warnings)


CALCULATOR = Calculator(
    name="retirement",
    title="Tuổi nghỉ hưu, lương hưu",
    about="Tính tháng đủ tuổi nghỉ hưu, ngày bắt đầu có lương hưu và lương hưu ước chừng.",
    topics=("pension",),
    fields=FIELDS,
    citations=(
        WHO,
        AGE,
        SHARE,
        LOWER_AGE,
        BY_LOSS,
        SCHEDULE,
        LOWER_SCHEDULE,
        MONTH,
        STARTING,
        MEAN,
        REDUCTION,
        ONE_OFF,
        FLOOR,
        LEFT_TO_PAY,
        WITHDRAWAL,
        MONTHLY,
        EARLY_FROM,
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

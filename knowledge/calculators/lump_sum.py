"""Social insurance withdrawn at once: who may, how much, and what it costs in pension."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from knowledge.calculators.answers import get_count, get_word
from knowledge.calculators.insured_pay import find_insured_pay, list_figure_citations
from knowledge.calculators.insured_time import YEAR, count_months, count_years, print_months
from knowledge.calculators.lump_sum_questions import FIELDS
from knowledge.calculators.pension import LEAST_YEARS, find_share
from knowledge.calculators.shape import (
    Answers,
    Calculator,
    Figures,
    Impossible,
    Outcome,
    Step,
    print_money,
    print_number,
    round_dong,
)
from knowledge.entry import Citation

BEFORE_2014, SINCE_2014 = Decimal("1.5"), Decimal(2)  # months of pay a year, 41/2024/QH15 Điều 70 khoản 3
TURN = date(2014, 1, 1)
NEW_LAW = date(2025, 7, 1)  # Điều 140
MOST_UNDER_A_YEAR = Decimal(2)  # months of pay, Điều 70 khoản 3 điểm c
MOST_MONTHS = 20 * YEAR  # for those who waited a year, Điều 70 khoản 1 điểm đ
AT_ONCE = {"abroad", "ill", "disabled"}  # whatever was paid, Điều 70 khoản 1 điểm b, c, d

LAW, DECREE = "41/2024/QH15", "158/2025/NĐ-CP"
WITHDRAWAL = Citation(LAW, "70", is_primary=True)  # who, how much, and the choice of a pension: one article
KEPT = Citation(LAW, "71")
VOLUNTARY = Citation(LAW, "102", "1")
PENSION = Citation(LAW, "66", "1")
ODD_MONTHS = Citation(LAW, "5", "6")
MONTHLY = Citation(LAW, "23", "1")
WAITING = Citation(DECREE, "14", "1")
CHOOSING = Citation(DECREE, "14", "2")
ADJUSTED = Citation(DECREE, "16", "1")

LEFT_OUT = (
    "Lương các năm trước được nhân hệ số trượt giá rồi mới tính bình quân; nếu bạn chưa nhân thì số thật thường cao hơn.",
    "Tiền Nhà nước hỗ trợ đóng BHXH tự nguyện không được tính, trừ người bệnh nặng, khuyết tật đặc biệt nặng.",
    "Chưa tính trường hợp người nước ngoài, quân nhân, công an, và phụ cấp khu vực trước năm 2007.",
)
CHOICE = (
    "Bạn có đóng trước 01/07/2025, đã ngừng đủ 12 tháng và tổng cộng chưa đủ 20 năm thì được chọn lương hưu hoặc rút một "
    "lần: tính lại, chọn trường hợp ngừng đủ 12 tháng."
)
KEEP = "Bạn không bắt buộc phải rút: để lại thì thời gian đóng được giữ nguyên."
LOST = (
    "Rút rồi thì thời gian đó không còn được tính cho lương hưu, trợ cấp tuất; đi làm lại phải tính từ đầu."
)


def count_pay_months(before: int, since: int, rate: Decimal) -> Decimal:
    """The sum in months of mean pay.

    Args:
        before: Months paid before 2014.
        since: Months paid since.
        rate: Percent of the pay contributed each month, for those with less than a year.

    Source: Luật BHXH Điều 70 khoản 3, Điều 5 khoản 6: odd months of before 2014 move to the years since, and only
    where there are such.
    """
    if before + since < YEAR:
        return min(rate * (before + since) / 100, MOST_UNDER_A_YEAR)
    moved = before % YEAR if since else 0
    return BEFORE_2014 * count_years(before - moved) + SINCE_2014 * count_years(since + moved)


def compute(answers: Answers, figures: Figures) -> Outcome:
    """
    Source: Luật BHXH 41/2024/QH15 Điều 5 khoản 6, 70, 71, 102 (19/VBHN-VPQH); Nghị định 158/2025 Điều 14–17.
    The adjustment of past pay (Điều 73, coefficients published each year) is left to the one who types the mean.
    """
    reason = get_word(answers, "reason")
    if reason == "new":
        answer = (
            "Chưa được: chỉ mới đóng từ 01/07/2025 thì không rút được vì nghỉ việc. Chỉ rút khi đủ tuổi nghỉ hưu mà chưa "
            "đủ 15 năm đóng, ra nước ngoài định cư, bệnh nặng hoặc suy giảm từ 81%; thời gian đã đóng được giữ lại."
        )
        return Outcome(answer, (), (WITHDRAWAL, VOLUNTARY, KEPT), LEFT_OUT[2:])
    before, since = get_count(answers, "months_before_2014"), get_count(answers, "months_since_2014")
    _check_months(before, since, figures.day)
    refusal = _find_refusal(reason, before + since)
    if refusal and reason == "age" and before + since < MOST_MONTHS:
        return Outcome(refusal, (), (WITHDRAWAL, VOLUNTARY, KEPT, CHOOSING), (CHOICE, *LEFT_OUT[2:]))
    if refusal:
        return Outcome(refusal, (), (WITHDRAWAL, VOLUNTARY, KEPT), LEFT_OUT[2:])
    return _work_out(answers, figures, before, since)


def _check_months(before: int, since: int, today: date) -> None:
    if not before + since:
        raise Impossible(
            "months_since_2014", "Chưa đóng tháng nào thì chưa có gì để rút; bạn xem lại số tháng."
        )
    if since > count_months(TURN, today) + 1:
        raise Impossible("months_since_2014", "Số tháng này nhiều hơn số tháng từ 01/2014 đến nay.")


def _find_refusal(reason: str, months: int) -> str | None:
    if reason in {"waited", "waiting"} and months >= MOST_MONTHS:
        return (
            "Chưa được: đóng từ đủ 20 năm thì không rút theo cách chờ 12 tháng. Bạn giữ sổ chờ lương hưu; bệnh nặng, "
            "định cư nước ngoài hoặc suy giảm từ 81% thì vẫn rút được."
        )
    if reason == "age" and months >= LEAST_YEARS * YEAR:
        return "Chưa được: đủ tuổi và đã đóng đủ 15 năm thì bạn nhận lương hưu hằng tháng, không rút theo trường hợp này."
    return None


def _work_out(answers: Answers, figures: Figures, before: int, since: int) -> Outcome:
    sex, reason = get_word(answers, "sex"), get_word(answers, "reason")
    pay = find_insured_pay(answers, "mean_pay", figures.amount("muc_tham_chieu"))
    rate = figures.amount("ty_le_dong_bhxh", "huu_tri_ca_hai_ben")
    months = count_pay_months(before, since, rate)
    amount = round_dong(pay.amount * months)
    equal = _count_pension_months(sex, months, before + since)
    return Outcome(
        answer=_answer(reason, amount, equal, has_years=before + since >= LEAST_YEARS * YEAR),
        steps=(
            *pay.steps,
            *_steps(before, since, rate),
            Step(
                "Tiền rút một lần",
                f"{print_number(pay.amount)} × {print_number(months)}",
                print_money(amount),
            ),
            _comparison(sex, months, before + since, equal),
        ),
        citations=(
            WITHDRAWAL,
            ODD_MONTHS,
            PENSION,
            KEPT,
            VOLUNTARY,
            ADJUSTED,
            *((WAITING,) if reason in {"waited", "waiting"} else ()),
            *((MONTHLY,) if reason == "age" else ()),
            *(list_figure_citations(figures, "muc_tham_chieu") if pay.steps else ()),
        ),
        leaves_out=(*LEFT_OUT, *_under_a_year(before, since)),
        warnings=(LOST, _advice(reason, before + since)),
        amounts={
            "amount": amount,
            "pay_months": months,
            "months_lost": before + since,
            "pension_months": equal,
        },
    )


def _count_pension_months(sex: str, months: Decimal, paid: int) -> Decimal:
    """So many months of a pension of 15 years, or of all years paid where they are more; about."""
    share = find_share(sex, max(count_years(paid), Decimal(LEAST_YEARS)))
    return (months * 100 / share).quantize(Decimal(1), ROUND_HALF_UP)


def _comparison(sex: str, months: Decimal, paid: int, equal: Decimal) -> Step:
    share = find_share(sex, max(count_years(paid), Decimal(LEAST_YEARS)))
    label = "So với lương hưu" if paid >= LEAST_YEARS * YEAR else "So với lương hưu khi đóng đủ 15 năm"
    return Step(label, f"{print_number(months)} ÷ {print_number(share)}%", f"khoảng {equal} tháng lương hưu")


def _steps(before: int, since: int, rate: Decimal) -> tuple[Step, ...]:
    if before + since < YEAR:
        formula = f"{print_number(rate)}% × {before + since}, nhiều nhất {MOST_UNDER_A_YEAR}"
        months = count_pay_months(before, since, rate)
        return (
            Step("Đóng chưa đủ một năm: bằng số đã đóng", formula, f"{print_number(months)} tháng lương"),
        )
    moved = before % YEAR if since else 0
    parts = (
        ("Thời gian trước 2014", before - moved, BEFORE_2014),
        ("Thời gian từ 2014" + (" (cộng tháng lẻ trước đó)" if moved else ""), since + moved, SINCE_2014),
    )
    return tuple(
        Step(
            label,
            f"{_spell_years(paid)} × {print_number(times)}",
            f"{print_number(times * count_years(paid))} tháng lương",
        )
        for label, paid, times in parts
        if paid
    )


def _spell_years(paid: int) -> str:
    """7 năm; 6 năm 10 tháng tính 7 năm."""
    years = f"{print_number(count_years(paid))} năm"
    return years if paid % YEAR == 0 else f"{print_months(paid)} tính {years}"


def _answer(reason: str, amount: Decimal, equal: Decimal, *, has_years: bool) -> str:
    if has_years:
        compared = f"bằng khoảng {equal} tháng lương hưu, trong khi lương hưu trả suốt đời"
    else:
        compared = (
            f"bằng khoảng {equal} tháng lương hưu nếu sau này bạn đóng đủ 15 năm; lương hưu thì trả suốt đời"
        )
    if reason == "waiting":
        return (
            "Chưa được: phải đủ 12 tháng liên tục không đóng BHXH. "
            f"Khi đủ, bạn nhận khoảng {print_money(amount)}, {compared}."
        )
    return f"Bạn rút được khoảng {print_money(amount)}, {compared}."


def _advice(reason: str, paid: int) -> str:
    lacking = LEAST_YEARS * YEAR - paid
    if lacking <= 0 and reason in AT_ONCE:
        return "Bạn đã đóng đủ 15 năm: nếu cũng đã đủ tuổi hưởng lương hưu thì được chọn lương hưu hoặc rút một lần."
    if lacking <= 0:
        return "Bạn đã đóng đủ 15 năm: giữ lại thì đến tuổi nghỉ hưu có lương hưu hằng tháng và thẻ bảo hiểm y tế."
    if reason == "age":
        return (
            f"Bạn còn thiếu {print_months(lacking)} để có lương hưu: có thể đóng tiếp tự nguyện (thiếu từ 6 tháng trở xuống "
            "thì đóng một lần), hoặc chọn trợ cấp hằng tháng theo Điều 23 Luật Bảo hiểm xã hội 2024."
        )
    if reason in AT_ONCE:
        return KEEP
    return (
        f"Bạn còn thiếu {print_months(lacking)} là đủ 15 năm để có lương hưu; đi làm lại hoặc đóng tự nguyện thì được "
        "cộng vào."
    )


def _under_a_year(before: int, since: int) -> tuple[str, ...]:
    if before and before + since < YEAR:
        return ("Trước 2014 mức đóng thấp hơn bây giờ, nên số tiền đã đóng thật có thể ít hơn.",)
    return ()


CALCULATOR = Calculator(
    name="lump_sum",
    title="Rút BHXH một lần",
    about="Tính tiền rút bảo hiểm xã hội một lần, ai được rút, và so với lương hưu.",
    topics=("lump_sum",),
    fields=FIELDS,
    citations=(
        WITHDRAWAL,
        KEPT,
        VOLUNTARY,
        PENSION,
        ODD_MONTHS,
        MONTHLY,
        WAITING,
        CHOOSING,
        ADJUSTED,
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

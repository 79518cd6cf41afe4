"""Unemployment benefit: how much a month, for how many months, by when to file, from which day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from knowledge.calculators.answers import get_count, get_day, get_decimal, get_word
from knowledge.calculators.insured_pay import ask_pay, list_figure_citations
from knowledge.calculators.insured_time import YEAR, add_months, count_months
from knowledge.calculators.shape import (
    Answers,
    Calculator,
    Choice,
    Field,
    FieldKind,
    Figures,
    Impossible,
    Outcome,
    Step,
    Value,
    print_day,
    print_money,
    print_number,
    round_dong,
)
from knowledge.calculators.working_days import RESTS, get_last_working_day
from knowledge.entry import Citation

SHARE = Decimal("0.6")  # 74/2025/QH15 Điều 39 khoản 1
CAP = 5  # times the regional minimum wage, the same clause
FIRST_MONTHS, FIRST_BENEFIT, MOST_BENEFIT = 36, 3, 12  # Điều 39 khoản 2
LEAST_MONTHS = 12  # Điều 38 khoản 1 điểm b
FILING_MONTHS = 3  # Điều 38 khoản 1 điểm c
STARTING_DAY = 11  # the working day after filing, Điều 39 khoản 3
FUND_SINCE = date(2009, 1, 1)  # nobody paid earlier

LAW, DECREE = "74/2025/QH15", "374/2025/NĐ-CP"
CONDITIONS = Citation(LAW, "38", "1", is_primary=True)
BENEFIT = Citation(LAW, "39", is_primary=True)  # how much, how long, from when, the health card: one article
KEPT = Citation(DECREE, "8", "1")
FILING = Citation(DECREE, "14", "2")
FORMULA = Citation(DECREE, "15", "1")
TRAINING = Citation(LAW, "37", "2")
PAID_TIME = Citation(LAW, "35", "1")
UNABLE = Citation(DECREE, "3")
COUNTING = Citation(DECREE, "45", "3")
ALWAYS = (CONDITIONS, BENEFIT, FILING, FORMULA)

REFUSED = {
    "unlawful": (
        "Chưa được: nghỉ ngang trái luật thì không có trợ cấp thất nghiệp. Nếu bạn nghỉ vì công ty nợ lương, ngược đãi "
        "hoặc lý do khác mà luật cho nghỉ ngay, đó là nghỉ đúng luật và bạn vẫn được hưởng."
    ),
    "pension": "Chưa được: nghỉ việc khi đã đủ điều kiện hưởng lương hưu thì nhận lương hưu, không có trợ cấp thất nghiệp.",
}
TOO_FEW = (
    "Chưa được: bạn cần đóng đủ 12 tháng trong 24 tháng trước khi nghỉ (hợp đồng dưới 12 tháng thì trong 36 tháng). "
    "Số tháng đã đóng được giữ lại, cộng với lần đóng sau."
)
KEPT_FOR_LATER = "Số tháng đã đóng mà chưa hưởng vẫn được cộng với lần đóng sau."
UNABLE_EMPLOYER = (
    "Công ty phá sản, bỏ trốn, không còn khả năng đóng thì hạn 3 tháng tính từ ngày cơ quan có thẩm quyền xác nhận việc "
    "đó."
)
LEFT_OUT = (
    "Lương để tính là lương ghi trên sổ đóng bảo hiểm thất nghiệp, không phải tiền thực lãnh.",
    "Bạn phải đang đóng ở tháng nghỉ việc hoặc tháng liền trước, và chưa có việc làm mới đóng BHXH bắt buộc trong 10 ngày "
    "làm việc từ khi nộp hồ sơ.",
    "Tháng nào không báo tìm việc thì bị dừng tiền tháng đó; có việc mới thì báo trong 3 ngày làm việc để giữ phần "
    "chưa hưởng.",
    "Ngày bắt đầu hưởng chưa trừ nghỉ Tết Âm lịch, Giỗ Tổ, ngày liền kề Quốc khánh và ngày nghỉ bù.",
)


def _is_lawful(answers: Answers) -> bool:
    return answers.get("reason") not in REFUSED


def _has_months(answers: Answers) -> bool:
    return _is_lawful(answers) and get_count(answers, "months_paid") >= LEAST_MONTHS


def _is_open(answers: Answers) -> bool:
    return _has_months(answers) and answers.get("recent") != "too_few"


FIELDS = (
    Field(
        "reason",
        "Bạn nghỉ việc như thế nào?",
        FieldKind.CHOICE,
        choices=(
            Choice("lawful", "Hết hợp đồng, thỏa thuận, có báo trước"),
            Choice("dismissed", "Công ty cho nghỉ hoặc sa thải"),
            Choice("unlawful", "Nghỉ ngang, không báo trước"),
            Choice("pension", "Nghỉ khi đủ điều kiện lương hưu"),
        ),
    ),
    Field(
        "months_paid",
        "Bạn đã đóng bảo hiểm thất nghiệp mấy tháng mà chưa lãnh trợ cấp?",
        FieldKind.COUNT,
        unit="tháng",
        hint="Cộng mọi nơi đã làm. Ví dụ: 5 năm là 60. Xem trên VssID, mục Quá trình tham gia BHTN.",
        least=0,
        most=600,
        is_needed=_is_lawful,
    ),
    Field(
        "recent",
        "Trong thời gian gần nhất trước khi nghỉ, bạn đóng đủ 12 tháng chưa?",
        FieldKind.CHOICE,
        hint="Đếm ngược từ tháng nghỉ việc. Hợp đồng dưới 12 tháng được đếm trong 36 tháng.",
        choices=(
            Choice("in_24", "Đủ 12 tháng trong 24 tháng"),
            Choice("in_36", "Hợp đồng dưới 1 năm, đủ 12 trong 36"),
            Choice("too_few", "Chưa đủ"),
        ),
        is_needed=_has_months,
    ),
    replace(
        ask_pay("mean_pay", "Lương bình quân đóng bảo hiểm thất nghiệp 6 tháng cuối của bạn là bao nhiêu?"),
        is_needed=_is_open,
    ),
    Field("zone", "Nơi bạn làm việc thuộc vùng lương nào?", FieldKind.ZONE, is_needed=_is_open),
    Field(
        "left_on",
        "Hợp đồng của bạn chấm dứt ngày nào?",
        FieldKind.DAY,
        hint="Ngày ghi trên quyết định thôi việc. Ví dụ: 31/10/2026.",
        is_needed=_is_open,
    ),
)


def count_benefit_months(paid: int) -> tuple[int, int]:
    """Months of benefit for so many months paid, and the odd months no benefit was given for."""
    further = max(paid - FIRST_MONTHS, 0)
    months = min(FIRST_BENEFIT + further // YEAR, MOST_BENEFIT)
    return months, further - (months - FIRST_BENEFIT) * YEAR


def compute(answers: Answers, figures: Figures) -> Outcome:
    """
    Source: Luật Việc làm 74/2025/QH15 Điều 35, 38, 39, 41; Nghị định 374/2025 Điều 3, 8, 14, 15, 16, 45 khoản 3.
    The cap is that of the last month paid (Điều 39 khoản 1 of the law goes before Điều 15 of the decree, which
    says the day of leaving); the month of leaving is taken, and the other is named where it matters.
    """
    reason = get_word(answers, "reason")
    if reason in REFUSED:
        if reason == "unlawful":
            return Outcome(REFUSED[reason], (), (CONDITIONS, PAID_TIME), (KEPT_FOR_LATER,))
        return Outcome(REFUSED[reason], (), (CONDITIONS,), LEFT_OUT[1:2])
    paid = get_count(answers, "months_paid")
    if paid < LEAST_MONTHS or get_word(answers, "recent") == "too_few":
        note = (
            "Đóng từ đủ 9 tháng trong 36 tháng trước khi nghỉ thì bạn vẫn được hỗ trợ tiền học nghề, nếu nộp đơn trong 12 "
            "tháng và 10 ngày làm việc sau đó chưa có việc."
        )
        return Outcome(TOO_FEW, (), (CONDITIONS, TRAINING), (*LEFT_OUT[1:2], note))
    left_on = get_day(answers, "left_on")
    _check_days(paid, left_on, figures.day)
    file_by = add_months(left_on, FILING_MONTHS)
    if figures.day > add_months(left_on, YEAR):
        answer = f"Chưa được: hạn nộp hồ sơ đã hết từ {print_day(file_by)}. Số tháng đã đóng được giữ lại cho lần sau."
        return Outcome(
            answer, (), (CONDITIONS, FILING, UNABLE), (UNABLE_EMPLOYER,), amounts={"file_by": file_by}
        )
    return _work_out(answers, figures, left_on, file_by)


def _check_days(paid: int, left_on: date, today: date) -> None:
    if left_on > today + timedelta(days=366):
        raise Impossible(
            "left_on", "Ngày nghỉ việc còn hơn một năm nữa; bạn tính lại khi gần đến ngày đó giúp mình."
        )
    if left_on < FUND_SINCE:
        raise Impossible(
            "left_on", "Trước năm 2009 chưa có bảo hiểm thất nghiệp; bạn xem lại ngày nghỉ việc."
        )
    if paid > count_months(FUND_SINCE, left_on) + 1:
        raise Impossible(
            "months_paid",
            "Số tháng này nhiều hơn số tháng từ khi có bảo hiểm thất nghiệp (01/2009) đến lúc bạn nghỉ.",
        )


def _work_out(answers: Answers, figures: Figures, left_on: date, file_by: date) -> Outcome:
    zone, pay = get_word(answers, "zone"), get_decimal(answers, "mean_pay")
    paid = get_count(answers, "months_paid")
    wage = figures.amount("luong_toi_thieu", zone, on=left_on)
    months, odd = count_benefit_months(paid)
    monthly = round_dong(min(pay * SHARE, wage * CAP))
    is_late = figures.day > file_by
    filed_on = max(left_on, figures.day)
    start_on = get_last_working_day(filed_on, STARTING_DAY, RESTS["weekend"])
    beginning = f"ngày làm việc thứ {STARTING_DAY} sau khi nộp đủ hồ sơ {print_day(filed_on)}"
    steps = (
        *_money_steps(pay, wage, monthly),
        *_month_steps(paid, months, odd),
        Step("Tổng cộng", f"{print_number(monthly)} × {months}", print_money(monthly * months)),
        Step("Hạn nộp hồ sơ", f"{print_day(left_on)} + {FILING_MONTHS} tháng", print_day(file_by)),
        *(() if is_late else (Step("Được tính hưởng từ", beginning, print_day(start_on)),)),
        Step("Thẻ bảo hiểm y tế khi hưởng", "quỹ bảo hiểm thất nghiệp đóng", "bạn không phải trả"),
    )
    amounts: dict[str, Value] = {
        "monthly": monthly,
        "months": months,
        "total": monthly * months,
        "months_kept": odd if paid <= MOST_BENEFIT * YEAR else 0,
        "file_by": file_by,
    }
    return Outcome(
        answer=_answer(monthly, months, file_by, is_late=is_late),
        steps=steps,
        citations=(
            *ALWAYS,
            *((UNABLE,) if is_late else (COUNTING,)),
            *((KEPT,) if odd else ()),
            *list_figure_citations(figures, "luong_toi_thieu", zone, on=left_on),
        ),
        leaves_out=(UNABLE_EMPLOYER, *LEFT_OUT[:-1]) if is_late else LEFT_OUT,
        warnings=tuple(_warnings(pay, wage, figures, zone, left_on)),
        amounts=amounts if is_late else amounts | {"start_on": start_on},
    )


def _answer(monthly: Decimal, months: int, file_by: date, *, is_late: bool) -> str:
    money = f"khoảng {print_money(monthly)} mỗi tháng trong {months} tháng"
    if is_late:
        return (
            f"Hạn nộp hồ sơ đã hết từ {print_day(file_by)}: chưa nộp thì lần này không được, số tháng đã đóng được giữ lại. "
            f"Nếu bạn đã nộp kịp thì được {money}."
        )
    return f"Bạn được {money}. Nộp hồ sơ chậm nhất ngày {print_day(file_by)}."


def _money_steps(pay: Decimal, wage: Decimal, monthly: Decimal) -> tuple[Step, ...]:
    return (
        Step("60% lương bình quân 6 tháng cuối", f"60% × {print_number(pay)}", print_money(pay * SHARE)),
        Step("Mức cao nhất của vùng", f"{CAP} × {print_number(wage)}", print_money(wage * CAP)),
        Step("Mỗi tháng bạn nhận", "mức thấp hơn trong hai mức trên", print_money(monthly)),
    )


def _month_steps(paid: int, months: int, odd: int) -> tuple[Step, ...]:
    further = max(paid - FIRST_MONTHS, 0)
    formula = f"đóng {paid} tháng, từ 12 đến 36 tháng được {FIRST_BENEFIT}"
    if months > FIRST_BENEFIT:
        more = months - FIRST_BENEFIT
        formula = f"{FIRST_BENEFIT} tháng cho {FIRST_MONTHS} tháng đóng đầu + {more} tháng cho {further} tháng đóng sau"
    steps = (Step("Số tháng được hưởng", formula, f"{months} tháng"),)
    if not odd:
        return steps
    fate = (
        "được giữ lại cho lần sau"
        if paid <= MOST_BENEFIT * YEAR
        else "không được giữ lại, vì đã đóng trên 144 tháng"
    )
    return (*steps, Step("Tháng đóng còn lẻ", f"{paid} − {paid - odd}", f"{odd} tháng, {fate}"))


def _warnings(pay: Decimal, wage: Decimal, figures: Figures, zone: str, left_on: date) -> list[str]:
    warnings = []
    if pay < wage:
        warnings.append(
            f"Lương bạn nhập thấp hơn lương tối thiểu vùng ({print_money(wage)}): làm đủ giờ mà trả thấp hơn là trái "
            "khoản 2 Điều 90 Bộ luật Lao động 2019."
        )
    month_before = left_on.replace(day=1) - timedelta(days=1)
    other = figures.amount("luong_toi_thieu", zone, on=month_before) * CAP
    if other != wage * CAP and pay * SHARE > other:
        warnings.append(
            f"Nếu tháng đóng cuối cùng của bạn là {month_before:%m/%Y} thì mức cao nhất là {print_money(other)} mỗi tháng."
        )
    return warnings


CALCULATOR = Calculator(
    name="unemployment",
    title="Trợ cấp thất nghiệp",
    about="Tính tiền trợ cấp thất nghiệp mỗi tháng, số tháng được hưởng và hạn nộp hồ sơ.",
    topics=("bhtn",),
    fields=FIELDS,
    citations=(*ALWAYS, KEPT, TRAINING, COUNTING, PAID_TIME, UNABLE),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

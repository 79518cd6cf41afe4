"""Severance when a contract ends, and the allowance for a lost job: for the years without unemployment insurance."""

from datetime import date, timedelta
from decimal import Decimal

from knowledge.calculators.answers import get_count, get_day, get_decimal, get_word
from knowledge.calculators.insured_time import YEAR, count_months
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
from knowledge.calculators.worked_time import Span, count_years, get_span
from knowledge.entry import Citation

LEAST_MONTHS = 12  # of regular work (Điều 46 khoản 1, Điều 47 khoản 1 BLLĐ)
SEVERANCE = Decimal("0.5")  # months of pay a year (Điều 46 khoản 1 BLLĐ)
JOB_LOSS = Decimal(1)  # months of pay a year (Điều 47 khoản 1 BLLĐ)
LEAST_JOB_LOSS = Decimal(2)  # months of pay (Điều 47 khoản 1 BLLĐ)
FIRST_DAY = date(2021, 2, 1)  # of NĐ 145/2020/NĐ-CP
LONGEST_WORK = 60  # years
FURTHEST = timedelta(days=731)  # ahead of the day asked

CODE, DECREE = "45/2019/QH14", "145/2020/NĐ-CP"
SEVERANCE_RULE = Citation(CODE, "46", is_primary=True)
JOB_LOSS_RULE = Citation(CODE, "47", is_primary=True)
REASONS = Citation(CODE, "34")
UNLAWFUL = Citation(CODE, "40", "1")
COMPANY_PAYS = Citation(CODE, "41")
PAID_BY = Citation(CODE, "48", "1")
DETAIL = Citation(DECREE, "8")  # who, the least for a lost job, the time and the pay: one article

EXCLUDED = {
    "dismissed": "bị sa thải thì luật không cho trợ cấp thôi việc. Thấy sa thải sai, bạn khiếu nại hoặc kiện; được hủy "
    "quyết định thì tính lại",
    "unlawful": "tự bỏ việc hoặc nghỉ trái luật thì không có trợ cấp thôi việc. Nếu bạn có lý do chính đáng hoặc đã báo "
    "trước đủ ngày, hãy đưa bằng chứng để công ty tính lại",
}
LONG_PAYMENT = {"restructured", "closed"}  # up to 30 days (Điều 48 khoản 1 điểm a, b, c BLLĐ)
LEAVES_OUT = (
    "Đây là tiền công ty trả; trợ cấp thất nghiệp do quỹ bảo hiểm trả là khoản khác, bạn nộp hồ sơ riêng.",
    "Nghỉ không lương theo thỏa thuận không nằm trong danh sách thời gian làm thực tế; có những tháng đó thì số tiền giảm.",
    "Chưa xét thời gian ở khu vực nhà nước trước năm 1995, công ty sáp nhập hay đổi chủ giữa chừng, và thuế.",
    "Thỏa ước, hợp đồng cho mức cao hơn thì theo mức đó.",
)
UNLAWFUL_DISMISSAL = (
    "Công ty cho nghỉ trái luật thì ngoài khoản này còn phải trả lương những ngày không được làm và ít nhất 2 tháng lương "
    "(Điều 41 Bộ luật Lao động)."
)
SIGNED_AWAY = (
    "Bị cắt giảm mà ký giấy thỏa thuận nghỉ thì chỉ còn trợ cấp thôi việc, thường thấp hơn trợ cấp mất việc làm; bạn đừng "
    "ký vội."
)
BY_REASON = {"employer": (UNLAWFUL_DISMISSAL,), "agreed": (SIGNED_AWAY,)}
ODD_DAYS = (
    "Còn lẻ {days} ngày chưa có bảo hiểm thất nghiệp. Luật không nói rõ ngày lẻ dưới một tháng tính thế nào, "
    "nên mình chưa tính."
)
DISPUTED = (
    "Có thể bị hiểu khác, là không còn tháng nào để tính thì không có trợ cấp; chữ của khoản 2 Điều 8 Nghị định "
    "145/2020/NĐ-CP không loại trừ mức 2 tháng. Bạn đòi bằng văn bản, nhờ công đoàn, Sở Nội vụ hoặc Tòa án xem."
)


def get_worked(answers: Answers, today: date) -> Span:
    """
    Raises:
        Impossible: the days cannot be.
    """
    first, last = get_day(answers, "started_on"), get_day(answers, "ended_on")
    if first > today:
        raise Impossible("started_on", "Ngày vào làm không thể ở tương lai.")
    if last < first:
        raise Impossible("ended_on", f"Ngày nghỉ không thể trước ngày vào làm {print_day(first)}.")
    if last < FIRST_DAY:
        raise Impossible("ended_on", f"Cách tính này dùng cho người nghỉ từ {print_day(FIRST_DAY)} trở đi.")
    if last > today + FURTHEST:
        raise Impossible("ended_on", "Ngày nghỉ xa quá hai năm nữa; bạn xem lại giúp mình.")
    if last.year - first.year > LONGEST_WORK:
        raise Impossible("started_on", f"Không ai làm việc quá {LONGEST_WORK} năm; bạn xem lại giúp mình.")
    return get_span(first, last)


def get_unpaid(answers: Answers, worked: Span) -> Span:
    """What is left of the time once the months of unemployment insurance are taken away.

    Raises:
        Impossible: more months insured than months touched by the work.
    """
    insured = get_count(answers, "insured_months")
    most = count_months(get_day(answers, "started_on"), get_day(answers, "ended_on")) + 1
    if insured > most:
        raise Impossible("insured_months", f"Bạn làm ở đây chỉ trong {most} tháng, không thể đóng nhiều hơn.")
    return Span(worked.months - insured, worked.days) if insured <= worked.months else Span(0, 0)


def compute(answers: Answers, figures: Figures) -> Outcome:
    """Half a month of pay a year, or a month and at least two where the job was lost.

    Source: Điều 34, 46, 47, 48 BLLĐ; Điều 8 NĐ 145/2020/NĐ-CP.
    """
    how = get_word(answers, "how_ended")
    if how in EXCLUDED:
        return _refuse(EXCLUDED[how], (SEVERANCE_RULE, DETAIL, UNLAWFUL if how == "unlawful" else REASONS))
    worked = get_worked(answers, figures.day)
    is_job_loss = how == "restructured"
    rule = JOB_LOSS_RULE if is_job_loss else SEVERANCE_RULE
    if worked.months < LEAST_MONTHS:
        why = f"bạn mới làm {worked.words}, phải từ đủ {LEAST_MONTHS} tháng trở lên"
        return _refuse(why, (rule, DETAIL))
    if answers.get("has_pension") is True and not is_job_loss:
        return _refuse(
            "người đủ điều kiện hưởng lương hưu không có trợ cấp thôi việc; bạn làm hồ sơ hưởng lương hưu",
            (rule, DETAIL),
        )
    unpaid = get_unpaid(answers, worked)
    years = count_years(unpaid)
    pay = get_decimal(answers, "average_pay")
    odd_days = (ODD_DAYS.format(days=unpaid.days),) if unpaid.days and unpaid.months % YEAR == 0 else ()
    if not years and not is_job_loss:
        return _nothing_left(worked, answers, odd_days)
    months = max(years * JOB_LOSS, LEAST_JOB_LOSS) if is_job_loss else years * SEVERANCE
    amount = round_dong(pay * months)
    disputed = is_job_loss and not years
    return Outcome(
        answer=_decide(amount, is_job_loss, disputed, how in LONG_PAYMENT),
        steps=_list_steps(answers, worked, unpaid, (years, months, amount), is_job_loss),
        citations=(rule, DETAIL, PAID_BY, *_list_further(how)),
        leaves_out=(*BY_REASON.get(how, ()), *LEAVES_OUT),
        warnings=(*((DISPUTED,) if disputed else ()), *odd_days),
        amounts={"amount": amount, "years": years, "months_of_pay": months, "is_disputed": disputed},
    )


def _list_further(how: str) -> tuple[Citation, ...]:
    """Of what a dismissal costs beyond it."""
    return (COMPANY_PAYS,) if how == "employer" else ()


def _decide(amount: Decimal, is_job_loss: bool, is_disputed: bool, is_long: bool) -> str:
    if is_disputed:
        return (
            f"Tùy cách hiểu: theo chữ của nghị định, bạn được ít nhất {print_money(amount)} (2 tháng lương) trợ cấp mất "
            "việc làm, dù đã đóng bảo hiểm thất nghiệp suốt thời gian làm."
        )
    name = "trợ cấp mất việc làm" if is_job_loss else "trợ cấp thôi việc"
    when = "chậm nhất 30 ngày" if is_long else "trong 14 ngày làm việc"
    return f"Bạn được khoảng {print_money(amount)} {name}. Công ty phải trả {when} từ ngày chấm dứt hợp đồng."


def _list_steps(
    answers: Answers, worked: Span, unpaid: Span, found: tuple[Decimal, Decimal, Decimal], is_job_loss: bool
) -> tuple[Step, ...]:
    years, months, amount = found
    first, last = get_day(answers, "started_on"), get_day(answers, "ended_on")
    insured, pay = get_count(answers, "insured_months"), get_decimal(answers, "average_pay")
    rate = JOB_LOSS if is_job_loss else SEVERANCE
    least = ", ít nhất 2" if is_job_loss else ""
    return (
        Step("Thời gian làm", f"{print_day(first)} đến {print_day(last)}", worked.words),
        Step("Còn lại để tính", f"{worked.words} − {insured} tháng", unpaid.words),
        *_list_rounding(unpaid, years),
        Step(
            "Số tháng lương",
            f"{print_number(years)} × {print_number(rate)}{least}",
            f"{print_number(months)} tháng",
        ),
        Step("Trợ cấp", f"{print_number(pay)} × {print_number(months)}", print_money(amount)),
    )


def _list_rounding(unpaid: Span, years: Decimal) -> tuple[Step, ...]:
    """Nothing where the years are whole."""
    odd = unpaid.months % YEAR
    if not odd:
        return ()
    is_half = years % 1 != 0
    rule = "lẻ đến 6 tháng tính nửa năm" if is_half else "lẻ hơn 6 tháng tính 1 năm"
    return (Step("Làm tròn thành năm", f"{unpaid.words}, {rule}", f"{print_number(years)} năm"),)


def _refuse(why: str, citations: tuple[Citation, ...]) -> Outcome:
    return Outcome(
        answer=f"Chưa được: {why}.",
        steps=(),
        citations=citations,
        leaves_out=LEAVES_OUT[:1],
        amounts={"amount": Decimal(0)},
    )


def _nothing_left(worked: Span, answers: Answers, odd_days: tuple[str, ...]) -> Outcome:
    insured, how = get_count(answers, "insured_months"), get_word(answers, "how_ended")
    amounts: dict[str, Value] = {"amount": Decimal(0), "years": Decimal(0)}
    return Outcome(
        answer="Chưa được: bạn đã đóng bảo hiểm thất nghiệp, hoặc đã nhận trợ cấp, cho cả thời gian làm nên không còn "
        "tháng nào để tính. Bạn xem điều kiện hưởng trợ cấp thất nghiệp.",
        steps=(Step("Còn lại để tính", f"{worked.words} − {insured} tháng", "không còn tháng nào"),),
        citations=(SEVERANCE_RULE, DETAIL, *_list_further(how)),
        leaves_out=(*BY_REASON.get(how, ()), *LEAVES_OUT[:1]),
        warnings=odd_days,
        amounts=amounts,
    )


def _is_payable(known: Answers) -> bool:
    return known.get("how_ended") not in EXCLUDED


FIELDS = (
    Field(
        "how_ended",
        "Hợp đồng của bạn chấm dứt vì sao?",
        FieldKind.CHOICE,
        choices=(
            Choice("resigned", "Mình xin nghỉ đúng luật"),
            Choice("expired", "Hết hạn hợp đồng hoặc xong việc"),
            Choice("agreed", "Hai bên thỏa thuận nghỉ"),
            Choice("employer", "Công ty cho nghỉ, không phải sa thải"),
            Choice("restructured", "Công ty cắt giảm, sáp nhập, bán lại"),
            Choice("closed", "Công ty giải thể, ngừng hoạt động"),
            Choice("dismissed", "Mình bị sa thải"),
            Choice("unlawful", "Mình tự bỏ việc, nghỉ ngang"),
        ),
    ),
    Field(
        "started_on",
        "Bạn vào làm công ty này ngày nào, tính cả thử việc?",
        FieldKind.DAY,
        hint="Nhiều hợp đồng nối tiếp thì lấy ngày đầu tiên. Ví dụ: 15/03/2015",
        is_needed=_is_payable,
    ),
    Field(
        "ended_on",
        "Ngày cuối cùng của hợp đồng là ngày nào?",
        FieldKind.DAY,
        hint="Chưa nghỉ thì ghi ngày dự định nghỉ.",
        is_needed=_is_payable,
    ),
    Field(
        "insured_months",
        "Trong đó có bao nhiêu tháng đã đóng bảo hiểm thất nghiệp hoặc đã được trả trợ cấp?",
        FieldKind.COUNT,
        unit="tháng",
        hint="Đếm trên VssID phần bảo hiểm thất nghiệp; cộng tháng công ty trả kèm lương khoản tương đương.",
        least=0,
        most=LONGEST_WORK * YEAR + YEAR,
        is_needed=_is_payable,
    ),
    Field(
        "average_pay",
        "Lương bình quân 6 tháng cuối theo hợp đồng là bao nhiêu?",
        FieldKind.MONEY,
        hint="Mức lương, phụ cấp và khoản bổ sung ghi trong hợp đồng, không kể tăng ca. Ví dụ: 8tr5 hoặc 8500000",
        least=500_000,
        most=1_000_000_000,
        too_little="Bạn nhập đủ số lương một tháng, ví dụ 8500000 hoặc 8tr5.",
        is_needed=_is_payable,
    ),
    Field(
        "has_pension",
        "Bạn đã đủ tuổi và đủ năm đóng để hưởng lương hưu chưa?",
        FieldKind.YES_NO,
        default=False,
        is_needed=lambda known: _is_payable(known) and known.get("how_ended") != "restructured",
    ),
)
CALCULATOR = Calculator(
    name="severance",
    title="Trợ cấp thôi việc, mất việc",
    about="Tính trợ cấp công ty phải trả khi bạn nghỉ việc hoặc bị mất việc.",
    topics=("severance", "termination"),
    fields=FIELDS,
    citations=(
        SEVERANCE_RULE,
        JOB_LOSS_RULE,
        DETAIL,
        REASONS,
        UNLAWFUL,
        COMPANY_PAYS,
        PAID_BY,
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

"""Work accident, occupational disease, accident on the way: what the company owes and what the fund pays."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from knowledge.calculators.accident_questions import FIELDS, LEAST_LOSS, SEVERE, get_loss, is_fatal
from knowledge.calculators.answers import get_count, get_day, get_decimal, get_word, is_yes
from knowledge.calculators.insured_pay import find_insured_pay, list_figure_citations
from knowledge.calculators.insured_time import print_month
from knowledge.calculators.shape import (
    Answers,
    Calculator,
    Figures,
    Impossible,
    NotInForce,
    Outcome,
    Step,
    Value,
    print_money,
    print_number,
    round_dong,
)
from knowledge.entry import Citation

# Months of pay the company owes, 84/2015/QH13 Điều 38 khoản 4.
COMPANY_FIRST, COMPANY_FURTHER, COMPANY_MOST = Decimal("1.5"), Decimal("0.4"), Decimal(30)
COMPANY_FIRST_TO = 10  # percent of working capacity lost
OWN_FAULT = Decimal("0.4")  # of it, khoản 5; also on the way by another's fault, Điều 39 khoản 2
MONTHLY_FROM = 31  # percent, Điều 49 khoản 1; from 5 % once, Điều 48 khoản 1
# One-off from the fund: times the base salary, months of insured pay by years (Điều 48 khoản 2).
ONCE_FIRST, ONCE_FURTHER = Decimal(5), Decimal("0.5")
YEAR_FIRST, YEAR_FURTHER = Decimal("0.5"), Decimal("0.3")  # months; percent of a month in Điều 49 khoản 2
# Monthly from the fund: percent of the base salary (Điều 49 khoản 2).
MONTHLY_FIRST, MONTHLY_FURTHER = Decimal(30), Decimal(2)
DEATH = 36  # times the base salary, Điều 53
FUNERAL = 10  # times the reference level, 41/2024/QH15 Điều 85 khoản 2

LAW = "84/2015/QH13"
COMPENSATION = Citation(LAW, "38", "4", is_primary=True)
OWN_FAULT_RULE = Citation(LAW, "38", "5")
WAY_RULE = Citation(LAW, "39", "2")
UNINSURED_RULE = Citation(LAW, "39", "4")
EXCLUDED_RULE = Citation(LAW, "40", "1")
ACCIDENT_RULE = Citation(LAW, "45")
DISEASE_RULE = Citation(LAW, "46", "1")
ONCE_RULE = Citation(LAW, "48", "2", is_primary=True)
MONTHLY_RULE = Citation(LAW, "49", "2", is_primary=True)
SERVICE_RULE = Citation(LAW, "52")
DEATH_RULE = Citation(LAW, "53", is_primary=True)
OLDER_YEARS = Citation("88/2020/NĐ-CP", "46", "1")
CARE = Citation(LAW, "38", "3")

AT_WORK = (
    "Công ty còn phải trả viện phí ngoài phần bảo hiểm y tế và trả đủ lương những ngày nghỉ điều trị; chưa cộng vào "
    "đây."
)
ON_THE_WAY = (
    "Những ngày nghỉ điều trị tai nạn trên đường thì bạn hưởng tiền ốm đau của BHXH; chưa cộng vào đây."
)
LEFT_OUT = (
    "Đây là mức ít nhất; thỏa ước hoặc thỏa thuận ghi cao hơn thì theo mức cao hơn.",
    "Chưa tính giám định lại, giám định tổng hợp, dụng cụ chỉnh hình, dưỡng sức, học nghề mới.",
    "Công ty đã mua bảo hiểm tai nạn riêng cho bạn thì tiền đó được trừ vào phần công ty phải trả.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the two payers owes."""

    amount: Decimal = Decimal(0)  # đồng, once or monthly
    steps: tuple[Step, ...] = ()
    citations: tuple[Citation, ...] = ()
    warnings: tuple[str, ...] = ()
    service: Decimal = Decimal(0)  # đồng a month for the one who cares


def count_company_months(loss: int, *, is_death: bool) -> Decimal:
    """Months of pay without one's own fault. Source: Điều 38 khoản 4 Luật ATVSLĐ."""
    if is_death or loss >= SEVERE:
        return COMPANY_MOST
    if loss < LEAST_LOSS:
        return Decimal(0)
    return COMPANY_FIRST + COMPANY_FURTHER * max(loss - COMPANY_FIRST_TO, 0)


def count_by_years(years: int) -> Decimal:
    """By years in the fund: up to one 0.5, each further 0.3. Source: Điều 48, 49 khoản 2 điểm b."""
    return YEAR_FIRST + YEAR_FURTHER * max(years - 1, 0)


def find_fault_share(event: str, fault: str) -> Decimal:
    """The share of the compensation the company owes. Source: Điều 38 khoản 4, 5; Điều 39 khoản 2."""
    if event == "disease":
        return Decimal(1)
    if event == "way":
        return OWN_FAULT if fault == "other" else Decimal(0)
    return OWN_FAULT if fault == "own" else Decimal(1)


def compute(answers: Answers, figures: Figures) -> Outcome:
    """
    Source: Luật An toàn, vệ sinh lao động 84/2015/QH13 Điều 38–40, 45, 46, 48, 49, 50, 52, 53; Nghị định 88/2020
    Điều 46 khoản 1; Luật BHXH 41/2024/QH15 Điều 31, 85. The base salary is that of the month the benefit begins.
    """
    event = get_word(answers, "event")
    fault = get_word(answers, "fault") if event != "disease" else "other"
    if fault == "excluded":
        answer = (
            "Chưa được: tai nạn do mâu thuẫn riêng, cố ý tự làm hại mình hoặc dùng ma túy thì công ty và quỹ bảo hiểm "
            "đều không phải trả. Nếu bạn không đồng ý với kết luận, hãy ghi ý kiến vào biên bản điều tra."
        )
        return Outcome(answer, (), (replace(EXCLUDED_RULE, is_primary=True), ACCIDENT_RULE), LEFT_OUT[:1])
    if not is_fatal(answers) and get_loss(answers) < LEAST_LOSS:
        answer = "Chưa được: tiền bồi thường và trợ cấp chỉ có khi giám định suy giảm khả năng lao động từ 5% trở lên."
        again = "Vết thương tái phát đã điều trị ổn định thì được giám định lại sau 24 tháng."
        return Outcome(answer, (), (COMPENSATION, CARE, ACCIDENT_RULE), (_treatment(event), again))
    base = _find_base_salary(answers, figures)
    company = _company(answers, event, fault)
    fund = _fund(answers, base)
    insured = is_yes(answers, "insured")
    return Outcome(
        answer=_answer(answers, company, fund),
        steps=(*company.steps, *fund.steps),
        citations=_sort(
            *company.citations,
            *fund.citations,
            DISEASE_RULE if event == "disease" else ACCIDENT_RULE,
            *(() if insured else (UNINSURED_RULE,)),
            *list_figure_citations(figures, "luong_co_so", on=get_day(answers, "month")),
        ),
        leaves_out=(_treatment(event), *LEFT_OUT, *_survivors(answers, base)),
        warnings=(*fund.warnings, *_warnings(insured=insured)),
        amounts=_amounts(answers, company, fund),
    )


def _treatment(event: str) -> str:
    return ON_THE_WAY if event == "way" else AT_WORK


def _sort(*citations: Citation) -> tuple[Citation, ...]:
    return tuple(sorted(citations, key=lambda citation: not citation.is_primary))


def _find_base_salary(answers: Answers, figures: Figures) -> Decimal:
    month = get_day(answers, "month")
    if month > figures.day:
        raise Impossible("month", "Tháng này chưa tới; bạn chọn tháng đã qua hoặc tháng này.")
    try:
        return figures.amount("luong_co_so", on=month)
    except NotInForce:
        figures.amount("luong_co_so")  # nothing for today either: not the worker's fault
        reason = "Mình chưa có mức lương cơ sở của tháng đó; bạn gửi cán bộ công đoàn tính giúp."
        raise Impossible("month", reason) from None


def _company(answers: Answers, event: str, fault: str) -> Part:
    share = find_fault_share(event, fault)
    if not share:
        return Part(citations=(WAY_RULE,))
    pay, is_death = get_decimal(answers, "pay"), is_fatal(answers)
    loss = 0 if is_death else get_loss(answers)
    months = count_company_months(loss, is_death=is_death)
    amount = round_dong(pay * months * share)
    if months == COMPANY_MOST:
        formula = "từ 81% trở lên hoặc chết"
    else:
        formula = f"{print_number(COMPANY_FIRST)} + {print_number(COMPANY_FURTHER)} × {max(loss - COMPANY_FIRST_TO, 0)}"
    part = "" if share == 1 else " × 40%"
    return Part(
        amount,
        (
            Step("Số tháng lương công ty trả", formula, f"{print_number(months)} tháng"),
            Step(
                "Công ty trả ít nhất",
                f"{print_number(pay)} × {print_number(months)}{part}",
                print_money(amount),
            ),
        ),
        (COMPENSATION, *((OWN_FAULT_RULE,) if share != 1 else ()), *((WAY_RULE,) if event == "way" else ())),
    )


def _fund(answers: Answers, base: Decimal) -> Part:
    if is_fatal(answers):
        amount = round_dong(DEATH * base)
        return Part(
            amount,
            (Step("Quỹ trả một lần", f"{DEATH} × {print_number(base)}", print_money(amount)),),
            (DEATH_RULE,),
        )
    loss, years = get_loss(answers), get_count(answers, "fund_years")
    pay = find_insured_pay(answers, "fund_pay", base)
    if loss < MONTHLY_FROM:
        times = ONCE_FIRST + ONCE_FURTHER * (loss - LEAST_LOSS)
        by_loss, by_years = base * times, pay.amount * count_by_years(years)
        formulas = (
            f"{print_number(base)} × {print_number(times)}",
            f"{print_number(count_by_years(years))} tháng",
        )
        rule, when = ONCE_RULE, "một lần"
    else:
        percent = MONTHLY_FIRST + MONTHLY_FURTHER * (loss - MONTHLY_FROM)
        by_loss, by_years = base * percent / 100, pay.amount * count_by_years(years) / 100
        formulas = (
            f"{print_number(base)} × {print_number(percent)}%",
            f"{print_number(count_by_years(years))}%",
        )
        rule, when = MONTHLY_RULE, "mỗi tháng"
    amount = round_dong(by_loss + by_years)
    steps = (
        *pay.steps,
        Step(f"Theo mức suy giảm {loss}%", formulas[0], print_money(by_loss)),
        Step(
            f"Theo {years} năm đóng quỹ", f"{print_number(pay.amount)} × {formulas[1]}", print_money(by_years)
        ),
        Step(f"Quỹ trả {when}", f"{print_money(by_loss)} + {print_money(by_years)}", print_money(amount)),
    )
    service = base if loss >= SEVERE and is_yes(answers, "needs_care") else Decimal(0)
    if service:
        steps = (*steps, Step("Trợ cấp phục vụ mỗi tháng", "một lần lương cơ sở", print_money(service)))
    extra = (SERVICE_RULE,) if service else ()
    return Part(amount, steps, (rule, OLDER_YEARS, *extra), pay.warnings, service)


def _answer(answers: Answers, company: Part, fund: Part) -> str:
    whom = "Gia đình" if is_fatal(answers) else "Bạn"
    payer = "quỹ bảo hiểm tai nạn" if is_yes(answers, "insured") else "công ty (vì không đóng bảo hiểm)"
    if is_fatal(answers) or get_loss(answers) < MONTHLY_FROM:
        by_fund = f"{payer} trả một lần {print_money(fund.amount)}"
    else:
        by_fund = f"{payer} trả {print_money(fund.amount + fund.service)} mỗi tháng"
    if not company.amount:
        return f"{whom} được {by_fund}. Tai nạn trên đường do lỗi của chính người đi thì công ty không phải trợ cấp."
    return f"{whom} được công ty trả ít nhất {print_money(company.amount)}, và {by_fund}."


def _amounts(answers: Answers, company: Part, fund: Part) -> dict[str, Value]:
    if is_fatal(answers) or get_loss(answers) < MONTHLY_FROM:
        return {"company": company.amount, "fund_once": fund.amount}
    return {"company": company.amount, "fund_monthly": fund.amount, "service_monthly": fund.service}


def _survivors(answers: Answers, base: Decimal) -> tuple[str, ...]:
    if not is_fatal(answers):
        return (f"Lương cơ sở lấy của tháng {print_month(get_day(answers, 'month'))}: {print_money(base)}.",)
    return (
        f"Chưa tính tiền mai táng ({FUNERAL} lần mức tham chiếu, khoảng {print_money(FUNERAL * base)}) và trợ cấp tuất cho "
        "thân nhân.",
    )


def _warnings(*, insured: bool) -> tuple[str, ...]:
    if insured:
        return ()
    return (
        "Không đóng BHXH bắt buộc cho người thuộc diện phải đóng là trái luật; công ty phải trả thay phần của quỹ "
        "(khoản 4 Điều 39 Luật An toàn, vệ sinh lao động 2015).",
    )


CALCULATOR = Calculator(
    name="accident",
    title="Tai nạn lao động, bệnh nghề nghiệp",
    about="Tính tiền công ty phải trả và tiền quỹ bảo hiểm trả khi bị tai nạn lao động hoặc bệnh nghề nghiệp.",
    topics=("accident", "osh"),
    fields=FIELDS,
    citations=(
        COMPENSATION,
        ONCE_RULE,
        MONTHLY_RULE,
        DEATH_RULE,
        OWN_FAULT_RULE,
        WAY_RULE,
        UNINSURED_RULE,
        EXCLUDED_RULE,
        ACCIDENT_RULE,
        DISEASE_RULE,
        SERVICE_RULE,
        CARE,
        OLDER_YEARS,
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

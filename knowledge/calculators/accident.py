"""Work accident, occupational disease, accident on the way: what the company owes and what the fund pays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from knowledge.calculators.accident_parts import (
    COMPENSATION,
    DEATH_RULE,
    LAW,
    MONTHLY_FROM,
    MONTHLY_RULE,
    OLDER_YEARS,
    ONCE_RULE,
    OWN_FAULT_RULE,
    SERVICE_RULE,
    WAY_RULE,
    Part,
    find_company_part,
    find_fund_part,
)
from knowledge.calculators.accident_questions import FIELDS, LEAST_LOSS, get_loss, is_fatal
from knowledge.calculators.answers import get_day, get_word, is_yes
from knowledge.calculators.insured_pay import list_figure_citations
from knowledge.calculators.insured_time import print_month
from knowledge.calculators.shape import (
    Answers,
    Calculator,
    Figures,
    Impossible,
    NotInForce,
    Outcome,
    Value,
    print_money,
)
from knowledge.entry import Citation

FUNERAL = 10  # times the reference level, 41/2024/QH15 Điều 85 khoản 2

CARE = Citation(LAW, "38", "3")
AGAIN_RULE = Citation(LAW, "47", "3")
FUNERAL_RULE = Citation("41/2024/QH15", "85", "2")
UNINSURED_RULE = Citation(LAW, "39", "4")
EXCLUDED_RULE = Citation(LAW, "40", "1")
ACCIDENT_RULE = Citation(LAW, "45")
DISEASE_RULE = Citation(LAW, "46", "1")
AT_WORK = (
    "Công ty còn phải trả viện phí ngoài phần bảo hiểm y tế và trả đủ lương những ngày nghỉ điều trị; chưa cộng vào "
    "đây."
)
ON_THE_WAY = (
    "Những ngày nghỉ điều trị tai nạn trên đường thì bạn hưởng tiền ốm đau của BHXH; chưa cộng vào đây."
)
BEFORE_DEATH = "Nếu đã điều trị trước đó thì công ty còn phải trả viện phí ngoài phần bảo hiểm y tế và lương những ngày ấy."
AT_LEAST = "Đây là mức ít nhất; thỏa ước hoặc thỏa thuận ghi cao hơn thì theo mức cao hơn."
NOT_COUNTED = "Chưa tính giám định lại, giám định tổng hợp, dụng cụ chỉnh hình, dưỡng sức, học nghề mới."
PRIVATE = (
    "Công ty đã mua bảo hiểm tai nạn của hãng bảo hiểm thì tiền hãng trả được trừ vào phần công ty phải trả."
)


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
        left_out = "Kết luận điều tra khác đi thì kết quả này cũng khác."
        return Outcome(answer, (), (replace(EXCLUDED_RULE, is_primary=True), ACCIDENT_RULE), (left_out,))
    if not is_fatal(answers) and get_loss(answers) < LEAST_LOSS:
        answer = "Chưa được: tiền bồi thường và trợ cấp chỉ có khi giám định suy giảm khả năng lao động từ 5% trở lên."
        again = "Vết thương tái phát đã điều trị ổn định thì được giám định lại sau 24 tháng."
        rules = (COMPENSATION, CARE, _find_condition(event), AGAIN_RULE)
        return Outcome(answer, (), rules, (_treatment(answers), again))
    base = _find_base_salary(answers, figures)
    company, fund = find_company_part(answers, event, fault), find_fund_part(answers, base)
    insured = is_yes(answers, "insured")
    return Outcome(
        answer=_answer(answers, company, fund),
        steps=(*company.steps, *fund.steps),
        citations=_sort(
            *company.citations,
            *fund.citations,
            _find_condition(event),
            *(() if insured else (UNINSURED_RULE,)),
            *((FUNERAL_RULE,) if is_fatal(answers) else ()),
            *list_figure_citations(figures, "luong_co_so", on=get_day(answers, "month")),
        ),
        leaves_out=_list_left_out(answers, base),
        warnings=(*fund.warnings, *_warnings(insured=insured)),
        amounts=_amounts(answers, company, fund),
    )


def _find_condition(event: str) -> Citation:
    return DISEASE_RULE if event == "disease" else ACCIDENT_RULE


def _treatment(answers: Answers) -> str:
    if get_word(answers, "event") == "way":
        return ON_THE_WAY
    return BEFORE_DEATH if is_fatal(answers) else AT_WORK


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


def _answer(answers: Answers, company: Part, fund: Part) -> str:
    whom = "Gia đình" if is_fatal(answers) else "Bạn"
    if is_fatal(answers) or get_loss(answers) < MONTHLY_FROM:
        by_fund = f"một lần {print_money(fund.amount)}"
    else:
        by_fund = f"{print_money(fund.amount + fund.service)} mỗi tháng"
    by_company = f"{whom} được công ty trả ít nhất {print_money(company.amount)}"
    no_company = "Tai nạn trên đường do lỗi của chính người đi thì công ty không phải trợ cấp"
    if is_yes(answers, "insured"):
        if not company.amount:
            return f"{whom} được quỹ bảo hiểm tai nạn trả {by_fund}. {no_company}."
        return f"{by_company}, và quỹ bảo hiểm tai nạn trả {by_fund}."
    first = by_company if company.amount else no_company
    return (
        f"{first}. Nếu thuộc diện đóng BHXH bắt buộc mà công ty không đóng thì công ty còn phải trả thay quỹ bảo hiểm "
        f"{by_fund}."
    )


def _amounts(answers: Answers, company: Part, fund: Part) -> dict[str, Value]:
    if is_fatal(answers) or get_loss(answers) < MONTHLY_FROM:
        return {"company": company.amount, "fund_once": fund.amount}
    return {"company": company.amount, "fund_monthly": fund.amount, "service_monthly": fund.service}


def _list_left_out(answers: Answers, base: Decimal) -> tuple[str, ...]:
    if is_fatal(answers):
        funeral = (
            f"Chưa tính tiền mai táng ({FUNERAL} lần mức tham chiếu, khoảng {print_money(FUNERAL * base)}) và trợ cấp tuất "
            "cho thân nhân."
        )
        return (_treatment(answers), AT_LEAST, PRIVATE, funeral)
    month = print_month(get_day(answers, "month"))
    return (
        _treatment(answers),
        AT_LEAST,
        NOT_COUNTED,
        PRIVATE,
        f"Lương cơ sở lấy của tháng {month}: {print_money(base)}.",
    )


def _warnings(*, insured: bool) -> tuple[str, ...]:
    if insured:
        return ()
    return (
        "Không đóng BHXH bắt buộc cho người thuộc diện phải đóng (thường là hợp đồng từ 1 tháng) là trái luật; công ty phải "
        "trả thay phần của quỹ (khoản 4 Điều 39 Luật An toàn, vệ sinh lao động 2015). Thử việc theo hợp đồng riêng, giúp "
        "việc gia đình thì không thuộc diện đó.",
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
        AGAIN_RULE,
        FUNERAL_RULE,
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

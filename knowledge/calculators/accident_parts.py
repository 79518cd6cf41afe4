"""What company and fund owe after a work accident, an occupational disease or an accident on the way."""

from dataclasses import dataclass
from decimal import Decimal

from knowledge.calculators.accident_questions import LEAST_LOSS, SEVERE, get_loss, is_fatal
from knowledge.calculators.answers import get_count, get_decimal, is_yes
from knowledge.calculators.insured_pay import find_insured_pay
from knowledge.calculators.shape import Answers, Step, print_money, print_number, round_dong
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

LAW = "84/2015/QH13"
COMPENSATION = Citation(LAW, "38", "4", is_primary=True)
OWN_FAULT_RULE = Citation(LAW, "38", "5")
WAY_RULE = Citation(LAW, "39", "2")
ONCE_RULE = Citation(LAW, "48", "2", is_primary=True)
MONTHLY_RULE = Citation(LAW, "49", "2", is_primary=True)
SERVICE_RULE = Citation(LAW, "52")
DEATH_RULE = Citation(LAW, "53", is_primary=True)
OLDER_YEARS = Citation("88/2020/NĐ-CP", "46", "1")


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


def find_company_part(answers: Answers, event: str, fault: str) -> Part:
    share = find_fault_share(event, fault)
    if not share:
        return Part(citations=(WAY_RULE,))
    pay, is_death = get_decimal(answers, "pay"), is_fatal(answers)
    loss = 0 if is_death else get_loss(answers)
    months = count_company_months(loss, is_death=is_death)
    amount = round_dong(pay * months * share)
    part = "" if share == 1 else " × 40%"
    return Part(
        amount,
        (
            Step(
                "Số tháng lương công ty trả",
                _spell_company_months(loss, is_death=is_death),
                f"{print_number(months)} tháng",
            ),
            Step(
                "Công ty trả ít nhất",
                f"{print_number(pay)} × {print_number(months)}{part}",
                print_money(amount),
            ),
        ),
        (COMPENSATION, *((OWN_FAULT_RULE,) if share != 1 else ()), *((WAY_RULE,) if event == "way" else ())),
    )


def _spell_company_months(loss: int, *, is_death: bool) -> str:
    if is_death:
        return "người bị nạn qua đời"
    if loss >= SEVERE:
        return f"suy giảm từ {SEVERE}%"
    if loss <= COMPANY_FIRST_TO:
        return f"suy giảm từ {LEAST_LOSS}% đến {COMPANY_FIRST_TO}%"
    further = f"({loss} − {COMPANY_FIRST_TO})"
    return f"{print_number(COMPANY_FIRST)} + {print_number(COMPANY_FURTHER)} × {further}"


def _name_fund(answers: Answers) -> str:
    return "Quỹ trả" if is_yes(answers, "insured") else "Công ty trả thay quỹ"


def find_fund_part(answers: Answers, base: Decimal) -> Part:
    if is_fatal(answers):
        amount = round_dong(DEATH * base)
        return Part(
            amount,
            (Step(f"{_name_fund(answers)} một lần", f"{DEATH} × {print_number(base)}", print_money(amount)),),
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
    paid = f"Theo {years} năm đóng quỹ" if years > 1 else "Theo thời gian đóng quỹ, từ một năm trở xuống"
    steps = (
        *pay.steps,
        Step(f"Theo mức suy giảm {loss}%", formulas[0], print_money(by_loss)),
        Step(paid, f"{print_number(pay.amount)} × {formulas[1]}", print_money(by_years)),
        Step(
            f"{_name_fund(answers)} {when}",
            f"{print_number(by_loss)} + {print_number(by_years)}",
            print_money(amount),
        ),
    )
    service = base if loss >= SEVERE and is_yes(answers, "needs_care") else Decimal(0)
    if service:
        steps = (*steps, Step("Trợ cấp phục vụ mỗi tháng", "một lần lương cơ sở", print_money(service)))
    extra = (SERVICE_RULE,) if service else ()
    return Part(amount, steps, (rule, OLDER_YEARS, *extra), pay.warnings, service)

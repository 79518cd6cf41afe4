"""Overtime and night pay of one month: weekdays, weekly rest days and holidays, by day and by night, by time or by piece."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge.calculators.answers import get_decimal, get_word
from knowledge.calculators.overtime_questions import FIELDS, KINDS, WEEKDAY, get_quantity
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

NIGHT = 30  # percent on top of the pay of a normal hour (Điều 98 khoản 2 BLLĐ)
NIGHT_OVERTIME = 20  # percent of the daytime pay of that kind of day (Điều 98 khoản 3 BLLĐ)
MONTH_LIMIT = 40  # hours of overtime (Điều 107 khoản 2 điểm b BLLĐ)
YEAR_LIMIT = 300  # hours of overtime, the highest there is (Điều 107 khoản 3 BLLĐ)
DAY_LIMIT = 12  # normal hours and overtime together (Điều 107 khoản 2 điểm b BLLĐ; Điều 60 NĐ 145/2020)

CODE, DECREE = "45/2019/QH14", "145/2020/NĐ-CP"
RATES = Citation(CODE, "98", is_primary=True)  # by day, by night, and both together: one article
OVERTIME_SUM = Citation(DECREE, "55")
NIGHT_SUM = Citation(DECREE, "56")
NIGHT_OVERTIME_SUM = Citation(DECREE, "57")
NIGHT_HOURS = Citation(CODE, "106")
LIMITS = (
    Citation(CODE, "107", "2"),
    Citation(DECREE, "60"),
    Citation("17/2022/UBTVQH15", "2"),
)
LEAVES_OUT = (
    "Đây là mức ít nhất theo luật; hợp đồng hoặc thỏa ước ghi cao hơn thì theo mức cao hơn.",
    "Chưa trừ bảo hiểm và thuế thu nhập cá nhân.",
    "Chưa xét giới hạn của cả năm, giới hạn trong ngày (tăng ca không quá nửa số giờ bình thường), và những người được "
    "bảo vệ riêng: dưới 18 tuổi, mang thai những tháng cuối, nuôi con dưới 12 tháng, người khuyết tật.",
)
DAILY_HOLIDAY = (
    "Bạn hưởng lương ngày hoặc lương giờ thì còn được lương của chính ngày lễ, ngoài số 300% ở trên."
)


@dataclass(frozen=True, slots=True)
class Line:
    """So many hours or pieces at one rate."""

    label: str
    quantity: Decimal
    percent: int
    is_night: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """The pay of one normal hour, or of one piece, as a fraction that is divided last."""

    money: Decimal
    divisor: Decimal
    formula: str
    word: str  # "giờ" or "sản phẩm"
    suffix: str  # of the names of the answers

    def pay(self, line: Line) -> Decimal:
        return self.money * line.percent * line.quantity / (100 * self.divisor)

    def step(self, line: Line) -> Step:
        quantity = f"{print_number(line.quantity)} {self.word}"
        return Step(
            line.label,
            f"{self.formula} × {line.percent}% × {quantity}",
            print_money(self.pay(line)),
        )


def get_unit(answers: Answers) -> Unit:
    """What everything is measured by (Điều 55 khoản 1 điểm a và khoản 2 NĐ 145/2020)."""
    form = get_word(answers, "pay_form")
    money = get_decimal(answers, f"{form}_pay")
    formula = print_number(money)
    if form == "piece":
        return Unit(money, Decimal(1), formula, "sản phẩm", "pieces")
    if form == "hour":
        return Unit(money, Decimal(1), formula, "giờ", "hours")
    hours = get_decimal(answers, "day_hours")
    if form == "day":
        return Unit(money, hours, f"{formula} ÷ {print_number(hours)}", "giờ", "hours")
    days = get_decimal(answers, "month_days")
    formula += f" ÷ {print_number(days)} ÷ {print_number(hours)}"
    return Unit(money, days * hours, formula, "giờ", "hours")


def list_overtime(answers: Answers, unit: Unit) -> list[Line]:
    """What was worked beyond the normal, by kind of day, daytime before night.

    Raises:
        Impossible: more by night than in all.
    """
    lines = []
    for kind in KINDS:
        whole = get_quantity(answers, f"{kind.name}_{unit.suffix}")
        name = f"{kind.name}_night_{unit.suffix}"
        night = get_quantity(answers, name)
        if night > whole:
            raise Impossible(name, f"Phần ban đêm không thể nhiều hơn tổng số {print_number(whole)} đã nhập.")
        daytime = kind.rate
        if kind is WEEKDAY and answers.get("daytime_first") is not True:
            daytime = 100  # Điều 57 khoản 1 điểm b1 NĐ 145/2020: no overtime before 22 on that day
        by_night = kind.rate + NIGHT + daytime * NIGHT_OVERTIME // 100
        lines.append(Line(f"Làm thêm {kind.words}, ban ngày", whole - night, kind.rate, is_night=False))
        lines.append(Line(f"Làm thêm {kind.words}, ban đêm", night, by_night, is_night=True))
    return [line for line in lines if line.quantity > 0]


def check_hours(answers: Answers, hours: Decimal) -> None:
    """
    Raises:
        Impossible: the hours of one month, or of one day, do not fit together.
    """
    if hours > YEAR_LIMIT:
        reason = (
            f"Cộng lại là {print_number(hours)} giờ làm thêm, hơn mức cao nhất của cả một năm ({YEAR_LIMIT} giờ). "
            "Bạn nhập số giờ của một tháng giúp mình."
        )
        raise Impossible("weekday_hours", reason)
    normal = get_quantity(answers, "day_hours")
    if "longest_day" in answers and get_decimal(answers, "longest_day") < normal:
        raise Impossible(
            "longest_day", f"Hôm làm nhiều nhất phải từ {print_number(normal)} giờ bình thường trở lên."
        )
    month = get_quantity(answers, "month_days") * normal
    if 0 < month < get_quantity(answers, "shift_night_hours"):
        raise Impossible(
            "shift_night_hours", f"Cả tháng chỉ có {print_number(month)} giờ làm bình thường thôi."
        )


def list_warnings(answers: Answers, hours: Decimal, most: Decimal) -> list[str]:
    """What the hours themselves break; the pay is owed all the same."""
    found = []
    if hours > most:
        found.append(
            f"{print_number(hours)} giờ làm thêm một tháng là quá mức cao nhất {print_number(most)} giờ "
            "(khoản 2 Điều 107 Bộ luật Lao động, Điều 2 Nghị quyết 17/2022/UBTVQH15). Công ty vẫn phải trả đủ tiền; "
            "bạn có quyền từ chối làm quá và báo công đoàn."
        )
    elif hours > MONTH_LIMIT:
        found.append(
            f"Hơn {MONTH_LIMIT} giờ làm thêm một tháng chỉ được khi công ty thuộc diện làm thêm đến {YEAR_LIMIT} giờ "
            "một năm và bạn đồng ý (khoản 2 Điều 107 Bộ luật Lao động, Điều 2 Nghị quyết 17/2022/UBTVQH15)."
        )
    if get_quantity(answers, "longest_day") > DAY_LIMIT:
        found.append(
            f"Có ngày làm hơn {DAY_LIMIT} giờ là quá giới hạn trong ngày "
            "(khoản 2 Điều 107 Bộ luật Lao động, Điều 60 Nghị định 145/2020/NĐ-CP)."
        )
    return found


def list_citations(lines: list[Line], shift: Decimal, warnings: list[str]) -> tuple[Citation, ...]:
    night = any(line.is_night for line in lines)
    return (
        RATES,
        *((OVERTIME_SUM,) if lines else ()),
        *((NIGHT_OVERTIME_SUM,) if night else ()),
        *((NIGHT_SUM,) if shift else ()),
        *((NIGHT_HOURS,) if shift or night else ()),
        *(LIMITS if warnings else ()),
    )


def compute(answers: Answers, figures: Figures) -> Outcome:
    """The least overtime and night pay owed for one month.

    Source: Điều 98, 106, 107 BLLĐ; Điều 55, 56, 57, 60 NĐ 145/2020/NĐ-CP (the formulas of Điều 56 and 57 are pictures
    in the gazette; their parts are those of Điều 98 khoản 2 and 3); Điều 2 NQ 17/2022/UBTVQH15.
    """
    unit = get_unit(answers)
    overtime = list_overtime(answers, unit)
    hours = sum((line.quantity for line in overtime), Decimal(0)) if unit.suffix == "hours" else Decimal(0)
    check_hours(answers, hours)
    by_night = get_quantity(answers, f"shift_night_{unit.suffix}")
    shift = Line("Ca đêm bình thường, trả thêm", by_night, NIGHT, is_night=True)
    lines = [*overtime, *([shift] if shift.quantity else [])]
    if not lines:
        return _nothing()
    # one division for the whole sum: rounded once
    weighted = sum((line.percent * line.quantity for line in lines), Decimal(0))
    total = round_dong(unit.money * weighted / (100 * unit.divisor))
    warnings = list_warnings(answers, hours, figures.amount("gio_lam_them_toi_da", "thang_mo_rong"))
    steps = []
    if unit.divisor != 1:
        steps.append(Step("Lương một giờ", unit.formula, print_money(unit.money / unit.divisor)))
    steps += map(unit.step, lines)
    if len(lines) > 1:
        parts = " + ".join(print_number(unit.pay(line)) for line in lines)
        steps.append(Step("Cộng, làm tròn đến đồng", parts, print_money(total)))
    return Outcome(
        answer=f"Bạn được ít nhất {print_money(total)} {_name(bool(overtime), bool(shift.quantity))} cho tháng này.",
        steps=tuple(steps),
        citations=list_citations(overtime, shift.quantity, warnings),
        leaves_out=_leaves_out(answers),
        warnings=tuple(warnings),
        amounts={
            "total": total,
            "overtime_pay": round_dong(sum((unit.pay(line) for line in overtime), Decimal(0))),
            "night_shift_pay": round_dong(unit.pay(shift)),
            "overtime_hours": hours,
        },
    )


def _name(overtime: bool, shift: bool) -> str:
    if overtime and shift:
        return "tiền làm thêm giờ và tiền ca đêm trả thêm"
    return "tiền làm thêm giờ" if overtime else "tiền trả thêm vì làm ca đêm, ngoài lương bình thường"


def _leaves_out(answers: Answers) -> tuple[str, ...]:
    paid_by_day = get_word(answers, "pay_form") in {"day", "hour"}
    holiday = get_quantity(answers, "holiday_hours") > 0
    return (*((DAILY_HOLIDAY,) if paid_by_day and holiday else ()), *LEAVES_OUT)


def _nothing() -> Outcome:
    return Outcome(
        answer="Bạn chưa nhập giờ làm thêm hay làm đêm nào, nên tháng này chưa có khoản nào phải trả thêm.",
        steps=(),
        citations=(RATES,),
        leaves_out=LEAVES_OUT,
        amounts={name: Decimal(0) for name in ("total", "overtime_pay", "night_shift_pay", "overtime_hours")},
    )


CALCULATOR = Calculator(
    name="overtime",
    title="Tiền làm thêm giờ, làm đêm",
    about="Tính số tiền ít nhất công ty phải trả cho giờ làm thêm và giờ làm đêm trong một tháng.",
    topics=("overtime", "wages", "working_time"),
    fields=FIELDS,
    citations=(
        RATES,
        OVERTIME_SUM,
        NIGHT_SUM,
        NIGHT_OVERTIME_SUM,
        NIGHT_HOURS,
        *LIMITS,
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

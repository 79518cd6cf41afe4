"""Whether the pay of a job reaches the minimum wage of the zone it is done in."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from knowledge.calculators.answers import get_decimal, get_word
from knowledge.calculators.shape import (
    Answers,
    Calculator,
    Choice,
    Field,
    FieldKind,
    Figures,
    Outcome,
    Step,
    print_money,
    print_number,
    round_dong,
)
from knowledge.entry import Citation
from knowledge.wage_zones import spell_zone

WEEKS = 52  # of a year of 12 months (Điều 4 khoản 3 điểm a NĐ 293/2025)
MONTHS = 12
MOST_DAYS = 27  # of 31, with the weekly rest of Điều 111 BLLĐ
MOST_DAY_HOURS, MOST_WEEK_HOURS = 10, 48  # Điều 105 BLLĐ
MOST_MONTH_HOURS = 216  # 27 days of 8 hours

DECREE = "293/2025/NĐ-CP"
NOT_BELOW = Citation("45/2019/QH14", "90", "2", is_primary=True)
BY_ZONE = Citation("45/2019/QH14", "91", "2")
AMOUNTS = Citation(DECREE, "3", is_primary=True)  # and by which place the zone goes
OLD_ZONE = Citation(DECREE, "5", "5")
USE = Citation(DECREE, "4")  # by the month, by the hour, and how all other forms are converted
LEAVES_OUT = (
    "Chỉ so mức lương theo công việc: phụ cấp, tiền ăn, xăng xe, thưởng, tiền tăng ca không được cộng vào cho đủ.",
    "Hợp đồng, thỏa ước đã ghi mức cao hơn (việc cần học nghề, việc nặng nhọc, độc hại) thì theo mức đó.",
    "Vùng tính theo nơi bạn làm việc. Nơi làm bị xếp xuống vùng thấp hơn từ 01/01/2026 mà bạn vào làm từ 31/12/2025 "
    "trở về trước thì giữ mức cũ. Lương thử việc thì so theo mức lương của công việc.",
)
PART_MONTH = (
    "Bán thời gian mà hưởng lương tháng: nghị định không ghi cách quy đổi, mình chia ra giờ để bạn tham khảo."
)
TOO_LOW = (
    "Trả thấp hơn mức tối thiểu là trái luật, kể cả khi bạn đã ký đồng ý (khoản 2 Điều 90 Bộ luật Lao động). "
    "Công ty phải trả bù; bạn giữ hợp đồng, phiếu lương, đòi bằng văn bản và nhờ công đoàn."
)


@dataclass(frozen=True, slots=True)
class Compared:
    """The pay brought to the measure of the decree, and the figure it is held against."""

    pay: Decimal
    formula: str  # empty: nothing was converted
    figure: str  # name of the figure
    word: str  # "tháng" or "giờ"


def convert(answers: Answers) -> Compared:
    """The pay by the month, or by the hour where one is paid by the hour or works less than full time.

    Source: Điều 4 NĐ 293/2025/NĐ-CP: a week × 52 ÷ 12, a day × normal days, pieces of the normal hours of the month;
    by the hour: ÷ the normal hours of the week, the day, or those the pieces were made in.
    """
    form = get_word(answers, "pay_form")
    pay = get_decimal(answers, f"{form}_pay")
    printed = print_number(pay)
    if form == "hour":
        return Compared(pay, "", "luong_toi_thieu_gio", "giờ")
    if answers.get("full_time") is not True:
        hours = get_decimal(answers, {"day": "day_hours", "week": "week_hours"}.get(form, "month_hours"))
        formula = f"{printed} ÷ {print_number(hours)} giờ"
        return Compared(pay / hours, formula, "luong_toi_thieu_gio", "giờ")
    if form == "day":
        days = get_decimal(answers, "month_days")
        formula = f"{printed} × {print_number(days)} ngày"
        return Compared(pay * days, formula, "luong_toi_thieu", "tháng")
    if form == "week":
        formula = f"{printed} × {WEEKS} ÷ {MONTHS}"
        return Compared(pay * WEEKS / MONTHS, formula, "luong_toi_thieu", "tháng")
    return Compared(pay, "", "luong_toi_thieu", "tháng")


def compute(answers: Answers, figures: Figures) -> Outcome:
    """Enough or not, and by how much it falls short.

    Source: Điều 90 khoản 2, Điều 91 BLLĐ; Điều 3, 4 NĐ 293/2025/NĐ-CP.
    """
    zone = get_word(answers, "zone")
    compared = convert(answers)
    minimum, place = figures.amount(compared.figure, zone), spell_zone(zone)
    short = max(minimum - compared.pay, Decimal(0)).quantize(Decimal(1), ROUND_CEILING)
    is_part_month = get_word(answers, "pay_form") == "month" and answers.get("full_time") is not True
    return Outcome(
        answer=_decide(short, f"{print_money(minimum)} một {compared.word} của {place}", is_part_month),
        steps=_list_steps(compared, minimum, short, place),
        citations=_list_citations(compared, zone, figures),
        leaves_out=(*((PART_MONTH,) if is_part_month else ()), *LEAVES_OUT),
        warnings=(TOO_LOW,) if short and not is_part_month else (),
        amounts={"pay": round_dong(compared.pay), "minimum": minimum, "short": short, "is_enough": not short},
    )


def _decide(short: Decimal, least: str, is_part_month: bool) -> str:
    if not short:
        return f"Đủ: lương của bạn không thấp hơn mức tối thiểu {least}."
    head = "Có vẻ chưa đủ" if is_part_month else "Chưa đủ"
    return f"{head}: lương của bạn thấp hơn mức tối thiểu {least}, thiếu {print_money(short)}."


def _list_steps(compared: Compared, minimum: Decimal, short: Decimal, place: str) -> tuple[Step, ...]:
    label, pay, over = f"So với mức tối thiểu {place}", print_number(compared.pay), compared.pay - minimum
    if short:
        last = Step(label, f"{print_number(minimum)} − {pay}", f"thiếu {print_money(short)}")
    else:
        value = f"hơn {print_money(over)}" if round_dong(over) else "vừa đủ"
        last = Step(label, f"{pay} − {print_number(minimum)}", value)
    if not compared.formula:
        return (last,)
    return (Step(f"Lương quy ra một {compared.word}", compared.formula, print_money(compared.pay)), last)


def _list_citations(compared: Compared, zone: str, figures: Figures) -> tuple[Citation, ...]:
    """The decree only on days its figures are those of the answer."""
    figure = figures.parameters.get(compared.figure, zone, figures.day)
    if figure.document != DECREE:
        return (NOT_BELOW, BY_ZONE)
    return (NOT_BELOW, AMOUNTS, BY_ZONE, USE, OLD_ZONE)


def _pay_field(form: str, question: str, hint: str, *, least: int, most: int) -> Field:
    return Field(
        f"{form}_pay",
        question,
        FieldKind.MONEY,
        hint=hint,
        least=least,
        most=most,
        too_little="Bạn nhập đủ cả số tiền giúp mình, ví dụ 8500000 hoặc 8tr5.",
        is_needed=lambda known: known.get("pay_form") == form,
    )


def _hours_field(name: str, question: str, forms: tuple[str, ...], most: int, too_much: str) -> Field:
    return Field(
        name,
        question,
        FieldKind.NUMBER,
        unit="giờ",
        hint="Không tính giờ tăng ca.",
        least=1,
        most=most,
        too_much=too_much,
        is_needed=lambda known: known.get("pay_form") in forms and known.get("full_time") is False,
    )


CALCULATOR = Calculator(
    name="minimum_wage",
    title="Lương có đủ mức tối thiểu không",
    about="So lương theo tháng, tuần, ngày, giờ hay sản phẩm của bạn với lương tối thiểu của vùng.",
    topics=("minimum_wage", "wages"),
    fields=(
        Field(
            "zone",
            "Nơi bạn làm việc thuộc vùng lương tối thiểu nào?",
            FieldKind.ZONE,
            hint="Theo xã, phường của xưởng hoặc chi nhánh bạn làm, không theo chỗ ở hay trụ sở chính.",
        ),
        Field(
            "pay_form",
            "Bạn được trả lương theo cách nào?",
            FieldKind.CHOICE,
            choices=(
                Choice("month", "Lương tháng"),
                Choice("day", "Lương ngày"),
                Choice("hour", "Lương giờ"),
                Choice("piece", "Lương sản phẩm, lương khoán"),
                Choice("week", "Lương tuần"),
            ),
            default="month",
        ),
        _pay_field(
            "month",
            "Mức lương tháng theo công việc ghi trong hợp đồng là bao nhiêu, chưa kể phụ cấp?",
            "Số trước khi trừ bảo hiểm và thuế. Ví dụ: 5tr5, 5,5 triệu hoặc 5500000",
            least=500_000,
            most=1_000_000_000,
        ),
        _pay_field(
            "week", "Lương một tuần là bao nhiêu?", "Ví dụ: 1tr4 hoặc 1400000", least=50_000, most=300_000_000
        ),
        _pay_field(
            "day", "Lương một ngày là bao nhiêu?", "Ví dụ: 220k hoặc 220000", least=10_000, most=50_000_000
        ),
        _pay_field(
            "hour", "Lương một giờ là bao nhiêu?", "Ví dụ: 25k hoặc 25000", least=1_000, most=10_000_000
        ),
        _pay_field(
            "piece",
            "Một tháng, tiền sản phẩm làm trong giờ bình thường của bạn là bao nhiêu?",
            "Không cộng sản phẩm làm lúc tăng ca. Ví dụ: 5tr5 hoặc 5500000",
            least=50_000,
            most=1_000_000_000,
        ),
        Field(
            "full_time",
            "Bạn làm đủ giờ bình thường của công ty và xong việc được giao, đúng không?",
            FieldKind.YES_NO,
            hint="Làm bán thời gian thì chọn Không.",
            default=True,
            is_needed=lambda known: known.get("pay_form") != "hour",
        ),
        Field(
            "month_days",
            "Một tháng công ty có bao nhiêu ngày làm bình thường?",
            FieldKind.NUMBER,
            unit="ngày",
            hint="Thường là 26 ngày (nghỉ chủ nhật) hoặc 22 ngày (nghỉ thứ bảy, chủ nhật).",
            default=Decimal(26),
            least=1,
            most=MOST_DAYS,
            too_much="Một tháng không quá 27 ngày làm bình thường, vì mỗi tuần bạn phải được nghỉ ít nhất một ngày.",
            is_needed=lambda known: known.get("pay_form") == "day" and known.get("full_time") is True,
        ),
        _hours_field(
            "day_hours",
            "Một ngày bạn làm mấy giờ?",
            ("day",),
            MOST_DAY_HOURS,
            "Giờ bình thường không quá 8 giờ một ngày (10 giờ nếu chia theo tuần); hơn là tăng ca.",
        ),
        _hours_field(
            "week_hours",
            "Một tuần bạn làm mấy giờ?",
            ("week",),
            MOST_WEEK_HOURS,
            "Giờ bình thường không quá 48 giờ một tuần; hơn là tăng ca.",
        ),
        _hours_field(
            "month_hours",
            "Một tháng bạn làm bao nhiêu giờ để được số tiền đó?",
            ("month", "piece"),
            MOST_MONTH_HOURS,
            "Giờ bình thường một tháng không quá 216 giờ; hơn là tăng ca.",
        ),
    ),
    citations=(NOT_BELOW, AMOUNTS, BY_ZONE, USE, OLD_ZONE),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

"""Days of paid annual leave, what is left of them, and the pay for days not taken when the contract ends."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge.calculators.answers import get_count, get_decimal, get_word
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

DAYS = {"normal": 12, "heavy": 14, "protected": 14, "very_heavy": 16}  # Điều 113 khoản 1 BLLĐ
SENIORITY = 5  # full years for one more day (Điều 114 BLLĐ)
MONTHS = 12
MOST_DAYS = 27  # of 31, with the weekly rest of Điều 111 BLLĐ

CODE, DECREE = "45/2019/QH14", "145/2020/NĐ-CP"
LEAVE_RULE = Citation(CODE, "113", is_primary=True)  # by work, by months, and the days not taken: one article
BY_YEARS = Citation(CODE, "114")
COUNTED_TIME = Citation(DECREE, "65")
PART_YEAR_SUM = Citation(DECREE, "66")
UNUSED_BASE = Citation(DECREE, "67", "3")
PAID_BY = Citation(CODE, "48", "1")
NO_ROUNDING = (
    "Luật hiện nay không nói làm tròn ngày lẻ; nhiều công ty làm tròn lên theo nội quy, bạn hỏi lại nhân sự."
)
STILL_EMPLOYED = (
    "Còn đang làm thì luật không buộc trả tiền thay ngày phép; cộng dồn hay nhận tiền là theo thỏa thuận."
)
OLD_LEAVE = "Chưa tính phép của các năm trước mà công ty đồng ý cho dồn lại, và thời gian đi đường."
MORE = "Hợp đồng, thỏa ước hoặc nội quy cho nhiều ngày hơn thì theo số đó."
NO_DIVISOR = (
    "Nghị định chỉ ghi tính theo lương hợp đồng của tháng liền trước; "
    "mình chia cho số ngày làm bình thường của tháng đó."
)


@dataclass(frozen=True, slots=True)
class Leave:
    """The days of one year, as twelfths that are divided last."""

    base: int
    seniority: int
    months: int
    used: Decimal

    @property
    def full(self) -> int:
        return self.base + self.seniority

    @property
    def entitled(self) -> Decimal:
        return Decimal(self.full * self.months) / MONTHS

    @property
    def twelfths_left(self) -> Decimal:
        """Twelfths of a day not yet taken; never below 0."""
        return max(self.full * self.months - self.used * MONTHS, Decimal(0))

    @property
    def left(self) -> Decimal:
        return self.twelfths_left / MONTHS

    @property
    def overdrawn(self) -> Decimal:
        """Days taken beyond those entitled to."""
        return max(self.used * MONTHS - self.full * self.months, Decimal(0)) / MONTHS

    @property
    def formula(self) -> str:
        return str(self.full) if self.months == MONTHS else f"{self.full} ÷ {MONTHS} × {self.months}"


def get_leave(answers: Answers) -> Leave:
    return Leave(
        DAYS[get_word(answers, "work_kind")],
        get_count(answers, "years") // SENIORITY,
        get_count(answers, "months"),
        get_decimal(answers, "used_days"),
    )


def compute(answers: Answers, _figures: Figures) -> Outcome:
    """Days of this year, days left, and their pay where the contract ends.

    Source: Điều 113, 114, 48 BLLĐ; Điều 65, 66, 67 NĐ 145/2020/NĐ-CP.
    """
    leave = get_leave(answers)
    is_leaving = answers.get("is_leaving") is True
    steps = _list_day_steps(leave)
    amounts: dict[str, Decimal | int] = {
        "year_days": leave.full,
        "entitled_days": leave.entitled,
        "days_left": leave.left,
    }
    if is_leaving:
        pay, days = get_decimal(answers, "month_pay"), get_decimal(answers, "month_days")
        owed = round_dong(pay * leave.twelfths_left / (MONTHS * days))
        amounts["unused_pay"] = owed
        if owed:
            formula = f"{print_number(pay)} ÷ {print_number(days)} × {_left_formula(leave)}"
            steps.append(Step("Tiền phép chưa nghỉ", formula, print_money(owed)))
    return Outcome(
        answer=_decide(leave, amounts.get("unused_pay")),
        steps=tuple(steps),
        citations=_list_citations(leave, has_pay=bool(amounts.get("unused_pay"))),
        leaves_out=(
            *((NO_ROUNDING,) if leave.entitled % 1 else ()),
            *((NO_DIVISOR,) if amounts.get("unused_pay") else ()),
            *(() if is_leaving else (STILL_EMPLOYED,)),
            OLD_LEAVE,
            MORE,
        ),
        amounts=amounts,
    )


def _left_formula(leave: Leave) -> str:
    if leave.used:
        return f"({leave.formula} − {print_number(leave.used)})"
    return leave.formula if leave.months == MONTHS else f"({leave.formula})"


def _list_day_steps(leave: Leave) -> list[Step]:
    parts = f"{leave.base} + {leave.seniority} vì thâm niên" if leave.seniority else "theo loại việc"
    steps = [Step("Phép của cả năm", parts, f"{leave.full} ngày")]
    if leave.months != MONTHS:
        steps.append(
            Step(f"Phép của {leave.months} tháng", leave.formula, f"{print_number(leave.entitled)} ngày")
        )
    if leave.used and not leave.overdrawn:
        formula = f"{leave.formula} − {print_number(leave.used)}"
        steps.append(Step("Còn chưa nghỉ", formula, f"{print_number(leave.left)} ngày"))
    if leave.overdrawn:
        formula = f"{print_number(leave.used)} − {leave.formula}"
        steps.append(Step("Đã nghỉ quá", formula, f"{print_number(leave.overdrawn)} ngày"))
    return steps


def _decide(leave: Leave, owed: Decimal | int | None) -> str:
    days = f"Năm nay bạn được {print_number(leave.entitled)} ngày phép"
    if not leave.entitled:
        return (
            "Chưa được ngày phép nào: năm nay bạn chưa có tháng làm nào được tính. "
            "Tháng có từ một nửa số ngày làm bình thường trở lên thì được tính."
        )
    if leave.overdrawn:
        return f"{days}, bạn đã nghỉ hết số đó và quá {print_number(leave.overdrawn)} ngày."
    if not leave.left:
        return f"{days} và đã nghỉ hết số đó."
    left = f"{days}, còn {print_number(leave.left)} ngày chưa nghỉ"
    if owed is None:
        return f"{left}."
    return (
        f"{left}. Nghỉ việc thì công ty phải trả bạn khoảng {print_money(owed)} cho số ngày đó, thường là trong 14 ngày "
        "làm việc."
    )


def _list_citations(leave: Leave, *, has_pay: bool) -> tuple[Citation, ...]:
    return (
        LEAVE_RULE,
        *((BY_YEARS,) if leave.seniority else ()),
        *((PART_YEAR_SUM, COUNTED_TIME) if leave.months != MONTHS else ()),
        *((UNUSED_BASE, PAID_BY) if has_pay else ()),
    )


FIELDS = (
    Field(
        "work_kind",
        "Bạn làm loại việc nào?",
        FieldKind.CHOICE,
        hint="Nặng nhọc, độc hại theo danh mục Nhà nước; hợp đồng hoặc nhân sự cho biết.",
        choices=(
            Choice("normal", "Việc bình thường"),
            Choice("heavy", "Nặng nhọc, độc hại, nguy hiểm"),
            Choice("very_heavy", "Đặc biệt nặng nhọc, độc hại"),
            Choice("protected", "Mình dưới 18 tuổi hoặc khuyết tật"),
        ),
        default="normal",
    ),
    Field(
        "years",
        "Bạn đã làm cho công ty này được mấy năm tròn?",
        FieldKind.COUNT,
        unit="năm",
        hint="Chưa đủ một năm thì là 0. Ở khu vực nhà nước thì cộng cả thời gian làm nơi nhà nước khác.",
        least=0,
        most=60,
        too_much="Không ai làm việc quá 60 năm; bạn xem lại giúp mình.",
    ),
    Field(
        "months",
        "Riêng năm nay, bạn làm được mấy tháng?",
        FieldKind.COUNT,
        unit="tháng",
        hint="Làm cả năm là 12. Tháng lẻ có từ một nửa số ngày làm bình thường, kể cả ngày nghỉ có lương, thì tính 1 tháng.",
        default=MONTHS,
        least=0,
        most=MONTHS,
        too_much="Một năm chỉ có 12 tháng.",
    ),
    Field(
        "used_days",
        "Năm nay bạn đã nghỉ mấy ngày phép?",
        FieldKind.NUMBER,
        unit="ngày",
        hint="Nghỉ nửa ngày thì ghi 0,5.",
        default=Decimal(0),
        least=0,
        most=100,
        too_much="Số ngày phép đã nghỉ trong một năm không nhiều như vậy; bạn xem lại giúp mình.",
    ),
    Field(
        "is_leaving",
        "Bạn nghỉ việc và muốn tính tiền phép chưa nghỉ phải không?",
        FieldKind.YES_NO,
        default=False,
    ),
    Field(
        "month_pay",
        "Lương theo hợp đồng của tháng liền trước tháng nghỉ việc là bao nhiêu?",
        FieldKind.MONEY,
        hint="Gồm mức lương, phụ cấp và khoản bổ sung ghi trong hợp đồng. Ví dụ: 8tr5 hoặc 8500000",
        least=500_000,
        most=1_000_000_000,
        too_little="Bạn nhập đủ số lương một tháng, ví dụ 8500000 hoặc 8tr5.",
        is_needed=lambda known: known.get("is_leaving") is True,
    ),
    Field(
        "month_days",
        "Tháng đó công ty có bao nhiêu ngày làm bình thường?",
        FieldKind.NUMBER,
        unit="ngày",
        hint="Thường là 26 ngày (nghỉ chủ nhật) hoặc 22 ngày (nghỉ thứ bảy, chủ nhật).",
        default=Decimal(26),
        least=1,
        most=MOST_DAYS,
        too_much="Một tháng không quá 27 ngày làm bình thường, vì mỗi tuần bạn phải được nghỉ ít nhất một ngày.",
        is_needed=lambda known: known.get("is_leaving") is True,
    ),
)
CALCULATOR = Calculator(
    name="annual_leave",
    title="Ngày phép năm, tiền phép chưa nghỉ",
    about="Tính số ngày phép của năm, số ngày còn lại và tiền phép chưa nghỉ khi nghỉ việc.",
    topics=("leave", "termination"),
    fields=FIELDS,
    citations=(
        LEAVE_RULE,
        BY_YEARS,
        COUNTED_TIME,
        PART_YEAR_SUM,
        UNUSED_BASE,
        PAID_BY,
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

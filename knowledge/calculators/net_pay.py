"""What worker and employer pay into social, health and unemployment insurance each month, and what is left of the pay."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge.calculators.answers import get_decimal, get_word
from knowledge.calculators.shape import (
    Answers,
    Calculator,
    Field,
    FieldKind,
    Figures,
    Impossible,
    Outcome,
    Step,
    print_money,
    print_number,
    round_dong,
)
from knowledge.entry import Citation

CEILING = 20  # times the reference level (Điều 31 khoản 1 điểm đ Luật BHXH; Điều 14 khoản 5 Luật BHYT)
UNEMPLOYMENT_CEILING = 20  # times the monthly minimum wage of the zone (Điều 34 khoản 2 Luật Việc làm)

BASE = Citation("41/2024/QH15", "31", "1", is_primary=True)
WORKER_RATE = Citation("41/2024/QH15", "33", "1", is_primary=True)
COMPANY_RATE = Citation("41/2024/QH15", "34", "1")
PAY_COUNTED = Citation("158/2025/NĐ-CP", "7", "1")
ACCIDENT_RATE = Citation("158/2025/NĐ-CP", "43", "2")
HEALTH_CEILING = Citation("25/2008/QH12", "14", "5")
HEALTH_RATE = Citation("188/2025/NĐ-CP", "6", "1")
UNEMPLOYMENT_BASE = Citation("74/2025/QH15", "34", "2")
UNEMPLOYMENT_RATE = Citation("374/2025/NĐ-CP", "4")
UNION_FUND = Citation("50/2024/QH15", "29", "1")
PART_TIME = Citation("41/2024/QH15", "2", "1", "l")
LEAST_PAY = Citation("45/2019/QH14", "90", "2")
PAID_INSTEAD = Citation("45/2019/QH14", "168", "3")
CITATIONS = (
    BASE,
    WORKER_RATE,
    COMPANY_RATE,
    PAY_COUNTED,
    HEALTH_RATE,
    HEALTH_CEILING,
    UNEMPLOYMENT_RATE,
    UNEMPLOYMENT_BASE,
    ACCIDENT_RATE,
    UNION_FUND,
)
LEAVES_OUT = (
    "Chưa trừ thuế thu nhập cá nhân: thuế tùy số người phụ thuộc và tổng thu nhập, bạn xem phiếu lương "
    "hoặc hỏi cơ quan thuế.",
    "Mức đoàn phí do Tổng Liên đoàn định, không ghi trong luật, nên mình lấy số bạn nhập.",
    "Tính cho người thuộc diện đóng đủ ba loại bảo hiểm: hợp đồng từ 1 tháng, có từ 14 ngày làm việc hưởng lương "
    "trong tháng. Chưa xét người thử việc theo hợp đồng riêng, người hưởng lương hưu, giúp việc gia đình.",
    "Phần công ty tính với mức tai nạn lao động bình thường; có doanh nghiệp được đóng mức thấp hơn. "
    "Cơ quan hưởng 100% lương từ ngân sách không đóng kinh phí công đoàn.",
)
NOT_INSURED = (
    "Không thuộc diện đóng thì công ty phải trả thêm cùng kỳ lương một khoản bằng phần bảo hiểm công ty đóng cho người "
    "khác (khoản 3 Điều 168 Bộ luật Lao động)."
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of what is paid: a rate on a base."""

    label: str
    base: Decimal
    percent: Decimal

    @property
    def amount(self) -> Decimal:
        return self.base * self.percent / 100

    @property
    def step(self) -> Step:
        formula = f"{print_number(self.base)} × {print_number(self.percent)}%"
        return Step(self.label, formula, print_money(self.amount))


@dataclass(frozen=True, slots=True)
class Bases:
    """The pay contributions are counted on."""

    insurance: Decimal  # social, health and accident insurance, and the union fund
    unemployment: Decimal
    steps: tuple[Step, ...]


def get_bases(pay: Decimal, zone: str, figures: Figures) -> Bases:
    """The pay itself, or the ceilings where it is higher."""
    reference, minimum = figures.amount("muc_tham_chieu"), figures.amount("luong_toi_thieu", zone)
    ceiling, unemployment = reference * CEILING, minimum * UNEMPLOYMENT_CEILING
    steps = []
    if pay > ceiling:
        formula = f"{print_number(reference)} × {CEILING}"
        steps.append(Step("Lương cao nhất để đóng BHXH, BHYT", formula, print_money(ceiling)))
    if pay > unemployment:
        formula = f"{print_number(minimum)} × {UNEMPLOYMENT_CEILING}"
        steps.append(Step("Lương cao nhất để đóng BHTN", formula, print_money(unemployment)))
    return Bases(min(pay, ceiling), min(pay, unemployment), tuple(steps))


def list_worker_parts(bases: Bases, figures: Figures) -> list[Contribution]:
    social = figures.amount("ty_le_dong_bhxh", "nguoi_lao_dong")
    health = figures.amount("bhyt_ty_le", "nguoi_lao_dong")
    unemployment = figures.amount("bhtn_ty_le", "nguoi_lao_dong")
    return [
        Contribution("Bạn đóng bảo hiểm xã hội (BHXH)", bases.insurance, social),
        Contribution("Bạn đóng bảo hiểm y tế (BHYT)", bases.insurance, health),
        Contribution("Bạn đóng bảo hiểm thất nghiệp (BHTN)", bases.unemployment, unemployment),
    ]


def list_company_parts(bases: Bases, figures: Figures) -> list[Contribution]:
    sickness = figures.amount("ty_le_dong_bhxh", "cong_ty_om_dau_thai_san")
    pension = figures.amount("ty_le_dong_bhxh", "cong_ty_huu_tri_tu_tuat")
    accident = figures.amount("bhtnld_ty_le", "cong_ty")
    return [
        Contribution("Công ty đóng BHXH (ốm đau, thai sản)", bases.insurance, sickness),
        Contribution("Công ty đóng BHXH (hưu trí, tử tuất)", bases.insurance, pension),
        Contribution("Công ty đóng bảo hiểm tai nạn lao động", bases.insurance, accident),
        Contribution("Công ty đóng BHYT", bases.insurance, figures.amount("bhyt_ty_le", "cong_ty")),
        Contribution("Công ty đóng BHTN", bases.unemployment, figures.amount("bhtn_ty_le", "cong_ty")),
        Contribution(
            "Công ty đóng kinh phí công đoàn",
            bases.insurance,
            figures.amount("kinh_phi_cong_doan", "cong_ty"),
        ),
    ]


def compute(answers: Answers, figures: Figures) -> Outcome:
    """Contributions of one month, and the pay before income tax.

    Source: Điều 31, 33, 34 Luật BHXH 2024 (19/VBHN-VPQH); Điều 14 khoản 5 Luật BHYT (40/VBHN-VPQH); Điều 6 NĐ 188/2025;
    Điều 34 Luật Việc làm 2025; Điều 4 NĐ 374/2025; Điều 43 khoản 2 NĐ 158/2025; Điều 29 Luật Công đoàn 2024.
    """
    pay, other = get_decimal(answers, "month_pay"), get_decimal(answers, "other_pay")
    fee, zone = get_decimal(answers, "union_fee"), get_word(answers, "zone")
    reference = figures.amount("muc_tham_chieu")
    if pay < reference:
        return _below_reference(reference)
    bases = get_bases(pay, zone, figures)
    worker, company = list_worker_parts(bases, figures), list_company_parts(bases, figures)
    withheld = sum((part.amount for part in worker), Decimal(0))
    employer = round_dong(sum((part.amount for part in company), Decimal(0)))
    net = round_dong(pay + other - withheld - fee)
    if net < 0:
        raise Impossible("union_fee", "Đoàn phí không thể nhiều hơn số lương còn lại.")
    formula = _net_formula([pay, other], [*(part.amount for part in worker), fee])
    return Outcome(
        answer=f"Bạn còn khoảng {print_money(net)} trước thuế thu nhập cá nhân; "
        f"tiền bảo hiểm trừ vào lương là {print_money(withheld)}.",
        steps=(
            *bases.steps,
            *(part.step for part in worker),
            Step("Lương còn lại, trước thuế", formula, print_money(net)),
            *(part.step for part in company),
            Step("Công ty đóng thêm ngoài lương", _join(company), print_money(employer)),
        ),
        citations=CITATIONS,
        leaves_out=LEAVES_OUT,
        warnings=_list_warnings(pay, zone, figures),
        amounts={
            "net_before_tax": net,
            "worker_contributions": round_dong(withheld),
            "company_contributions": employer,
            "insurance_base": bases.insurance,
            "unemployment_base": bases.unemployment,
        },
    )


def _net_formula(gains: list[Decimal], losses: list[Decimal]) -> str:
    plus = " + ".join(print_number(gain) for gain in gains if gain)
    return " − ".join([plus, *(print_number(loss) for loss in losses if loss)])


def _join(parts: list[Contribution]) -> str:
    return " + ".join(print_number(part.amount) for part in parts)


def _list_warnings(pay: Decimal, zone: str, figures: Figures) -> tuple[str, ...]:
    minimum = figures.amount("luong_toi_thieu", zone)
    if pay >= minimum:
        return ()
    return (
        f"Lương này thấp hơn lương tối thiểu tháng của vùng bạn chọn ({print_money(minimum)}). Làm đủ giờ mà trả thấp hơn "
        "là trái luật (khoản 2 Điều 90 Bộ luật Lao động); bạn giữ hợp đồng, phiếu lương và nhờ công đoàn.",
    )


def _below_reference(reference: Decimal) -> Outcome:
    return Outcome(
        answer=f"Tùy: lương này thấp hơn mức thấp nhất để đóng BHXH ({print_money(reference)}). Làm bán thời gian thì bạn "
        "chưa thuộc diện đóng bắt buộc nên không bị trừ; làm đủ giờ thì công ty đang trả dưới lương tối thiểu.",
        steps=(),
        citations=(BASE, PART_TIME, LEAST_PAY, PAID_INSTEAD),
        leaves_out=(NOT_INSURED, LEAVES_OUT[2]),
    )


CALCULATOR = Calculator(
    name="net_pay",
    title="Lương còn lại sau khi trừ bảo hiểm",
    about="Tính tiền bảo hiểm bạn đóng, tiền công ty đóng và số lương còn lại trước thuế.",
    topics=("wages", "bhxh_general", "bhtn", "bhyt", "union_fee"),
    fields=(
        Field(
            "month_pay",
            "Lương tháng dùng để đóng BHXH của bạn là bao nhiêu?",
            FieldKind.MONEY,
            hint="Mức lương cộng phụ cấp và khoản bổ sung trả đều hằng tháng trong hợp đồng. "
            "Ví dụ: 8tr5, 8,5 triệu hoặc 8500000",
            least=500_000,
            most=1_000_000_000,
            too_little="Bạn nhập đủ số lương một tháng, ví dụ 8500000 hoặc 8tr5.",
        ),
        Field(
            "other_pay",
            "Tháng này còn khoản nào không đóng BHXH: tăng ca, ăn ca, xăng xe, thưởng? Tổng bao nhiêu?",
            FieldKind.MONEY,
            hint="Không có thì là 0.",
            default=Decimal(0),
            least=0,
            most=1_000_000_000,
        ),
        Field("zone", "Nơi bạn làm việc thuộc vùng lương tối thiểu nào?", FieldKind.ZONE),
        Field(
            "union_fee",
            "Nếu là đoàn viên công đoàn, mỗi tháng bạn đóng đoàn phí bao nhiêu?",
            FieldKind.MONEY,
            hint="Xem trên phiếu lương. Không phải đoàn viên thì là 0.",
            default=Decimal(0),
            least=0,
            most=5_000_000,
            too_much="Đoàn phí một tháng không nhiều như vậy; bạn xem lại phiếu lương giúp mình.",
        ),
    ),
    citations=(*CITATIONS, PART_TIME, LEAST_PAY, PAID_INSTEAD),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

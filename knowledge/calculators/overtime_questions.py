"""What the overtime calculator asks: how one is paid, how much was worked beyond the normal, and how much of it by night."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from knowledge.calculators.answers import get_decimal
from knowledge.calculators.shape import Answers, Choice, Field, FieldKind

MOST_NORMAL_HOURS = 10  # a day, where the week is the measure (Điều 105 khoản 2 BLLĐ)
MOST_DAYS = 27  # of 31, with the weekly rest of Điều 111 BLLĐ
NIGHT_WINDOW = 8  # hours between 22 and 6 (Điều 106 BLLĐ)
MOST_HOURS = 200  # of one kind in one month: more is the sum of a year
TOO_MANY_HOURS = (
    "Quá 200 giờ một tháng thì không thể: riêng số đó đã bằng mức làm thêm của cả một năm. "
    "Bạn nhập số giờ của một tháng giúp mình."
)
WHOLE_PAY = "Bạn nhập đủ cả số tiền, ví dụ 8500000 hoặc 8tr5."


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of day, and its least overtime rate in percent of a normal hour."""

    name: str
    words: str
    rate: int  # Điều 98 khoản 1 BLLĐ
    hint: str


WEEKDAY = Kind("weekday", "ngày thường", 150, "Không có thì là 0.")
KINDS = (
    WEEKDAY,
    Kind(
        "rest",
        "ngày nghỉ hằng tuần",
        200,
        "Ngày nghỉ tuần ghi trong nội quy, thường là chủ nhật. Ngày nghỉ bù cũng tính ở đây.",
    ),
    Kind(
        "holiday",
        "ngày lễ, Tết",
        300,
        "Lễ trùng ngày nghỉ tuần thì tính là ngày lễ. Trực ca ngày lễ, đang nghỉ phép bị gọi vào làm cũng tính ở đây.",
    ),
)


def _is_piece(known: Answers) -> bool:
    return known.get("pay_form") == "piece"


def _is_form(*forms: str) -> Callable[[Answers], bool]:
    return lambda known: known.get("pay_form") in forms


def get_quantity(answers: Answers, name: str) -> Decimal:
    """0 where it was not asked."""
    return get_decimal(answers, name) if name in answers else Decimal(0)


def _pay_field(form: str, question: str, hint: str, *, least: int, most: int) -> Field:
    return Field(
        f"{form}_pay",
        question,
        FieldKind.MONEY,
        hint=hint,
        least=least,
        most=most,
        too_little=WHOLE_PAY,
        is_needed=_is_form(form),
    )


def _overtime_field(kind: Kind, suffix: str) -> Field:
    pieces = suffix == "pieces"
    unit = "sản phẩm" if pieces else "giờ"
    return Field(
        f"{kind.name}_{suffix}",
        f"Trong tháng, bạn làm thêm bao nhiêu {unit} vào {kind.words}?",
        FieldKind.NUMBER,
        unit=unit,
        hint=kind.hint,
        default=Decimal(0),
        least=0,
        most=1_000_000 if pieces else MOST_HOURS,
        too_much="" if pieces else TOO_MANY_HOURS,
        is_needed=lambda known: _is_piece(known) is pieces,
    )


def _night_field(kind: Kind, suffix: str) -> Field:
    unit = "sản phẩm" if suffix == "pieces" else "giờ"
    whole = f"{kind.name}_{suffix}"
    return Field(
        f"{kind.name}_night_{suffix}",
        f"Trong số làm thêm vào {kind.words}, bao nhiêu {unit} nằm trong khung 22 giờ đến 6 giờ sáng?",
        FieldKind.NUMBER,
        unit=unit,
        default=Decimal(0),
        least=0,
        is_needed=lambda known: known.get("has_night") is True and get_quantity(known, whole) > 0,
    )


def _shift_field(suffix: str) -> Field:
    pieces = suffix == "pieces"
    unit = "sản phẩm" if pieces else "giờ"
    most = NIGHT_WINDOW * MOST_DAYS
    return Field(
        f"shift_night_{suffix}",
        f"Ca làm bình thường (không phải tăng ca) của bạn có bao nhiêu {unit} trong khung 22 giờ đến 6 giờ?",
        FieldKind.NUMBER,
        unit=unit,
        hint="Cộng cả tháng. Không làm ca đêm thì là 0.",
        default=Decimal(0),
        least=0,
        most=1_000_000 if pieces else most,
        too_much="" if pieces else f"Khung đêm chỉ có 8 giờ, một tháng không thể quá {most} giờ.",
        is_needed=lambda known: known.get("has_night") is True and _is_piece(known) is pieces,
    )


def _asks_daytime_first(known: Answers) -> bool:
    suffix = "pieces" if _is_piece(known) else "hours"
    night = get_quantity(known, f"weekday_night_{suffix}")
    return 0 < night < get_quantity(known, f"weekday_{suffix}")


FIELDS = (
    Field(
        "pay_form",
        "Bạn được trả lương theo cách nào?",
        FieldKind.CHOICE,
        choices=(
            Choice("month", "Lương tháng"),
            Choice("day", "Lương ngày"),
            Choice("hour", "Lương giờ"),
            Choice("piece", "Lương sản phẩm"),
        ),
        default="month",
    ),
    _pay_field(
        "month",
        "Lương thực trả của tháng đó là bao nhiêu, gồm cả phụ cấp gắn với công việc?",
        "Bỏ ra tiền tăng ca, tiền làm đêm, lương ngày lễ, thưởng, ăn ca, xăng xe, điện thoại, nhà ở, nuôi con. "
        "Ví dụ: 8tr5, 8,5 triệu hoặc 8500000",
        least=500_000,
        most=1_000_000_000,
    ),
    _pay_field(
        "day",
        "Lương một ngày làm bình thường là bao nhiêu?",
        "Ví dụ: 350k hoặc 350000",
        least=20_000,
        most=50_000_000,
    ),
    _pay_field(
        "hour",
        "Lương một giờ làm bình thường là bao nhiêu?",
        "Ví dụ: 30k hoặc 30000",
        least=2_000,
        most=10_000_000,
    ),
    _pay_field(
        "piece",
        "Đơn giá một sản phẩm ngày thường là bao nhiêu?",
        "Ví dụ: 2000",
        least=1,
        most=100_000_000,
    ),
    Field(
        "month_days",
        "Số lương đó là cho bao nhiêu ngày làm bình thường trong tháng?",
        FieldKind.NUMBER,
        unit="ngày",
        hint="Thường là 26 ngày (nghỉ chủ nhật) hoặc 22 ngày (nghỉ thứ bảy, chủ nhật). Không đếm ngày tăng ca.",
        default=Decimal(26),
        least=1,
        most=MOST_DAYS,
        too_much="Một tháng không quá 27 ngày làm bình thường, vì mỗi tuần bạn phải được nghỉ ít nhất một ngày.",
        is_needed=_is_form("month"),
    ),
    Field(
        "day_hours",
        "Một ngày làm bình thường mấy giờ, không kể tăng ca?",
        FieldKind.NUMBER,
        unit="giờ",
        default=Decimal(8),
        least=1,
        most=MOST_NORMAL_HOURS,
        too_much="Giờ bình thường không quá 8 giờ một ngày (10 giờ nếu công ty chia theo tuần); hơn là tăng ca.",
        is_needed=_is_form("month", "day"),
    ),
    *(_overtime_field(kind, "hours") for kind in KINDS),
    *(_overtime_field(kind, "pieces") for kind in KINDS),
    Field(
        "has_night",
        "Trong tháng bạn có làm trong khung 22 giờ đến 6 giờ sáng không?",
        FieldKind.YES_NO,
        default=False,
    ),
    *(_night_field(kind, suffix) for suffix in ("hours", "pieces") for kind in KINDS),
    Field(
        "daytime_first",
        "Những hôm tăng ca đêm ngày thường đó, trước 22 giờ bạn có tăng ca rồi không?",
        FieldKind.YES_NO,
        hint="Có hôm có, hôm không thì chọn Không: ra mức thấp nhất chắc chắn được.",
        default=False,
        is_needed=_asks_daytime_first,
    ),
    *(_shift_field(suffix) for suffix in ("hours", "pieces")),
    Field(
        "longest_day",
        "Hôm làm nhiều nhất, bạn làm tổng cộng mấy giờ, cả bình thường và tăng ca?",
        FieldKind.NUMBER,
        unit="giờ",
        default=Decimal(10),
        least=1,
        most=24,
        too_much="Một ngày chỉ có 24 giờ.",
        is_needed=lambda known: any(get_quantity(known, f"{kind.name}_hours") > 0 for kind in KINDS),
    ),
)

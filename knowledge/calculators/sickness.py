"""Sick pay: one's own illness, a long illness, a sick child; days of the year and money."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from knowledge.calculators.answers import get_count, get_decimal, get_word
from knowledge.calculators.insured_pay import ask_pay, find_insured_pay, list_figure_citations
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
    print_money,
    print_number,
    round_dong,
)
from knowledge.entry import Citation

SHARE = 75  # percent, 41/2024/QH15 Điều 45 khoản 2
LONG_SHARES = {0: 50, 15: 55, 30: 65}  # percent by years paid, Điều 45 khoản 3
DAYS = {"normal": {0: 30, 15: 40, 30: 60}, "heavy": {0: 40, 15: 50, 30: 70}}  # Điều 43 khoản 1
CHILD_DAYS = {"under_3": 20, "under_7": 15}  # Điều 44 khoản 1
WORKING_DAYS = 24  # a month, Điều 45 khoản 5
RECOVERY_FROM, RECOVERY = 30, Decimal("0.3")  # days of the year; of the reference level: Điều 46
HALF, WHOLE = Decimal("0.5"), Decimal(1)

LAW, CIRCULAR = "41/2024/QH15", "12/2025/TT-BNV"
WHO = Citation(LAW, "42", "1")
DAYS_RULE = Citation(LAW, "43", "1", is_primary=True)
LONG_RULE = Citation(LAW, "43", "2", is_primary=True)
CHILD_RULE = Citation(LAW, "44", "1", is_primary=True)
BASIS = Citation(LAW, "45", "1")
SHARE_RULE = Citation(LAW, "45", "2", is_primary=True)
LONG_SHARE_RULE = Citation(LAW, "45", "3")
DIVISOR = Citation(LAW, "45", "5")
RECOVERY_RULE = Citation(LAW, "46", "1")
FORMULA = Citation(CIRCULAR, "6", "1")

LEFT_OUT = (
    "Chỉ đếm ngày làm việc: trừ ngày nghỉ tuần, lễ, Tết, nghỉ phép, nghỉ không lương, thai sản trùng vào.",
    "Cần giấy ra viện hoặc giấy nghỉ việc hưởng BHXH, nộp công ty trong 45 ngày kể từ ngày đi làm lại.",
    "Không áp dụng khi lần đầu điều trị tai nạn lao động, bệnh nghề nghiệp (công ty trả đủ lương), tự gây thương tích "
    "hoặc do dùng ma túy; quân nhân, công an có mức riêng.",
    "Nghỉ vắt qua năm thì ngày của năm nào tính vào năm đó; bạn tính từng năm một.",
)


def _is_own(answers: Answers) -> bool:
    return answers.get("kind") != "child"


def _is_paid(answers: Answers) -> bool:
    return answers.get("child_age") != "older"


def _asks_child(answers: Answers) -> bool:
    return not _is_own(answers)


FIELDS = (
    Field(
        "kind",
        "Bạn nghỉ vì việc gì?",
        FieldKind.CHOICE,
        choices=(
            Choice("own", "Mình ốm hoặc bị tai nạn thường"),
            Choice("long", "Bệnh cần chữa trị dài ngày"),
            Choice("child", "Chăm con ốm"),
        ),
    ),
    Field(
        "child_age",
        "Con bạn mấy tuổi vào ngày bắt đầu nghỉ?",
        FieldKind.CHOICE,
        choices=(
            Choice("under_3", "Dưới 3 tuổi"),
            Choice("under_7", "Từ đủ 3 đến dưới 7 tuổi"),
            Choice("older", "Từ đủ 7 tuổi"),
        ),
        is_needed=_asks_child,
    ),
    Field(
        "years_paid",
        "Bạn đã đóng BHXH bắt buộc đủ bao nhiêu năm?",
        FieldKind.COUNT,
        unit="năm",
        hint="Chỉ tính năm tròn, cộng mọi nơi đã làm. Dưới một năm thì là 0.",
        least=0,
        most=60,
        is_needed=_is_own,
    ),
    Field(
        "job",
        "Công việc bạn đang làm thuộc loại nào?",
        FieldKind.CHOICE,
        choices=(
            Choice("normal", "Bình thường"),
            Choice("heavy", "Nặng nhọc, độc hại, vùng đặc biệt khó"),
        ),
        default="normal",
        is_needed=_is_own,
    ),
    replace(
        ask_pay("pay", "Lương đóng BHXH của tháng trước tháng nghỉ là bao nhiêu?"),
        is_needed=_is_paid,
    ),
    Field(
        "days",
        "Lần này bạn nghỉ mấy ngày làm việc?",
        FieldKind.NUMBER,
        unit="ngày",
        hint="Ví dụ: 3 hoặc 2,5. Ngày lẻ: dưới nửa ngày tính nửa ngày, từ nửa ngày tính một ngày.",
        least=Decimal("0.1"),
        most=366,
        too_little="Số ngày nghỉ phải lớn hơn 0.",
        too_much="Mỗi lần tính trong một năm, nên nhiều nhất là 366 ngày.",
        is_needed=_is_paid,
    ),
    Field(
        "days_before",
        "Từ đầu năm đến trước lần này, bạn đã nghỉ loại này mấy ngày?",
        FieldKind.NUMBER,
        unit="ngày",
        hint="Ốm của mình và chăm con đếm riêng; mỗi con đếm riêng. Chưa nghỉ thì là 0.",
        default=Decimal(0),
        least=0,
        most=366,
        too_much="Trong một năm thì nhiều nhất là 366 ngày.",
        is_needed=_is_paid,
    ),
)


def find_tier(table: dict[int, int], years: int) -> int:
    """The value of the highest number of years reached."""
    return table[max(least for least in table if years >= least)]


def round_days(days: Decimal) -> Decimal:
    """Less than half a day counts half, from half a day one. Source: Điều 45 khoản 5 Luật BHXH."""
    whole = days.to_integral_value(ROUND_FLOOR)
    part = days - whole
    if not part:
        return whole
    return whole + (HALF if part < HALF else WHOLE)


def compute(answers: Answers, figures: Figures) -> Outcome:
    """
    Source: Luật BHXH 41/2024/QH15 Điều 42–46 (19/VBHN-VPQH); Thông tư 12/2025/TT-BNV Điều 4, 5, 6, 7.
    """
    if answers.get("child_age") == "older":
        answer = "Chưa được: BHXH chỉ trả tiền chăm con ốm khi con dưới 7 tuổi. Bạn có thể xin nghỉ phép năm."
        return Outcome(answer, (), (CHILD_RULE, WHO), LEFT_OUT[1:2])
    kind = get_word(answers, "kind")
    days, before = round_days(get_decimal(answers, "days")), get_decimal(answers, "days_before")
    if days + before > 366:
        raise Impossible(
            "days_before", "Cộng cả lần này thì quá 366 ngày trong một năm; bạn xem lại giúp mình."
        )
    limit, long_share = _find_limits(answers, kind)
    usual = min(days, max(limit - before, Decimal(0)))
    longer = days - usual if kind == "long" else Decimal(0)
    if not usual and not longer:
        answer = (
            f"Chưa được: bạn đã hết {limit} ngày của năm nay. Sang năm mới, số ngày được tính lại từ đầu."
        )
        return Outcome(answer, (), (_limit_rule(kind), WHO), LEFT_OUT)
    return _work_out(answers, figures, (usual, longer, days - usual - longer), limit, long_share)


def _find_limits(answers: Answers, kind: str) -> tuple[int, int]:
    """Days a year at 75 %, and the percent of a long illness after them."""
    if kind == "child":
        return CHILD_DAYS[get_word(answers, "child_age")], 0
    years = get_count(answers, "years_paid")
    return find_tier(DAYS[get_word(answers, "job")], years), find_tier(LONG_SHARES, years)


def _limit_rule(kind: str) -> Citation:
    return CHILD_RULE if kind == "child" else DAYS_RULE


def _work_out(
    answers: Answers,
    figures: Figures,
    days: tuple[Decimal, Decimal, Decimal],
    limit: int,
    long_share: int,
) -> Outcome:
    usual, longer, unpaid = days
    kind = get_word(answers, "kind")
    level = figures.amount("muc_tham_chieu")
    pay = find_insured_pay(answers, "pay", level)
    parts = [(usual, SHARE), (longer, long_share)]
    total = round_dong(sum((_benefit(pay.amount, *part) for part in parts), Decimal(0)))
    steps = [
        Step(
            "Số ngày tối đa trong năm",
            "theo năm đóng và loại việc" if kind != "child" else "theo tuổi của con",
            f"{limit} ngày",
        )
    ]
    steps += [_step(pay.amount, *part) for part in parts if part[0]]
    if usual and longer:
        steps.append(
            Step(
                "Tổng cộng",
                " + ".join(print_money(_benefit(pay.amount, *part)) for part in parts),
                print_money(total),
            )
        )
    return Outcome(
        answer=f"Bạn được BHXH trả khoảng {print_money(total)} cho {print_number(usual + longer)} ngày nghỉ.",
        steps=(*pay.steps, *steps),
        citations=_citations(kind, figures, has_longer=bool(longer)),
        leaves_out=(*LEFT_OUT, *_recovery(answers, level, usual + longer)),
        warnings=(*pay.warnings, *_warnings(unpaid, limit, is_own=kind == "own")),
        amounts={"days_paid": usual + longer, "days_unpaid": unpaid, "benefit": total},
    )


def _benefit(pay: Decimal, days: Decimal, share: int) -> Decimal:
    return pay * share * days / 100 / WORKING_DAYS


def _step(pay: Decimal, days: Decimal, share: int) -> Step:
    formula = f"{print_number(pay)} ÷ {WORKING_DAYS} × {share}% × {print_number(days)}"
    return Step(f"{print_number(days)} ngày hưởng {share}%", formula, print_money(_benefit(pay, days, share)))


def _citations(kind: str, figures: Figures, *, has_longer: bool) -> tuple[Citation, ...]:
    further = (replace(LONG_RULE, is_primary=False), LONG_SHARE_RULE) if has_longer else ()
    figure = list_figure_citations(figures, "muc_tham_chieu")
    return (_limit_rule(kind), SHARE_RULE, BASIS, DIVISOR, WHO, FORMULA, *further, *figure)


def _recovery(answers: Answers, level: Decimal, paid: Decimal) -> tuple[str, ...]:
    if not _is_own(answers) or paid + get_decimal(answers, "days_before") < RECOVERY_FROM:
        return ()
    return (
        f"Nghỉ ốm từ 30 ngày trong năm mà còn yếu thì được thêm 5 đến 10 ngày dưỡng sức, mỗi ngày "
        f"{print_money(RECOVERY * level)} (Điều 46 Luật Bảo hiểm xã hội 2024); chưa cộng vào đây.",
    )


def _warnings(unpaid: Decimal, limit: int, *, is_own: bool) -> tuple[str, ...]:
    if not unpaid:
        return ()
    long = " Bệnh trong danh mục chữa trị dài ngày thì vẫn được hưởng tiếp, bạn hỏi bác sĩ." if is_own else ""
    return (
        f"{print_number(unpaid)} ngày còn lại vượt quá {limit} ngày của năm nên BHXH không trả; bạn xin nghỉ phép năm "
        f"hoặc thỏa thuận với công ty.{long}",
    )


CALCULATOR = Calculator(
    name="sickness",
    title="Tiền ốm đau",
    about="Tính tiền BHXH trả khi bạn ốm, bệnh dài ngày hoặc nghỉ chăm con ốm.",
    topics=("sickness",),
    fields=FIELDS,
    citations=(
        DAYS_RULE,
        CHILD_RULE,
        SHARE_RULE,
        LONG_RULE,
        WHO,
        BASIS,
        LONG_SHARE_RULE,
        DIVISOR,
        RECOVERY_RULE,
        FORMULA,
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

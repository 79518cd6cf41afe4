"""Sick pay: one's own illness, a long illness, a sick child; days of the year and money."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from knowledge.calculators.answers import get_count, get_decimal, get_word
from knowledge.calculators.insured_pay import find_insured_pay, list_figure_citations
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
from knowledge.calculators.sickness_questions import FIELDS, MOST_DAYS, is_own
from knowledge.entry import Citation

SHARE = 75  # percent, 41/2024/QH15 Điều 45 khoản 2
LONG_SHARES = {0: 50, 15: 55, 30: 65}  # percent by years paid, Điều 45 khoản 3
DAYS = {"normal": {0: 30, 15: 40, 30: 60}, "heavy": {0: 40, 15: 50, 30: 70}}  # Điều 43 khoản 1
CHILD_DAYS = {"under_3": 20, "under_7": 15}  # Điều 44 khoản 1
WORKING_DAYS = 24  # a month, Điều 45 khoản 5
RECOVERY_FROM, RECOVERY = 30, Decimal("0.3")  # days of the year; of the reference level: Điều 46
RECOVERY_DAYS, RECOVERY_OPERATED, RECOVERY_LONG = 5, 7, 10  # at most, Điều 46 khoản 2
HALF, WHOLE = Decimal("0.5"), Decimal(1)

LAW, CIRCULAR = "41/2024/QH15", "12/2025/TT-BNV"
WHO = Citation(LAW, "42", "1")
DAYS_RULE = Citation(LAW, "43", "1", is_primary=True)
LONG_RULE = Citation(LAW, "43", "2", is_primary=True)
CHILD_RULE = Citation(LAW, "44", "1", is_primary=True)
BENEFIT = Citation(LAW, "45", is_primary=True)  # the pay it goes by, the shares, the divisor: one article
RECOVERY_RULE = Citation(LAW, "46")
FORMULA = Citation(CIRCULAR, "6")
LONG_ILLNESS = (
    "Bệnh của bạn có trong danh mục chữa trị dài ngày thì vẫn được hưởng tiếp với mức thấp hơn: bạn hỏi bác sĩ rồi tính "
    "lại, chọn bệnh cần chữa trị dài ngày."
)

LEFT_OUT = (
    "Chỉ đếm ngày làm việc: trừ ngày nghỉ tuần, lễ, Tết, nghỉ phép, nghỉ không lương, thai sản trùng vào.",
    "Cần giấy ra viện hoặc giấy nghỉ việc hưởng BHXH, nộp công ty trong 45 ngày kể từ ngày đi làm lại.",
    "Không áp dụng khi lần đầu điều trị tai nạn lao động, bệnh nghề nghiệp (công ty trả đủ lương), tự gây thương tích "
    "hoặc do dùng ma túy; quân nhân, công an có mức riêng.",
    "Nghỉ vắt qua năm thì ngày của năm nào tính vào năm đó; bạn tính từng năm một.",
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
    days, before = _get_days(answers)
    if days + before > MOST_DAYS:
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
        left_out = (LONG_ILLNESS, *LEFT_OUT) if kind == "own" else LEFT_OUT
        rules = (DAYS_RULE, LONG_RULE, WHO) if kind == "own" else (CHILD_RULE, WHO)
        return Outcome(answer, (), rules, left_out)
    return _work_out(answers, figures, (usual, longer, days - usual - longer), limit, long_share)


def _get_days(answers: Answers) -> tuple[Decimal, Decimal]:
    """Of this time and of the year before it, as the law counts them."""
    return round_days(get_decimal(answers, "days")), round_days(get_decimal(answers, "days_before"))


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
            "Số ngày nhiều nhất trong năm",
            _spell_limit(answers),
            f"{limit} ngày",
        )
    ]
    steps += [_step(pay.amount, *part) for part in parts if part[0]]
    if usual and longer:
        steps.append(
            Step(
                "Tổng cộng",
                " + ".join(print_number(_benefit(pay.amount, *part)) for part in parts),
                print_money(total),
            )
        )
    recovery = _recovery(answers, level, usual + longer)
    figure = list_figure_citations(figures, "muc_tham_chieu") if pay.steps or recovery else ()
    return Outcome(
        answer=f"Bạn được BHXH trả khoảng {print_money(total)} cho {print_number(usual + longer)} ngày nghỉ.",
        steps=(*pay.steps, *steps),
        citations=(
            _limit_rule(kind),
            BENEFIT,
            WHO,
            FORMULA,
            *((replace(LONG_RULE, is_primary=False),) if longer else ()),
            *((RECOVERY_RULE,) if recovery else ()),
            *figure,
        ),
        leaves_out=(*LEFT_OUT, *recovery),
        warnings=(*pay.warnings, *_warnings(unpaid, limit, is_own=kind == "own")),
        amounts={"days_paid": usual + longer, "days_unpaid": unpaid, "benefit": total},
    )


def _benefit(pay: Decimal, days: Decimal, share: int) -> Decimal:
    return pay * share * days / 100 / WORKING_DAYS


def _step(pay: Decimal, days: Decimal, share: int) -> Step:
    formula = f"{print_number(pay)} ÷ {WORKING_DAYS} × {share}% × {print_number(days)}"
    return Step(f"{print_number(days)} ngày hưởng {share}%", formula, print_money(_benefit(pay, days, share)))


def _spell_limit(answers: Answers) -> str:
    if not is_own(answers):
        return (
            "con dưới 3 tuổi" if get_word(answers, "child_age") == "under_3" else "con từ 3 đến dưới 7 tuổi"
        )
    job = "việc bình thường" if get_word(answers, "job") == "normal" else "việc nặng nhọc hoặc vùng khó khăn"
    return f"đóng {get_count(answers, 'years_paid')} năm, {job}"


def _recovery(answers: Answers, level: Decimal, paid: Decimal) -> tuple[str, ...]:
    if not is_own(answers) or paid + _get_days(answers)[1] < RECOVERY_FROM:
        return ()
    is_long = get_word(answers, "kind") == "long"
    most = (
        f"{RECOVERY_LONG} ngày" if is_long else f"{RECOVERY_DAYS} ngày ({RECOVERY_OPERATED} ngày nếu phải mổ)"
    )
    return (
        f"Đã nghỉ ốm từ {RECOVERY_FROM} ngày trong năm mà còn yếu thì được nghỉ dưỡng sức nhiều nhất {most}, mỗi ngày "
        f"{print_money(RECOVERY * level)}; chưa cộng vào đây.",
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
        BENEFIT,
        LONG_RULE,
        WHO,
        RECOVERY_RULE,
        FORMULA,
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

"""Maternity: months or days of leave, the pay for them and the allowance per child, for the mother and for the father."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from knowledge.calculators.answers import get_count, get_day, get_word, is_yes
from knowledge.calculators.insured_pay import find_insured_pay, list_figure_citations
from knowledge.calculators.maternity_questions import (
    AT_REST,
    CONDITION,
    CONDITIONS,
    FIELDS,
    INFERTILE,
    LAW,
    LEAST_MONTHS,
    asks_months_in_24,
    find_condition,
    is_mother,
)
from knowledge.calculators.shape import (
    Answers,
    Calculator,
    Figures,
    Impossible,
    Outcome,
    Step,
    print_day,
    print_money,
    print_number,
    round_dong,
)
from knowledge.entry import Citation

LAW_SINCE = date(2025, 7, 1)  # 41/2024/QH15 Điều 140
SECOND_CHILD_SINCE = date(2026, 7, 1)  # 113/2025/QH15 Điều 30
LEAVE, SECOND_LEAVE = 6, 7  # months, 45/2019/QH14 Điều 139 khoản 1
# Working days, 41/2024/QH15 Điều 53 khoản 2: one child; operated or before week 32; two; two, operated;
# a second child; and for each child of one birth from the third.
FATHER, FATHER_HARD, FATHER_TWINS, FATHER_TWINS_HARD = 5, 7, 10, 14
FATHER_SECOND, FATHER_FURTHER = 10, 3
FATHER_WINDOW = 60  # days from the birth, Điều 53 khoản 3
ALLOWANCE = 2  # times the reference level, for each child: Điều 58 khoản 4
WORKING_DAYS = 24  # a month of the father's benefit, Điều 59 khoản 2
RECOVERY = Decimal("0.3")  # of the reference level a day, Điều 60 khoản 3
RECOVERY_DAYS, RECOVERY_OPERATED, RECOVERY_TWINS = 5, 7, 10  # at most, Điều 60 khoản 2

CODE, DECREE = "45/2019/QH14", "168/2026/NĐ-CP"
LEAVE_RULE = Citation(CODE, "139", "1", is_primary=True)
FATHER_RULE = Citation(LAW, "53", "2", is_primary=True)
WINDOW_RULE = Citation(LAW, "53", "3")
PAY_RULE = Citation(LAW, "59", "1", is_primary=True)
DAY_RULE = Citation(LAW, "59", "2")
ALLOWANCE_RULE = Citation(LAW, "58", "4")
FATHER_ALLOWANCE = Citation(LAW, "58", "1")
SECOND_CHILD = Citation(DECREE, "2", "1")
RECOVERY_RULE = Citation(LAW, "60")

REFUSED = (
    "Chưa được: bạn cần đóng BHXH bắt buộc đủ 6 tháng trong 12 tháng trước khi sinh. Được giảm còn 3 tháng nếu phải nghỉ "
    "dưỡng thai theo chỉ định và đã đóng đủ 12 tháng; điều trị vô sinh thì cần đủ 6 tháng trong 24 tháng."
)
FATHERS_SHARE = (
    "Nếu chồng bạn đóng BHXH bắt buộc đủ 6 tháng trong 12 tháng trước khi sinh thì chồng được trợ cấp "
    "một lần cho mỗi con."
)
LEFT_OUT = (
    "Chưa tính ngày nghỉ khám thai, sảy thai, con nuôi, mang thai hộ, mẹ mất sau sinh: các trường hợp này có mức riêng.",
    "Lương bình quân là của 6 tháng đóng BHXH bắt buộc gần nhất trước khi nghỉ; tiền công ty hỗ trợ thêm không tính ở đây.",
)


@dataclass(frozen=True, slots=True)
class Once:
    """The allowance paid once for the children of one birth, and the figure behind it."""

    level: Decimal  # the reference level of the month of birth
    amount: Decimal  # đồng
    step: Step
    citations: tuple[Citation, ...]  # where the level stands in the law


def count_leave_months(children: int, *, is_second: bool) -> int:
    """Months of the mother's leave. Source: Điều 139 khoản 1 BLLĐ, wording of 113/2025/QH15."""
    return (SECOND_LEAVE if is_second else LEAVE) + children - 1


def count_father_days(children: int, birth: str, *, is_second: bool) -> int:
    """Working days of the father's leave. Source: Điều 53 khoản 2 Luật BHXH, wording of 113/2025/QH15."""
    further = FATHER_FURTHER * max(children - 2, 0)
    if children > 1:
        return (FATHER_TWINS_HARD if birth == "operated" else FATHER_TWINS) + further
    if is_second:
        return FATHER_SECOND
    return FATHER if birth == "normal" else FATHER_HARD


def compute(answers: Answers, figures: Figures) -> Outcome:
    """
    Source: BLLĐ 45/2019/QH14 Điều 139; Luật BHXH 41/2024/QH15 Điều 50, 53, 58, 59, 60 (19/VBHN-VPQH); Nghị định
    168/2026 Điều 2; Thông tư 12/2025/TT-BNV Điều 8, 10. The reference level is that of the month of birth.
    """
    born_on, children = get_day(answers, "born_on"), get_count(answers, "children")
    _check(answers, born_on, figures.day)
    is_second = is_yes(answers, "has_one_child") and born_on >= SECOND_CHILD_SINCE
    once = _find_allowance(figures, born_on, children)
    outcome = (_mother if is_mother(answers) else _father)(answers, once, is_second=is_second)
    return replace(outcome, warnings=(*outcome.warnings, *_warnings(answers, is_second=is_second)))


def _find_allowance(figures: Figures, born_on: date, children: int) -> Once:
    level = figures.amount("muc_tham_chieu", on=born_on)
    amount = round_dong(ALLOWANCE * level * children)
    formula = f"{ALLOWANCE} × {print_number(level)}" + (f" × {children}" if children > 1 else "")
    step = Step(f"Trợ cấp một lần cho {children} bé", formula, print_money(amount))
    return Once(level, amount, step, list_figure_citations(figures, "muc_tham_chieu", on=born_on))


def _check(answers: Answers, born_on: date, today: date) -> None:
    if born_on < LAW_SINCE:
        raise Impossible(
            "born_on", "Máy tính này theo Luật Bảo hiểm xã hội 2024, chỉ tính cho bé sinh từ 01/07/2025."
        )
    if born_on > today + timedelta(days=366):
        raise Impossible("born_on", "Ngày sinh còn xa hơn một năm; bạn xem lại ngày giúp mình.")
    if asks_months_in_24(answers) and get_count(answers, "months_in_24") < get_count(answers, "months_in_12"):
        raise Impossible("months_in_24", "Số tháng trong 24 tháng không thể ít hơn số tháng trong 12 tháng.")


def _mother(answers: Answers, once: Once, *, is_second: bool) -> Outcome:
    condition = find_condition(answers)
    if condition is None:
        return Outcome(REFUSED, (), (CONDITIONS, FATHER_ALLOWANCE), (FATHERS_SHARE, LEFT_OUT[0]))
    children = get_count(answers, "children")
    pay = find_insured_pay(answers, "mean_pay", once.level)
    months = count_leave_months(children, is_second=is_second)
    benefit = round_dong(pay.amount * months)
    total = benefit + once.amount
    return Outcome(
        answer=(
            f"Bạn được nghỉ {months} tháng và nhận khoảng {print_money(total)}, "
            f"gồm tiền thai sản {print_money(benefit)} và trợ cấp một lần {print_money(once.amount)}."
        ),
        steps=(
            *pay.steps,
            Step("Thời gian nghỉ", _spell_leave(children, is_second=is_second), f"{months} tháng"),
            Step("Tiền thai sản", f"{print_number(pay.amount)} × 100% × {months}", print_money(benefit)),
            once.step,
            Step("Tổng cộng", f"{print_number(benefit)} + {print_number(once.amount)}", print_money(total)),
        ),
        citations=(
            replace(condition, is_primary=True),
            LEAVE_RULE,
            PAY_RULE,
            ALLOWANCE_RULE,
            RECOVERY_RULE,
            *((SECOND_CHILD,) if is_second else ()),
            *once.citations,
        ),
        leaves_out=(
            _spell_recovery(children, once.level),
            "Nghỉ việc trước khi sinh mà đủ điều kiện thì vẫn được số tiền này.",
            *LEFT_OUT,
        ),
        warnings=pay.warnings,
        amounts={"leave_months": months, "benefit": benefit, "allowance": once.amount, "total": total},
    )


def _spell_leave(children: int, *, is_second: bool) -> str:
    if children == 1:
        return "sinh con thứ hai" if is_second else "sinh một bé"
    base = f"{SECOND_LEAVE} vì sinh lần thứ hai" if is_second else f"{LEAVE}"
    return f"{base} + {children - 1} vì sinh {children} bé"


def _spell_recovery(children: int, level: Decimal) -> str:
    most = (
        f"{RECOVERY_TWINS} ngày"
        if children > 1
        else f"{RECOVERY_DAYS} ngày ({RECOVERY_OPERATED} ngày nếu sinh mổ)"
    )
    return (
        f"Hết nghỉ thai sản mà còn yếu thì được nghỉ dưỡng sức nhiều nhất {most}, mỗi ngày {print_money(RECOVERY * level)}; "
        "không có nếu bạn đã nghỉ việc hoặc đi làm lại sớm. Chưa cộng vào đây."
    )


def _father(answers: Answers, once: Once, *, is_second: bool) -> Outcome:
    children, born_on = get_count(answers, "children"), get_day(answers, "born_on")
    pay = find_insured_pay(answers, "mean_pay", once.level)
    days = count_father_days(children, get_word(answers, "birth"), is_second=is_second)
    benefit = round_dong(pay.amount * days / WORKING_DAYS)
    gets_once = not is_yes(answers, "mother_entitled") and get_count(answers, "months_in_12") >= LEAST_MONTHS
    allowance = once.amount if gets_once else Decimal(0)
    before = born_on + timedelta(days=FATHER_WINDOW)
    return Outcome(
        answer=_father_answer(days, benefit, allowance, before),
        steps=(
            *pay.steps,
            Step("Thời gian nghỉ", _spell_birth(answers, is_second=is_second), f"{days} ngày làm việc"),
            Step(
                "Tiền thai sản", f"{print_number(pay.amount)} ÷ {WORKING_DAYS} × {days}", print_money(benefit)
            ),
            *((once.step,) if gets_once else ()),
        ),
        citations=(
            FATHER_RULE,
            replace(DAY_RULE, is_primary=True),
            WINDOW_RULE,
            Citation(LAW, "50", "1"),
            *((FATHER_ALLOWANCE, ALLOWANCE_RULE) if gets_once else ()),
            *((SECOND_CHILD,) if is_second else ()),
            *(once.citations if gets_once or pay.steps else ()),
        ),
        leaves_out=(
            "Bạn phải đang đóng BHXH bắt buộc. Đóng chưa đủ 6 tháng thì lấy bình quân các tháng đã đóng.",
            *LEFT_OUT,
        ),
        warnings=pay.warnings,
        amounts={
            "leave_days": days,
            "benefit": benefit,
            "allowance": allowance,
            "total": benefit + allowance,
            "begin_before": before,
        },
    )


def _father_answer(days: int, benefit: Decimal, allowance: Decimal, before: date) -> str:
    extra = ""
    if allowance:
        extra = f" Vợ bạn không đủ điều kiện nên bạn còn được trợ cấp một lần {print_money(allowance)}."
    return (
        f"Bạn được nghỉ {days} ngày làm việc và nhận khoảng {print_money(benefit)} tiền thai sản.{extra} "
        f"Nhớ bắt đầu nghỉ trước ngày {print_day(before)}."
    )


def _spell_birth(answers: Answers, *, is_second: bool) -> str:
    children, birth = get_count(answers, "children"), get_word(answers, "birth")
    if children > 1:
        return f"sinh {children} bé" + (", phải mổ" if birth == "operated" else "")
    if is_second:
        return "vợ sinh con thứ hai"
    return {"normal": "sinh thường", "operated": "sinh mổ", "early": "sinh khi thai dưới 32 tuần"}[birth]


def _warnings(answers: Answers, *, is_second: bool) -> tuple[str, ...]:
    if is_yes(answers, "has_one_child") and not is_second:
        return (
            "Mức cho con thứ hai (mẹ 7 tháng, cha 10 ngày) chỉ có từ 01/07/2026; luật không có quy định chuyển tiếp cho "
            "bé sinh trước ngày đó.",
        )
    if is_second and get_count(answers, "children") > 1 and is_mother(answers):
        return (
            "Sinh đôi ở lần sinh thứ hai: luật ghi 7 tháng và thêm 1 tháng cho mỗi con từ con thứ hai của lần sinh; "
            "bạn hỏi lại cơ quan BHXH để chắc số tháng.",
        )
    return ()


CALCULATOR = Calculator(
    name="maternity",
    title="Tiền thai sản",
    about="Tính thời gian nghỉ, tiền thai sản và trợ cấp một lần khi sinh con, cho mẹ hoặc cha.",
    topics=("maternity", "female_workers"),
    fields=FIELDS,
    citations=(
        LEAVE_RULE,
        FATHER_RULE,
        PAY_RULE,
        CONDITIONS,
        CONDITION,
        DAY_RULE,
        ALLOWANCE_RULE,
        FATHER_ALLOWANCE,
        WINDOW_RULE,
        AT_REST,
        INFERTILE,
        SECOND_CHILD,
        RECOVERY_RULE,
        Citation(LAW, "50", "1"),
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

"""How many days of notice end a labour contract, by worker or employer, and which day is the last at work."""

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.calculators.answers import get_count, get_day, get_word
from knowledge.calculators.notice_questions import (
    FIELDS,
    counts_working_days,
    is_domestic,
    is_forbidden,
    is_special,
    needs_notice,
)
from knowledge.calculators.shape import (
    Answers,
    Calculator,
    Figures,
    Impossible,
    Outcome,
    Step,
    print_day,
)
from knowledge.calculators.working_days import HOLIDAYS, RESTS, get_last_working_day
from knowledge.entry import Citation

INDEFINITE, FROM_12, UNDER_12 = 45, 30, 3  # days, days, working days (Điều 35 khoản 1, Điều 36 khoản 2 BLLĐ)
RESTRUCTURING = 30  # days (Điều 42 khoản 6 BLLĐ)
DOMESTIC = 15  # days (Điều 162 khoản 2 BLLĐ)
SPECIAL_SHARE = 4  # of a contract of less than 12 months: a quarter (Điều 7 khoản 2 điểm b NĐ 145/2020)
FIRST_DAY = date(2021, 2, 1)  # of NĐ 145/2020/NĐ-CP
FURTHEST = timedelta(days=731)  # ahead of the day asked

CODE, DECREE = "45/2019/QH14", "145/2020/NĐ-CP"
BY_WORKER = Citation(CODE, "35", "1", is_primary=True)
BY_EMPLOYER = Citation(CODE, "36", "1", is_primary=True)
BY_EMPLOYER_NOTICE = Citation(CODE, "36", "2", is_primary=True)
BY_EMPLOYER_AT_ONCE = Citation(CODE, "36", "3", is_primary=True)
PROTECTED = Citation(CODE, "37", is_primary=True)
UNLAWFUL = Citation(CODE, "39")
WORKER_PAYS = Citation(CODE, "40")
COMPANY_PAYS = Citation(CODE, "41", "1")
RESTRUCTURED = Citation(CODE, "42", "6", is_primary=True)
TRIAL = Citation(CODE, "27", "2", is_primary=True)
PREGNANT = Citation(CODE, "138", "1")
HOUSEHOLD = Citation(CODE, "162", "2", is_primary=True)
HOUSEHOLD_DETAIL = Citation(DECREE, "89", "1")
SPECIAL = Citation(DECREE, "7", "2", is_primary=True)
AT_ONCE = {
    reason: Citation(CODE, "35", "2", point, is_primary=True)
    for reason, point in {
        "wrong_work": "a",
        "unpaid": "b",
        "abuse": "c",
        "harassment": "d",
        "pregnant": "đ",
        "retired": "e",
        "deceived": "g",
    }.items()
}
FIRST_DAY_COUNTED = (
    "Bộ luật Lao động không nói ngày báo có được tính hay không; mình đếm từ hôm sau cho chắc. "
    "Hai bên thỏa thuận nghỉ sớm hơn thì theo thỏa thuận."
)
OTHER_HOLIDAYS = (
    "Đã bỏ ngày nghỉ tuần và các ngày lễ cố định; chưa bỏ Tết Âm lịch, Giỗ Tổ và ngày thứ hai của Quốc khánh."
)
EXPIRY = "Hợp đồng hết hạn thì chấm dứt theo hạn, không theo số ngày này."
CONDITIONS = (
    "Mình chưa kiểm tra lý do đó có đủ điều kiện của luật hay không; bạn giữ bằng chứng và nhờ công đoàn xem."
)
ILL_LONG_ENOUGH = (
    "Chỉ được khi bạn đã điều trị 12 tháng liên tục (hợp đồng không xác định thời hạn), 6 tháng (hợp đồng từ 12 đến 36 "
    "tháng) hoặc quá nửa thời hạn hợp đồng (dưới 12 tháng) mà chưa hồi phục (khoản 1 Điều 36 Bộ luật Lao động)."
)
PREGNANT_PAPER = (
    "Bạn vẫn phải thông báo, kèm xác nhận của cơ sở khám chữa bệnh là làm tiếp sẽ ảnh hưởng xấu tới thai "
    "(khoản 1 Điều 138 Bộ luật Lao động)."
)
EARLY_LEAVER = (
    "Nghỉ sớm hơn mà {other} không đồng ý là trái luật: mất trợ cấp thôi việc, phải bồi thường nửa tháng lương, tiền "
    "lương những ngày không báo trước và chi phí đào tạo nếu có (Điều 40 Bộ luật Lao động); cũng không có trợ cấp thất "
    "nghiệp."
)
EARLY_COMPANY = (
    "{other} báo thiếu ngày là cho nghỉ trái luật: phải trả lương những ngày không báo trước, nhận bạn lại và trả thêm ít "
    "nhất 2 tháng lương (Điều 39, khoản 1 Điều 41 Bộ luật Lao động)."
)


@dataclass(frozen=True, slots=True)
class Notice:
    """The least notice, and where the law says so."""

    days: int
    is_working: bool  # working days, not days of the calendar
    why: str
    citations: tuple[Citation, ...]

    @property
    def words(self) -> str:
        return f"{self.days} ngày làm việc" if self.is_working else f"{self.days} ngày"


def get_notice(answers: Answers, figures: Figures) -> Notice:
    """
    Source: Điều 35 khoản 1, Điều 36 khoản 2, Điều 42 khoản 6, Điều 162 khoản 2 BLLĐ; Điều 7 NĐ 145/2020/NĐ-CP.
    """
    contract, by_worker = get_word(answers, "contract"), get_word(answers, "who") == "worker"
    base = BY_WORKER if by_worker else BY_EMPLOYER_NOTICE
    if is_domestic(answers):
        return Notice(DOMESTIC, False, "giúp việc gia đình", (HOUSEHOLD, HOUSEHOLD_DETAIL))
    if answers.get("employer_reason") == "restructuring":
        return Notice(RESTRUCTURING, False, "cắt giảm do cơ cấu, công nghệ, kinh tế", (RESTRUCTURED,))
    if is_special(answers):
        if contract == "under_12":
            days = -(-get_count(answers, "contract_days") // SPECIAL_SHARE)
            return Notice(days, False, "nghề đặc thù, một phần tư thời hạn hợp đồng", (SPECIAL, base))
        days = int(figures.amount("bao_truoc_nghe_dac_thu", on=get_day(answers, "noticed_on")))
        return Notice(days, False, "nghề đặc thù", (SPECIAL, base))
    if counts_working_days(answers):
        ill = answers.get("employer_reason") == "ill"
        why = "ốm đau, tai nạn điều trị quá lâu" if ill else "hợp đồng dưới 12 tháng"
        return Notice(UNDER_12, True, why, (base, *HOLIDAYS))
    if contract == "from_12":
        return Notice(FROM_12, False, "hợp đồng từ 12 đến 36 tháng", (base,))
    return Notice(INDEFINITE, False, "hợp đồng không xác định thời hạn", (base,))


def get_noticed_on(answers: Answers, today: date) -> date:
    """
    Raises:
        Impossible: the day cannot be.
    """
    day = get_day(answers, "noticed_on")
    if day < FIRST_DAY:
        raise Impossible("noticed_on", f"Cách tính này dùng cho đơn báo từ {print_day(FIRST_DAY)} trở đi.")
    if day > today + FURTHEST:
        raise Impossible("noticed_on", "Ngày báo xa quá hai năm nữa; bạn xem lại giúp mình.")
    return day


def compute(answers: Answers, figures: Figures) -> Outcome:
    """Whether notice is needed, how long it is, and the last day at work.

    Source: Điều 27, 35, 36, 37, 39 đến 42, 112, 162 BLLĐ; Điều 7, 89 NĐ 145/2020/NĐ-CP; Điều 2 NQ 28/2026/QH16.
    """
    if is_forbidden(answers):
        return _forbid(answers)
    if not needs_notice(answers):
        return _free(answers)
    noticed_on = get_noticed_on(answers, figures.day)
    notice = get_notice(answers, figures)
    last = _find_last(answers, notice, noticed_on)
    by_worker = get_word(answers, "who") == "worker"
    is_restructuring = RESTRUCTURED in notice.citations
    cost = (WORKER_PAYS,) if by_worker else (UNLAWFUL, COMPANY_PAYS)
    return Outcome(
        answer=f"{_name(answers)} phải báo trước ít nhất {notice.words}. {_spell_days(noticed_on, last)}",
        steps=_list_steps(notice, noticed_on, last),
        citations=notice.citations if is_restructuring else (*notice.citations, *cost),
        leaves_out=(
            FIRST_DAY_COUNTED,
            *((OTHER_HOLIDAYS,) if notice.is_working and last else ()),
            EXPIRY,
            *_list_conditions(answers),
        ),
        warnings=() if is_restructuring else (_spell_cost(answers),),
        amounts={"needs_notice": True, "days": notice.days, "is_working_days": notice.is_working}
        | ({"last_day": last, "free_from": last + timedelta(days=1)} if last else {}),
    )


def _name(answers: Answers) -> str:
    return "Bạn" if get_word(answers, "who") == "worker" else _name_employer(answers)


def _name_employer(answers: Answers) -> str:
    return "Chủ nhà" if is_domestic(answers) else "Công ty"


def _list_conditions(answers: Answers) -> tuple[str, ...]:
    """Of the employer's reason; a household needs none."""
    if get_word(answers, "who") == "worker" or is_domestic(answers):
        return ()
    return (ILL_LONG_ENOUGH, CONDITIONS) if answers.get("employer_reason") == "ill" else (CONDITIONS,)


def _spell_cost(answers: Answers) -> str:
    employer = _name_employer(answers)
    if get_word(answers, "who") == "employer":
        return EARLY_COMPANY.format(other=employer)
    return EARLY_LEAVER.format(other=employer.lower())


def _find_last(answers: Answers, notice: Notice, noticed_on: date) -> date | None:
    """None where working days cannot be told from the calendar."""
    if not notice.is_working:
        return noticed_on + timedelta(days=notice.days)
    rest = RESTS.get(get_word(answers, "weekly_rest"))
    return get_last_working_day(noticed_on, notice.days, rest) if rest else None


def _spell_days(noticed_on: date, last: date | None) -> str:
    if last is None:
        return f"Đếm đủ số ngày đó theo lịch của công ty, từ hôm sau ngày {print_day(noticed_on)}."
    free = print_day(last + timedelta(days=1))
    return f"Báo ngày {print_day(noticed_on)} thì ngày làm cuối là {print_day(last)}, từ {free} được nghỉ."


def _list_steps(notice: Notice, noticed_on: date, last: date | None) -> tuple[Step, ...]:
    first = print_day(noticed_on + timedelta(days=1))
    steps = (
        Step("Số ngày báo trước", notice.why, notice.words),
        Step("Bắt đầu đếm", f"hôm sau ngày báo {print_day(noticed_on)}", first),
    )
    if last is None:
        return steps
    return (
        *steps,
        Step("Ngày cuối còn làm việc", f"{print_day(noticed_on)} + {notice.words}", print_day(last)),
    )


def _forbid(answers: Answers) -> Outcome:
    if get_word(answers, "employer_reason") == "other":
        answer = (
            "Không được: công ty chỉ được đơn phương cho nghỉ vì những lý do luật đã liệt kê. Cho nghỉ vì lý do khác mà bạn "
            "không đồng ý là trái luật, báo trước bao nhiêu ngày cũng vậy."
        )
        citations: tuple[Citation, ...] = (BY_EMPLOYER, UNLAWFUL, COMPANY_PAYS)
    else:
        answer = (
            "Không được: công ty không được đơn phương chấm dứt hợp đồng khi bạn đang điều trị, đang nghỉ được đồng ý, mang "
            "thai, nghỉ thai sản hoặc nuôi con dưới 12 tháng."
        )
        citations = (PROTECTED, UNLAWFUL, COMPANY_PAYS)
    return Outcome(
        answer=answer,
        steps=(),
        citations=citations,
        leaves_out=(
            "Chưa xét bạn bị sa thải vì kỷ luật, hợp đồng hết hạn, công ty giải thể hay hai bên thỏa thuận nghỉ.",
        ),
        warnings=(
            "Cho nghỉ trái luật, công ty phải nhận bạn lại, trả lương những ngày nghỉ và thêm ít nhất 2 tháng lương "
            "(khoản 1 Điều 41 Bộ luật Lao động). Bạn đừng ký đơn tự nghỉ; giữ giấy tờ và nhờ công đoàn.",
        ),
        amounts={"needs_notice": False, "is_allowed": False},
    )


def _free(answers: Answers) -> Outcome:
    contract, by_worker = get_word(answers, "contract"), get_word(answers, "who") == "worker"
    if contract == "probation":
        why, citation = "đang thử việc, mỗi bên được dừng mà không phải bồi thường", TRIAL
    elif by_worker:
        why, citation = "vì lý do này bạn được nghỉ ngay", AT_ONCE[get_word(answers, "worker_reason")]
    else:
        why, citation = "được chấm dứt ngay vì lý do này", BY_EMPLOYER_AT_ONCE
    is_pregnant = answers.get("worker_reason") == "pregnant"
    return Outcome(
        answer=f"Không cần báo trước: {why}.",
        steps=(),
        citations=(
            citation,
            *((HOUSEHOLD_DETAIL,) if contract == "domestic" else ()),
            *((PREGNANT,) if is_pregnant else ()),
        ),
        leaves_out=(EXPIRY,) if contract == "probation" else (CONDITIONS,),
        warnings=(PREGNANT_PAPER,) if is_pregnant else (),
        amounts={"needs_notice": False, "days": 0},
    )


CALCULATOR = Calculator(
    name="notice",
    title="Báo trước bao nhiêu ngày khi nghỉ việc",
    about="Tính số ngày phải báo trước và ngày làm việc cuối cùng, khi bạn xin nghỉ hoặc công ty cho nghỉ.",
    topics=("termination", "contract", "domestic_workers", "probation"),
    fields=FIELDS,
    citations=(
        BY_WORKER,
        *AT_ONCE.values(),
        BY_EMPLOYER,
        BY_EMPLOYER_NOTICE,
        BY_EMPLOYER_AT_ONCE,
        PROTECTED,
        UNLAWFUL,
        WORKER_PAYS,
        COMPANY_PAYS,
        RESTRUCTURED,
        TRIAL,
        PREGNANT,
        HOUSEHOLD,
        HOUSEHOLD_DETAIL,
        SPECIAL,
        *HOLIDAYS,
    ),
    checked_on=date(2026, 11, 20),
    compute=compute,
)

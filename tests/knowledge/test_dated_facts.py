"""A fact with a date is told rightly on both of its sides, or not at all where we hold no law of that time."""

from dataclasses import dataclass
from datetime import date

import pytest

from knowledge.entry import Entry
from knowledge.validity import Library
from retrieval.search import Searcher

OLD_FINES, NEW_FINES = "12/2022/NĐ-CP", "283/2026/NĐ-CP"


@dataclass(frozen=True)
class Row:
    """One question on one day: what must stand in what the worker reads, and what must not."""

    fact: str
    on: str
    question: str
    says: str = ""
    never: str = ""
    stands_on: str = ""  # document of a primary citation
    may_be_unsure: bool = False  # we hold no law of that day


BASE_SALARY = "cho em hỏi lương cơ sở nhà nước đang là bao nhiêu tiền"
REFERENCE = "mức tham chiếu để tính bảo hiểm là mấy đồng"
CEILING = "lương đóng bảo hiểm xã hội tối đa là bao nhiêu vậy"
HIGHEST_BENEFIT = "mức trần trợ cấp thất nghiệp ở vùng 1 là mấy triệu ạ"
BHTN_CEILING = "trần lương đóng bảo hiểm thất nghiệp vùng 1"
BHTN_DECISION = "nộp hồ sơ thất nghiệp bao lâu thì có quyết định hưởng"
BHTN_CONDITIONS = "điều kiện để được hưởng trợ cấp thất nghiệp là gì"
MONTHLY_WAGE = "anh ơi lương tối thiểu vùng 1 là bao nhiêu một tháng"
HOURLY_WAGE = "lương tối thiểu theo giờ ở vùng 1 là mấy nghìn"
WAGE_OF_2027 = "lương tối thiểu năm 2027 là bao nhiêu vậy ad"
MEN_RETIRE = "năm nay đàn ông bao nhiêu tuổi thì nghỉ hưu"
WOMEN_RETIRE = "năm nay phụ nữ mấy tuổi được nghỉ hưu"
YEARS_PAID = "đóng bảo hiểm xã hội mấy năm thì được lãnh lương hưu"
PENSION_RISE = "lương hưu tăng bao nhiêu phần trăm vậy"
BIRTH_GRANT = "trợ cấp một lần khi sinh con là bao nhiêu tiền"
SMALL_VISIT = "đi khám bảo hiểm dưới bao nhiêu tiền thì được trả hết"
HOUSEHOLD = "đóng bảo hiểm y tế hộ gia đình một năm bao nhiêu tiền"
HOLIDAYS = "một năm người lao động được nghỉ mấy ngày lễ"
CULTURE_DAY = "ngày 24/11 công nhân có được nghỉ không"
MOTHER = "sinh con thứ hai thì mẹ được nghỉ mấy tháng ạ"
FATHER = "vợ sinh con thứ hai chồng được nghỉ mấy ngày"
THIRD_CHILD = "sinh con thứ ba thì nghỉ thai sản mấy tháng"
WITHDRAWAL = "rút bảo hiểm xã hội một lần cần điều kiện gì"
OVERTIME = "một tháng được tăng ca tối đa mấy giờ"
APPLICANT = "không được tuyển thì công ty có phải xóa hồ sơ của tôi không"
E_CONTRACT = "hợp đồng lao động điện tử có giá trị không"
FEE_RELIEF = "công ty khó khăn được giảm mức đóng kinh phí công đoàn bao nhiêu"
FEE_PAYER = "kinh phí công đoàn 2% ai phải đóng"
WORK_PERMIT = "gia hạn giấy phép lao động thì nộp khi nào"
EVASION = "công ty trốn đóng bhxh bị phạt bao nhiêu"
LATE_WAGES = "công ty nợ lương thì bị phạt bao nhiêu tiền"
LOW_WAGES = "trả lương thấp hơn lương tối thiểu vùng thì bị phạt bao nhiêu"
NO_CONTRACT = "không ký hợp đồng lao động thì công ty bị phạt bao nhiêu"
PAPERS_KEPT = "công ty giữ bằng gốc thì bị phạt bao nhiêu"
FORCED_OVERTIME = "công ty ép tăng ca thì bị phạt bao nhiêu"
PREGNANT_DISMISSED = "công ty đuổi việc bà bầu thì bị phạt bao nhiêu"

ROWS = (
    Row("base salary", "2026-06-30", BASE_SALARY, "2.340.000", "2.530.000"),
    Row("base salary", "2026-07-01", BASE_SALARY, "2.530.000", "2.340.000"),
    Row("reference level", "2026-06-30", REFERENCE, "2.340.000", "2.530.000"),
    Row("reference level", "2026-07-01", REFERENCE, "2.530.000", "2.340.000"),
    Row("ceiling of BHXH", "2026-06-30", CEILING, "46.800.000", "50.600.000"),
    Row("ceiling of BHXH", "2026-07-01", CEILING, "50.600.000", "46.800.000"),
    Row("highest unemployment benefit", "2024-06-30", HIGHEST_BENEFIT, "23.400.000", "26.550.000"),
    Row("highest unemployment benefit", "2025-12-31", HIGHEST_BENEFIT, "24.800.000", "26.550.000"),
    Row("highest unemployment benefit", "2026-01-01", HIGHEST_BENEFIT, "26.550.000", "24.800.000"),
    Row("ceiling of BHTN", "2025-12-31", BHTN_CEILING, "99.200.000", "106.200.000"),
    Row("ceiling of BHTN", "2026-01-01", BHTN_CEILING, "106.200.000", "99.200.000"),
    Row("decision on BHTN", "2025-12-31", BHTN_DECISION, "20 ngày làm việc", "15 ngày làm việc"),
    Row("decision on BHTN", "2026-01-01", BHTN_DECISION, "15 ngày làm việc", "20 ngày làm việc"),
    Row("days without work before BHTN", "2025-12-31", BHTN_CONDITIONS, "15 ngày", "10 ngày làm việc"),
    Row("days without work before BHTN", "2026-01-01", BHTN_CONDITIONS, "10 ngày làm việc", "15 ngày"),
    Row("minimum wage a month", "2022-07-01", MONTHLY_WAGE, "4.680.000", "4.960.000"),
    Row("minimum wage a month", "2024-06-30", MONTHLY_WAGE, "4.680.000", "4.960.000"),
    Row("minimum wage a month", "2024-07-01", MONTHLY_WAGE, "4.960.000", "4.680.000"),
    Row("minimum wage a month", "2025-12-31", MONTHLY_WAGE, "4.960.000", "5.310.000"),
    Row("minimum wage a month", "2026-01-01", MONTHLY_WAGE, "5.310.000", "4.960.000"),
    Row("minimum wage a month", "2026-11-20", MONTHLY_WAGE, "5.310.000", "4.960.000"),
    Row("minimum wage an hour", "2024-06-30", HOURLY_WAGE, "22.500", "23.800"),
    Row("minimum wage an hour", "2025-12-31", HOURLY_WAGE, "23.800", "25.500"),
    Row("minimum wage an hour", "2026-01-01", HOURLY_WAGE, "25.500", "23.800"),
    Row("minimum wage of 2027", "2026-11-20", WAGE_OF_2027, "Chưa có mức mới"),
    Row("minimum wage of 2027", "2027-01-05", WAGE_OF_2027, never="Chưa có mức mới", may_be_unsure=True),
    Row("retirement age of men", "2025-12-31", MEN_RETIRE, "khi đủ 61 tuổi 3 tháng"),
    Row("retirement age of men", "2026-01-01", MEN_RETIRE, "khi đủ 61 tuổi 6 tháng"),
    Row("retirement age of women", "2025-12-31", WOMEN_RETIRE, "khi đủ 56 tuổi 8 tháng"),
    Row("retirement age of women", "2026-01-01", WOMEN_RETIRE, "khi đủ 57 tuổi"),
    Row("years for a pension", "2025-06-30", YEARS_PAID, never="15 năm", may_be_unsure=True),
    Row("years for a pension", "2025-07-01", YEARS_PAID, "15 năm"),
    Row("rise of pensions", "2026-06-30", PENSION_RISE, never="8%", may_be_unsure=True),
    Row("rise of pensions", "2026-07-01", PENSION_RISE, "8%"),
    Row("grant at a birth", "2026-06-30", BIRTH_GRANT, "4.680.000", "5.060.000"),
    Row("grant at a birth", "2026-07-01", BIRTH_GRANT, "5.060.000", "4.680.000"),
    Row("small visit", "2026-06-30", SMALL_VISIT, "351.000", "379.500"),
    Row("small visit", "2026-07-01", SMALL_VISIT, "379.500", "351.000"),
    Row("health insurance of a household", "2026-06-30", HOUSEHOLD, "1.263.600", "1.366.200"),
    Row("health insurance of a household", "2026-07-01", HOUSEHOLD, "1.366.200", "1.263.600"),
    Row("public holidays", "2026-06-30", HOLIDAYS, "11 ngày", "12 ngày"),
    Row("public holidays", "2026-07-01", HOLIDAYS, "12 ngày", "11 ngày"),
    Row("24 November", "2026-06-30", CULTURE_DAY, "Chưa.", "Được."),
    Row("24 November", "2026-07-01", CULTURE_DAY, "Được.", "Chưa."),
    Row("second child, mother", "2026-06-30", MOTHER, "6 tháng", "7 tháng"),
    Row("second child, mother", "2026-07-01", MOTHER, "7 tháng"),
    Row("second child, father", "2026-06-30", FATHER, "kể cả con thứ hai: 5 ngày làm việc"),
    Row("second child, father", "2026-07-01", FATHER, "10 ngày làm việc"),
    Row("third child, mother", "2026-06-30", THIRD_CHILD, "con thứ mấy cũng vậy", "7 tháng"),
    Row("third child, mother", "2026-07-01", THIRD_CHILD, "Mẹ nghỉ 6 tháng"),
    Row("one-off withdrawal", "2025-06-30", WITHDRAWAL, never="12 tháng", may_be_unsure=True),
    Row("one-off withdrawal", "2025-07-01", WITHDRAWAL, "12 tháng"),
    Row("overtime of 60 hours", "2022-03-31", OVERTIME, never="60 giờ", may_be_unsure=True),
    Row("overtime of 60 hours", "2022-04-01", OVERTIME, "60 giờ"),
    Row("an applicant's data", "2025-12-31", APPLICANT, never="phải xóa", may_be_unsure=True),
    Row("an applicant's data", "2026-01-01", APPLICANT, "phải xóa"),
    Row("electronic contracts", "2026-06-30", E_CONTRACT, "có giá trị", "mã định danh"),
    Row("electronic contracts", "2026-07-01", E_CONTRACT, "mã định danh"),
    Row("relief of the union fee", "2026-05-15", FEE_RELIEF, never="20%", may_be_unsure=True),
    Row("relief of the union fee", "2026-05-16", FEE_RELIEF, "20%"),
    Row("payer of the union fee", "2026-05-15", FEE_PAYER, "2%", stands_on="50/2024/QH15"),
    Row("payer of the union fee", "2026-05-16", FEE_PAYER, "2%", stands_on="105/2026/NĐ-CP"),
    Row("work permits", "2027-02-28", WORK_PERMIT, "45 ngày"),
    Row("work permits", "2027-03-01", WORK_PERMIT, never="45 ngày", may_be_unsure=True),
    Row("evaded BHXH", "2026-09-09", EVASION, "từ 100 đến 150 triệu", "số tiền trốn đóng, tối đa", OLD_FINES),
    Row("evaded BHXH", "2026-09-10", EVASION, "từ 36% đến 40%", "từ 100 đến 150 triệu", NEW_FINES),
    Row("fine, late wages", "2026-09-09", LATE_WAGES, "100 triệu", stands_on=OLD_FINES),
    Row("fine, late wages", "2026-09-10", LATE_WAGES, "10/09/2026", stands_on=NEW_FINES),
    Row("fine, low wages", "2026-09-09", LOW_WAGES, "150 triệu", stands_on=OLD_FINES),
    Row("fine, low wages", "2026-09-10", LOW_WAGES, "10/09/2026", stands_on=NEW_FINES),
    Row("fine, no contract", "2026-09-09", NO_CONTRACT, "50 triệu", stands_on=OLD_FINES),
    Row("fine, no contract", "2026-09-10", NO_CONTRACT, "10/09/2026", stands_on=NEW_FINES),
    Row("fine, papers kept", "2026-09-09", PAPERS_KEPT, "50 triệu", stands_on=OLD_FINES),
    Row("fine, papers kept", "2026-09-10", PAPERS_KEPT, "10/09/2026", stands_on=NEW_FINES),
    Row("fine, forced overtime", "2026-09-09", FORCED_OVERTIME, "50 triệu", stands_on=OLD_FINES),
    Row("fine, forced overtime", "2026-09-10", FORCED_OVERTIME, "10/09/2026", stands_on=NEW_FINES),
    Row("fine, pregnant", "2026-09-09", PREGNANT_DISMISSED, "40 triệu", stands_on=OLD_FINES),
    Row("fine, pregnant", "2026-09-10", PREGNANT_DISMISSED, "10/09/2026", stands_on=NEW_FINES),
)


def find_told(searcher: Searcher, library: Library, question: str, day: date) -> Entry | None:
    """What the worker reads on the day, or None where the answer is not sure."""
    best = searcher.search(question, on=day).best
    return library.fill(best.entry, day) if best else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.fact} on {row.on}")
def test_a_dated_fact_is_told_rightly_on_its_day(searcher: Searcher, library: Library, row: Row) -> None:
    told = find_told(searcher, library, row.question, date.fromisoformat(row.on))

    if told is None:
        assert row.may_be_unsure
        return
    text = "\n".join((told.answer, told.details, told.conditions))
    assert row.says in text, told.id
    assert not row.never or row.never not in text, told.id
    if row.stands_on:
        assert row.stands_on in {place.document for place in told.citations if place.is_primary}, told.id


def test_every_dated_fact_is_asked_on_both_sides_of_a_day() -> None:
    days: dict[str, set[str]] = {}
    for row in ROWS:
        days.setdefault(row.fact, set()).add(row.on)

    assert not {fact for fact, asked in days.items() if len(asked) < 2}

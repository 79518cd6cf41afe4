"""Days of notice by contract and reason, and the last day at work."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.calculators.notice import CALCULATOR
from knowledge.calculators.shape import Outcome
from tests.knowledge.calculators.chance import TODAY, any_answers, find_outcome, find_reason, is_sound, run

FREE = ("unpaid", "wrong_work", "abuse", "harassment", "pregnant", "retired", "deceived")
LISTED = ("performance", "disaster", "retired", "false_info")  # Điều 36 khoản 1 điểm a, c, đ, g


def resign(contract: str = "indefinite", noticed_on: date = TODAY, **answers: Any) -> Outcome:
    return run(CALCULATOR, who="worker", contract=contract, noticed_on=noticed_on, **answers)


def dismiss(reason: str, contract: str = "indefinite", **answers: Any) -> Outcome:
    return run(
        CALCULATOR, who="employer", contract=contract, employer_reason=reason, noticed_on=TODAY, **answers
    )


@pytest.mark.parametrize(
    ("contract", "days", "last"),
    [
        ("indefinite", 45, date(2027, 1, 4)),  # 10 days of November, 31 of December, 4 of January
        ("from_12", 30, date(2026, 12, 20)),
        ("domestic", 15, date(2026, 12, 5)),
    ],
)
def test_a_worker_gives_45_30_or_15_days_of_the_calendar(contract: str, days: int, last: date) -> None:
    outcome = resign(contract)

    assert outcome.amounts["days"] == days
    assert outcome.amounts["last_day"] == last
    assert outcome.amounts["free_from"] == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("noticed_on", "rest", "last"),
    [
        (date(2026, 11, 9), "sunday", date(2026, 11, 12)),  # Monday: Tuesday, Wednesday, Thursday
        (date(2026, 11, 13), "sunday", date(2026, 11, 17)),  # Friday: Saturday, Monday, Tuesday
        (date(2026, 11, 13), "weekend", date(2026, 11, 18)),  # Friday: Monday, Tuesday, Wednesday
        (date(2026, 11, 20), "sunday", date(2026, 11, 25)),  # Tuesday 24/11 is a holiday
        (date(2025, 11, 20), "sunday", date(2025, 11, 24)),  # in 2025 it was none
        (date(2026, 4, 28), "sunday", date(2026, 5, 4)),  # 30/4, 1/5 and Sunday 3/5 are left out
    ],
)
def test_a_short_contract_takes_three_working_days(noticed_on: date, rest: str, last: date) -> None:
    outcome = resign("under_12", noticed_on, weekly_rest=rest)

    assert outcome.amounts["is_working_days"] is True
    assert outcome.amounts["last_day"] == last


def test_rotating_rest_days_are_left_to_the_worker_to_count() -> None:
    outcome = resign("under_12", weekly_rest="other")

    assert outcome.amounts["days"] == 3
    assert "last_day" not in outcome.amounts
    assert "lịch của công ty" in outcome.answer


@pytest.mark.parametrize("contract", ["indefinite", "from_12"])
def test_special_jobs_take_120_days_from_12_months_on(contract: str) -> None:
    outcome = resign(contract, is_special=True)

    assert outcome.amounts["days"] == 120
    assert outcome.amounts["last_day"] == date(2027, 3, 20)
    assert outcome.citations[0].document == "145/2020/NĐ-CP"


@pytest.mark.parametrize(("length", "days"), [(1, 1), (80, 20), (81, 21), (184, 46), (365, 92)])
def test_special_jobs_of_a_short_contract_take_a_quarter_of_it_rounded_up(length: int, days: int) -> None:
    outcome = resign("under_12", is_special=True, contract_days=length)

    assert outcome.amounts["days"] == days
    assert outcome.amounts["is_working_days"] is False


@pytest.mark.parametrize("reason", FREE)
@pytest.mark.parametrize("contract", ["indefinite", "from_12", "under_12", "domestic"])
def test_seven_reasons_let_a_worker_go_at_once(reason: str, contract: str) -> None:
    outcome = run(CALCULATOR, contract=contract, worker_reason=reason)

    assert outcome.answer.startswith("Không cần báo trước")
    assert (outcome.citations[0].article, outcome.citations[0].clause) == ("35", "2")


def test_each_reason_cites_its_own_point() -> None:
    points = {run(CALCULATOR, worker_reason=reason).citations[0].point for reason in FREE}

    assert points == {"a", "b", "c", "d", "đ", "e", "g"}


@pytest.mark.parametrize("who", ["worker", "employer"])
def test_a_trial_ends_without_notice(who: str) -> None:
    outcome = run(CALCULATOR, who=who, contract="probation")

    assert outcome.answer.startswith("Không cần báo trước")
    assert outcome.citations[0].article == "27"


@pytest.mark.parametrize("reason", LISTED)
@pytest.mark.parametrize(("contract", "days"), [("indefinite", 45), ("from_12", 30), ("under_12", 3)])
def test_an_employer_with_a_listed_reason_gives_the_same_days(reason: str, contract: str, days: int) -> None:
    outcome = dismiss(reason, contract)

    assert outcome.amounts["days"] == days
    assert outcome.amounts["is_working_days"] is (contract == "under_12")
    assert "Điều 41" in outcome.warnings[0]


@pytest.mark.parametrize("contract", ["indefinite", "from_12", "under_12"])
def test_after_long_illness_three_working_days_are_enough_for_every_contract(contract: str) -> None:
    outcome = dismiss("ill", contract, protection="treatment")

    assert (outcome.amounts["days"], outcome.amounts["is_working_days"]) == (3, True)


def test_a_special_job_keeps_its_120_days_in_illness() -> None:
    outcome = dismiss("ill", is_special=True)

    assert (outcome.amounts["days"], outcome.amounts["is_working_days"]) == (120, False)


@pytest.mark.parametrize("reason", ["absent", "quit"])
@pytest.mark.parametrize("contract", ["indefinite", "domestic"])
def test_who_stayed_away_is_dismissed_without_notice(reason: str, contract: str) -> None:
    outcome = dismiss(reason, contract)

    assert outcome.answer.startswith("Không cần báo trước")
    assert outcome.citations[0].clause == "3"


def test_an_employer_without_a_listed_reason_may_not_dismiss_at_all() -> None:
    outcome = dismiss("other")

    assert outcome.answer.startswith("Không được")
    assert outcome.amounts["is_allowed"] is False


@pytest.mark.parametrize("reason", [*LISTED, "ill", "absent", "quit"])
@pytest.mark.parametrize("protection", ["child", "leave", "treatment"])
def test_protected_workers_may_not_be_dismissed(reason: str, protection: str) -> None:
    outcome = dismiss(reason, protection=protection)

    is_exception = (reason, protection) == ("ill", "treatment")  # Điều 37 khoản 1
    assert outcome.answer.startswith("Không được") is not is_exception


@pytest.mark.parametrize("contract", ["indefinite", "from_12", "under_12"])
def test_restructuring_takes_30_days_and_the_penalty_of_article_41_is_not_promised(contract: str) -> None:
    outcome = dismiss("restructuring", contract)

    assert outcome.amounts["days"] == 30
    assert outcome.citations[0].article == "42"
    assert outcome.warnings == ()


def test_a_household_needs_no_reason_but_15_days() -> None:
    outcome = dismiss("other", "domestic")

    assert outcome.answer.startswith("Chủ nhà phải báo trước ít nhất 15 ngày.")


def test_a_worker_is_told_what_leaving_early_costs() -> None:
    outcome = resign()

    assert "Điều 40" in outcome.warnings[0]
    assert "chi phí đào tạo" in outcome.warnings[0]
    assert "trợ cấp thất nghiệp" in outcome.warnings[0]


def test_too_short_a_notice_of_the_company_is_an_unlawful_dismissal() -> None:
    outcome = dismiss("performance")

    assert "trả thêm ít nhất 2 tháng lương" in outcome.warnings[0]
    assert "39" in {citation.article for citation in outcome.citations}


@pytest.mark.parametrize("who", ["worker", "employer"])
def test_a_household_is_not_called_a_company(who: str) -> None:
    outcome = run(
        CALCULATOR,
        who=who,
        contract="domestic",
        employer_reason="other",
        noticed_on=TODAY,
        worker_reason="own",
    )

    assert "hủ nhà" in outcome.warnings[0]
    assert "ông ty" not in outcome.warnings[0]


def test_a_pregnant_worker_goes_at_once_but_with_the_paper_of_the_clinic() -> None:
    outcome = run(CALCULATOR, worker_reason="pregnant")

    assert "kèm xác nhận của cơ sở khám chữa bệnh" in outcome.warnings[0]
    assert ("138", "1") in {(citation.article, citation.clause) for citation in outcome.citations}
    assert run(CALCULATOR, worker_reason="unpaid").warnings == ()


def test_how_long_an_illness_must_have_lasted_is_said() -> None:
    ill, other = dismiss("ill"), dismiss("performance")

    assert any("12 tháng liên tục" in line for line in ill.leaves_out)
    assert not any("12 tháng liên tục" in line for line in other.leaves_out)


@pytest.mark.parametrize(
    ("noticed_on", "reason"),
    [
        (date(2021, 1, 31), "từ 01/02/2021"),
        (date(2021, 2, 1), ""),
        (TODAY + timedelta(days=731), ""),
        (TODAY + timedelta(days=732), "hai năm"),
        (date.max, "hai năm"),
    ],
)
def test_a_day_of_notice_too_early_or_too_late_says_why(noticed_on: date, reason: str) -> None:
    found = find_reason(CALCULATOR, noticed_on=noticed_on)

    assert reason in found
    assert bool(found) is bool(reason)


def test_a_short_contract_cannot_last_longer_than_a_year() -> None:
    found = find_reason(CALCULATOR, contract="under_12", is_special=True, contract_days=366, noticed_on=TODAY)

    assert "365 ngày" in found


@settings(deadline=None)
@given(any_answers(CALCULATOR))
def test_any_answers_give_an_outcome_or_a_reason(answers: dict[str, Any]) -> None:
    outcome = find_outcome(CALCULATOR, answers)

    assert outcome is None or is_sound(CALCULATOR, outcome)


@settings(deadline=None)
@given(st.dates(date(2021, 2, 1), date(2028, 11, 19)), st.sampled_from(["sunday", "weekend"]))
def test_a_later_notice_never_ends_earlier(noticed_on: date, rest: str) -> None:
    days = [
        resign("under_12", noticed_on + timedelta(days=more), weekly_rest=rest).amounts["last_day"]
        for more in (0, 1)
    ]

    assert str(days[0]) <= str(days[1])
    assert str(days[0]) >= str(noticed_on + timedelta(days=3))

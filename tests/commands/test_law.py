"""An editor records what the law did, sees what stops, and takes an error back."""

import json

import pytest

from tests.commands.conftest import Type

REPEAL = ("law", "repeal", "45/2019/QH14", "--article", "26", "--from", "2027-01-01", "--by", "1/2026/QH16")


def stops(text: str) -> dict[str, str]:
    """Entry → day it stops."""
    return {item["entry_id"]: item["stops_on"] for item in json.loads(text)["frozen"]}


def test_a_repeal_lists_what_stops_and_the_answers_say_so_before_and_are_silent_after(congdoan: Type) -> None:
    done = congdoan(*REPEAL, "--json")

    assert done.exit_code == 0
    assert stops(done.stdout)["thu-viec-luong"] == "2027-01-01"
    before = json.loads(congdoan("ask", "thử việc lương bao nhiêu", "--on", "2026-12-31", "--json").stdout)
    after = json.loads(congdoan("ask", "thử việc lương bao nhiêu", "--on", "2027-01-01", "--json").stdout)
    assert (before["entry_id"], before["valid_to"]) == ("thu-viec-luong", "2027-01-01")
    assert after["entry_id"] != "thu-viec-luong"
    assert all(place["article"] != 26 for place in after["citations"])


def test_a_rehearsal_shows_the_same_and_records_nothing(congdoan: Type) -> None:
    rehearsed = congdoan(*REPEAL, "--dry-run", "--json")

    recorded = congdoan(*REPEAL, "--json")

    assert json.loads(rehearsed.stdout)["change"] is None
    assert stops(rehearsed.stdout) == stops(recorded.stdout) != {}


def test_a_change_in_words_names_the_place_the_document_and_how_to_take_it_back(congdoan: Type) -> None:
    done = congdoan(*REPEAL)

    assert "Điều 26 45/2019/QH14 bị bãi bỏ bởi 1/2026/QH16 từ 01/01/2027" in done.stdout
    assert "sổ văn bản chưa có 1/2026/QH16" in done.stdout
    number = done.stdout.rsplit("congdoan law undo ", 1)[1].strip()
    assert congdoan("law", "undo", number).exit_code == 0
    assert congdoan("law", "undo", number).exit_code == 2
    after = json.loads(congdoan("ask", "thử việc lương bao nhiêu", "--on", "2027-01-01", "--json").stdout)
    assert after["entry_id"] == "thu-viec-luong"


def test_an_amendment_of_a_clause_by_the_number_of_the_consolidation(congdoan: Type) -> None:
    done = congdoan(
        *(
            "law",
            "amend",
            "18/VBHN-VPQH",
            "--article",
            "139",
            "--clause",
            "1",
            "--from",
            "2027-01-01",
            "--json",
        )
    )

    assert "2027-01-01" in stops(done.stdout).values()
    assert "khoản 1 Điều 139 45/2019/QH14" in congdoan("law", "changes").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("law", "repeal", "9/9999/QH99", "--from", "2027-01-01"), "không có 9/9999/QH99"),
        (("law", "repeal", "45/2019/QH14", "--article", "999", "--from", "2027-01-01"), "không có Điều 999"),
        (("law", "repeal", "45/2019/QH14", "--clause", "1", "--from", "2027-01-01"), "cần cả --article"),
        (("law", "repeal", "45/2019/QH14", "--from", "1/1/2027"), "không đúng"),
        (("law", "undo", "1"), "Không có thay đổi số 1 ghi ở đây"),  # it ships
        (("law", "show", "9/9999/QH99"), "không có 9/9999/QH99"),
    ],
)
def test_what_cannot_be_is_told_in_a_word(congdoan: Type, arguments: tuple[str, ...], said: str) -> None:
    done = congdoan(*arguments)

    assert done.exit_code == 2
    assert said in done.stderr


def test_the_register_shows_what_lives_and_what_is_dead(congdoan: Type) -> None:
    lines = congdoan("law", "list", "--on", "2026-11-20").stdout.splitlines()

    assert any("hết hiệu lực" in line and "12/2022/NĐ-CP" in line for line in lines)
    assert any("còn hiệu lực" in line and "283/2026/NĐ-CP" in line for line in lines)
    shown = congdoan("law", "show", "18/VBHN-VPQH", "--on", "2026-11-20").stdout
    assert "Văn bản hợp nhất: 18/VBHN-VPQH" in shown
    assert "Điều 139 45/2019/QH14: sửa đổi bởi 113/2025/QH15 từ 01/07/2026" in shown


def test_what_is_due_lists_what_stops_with_its_reason(congdoan: Type) -> None:
    congdoan(*REPEAL)

    done = congdoan("law", "due", "--on", "2026-11-20")

    assert any("01/01/2027  thu-viec-luong  (Điều 26" in line for line in done.stdout.splitlines())

"""`congdoan ask --why`: the verdict with its reasons, in words and as data."""

import json
from typing import Any

from bot.settings import WebSettings
from bot.turn import Knowledge
from commands.serving import Shelf, build_admin
from knowledge.validity import Library
from retrieval.search import Searcher
from store.database import Database
from tests.commands.conftest import Type

QUESTION = "dạ cho em hỏi thử việc lương bn"
ON = ("--on", "2026-11-20")


def read(text: str) -> dict[str, Any]:
    """An outcome without the one figure that is never twice the same."""
    outcome: dict[str, Any] = json.loads(text)
    outcome.pop("latency_ms")
    return outcome


def test_why_tells_a_person_reading_sureness_thresholds_and_who_was_second(congdoan: Type) -> None:
    shown = congdoan("ask", QUESTION, "--why", *ON).stdout

    answer, _, reasons = shown.partition("Vì sao?")
    assert "85%" in answer
    assert "“thử việc lương bao nhiêu”" in reasons
    assert "thì trả lời, từ" in reasons
    assert "(thu-viec-luong)" in reasons.partition("Thứ hai")[0]
    assert "kém mục gần nhất" in reasons.partition("Thứ hai")[2]
    assert "Không có câu trước." in reasons
    assert "Gần nhất ngoài phạm vi" in reasons


def test_without_why_nothing_is_explained(congdoan: Type) -> None:
    assert "Vì sao?" not in congdoan("ask", QUESTION, *ON).stdout


def test_json_gains_one_key_and_nothing_else_changes(congdoan: Type) -> None:
    plain = read(congdoan("ask", QUESTION, "--json", *ON).stdout)
    explained = read(congdoan("ask", QUESTION, "--json", "--why", *ON).stdout)

    why = explained.pop("why")
    assert explained == plain
    assert why["reading"]["syllables"] == "thử việc lương bao nhiêu"
    assert why["places"][0]["entry_id"] == plain["entry_id"] == "thu-viec-luong"
    assert round(why["sureness"], 4) == plain["score"]
    assert len(why["places"]) == 3


def test_a_batch_is_explained_row_by_row_with_the_message_before(congdoan: Type) -> None:
    rows = [{"question": "thế lương thì sao", "context": ["thử việc tối đa mấy tháng"]}, {"question": "chào"}]
    given = "\n".join(json.dumps(row) for row in rows)

    done = congdoan("ask", "--batch", "-", "--why", *ON, given=given)

    follow_up, greeting = (json.loads(line)["why"] for line in done.stdout.splitlines())
    assert follow_up["context"] == {"earlier": ["thử việc tối đa mấy tháng"], "is_used": True}
    assert greeting["reason"] == "friendly"
    assert greeting["places"] == []


def test_an_entry_stopped_by_the_law_is_named_to_whoever_asks_why(congdoan: Type) -> None:
    congdoan(
        *("law", "repeal", "45/2019/QH14", "--article", "26", "--from", "2027-01-01", "--by", "1/2026/QH16")
    )

    outcome = read(congdoan("ask", QUESTION, "--json", "--why", "--on", "2027-01-01").stdout)

    silent = outcome["why"]["silent"]
    assert outcome["status"] != "answered"
    assert (silent["entry_id"], silent["silence"]) == ("thu-viec-luong", "ended")
    assert silent["since"] == "2027-01-01"


async def test_the_officials_web_is_told_why_as_the_command_line_is(
    sqlite: Database, library: Library, searcher: Searcher
) -> None:
    app = build_admin(sqlite, WebSettings(), Shelf(Knowledge(library, searcher)))

    outcome = app.state.office.explain(QUESTION)

    assert outcome["entry_id"] == "thu-viec-luong"
    assert outcome["why"]["reading"]["syllables"] == "thử việc lương bao nhiêu"

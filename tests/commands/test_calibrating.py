"""A threshold from labelled questions, written only where the data carry it, and taken back with one word."""

import hashlib
import json
import shutil
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from knowledge.validity import Library
from retrieval.outside import read_outside
from retrieval.search import Searcher
from retrieval.text import read_rows
from tests.commands.conftest import Type

DAY = ("--on", "2026-11-20")
EASY = ("--wrong", "0.3", "--outside", "0.3")


@pytest.fixture
def place(congdoan: Type, searcher: Searcher, index_folder: Path, tmp_path: Path, monkeypatch) -> Path:  # type: ignore[no-untyped-def]
    """Where this test's threshold is kept: an index of its own."""
    shutil.copytree(index_folder, tmp_path / "index")
    monkeypatch.setenv("CONGDOAN_INDEX_FOLDER", str(tmp_path / "index"))
    return tmp_path / "index" / "calibration.json"


@pytest.fixture
def questions(library: Library, tmp_path: Path) -> Path:
    """Golden questions with what their entry cites, and messages outside our field."""
    entries = {entry.id: entry for entry in library.entries}
    rows: list[dict[str, Any]] = [
        {
            "question": question,
            "gold": [{"document": c.document, "article": c.article} for c in entries[entry_id].citations],
        }
        for entry_id, question in islice(read_rows("golden.tsv"), 180)
        if entry_id in entries
    ]
    rows += [{"message": message.text} for message in read_outside()[:60]]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return file


def test_what_is_written_is_what_the_searcher_then_does(congdoan: Type, place: Path, questions: Path) -> None:
    before = json.loads(congdoan("evaluate", str(questions), *DAY, "--json").stdout)["total"]

    done = congdoan("calibrate", str(questions), *DAY, *EASY, "--write", "--json")

    record, kept = json.loads(done.stdout), json.loads(place.read_text("utf-8"))
    after = json.loads(congdoan("evaluate", str(questions), *DAY, "--json").stdout)["total"]
    assert record["written"] == str(place)
    assert kept["answered"] == record["chosen"]["threshold"] < record["current"]["threshold"]
    assert (before["answered"], before["wrong"]) == (
        record["current"]["answered"],
        record["current"]["wrong"],
    )
    assert (after["answered"], after["wrong"]) == (record["chosen"]["answered"], record["chosen"]["wrong"])
    assert kept["notes"]["targets"] == {"wrong": 0.3, "outside": 0.3, "confidence": 0.8}
    assert kept["notes"]["measured"]["answered"] >= 100
    assert kept["notes"]["sha256"] == hashlib.sha256(questions.read_bytes()).hexdigest()
    assert kept["notes"]["on"] == "2026-11-20"
    assert "written_on" in kept["notes"]


def test_without_write_only_the_table_is_shown(congdoan: Type, place: Path, questions: Path) -> None:
    shown = congdoan("calibrate", str(questions), *DAY, *EASY).stdout

    assert "Ngưỡng giữ được mục tiêu (sai/đáp ≤ 30%, ngoài phạm vi ≤ 30%)" in shown
    assert "đang dùng" in shown
    assert not place.exists()


def test_too_few_questions_change_nothing(congdoan: Type, place: Path, questions: Path) -> None:
    lines = questions.read_text("utf-8").splitlines()
    questions.write_text("\n".join([*lines[:90], *lines[-60:]]), "utf-8")

    done = congdoan("calibrate", str(questions), *DAY, *EASY, "--write")

    assert done.exit_code == 1
    assert "cần ít nhất 100 câu được trả lời" in done.stdout
    assert "Chưa ghi gì" in done.stderr
    assert not place.exists()


def test_a_written_threshold_is_taken_back(congdoan: Type, place: Path) -> None:
    place.write_text("{}")

    first, second = congdoan("calibrate", "--reset"), congdoan("calibrate", "--reset")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert not place.exists()
    assert "Đã bỏ" in first.stdout
    assert "đang dùng ngưỡng đi kèm" in second.stdout


def test_a_broken_one_is_told_with_the_way_out(congdoan: Type, place: Path, questions: Path) -> None:
    place.write_text("{}")

    done = congdoan("calibrate", str(questions), *DAY)

    assert done.exit_code == 1
    assert str(place) in done.stderr
    assert "congdoan calibrate --reset" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Cần một tệp"),
        (("khong-co.jsonl",), "Không đọc được khong-co.jsonl"),
        (("a.jsonl", "--reset"), "đi một mình"),
        (("--reset", "--write"), "đi một mình"),
        (("a.jsonl", "--wrong", "0"), "giữa 0 và 1"),
        (("a.jsonl", "--outside", "3"), "giữa 0 và 1"),
        (("a.jsonl", "--confidence", "1"), "0.5 đến dưới 1"),
    ],
)
def test_what_cannot_be_is_told(congdoan: Type, arguments: tuple[str, ...], said: str) -> None:
    done = congdoan("calibrate", *arguments)

    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("gold", [None, [], [{"document": "45/2019/QH14"}], "26"])
def test_a_question_without_gold_is_named(congdoan: Type, tmp_path: Path, gold: object) -> None:
    good = {"question": "lương thử việc", "gold": [{"document": "45/2019/QH14", "article": 26}]}
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, (good, {"id": "q7", "question": "nghỉ phép", "gold": gold}))))

    done = congdoan("calibrate", str(file))

    assert done.exit_code == 2
    assert "câu thứ 2 (q7) thiếu gold" in done.stderr


def test_help_shows_an_example(congdoan: Type) -> None:
    assert "Ví dụ: congdoan calibrate" in congdoan("calibrate", "--help").stdout

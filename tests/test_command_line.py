"""The command line as its users type it; the form of `ask` is a contract with programs outside the repository."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
KEYS = {
    *("status", "entry_id", "question", "answer", "citations", "valid_from", "valid_to", "checked_on"),
    *("score", "suggestions", "latency_ms"),
}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def congdoan(copy_original: Callable[[str, str], str], index_folder: Path) -> Run:
    """Run the command on a stocked database, without a network."""
    url = copy_original("sqlite", "stocked")

    def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "CONGDOAN_DATABASE_URL": url,
            "CONGDOAN_INDEX_FOLDER": str(index_folder),
        }
        command = [sys.executable, "-c", "from congdoan import app; app()", *arguments]
        return subprocess.run(
            command, input=given, capture_output=True, text=True, cwd=ROOT, env=environment, check=False
        )

    return run


def test_ask_answers_in_the_form_others_read(congdoan: Run) -> None:
    done = congdoan("ask", "thu viec luong bao nhieu", "--json", "--on", "2026-11-20")

    outcome = json.loads(done.stdout)
    assert set(outcome) == KEYS
    assert outcome["status"] == "answered"
    assert outcome["entry_id"] == "thu-viec-luong"
    assert outcome["citations"][0] == {"document": "45/2019/QH14", "article": 26, "clause": None}
    assert outcome["valid_from"] == "2021-01-01"
    assert outcome["checked_on"] == "2026-11-20"
    assert 0 < outcome["score"] <= 1
    assert all(set(item) == {"entry_id", "question", "citations"} for item in outcome["suggestions"])


def test_a_batch_answers_line_by_line_in_order(congdoan: Run) -> None:
    rows = [
        {"id": "a", "question": "thử việc lương bao nhiêu"},
        {
            "id": 2,
            "question": "vậy còn thời gian thử việc tối đa mấy ngày",
            "context": ["thử việc lương bao nhiêu"],
        },
        {"id": "c", "question": "chào bạn", "on": "2026-11-01"},
        {"id": "d", "question": ""},
    ]

    done = congdoan("ask", "--batch", "-", given="\n".join(json.dumps(row) for row in rows))

    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert [outcome["id"] for outcome in outcomes] == ["a", 2, "c", "d"]
    assert all(set(outcome) == KEYS | {"id"} for outcome in outcomes)
    assert outcomes[2]["status"] == "smalltalk"
    assert outcomes[3]["status"] == "refused"


def test_every_broken_line_of_a_batch_is_named(congdoan: Run) -> None:
    done = congdoan(
        "ask", "--batch", "-", given='{"id": 1}\nnot json\n{"question": "a", "on": "2026-13-01"}\n'
    )

    assert done.returncode == 2
    assert done.stdout == ""
    for number in ("1:", "2:", "3:"):
        assert number in done.stderr


def test_ask_speaks_to_a_person_too(congdoan: Run) -> None:
    done = congdoan("ask", "thử việc lương bao nhiêu")

    assert "85%" in done.stdout
    assert "Điều 26 Bộ luật Lao động 2019" in done.stdout


def test_a_day_that_is_none_is_told(congdoan: Run) -> None:
    done = congdoan("ask", "lương", "--on", "20/11/2026")

    assert done.returncode == 2
    assert "2026-11-20" in done.stderr


def test_coverage_prints_numerator_base_source_and_day(congdoan: Run) -> None:
    done = congdoan("coverage", "--period", "2026", "--unit", "DEMO")

    assert "309 / 436 người lao động" in done.stdout
    assert "70,8 %" in done.stdout
    assert "Số mẫu do Công Đoàn Bot đặt ra" in done.stdout
    assert "Chưa rõ đơn vị" in done.stdout


def test_coverage_as_json_hides_small_groups(congdoan: Run) -> None:
    record = json.loads(congdoan("coverage", "--period", "2026", "--unit", "DEMO-03", "--json").stdout)

    hidden = [row for row in record["below"] if row["is_hidden"]]
    assert record["unit"]["acknowledged"] == 44
    assert len(hidden) >= 2
    assert all(row["acknowledged"] is None and row["share"] is None for row in hidden)


def test_an_unknown_unit_and_period_are_told(congdoan: Run) -> None:
    assert "Không có đơn vị" in congdoan("coverage", "--unit", "NOWHERE").stderr
    assert "không đúng" in congdoan("coverage", "--period", "26").stderr


def test_the_library_is_checked_loaded_and_exported(congdoan: Run, tmp_path: Path) -> None:
    assert ", 0 lỗi" in congdoan("knowledge", "check").stdout
    assert "Thêm 0, sửa 0" in congdoan("knowledge", "load").stdout
    assert congdoan("knowledge", "export", str(tmp_path / "out")).returncode == 0
    assert (tmp_path / "out" / "probation.yaml").is_file()


def test_broken_content_names_every_fault_and_fails(congdoan: Run, tmp_path: Path) -> None:
    (tmp_path / "content" / "entries").mkdir(parents=True)
    (tmp_path / "content" / "laws.yaml").write_text("documents: []\n")
    (tmp_path / "content" / "law_articles.yaml").write_text("{}\n")
    (tmp_path / "content" / "entries" / "x.yaml").write_text(
        "topic: probation\nentries:\n  - id: A B\n    answer: ["
    )

    done = congdoan("knowledge", "check", "--folder", str(tmp_path / "content"))

    assert done.returncode == 1
    assert "x.yaml:5: is not valid YAML" in done.stdout


def test_evaluate_measures_a_file(congdoan: Run, tmp_path: Path) -> None:
    row = {
        "id": "1",
        "question": "thu viec luong bao nhieu",
        "register": "no_diacritics",
        "topic": "probation",
        "gold": [{"document": "45/2019/QH14", "article": 26}],
    }
    (tmp_path / "rows.jsonl").write_text(json.dumps(row))

    record = json.loads(congdoan("evaluate", str(tmp_path / "rows.jsonl"), "--json").stdout)

    assert record["total"]["first_share"] == 1


@pytest.mark.parametrize(
    "command", [[], ["up"], ["ask"], ["evaluate"], ["coverage"], ["knowledge", "check"], ["migrate"]]
)
def test_help_is_vietnamese_and_shows_an_example(congdoan: Run, command: list[str]) -> None:
    done = congdoan(*command, "--help")

    assert done.returncode == 0
    assert "Ví dụ" in done.stdout or not command

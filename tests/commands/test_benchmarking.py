"""Files in BEIR form in, two lines of figures out; what is broken in them is told with file and line."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from congdoan import app

CORPUS: list[Any] = [
    {
        "_id": "26",
        "title": "Tiền lương thử việc",
        "text": "Ít nhất phải bằng 85% mức lương của công việc đó.",
    },
    {"_id": "98", "title": "Tiền lương làm thêm giờ", "text": "Vào ngày thường, ít nhất bằng 150%."},
    {"_id": 7, "title": None, "text": "Đường đi từ nhà đến nơi làm việc."},
]
QUERIES: list[Any] = [
    {"_id": "q1", "text": "tiền lương thử việc", "relevant": ["26"]},
    {"_id": "q2", "text": "tien luong lam them gio", "relevant": {"98": 2, "26": 0}},
    {"_id": "q3", "text": "đường đi làm", "relevant_ids": [7]},
]


def write(path: Path, rows: list[Any]) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def bench(folder: Path, corpus: list[Any], queries: list[Any], *more: str) -> Result:
    files = write(folder / "c.jsonl", corpus), write(folder / "q.jsonl", queries)
    arguments = ["benchmark-retrieval", "--corpus", str(files[0]), "--queries", str(files[1]), *more]
    return CliRunner().invoke(app, arguments)


def test_all_three_forms_of_answers_are_read_and_both_retrievers_measured(tmp_path: Path) -> None:
    done = bench(tmp_path, CORPUS, QUERIES, "--json")

    assert done.exit_code == 0
    report = json.loads(done.stdout)
    assert (report["documents"], report["queries"]) == (3, 3)
    assert report["ours"]["R@1"] == 1
    assert report["bm25s"]["R@1"] == pytest.approx(2 / 3, abs=1e-3)
    assert report["ratio_R@1"] == 1.5
    assert {"R@1", "R@3", "R@10", "MRR@10", "nDCG@10", "latency_ms"} <= set(report["ours"])
    assert (report["unknown_relevant"], report["queries_without_relevant"]) == ([], 0)


def test_a_document_of_grade_nought_does_not_answer(tmp_path: Path) -> None:
    done = bench(
        tmp_path, CORPUS, [{"_id": "q", "text": "thử việc", "relevant": {"26": 0, "98": 1}}], "--json"
    )

    assert json.loads(done.stdout)["ours"]["R@1"] == 0


def test_figures_stand_in_lines_with_their_counts(tmp_path: Path) -> None:
    lines = bench(tmp_path, CORPUS, QUERIES).stdout.splitlines()

    assert lines[0] == "3 văn bản, 3 câu hỏi"
    assert lines[1].split()[:5] == ["R@1", "R@3", "R@10", "MRR@10", "nDCG@10"]
    assert lines[2].split()[:2] == ["ta", "1,000"]
    assert lines[3].split()[:3] == ["bm25s", "riêng", "0,667"]
    assert lines[4] == "R@1: ta gấp 1,50 lần bm25s riêng"


def test_unknown_documents_are_counted_told_and_count_as_not_found(tmp_path: Path) -> None:
    queries = [*QUERIES, {"_id": "q4", "text": "lương", "relevant": ["404", "405"]}]

    told = bench(tmp_path, CORPUS, queries).stdout
    report = json.loads(bench(tmp_path, CORPUS, queries, "--json").stdout)

    assert "2 _id đúng không có trong kho, tính là không tìm thấy: 404, 405" in told
    assert report["unknown_relevant"] == ["404", "405"]
    assert (report["queries"], report["ours"]["R@10"]) == (4, 0.75)


def test_queries_that_nothing_answers_are_left_out_and_told(tmp_path: Path) -> None:
    queries = [*QUERIES, {"_id": "q4", "text": "lương", "relevant": []}]

    told = bench(tmp_path, CORPUS, queries).stdout

    assert "3 văn bản, 3 câu hỏi" in told
    assert "bỏ qua 1 câu không có văn bản đúng" in told


def test_without_any_answer_there_is_nothing_to_measure(tmp_path: Path) -> None:
    done = bench(tmp_path, CORPUS, [{"_id": "q", "text": "lương", "relevant": {"26": 0}}])

    assert done.exit_code == 2
    assert "không câu nào có văn bản đúng" in done.stderr


def test_nothing_right_by_bm25s_alone_gives_no_ratio(tmp_path: Path) -> None:
    done = bench(tmp_path, CORPUS, [QUERIES[1]])

    assert "không có tỉ số" in done.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "không phải JSON"),
        ("[" * 100_000, "không phải JSON"),
        ("[]", "không phải một đối tượng JSON"),
        ('{"title": "a"}', "thiếu _id"),
        ('{"_id": "", "title": "a"}', "thiếu _id"),
        ('{"_id": "26", "title": "a"}', "_id này đã có ở dòng 1"),
        ('{"_id": "x", "title": " "}', "thiếu cả title và text"),
        ('{"_id": "x", "title": "a", "text": 5}', "text không phải chữ"),
    ],
)
def test_a_broken_document_is_told_with_file_and_line(tmp_path: Path, line: str, said: str) -> None:
    done = bench(tmp_path, [CORPUS[0], "", line], QUERIES)

    assert done.exit_code == 2
    assert f"c.jsonl:3: {said}" in done.stderr


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"relevant": ["26"]}, "thiếu text"),
        ({"text": "lương"}, "thiếu relevant"),
        ({"text": "lương", "relevant": "26"}, "thiếu relevant"),
        ({"text": "lương", "relevant": [["26"]]}, "thiếu relevant"),
        ({"text": "lương", "relevant": {"26": -1}}, "điểm trong relevant phải là số"),
        ({"text": "lương", "relevant": {"26": "1"}}, "điểm trong relevant phải là số"),
        ({"text": "lương", "relevant": {"26": float("nan")}}, "điểm trong relevant phải là số"),
    ],
)
def test_a_broken_query_is_told_with_file_and_line(
    tmp_path: Path, fields: dict[str, object], said: str
) -> None:
    done = bench(tmp_path, CORPUS, [QUERIES[0], {"_id": "x", **fields}])

    assert done.exit_code == 2
    assert f"q.jsonl:2: {said}" in done.stderr


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    done = bench(tmp_path, ["{", CORPUS[0], "[]"], QUERIES)

    assert [f"c.jsonl:{number}:" in done.stderr for number in (1, 2, 3)] == [True, False, True]


def test_a_line_that_is_no_utf_8_is_told_and_a_byte_order_mark_is_not(tmp_path: Path) -> None:
    corpus, queries = tmp_path / "c.jsonl", write(tmp_path / "q.jsonl", QUERIES)
    corpus.write_bytes(b'\xef\xbb\xbf{"_id": "1", "text": "a"}\r\n{"_id": "2", "text": "\xff"}')

    done = CliRunner().invoke(
        app, ["benchmark-retrieval", "--corpus", str(corpus), "--queries", str(queries)]
    )

    assert done.stderr.count("c.jsonl:") == 1
    assert "c.jsonl:2: không phải chữ UTF-8" in done.stderr


@pytest.mark.parametrize(("missing", "given"), [("c.jsonl", "q.jsonl"), ("q.jsonl", "c.jsonl")])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, missing: str, given: str) -> None:
    write(tmp_path / given, CORPUS if given == "c.jsonl" else QUERIES)

    done = CliRunner().invoke(
        app,
        [
            "benchmark-retrieval",
            "--corpus",
            str(tmp_path / "c.jsonl"),
            "--queries",
            str(tmp_path / "q.jsonl"),
        ],
    )

    assert done.exit_code == 2
    assert "Không đọc được" in done.stderr
    assert missing in done.stderr


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    done = bench(tmp_path, [], QUERIES)

    assert done.exit_code == 2
    assert "c.jsonl: không có dòng nào" in done.stderr


def test_halves_of_characters_in_an_id_can_be_printed(tmp_path: Path) -> None:
    done = bench(tmp_path, CORPUS, [r'{"_id": "q", "text": "lương", "relevant": ["\ud800"]}'], "--json")

    assert json.loads(done.stdout)["unknown_relevant"] == ["?"]


def test_an_encoder_that_is_not_there_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "model"
    broken.mkdir()
    (broken / "config.json").write_text('{"syllable_units": 1, "hidden_dim": 4}', encoding="utf-8")
    (broken / "tokenizer.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("CONGDOAN_ENCODER", str(broken))

    done = bench(tmp_path, CORPUS, QUERIES)

    assert done.exit_code == 1
    assert "Không dùng được bộ mã hóa" in done.stderr
    assert "model.safetensors" in done.stderr.replace("\n", "")

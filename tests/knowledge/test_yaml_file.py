"""A file that cannot be read says so with its name and line, and never stops the program."""

from pathlib import Path

import pytest

from knowledge.yaml_file import Record, read_yaml


def write(folder: Path, text: str) -> Path:
    path = folder / "a.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_mapping_remembers_the_lines_of_itself_and_of_its_keys(tmp_path: Path) -> None:
    data, problems = read_yaml(write(tmp_path, "topic: a\nentries:\n  - id: x\n\n    answer: y\n  - id: z\n"))

    assert not problems
    assert data.lines == {"topic": 1, "entries": 2}
    first, second = data["entries"]
    assert (first.line, first.lines, second.line) == (3, {"id": 3, "answer": 5}, 6)


def test_a_key_that_stands_twice_is_named_with_its_line(tmp_path: Path) -> None:
    data, [problem] = read_yaml(write(tmp_path, "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n"))

    assert str(problem) == "a.yaml:5: is not valid YAML: key 'c' stands twice"
    assert data == {}


def test_a_key_that_is_a_list_is_named_with_its_line(tmp_path: Path) -> None:
    _, [problem] = read_yaml(write(tmp_path, "a: 1\n? [b, c]\n: 2\n"))

    assert (problem.line, problem.message) == (2, "is not valid YAML: a key must be a text or a number")


def test_a_file_cut_off_in_the_middle_is_named_with_a_line(tmp_path: Path) -> None:
    _, [problem] = read_yaml(write(tmp_path, 'a: 1\nb: [1, 2,\nc: "open'))

    assert problem.file == "a.yaml"
    assert problem.line > 1
    assert problem.message.startswith("is not valid YAML")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n", "7\n"])
def test_anything_but_a_mapping_at_the_top_is_a_fault(tmp_path: Path, text: str) -> None:
    data, [problem] = read_yaml(write(tmp_path, text))

    assert (data, problem.line, problem.message) == ({}, 1, "must be a mapping at the top")


def test_bytes_that_are_not_utf_8_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("topic: thử việc\n".encode("utf-16"))

    _, [problem] = read_yaml(path)

    assert problem.message.startswith("cannot be read")


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    _, [problem] = read_yaml(tmp_path / "nowhere.yaml")

    assert (problem.file, problem.line) == ("nowhere.yaml", 0)
    assert problem.message.startswith("cannot be read")


def test_a_control_character_is_a_fault(tmp_path: Path) -> None:
    _, [problem] = read_yaml(write(tmp_path, "a: b\x00c\n"))

    assert problem.message.startswith("cannot be read")


def test_a_day_the_calendar_does_not_have_is_left_for_its_reader_to_name(tmp_path: Path) -> None:
    data, problems = read_yaml(write(tmp_path, "checked_on: 2026-02-30\n"))

    assert not problems
    assert data == {"checked_on": "2026-02-30"}


def test_a_record_is_empty_when_it_is_made() -> None:
    assert (Record(), Record().line, Record().lines) == ({}, 0, {})

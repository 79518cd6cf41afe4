"""A YAML file read with its line numbers, so that every fault can be named where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of curated content."""

    file: str
    line: int  # from 1; 0 where no line is known
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class Record(dict[str, Any]):
    """A mapping that remembers the line it began on, and the lines of its keys (from 1)."""

    line: int = 0

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


class DuplicateKey(yaml.MarkedYAMLError):
    """A mapping names a key twice; YAML would silently keep the last."""


class BadKey(yaml.MarkedYAMLError):
    """A key that is itself a list or a mapping."""


class RecordLoader(yaml.CSafeLoader):
    """The C SafeLoader, making Records."""

    def construct_record(self, node: yaml.MappingNode) -> Record:
        record = Record()
        record.line = node.start_mark.line + 1
        for key_node, value_node in node.value:
            key: Any = self.construct_object(key_node, deep=True)
            if isinstance(key, list | dict):
                raise BadKey(problem="a key must be a text or a number", problem_mark=key_node.start_mark)
            if key in record:
                raise DuplicateKey(problem=f"key {key!r} stands twice", problem_mark=key_node.start_mark)
            record[key] = self.construct_object(value_node, deep=True)
            record.lines[key] = key_node.start_mark.line + 1
        return record

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        """A day; one the calendar does not have stays a text, so that its reader can name it with its line."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return self.construct_scalar(node)


def _construct_record(loader: RecordLoader, node: yaml.MappingNode) -> Iterator[Record]:
    yield loader.construct_record(node)


RecordLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_record)
RecordLoader.add_constructor("tag:yaml.org,2002:timestamp", RecordLoader.construct_day)


def read_yaml(path: Path) -> tuple[Record, list[Problem]]:
    """The file's top mapping, or an empty one with the fault that kept it from being read."""
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=RecordLoader)  # noqa: S506  (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return Record(), [Problem(path.name, line, f"is not valid YAML: {error.problem}")]
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return Record(), [Problem(path.name, 0, f"cannot be read: {error}")]
    if not isinstance(data, Record):
        return Record(), [Problem(path.name, 1, "must be a mapping at the top")]
    return data, []

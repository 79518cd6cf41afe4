"""JSON lines in, with every fault named by its line."""

import json
from datetime import date
from typing import Any


class BrokenRow(Exception):
    """A line that is not what it should be; the text begins with its number."""


def parse_rows(text: str) -> list[dict[str, Any]]:
    """The objects of a JSON-lines text; empty lines are skipped.

    Raises:
        BrokenRow: some lines are not JSON objects, or lack a text, or have a day that is none; all are named.
    """
    rows, faults = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            _check(row)
        except ValueError as error:
            faults.append(f"{number}: {error}")
        else:
            rows.append(row)
    if faults:
        raise BrokenRow("\n".join(faults))
    return rows


def _check(row: Any) -> None:
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")
    if not any(isinstance(row.get(key), str) for key in ("question", "message", "first")):
        raise ValueError("has no question")
    if row.get("on"):
        date.fromisoformat(str(row["on"]))

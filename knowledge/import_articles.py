"""Write `content/law_articles.yaml` (article numbers and titles) from a file of statutes; run by editors, not at run time.

    python -m knowledge.import_articles key_laws_2026.jsonl

Each line of the file: document, article, title, effective_from. A consolidation lends its titles to the original document
workers know; the register itself and the days on which articles were reworded (`laws.yaml`) are written by hand.
"""

import json
import re
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import yaml

CONTENT = Path(__file__).with_name("content")
TITLE_LENGTH = 160
HEADER = (
    "# Written by knowledge/import_articles.py: articles and titles; in_force_from only where it differs.\n"
)


def read_register() -> dict[str, dict[str, object]]:
    """The documents of `laws.yaml`, by number."""
    data = yaml.safe_load((CONTENT / "laws.yaml").read_text("utf-8"))
    return {document["number"]: document for document in data["documents"]}


def clean_title(text: str) -> str:
    """One line, cut where a scan let the body spill into the title."""
    title = re.sub(r"\s+", " ", text).strip().rstrip(".")
    return title if len(title) <= TITLE_LENGTH else title[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def collect(lines: list[str], register: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Titles by document and article; those of a consolidation overwrite the original's."""
    titles: dict[str, dict[str, object]] = defaultdict(dict)
    rows = [json.loads(line) for line in lines if line]
    for row in sorted(rows, key=lambda row: "consolidates" in register.get(row["document"], {})):
        document = register.get(row["document"])
        if document is None:
            continue
        original = str(document.get("consolidates", row["document"]))
        since = date.fromisoformat(row["effective_from"])
        title = clean_title(row["title"])
        changed = original == row["document"] and since != register[original]["in_force_from"]
        titles[original][str(row["article"])] = {"title": title, "in_force_from": since} if changed else title
    return titles


def main(path: str) -> None:
    titles = collect(Path(path).read_text("utf-8").split("\n"), read_register())
    text = yaml.safe_dump(dict(sorted(titles.items())), allow_unicode=True, sort_keys=False, width=1000)
    (CONTENT / "law_articles.yaml").write_text(HEADER + text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

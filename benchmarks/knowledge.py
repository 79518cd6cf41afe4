"""The library itself: time to load it, random changes of the law over it, and how many questions it could answer at all.

python -m benchmarks.knowledge [--questions FILE]

FILE: JSON lines {id, question, gold: [{document, article}], answer_key}. A question counts as answerable if some approved
entry cites a gold article and holds the fact of the key: every number of it, and at least half of its other words. This is a
reading by machine: it lists the questions it doubts, for somebody to judge.
"""

import argparse
import asyncio
import json
import re
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.machine import print_machine
from commands.ground import load_content
from knowledge.entry import Entry
from knowledge.marks import strip_marks
from knowledge.validity import TEXTS, Library, read_library
from migrations.run import migrate
from reach.clock import day_of, utc_now
from store.database import Database
from tests.knowledge.law_changes import simulate

CHANGES = 500
ENOUGH_WORDS = 0.5
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "và của có không được là các cho khi thì một những này theo hoặc với trong từ đến phải bị do để",
    )
)


async def load_new(url: str) -> Library:
    """The library of a new database; prints how long each step took."""
    await asyncio.to_thread(migrate, url)
    database = Database(url)
    begun = time.perf_counter()
    loaded = await load_content(database)
    stored = time.perf_counter()
    async with database.reading() as session:
        library = await read_library(session)
    read = time.perf_counter()
    await database.close()
    print(
        f"{loaded.added} entries: YAML into the tables {stored - begun:.2f} s, tables into memory {read - stored:.2f} s, "
        f"together {read - begun:.2f} s"
    )
    return library


def words_of(text: str) -> set[str]:
    """Lowercase words without marks; numbers without their leading noughts."""
    found = re.findall(r"\d+(?:[.,]\d+)*|\w+", strip_marks(text.lower()))
    return {word.lstrip("0") or "0" if word[0].isdigit() else word for word in found}


def holds_fact(key: str, entry_words: set[str]) -> bool:
    """Whether an entry's words hold every number of the key, and half of the rest."""
    wanted = words_of(key) - {strip_marks(word) for word in STOP_WORDS}
    numbers = {word for word in wanted if word[0].isdigit()}
    others = wanted - numbers
    return numbers <= entry_words and len(others & entry_words) >= ENOUGH_WORDS * len(others)


def cites(entry: Entry, gold: Iterable[dict[str, Any]], originals: dict[str, str]) -> bool:
    places = {(originals.get(row["document"], row["document"]), str(row["article"])) for row in gold}
    return any((place.document, place.article) in places for place in entry.citations)


def list_unanswerable(rows: list[dict[str, Any]], library: Library, day: date) -> Iterator[tuple[str, str]]:
    """(id, why) of each question no entry answers, as far as a machine can tell."""
    filled = [library.fill(entry, day) for entry in library.entries if entry.holds_on(day)]
    texts = {entry.id: words_of(" ".join(getattr(entry, key) for key in TEXTS)) for entry in filled}
    originals = library.register.originals()
    for row in rows:
        near = [entry for entry in filled if cites(entry, row["gold"], originals)]
        if not near:
            yield row["id"], "no entry cites a gold article"
        elif not any(holds_fact(row["answer_key"], texts[entry.id]) for entry in near):
            yield row["id"], f"{len(near)} entries cite it; none surely holds: {row['answer_key']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--questions", type=Path, help="questions with their gold articles and facts")
    arguments = parser.parse_args()
    print_machine()
    with tempfile.TemporaryDirectory() as folder:
        library = asyncio.run(load_new(f"sqlite:///{folder}/new.db"))
    begun = time.perf_counter()
    looked_at, frozen, outdated = simulate(library, CHANGES, seed=2026)
    print(
        f"{CHANGES} random changes: {looked_at} answers looked at, {frozen} times an entry was frozen, "
        f"{len(outdated)} outdated answers ({time.perf_counter() - begun:.0f} s)"
    )
    if arguments.questions:
        rows = [json.loads(line) for line in arguments.questions.read_text("utf-8").splitlines() if line]
        doubts = list(list_unanswerable(rows, library, day_of(utc_now())))
        print(f"answerable: {len(rows) - len(doubts)} of {len(rows)} ({1 - len(doubts) / len(rows):.1%})")
        for id_, why in doubts:
            print(f"  {id_}: {why}")


if __name__ == "__main__":
    main()

"""What the encoder learns from: pairs that mean the same, read from public text and from our own entries.

Public text is read from a folder given on the command line and never shipped: only the vectors are.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import zstandard

from knowledge.entry import Entry
from retrieval.text import read_rows

Pair = tuple[str, str]

LONGEST = 700  # characters of a text that are read
COMMON_TITLE = 3  # a title more frequent than this says nothing ("Phạm vi điều chỉnh")
NEWS = 15_000
_PREAMBLE = re.compile(r"^(?:Căn cứ|Theo|Tại)[^\n]{0,200}(?:quy định|như sau)[^\n]{0,60}:?\n")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Public pairs, and questions that are certainly not about work."""

    pairs: list[Pair]
    outside: list[str] = field(default_factory=list)


def read_lines(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of `name.jsonl.zst` or `name.jsonl` in the folder.

    Raises:
        FileNotFoundError: neither is there.
    """
    packed, plain = folder / f"{name}.jsonl.zst", folder / f"{name}.jsonl"
    raw = (
        zstandard.ZstdDecompressor().stream_reader(packed.open("rb")).read()
        if packed.is_file()
        else plain.read_bytes()
    )
    for line in raw.decode("utf-8").split("\n"):
        if line:
            yield json.loads(line)


def read_corpus(folder: Path, *, seed: int) -> Corpus:
    """Questions with their answers, titles with their articles, headlines with their summaries."""
    questions = list(read_lines(folder, "tvpl_qa-qa_pairs"))
    pairs = [(row["question"], _PREAMBLE.sub("", row["answer"])[:LONGEST]) for row in questions]
    pairs += [
        (row["page_title"], row["question"]) for row in questions if row["page_title"] != row["question"]
    ]
    pairs += _articles(folder)
    news = [
        (row["title"], row["abstract"]) for row in read_lines(folder, "news_vietnews-title_abstract_body")
    ]
    pairs += random.Random(seed).sample(news, min(NEWS, len(news)))  # noqa: S311
    outside = [row["question"] for row in questions if not row["labour"]]
    outside += [row["question"] for row in read_lines(folder, "vlsp2025_drill-train") if not row["labour"]]
    outside += [row["question"] for row in read_lines(folder, "qa_squad_vi-question_context")][::4]
    outside += [title for title, _ in news[:1500]]
    return Corpus(pairs, outside)


def _articles(folder: Path) -> list[Pair]:
    rows = [row for row in read_lines(folder, "phapdien-articles_clean") if row["title"] and row["text"]]
    seen = Counter(row["title"] for row in rows)
    return [
        (f"{row['title']} {row['subject']}", row["text"][:LONGEST])
        for row in rows
        if seen[row["title"]] <= COMMON_TITLE
    ]


def read_golden() -> list[Pair]:
    """(entry id, question) of our golden questions."""
    return [(entry_id, question) for entry_id, question in read_rows("golden.tsv")]


def asked(entry: Entry) -> list[str]:
    """Every wording of the entry's question."""
    return [entry.question, *entry.variants]


def draw_own_pairs(entries: Sequence[Entry], chance: random.Random) -> list[tuple[str, Sequence[str]]]:
    """For every entry once: one wording, and another, or the answer, or all the rest of the entry. Never an entry twice."""
    drawn: list[tuple[str, Sequence[str]]] = []
    for entry in entries:
        first, *others = chance.sample(asked(entry), 1 + len(entry.variants))
        whole = [*others, entry.answer, entry.details]
        kinds = [others[:1] or [entry.answer], [entry.answer], whole, whole]
        drawn.append((first, chance.choice(kinds)))
    chance.shuffle(drawn)
    return drawn


def fold_out(entries: Sequence[Entry], fold: int, folds: int) -> list[Entry]:
    """The entries without the wordings of one fold, for figures on wordings that nothing was trained on."""
    from dataclasses import replace

    return [
        replace(entry, variants=tuple(v for i, v in enumerate(entry.variants) if i % folds != fold))
        for entry in entries
    ]

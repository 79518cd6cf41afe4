"""The searcher measured: how fast, how large, and what each part of it is worth on a file of test questions.

python -m benchmarks.retrieval                            speed and memory
python -m benchmarks.retrieval --questions FILE.jsonl     and the ablation: one line a ranking, worst first
"""

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import print_machine
from knowledge.entry import Entry
from retrieval.embedder import StaticEmbedder
from retrieval.fusion import FEATURES, Calibration
from retrieval.index import build_index
from retrieval.library import read_entries, read_titles
from retrieval.search import CALIBRATION, Searcher

DAY = date(2026, 11, 20)
FEW, MANY = 300, 2_000  # entries: what the first issue asks for, what the library may grow to
ORIGINALS = {"18/VBHN-VPQH": "45/2019/QH14", "19/VBHN-VPQH": "41/2024/QH15", "40/VBHN-VPQH": "25/2008/QH12"}


def resident_mb() -> float:
    """Megabytes this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rankings(learnt: Sequence[float]) -> Iterator[tuple[str, list[float]]]:
    """What is compared: a name, and one weight a feature."""

    def only(*names: str) -> list[float]:
        return [weight if name in names else 0.0 for name, weight in zip(FEATURES, learnt, strict=True)]

    def plain(*names: str) -> list[float]:
        return [1.0 if name in names else 0.0 for name in FEATURES]

    yield "lexical, accented", plain("accented")
    yield "lexical, + folded", plain("accented", "folded")
    yield "dense alone", plain("dense")
    yield "lexical + dense, equal weights", plain("accented", "folded", "dense")
    yield "+ learnt weights", only("accented", "folded", "dense")
    yield "+ the part that asks", only(*(name for name in FEATURES if "profile" not in name))
    yield "+ the whole entry as one text: as served", list(learnt)


def copies(entries: Sequence[Entry], n: int) -> list[Entry]:
    """The entries again and again under new names until there are `n`."""
    return [replace(entries[i % len(entries)], id=f"{entries[i % len(entries)].id}-{i}") for i in range(n)]


def speed(entries: Sequence[Entry], titles: Mapping[tuple[str, str], str]) -> None:
    embedder, calibration = StaticEmbedder(), Calibration.load(CALIBRATION)
    begun = time.perf_counter()
    searcher = Searcher(build_index(entries, embedder, titles=titles), embedder, calibration)
    wordings = len(searcher.index.wordings)
    print(
        f"{len(entries)} entries, {wordings} wordings: built in {time.perf_counter() - begun:.2f} s", end=", "
    )
    times = []
    for number, entry in enumerate(entries[:600]):
        message = f"dạ cho em hỏi {entry.variants[number % len(entry.variants)]} vậy mọi người"
        begun = time.perf_counter()
        searcher.search(message, on=DAY)
        times.append(1000 * (time.perf_counter() - begun))
    p50, p95 = np.percentile(times, [50, 95])
    print(f"a question p50 {p50:.2f} ms, p95 {p95:.2f} ms")


def ablation(entries: Sequence[Entry], titles: Mapping[tuple[str, str], str], rows: Sequence[Any]) -> None:
    embedder, calibration = StaticEmbedder(), Calibration.load(CALIBRATION)
    index = build_index(entries, embedder, titles=titles)
    cited = [{(c.document, c.article) for c in entry.citations} for entry in entries]
    gold = [
        {(ORIGINALS.get(g["document"], g["document"]), str(g["article"])) for g in row["gold"]}
        for row in rows
    ]
    features = [
        index.match(index.read(row["question"]), embedder, DAY).features[: len(entries)] for row in rows
    ]
    registers = sorted({row["register"] for row in rows})
    print(f"{'ranking':42} {'R@1':>5} {'R@3':>5} " + " ".join(f"{name[:8]:>8}" for name in registers))
    for name, weights in rankings(calibration.ranking):
        order = [np.argsort(-(f @ np.asarray(weights, np.float32)), kind="stable")[:3] for f in features]
        right = np.array([[bool(gold[i] & cited[j]) for j in best] for i, best in enumerate(order)])
        of = {r: np.array([row["register"] == r for row in rows]) for r in registers}
        shares = " ".join(f"{right[of[r], 0].mean():8.2f}" for r in registers)
        print(f"{name:42} {right[:, 0].mean():5.2f} {right.any(axis=1).mean():5.2f} {shares}")


def measured(step: Callable[[], object]) -> float:
    """Megabytes a step added to what this process holds."""
    before = resident_mb()
    step()
    return resident_mb() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, help="rows {question, register, gold}, as JSON lines")
    options = parser.parse_args()
    print_machine()
    entries, titles = read_entries(), read_titles()
    few = entries[:FEW]
    print(f"memory added at most by model, index and search: {measured(lambda: speed(few, titles)):.0f} MB")
    speed(entries, titles)
    speed(copies(entries, MANY), titles)
    if options.questions:
        lines = options.questions.read_text(encoding="utf-8").split("\n")
        ablation(entries, titles, [json.loads(line) for line in lines if line])


if __name__ == "__main__":
    main()

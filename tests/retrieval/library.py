"""A library small enough to read, and an embedder that needs no model."""

import zlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.entry import Citation, Entry
from retrieval.fusion import FEATURES, SIGNALS, Calibration
from retrieval.index import build_index
from retrieval.search import Searcher
from retrieval.text import units

DAY = date(2026, 11, 20)
CODE = "45/2019/QH14"


class HashEmbedder:
    """Every unit has its own direction: texts are near when they share units."""

    name = "hash"

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension

    def embed(self, texts: Sequence[Sequence[str]], marks: Sequence[float]) -> NDArray[np.float32]:
        rows = [
            sum(map(self._direction, units(t, m).split()), np.zeros(self.dimension))
            for t, m in zip(texts, marks, strict=True)
        ]
        vectors = np.array(rows, np.float32).reshape(len(rows), self.dimension)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def _direction(self, unit: str) -> NDArray[np.float64]:
        return _direction(unit, self.dimension)


@lru_cache(10_000)
def _direction(unit: str, dimension: int) -> NDArray[np.float64]:
    return np.random.default_rng(zlib.crc32(unit.encode())).standard_normal(dimension)


def entry(id: str, question: str, *variants: str, article: str, topic: str, **more: object) -> Entry:
    fields = {
        "revision": 1,
        "checked_on": DAY,
        "review_due_on": date(2027, 5, 20),
        "valid_from": date(2021, 1, 1),
        "citations": (Citation(CODE, article, is_primary=True),),
    }
    return Entry(
        id=id,
        topic=topic,
        question=question,
        answer=f"Trả lời: {question.lower()}",
        variants=variants,
        **{**fields, **more},  # type: ignore[arg-type]
    )


ENTRIES = (
    entry(
        "thu-viec-luong",
        "Lương thử việc ít nhất bao nhiêu?",
        "thử việc được trả bao nhiêu phần trăm lương",
        "đang thử việc sếp chỉ trả một nửa lương có được không",
        article="26",
        topic="probation",
    ),
    entry(
        "thu-viec-bao-lau",
        "Thử việc tối đa mấy tháng?",
        "thời gian thử việc dài nhất bao lâu",
        "công ty bắt thử việc sáu tháng có đúng không",
        article="25",
        topic="probation",
    ),
    entry(
        "no-luong",
        "Công ty nợ lương thì tôi được làm gì?",
        "công ty chậm trả lương hai tháng nay",
        "sếp ngâm lương công nhân không trả thì kêu ai",
        article="97",
        topic="wages",
    ),
    entry(
        "phep-nam",
        "Một năm được nghỉ phép mấy ngày?",
        "làm đủ một năm có bao nhiêu ngày phép",
        "phép năm mười hai ngày đúng không",
        article="113",
        topic="leave",
    ),
    entry(
        "duong-suc",
        "Sau khi sinh có được nghỉ dưỡng sức không?",
        "sinh xong còn yếu xin nghỉ thêm dưỡng sức",
        "nghỉ dưỡng sức sau thai sản mấy ngày",
        article="60",
        topic="maternity",
    ),
)

CALIBRATION = Calibration(
    ranking=tuple(0.0 if "accented" in name or name == "is_outside" else 1.0 for name in FEATURES),
    sureness=(*({"best": 0.8, "margin": 1.5}.get(name, 0.0) for name in SIGNALS), -3.0),
    field=(),
    answered=0.7,
    unsure=0.25,
    model="hash",
    notes={},
)


def make_searcher(*entries: Entry) -> Searcher:
    embedder = HashEmbedder()
    return Searcher(build_index(entries or ENTRIES, embedder), embedder, CALIBRATION)

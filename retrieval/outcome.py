"""A verdict as JSON: the contract of `congdoan ask`, which measuring programs outside the repository read."""

import time
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from knowledge.entry import Citation, Entry
from knowledge.validity import Library
from retrieval.result import Context, Result, Status


class Searching(Protocol):
    """Whatever gives a verdict on a message."""

    def search(self, message: str, /, *, on: date, context: Context | None = None) -> Result: ...


def _number(text: str | None) -> int | str | None:
    return int(text) if text and text.isdigit() else text


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "document": citation.document,
        "article": _number(citation.article),
        "clause": _number(citation.clause),
    }


def _suggestion(entry: Entry) -> dict[str, Any]:
    return {
        "entry_id": entry.id,
        "question": entry.question,
        "citations": [_citation(citation) for citation in entry.citations],
    }


def build_outcome(result: Result, library: Library, *, latency_ms: float) -> dict[str, Any]:
    """The verdict with its answer filled for its day. Keys are always the same; what there is not is null or empty."""
    best = result.best if result.status is Status.ANSWERED else None
    entry = library.fill(best.entry, result.day) if best else None
    return {
        "status": result.status.value,
        "entry_id": entry.id if entry else None,
        "question": entry.question if entry else None,
        "answer": entry.answer if entry else None,
        "citations": [_citation(citation) for citation in entry.citations] if entry else [],
        "valid_from": library.valid_from(entry).isoformat() if entry else None,
        "valid_to": entry.valid_to.isoformat() if entry and entry.valid_to else None,
        "checked_on": entry.checked_on.isoformat() if entry else None,
        "score": round(best.score, 4) if best else None,
        "suggestions": [_suggestion(hit.entry) for hit in result.suggestions],
        "latency_ms": round(latency_ms, 2),
    }


def ask_row(row: Mapping[str, Any], library: Library, searcher: Searching, *, on: date) -> dict[str, Any]:
    """One question {question, id?, context?, on?} with the messages before it, as the dialogue would have it."""
    day = date.fromisoformat(str(row["on"])) if row.get("on") else on
    earlier = tuple(str(text) for text in row.get("context") or ())
    context = None
    if earlier:
        before = searcher.search(earlier[-1], on=day)
        context = Context(earlier, before.best.entry.id if before.best else None)
    begun = time.perf_counter()
    result = searcher.search(str(row["question"]), on=day, context=context)
    outcome = build_outcome(result, library, latency_ms=(time.perf_counter() - begun) * 1000)
    return {"id": row["id"], **outcome} if "id" in row else outcome


def list_outcome(outcome: Mapping[str, Any], library: Library) -> Iterator[str]:
    """The verdict for a person at a terminal."""
    if outcome["answer"]:
        yield outcome["answer"]
        for place in outcome["citations"]:
            clause = None if place["clause"] is None else str(place["clause"])
            yield "  " + library.register.spell(Citation(place["document"], str(place["article"]), clause))
        yield f"Trả lời cho câu: {outcome['question']}"
        yield f"Hiệu lực từ {outcome['valid_from']}, kiểm tra ngày {outcome['checked_on']}"
        if outcome["valid_to"]:
            yield f"Sẽ thay đổi từ {outcome['valid_to']}"
    else:
        words = {"unsure": "Chưa chắc. Có phải bạn muốn hỏi:", "smalltalk": "(lời chào hỏi)"}
        yield words.get(outcome["status"], "Chưa có câu trả lời chắc chắn.")
    for suggestion in outcome["suggestions"]:
        yield f"  - {suggestion['question']}"

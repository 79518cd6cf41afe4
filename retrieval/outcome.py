"""A verdict as JSON: the contract of `congdoan ask`, which measuring programs outside the repository read.

Also the verdict and the reasons for it as lines for a person.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.entry import Citation, Entry
from knowledge.validity import Library
from retrieval.explain import Reason, Silence, explain
from retrieval.result import Context, Result, Status
from retrieval.search import Searcher

REASONS = {
    Reason.FRIENDLY: "Tin chỉ có lời chào hỏi, không có câu hỏi.",
    Reason.UNREADABLE: "Không đọc ra câu hỏi: không có chữ, gõ nhầm phím, hoặc không phải tiếng Việt.",
    Reason.NOTHING_IN_FORCE: "Ngày này không có mục nào được dùng.",
    Reason.OUTSIDE_NEARER: "Các câu mẫu ngoài phạm vi gần hơn mọi mục.",
    Reason.KNOWN_WORDING: "Câu trùng từng chữ với một cách hỏi của mục gần nhất (không kể dấu).",
    Reason.SURE: "Mức chắc chắn đủ để trả lời.",
    Reason.SILENT_NEARER: "Một mục đang phải ngừng dùng gần hơn. Mục gần nhất được gợi ý, không trả lời thay.",
    Reason.NEAR: "Mức chắc chắn đủ để gợi ý, chưa đủ để trả lời.",
    Reason.FOLLOW_UP: "Mức chắc chắn thấp, nhưng câu nối tiếp câu trước nên vẫn được gợi ý.",
    Reason.OUTSIDE_WORDING: "Mức chắc chắn thấp, và một câu mẫu ngoài phạm vi giống hơn mọi cách hỏi của các mục.",
    Reason.OUTSIDE_LIKELY: "Mức chắc chắn thấp, và câu không giống chuyện việc làm.",
    Reason.TOO_FAR: "Không có mục nào đủ gần.",
}
SILENCES = {
    Silence.NOT_YET: "đến {day} mới có hiệu lực",
    Silence.ENDED: "ngừng dùng từ {day}",
    Silence.OVERDUE: "quá hạn rà soát từ sau {day}",
}
KINDS = {
    "abuse": "lời xúc phạm",
    "advert": "quảng cáo, mời việc lừa đảo",
    "civil": "dân sự",
    "criminal": "hình sự",
    "daily": "chuyện hằng ngày",
    "education": "trường học",
    "family": "hôn nhân, gia đình",
    "foreign": "tiếng nước ngoài",
    "goodbye": "lời tạm biệt",
    "greeting": "lời chào",
    "injection": "lệnh bắt máy làm khác đi",
    "land": "nhà đất",
    "loan": "vay tiền",
    "medicine": "khám chữa bệnh",
    "papers": "giấy tờ hành chính",
    "personal_data": "dữ liệu của người khác",
    "politics": "chính trị",
    "sport": "thể thao",
    "tax_business": "thuế, kinh doanh",
    "thanks": "lời cảm ơn",
    "traffic": "giao thông",
    "weather": "thời tiết",
    "who_are_you": "hỏi về bot",
}
PLACES = ("Gần nhất", "Thứ hai", "Thứ ba")
PARTS = {"": "Cả câu", "focus_": "Phần hỏi", "profile_": "Toàn bộ mục"}
SCORES = {"accented": "chữ có dấu", "folded": "chữ bỏ dấu", "dense": "nghĩa"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an explanation: a title and a few sentences."""

    title: str
    lines: tuple[str, ...]


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


def ask_row(
    row: Mapping[str, Any], library: Library, searcher: Searcher, *, on: date, why: bool = False
) -> dict[str, Any]:
    """One question {question, id?, context?, on?} with the messages before it, as the dialogue would have it.

    `why` adds the key of that name: `retrieval.explain.Why` as JSON.
    """
    day = date.fromisoformat(str(row["on"])) if row.get("on") else on
    earlier = tuple(str(text) for text in row.get("context") or ())
    context = None
    if earlier:
        before = searcher.search(earlier[-1], on=day)
        context = Context(earlier, before.best.entry.id if before.best else None)
    begun = time.perf_counter()
    weighed = searcher.weigh(str(row["question"]), on=day, context=context)
    outcome = build_outcome(weighed.result, library, latency_ms=(time.perf_counter() - begun) * 1000)
    if why:
        outcome["why"] = explain(searcher, weighed, context).to_json()
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
    if "why" in outcome:
        yield from ("", "Vì sao?")
        for part in list_why(outcome["why"]):
            yield part.title
            yield from (f"  {line}" for line in part.lines)


def list_why(why: Mapping[str, Any]) -> Iterator[Part]:
    """The key `why` of an outcome in plain words."""
    yield Part("Kết luận", (REASONS[why["reason"]],))
    yield Part("Câu được đọc là", tuple(_reading(why["reading"])))
    yield Part("Câu trước", (_leaning(why["context"]),))
    if why["sureness"] is None:
        return
    yield Part("Mức chắc chắn", tuple(_sureness(why)))
    has_focus = why["context"]["is_used"] or why["reading"]["focus"] != why["reading"]["syllables"]
    for title, place in zip(PLACES, why["places"], strict=False):
        yield Part(title, tuple(_place(place, has_focus=has_focus)))
    yield Part("Mục phải ngừng dùng hôm đó", tuple(_silent(why["silent"])))
    if why["outside"]:
        yield Part("Gần nhất ngoài phạm vi", (_stranger(why["outside"]),))


def _reading(reading: Mapping[str, Any]) -> Iterator[str]:
    if not reading["syllables"]:
        yield "Không có chữ nào."
        return
    yield f"“{reading['syllables']}”"
    is_all = reading["focus"] == reading["syllables"]
    yield "Phần hỏi: cả câu." if is_all else f"Phần hỏi: “{reading['focus']}”"
    if reading["marks"] == 0:
        yield "Không gõ dấu, nên chữ có dấu không được tính."
    elif reading["marks"] < 1:
        yield f"Gõ một phần dấu: chữ có dấu được tính {_share(reading['marks'])}."


def _leaning(context: Mapping[str, Any]) -> str:
    if not context["earlier"]:
        return "Không có câu trước."
    last = f"“{context['earlier'][-1]}”"
    return f"Đọc kèm câu trước: {last}" if context["is_used"] else f"Không dùng câu trước: {last}"


def _sureness(why: Mapping[str, Any]) -> Iterator[str]:
    answered, unsure = (_share(why["thresholds"][key]) for key in ("answered", "unsure"))
    yield f"{_share(why['sureness'])}. Từ {answered} thì trả lời, từ {unsure} thì gợi ý các câu gần nhất."
    if why["raw_sureness"] != why["sureness"]:
        yield f"Hạ từ {_share(why['raw_sureness'])} vì mục phải ngừng dùng gần hơn."


def _place(place: Mapping[str, Any], *, has_focus: bool) -> Iterator[str]:
    yield f"{place['question']} ({place['entry_id']})"
    yield f"Cách hỏi gần nhất: “{place['matched']}”"
    behind = f", kém mục gần nhất {_points(place['behind'])}" if place["behind"] else ""
    most = f", nhiều nhất ở điểm {_spell(place['most_behind_in'])}" if place["most_behind_in"] else ""
    yield f"Điểm {_points(place['score'])}{behind}{most if behind else ''}."
    if behind and place["is_same_law"]:
        yield "Cùng điều luật với mục gần nhất, nên không làm giảm mức chắc chắn."
    for prefix, part in PARTS.items():
        if prefix == "focus_" and not has_focus:
            continue
        scores = " · ".join(
            f"{name} {_points(place['scores'][prefix + key])}" for key, name in SCORES.items()
        )
        yield f"{part}: {scores}"


def _silent(silent: Mapping[str, Any] | None) -> Iterator[str]:
    if silent is None:
        yield "Không có mục nào như vậy gần hơn."
        return
    day = date.fromisoformat(silent["since"])
    yield f"{silent['question']} ({silent['entry_id']})"
    yield f"Cách hỏi gần nhất: “{silent['matched']}”"
    yield f"Gần hơn {_points(silent['ahead'])} điểm, nhưng {SILENCES[silent['silence']].format(day=f'{day:%d/%m/%Y}')}."


def _stranger(outside: Mapping[str, Any]) -> str:
    behind = outside["behind"]
    how = f"kém mục gần nhất {_points(behind)}" if behind >= 0 else f"hơn mục gần nhất {_points(-behind)}"
    kind = KINDS.get(outside["kind"], outside["kind"])
    return f"{kind.capitalize()}: “{outside['matched']}”, điểm {_points(outside['score'])}, {how}."


def _spell(score: str) -> str:
    """focus_dense → nghĩa của phần hỏi."""
    prefix, _, key = score.rpartition("_")
    return f"{SCORES[key]} của {PARTS[prefix and prefix + '_'].lower()}"


def _points(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _share(value: float) -> str:
    """0.674 → 67,4 %; rounded down, so that a threshold is never shown as reached before it is."""
    return f"{int(value * 1000 + 1e-9) / 10:.1f} %".replace(".", ",")

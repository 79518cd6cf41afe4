"""`congdoan benchmark-retrieval`: our search on any corpus in BEIR form, beside bm25s alone."""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from commands.terminal import AsJson, fail, show
from retrieval.settings import RetrievalSettings

if TYPE_CHECKING:
    from retrieval.benchmark import Asked, Comparison, Document, Measures

T = TypeVar("T")
SHOWN = 5  # unknown ids that are named


def benchmark_retrieval(
    corpus: Annotated[Path, typer.Option(help="Tệp JSON từng dòng {_id, title, text}.")],
    queries: Annotated[
        Path,
        typer.Option(
            help="Tệp JSON từng dòng {_id, text, relevant}; relevant: các _id đúng, hoặc {_id: điểm}."
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Đo cách tìm của ta trên một kho văn bản bất kỳ (dạng BEIR), bên cạnh bm25s để nguyên.

    Ví dụ: congdoan benchmark-retrieval --corpus dieu_luat.jsonl --queries cau_hoi.jsonl --json
    """
    from retrieval.benchmark import compare
    from retrieval.embedder import ModelError, load_embedder

    documents = _read(corpus, parse_document)
    asked = _read(queries, parse_query)
    judged = [query for query in asked if query.grades]
    if not judged:
        raise fail(f"{queries}: không câu nào có văn bản đúng (relevant).", 2)
    try:
        embedder = load_embedder(RetrievalSettings().encoder or None)
    except ModelError as error:
        raise fail(f"Không dùng được bộ mã hóa: {error}") from None
    comparison = compare(documents, judged, embedder)
    known = {document.id for document in documents}
    unknown = list(dict.fromkeys(id for query in judged for id in query.grades if id not in known))
    unjudged = len(asked) - len(judged)
    if as_json:
        show({**comparison.to_json(), "queries_without_relevant": unjudged, "unknown_relevant": unknown})
    else:
        show(list_lines(comparison, unknown=unknown, unjudged=unjudged))


def _read(path: Path, parse: Callable[[Mapping[str, Any]], T]) -> list[T]:
    """What every line of a file says; with any fault nothing is measured and all faults are told."""
    try:
        found, faults = parse_lines(path.read_bytes(), parse)
    except OSError as error:
        raise fail(f"Không đọc được {path}: {error.strerror}", 2) from None
    if faults:
        raise fail("\n".join(f"{path}:{number}: {fault}" for number, fault in faults), 2)
    if not found:
        raise fail(f"{path}: không có dòng nào.", 2)
    return found


def parse_lines(
    content: bytes, parse: Callable[[Mapping[str, Any]], T]
) -> tuple[list[T], list[tuple[int, str]]]:
    """What the lines hold, and (line number from 1, what is wrong) of the broken ones. Empty lines are skipped."""
    found: list[T] = []
    faults: list[tuple[int, str]] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = _parse_object(line)
            first = lines.setdefault(_id_of(row), number)
            if first != number:
                raise ValueError(f"_id này đã có ở dòng {first}")
            found.append(parse(row))
        except ValueError as fault:
            faults.append((number, str(fault)))
    return found, faults


def _parse_object(line: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("không phải chữ UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("không phải JSON") from None
    if not isinstance(row, dict):
        raise ValueError("không phải một đối tượng JSON {…}")
    return row


def _id_of(row: Mapping[str, Any]) -> str:
    if isinstance(row.get("_id"), str | int) and str(row["_id"]).strip():
        return _printable(row["_id"])
    raise ValueError("thiếu _id")


def _printable(id: object) -> str:
    """The id as text that any terminal takes: JSON can hold halves of characters."""
    return str(id).encode("utf-8", "replace").decode("utf-8")


def _text_of(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} không phải chữ")
    return (value or "").strip()


def parse_document(row: Mapping[str, Any]) -> "Document":
    """A document of a corpus.

    Raises:
        ValueError: it holds nothing to find.
    """
    from retrieval.benchmark import Document

    document = Document(_id_of(row), _text_of(row, "title"), _text_of(row, "text"))
    if not document.title and not document.text:
        raise ValueError("thiếu cả title và text")
    return document


def parse_query(row: Mapping[str, Any]) -> "Asked":
    """A query with what answers it: a list of ids, or ids with grades, of which those of 0 say nothing.

    Raises:
        ValueError: it asks nothing, or has no list of that kind.
    """
    from retrieval.benchmark import Asked

    text = _text_of(row, "text")
    if not text:
        raise ValueError("thiếu text")
    given = row["relevant"] if "relevant" in row else row.get("relevant_ids")
    if isinstance(given, list) and all(isinstance(id, str | int) for id in given):
        given = dict.fromkeys(given, 1)
    if not isinstance(given, dict):
        raise ValueError("thiếu relevant: danh sách các _id đúng, hoặc {_id: điểm}")
    if not all(map(_is_grade, given.values())):
        raise ValueError("điểm trong relevant phải là số từ 0 trở lên")
    return Asked(_id_of(row), text, {_printable(id): float(grade) for id, grade in given.items() if grade})


def _is_grade(grade: object) -> bool:
    return (
        isinstance(grade, int | float) and not isinstance(grade, bool) and math.isfinite(grade) and grade >= 0
    )


def list_lines(comparison: "Comparison", *, unknown: Sequence[str], unjudged: int) -> Iterator[str]:
    """Counts, what was left out, and one line a retriever."""
    yield f"{comparison.documents} văn bản, {comparison.queries} câu hỏi"
    if unjudged:
        yield f"bỏ qua {unjudged} câu không có văn bản đúng (relevant trống)"
    if unknown:
        named = ", ".join(unknown[:SHOWN]) + (", …" if len(unknown) > SHOWN else "")
        yield f"{len(unknown)} _id đúng không có trong kho, tính là không tìm thấy: {named}"
    yield f"{'':14}{'R@1':>8}{'R@3':>8}{'R@10':>8}{'MRR@10':>8}{'nDCG@10':>9}{'p50':>10}{'p95':>10}{'dựng':>9}"
    yield _line("ta", comparison.ours)
    yield _line("bm25s riêng", comparison.plain)
    if comparison.ratio is None:
        yield "R@1: bm25s riêng không đúng câu nào, không có tỉ số"
    else:
        yield f"R@1: ta gấp {_number(comparison.ratio, 2)} lần bm25s riêng"
    yield "R@k: phần câu hỏi có ít nhất một văn bản đúng trong k văn bản đầu"


def _line(name: str, measures: "Measures") -> str:
    shares = (measures.hits_1, measures.hits_3, measures.hits_10, measures.mrr_10)
    return (
        f"{name:14}"
        + "".join(f"{_number(share, 3):>8}" for share in shares)
        + f"{_number(measures.ndcg_10, 3):>9}"
        + "".join(f"{_number(time, 2) + ' ms':>10}" for time in (measures.p50_ms, measures.p95_ms))
        + f"{_number(measures.build_s, 1) + ' s':>9}"
    )


def _number(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace(".", ",")

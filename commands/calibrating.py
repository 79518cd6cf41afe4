"""`congdoan calibrate`: from which sureness on to answer, measured on a file of labelled questions."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.ground import build_searcher, open_library
from commands.terminal import AsJson, Day, fail, parse_day, read_rows, run, show
from reach.clock import day_of, utc_now
from retrieval.settings import RetrievalSettings

FILE = "calibration.json"


def calibrate(
    file: Annotated[
        Path | None,
        typer.Argument(help="Tệp JSON từng dòng: câu hỏi có điều luật đúng và tin ngoài phạm vi."),
    ] = None,
    *,
    wrong: Annotated[float, typer.Option(help="Tối đa bao nhiêu phần câu trả lời được sai.")] = 0.05,
    outside: Annotated[
        float, typer.Option(help="Tối đa bao nhiêu phần tin ngoài phạm vi được trả lời.")
    ] = 0.03,
    confidence: Annotated[float, typer.Option(help="Độ tin cậy một phía, từ 0.5 đến dưới 1.")] = 0.8,
    on: Day = "",
    write: Annotated[bool, typer.Option("--write", help="Dùng ngưỡng giữ được mục tiêu từ nay.")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Bỏ ngưỡng đã ghi, về ngưỡng đi kèm.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tìm ngưỡng trả lời từ một bộ câu hỏi có đáp án: đáp được bao nhiêu, sai bao nhiêu.

    Ví dụ: congdoan calibrate cau_hoi.jsonl --wrong 0.05 --outside 0.03 --write
    """
    if reset:
        if file or write:
            raise fail("--reset đi một mình, không kèm tệp hay --write.", 2)
        _remove(_local())
        return
    if file is None:
        raise fail("Cần một tệp câu hỏi có đáp án, hoặc --reset.", 2)
    if not (0 < wrong < 1 and 0 < outside < 1 and 0.5 <= confidence < 1):
        raise fail("--wrong và --outside phải ở giữa 0 và 1, --confidence từ 0.5 đến dưới 1.", 2)
    digest, rows = _digest(file), _read(file)
    source = {"file": file.name, "sha256": digest, "written_on": str(day_of(utc_now()))}
    record, lines, calibration = _measure(rows, (wrong, outside, confidence), parse_day(on), source)
    if write and calibration:
        _write(calibration, _local())
        record["written"] = str(_local())
        lines.append(f"Đã ghi vào {_local()}. Dịch vụ đang chạy dùng ngưỡng này từ lần khởi động sau.")
    show(record if as_json else lines)
    if write and not calibration:
        raise fail("Chưa ghi gì: không có ngưỡng nào đủ dữ liệu để giữ mục tiêu.")


def _local() -> Path:
    """Where a threshold measured here is kept."""
    return RetrievalSettings().index_folder / FILE


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except FileNotFoundError:
        show(["Không có ngưỡng nào đã ghi; đang dùng ngưỡng đi kèm."])
    except OSError as error:
        raise fail(f"Không xóa được {path}: {error}") from None
    else:
        show([f"Đã bỏ {path}. Dịch vụ đang chạy về ngưỡng đi kèm từ lần khởi động sau."])


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise fail(f"Không đọc được {file}: {error}", 2) from None


def _read(file: Path) -> list[dict[str, Any]]:
    """The rows of the file; every question must say what would be right."""
    rows = read_rows(str(file))
    faults = [
        f"{file}: câu thứ {number} ({row.get('id', row['question'])}) thiếu gold {{document, article}}"
        for number, row in enumerate(rows, start=1)
        if "question" in row and not _has_gold(row)
    ]
    if faults:
        raise fail("\n".join(faults), 2)
    return rows


def _has_gold(row: dict[str, Any]) -> bool:
    gold = row.get("gold")
    return (
        isinstance(gold, list)
        and len(gold) > 0
        and all(isinstance(g, dict) and {"document", "article"} <= g.keys() for g in gold)
    )


def _measure(
    rows: list[dict[str, Any]], targets: tuple[float, float, float], day: date, source: dict[str, str]
) -> tuple[dict[str, Any], list[str], Any]:
    """The record, the lines, and the calibration that may be written: None where nothing keeps the targets."""
    from retrieval.report import list_finding, why_none
    from retrieval.thresholds import Targets, find_threshold, with_threshold

    library = run(open_library())
    searcher = build_searcher(library)
    originals = library.register.originals()
    finding = find_threshold(searcher, rows, Targets(*targets), on=day, originals=originals)
    reason = None if finding.chosen else why_none(finding)
    record = {**finding.to_json(), "reason": reason, "written": None}
    lines = list(list_finding(finding))
    if finding.chosen is None:
        return record, lines, None
    return record, lines, with_threshold(searcher, finding, {**source, "on": str(day)})


def _write(calibration: Any, path: Path) -> None:
    """Whole or not at all: a reader sees the old file or the new one."""
    fresh = path.with_suffix(".new")
    try:
        calibration.save(fresh)
        fresh.replace(path)
    except OSError as error:
        raise fail(f"Không ghi được {path}: {error}") from None

"""`congdoan ask` and `congdoan evaluate`: questions as workers type them, one or many."""

import json
from pathlib import Path
from typing import Annotated

import typer

from commands.ground import build_searcher, open_library
from commands.terminal import AsJson, Day, fail, parse_day, read_rows, run, show


def ask(
    question: Annotated[str, typer.Argument(help="Câu hỏi, có dấu hay không dấu.")] = "",
    on: Day = "",
    as_json: AsJson = False,
    batch: Annotated[
        str, typer.Option(help="Tệp JSON từng dòng {id, question, context?, on?}, hoặc - để đọc từ bàn phím.")
    ] = "",
    why: Annotated[
        bool, typer.Option("--why", help="Nói thêm vì sao: câu được đọc thế nào, gần mục nào, chắc đến đâu.")
    ] = False,
) -> None:
    """Hỏi một câu như người lao động.

    Ví dụ: congdoan ask "thu viec luong bao nhieu" --on 2026-11-20 --json

    Xem lý do: congdoan ask "thu viec luong bao nhieu" --why
    """
    from retrieval.outcome import ask_row, list_outcome

    if not question and not batch:
        raise fail("Cần một câu hỏi, hoặc --batch TỆP.", 2)
    day = parse_day(on)
    library = run(open_library())
    searcher = build_searcher(library)
    rows = read_rows(batch) if batch else [{"question": question}]
    for row in rows:
        outcome = ask_row(row, library, searcher, on=day, why=why)
        if batch or as_json:
            print(json.dumps(outcome, ensure_ascii=False), flush=True)
        else:
            show(list_outcome(outcome, library))


def evaluate(
    file: Annotated[Path, typer.Argument(help="Tệp JSON từng dòng: câu hỏi và điều luật đúng.")],
    on: Day = "",
    as_json: AsJson = False,
) -> None:
    """Đo mức trả lời đúng trên một bộ câu hỏi có đáp án.

    Ví dụ: congdoan evaluate cau_hoi.jsonl --json
    """
    from retrieval.evaluate import evaluate as measure
    from retrieval.report import list_lines

    rows = read_rows(str(file))
    library = run(open_library())
    evaluation = measure(
        build_searcher(library), rows, originals=library.register.originals(), on=parse_day(on)
    )
    show(evaluation.to_json() if as_json else list_lines(evaluation))

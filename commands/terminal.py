"""What every command says and hears: lines, JSON, faults on stderr, days and files as people give them."""

import asyncio
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from knowledge.load import BrokenContent
from reach.clock import day_of, utc_now
from store.database import StoreError

Day = Annotated[str, typer.Option("--on", help="Trả lời theo luật của ngày này, dạng 2026-11-20.")]
AsJson = Annotated[bool, typer.Option("--json", help="In ra JSON.")]

out, err = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)


def fail(message: str, code: int = 1) -> typer.Exit:
    """Say what went wrong on stderr; the caller raises what comes back."""
    err.print(f"[red]{message}[/red]", highlight=False)
    return typer.Exit(code)


def show(content: dict[str, Any] | Iterable[str]) -> None:
    """A record as JSON, or lines as they are."""
    if isinstance(content, dict):
        print(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        out.print("\n".join(content), highlight=False, markup=False)


def parse_day(text: str) -> date:
    """The day asked for, or today in Viet Nam."""
    try:
        return date.fromisoformat(text) if text else day_of(utc_now())
    except ValueError:
        raise fail(f"Ngày {text!r} không đúng. Viết như 2026-11-20.", 2) from None


def read_rows(source: str) -> list[dict[str, Any]]:
    """The records of a JSON-lines file, or of standard input for `-`."""
    from retrieval.rows import BrokenRow, parse_rows

    try:
        return parse_rows(sys.stdin.read() if source == "-" else Path(source).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise fail(f"Không đọc được {source}: {error}", 2) from None
    except BrokenRow as error:
        raise fail(f"{source}:{error}", 2) from None


def run(work: Any) -> Any:
    """Run one asynchronous command; faults of the ground become one clear line."""
    try:
        return asyncio.run(work)
    except StoreError as error:
        raise fail(f"Cơ sở dữ liệu: {error}") from None
    except BrokenContent as error:
        raise fail(f"Kho câu trả lời có lỗi, chưa nạp gì:\n{error}") from None

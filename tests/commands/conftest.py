"""The command line in this process, on a stocked database of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from congdoan import app

Type = Callable[..., Result]


@pytest.fixture
def congdoan(
    copy_original: Callable[[str, str], str], index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Type:
    """Type a command; the outcome has exit_code, stdout and stderr."""
    monkeypatch.setenv("CONGDOAN_DATABASE_URL", copy_original("sqlite", "stocked"))
    monkeypatch.setenv("CONGDOAN_INDEX_FOLDER", str(index_folder))

    def run(*arguments: str, given: str = "") -> Result:
        return CliRunner().invoke(app, arguments, input=given)

    return run

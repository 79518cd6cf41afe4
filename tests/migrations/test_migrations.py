"""Every migration up, down and up again on both databases; models and migrations agree."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import Script, ScriptDirectory
from sqlalchemy import create_engine, inspect

from migrations.run import build_config
from store.base import Base
from store.database import parse_url


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path, numbers: Iterator[int]) -> str:
    if kind == "sqlite":
        return f"sqlite:///{tmp_path}/stairs.db"
    return str(request.getfixturevalue("cluster").create(f"stairs_{next(numbers)}"))


def revisions() -> list[Script]:
    """All revisions, oldest first."""
    return list(reversed(list(ScriptDirectory.from_config(build_config("sqlite://")).walk_revisions())))


def test_every_migration_can_be_undone(url: str) -> None:
    config = build_config(url)

    for revision in revisions():
        before = tables(url)
        command.upgrade(config, revision.revision)
        command.downgrade(config, revision.down_revision or "base")  # type: ignore[arg-type]
        assert tables(url) == before | {"alembic_version"}
        command.upgrade(config, revision.revision)

    command.check(config)  # raises where models and tables differ
    assert tables(url) == {*Base.metadata.tables, "alembic_version"}


def tables(url: str) -> set[str]:
    """The names of all tables of a database."""
    engine = create_engine(parse_url(url, asynchronous=False))
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names - {"sqlite_sequence"}


def test_there_is_one_line_of_migrations() -> None:
    script = ScriptDirectory.from_config(build_config("sqlite://"))

    assert len(script.get_heads()) == 1
    assert script.get_base() == "0001"

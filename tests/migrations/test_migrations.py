"""Every migration up, down and up again on both databases; models and migrations agree."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import Script, ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from migrations.run import build_config
from store.base import Base
from store.database import parse_url

OLD_ROWS = (
    "INSERT INTO entries (id, topic) VALUES ('thu-viec', 'probation')",
    "INSERT INTO revisions (id, entry_id, number, status, question, answer, details, conditions, example, review_note,"
    " checked_on, review_due_on, digest, loaded_at) VALUES (1, 'thu-viec', 1, 'approved', 'Sao?', 'Có.', '', '', '',"
    " '', '2026-11-20', '2027-05-20', 'x', '2026-11-20 00:00:00')",
    "INSERT INTO variants (id, revision_id, position, text) VALUES (1, 1, 0, 'sao')",
)


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


def test_a_database_with_rows_goes_up_and_down_without_losing_one(url: str) -> None:
    config = build_config(url)
    command.upgrade(config, "0001")
    engine = create_engine(parse_url(url, asynchronous=False))
    with engine.begin() as connection:
        for row in OLD_ROWS:
            connection.execute(text(row))

    command.upgrade(config, "head")
    with engine.connect() as connection:
        upgraded = connection.execute(text("SELECT id, topic, origin FROM entries")).all()
        revision = connection.execute(text("SELECT entry_id, situation, computed FROM revisions")).all()
    command.downgrade(config, "0001")
    with engine.connect() as connection:
        left = connection.execute(text("SELECT entry_id, answer FROM revisions")).all()
    engine.dispose()

    assert [tuple(row) for row in upgraded] == [("thu-viec", "probation", "shipped")]
    assert [(row[0], row[1], str(row[2])) for row in revision] == [("thu-viec", "", "[]")]
    assert [tuple(row) for row in left] == [("thu-viec", "Có.")]


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

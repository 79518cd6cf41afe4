"""What Alembic runs: the URL comes from the caller, the tables from the two rooms that have some."""

from typing import Any

from alembic import context
from sqlalchemy import create_engine, event, pool

import reach.models  # noqa: F401  (registers its tables)
from store.base import Base, UtcDateTime
from store.database import parse_url, prepare_sqlite


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Our own column type is written into a migration as the plain one below it."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def rest_foreign_keys(connection: Any, _record: object) -> None:
    """SQLite changes a table by copying it and dropping the old one, which its rows' children would forbid.

    Source: sqlite.org/lang_altertable, "Making Other Kinds Of Table Schema Changes", steps 1 and 10.
    """
    connection.execute("PRAGMA foreign_keys=OFF")


def run() -> None:
    url = parse_url(context.config.attributes["url"], asynchronous=False)
    engine = create_engine(url, poolclass=pool.NullPool)
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite:
        prepare_sqlite(engine)
        event.listen(engine, "connect", rest_foreign_keys)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=is_sqlite,
            compare_type=True,
            render_item=render_item,
        )
        with context.begin_transaction():
            context.run_migrations()
            if is_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                raise RuntimeError(f"the migration left {len(broken)} rows that point nowhere")
    engine.dispose()


run()

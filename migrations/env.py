"""What Alembic runs: the URL comes from the caller, the tables from the two rooms that have some."""

from alembic import context
from sqlalchemy import create_engine, pool

import reach.models  # noqa: F401  (registers its tables)
from store.base import Base, UtcDateTime
from store.database import parse_url, prepare_sqlite


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Our own column type is written into a migration as the plain one below it."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run() -> None:
    url = parse_url(context.config.attributes["url"], asynchronous=False)
    engine = create_engine(url, poolclass=pool.NullPool)
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite:
        prepare_sqlite(engine)
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
    engine.dispose()


run()

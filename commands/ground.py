"""What commands stand on: the configured database made ready, the library read from it, the searcher over it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from commands.terminal import fail
from knowledge.check import blocking_problems
from knowledge.load import BrokenContent, Loaded, digest_of_folder, is_loaded, load
from knowledge.settings import KnowledgeSettings
from knowledge.source import read_source
from knowledge.validity import Library, read_library
from migrations.run import migrate as migrate_to
from reach.clock import utc_now
from retrieval.settings import RetrievalSettings
from store.database import Database, DatabaseMissing, Session, is_migrated
from store.settings import StoreSettings

T = TypeVar("T")


async def load_content(database: Database) -> Loaded:
    """Bring the tables to the shipped content.

    Raises:
        BrokenContent: a file cannot be read, or an entry stands on something that is not there.
    """
    source, digest = read_source(), digest_of_folder()
    found = blocking_problems(source)
    if found:
        raise BrokenContent(found)
    async with database.transaction() as session:
        return await load(session, source, now=utc_now(), digest=digest)


async def prepare(database: Database, url: str, *, demo: bool) -> None:
    """Tables, content, places and (if wanted) the demonstration province; a killed start goes on where it stopped."""
    from reach.demo import load_demo
    from reach.places import load_places

    await asyncio.to_thread(migrate_to, url)
    async with database.reading() as session:
        is_current = await is_loaded(session, digest_of_folder())
    if not is_current:
        await load_content(database)
    async with database.transaction() as session:
        await load_places(session)
    if demo:
        async with database.transaction() as session:
            await load_demo(session, now=utc_now())


async def read_served(session: Session) -> Library:
    """The library as the settings of this place want it served."""
    return await read_library(session, only_locally_approved=KnowledgeSettings().only_locally_approved)


def build_searcher(library: Library) -> Any:
    """The searcher over everything that may be served on some day; a broken model or calibration is one clear line."""
    from retrieval.embedder import ModelError
    from retrieval.fusion import CalibrationError
    from retrieval.search import build_searcher as build

    settings, titles = RetrievalSettings(), library.register.article_titles()
    model, cache = settings.encoder or None, settings.index_folder
    try:
        return build(library.entries, article_titles=titles, model=model, cache=cache)
    except ModelError as error:
        raise fail(f"Bộ mã hóa không dùng được: {error}") from None
    except CalibrationError as error:
        raise fail(f"Ngưỡng đã ghi không dùng được ({error}). Bỏ bằng: congdoan calibrate --reset") from None


async def read_with(work: Callable[[Session], Awaitable[T]]) -> T:
    """What `work` reads from the configured database.

    Raises:
        DatabaseMissing: nobody has made it yet.
    """
    url = StoreSettings().database_url
    if not is_migrated(url):
        raise DatabaseMissing(
            "chưa có. Chạy `congdoan up`, hoặc `congdoan migrate` rồi `congdoan knowledge load`."
        )
    database = Database(url)
    try:
        async with database.reading() as session:
            return await work(session)
    finally:
        await database.close()


@asynccontextmanager
async def open_database() -> AsyncIterator[Database]:
    """The configured database, made ready first where it is missing or behind."""
    url = StoreSettings().database_url
    database = Database(url)
    try:
        await prepare(database, url, demo=False)
        yield database
    finally:
        await database.close()


async def open_library() -> Library:
    """The library of the configured database, made ready first where it is missing or behind."""
    async with open_database() as database, database.reading() as session:
        return await read_served(session)

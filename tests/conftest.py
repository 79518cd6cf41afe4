"""What every test may ask for: both databases, made by the migrations; a clock; the shipped library; a talking partner."""

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from sqlalchemy.engine import make_url

from bot.conversation import Conversation
from bot.desk import Desk
from bot.turn import Knowledge
from commands.ground import prepare
from knowledge.validity import Library, read_library
from migrations.run import migrate
from retrieval.search import Searcher, build_searcher
from store.database import Database
from tests.clock import Clock
from tests.dialogue import Dialogue
from tests.postgres import Cluster
from tests.process import Process

settings.register_profile("ours", deadline=None)  # a slow machine is no fault of the code
settings.load_profile("ours")

KINDS = ("sqlite", "postgresql")
T = TypeVar("T")
Copy = Callable[[str, str], str]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of our own, on a socket in a temporary folder; gone after the session."""
    with tempfile.TemporaryDirectory(prefix="congdoan-") as folder, Cluster(Path(folder)) as running:
        yield running


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("originals")


@pytest.fixture(scope="session")
def make_original(request: pytest.FixtureRequest, originals: Path) -> Callable[[str, str], str]:
    """The URL of a database of one kind that is only ever copied: "empty" has tables, "stocked" all that ships."""
    made: dict[tuple[str, str], str] = {}

    def make(kind: str, filling: str) -> str:
        if (kind, filling) not in made:
            if kind == "sqlite":
                url = f"sqlite:///{originals / filling}.db"
            else:
                url = request.getfixturevalue("cluster").create(f"original_{filling}")
            made[kind, filling] = url
            fill(url, filling)
        return made[kind, filling]

    return make


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in a thread of its own: an originals' fixture may be asked for while a loop runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def fill(url: str, filling: str) -> None:
    """Tables, and where wanted everything `congdoan up` puts into them."""

    async def stock() -> None:
        database = Database(url)
        await prepare(database, url, demo=True)
        await database.close()

    if filling == "stocked":
        run_apart(stock())
    else:
        migrate(url)


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    return itertools.count()


@pytest.fixture
def copy_original(
    request: pytest.FixtureRequest, make_original: Copy, tmp_path: Path, numbers: Iterator[int]
) -> Copy:
    """A fresh copy of an original, by kind and filling."""

    def copy(kind: str, filling: str) -> str:
        original = make_original(kind, filling)
        if kind == "sqlite":
            target = tmp_path / f"{filling}.db"
            shutil.copy(str(make_url(original).database), target)
            return f"sqlite:///{target}"
        cluster: Cluster = request.getfixturevalue("cluster")
        return cluster.create(f"copy_{next(numbers)}", template=f"original_{filling}")

    return copy


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Both databases, one after the other."""
    return str(request.param)


@pytest.fixture
async def database(kind: str, copy_original: Copy) -> AsyncIterator[Database]:
    """Tables without rows, on both databases."""
    opened = Database(copy_original(kind, "empty"))
    yield opened
    await opened.close()


@pytest.fixture
async def stocked(kind: str, copy_original: Copy) -> AsyncIterator[Database]:
    """All that ships, and the demonstration province, on both databases."""
    opened = Database(copy_original(kind, "stocked"))
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite(copy_original: Copy) -> AsyncIterator[Database]:
    """All that ships, on SQLite only: for tests that are not about the database."""
    opened = Database(copy_original("sqlite", "stocked"))
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def library(make_original: Copy) -> Library:
    """The shipped library."""

    async def read() -> Library:
        database = Database(make_original("sqlite", "stocked"))
        try:
            async with database.reading() as session:
                return await read_library(session)
        finally:
            await database.close()

    return run_apart(read())


@pytest.fixture(scope="session")
def index_folder(originals: Path) -> Path:
    """Where the index of what ships is kept: made once for all tests and all processes they start."""
    return originals / "index"


@pytest.fixture(scope="session")
def searcher(library: Library, index_folder: Path) -> Searcher:
    """The searcher over the shipped library."""
    titles = library.register.article_titles()
    return build_searcher(library.entries, article_titles=titles, cache=index_folder)


@pytest.fixture
def clock() -> Clock:
    """Stands at 20 November 2026, 9 o'clock in Viet Nam, until it is moved."""
    return Clock()


@pytest.fixture
def conversation(library: Library, searcher: Searcher, clock: Clock) -> Conversation:
    return Conversation(Knowledge(library, searcher), clock=clock)


@pytest.fixture
def desk(sqlite: Database, conversation: Conversation, clock: Clock) -> Desk:
    """A desk on the stocked SQLite database; the web chat pulls."""
    return Desk(sqlite, conversation, clock=clock, pulled=frozenset({"webchat"}), look_again=0.01)


@pytest.fixture
def dialogue(desk: Desk, clock: Clock) -> Dialogue:
    """A worker on the web page."""
    return Dialogue(desk, clock)


@pytest.fixture
def process(index_folder: Path) -> Iterator[Callable[..., Process]]:
    """Processes that are gone after the test, whatever happened."""
    started: list[Process] = []

    def make(url: str, **environment: str) -> Process:
        started.append(Process(url, CONGDOAN_INDEX_FOLDER=str(index_folder), **environment))
        return started[-1]

    yield make
    for one in started:
        if one.is_running:
            one.kill()

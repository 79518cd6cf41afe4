"""A running service takes over what changed in the library, within one look."""

from datetime import date, timedelta

from bot.freshness import Freshness
from bot.turn import Knowledge
from knowledge.changes import record_change, withdraw_change
from knowledge.entry import ChangeKind, LegalChange
from knowledge.local import approve, withdraw
from knowledge.stamp import read_stamp
from knowledge.validity import Library, read_library
from retrieval.search import Searcher
from store.database import Database
from tests.clock import Clock

REPEAL = LegalChange("45/2019/QH14", "26", None, ChangeKind.REPEAL, date(2026, 11, 1))


class Shop:
    """Something that serves a library."""

    def __init__(self, database: Database, searcher: Searcher) -> None:
        self.database, self.searcher = database, searcher
        self.library: Library | None = None

    async def read(self) -> Knowledge:
        async with self.database.reading() as session:
            return Knowledge(await read_library(session), self.searcher)

    def use(self, knowledge: Knowledge) -> None:
        self.library = knowledge.library

    async def freshness(self) -> Freshness:
        async with self.database.reading() as session:
            stamp = await read_stamp(session)
        return Freshness(self.database, stamp, read=self.read, use=self.use)


def serves(library: Library | None, entry_id: str) -> bool:
    assert library is not None
    return any(entry.id == entry_id and entry.holds_on(date(2026, 11, 20)) for entry in library.entries)


async def test_nothing_is_read_while_nothing_changed(stocked: Database, searcher: Searcher) -> None:
    shop = Shop(stocked, searcher)
    freshness = await shop.freshness()

    assert not await freshness.look()
    assert shop.library is None


async def test_a_repeal_and_its_withdrawal_are_taken_over(
    stocked: Database, searcher: Searcher, clock: Clock
) -> None:
    shop = Shop(stocked, searcher)
    freshness = await shop.freshness()
    later = clock() + timedelta(days=400)

    async with stocked.transaction() as session:
        number = await record_change(session, REPEAL, now=later)
    assert await freshness.look()
    assert not serves(shop.library, "thu-viec-luong")
    async with stocked.transaction() as session:
        await withdraw_change(session, number, now=later)
    assert await freshness.look()
    assert serves(shop.library, "thu-viec-luong")
    assert not await freshness.look()


async def test_an_approval_and_its_withdrawal_are_seen(
    stocked: Database, searcher: Searcher, clock: Clock
) -> None:
    freshness = await Shop(stocked, searcher).freshness()

    for change in (
        lambda session: approve(session, ["thu-viec-luong"], by=1, now=clock()),
        lambda session: withdraw(session, "thu-viec-luong"),
    ):
        async with stocked.transaction() as session:
            await change(session)
        assert await freshness.look()

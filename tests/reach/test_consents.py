"""The latest word on a purpose counts; every word is kept with the text it answered."""

from sqlalchemy import select

from reach.consents import TEXT_VERSION, find_consent, record_consent
from reach.models import Consent, Purpose
from store.database import Database
from tests.reach.ground import NOW, add_worker


async def test_who_was_never_asked_said_neither_yes_nor_no(database: Database) -> None:
    async with database.transaction() as session:
        worker = await add_worker(session)

        assert await find_consent(session, worker.id, Purpose.BULLETINS) is None


async def test_the_latest_word_counts_and_all_are_kept(database: Database) -> None:
    async with database.transaction() as session:
        worker = await add_worker(session)
        for is_given in (True, False, True, False):
            await record_consent(
                session, worker.id, Purpose.STATISTICS, is_given=is_given, channel="webchat", now=NOW
            )

        assert await find_consent(session, worker.id, Purpose.STATISTICS) is False
        rows = (await session.scalars(select(Consent).order_by(Consent.id))).all()

    assert [row.is_given for row in rows] == [True, False, True, False]
    assert {(row.text_version, row.channel, row.decided_at) for row in rows} == {
        (TEXT_VERSION, "webchat", NOW)
    }


async def test_purposes_and_workers_are_apart(database: Database) -> None:
    async with database.transaction() as session:
        worker, other = await add_worker(session), await add_worker(session)
        await record_consent(
            session, worker.id, Purpose.BULLETINS, is_given=True, channel="telegram", now=NOW
        )

        assert await find_consent(session, worker.id, Purpose.BULLETINS) is True
        assert await find_consent(session, worker.id, Purpose.STATISTICS) is None
        assert await find_consent(session, other.id, Purpose.BULLETINS) is None

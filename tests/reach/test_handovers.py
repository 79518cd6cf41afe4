"""A question passed to a person has a day by which it is answered, and is answered once."""

from datetime import UTC, datetime

import pytest

from reach.clock import VIETNAM
from reach.handovers import NotWaiting, add_handover, answer_handover, due_after, list_waiting
from reach.models import Handover, HandoverStatus, Staff, Unit
from store.database import Database, Session
from tests.clock import Clock
from tests.reach.ground import NOW, add_unit, add_worker


def vietnam(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


async def hand_over(session: Session, clock: Clock, text: str = "hỏi", unit: Unit | None = None) -> Handover:
    worker = await add_worker(session, unit)
    return await add_handover(session, worker, text, channel="telegram", account="7", now=clock())


async def add_staff(session: Session) -> int:
    staff = Staff(login="lan", created_at=NOW, failed_attempts=0)
    session.add(staff)
    await session.flush()
    return staff.id


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (vietnam(16, 9), vietnam(18, 17)),  # Monday: Wednesday
        (vietnam(18, 23, 59), vietnam(20, 17)),  # Wednesday night: Friday
        (vietnam(19, 9), vietnam(23, 17)),  # Thursday: Monday
        (vietnam(20, 9), vietnam(24, 17)),  # Friday: Tuesday
        (vietnam(21, 9), vietnam(24, 17)),  # Saturday: Tuesday
        (vietnam(22, 9), vietnam(24, 17)),  # Sunday: Tuesday
        (datetime(2026, 11, 17, 17, 30, tzinfo=UTC), vietnam(20, 17)),  # already Wednesday in Viet Nam
    ],
)
def test_two_working_days_are_promised(asked: datetime, due: datetime) -> None:
    assert due_after(asked) == due


async def test_the_words_are_masked_and_the_way_back_is_kept(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        unit = await add_unit(session, "F")
        handover = await hand_over(session, clock, "gọi tôi 0912345678", unit)
        session.expire(handover)
        await session.refresh(handover)

    assert (handover.text, handover.channel, handover.account) == ("gọi tôi [dãy số]", "telegram", "7")
    assert (handover.unit_id, handover.status, handover.due_at) == (
        unit.id,
        HandoverStatus.WAITING,
        vietnam(24, 17),
    )


async def test_open_ones_are_listed_with_the_oldest_promise_first(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        later = clock.moment
        for moment, text in ((later, "sau"), (later.replace(day=10), "trước"), (later, "sau nữa")):
            clock.moment = moment
            await hand_over(session, clock, text)

        assert [handover.text for handover in await list_waiting(session)] == ["trước", "sau", "sau nữa"]
        assert [handover.text for handover in await list_waiting(session, limit=1)] == ["trước"]


async def test_an_official_sees_those_of_his_units_only(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        mine, theirs = await add_unit(session, "F1"), await add_unit(session, "F2")
        for unit, text in ((mine, "của tôi"), (theirs, "của người khác"), (None, "không rõ đơn vị")):
            await hand_over(session, clock, text, unit)

        assert [handover.text for handover in await list_waiting(session, unit_ids=[mine.id])] == ["của tôi"]
        assert list(await list_waiting(session, unit_ids=[])) == []


async def test_an_answer_closes_it(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        staff_id, handover = await add_staff(session), await hand_over(session, clock)

        answered = await answer_handover(session, handover.id, "Được.", staff_id=staff_id, now=clock())

        assert (answered.status, answered.answer) == (HandoverStatus.ANSWERED, "Được.")
        assert (answered.answered_at, answered.answered_by) == (clock(), staff_id)
        assert list(await list_waiting(session)) == []


async def test_it_is_answered_once(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        staff_id, handover = await add_staff(session), await hand_over(session, clock)
        await answer_handover(session, handover.id, "Được.", staff_id=staff_id, now=clock())
    with pytest.raises(NotWaiting):
        async with database.transaction() as session:
            await answer_handover(session, handover.id, "Không.", staff_id=staff_id, now=clock())

    async with database.reading() as session:
        kept = await session.get(Handover, handover.id)
    assert kept is not None
    assert kept.answer == "Được."


async def test_one_that_is_not_there_cannot_be_answered(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        staff_id = await add_staff(session)
        with pytest.raises(NotWaiting):
            await answer_handover(session, 99, "Được.", staff_id=staff_id, now=clock())

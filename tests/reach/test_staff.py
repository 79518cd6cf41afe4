"""Members, links, locks and sessions, on both databases."""

import pytest
from sqlalchemy import select

from reach import staff
from reach.models import Role, SignInLink, Staff, StaffSession
from reach.units import read_tree
from store.database import Database
from tests.clock import Clock


async def enrol(database: Database, clock: Clock, login: str = "lan.tran") -> Staff:
    """A member with a password, whose first code was of step 100."""
    async with database.transaction() as session:
        await staff.add_staff(session, login, "Cán bộ mẫu", role=Role.OFFICIAL, unit_id=None, now=clock())
        token = await staff.issue_link(session, login, now=clock())
        return await staff.use_link(session, token, password_hash="hash", totp_step=100, now=clock())


async def test_the_first_start_makes_an_administrator_of_the_whole_tree(
    database: Database, clock: Clock
) -> None:
    async with database.transaction() as session:
        token = await staff.ensure_first_link(session, now=clock())
        member = await staff.find_by_link(session, token or "", now=clock())
        person = await staff.find_person(session, member.id if member else 0)

    assert person is not None
    assert person.login == "admin"
    assert person.grants == (staff.Grant(Role.ADMIN, None),)


async def test_a_second_start_replaces_the_first_link(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        first = await staff.ensure_first_link(session, now=clock())
        second = await staff.ensure_first_link(session, now=clock())

        assert await staff.find_by_link(session, first or "", now=clock()) is None
        assert await staff.find_by_link(session, second or "", now=clock()) is not None


async def test_once_somebody_can_sign_in_no_link_is_made(database: Database, clock: Clock) -> None:
    await enrol(database, clock)

    async with database.transaction() as session:
        assert await staff.ensure_first_link(session, now=clock()) is None


async def test_a_link_is_good_once(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        token = await staff.ensure_first_link(session, now=clock()) or ""
        await staff.use_link(session, token, password_hash="hash", totp_step=1, now=clock())

        with pytest.raises(staff.LinkSpent):
            await staff.use_link(session, token, password_hash="other", totp_step=2, now=clock())


async def test_a_link_ends_after_a_day(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        token = await staff.ensure_first_link(session, now=clock()) or ""
    clock.forward(hours=24)

    async with database.reading() as session:
        assert await staff.find_by_link(session, token, now=clock()) is None


async def test_tokens_are_kept_as_digests_only(database: Database, clock: Clock) -> None:
    member = await enrol(database, clock)

    async with database.transaction() as session:
        link = await staff.issue_link(session, member.login, now=clock())
        token = await staff.start_session(session, member.id, now=clock())
        kept = [
            *await session.scalars(select(SignInLink.token_digest)),
            *await session.scalars(select(StaffSession.token_digest)),
        ]

    assert sorted(kept) == sorted([staff.digest(link), staff.digest(token)])


async def test_a_new_link_ends_password_authenticator_and_sessions(database: Database, clock: Clock) -> None:
    member = await enrol(database, clock)
    async with database.transaction() as session:
        token = await staff.start_session(session, member.id, now=clock())
        await staff.issue_link(session, member.login, now=clock())

        fresh = await staff.find_by_login(session, member.login)
        assert fresh is not None
        assert fresh.password_hash is None
        assert await staff.find_session(session, token, now=clock()) is None


async def test_the_fifth_failure_locks_for_a_quarter_of_an_hour(database: Database, clock: Clock) -> None:
    member = await enrol(database, clock)
    for _ in range(4):
        staff.record_failure(member, now=clock())
    assert not staff.is_locked(member, now=clock())

    staff.record_failure(member, now=clock())

    assert staff.is_locked(member, now=clock())
    clock.forward(minutes=15)
    assert not staff.is_locked(member, now=clock())


async def test_a_code_is_good_once(database: Database, clock: Clock) -> None:
    member = await enrol(database, clock)

    assert not staff.accept_code(member, 100)
    assert staff.accept_code(member, 101)
    assert not staff.accept_code(member, 101)


async def test_a_session_ends_after_half_an_hour_of_rest(database: Database, clock: Clock) -> None:
    member = await enrol(database, clock)
    async with database.transaction() as session:
        token = await staff.start_session(session, member.id, now=clock())
    clock.forward(minutes=29)
    async with database.transaction() as session:
        await staff.touch_session(session, token, now=clock())
    clock.forward(minutes=29)

    async with database.reading() as session:
        assert await staff.find_session(session, token, now=clock()) is not None
    clock.forward(minutes=1)
    async with database.reading() as session:
        assert await staff.find_session(session, token, now=clock()) is None


async def test_a_session_ends_after_twelve_hours_of_work(database: Database, clock: Clock) -> None:
    member = await enrol(database, clock)
    async with database.transaction() as session:
        token = await staff.start_session(session, member.id, now=clock())
    for _ in range(36):
        clock.forward(minutes=20)
        async with database.transaction() as session:
            await staff.touch_session(session, token, now=clock())

    async with database.reading() as session:
        assert await staff.find_session(session, token, now=clock()) is None


async def test_a_disabled_member_is_out_at_once(database: Database, clock: Clock) -> None:
    member = await enrol(database, clock)
    async with database.transaction() as session:
        token = await staff.start_session(session, member.id, now=clock())
        await staff.disable(session, member.id, now=clock())

        assert await staff.find_session(session, token, now=clock()) is None
        with pytest.raises(LookupError):
            await staff.issue_link(session, member.login, now=clock())


@pytest.mark.parametrize("login", ["", "ab", "Trần", "a b c", "x" * 81, "-lan", "<b>lan"])
async def test_a_login_is_plain(database: Database, clock: Clock, login: str) -> None:
    async with database.transaction() as session:
        with pytest.raises(ValueError, match="not a login"):
            await staff.add_staff(session, login, "", role=Role.CURATOR, unit_id=None, now=clock())


async def test_a_login_is_taken_once_whatever_its_case(database: Database, clock: Clock) -> None:
    await enrol(database, clock)

    async with database.transaction() as session:
        with pytest.raises(staff.LoginTaken):
            await staff.add_staff(session, "LAN.tran", "", role=Role.CURATOR, unit_id=None, now=clock())


async def test_an_area_covers_what_lies_below_it_and_nothing_else(sqlite: Database, clock: Clock) -> None:
    async with sqlite.reading() as session:
        tree = await read_tree(session, clock().date())
    commune = tree.get("DEMO-01").id
    person = staff.Person(
        1, "lan", "", (staff.Grant(Role.OFFICIAL, commune),), is_enrolled=True, is_disabled=False
    )

    assert person.covers(tree, tree.get("DEMO-0101").id)
    assert not person.covers(tree, tree.get("DEMO-0201").id)
    assert not person.covers(tree, tree.get("DEMO").id)
    assert not person.covers(tree, None)
    assert not person.covers(tree, commune, Role.ADMIN)

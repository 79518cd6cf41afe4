"""Who signs in on the web: members, their roles and areas, one-time links, sessions. Tokens are kept as digests only."""

import hashlib
import re
import secrets
from base64 import b32encode
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from reach.models import Role, SignInLink, Staff, StaffRole, StaffSession
from reach.units import Tree

FIRST_LOGIN = "admin"
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{2,79}")
LINK_KEPT = timedelta(hours=24)
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)
MOST_FAILURES = 5
LOCKED = timedelta(minutes=15)
TOKEN_BYTES = 32
SECRET_BYTES = 20  # RFC 4226 §4, R6: 160 bits


class LoginTaken(Exception):
    """Another staff member has this login."""


class LinkSpent(Exception):
    """The link was used, replaced or is too old, or never was one."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One role below one unit; no unit: everywhere."""

    role: Role
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """A staff member and what he may do."""

    id: int
    login: str
    name: str
    grants: tuple[Grant, ...]
    is_enrolled: bool
    is_disabled: bool

    def has_role(self, *roles: Role) -> bool:
        """Whether he has one of the roles anywhere."""
        return any(grant.role in roles for grant in self.grants)

    def areas(self, *roles: Role) -> frozenset[int | None]:
        """The units he holds one of the roles below (any role, if none is named); None in it: everywhere."""
        return frozenset(grant.unit_id for grant in self.grants if not roles or grant.role in roles)

    def covers(self, tree: Tree, unit_id: int | None, *roles: Role) -> bool:
        """Whether the unit lies in his area; what has no unit belongs to those whose area is everywhere."""
        areas = self.areas(*roles)
        if None in areas or unit_id is None:
            return None in areas
        return any(area is not None and tree.is_below(unit_id, area) for area in areas)


def digest(token: str) -> str:
    """What is kept of a token: the SHA-256, as hex."""
    return hashlib.sha256(token.encode()).hexdigest()


# --- members --------------------------------------------------------------------------------------------------------


async def add_staff(
    session: AsyncSession, login: str, name: str, *, role: Role, unit_id: int | None, now: datetime
) -> Staff:
    """Add a member who cannot sign in yet: that takes a link. The caller commits.

    Raises:
        ValueError: the login is not 3 to 80 of a–z, 0–9, `.`, `_`, `@`, `-`.
        LoginTaken: another member has it.
    """
    login = login.strip().lower()
    if not LOGIN.fullmatch(login):
        raise ValueError(f"not a login: {login!r}")
    if await find_by_login(session, login):
        raise LoginTaken(login)
    staff = Staff(login=login, name=name.strip()[:120], failed_attempts=0, created_at=now)
    session.add(staff)
    await session.flush()
    session.add(StaffRole(staff_id=staff.id, role=role, unit_id=unit_id))
    await session.flush()
    return staff


async def find_by_login(session: AsyncSession, login: str, *, to_change: bool = False) -> Staff | None:
    """The member of this login; `to_change` holds the row until the transaction ends."""
    query = select(Staff).where(Staff.login == login.strip().lower())
    found: Staff | None = await session.scalar(query.with_for_update() if to_change else query)
    return found


async def list_people(session: AsyncSession, staff_ids: Collection[int] | None = None) -> list[Person]:
    """Members with their roles, by login; all, or those named."""
    query, roles = select(Staff).order_by(Staff.login), select(StaffRole).order_by(StaffRole.id)
    if staff_ids is not None:
        query = query.where(Staff.id.in_(staff_ids))
        roles = roles.where(StaffRole.staff_id.in_(staff_ids))
    grants: dict[int, list[Grant]] = defaultdict(list)
    for row in await session.scalars(roles):
        grants[row.staff_id].append(Grant(row.role, row.unit_id))
    return [
        Person(
            staff.id,
            staff.login,
            staff.name,
            tuple(grants[staff.id]),
            is_enrolled=staff.password_hash is not None,
            is_disabled=staff.disabled_at is not None,
        )
        for staff in await session.scalars(query)
    ]


async def find_person(session: AsyncSession, staff_id: int) -> Person | None:
    """One member with his roles."""
    return next(iter(await list_people(session, [staff_id])), None)


async def disable(session: AsyncSession, staff_id: int, *, now: datetime) -> None:
    """Shut a member out at once: his sessions and links end. The caller commits."""
    await session.execute(update(Staff).where(Staff.id == staff_id).values(disabled_at=now))
    await end_all_sessions(session, staff_id)
    await session.execute(delete(SignInLink).where(SignInLink.staff_id == staff_id))


# --- one-time links -------------------------------------------------------------------------------------------------


async def issue_link(session: AsyncSession, login: str, *, now: datetime) -> str:
    """A token, good once and for 24 hours, to set a password and an authenticator; earlier ones end, and so do the
    password, the authenticator and the sessions there were. Shown once: only its digest is kept. The caller commits.

    Raises:
        LookupError: no such member, or he was disabled.
    """
    staff = await find_by_login(session, login, to_change=True)
    if staff is None or staff.disabled_at is not None:
        raise LookupError(login)
    staff.password_hash, staff.totp_last_step = None, None
    staff.totp_secret = b32encode(secrets.token_bytes(SECRET_BYTES)).decode()
    await end_all_sessions(session, staff.id)
    await session.execute(delete(SignInLink).where(SignInLink.staff_id == staff.id))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(SignInLink(token_digest=digest(token), staff_id=staff.id, expires_at=now + LINK_KEPT))
    await session.flush()
    return token


async def find_by_link(
    session: AsyncSession, token: str, *, now: datetime, to_change: bool = False
) -> Staff | None:
    """The member whose unused link this is; `to_change` holds his row until the transaction ends."""
    is_open = SignInLink.used_at.is_(None) & (SignInLink.expires_at > now)
    query = (
        select(Staff)
        .join(SignInLink, SignInLink.staff_id == Staff.id)
        .where(SignInLink.token_digest == digest(token), is_open, Staff.disabled_at.is_(None))
    )
    found: Staff | None = await session.scalar(query.with_for_update(of=Staff) if to_change else query)
    return found


async def use_link(
    session: AsyncSession, token: str, *, password_hash: str, totp_step: int, now: datetime
) -> Staff:
    """Finish enrolling with a password and the time step of the first code. The caller commits.

    Raises:
        LinkSpent: see there.
    """
    staff = await find_by_link(session, token, now=now, to_change=True)
    if staff is None:
        raise LinkSpent
    used = update(SignInLink).where(SignInLink.token_digest == digest(token)).values(used_at=now)
    await session.execute(used)
    staff.password_hash, staff.totp_last_step = password_hash, totp_step
    staff.failed_attempts, staff.locked_until = 0, None
    return staff


async def ensure_first_link(session: AsyncSession, *, now: datetime) -> str | None:
    """A fresh link for the administrator `admin` while nobody can sign in; None once somebody can.

    Links printed at earlier starts end. The caller commits and shows the token to whoever runs the machine.
    """
    can_sign_in = Staff.password_hash.is_not(None) & Staff.disabled_at.is_(None)
    if await session.scalar(select(Staff.id).where(can_sign_in).limit(1)):
        return None
    staff = await find_by_login(session, FIRST_LOGIN)
    if staff is None:
        staff = await add_staff(session, FIRST_LOGIN, "Quản trị", role=Role.ADMIN, unit_id=None, now=now)
    staff.disabled_at = None
    await session.flush()
    return await issue_link(session, FIRST_LOGIN, now=now)


# --- signing in -----------------------------------------------------------------------------------------------------


def is_locked(staff: Staff, *, now: datetime) -> bool:
    """Whether too many failures shut this login for a while."""
    return staff.locked_until is not None and staff.locked_until > now


def record_failure(staff: Staff, *, now: datetime) -> None:
    """Count a failed try; the fifth in a row locks the login for 15 minutes. The caller commits."""
    staff.failed_attempts += 1
    if staff.failed_attempts >= MOST_FAILURES:
        staff.failed_attempts, staff.locked_until = 0, now + LOCKED


def accept_code(staff: Staff, step: int) -> bool:
    """Take the time step of a right code, unless it or a later one was taken before: a code is good once.

    The caller holds the row and commits.
    """
    if staff.totp_last_step is not None and step <= staff.totp_last_step:
        return False
    staff.totp_last_step = step
    staff.failed_attempts, staff.locked_until = 0, None
    return True


# --- sessions -------------------------------------------------------------------------------------------------------


async def start_session(session: AsyncSession, staff_id: int, *, now: datetime) -> str:
    """A fresh token of 256 bits for a browser; sessions that are over are cleared away. The caller commits."""
    over = or_(StaffSession.seen_at <= now - IDLE, StaffSession.created_at <= now - LONGEST)
    await session.execute(delete(StaffSession).where(over))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = StaffSession(token_digest=digest(token), staff_id=staff_id, created_at=now, seen_at=now)
    session.add(row)
    await session.flush()
    return token


async def find_session(session: AsyncSession, token: str, *, now: datetime) -> StaffSession | None:
    """The session of a token, unless it idled 30 minutes, is 12 hours old, or its member was disabled."""
    query = (
        select(StaffSession)
        .join(Staff, Staff.id == StaffSession.staff_id)
        .where(
            StaffSession.token_digest == digest(token),
            StaffSession.seen_at > now - IDLE,
            StaffSession.created_at > now - LONGEST,
            Staff.disabled_at.is_(None),
        )
    )
    found: StaffSession | None = await session.scalar(query)
    return found


async def touch_session(session: AsyncSession, token: str, *, now: datetime) -> None:
    """Note that the session was used. The caller commits."""
    await session.execute(
        update(StaffSession).where(StaffSession.token_digest == digest(token)).values(seen_at=now)
    )


async def end_session(session: AsyncSession, token: str) -> None:
    """Sign one browser out. The caller commits."""
    await session.execute(delete(StaffSession).where(StaffSession.token_digest == digest(token)))


async def end_all_sessions(session: AsyncSession, staff_id: int) -> None:
    """Sign a member out everywhere. The caller commits."""
    await session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))

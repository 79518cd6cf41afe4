"""The tables of the register and the ledger, on one page. No table joins a person to what he asked or read."""

from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import knowledge.models  # noqa: F401  (questions point to entries, so their table must be known)
from store.base import Base, stored

NO_UNIT = 0
"""Stands for the unit of a worker who never named one, where a key must not be empty."""


class UnitKind(StrEnum):
    """What a unit of the tree is."""

    PROVINCE = "province"
    COMMUNE = "commune"
    ENTERPRISE = "enterprise"
    TEAM = "team"


class Purpose(StrEnum):
    """What a worker may agree to, one by one. Answering a question needs no more than the question."""

    BULLETINS = "bulletins"
    STATISTICS = "statistics"


class Level(IntEnum):
    """The reach ladder: each rung implies those below. Stored as its number, so that the database can compare."""

    ACCEPTED = 1
    DELIVERED = 2
    SEEN = 3
    ACKNOWLEDGED = 4
    UNDERSTOOD = 5


class ContactKind(StrEnum):
    """What made the contact."""

    QUESTION = "question"
    BULLETIN = "bulletin"
    QUIZ = "quiz"
    SESSION = "session"


class QuestionStatus(StrEnum):
    """How a question was met."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    REFUSED = "refused"


class EventStatus(StrEnum):
    """Where an inbound event stands."""

    PENDING = "pending"
    DONE = "done"
    DEAD = "dead"  # failed too often; kept for people to look at


class ReplyStatus(StrEnum):
    """Where a reply stands on its way to a worker."""

    QUEUED = "queued"
    SENDING = "sending"  # committed before the call
    SENT = "sent"
    FAILED = "failed"


class HandoverStatus(StrEnum):
    """Where a question passed to a person stands."""

    WAITING = "waiting"
    ANSWERED = "answered"


class Role(StrEnum):
    """What a staff member may do, below one unit or everywhere."""

    ADMIN = "admin"
    CURATOR = "curator"
    OFFICIAL = "official"


class Unit(Base):
    """A place or an employer of the tree. Its parents have their own days, so a unit may move and history stays."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[UnitKind] = mapped_column(stored(UnitKind))
    join_code: Mapped[str | None] = mapped_column(String(32), unique=True)
    contact: Mapped[str] = mapped_column(Text, default="")  # whom a worker may ask: office, phone, hours
    is_demo: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class UnitParent(Base):
    """`parent_id` holds `unit_id` from `valid_from` until before `valid_to`."""

    __tablename__ = "unit_parents"

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    valid_to: Mapped[date | None]


class UnitName(Base):
    """A name a unit is found by: its own, and those of the units it was formed from. Folded: no marks, lowercase."""

    __tablename__ = "unit_names"

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    folded: Mapped[str] = mapped_column(String(200), index=True)
    is_former: Mapped[bool] = mapped_column(default=False)


class Workforce(Base):
    """A head count of a unit on a day, with its source: the base of every share."""

    __tablename__ = "workforces"
    __table_args__ = (UniqueConstraint("unit_id", "counted_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    counted_on: Mapped[date]
    head_count: Mapped[int]
    source: Mapped[str] = mapped_column(Text)


class Worker(Base):
    """A person who may be written to. No name, no phone number: an id, and the unit he named himself."""

    __tablename__ = "workers"
    __table_args__ = ({"sqlite_autoincrement": True},)  # an id is never given twice

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Address(Base):
    """The account of a worker on one channel."""

    __tablename__ = "addresses"
    __table_args__ = (UniqueConstraint("channel", "account"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("workers.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    account: Mapped[str] = mapped_column(String(128))
    blocked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Consent(Base):
    """One yes or no of a worker to one purpose, with the text he read. The latest row of a purpose counts."""

    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_worker_purpose", "worker_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("workers.id", ondelete="CASCADE"))
    purpose: Mapped[Purpose] = mapped_column(stored(Purpose))
    is_given: Mapped[bool]
    text_version: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(20))
    decided_at: Mapped[datetime]


class Dialogue(Base):
    """Where the talk with a worker stands. `memory` is short-lived: it is emptied after 30 minutes."""

    __tablename__ = "dialogues"

    worker_id: Mapped[int] = mapped_column(ForeignKey("workers.id", ondelete="CASCADE"), primary_key=True)
    step: Mapped[str] = mapped_column(String(32), default="")
    memory: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[datetime] = mapped_column(index=True)


class Question(Base):
    """What was asked, without who asked: long numbers masked, the text deleted after its retention."""

    __tablename__ = "questions"
    __table_args__ = (
        Index("ix_questions_status_asked", "status", "asked_on"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_on: Mapped[date] = mapped_column(
        index=True
    )  # a day, not a moment: a moment could be matched to a person
    text: Mapped[str | None] = mapped_column(Text)
    status: Mapped[QuestionStatus] = mapped_column(stored(QuestionStatus))
    entry_id: Mapped[str | None] = mapped_column(ForeignKey("entries.id"), index=True)
    topic: Mapped[str | None] = mapped_column(String(40))
    is_helpful: Mapped[bool | None]
    closed_on: Mapped[date | None]  # a curator has dealt with it


class Contact(Base):
    """The ledger: one row for a worker, a day, a kind and what it was about. Coverage is counted from here."""

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("worker_id", "occurred_on", "unit_id", "kind", "reference"),
        Index("ix_contacts_occurred_level", "occurred_on", "level", "unit_id", "worker_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("workers.id", ondelete="CASCADE"))
    unit_id: Mapped[int]  # where he worked on that day; NO_UNIT: he never said
    occurred_on: Mapped[date]  # in Asia/Ho_Chi_Minh
    kind: Mapped[ContactKind] = mapped_column(stored(ContactKind))
    level: Mapped[Level] = mapped_column(SmallInteger)
    reference: Mapped[str] = mapped_column(String(40), default="")  # a bulletin's id; empty for questions


class YearReach(Base):
    """The highest rung of a worker in a year at a unit, kept beside the ledger so that coverage needs no scan of it."""

    __tablename__ = "year_reaches"
    __table_args__ = (
        Index("ix_year_reaches_year_unit", "year", "unit_id", "level", "worker_id"),
        Index(
            "ix_year_reaches_year_worker", "year", "worker_id", "level"
        ),  # who stands at more than one unit
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("workers.id", ondelete="CASCADE"), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    unit_id: Mapped[int] = mapped_column(primary_key=True)  # or NO_UNIT
    level: Mapped[Level] = mapped_column(SmallInteger)


class ErasedReach(Base):
    """How many workers a year had reached before they asked to be forgotten: the figure stays, the persons go."""

    __tablename__ = "erased_reaches"

    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    unit_id: Mapped[int] = mapped_column(primary_key=True)  # or NO_UNIT
    level: Mapped[Level] = mapped_column(SmallInteger, primary_key=True)
    workers: Mapped[int]


class Handover(Base):
    """A question a worker passed to a person. The worker's id goes back to nobody: staff see the text and the unit."""

    __tablename__ = "handovers"
    __table_args__ = ({"sqlite_autoincrement": True},)  # an id is never given twice

    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("workers.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    account: Mapped[str] = mapped_column(String(128))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[HandoverStatus] = mapped_column(stored(HandoverStatus), index=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class InboundEvent(Base):
    """The inbox: an event is stored before the platform is told 200, and done in the transaction of its replies."""

    __tablename__ = "inbound_events"
    __table_args__ = (
        UniqueConstraint("channel", "event_id"),
        Index("ix_inbound_events_status", "status", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    event_id: Mapped[str] = mapped_column(String(128))
    account: Mapped[str] = mapped_column(String(128))
    body: Mapped[dict[str, Any] | None]  # emptied once it is done
    status: Mapped[EventStatus] = mapped_column(stored(EventStatus), default=EventStatus.PENDING)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    received_at: Mapped[datetime] = mapped_column(index=True)


class OutgoingReply(Base):
    """The outbox: replies in the order they were spoken. The web page reads its own by id, and misses none."""

    __tablename__ = "outgoing_replies"
    __table_args__ = (
        Index("ix_outgoing_replies_queue", "channel", "status", "due_at"),
        Index("ix_outgoing_replies_account", "channel", "account", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    account: Mapped[str] = mapped_column(String(128))
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("inbound_events.id"), index=True
    )  # what it answers
    body: Mapped[dict[str, Any] | None]  # emptied once a platform has it
    status: Mapped[ReplyStatus] = mapped_column(stored(ReplyStatus), default=ReplyStatus.QUEUED)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(index=True)


class Staff(Base):
    """A union officer, a curator or an official who signs in on the web."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str | None] = mapped_column(Text)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_last_step: Mapped[int | None]  # a code is good once
    failed_attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class StaffRole(Base):
    """A role of a staff member below a unit; no unit means the whole tree."""

    __tablename__ = "staff_roles"
    __table_args__ = (UniqueConstraint("staff_id", "role", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(stored(Role))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))


class StaffSession(Base):
    """A signed-in browser, by the digest of its token."""

    __tablename__ = "staff_sessions"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class SignInLink(Base):
    """A one-time link that lets a staff member set a password and an authenticator."""

    __tablename__ = "sign_in_links"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AuditEntry(Base):
    """What staff did, in a chain: each row holds the digest of the one before."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[str] = mapped_column(String(60))
    detail: Mapped[dict[str, Any]]
    previous_digest: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))

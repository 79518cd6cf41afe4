"""The tables of the curated law, on one page."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from knowledge.entry import ChangeKind, Origin, ReviewStatus
from store.base import Base, stored


class Entry(Base):
    """One question workers have. The text is in its revisions."""

    __tablename__ = "entries"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    topic: Mapped[str] = mapped_column(String(40), index=True)
    origin: Mapped[Origin] = mapped_column(stored(Origin), default=Origin.SHIPPED)


class Revision(Base):
    """One text of an entry; never changed once loaded, so that any answer ever served can be shown again."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("entry_id", "number"),
        Index("ix_revisions_status_retired", "status", "retired_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entries.id"))
    number: Mapped[int]
    status: Mapped[ReviewStatus] = mapped_column(stored(ReviewStatus))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    details: Mapped[str] = mapped_column(Text, default="")
    conditions: Mapped[str] = mapped_column(Text, default="")
    example: Mapped[str] = mapped_column(Text, default="")
    situation: Mapped[str] = mapped_column(Text, default="")
    computed: Mapped[list[str]] = mapped_column(JSON, default=list)
    stale_when: Mapped[list[str]] = mapped_column(JSON, default=list)  # "document#article"
    checked_on: Mapped[date]
    review_due_on: Mapped[date]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    review_note: Mapped[str] = mapped_column(Text, default="")
    digest: Mapped[str] = mapped_column(String(64))
    loaded_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]  # replaced by a later revision, or taken out

    entry: Mapped[Entry] = relationship(lazy="raise")
    variants: Mapped[list["Variant"]] = relationship(lazy="raise", order_by="Variant.position")
    citations: Mapped[list["Citation"]] = relationship(lazy="raise", order_by="Citation.position")


class Variant(Base):
    """One way workers ask it."""

    __tablename__ = "variants"
    __table_args__ = (UniqueConstraint("revision_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)


class Citation(Base):
    """One place in the law a revision stands on. Position 0 is shown on the card."""

    __tablename__ = "citations"
    __table_args__ = (UniqueConstraint("revision_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    position: Mapped[int]
    document: Mapped[str] = mapped_column(ForeignKey("legal_documents.number"), index=True)
    article: Mapped[str] = mapped_column(String(16))
    clause: Mapped[str | None] = mapped_column(String(16))
    point: Mapped[str | None] = mapped_column(String(16))
    is_primary: Mapped[bool]


class Approval(Base):
    """A local law officer's word that one revision may be served here; a changed text is a new one, to be approved anew."""

    __tablename__ = "approvals"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), primary_key=True)
    approved_by: Mapped[int]  # the staff member; knowledge does not know the staff table
    approved_at: Mapped[datetime]


class ContentLoad(Base):
    """One load of the shipped content; the same content is not read again."""

    __tablename__ = "content_loads"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    loaded_at: Mapped[datetime]


class LegalDocument(Base):
    """One document of the register."""

    __tablename__ = "legal_documents"

    number: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    in_force_from: Mapped[date]
    in_force_to: Mapped[date | None]
    consolidated_by: Mapped[str | None] = mapped_column(String(40))


class LegalArticle(Base):
    """One article of a document, with its own days where an amendment gave it some."""

    __tablename__ = "legal_articles"

    document: Mapped[str] = mapped_column(ForeignKey("legal_documents.number"), primary_key=True)
    number: Mapped[str] = mapped_column(String(16), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    in_force_from: Mapped[date]
    in_force_to: Mapped[date | None]


class LegalRelation(Base):
    """`document` amends, replaces or consolidates `target`."""

    __tablename__ = "legal_relations"

    document: Mapped[str] = mapped_column(ForeignKey("legal_documents.number"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    target: Mapped[str] = mapped_column(ForeignKey("legal_documents.number"), primary_key=True)


class LegalChange(Base):
    """A repeal or an amendment of a document, an article or a clause: shipped, or recorded by a local editor."""

    __tablename__ = "legal_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(ForeignKey("legal_documents.number"), index=True)
    article: Mapped[str | None] = mapped_column(String(16))
    clause: Mapped[str | None] = mapped_column(String(16))
    kind: Mapped[ChangeKind] = mapped_column(stored(ChangeKind))
    changed_on: Mapped[date]
    by: Mapped[str] = mapped_column(String(80), default="")  # any document, in the register or not
    origin: Mapped[Origin] = mapped_column(stored(Origin))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Parameter(Base):
    """One figure that moves, for one scope and one stretch of time. Either an amount or a text."""

    __tablename__ = "parameters"
    __table_args__ = (UniqueConstraint("name", "scope", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    scope: Mapped[str] = mapped_column(String(60))  # "" where there is only one
    label: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(16))
    amount: Mapped[Decimal | None] = mapped_column(Numeric(18, 4))
    text: Mapped[str | None] = mapped_column(Text)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # first day on which it no longer holds
    document: Mapped[str] = mapped_column(ForeignKey("legal_documents.number"))
    article: Mapped[str] = mapped_column(String(16))
    clause: Mapped[str | None] = mapped_column(String(16))

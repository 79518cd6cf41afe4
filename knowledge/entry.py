"""The frozen shapes the other rooms receive. Nothing here knows a table or a file."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class ReviewStatus(StrEnum):
    """Where a revision stands between a curator's desk and a worker's phone."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    RETIRED = "retired"


class Origin(StrEnum):
    """Who wrote it: we, before it shipped, or the people of the place where it runs."""

    SHIPPED = "shipped"
    LOCAL = "local"


class ChangeKind(StrEnum):
    """What a later document does to an earlier one."""

    REPEAL = "repeal"
    AMEND = "amend"


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in the law an answer stands on."""

    document: str  # number of the original document, e.g. 45/2019/QH14
    article: str
    clause: str | None = None
    point: str | None = None
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class LegalChange:
    """A repeal or an amendment of a whole document, an article or a clause, on a day past or to come."""

    document: str
    article: str | None
    clause: str | None
    kind: ChangeKind
    changed_on: date  # first day of the new wording, or of none
    by: str = ""  # number of the document that does it
    recorded_at: datetime | None = None  # None: the shipped content knew of it when it was written

    def touches(self, citation: Citation) -> bool:
        """Whether it changes what `citation` names. Where either side names a whole, the part in it is touched."""
        if self.document != citation.document or self.article not in {None, citation.article}:
            return False
        return None in {self.clause, citation.clause} or self.clause == citation.clause


def wording_day(checked_on: date, valid_from: date | None, valid_to: date | None) -> date:
    """The day whose law a text tells: when it was checked, moved into the days for which it was written."""
    if valid_to is not None and valid_to <= checked_on:
        return valid_to - timedelta(days=1)
    return max(checked_on, valid_from or checked_on)


@dataclass(frozen=True, slots=True)
class Entry:
    """One approved answer with the questions workers ask it by: one revision, ready to be indexed.

    Its texts may hold `{{ name.scope }}`; `parameters.fill` prints them for a day. `answer` stands on the primary citations
    alone, the other texts on all of them: on a day when a secondary one is not yet in force they are left out.
    """

    id: str
    revision: int  # 1, 2, … within the entry
    topic: str
    question: str
    answer: str
    citations: tuple[Citation, ...]  # primary ones first; at least one is primary
    variants: tuple[str, ...]
    checked_on: date  # compared with the statute text on this day
    review_due_on: date  # served up to and including this day
    valid_from: date  # latest of its own day and the days its primary citations and figures came into force
    valid_to: date | None = (
        None  # first day on which anything it stands on no longer holds: then it is frozen
    )
    complete_from: date = date.min  # from this day on all its texts hold, not the short answer alone
    details: str = ""
    conditions: str = ""
    example: str = ""
    situation: str = ""
    stale_when: tuple[Citation, ...] = ()  # places nobody is shown, whose change freezes it all the same
    own_days: tuple[date | None, date | None] = (None, None)  # [from, to) as its file says
    loaded_at: datetime | None = None

    @property
    def primary(self) -> Citation:
        """The citation shown on the card."""
        return self.citations[0]

    @property
    def standing(self) -> tuple[Citation, ...]:
        """Every place whose change makes the text wrong."""
        return self.citations + self.stale_when

    @property
    def wording_day(self) -> date:
        """The day whose law it tells: when it was checked, moved into the days for which it was written."""
        return wording_day(self.checked_on, *self.own_days)

    @property
    def is_history(self) -> bool:
        """Whether it was written of a time already past: another entry is expected to tell how it is now."""
        end = self.own_days[1]
        return end is not None and end <= self.checked_on

    def knows(self, change: LegalChange) -> bool:
        """Whether the text was compared with the law after the change was recorded."""
        moment = change.recorded_at
        if moment is None:
            return True
        return self.loaded_at is not None and self.loaded_at > moment and self.checked_on >= moment.date()

    def holds_on(self, day: date) -> bool:
        """Whether this text may be served on `day`."""
        return (
            self.valid_from <= day
            and (self.valid_to is None or day < self.valid_to)
            and day <= self.review_due_on
        )


def parse_place(text: str) -> Citation:
    """The place written as "document#article".

    Raises:
        ValueError: one of the two is missing.
    """
    document, _, article = text.partition("#")
    if not document or not article:
        raise ValueError(f"must be a document#article, like 45/2019/QH14#35, not {text!r}")
    return Citation(document, article)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the register."""

    number: str
    title: str
    in_force_from: date
    in_force_to: date | None = None


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """One document of the register, with the articles an entry may cite."""

    number: str
    name: str  # as workers know it: "Bộ luật Lao động 2019 (sửa đổi 2025)"
    in_force_from: date
    in_force_to: date | None = None
    replaced_by: str | None = None
    consolidated_by: str | None = None  # number of the consolidation that holds the wording in force
    has_text: bool = True  # False: two public sources agree on what it says, its text was not at hand
    articles: dict[str, Article] = field(default_factory=dict)

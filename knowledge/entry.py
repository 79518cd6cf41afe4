"""The frozen shapes the other rooms receive. Nothing here knows a table or a file."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ReviewStatus(StrEnum):
    """Where a revision stands between a curator's desk and a worker's phone."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in the law an answer stands on."""

    document: str  # number of the original document, e.g. 45/2019/QH14
    article: str
    clause: str | None = None
    point: str | None = None
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One approved answer with the questions workers ask it by: one revision, ready to be indexed.

    `answer`, `details`, `conditions` and `example` may hold `{{ name.scope }}`; `parameters.fill` prints them for a day.
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
    valid_from: date  # latest of the entry's own date and the days its citations came into force
    valid_to: date | None = None  # first day on which it no longer holds
    details: str = ""
    conditions: str = ""
    example: str = ""

    @property
    def primary(self) -> Citation:
        """The citation shown on the card."""
        return self.citations[0]

    def holds_on(self, day: date) -> bool:
        """Whether this text may be served on `day`."""
        return (
            self.valid_from <= day
            and (self.valid_to is None or day < self.valid_to)
            and day <= self.review_due_on
        )


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
    articles: dict[str, Article] = field(default_factory=dict)

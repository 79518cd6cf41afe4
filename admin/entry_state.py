"""Where an entry stands on a day: served, about to stop, stopped, overdue, waiting; and the lists made of that."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from admin.vietnamese import show_day
from knowledge.entry import Entry, Origin, ReviewStatus
from knowledge.local import Reviewed

SOON = timedelta(days=30)
APPROVABLE = frozenset({ReviewStatus.APPROVED, ReviewStatus.REVIEW})


class State(StrEnum):
    """What decides whether workers are given an entry today; the first that fits, from the top."""

    STOPPED = "stopped"  # something it stands on changed
    OVERDUE = "overdue"  # nobody looked again in time
    WAITING = "waiting"  # for a local law officer's word
    COMING = "coming"  # its law is not in force yet
    ENDING = "ending"  # served, until a day that is known
    IN_USE = "in_use"


@dataclass(frozen=True, slots=True)
class Item:
    """One live entry on one day."""

    reviewed: Reviewed
    state: State
    on: date | None  # of STOPPED, COMING and ENDING; of OVERDUE the last day it was served
    is_due_soon: bool  # served, and to be looked at within 30 days

    @property
    def entry(self) -> Entry:
        return self.reviewed.entry

    @property
    def is_served(self) -> bool:
        return self.state in {State.IN_USE, State.ENDING}

    @property
    def is_approved_here(self) -> bool:
        return self.reviewed.approved is not None

    @property
    def is_local(self) -> bool:
        return self.reviewed.origin is Origin.LOCAL

    @property
    def may_be_approved(self) -> bool:
        """Whether an approval is wanted and would let a text through that agrees with the law."""
        is_sound = self.state not in {State.STOPPED, State.OVERDUE}
        return not self.is_approved_here and self.reviewed.status in APPROVABLE and is_sound

    @property
    def may_be_approved_with_others(self) -> bool:
        """What ships unapproved has a note saying why: it takes a look of its own."""
        is_doubtful = self.reviewed.status is ReviewStatus.REVIEW and not self.is_local
        return self.may_be_approved and not is_doubtful

    @property
    def label(self) -> str:
        """The state in words."""
        return LABELS[self.state].format(day=show_day(self.on) if self.on else "")


LABELS = {
    State.STOPPED: "Đã ngừng từ {day}",
    State.OVERDUE: "Quá hạn rà soát ngày {day}",
    State.WAITING: "Chờ duyệt",
    State.COMING: "Sẽ dùng từ {day}",
    State.ENDING: "Sẽ ngừng từ {day}",
    State.IN_USE: "Đang dùng",
}
FILTERS: dict[str, tuple[str, Callable[[Item], bool]]] = {
    "served": ("Đang dùng", lambda item: item.is_served),
    "stopped": ("Đã ngừng", lambda item: item.state is State.STOPPED),
    "overdue": ("Quá hạn rà soát", lambda item: item.state is State.OVERDUE),
    "ending": ("Sẽ ngừng", lambda item: item.state is State.ENDING),
    "due": ("Đến hạn rà soát trong 30 ngày", lambda item: item.is_due_soon),
    "waiting": ("Chờ duyệt", lambda item: item.state is State.WAITING),
    "coming": ("Chưa đến ngày dùng", lambda item: item.state is State.COMING),
    "unapproved": ("Chưa duyệt tại đây", lambda item: not item.is_approved_here),
    "local": ("Viết tại đây", lambda item: item.is_local),
}
"""The lists one may ask for, by their word in the address: a label, and what belongs to them."""


def judge(reviewed: Reviewed, day: date, *, only_locally_approved: bool) -> Item:
    """The state of one entry on `day`."""
    entry = reviewed.entry
    state, on = State.IN_USE, entry.valid_to
    if entry.valid_to is not None and entry.valid_to <= day:
        state = State.STOPPED
    elif entry.review_due_on < day:
        state, on = State.OVERDUE, entry.review_due_on
    elif not reviewed.may_be_served(only_locally_approved=only_locally_approved):
        state, on = State.WAITING, None
    elif entry.valid_from > day:
        state, on = State.COMING, entry.valid_from
    elif entry.valid_to is not None:
        state = State.ENDING
    is_served = state in {State.IN_USE, State.ENDING}
    return Item(reviewed, state, on, is_due_soon=is_served and entry.review_due_on <= day + SOON)


def list_items(revisions: Iterable[Reviewed], day: date, *, only_locally_approved: bool) -> list[Item]:
    """The state of each entry on `day`, in the same order."""
    return [judge(one, day, only_locally_approved=only_locally_approved) for one in revisions]

"""A change of the law in words, and the entries it stops."""

from dataclasses import dataclass
from datetime import date

from admin.entry_state import Item
from knowledge.changes import Frozen, place_of
from knowledge.entry import LegalChange
from knowledge.models import LegalChange as ChangeRow
from knowledge.register import Register


@dataclass(frozen=True, slots=True)
class Stopped:
    """One entry a change stops."""

    item: Item
    on: date
    reasons: str


def name_place(register: Register, change: LegalChange | ChangeRow) -> str:
    """The place with the document's name: "khoản 2 Điều 26 Bộ luật Lao động 2019"."""
    document = register.documents.get(change.document)
    return place_of(change, document.name if document else "")


def list_stopped(frozen: list[Frozen], items: list[Item]) -> list[Stopped]:
    """The entries with their state today."""
    by_id = {item.entry.id: item for item in items}
    return [Stopped(by_id[one.entry.id], one.stops_on, "; ".join(one.reasons)) for one in frozen]

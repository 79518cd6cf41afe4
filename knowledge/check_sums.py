"""Whether the sums of an entry are right, and whether what they start from is known."""

from collections.abc import Iterator
from fractions import Fraction

from knowledge.source import Draft
from knowledge.sums import NoSum, Sum, find_sums, parse_sum

WRITTEN = ("answer", "details", "conditions", "example", "situation")


def read_computed(draft: Draft) -> Iterator[Sum]:
    """The lines of `computed` that can be read."""
    for line in draft.computed:
        try:
            yield parse_sum(line)
        except NoSum:
            continue


def sum_faults(draft: Draft) -> Iterator[str]:
    """Sums that are wrong, and lines of `computed` that are none."""
    for line in draft.computed:
        try:
            found = parse_sum(line)
        except NoSum as error:
            yield f"computed: {line!r}: {error}"
            continue
        if not found.is_right:
            yield f"computed: {_told(found)}"
    for name in WRITTEN:
        for written in find_sums(getattr(draft, name)):
            if not written.is_right:
                yield f"{name}: {_told(written)}"


def _told(found: Sum) -> str:
    return f"{found.text!r} is wrong: it comes to {format_value(found.sides[0].value)}"


def format_value(value: Fraction) -> str:
    """As a computed line writes it: 48000000, 2.3."""
    return f"{float(value):.4f}".rstrip("0").rstrip(".")

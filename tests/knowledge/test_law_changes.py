"""Whatever is repealed or amended, whenever: no answer is served that shows what no longer holds."""

from dataclasses import replace
from datetime import date

from knowledge.entry import ChangeKind, LegalChange
from knowledge.validity import Library
from tests.knowledge.law_changes import RECORDED, list_outdated, simulate


def test_five_hundred_changes_leave_no_outdated_answer(library: Library) -> None:
    looked_at, frozen, outdated = simulate(library, 500, seed=2026)

    assert outdated == []
    assert looked_at > 100_000  # the judge had work
    assert frozen > 500


def test_the_judge_finds_what_an_unchanged_library_would_serve(library: Library) -> None:
    day = date(2026, 12, 1)
    repealed = LegalChange("45/2019/QH14", None, None, ChangeKind.REPEAL, day, recorded_at=RECORDED)

    assert list(list_outdated(library, [repealed], day))
    assert not list(list_outdated(library, [replace(repealed, document="0/QH")], day))

"""The library on the officials' web: its figures, its lists, and whom it opens to."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from admin.shelf import Shelf
from knowledge.local import approve
from reach.models import Role
from store.database import Database
from tests.admin.curated import (
    REPEAL,
    TO_COME,
    come_as_curator_of_one_place,
    keep,
    list_served,
    read_log,
    shelving,
    visiting,
)
from tests.admin.visitor import MOUNT, Visitor
from tests.clock import Clock

CONFIRMED = {"confirmed": "yes"}
PAGES = [
    "/library",
    "/library/entries",
    "/library/entries?topic=probation",
    "/library/topics/probation/approve",
    "/library/entries/thu-viec",
]
FORMS = [
    "/library/topics/probation/approve",
    "/library/entries/thu-viec/approve",
    "/library/entries/thu-viec/withdraw",
]


@pytest.fixture
async def shelf(
    copy_original: Callable[[str, str], str], clock: Clock, tmp_path: Path
) -> AsyncIterator[Database]:
    async with shelving(copy_original, clock, tmp_path) as database:
        yield database


@pytest.fixture
async def curator(shelf: Database, clock: Clock) -> AsyncIterator[Visitor]:
    async with visiting(shelf, clock) as visitor:
        await visitor.come_as(Role.CURATOR)
        yield visitor


# --- the figures and what needs work ----------------------------------------------------------------------------------


async def test_the_first_page_says_how_many_are_served_and_approved_here(curator: Visitor) -> None:
    await curator.open("/library")

    assert "2 / 3 mục đang dùng" in curator.text
    assert "0 / 3 mục đã duyệt tại đây" in curator.text
    assert "Chỉ dùng mục đã duyệt tại đây: đang tắt" in curator.text
    assert "Người soạn không phải luật sư" in curator.text


async def test_where_only_approved_entries_are_served_the_first_page_says_so(
    shelf: Database, clock: Clock
) -> None:
    async with shelf.transaction() as session:
        await approve(session, ["thu-viec"], by=1, now=clock())
    async with visiting(shelf, clock, is_strict=True) as visitor:
        await visitor.come_as(Role.CURATOR)

        await visitor.open("/library")

        assert "1 / 3 mục đang dùng" in visitor.text
        assert "Chỉ dùng mục đã duyệt tại đây: đang bật" in visitor.text
        assert "Chờ duyệt: 2 mục" in visitor.text


async def test_what_stopped_and_what_waits_stands_first_with_its_reason(
    curator: Visitor, shelf: Database, clock: Clock
) -> None:
    await keep(shelf, REPEAL, clock)

    await curator.open("/library")

    assert "Đã ngừng: 1 mục Thử việc mấy ngày? Đã ngừng từ 01/11/2026 · Điều 2 Luật Một" in curator.text
    assert "Chờ duyệt: 1 mục Tiền ăn ca có bắt buộc không? Chờ duyệt · viết tại đây" in curator.text
    assert "1 / 3 mục đang dùng" in curator.text


async def test_what_will_stop_is_told_with_its_day(curator: Visitor, shelf: Database, clock: Clock) -> None:
    await keep(shelf, TO_COME, clock)

    await curator.open("/library")

    assert "Sẽ ngừng: 1 mục Thử việc mấy ngày? Sẽ ngừng từ 01/01/2027" in curator.text
    assert "2 / 3 mục đang dùng" in curator.text


@pytest.mark.parametrize(
    ("day", "heading", "is_there"),
    [
        (date(2027, 4, 19), "Đến hạn rà soát trong 30 ngày: 2 mục", False),
        (date(2027, 4, 20), "Đến hạn rà soát trong 30 ngày: 2 mục", True),
        (date(2027, 5, 20), "Quá hạn rà soát: 3 mục", False),
        (date(2027, 5, 21), "Quá hạn rà soát: 3 mục", True),
    ],
)
async def test_a_review_is_announced_thirty_days_before_and_told_when_it_was_missed(
    shelf: Database, clock: Clock, day: date, heading: str, is_there: bool
) -> None:
    clock.moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    async with visiting(shelf, clock) as visitor:
        await visitor.come_as(Role.CURATOR)

        await visitor.open("/library")

        assert (heading in visitor.text) == is_there


async def test_the_topics_are_counted(curator: Visitor, shelf: Database, clock: Clock) -> None:
    async with shelf.transaction() as session:
        await approve(session, ["thu-viec"], by=1, now=clock())

    await curator.open("/library")

    assert "Thử việc 2 2 1 / 2 Duyệt cả chủ đề" in curator.text
    assert "Tiền lương 1 0 0 / 1 Duyệt cả chủ đề" in curator.text


async def test_an_empty_library_says_how_to_fill_it(
    copy_original: Callable[[str, str], str], clock: Clock
) -> None:
    empty = Database(copy_original("sqlite", "empty"))
    async with visiting(empty, clock) as visitor:
        await visitor.come_as(Role.CURATOR)

        await visitor.open("/library")

        assert "Kho chưa có mục nào" in visitor.text
    await empty.close()


# --- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topic=probation", {"thu-viec", "luong-thap-nhat"}),
        ("q=TIEN+COM", {"cua-toi"}),
        ("q=tiền+cơm", {"cua-toi"}),
        ("q=60+ng%C3%A0y", {"thu-viec"}),
        ("state=waiting", {"cua-toi"}),
        ("state=served&q=luong", {"luong-thap-nhat"}),
        ("state=nonsense", {"thu-viec", "luong-thap-nhat", "cua-toi"}),
        ("document=1/QH", {"thu-viec", "luong-thap-nhat", "cua-toi"}),
        ("document=2/QH", set()),
        ("topic=wages&state=served", set()),
    ],
)
async def test_entries_are_listed_by_topic_state_document_and_words(
    curator: Visitor, query: str, found: set[str]
) -> None:
    page = await curator.open(f"/library/entries?{query}")

    ids = {"thu-viec", "luong-thap-nhat", "cua-toi"}
    assert {id_ for id_ in ids if f'href="{MOUNT}/library/entries/{id_}"' in page.text} == found
    assert ("Không có mục nào" in curator.text) == (not found)


async def test_a_search_is_shown_as_it_was_typed_and_is_never_markup(curator: Visitor) -> None:
    page = await curator.open("/library/entries?q=<b>x</b>")

    assert "Không mục nào có “<b>x</b>”" in curator.text
    assert "<b>x" not in page.text


@pytest.mark.parametrize("path", ["/library/entries?topic=nope", "/library/entries?document=nope"])
async def test_a_list_of_what_is_not_there_is_not_found(curator: Visitor, path: str) -> None:
    assert (await curator.open(path)).status_code == 404


# --- rights -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
async def test_the_library_opens_to_administrators_and_curators_only(
    shelf: Database, clock: Clock, role: Role
) -> None:
    async with visiting(shelf, clock) as visitor:
        await visitor.come_as(role)
        await visitor.open("/account")
        assert ("Kho câu trả lời" in visitor.text) == (role is not Role.OFFICIAL)

        for path in PAGES:
            status = (await visitor.open(path)).status_code
            assert status == (403 if role is Role.OFFICIAL else 200), path


async def test_an_official_approves_nothing(shelf: Database, clock: Clock) -> None:
    async with visiting(shelf, clock) as visitor:
        await visitor.come_as(Role.OFFICIAL)
        for path in FORMS:
            await visitor.open("/account")
            fields = CONFIRMED | {"revision": "1"}
            assert (await visitor.send(path, fields)).status_code == 403, path

    assert await list_served(shelf, is_strict=True) == set()


@pytest.mark.parametrize("path", FORMS)
async def test_a_form_without_our_token_changes_nothing(curator: Visitor, shelf: Database, path: str) -> None:
    await curator.open("/account")

    fields = CONFIRMED | {"revision": "1", "form_token": "0" * 64}
    answer = await curator.send(path, fields)

    assert answer.status_code == 403
    assert await read_log(shelf) == []


@pytest.mark.parametrize("path", [*PAGES, *FORMS])
async def test_a_stranger_is_sent_to_sign_in(shelf: Database, clock: Clock, path: str) -> None:
    async with visiting(shelf, clock) as visitor:
        answer = await (visitor.send(path) if path in FORMS else visitor.open(path))

        address = answer.headers.get("location", "") or answer.url.path
        assert address.startswith(f"{MOUNT}/sign-in")


# --- the shelf --------------------------------------------------------------------------------------------------------


async def test_the_library_is_read_again_only_when_it_changed(shelf: Database, clock: Clock) -> None:
    kept = Shelf(shelf)
    first = await kept.read()
    assert await kept.read() is first

    async with shelf.transaction() as session:
        await approve(session, ["thu-viec"], by=7, now=clock())
    second = await kept.read()

    assert second is not first
    approved = second.by_id["thu-viec"].approved
    assert approved is not None
    assert approved.by == 7
    assert first.by_id["thu-viec"].approved is None


async def test_a_curator_of_one_place_reads_but_approves_nothing_for_everybody(
    shelf: Database, clock: Clock
) -> None:
    async with visiting(shelf, clock) as visitor:
        await come_as_curator_of_one_place(visitor)
        for path in ("/library", "/library/entries", "/library/entries/thu-viec"):
            assert (await visitor.open(path)).status_code == 200, path
            assert "Duyệt cả chủ đề" not in visitor.text
            assert "Duyệt mục này" not in visitor.text
        for path in FORMS:
            await visitor.open("/account")
            assert (await visitor.send(path, {"revision": "1", "confirmed": "yes"})).status_code == 403, path

    assert await read_log(shelf) == []

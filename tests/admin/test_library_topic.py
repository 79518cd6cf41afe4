"""Approving a whole topic: what was shown, after an honest sentence, or nothing."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from knowledge.local import load_local
from reach.models import Role
from store.database import Database
from tests.admin.curated import NEWER, REPEAL, keep, list_served, read_log, shelving, visiting
from tests.admin.visitor import Visitor
from tests.clock import Clock
from tests.knowledge.content import ENTRIES

CONFIRMED = {"confirmed": "yes"}


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


def seen(visitor: Visitor) -> str:
    return visitor.page.text.split('name="seen" value="')[1].split('"')[0]


async def test_a_topic_is_approved_after_an_honest_sentence(curator: Visitor, shelf: Database) -> None:
    await curator.open("/library/topics/probation/approve")
    assert "Bạn xác nhận đã đối chiếu 2 mục này với văn bản luật." in curator.text
    assert "Ít nhất 5.310.000 đồng một tháng." in curator.text
    digest = seen(curator)

    await curator.send("/library/topics/probation/approve", CONFIRMED | {"seen": digest})
    await curator.follow()

    assert "Đã duyệt 2 mục của chủ đề Thử việc." in curator.text
    assert "Thử việc 2 2 2 / 2 đã duyệt hết" in curator.text
    assert await list_served(shelf, is_strict=True) == {"thu-viec", "luong-thap-nhat"}
    [(action, detail)] = await read_log(shelf)
    assert action == "topic_approved"
    assert detail == {"topic": "probation", "entries": 2, "texts": digest}


async def test_without_the_confirmation_nothing_is_approved(curator: Visitor, shelf: Database) -> None:
    await curator.open("/library/topics/probation/approve")

    answer = await curator.send("/library/topics/probation/approve", {"seen": seen(curator)})

    assert answer.status_code == 400
    assert "Bạn cần đánh dấu vào ô xác nhận" in curator.text
    assert await list_served(shelf, is_strict=True) == set()


async def test_a_topic_that_changed_since_it_was_read_is_not_approved(
    curator: Visitor, shelf: Database, clock: Clock
) -> None:
    await curator.open("/library/topics/wages/approve")
    digest = seen(curator)
    async with shelf.transaction() as session:
        await load_local(session, [NEWER], now=clock())

    answer = await curator.send("/library/topics/wages/approve", CONFIRMED | {"seen": digest})

    assert answer.status_code == 400
    assert "Chưa duyệt mục nào" in curator.text
    assert await list_served(shelf, is_strict=True) == set()
    assert await read_log(shelf) == []


async def test_what_stopped_or_ships_in_doubt_is_left_out_and_told(
    copy_original: Callable[[str, str], str], clock: Clock, tmp_path: Path
) -> None:
    doubtful = ENTRIES.replace(
        "  - id: luong-thap-nhat",
        "  - id: luong-thap-nhat\n    status: review\n    review_note: Cần toàn văn quyết định.",
    )
    async with shelving(copy_original, clock, tmp_path, entries=doubtful) as database:
        await keep(database, REPEAL, clock)
        async with visiting(database, clock) as visitor:
            await visitor.come_as(Role.CURATOR)

            await visitor.open("/library/topics/probation/approve")
            assert "2 mục không duyệt cùng lượt này" in visitor.text
            assert "Cần toàn văn quyết định." in visitor.text
            assert "Xác nhận" not in visitor.text

            await visitor.open("/library/entries/luong-thap-nhat")
            assert "Duyệt mục này" in visitor.text


async def test_an_unknown_topic_is_not_found(curator: Visitor) -> None:
    assert (await curator.open("/library/topics/nope/approve")).status_code == 404

"""One entry on the officials' web: what it shows, and the approval of the text that was read."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.entry import ChangeKind, LegalChange
from knowledge.local import approve, load_local
from reach.models import Role
from store.database import Database
from tests.admin.curated import NEWER, REPEAL, TO_COME, keep, list_served, read_log, shelving, visiting
from tests.admin.visitor import Visitor
from tests.clock import Clock


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


async def test_an_entry_is_shown_as_a_worker_reads_it_with_law_figures_and_wordings(curator: Visitor) -> None:
    await curator.open("/library/entries/luong-thap-nhat")

    assert "Ít nhất 5.310.000 đồng một tháng." in curator.text
    assert "Căn cứ: Điều 1 Luật Một. Hiệu lực từ 01/01/2021, kiểm tra ngày 20/11/2026." in curator.text
    assert "Điều thứ nhất còn hiệu lực, từ 01/01/2021" in curator.text
    assert "muc_luong.vung_1 5.310.000 đồng từ 01/01/2026 Điều 3 Luật Ba" in curator.text
    assert "luong toi thieu" in curator.text
    assert "Chưa có bản nào trước bản này." in curator.text


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (REPEAL, "Điều thứ hai đã bị bãi bỏ từ 01/11/2026"),
        (TO_COME, "Điều thứ hai sẽ bị bãi bỏ từ 01/01/2027"),
        (replace(TO_COME, kind=ChangeKind.AMEND), "Điều thứ hai sẽ được sửa đổi từ 01/01/2027"),
    ],
)
async def test_each_article_says_what_happens_to_it(
    curator: Visitor, shelf: Database, clock: Clock, change: LegalChange, state: str
) -> None:
    await keep(shelf, change, clock)

    await curator.open("/library/entries/thu-viec")

    assert state in curator.text


async def test_a_stopped_entry_shows_its_last_day_and_cannot_be_approved(
    curator: Visitor, shelf: Database, clock: Clock
) -> None:
    await keep(shelf, REPEAL, clock)
    await curator.open("/library/entries/thu-viec")
    assert "nội dung của ngày cuối còn dùng, 31/10/2026" in curator.text
    assert "Duyệt mục này" not in curator.text

    await curator.open("/account")
    answer = await curator.send("/library/entries/thu-viec/approve", {"revision": "1"})

    assert answer.status_code == 400
    assert "không duyệt được" in curator.text
    assert await read_log(shelf) == []


async def test_earlier_texts_are_kept_with_their_days_and_who_approved_them(
    shelf: Database, clock: Clock
) -> None:
    async with visiting(shelf, clock) as visitor:
        staff_id = await visitor.come_as(Role.CURATOR)
        async with shelf.transaction() as session:
            await approve(session, ["cua-toi"], by=staff_id, now=clock())
        clock.forward(days=1)
        async with shelf.transaction() as session:
            await load_local(session, [NEWER], now=clock())
        await visitor.come_as(Role.ADMIN)

        await visitor.open("/library/entries/cua-toi")

        assert "bản 2" in visitor.text
        assert "Bản 1: 20/11/2026 đến 21/11/2026" in visitor.text
        assert "curator-all duyệt 09:00 ngày 20/11/2026 Không bắt buộc, trừ khi" in visitor.text
        assert "Mục này chỉ được dùng sau khi duyệt." in visitor.text


async def test_an_unknown_entry_is_not_found(curator: Visitor) -> None:
    assert (await curator.open("/library/entries/nope")).status_code == 404
    await curator.open("/account")
    assert (await curator.send("/library/entries/nope/withdraw")).status_code == 404


# --- approving one ----------------------------------------------------------------------------------------------------


async def test_an_approved_entry_is_served_and_names_who_approved_it(
    curator: Visitor, shelf: Database
) -> None:
    await curator.open("/library/entries/cua-toi")

    await curator.send("/library/entries/cua-toi/approve", {"revision": "1"})
    await curator.follow()

    assert "Đã duyệt. Thay đổi có tác dụng trong vài giây." in curator.text
    assert "curator-all đã duyệt 09:00 ngày 20/11/2026." in curator.text
    assert "cua-toi" in await list_served(shelf)
    assert await read_log(shelf) == [("entry_approved", {"entry_id": "cua-toi", "revision": 1})]


async def test_only_the_text_that_was_read_can_be_approved(
    curator: Visitor, shelf: Database, clock: Clock
) -> None:
    await curator.open("/library/entries/cua-toi")
    async with shelf.transaction() as session:
        await load_local(session, [NEWER], now=clock())

    answer = await curator.send("/library/entries/cua-toi/approve", {"revision": "1"})

    assert answer.status_code == 400
    assert "Mục này vừa có bản mới. Chưa duyệt gì" in curator.text
    assert "cua-toi" not in await list_served(shelf)
    assert await read_log(shelf) == []


@pytest.mark.parametrize("revision", ["", "x", "-1", "²", "9" * 30])
async def test_a_revision_that_cannot_be_is_refused(curator: Visitor, shelf: Database, revision: str) -> None:
    await curator.open("/account")

    answer = await curator.send("/library/entries/cua-toi/approve", {"revision": revision})

    assert answer.status_code == 400
    assert await read_log(shelf) == []


async def test_approving_twice_is_recorded_once(curator: Visitor, shelf: Database) -> None:
    for _ in range(2):
        await curator.open("/account")
        await curator.send("/library/entries/cua-toi/approve", {"revision": "1"})

    assert len(await read_log(shelf)) == 1


async def test_an_approval_taken_back_stops_an_entry_of_our_own(
    curator: Visitor, shelf: Database, clock: Clock
) -> None:
    async with shelf.transaction() as session:
        await approve(session, ["cua-toi"], by=1, now=clock())
    await curator.open("/library/entries/cua-toi")
    assert "Mục này ngừng dùng trong vài giây" in curator.text

    for _ in range(2):  # the second finds nothing to take back
        await curator.send("/library/entries/cua-toi/withdraw")
        await curator.follow()

    assert "Đã bỏ duyệt." in curator.text
    assert "cua-toi" not in await list_served(shelf)
    assert await read_log(shelf) == [("approval_withdrawn", {"entry_id": "cua-toi", "revision": 1})]

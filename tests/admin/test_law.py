"""The law register on the officials' web: rehearse a change, record it, take it back."""

from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest

from knowledge import models
from knowledge.changes import list_changes
from knowledge.entry import ChangeKind, LegalChange, Origin
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

FORM = {
    "kind": "repeal",
    "document": "1/QH",
    "article": "2",
    "clause": "",
    "by": "9/QH",
    "start": "01/01/2027",
}
PAGES = ["/law", "/law/change", f"/law/rehearsal?{urlencode(FORM)}", "/law/changes/1/undo"]
FORMS = ["/law/changes", "/law/changes/1/undo"]


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


async def kept(database: Database) -> list[models.LegalChange]:
    async with database.reading() as session:
        return await list_changes(session)


# --- the register -----------------------------------------------------------------------------------------------------


async def test_the_register_says_what_is_in_force_and_what_stands_on_it(curator: Visitor) -> None:
    await curator.open("/law")

    assert "2 / 3 văn bản trong sổ còn hiệu lực · ngày 20/11/2026" in curator.text
    assert "Luật Một 1/QH còn hiệu lực, từ 01/01/2021 3" in curator.text
    assert "Luật Hai 2/QH hết hiệu lực từ 01/01/2026 –" in curator.text
    assert "Chưa ghi thay đổi nào." in curator.text


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 11, 1), "Luật Một 1/QH hết hiệu lực từ 01/11/2026"),
        (date(2027, 1, 1), "Luật Một 1/QH còn hiệu lực, đến trước 01/01/2027"),
    ],
)
async def test_a_document_repealed_here_ends_on_its_day(
    curator: Visitor, shelf: Database, clock: Clock, day: date, state: str
) -> None:
    await keep(shelf, LegalChange("1/QH", None, None, ChangeKind.REPEAL, day), clock)

    await curator.open("/law")

    assert state in curator.text


async def test_each_change_says_where_it_comes_from(curator: Visitor, shelf: Database, clock: Clock) -> None:
    number = await keep(shelf, REPEAL, clock)
    await ship(shelf, clock)

    page = await curator.open("/law")

    assert "Điều 2 Luật Một bị bãi bỏ bởi 9/QH từ 01/11/2026" in curator.text
    assert f"Số {number} · ghi tại đây 09:00 ngày 20/11/2026" in curator.text
    assert "Khoản 1 Điều 1 Luật Một được sửa đổi từ 01/02/2026 Đi kèm kho câu trả lời" in curator.text
    assert page.text.count("/undo") == 1


async def ship(database: Database, clock: Clock) -> int:
    """A change that came with the library; returns its number."""
    async with database.transaction() as session:
        row = models.LegalChange(
            document="1/QH",
            article="1",
            clause="1",
            kind=ChangeKind.AMEND,
            changed_on=date(2026, 2, 1),
            origin=Origin.SHIPPED,
            recorded_at=clock(),
        )
        session.add(row)
        await session.flush()
        return row.id


# --- rehearsing and recording -----------------------------------------------------------------------------------------


async def test_the_form_offers_what_may_still_change(curator: Visitor) -> None:
    page = await curator.open("/law/change")

    assert 'value="1/QH"' in page.text
    assert 'value="3/QH"' in page.text
    assert 'value="2/QH"' not in page.text


async def test_a_rehearsal_names_what_stops_and_records_nothing(curator: Visitor, shelf: Database) -> None:
    await curator.open(f"/law/rehearsal?{urlencode(FORM)}")

    assert "Điều 2 Luật Một bị bãi bỏ bởi 9/QH từ 01/01/2027" in curator.text
    assert "1 mục sẽ ngừng, trong đó 1 mục hôm nay đang dùng" in curator.text
    assert "Thử việc mấy ngày? Thử việc · ngừng từ 01/01/2027 · Điều 2 Luật Một" in curator.text
    assert "Sổ chưa có 9/QH." in curator.text
    assert "Ngày này đã tới" not in curator.text
    assert await kept(shelf) == []


async def test_a_rehearsal_of_a_day_that_has_come_says_that_it_stops_at_once(curator: Visitor) -> None:
    await curator.open(f"/law/rehearsal?{urlencode(FORM | {'start': '20/11/2026'})}")

    assert "Ngày này đã tới, nên các mục ngừng ngay khi bạn ghi." in curator.text


async def test_a_change_is_recorded_once_and_stops_what_stands_on_it(
    curator: Visitor, shelf: Database
) -> None:
    await curator.open(f"/law/rehearsal?{urlencode(FORM)}")

    await curator.send("/law/changes", FORM)
    await curator.follow()

    [row] = await kept(shelf)
    assert f"Đã ghi thay đổi số {row.id}." in curator.text
    assert (row.document, row.article, row.clause, row.by) == ("1/QH", "2", None, "9/QH")
    assert await list_served(shelf) == {"thu-viec", "luong-thap-nhat"}
    assert await list_served(shelf, day=date(2027, 1, 1)) == {"luong-thap-nhat"}
    detail = {"kind": "repeal", "document": "1/QH", "article": "2", "clause": None}
    expected = {"change_id": row.id, "changed_on": "2027-01-01"} | detail
    assert await read_log(shelf) == [("law_change_recorded", expected)]

    await curator.open(f"/law/rehearsal?{urlencode(FORM)}")
    assert "Thay đổi này đã có trong sổ" in curator.text
    await curator.open("/account")
    await curator.send("/law/changes", FORM)
    await curator.follow()
    assert f"Thay đổi này đã có trong sổ, số {row.id}." in curator.text
    assert len(await read_log(shelf)) == 1


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"kind": ""}, "Bạn chọn bãi bỏ hay sửa đổi."),
        ({"kind": "burn"}, "Bạn chọn bãi bỏ hay sửa đổi."),
        ({"document": ""}, "Bạn chọn văn bản"),
        ({"document": "77/QH"}, "Sổ văn bản không có 77/QH."),
        ({"article": "99"}, "Sổ văn bản không có Điều 99 1/QH."),
        ({"article": "", "clause": "1"}, "Có số khoản thì cần cả số điều."),
        ({"clause": "hai"}, "“hai” không phải là số khoản."),
        ({"start": ""}, "Bạn ghi ngày đầu tiên"),
        ({"start": "31/02/2027"}, "Bạn ghi ngày đầu tiên"),
        ({"start": "01/01/2021"}, "ngày thay đổi phải sau ngày đó"),
        ({"by": "x" * 81}, "dài nhất 80 ký tự"),
    ],
)
async def test_what_cannot_be_is_refused_before_and_at_the_record(
    curator: Visitor, shelf: Database, wrong: dict[str, str], fault: str
) -> None:
    form = FORM | wrong
    rehearsed = await curator.open(f"/law/rehearsal?{urlencode(form)}")
    assert rehearsed.status_code == 400
    assert fault in curator.text
    assert f'value="{form["article"]}"' in rehearsed.text

    await curator.open("/account")
    recorded = await curator.send("/law/changes", form)

    assert recorded.status_code == 400
    assert fault in curator.text
    assert await kept(shelf) == []


async def test_a_place_may_be_typed_with_its_words(curator: Visitor, shelf: Database) -> None:
    await curator.open("/account")

    await curator.send(
        "/law/changes", FORM | {"article": " Điều 1", "clause": "khoản 2", "start": "2027-01-01"}
    )

    [row] = await kept(shelf)
    assert (row.article, row.clause) == ("1", "2")


# --- taking back ------------------------------------------------------------------------------------------------------


async def test_a_change_recorded_here_is_taken_back_after_a_look_at_what_returns(
    curator: Visitor, shelf: Database, clock: Clock
) -> None:
    number = await keep(shelf, REPEAL, clock)
    await keep(shelf, TO_COME, clock)
    await curator.open(f"/law/changes/{number}/undo")
    assert "1 mục không còn ngừng vì thay đổi này nữa" in curator.text
    assert "Thử việc mấy ngày?" in curator.text
    assert "thu-viec" not in await list_served(shelf)

    await curator.send(f"/law/changes/{number}/undo")
    await curator.follow()

    assert f"Đã bỏ thay đổi số {number}." in curator.text
    assert "thu-viec" in await list_served(shelf)
    assert "thu-viec" not in await list_served(shelf, day=date(2027, 1, 1))  # the other one stays
    assert await read_log(shelf) == [("law_change_withdrawn", {"change_id": number})]
    assert (await curator.open(f"/law/changes/{number}/undo")).status_code == 404


async def test_taking_one_of_two_changes_back_returns_nothing_the_other_stops(
    curator: Visitor, shelf: Database, clock: Clock
) -> None:
    await keep(shelf, REPEAL, clock)
    later = await keep(shelf, TO_COME, clock)

    await curator.open(f"/law/changes/{later}/undo")

    assert "0 mục bị ảnh hưởng." in curator.text


async def test_a_change_that_ships_cannot_be_taken_back(
    curator: Visitor, shelf: Database, clock: Clock
) -> None:
    number = await ship(shelf, clock)
    assert (await curator.open(f"/law/changes/{number}/undo")).status_code == 404

    await curator.open("/account")
    answer = await curator.send(f"/law/changes/{number}/undo")

    assert answer.status_code == 404
    assert len(await kept(shelf)) == 1


# --- rights -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
async def test_the_register_opens_to_administrators_and_curators_only(
    shelf: Database, clock: Clock, role: Role
) -> None:
    await keep(shelf, REPEAL, clock)
    async with visiting(shelf, clock) as visitor:
        await visitor.come_as(role)
        await visitor.open("/account")
        assert ("Văn bản luật" in visitor.text) == (role is not Role.OFFICIAL)

        for path in PAGES:
            status = (await visitor.open(path)).status_code
            assert status == (403 if role is Role.OFFICIAL else 200), path


async def test_an_official_changes_no_law(shelf: Database, clock: Clock) -> None:
    await keep(shelf, TO_COME, clock)
    async with visiting(shelf, clock) as visitor:
        await visitor.come_as(Role.OFFICIAL)
        for path in FORMS:
            await visitor.open("/account")
            assert (await visitor.send(path, FORM)).status_code == 403, path

    assert len(await kept(shelf)) == 1


async def test_a_curator_of_one_place_reads_the_register_but_changes_no_law_for_everybody(
    shelf: Database, clock: Clock
) -> None:
    await keep(shelf, TO_COME, clock)
    async with visiting(shelf, clock) as visitor:
        await come_as_curator_of_one_place(visitor)
        await visitor.open("/law")
        assert "Ghi bãi bỏ hoặc sửa đổi" not in visitor.text
        for path in FORMS:
            await visitor.open("/account")
            assert (await visitor.send(path, FORM)).status_code == 403, path
        for path in ("/law/change", "/law/rehearsal"):
            assert (await visitor.open(path)).status_code == 403, path

    assert len(await kept(shelf)) == 1


@pytest.mark.parametrize("path", FORMS)
async def test_a_form_without_our_token_changes_nothing(
    curator: Visitor, shelf: Database, clock: Clock, path: str
) -> None:
    await keep(shelf, TO_COME, clock)
    await curator.open("/account")

    answer = await curator.send(path, FORM | {"form_token": "0" * 64})

    assert answer.status_code == 403
    assert len(await kept(shelf)) == 1
    assert await read_log(shelf) == []


@pytest.mark.parametrize("path", [*PAGES, *FORMS])
async def test_a_stranger_is_sent_to_sign_in(shelf: Database, clock: Clock, path: str) -> None:
    async with visiting(shelf, clock) as visitor:
        answer = await (visitor.send(path) if path in FORMS else visitor.open(path))

        address = answer.headers.get("location", "") or answer.url.path
        assert address.startswith(f"{MOUNT}/sign-in")

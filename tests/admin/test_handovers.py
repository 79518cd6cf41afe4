"""Questions passed to a person: seen by area, answered once, put into the outbox."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.messages import Reply, Tone
from reach.handovers import add_handover
from reach.models import AuditEntry, Handover, HandoverStatus, OutgoingReply, ReplyStatus, Role, Worker
from reach.units import read_tree
from store.database import Database
from tests.admin.visitor import Visitor
from tests.clock import Clock

ANSWER = "Công ty làm vậy là sai.\n\nBạn giữ lại hợp đồng cũ, rồi gặp công đoàn cơ sở."


async def hand_over(
    database: Database, clock: Clock, text: str, *, unit: str = "DEMO-0101", channel: str = "webchat"
) -> int:
    async with database.transaction() as session:
        tree = await read_tree(session, date(2026, 11, 20))
        worker = Worker(unit_id=tree.get(unit).id if unit else None, created_at=clock())
        session.add(worker)
        await session.flush()
        handover = await add_handover(
            session, worker, text, channel=channel, account=f"account-{worker.id}", now=clock()
        )
        return handover.id


async def list_outbox(database: Database) -> list[OutgoingReply]:
    async with database.reading() as session:
        return list(await session.scalars(select(OutgoingReply).order_by(OutgoingReply.id)))


@pytest.mark.parametrize(
    ("channel", "status"), [("webchat", ReplyStatus.SENT), ("telegram", ReplyStatus.QUEUED)]
)
async def test_an_answer_lands_in_the_outbox_of_the_channel_it_came_from(
    visitor: Visitor, sqlite: Database, clock: Clock, channel: str, status: ReplyStatus
) -> None:
    handover_id = await hand_over(sqlite, clock, "ký lại mỗi 3 tháng có đúng không", channel=channel)
    staff_id = await visitor.come_as(Role.CURATOR)
    await visitor.open("/handovers")

    await visitor.send(f"/handovers/{handover_id}/answer", {"answer": ANSWER})
    await visitor.follow()

    assert f"Đã lưu câu trả lời của phiếu {handover_id}" in visitor.text
    [queued] = await list_outbox(sqlite)
    assert (queued.channel, queued.status, queued.event_id) == (channel, status, None)
    assert queued.account.startswith("account-")
    reply = Reply.from_json(queued.body or {})
    assert reply.blocks[0].text == f"Cán bộ công đoàn trả lời phiếu {handover_id}"
    assert [block.tone for block in reply.blocks] == [Tone.LEAD, Tone.TEXT, Tone.TEXT]
    assert reply.text.endswith("rồi gặp công đoàn cơ sở.")
    async with sqlite.reading() as session:
        handover = await session.get(Handover, handover_id)
        entry = await session.scalar(select(AuditEntry))
    assert handover is not None
    assert (handover.status, handover.answered_by) == (HandoverStatus.ANSWERED, staff_id)
    assert entry is not None
    assert entry.detail == {"handover_id": handover_id}


async def test_the_oldest_promise_stands_first_and_a_broken_one_is_marked(
    visitor: Visitor, sqlite: Database, clock: Clock
) -> None:
    await hand_over(sqlite, clock, "câu cũ")
    clock.forward(days=5)
    await hand_over(sqlite, clock, "câu mới")
    await visitor.come_as(Role.CURATOR)

    page = await visitor.open("/handovers")

    assert page.text.index("câu cũ") < page.text.index("câu mới")
    assert page.text.count("Quá hạn") == 1
    assert "hẹn trả lời trước 17:00 ngày 24/11/2026" in visitor.text


async def test_nobody_sees_who_asked(visitor: Visitor, sqlite: Database, clock: Clock) -> None:
    await hand_over(sqlite, clock, "câu hỏi")
    await visitor.come_as(Role.ADMIN)

    page = await visitor.open("/handovers")

    assert "account-" not in page.text


@pytest.mark.parametrize("answer", ["", "   \n ", "x" * 1501])
async def test_an_empty_or_endless_answer_is_refused_and_kept_to_be_mended(
    visitor: Visitor, sqlite: Database, clock: Clock, answer: str
) -> None:
    handover_id = await hand_over(sqlite, clock, "câu hỏi")
    await visitor.come_as(Role.CURATOR)
    await visitor.open("/handovers")

    refused = await visitor.send(f"/handovers/{handover_id}/answer", {"answer": answer})

    assert refused.status_code == 400
    assert "từ 1 đến 1500 ký tự" in visitor.text
    assert answer.strip() in visitor.text
    assert await list_outbox(sqlite) == []


async def test_a_handover_is_answered_once(visitor: Visitor, sqlite: Database, clock: Clock) -> None:
    handover_id = await hand_over(sqlite, clock, "câu hỏi")
    await visitor.come_as(Role.CURATOR)
    for _ in range(2):
        await visitor.open("/account")
        last = await visitor.send(f"/handovers/{handover_id}/answer", {"answer": ANSWER})

    assert last.status_code == 400
    assert "đã có người trả lời" in visitor.text
    assert len(await list_outbox(sqlite)) == 1


@pytest.mark.parametrize(
    ("area", "unit", "is_theirs"),
    [
        ("", "DEMO-0101", True),
        ("", "", True),
        ("DEMO", "DEMO-0101", True),
        ("DEMO-01", "DEMO-0101", True),
        ("DEMO-02", "DEMO-0101", False),
        ("DEMO-01", "", False),
        ("79", "DEMO-0101", False),
    ],
)
async def test_a_handover_is_seen_and_answered_in_its_area_only(
    visitor: Visitor, sqlite: Database, clock: Clock, area: str, unit: str, is_theirs: bool
) -> None:
    handover_id = await hand_over(sqlite, clock, "câu của ai đó", unit=unit)
    await visitor.come_as(Role.CURATOR, area)

    await visitor.open("/handovers")
    assert ("câu của ai đó" in visitor.text) == is_theirs
    await visitor.open("/account")
    answer = await visitor.send(f"/handovers/{handover_id}/answer", {"answer": ANSWER})

    assert answer.status_code == (303 if is_theirs else 404)
    assert len(await list_outbox(sqlite)) == is_theirs
    async with sqlite.reading() as session:
        waiting = await session.scalar(select(func.count()).where(Handover.status == HandoverStatus.WAITING))
    assert waiting == (not is_theirs)


async def test_with_nothing_waiting_the_page_says_so(visitor: Visitor) -> None:
    await visitor.come_as(Role.CURATOR)

    await visitor.open("/handovers")

    assert "Không có phiếu nào đang chờ" in visitor.text

"""Where events come in and replies go out: stored first, met in one transaction, spoken again after a crash.

An event and its replies commit together, so a kill at any moment leaves either an event still to be met, or replies still
to be sent; never half of both, never two of either.
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.conversation import Conversation
from bot.messages import Inbound, Reply
from reach import inbox, outbox
from reach.clock import Clock
from reach.models import EventStatus, OutgoingReply
from store.database import Database, Session

log = structlog.get_logger(__name__)

LOOK_AGAIN_S = 2.0  # how often replies written by another room (an officer's answer) are looked for


@dataclass(frozen=True, slots=True)
class Spoken:
    """One reply of the outbox; ids grow."""

    id: int
    reply: Reply
    at: datetime


def as_spoken(row: OutgoingReply) -> Spoken:
    return Spoken(row.id, Reply.from_json(row.body or {}), row.created_at)


class Desk:
    """Takes events of every channel. `pulled` channels fetch their replies; the others have a sender."""

    def __init__(
        self,
        database: Database,
        conversation: Conversation,
        *,
        clock: Clock,
        pulled: frozenset[str],
        look_again: float = LOOK_AGAIN_S,
    ) -> None:
        self._look_again = look_again
        self._database, self._conversation, self._clock, self._pulled = database, conversation, clock, pulled
        self._arrived = asyncio.Event()
        self.replied = asyncio.Event()
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)

    async def receive(self, inbound: Inbound) -> bool:
        """Store an event and return; False if it was there. Once this returns, the event survives anything."""
        async with self._database.transaction() as session:
            event_id = await self._store(session, inbound)
        self._arrived.set()
        return event_id is not None

    async def answer(self, inbound: Inbound) -> list[Spoken]:
        """Store an event and meet it at once; a repeated event gets the replies it had."""
        async with self._database.transaction() as session:
            event_id = await self._store(session, inbound)
            if event_id is None:
                found = await inbox.find_event(session, inbound.channel, inbound.event_id)
                if found is None or found.status is not EventStatus.PENDING:
                    rows = await outbox.list_of_event(session, found.id) if found else []
                    return [as_spoken(row) for row in rows]
                event_id = found.id
                if await inbox.take_event(session, event_id) is None:
                    return []  # it is being met this moment; the replies come by themselves
            rows = await self._meet(session, event_id, inbound)
        return [as_spoken(row) for row in rows]

    async def replies_after(self, channel: str, account: str, after: int) -> list[Spoken]:
        """The account's replies above an id, oldest first."""
        async with self._database.reading() as session:
            return [as_spoken(row) for row in await outbox.list_after(session, channel, account, after)]

    async def wait(self, channel: str, account: str, after: int, timeout: float) -> list[Spoken]:  # noqa: ASYNC109
        """The account's replies above an id as soon as there are some; none after `timeout` seconds."""
        knock = asyncio.Event()
        self._waiting[account].add(knock)
        try:
            async with asyncio.timeout(timeout):
                while not (found := await self.replies_after(channel, account, after)):
                    await knock.wait()
                    knock.clear()
                return found
        except TimeoutError:
            return []
        finally:
            self._waiting[account].discard(knock)
            if not self._waiting[account]:
                del self._waiting[account]

    async def run(self) -> None:
        """Meet stored events in the order they came, until cancelled; first those a crash left behind."""
        watch = asyncio.create_task(self._watch_outbox())
        try:
            while True:
                self._arrived.clear()
                await self.meet_pending()
                await self._arrived.wait()
        finally:
            watch.cancel()

    async def meet_pending(self) -> None:
        """Meet every stored event once."""
        tried: set[int] = set()
        while True:
            async with self._database.reading() as session:
                ids = [id_ for id_ in await inbox.list_pending(session) if id_ not in tried]
            if not ids:
                return
            for event_id in ids:
                tried.add(event_id)
                await self._meet_one(event_id)

    async def _meet_one(self, event_id: int) -> None:
        """The message edge: one broken event must not stop the others."""
        try:
            async with self._database.transaction() as session:
                event = await inbox.take_event(session, event_id)
                if event is not None:
                    await self._meet(session, event_id, Inbound.from_json(event.body or {}))
        except Exception:
            log.exception("event_failed", event_id=event_id)
            async with self._database.transaction() as session:
                await inbox.record_failure(session, event_id)
            return
        self.replied.set()

    async def _store(self, session: Session, inbound: Inbound) -> int | None:
        body, now = inbound.to_json(), self._clock()
        return await inbox.add_event(
            session, inbound.channel, inbound.event_id, inbound.account, body, now=now
        )

    async def _meet(self, session: Session, event_id: int, inbound: Inbound) -> list[OutgoingReply]:
        replies = await self._conversation.reply(session, inbound)
        rows = await outbox.add_replies(
            session,
            inbound.channel,
            inbound.account,
            [reply.to_json() for reply in replies],
            event_id=event_id,
            is_pulled=inbound.channel in self._pulled,
            now=self._clock(),
        )
        await inbox.mark_done(session, event_id)
        return rows

    async def _watch_outbox(self) -> None:
        """Wake those who wait when another room has put a reply into the outbox."""
        last = 0
        while True:
            async with self._database.reading() as session:
                newest = await outbox.find_newest(session)
            if newest != last:
                self.replied.set()
                for knocks in list(self._waiting.values()):
                    for knock in knocks:
                        knock.set()
            last = newest
            await asyncio.sleep(self._look_again)

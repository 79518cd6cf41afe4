"""The only place that calls a platform: takes replies from the outbox, keeps the rate, records what became of each.

An answer whose fate a crash left open is sent once more: a worker waits, and twice is better than never.
"""

import asyncio
from datetime import timedelta

import structlog

from bot.channel import Channel, ContentRefused, SendError, TemporaryFailure, Unreachable
from bot.messages import Reply
from reach import outbox, workers
from reach.clock import Clock
from store.database import Database

log = structlog.get_logger(__name__)

RATE_PER_S = 25  # Telegram allows about 30 a second to different people; the rest is room for error
BATCH = 25
LOOK_AGAIN_S = 2.0
BACKOFF = (timedelta(seconds=1), timedelta(seconds=4), timedelta(seconds=15), timedelta(seconds=60))


class Deliverer:
    """Sends the queued replies of one channel."""

    def __init__(
        self,
        database: Database,
        channel: Channel,
        *,
        clock: Clock,
        replied: asyncio.Event,
        rate: float = RATE_PER_S,
    ) -> None:
        self._database, self._channel, self._clock, self._replied = database, channel, clock, replied
        self._pause = 1 / rate

    async def run(self) -> None:
        """Send until cancelled; first what a crash left between call and record."""
        async with self._database.transaction() as session:
            await outbox.requeue_interrupted(session, self._channel.name)
        while True:
            self._replied.clear()
            if await self.send_due():
                continue
            try:
                await asyncio.wait_for(self._replied.wait(), LOOK_AGAIN_S)
            except TimeoutError:
                continue

    async def send_due(self) -> int:
        """Send one batch, at most one reply an account; returns how many were claimed."""
        async with self._database.transaction() as session:
            batch = await outbox.claim_replies(session, self._channel.name, limit=BATCH, now=self._clock())
        for place, claimed in enumerate(batch):
            wait = await self._send(claimed)
            if wait:
                await self._put_back(batch[place + 1 :], wait)
                await asyncio.sleep(wait.total_seconds())
                break
            await asyncio.sleep(self._pause)
        return len(batch)

    async def _send(self, claimed: outbox.Claimed) -> timedelta | None:
        """Send one reply and record the outcome; returns how long the whole channel must wait, if it must."""
        try:
            await self._channel.send(claimed.account, Reply.from_json(claimed.body))
        except TemporaryFailure as error:
            return await self._retry(claimed, error)
        except SendError as error:
            await self._give_up(claimed, error)
        else:
            async with self._database.transaction() as session:
                await outbox.record_sent(session, claimed.id)
        return None

    async def _retry(self, claimed: outbox.Claimed, error: TemporaryFailure) -> timedelta | None:
        backoff = BACKOFF[min(claimed.attempts, len(BACKOFF)) - 1]
        wait = error.retry_after if error.is_flood else max(error.retry_after, backoff)
        due_at = self._clock() + wait
        async with self._database.transaction() as session:
            await outbox.record_retry(session, claimed, due_at=due_at, counts=not error.is_flood)
        log.warning(
            "reply_delayed", channel=self._channel.name, reply=claimed.id, seconds=wait.total_seconds()
        )
        return wait if error.is_flood else None

    async def _give_up(self, claimed: outbox.Claimed, error: SendError) -> None:
        log.warning(
            "reply_refused", channel=self._channel.name, reply=claimed.id, reason=type(error).__name__
        )
        async with self._database.transaction() as session:
            await outbox.record_failed(session, claimed.id)
            if isinstance(error, Unreachable):
                await workers.mark_blocked(session, self._channel.name, claimed.account, at=self._clock())
        if isinstance(error, ContentRefused):
            log.error("reply_content_refused", channel=self._channel.name, reply=claimed.id)

    async def _put_back(self, rest: list[outbox.Claimed], wait: timedelta) -> None:
        """Queue again what was claimed but not called, after the channel's pause."""
        due_at = self._clock() + wait
        async with self._database.transaction() as session:
            for claimed in rest:
                await outbox.record_retry(session, claimed, due_at=due_at, counts=False)

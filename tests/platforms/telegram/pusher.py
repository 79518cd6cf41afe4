"""Updates posted to the bot's webhook in Telegram's order and with its secret; tests may bend both."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import ClientError, ClientSession

from tests.platforms.telegram.methods import BotApi
from tests.platforms.telegram.oracle import faults_of_update
from tests.platforms.telegram.queue import Pending

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
AS_SET = "as set by setWebhook"


@dataclass(slots=True)
class Posted:
    """One attempt."""

    update_id: int | None
    status: int | None  # None: no answer came
    retry_after: str | None = None


@dataclass
class Pusher:
    """Posts what is pending; there is no timetable here: a test says when Telegram tries again."""

    api: BotApi
    violations: list[str]
    posted: list[Posted] = field(default_factory=list)
    secret: str | None = AS_SET  # another text: sent instead; None: no header
    repeats: int = 1  # how often each update is posted although it was taken
    is_holding: bool = False  # updates gather until `push_all`
    _session: ClientSession | None = None

    async def push_all(self, *, newest_first: bool = False) -> None:
        """Post every pending update once; one that fails stays, and holds up its own queue."""
        held: set[tuple[int, str]] = set()
        pending = self.api.updates.pending
        for one in reversed(pending) if newest_first else pending:
            if one.queue not in held and not await self._push(one):
                held.add(one.queue)

    async def post(self, body: bytes, *, update_id: int | None = None) -> Posted:
        """Post any bytes; an answer outside 2xx is noted for getWebhookInfo."""
        self._session = self._session or ClientSession()
        try:
            async with self._session.post(self.api.webhook.url, data=body, headers=self._headers()) as answer:
                posted = Posted(update_id, answer.status, answer.headers.get("Retry-After"))
        except ClientError:
            posted = Posted(update_id, None)
        self.posted.append(posted)
        return posted

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _push(self, pending: Pending) -> bool:
        self.violations.extend(faults_of_update(pending.update))
        body = json.dumps(pending.update).encode()
        for _ in range(self.repeats):
            posted = await self.post(body, update_id=pending.update["update_id"])
        is_taken = posted.status is not None and 200 <= posted.status < 300
        if is_taken:
            self.api.updates.confirm(pending)
        else:
            pending.failures += 1
            self._note_error(f"Wrong response from the webhook: {posted.status}", pending.born_at)
        return is_taken

    def _headers(self) -> dict[str, str]:
        secret: Any = self.api.webhook.secret if self.secret == AS_SET else self.secret
        headers = {"Content-Type": "application/json"}
        return {**headers, SECRET_HEADER: secret} if secret else headers

    def _note_error(self, words: str, at: datetime) -> None:
        self.api.webhook.last_error, self.api.webhook.last_error_at = words, at

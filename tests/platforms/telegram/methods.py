"""What each method of the Bot API does to the bot's state, and what it answers."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.platforms.telegram.answers import (
    bad_request,
    blocked,
    cannot_parse,
    chat_not_found,
    conflict,
)
from tests.platforms.telegram.ledger import Ledger, Sent
from tests.platforms.telegram.limits import Gate
from tests.platforms.telegram.markup import CannotParse, parse, units
from tests.platforms.telegram.queue import UpdateQueue

MAX_UNITS = 4096
MAX_CALLBACK_BYTES = 64
MAX_KEYS_PER_ROW = 8
MAX_KEYS = 100
LONGEST_POLL_S = 50
MOST_UPDATES = 100
DELETABLE_FOR = timedelta(hours=48)
ANSWERABLE_FOR = timedelta(seconds=150)
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")

BOT = {
    "id": 4_200_000_001,
    "is_bot": True,
    "first_name": "Công Đoàn",
    "username": "congdoan_test_bot",
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
BOT_USER = {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")}


@dataclass(slots=True)
class Chat:
    """One private chat, as the server keeps it."""

    id: int
    first_name: str
    is_blocked: bool = False

    def json(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.first_name}

    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": "vi"}


@dataclass(slots=True)
class Webhook:
    """Where updates are posted; no url: getUpdates."""

    url: str = ""
    secret: str = ""
    last_error: str = ""
    last_error_at: datetime | None = None


class BotApi:
    """One bot on the fake. Method names are Telegram's own in snake case; each takes the request's fields."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.chats: dict[int, Chat] = {}
        self.ledger = Ledger()
        self.updates = UpdateQueue(clock)
        self.gate = Gate(clock)
        self.webhook = Webhook()
        self.commands: list[dict[str, str]] = []
        self.taps: dict[str, tuple[datetime, bool]] = {}  # callback query id → when, answered
        self._newest_poll = 0

    def now(self) -> int:
        return int(self._clock().timestamp())

    async def get_me(self, _fields: dict[str, Any]) -> dict[str, Any]:
        return BOT

    async def set_my_commands(self, fields: dict[str, Any]) -> bool:
        for command in fields["commands"]:
            if not COMMAND.fullmatch(command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands = fields["commands"]
        return True

    async def set_webhook(self, fields: dict[str, Any]) -> bool:
        secret = fields.get("secret_token", "")
        if secret and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if fields["url"] and not fields["url"].startswith(("https://", "http://")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = Webhook(fields["url"], secret)
        self._note_wishes(fields)
        return True

    async def delete_webhook(self, fields: dict[str, Any]) -> bool:
        self.webhook = Webhook()
        self._note_wishes(fields)
        return True

    async def get_webhook_info(self, _fields: dict[str, Any]) -> dict[str, Any]:
        info: dict[str, Any] = {
            "url": self.webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
        }
        if self.webhook.last_error_at is not None:
            info["last_error_date"] = int(self.webhook.last_error_at.timestamp())
            info["last_error_message"] = self.webhook.last_error
        if self.updates.allowed:
            info["allowed_updates"] = self.updates.allowed
        return info

    async def get_updates(self, fields: dict[str, Any]) -> list[dict[str, Any]]:
        """A second poller ends the first; whoever asks under a webhook is refused."""
        if self.webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first"
            )
        mine = self.end_polls()
        self._note_wishes(fields)
        self._confirm(fields.get("offset", 0))
        deadline = asyncio.get_running_loop().time() + min(fields.get("timeout", 0), LONGEST_POLL_S)
        while not self.updates.pending and await self._changed_before(deadline):
            if mine != self._newest_poll:
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
        limit = fields.get("limit", MOST_UPDATES)
        return [one.update for one in self.updates.pending][:limit]

    async def send_message(self, fields: dict[str, Any]) -> dict[str, Any]:
        chat = self._chat(fields["chat_id"])
        text, entities = read_text(fields)
        check_keyboard(fields.get("reply_markup"))
        self.gate.admit(chat.id)
        sent = Sent(
            chat.id, self.ledger.next_id(), text, entities, fields.get("reply_markup"), self._clock(), fields
        )
        self.ledger.add(sent)
        return self.message(sent)

    async def edit_message_text(self, fields: dict[str, Any]) -> dict[str, Any]:
        sent = self._own(fields, "message to edit not found")
        text, entities = read_text(fields)
        check_keyboard(fields.get("reply_markup"))
        if (text, entities, fields.get("reply_markup")) == (sent.text, sent.entities, sent.markup):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same"
            )
        sent.text, sent.entities, sent.markup = text, entities, fields.get("reply_markup")
        return {**self.message(sent), "edit_date": self.now()}

    async def delete_message(self, fields: dict[str, Any]) -> bool:
        sent = self._own(fields, "message to delete not found")
        if self._clock() - sent.at >= DELETABLE_FOR:
            raise bad_request("message can't be deleted for everyone")
        sent.is_deleted = True
        return True

    async def send_chat_action(self, fields: dict[str, Any]) -> bool:
        self._chat(fields["chat_id"])
        return True

    async def answer_callback_query(self, fields: dict[str, Any]) -> bool:
        tapped_at, _ = self.taps.get(fields["callback_query_id"], (None, False))
        if tapped_at is None or self._clock() - tapped_at >= ANSWERABLE_FOR:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self.taps[fields["callback_query_id"]] = (tapped_at, True)
        return True

    def end_polls(self) -> int:
        """Wake whoever is polling, to be refused; returns the number of the newest poll."""
        self._newest_poll += 1
        self.updates.changed.set()
        return self._newest_poll

    def message(self, sent: Sent) -> dict[str, Any]:
        """A message of the bot, as Telegram shows it."""
        message: dict[str, Any] = {
            "message_id": sent.message_id,
            "from": BOT_USER,
            "chat": self.chats[sent.chat_id].json(),
            "date": int(sent.at.timestamp()),
            "text": sent.text,
        }
        if sent.entities:
            message["entities"] = sent.entities
        return {**message, "reply_markup": sent.markup} if sent.markup else message

    def _chat(self, chat_id: object) -> Chat:
        digits = str(chat_id)  # a form carries numbers as text
        chat = self.chats.get(int(digits)) if digits.lstrip("-").isdigit() else None
        if chat is None:
            raise chat_not_found()
        if chat.is_blocked:
            raise blocked()
        return chat

    def _own(self, fields: dict[str, Any], otherwise: str) -> Sent:
        sent = self.ledger.find(self._chat(fields.get("chat_id")).id, fields.get("message_id", 0))
        if sent is None:
            raise bad_request(otherwise)
        return sent

    def _note_wishes(self, fields: dict[str, Any]) -> None:
        if "allowed_updates" in fields:  # left out, the last wish stands
            self.updates.allowed = fields["allowed_updates"]
        if fields.get("drop_pending_updates"):
            self.updates.clear()

    def _confirm(self, offset: int) -> None:
        pending = self.updates.pending
        if offset > 0:
            self.updates.confirm_below(offset)
        elif offset < 0 and pending:
            self.updates.confirm_below(pending[max(len(pending) + offset, 0)].update["update_id"])

    async def _changed_before(self, deadline: float) -> bool:
        self.updates.changed.clear()
        try:
            async with asyncio.timeout_at(deadline):
                await self.updates.changed.wait()
        except TimeoutError:
            return False
        return True


def read_text(fields: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """The visible text and its entities.

    Raises:
        ApiError: 400, it does not parse, is empty or is too long.
    """
    mode = fields.get("parse_mode")
    if mode not in (None, "HTML"):
        raise bad_request(f"unsupported parse_mode {mode}: this fake reads HTML and plain text")
    try:
        text, entities = parse(fields["text"]) if mode else (fields["text"], [])
    except CannotParse as error:
        raise cannot_parse(str(error)) from error
    if not text.strip():
        raise bad_request("message text is empty")
    if units(text) > MAX_UNITS:
        raise bad_request("message is too long")
    return text, entities


def check_keyboard(markup: dict[str, Any] | None) -> None:
    """
    Raises:
        ApiError: 400, a button says or carries too little or too much.
    """
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > MAX_KEYS or any(len(row) > MAX_KEYS_PER_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            raise bad_request("inline keyboard button text must be non-empty")
        if "callback_data" not in button and "url" not in button:
            raise bad_request("text buttons are unallowed in the inline keyboard")
        if not 1 <= len(button.get("callback_data", "-").encode()) <= MAX_CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")

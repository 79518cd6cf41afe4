"""What one Telegram update says, in the common tongue; pure, and private chats only."""

import re
from datetime import datetime

from aiogram.enums import ChatMemberStatus, ChatType, ContentType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.messages import Inbound, Kind

CHANNEL = "telegram"
MEDIA = "media"  # payload of a message that holds no text
WANTED = ("message", "callback_query", "my_chat_member")  # kinds of update

COMMANDS = {
    "menu": "menu",
    "tinh": "calc",
    "giup": "help",
    "help": "help",
    "thamgia": "join",
    "dulieu": "mydata",
    "xoa": "forget",
    "dung": "stop",
    "stop": "stop",
    "tiep": "resume",
}
MEMBERSHIP = {ChatMemberStatus.KICKED: Kind.LEFT, ChatMemberStatus.MEMBER: Kind.RETURNED}

COMMAND = re.compile(r"/(?P<name>\w+)(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL | re.ASCII)
START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
# What a person may send besides words. Service messages ("pinned a message") are not theirs to be answered.
NOT_WORDS = frozenset(
    {
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CHECKLIST,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.DOCUMENT,
        ContentType.GAME,
        ContentType.GIFT,
        ContentType.LIVE_PHOTO,
        ContentType.LOCATION,
        ContentType.PAID_MEDIA,
        ContentType.PHOTO,
        ContentType.POLL,
        ContentType.RICH_MESSAGE,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    }
)


def from_message(message: Message, event_id: str) -> Inbound | None:
    """Words, a command, or something we cannot read; None for groups and service messages."""
    if message.chat.type != ChatType.PRIVATE:
        return None
    account, sent_at = str(message.chat.id), message.date
    if message.text is None:
        if message.content_type not in NOT_WORDS:
            return None
        return Inbound(CHANNEL, account, event_id, Kind.TEXT, sent_at, payload=MEDIA)
    text = storable(message.text)
    kind, payload = _command(text)
    return Inbound(CHANNEL, account, event_id, kind, sent_at, "" if kind != Kind.TEXT else text, payload)


def from_tap(query: CallbackQuery, event_id: str, now: datetime) -> Inbound | None:
    """A pressed button. `data` may be forged: whoever acts on it checks that this worker may."""
    if query.message is None or query.message.chat.type != ChatType.PRIVATE or not query.data:
        return None
    account = str(query.message.chat.id)
    return Inbound(CHANNEL, account, event_id, Kind.BUTTON, now, payload=storable(query.data))


def from_membership(change: ChatMemberUpdated, event_id: str) -> Inbound | None:
    """The worker blocked or unblocked the bot."""
    kind = MEMBERSHIP.get(ChatMemberStatus(change.new_chat_member.status))
    if change.chat.type != ChatType.PRIVATE or kind is None:
        return None
    return Inbound(CHANNEL, str(change.chat.id), event_id, kind, change.date)


def storable(text: str) -> str:
    """The text without NUL, which PostgreSQL refuses, and with ? for half a character, which UTF-8 refuses."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _command(text: str) -> tuple[Kind, str]:
    """The kind and payload of a typed line; an unknown command is ordinary text."""
    match = COMMAND.fullmatch(text.strip())
    name = match["name"].lower() if match else ""
    if match and name == "start":
        rest = (match["rest"] or "").strip()
        return Kind.START, rest if START_PAYLOAD.fullmatch(rest) else ""
    return (Kind.BUTTON, COMMANDS[name]) if name in COMMANDS else (Kind.TEXT, "")

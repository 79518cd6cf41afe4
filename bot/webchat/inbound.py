"""What a browser posts, read and cleaned into an Inbound.

BadMessage        `status` and a Vietnamese word for the worker
|- TooLong        413
|- NotJson        415
|- NotFromHere    403
`- NotReadable    400
"""

import json
import unicodedata
import uuid
from datetime import datetime
from typing import Any

from fastapi import Request

from bot.messages import Inbound, Kind
from bot.webchat import wording
from bot.webchat.sender import NAME

MAX_BODY_BYTES = 16_000
MAX_TEXT = 2_000  # characters; the page cuts at the same length
MAX_PAYLOAD_BYTES = 64
KINDS = {kind.value: kind for kind in (Kind.TEXT, Kind.BUTTON, Kind.START)}
# Bidirectional overrides: invisible, and they reorder what others read.
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class BadMessage(Exception):
    """A message that is not taken."""

    status = 400
    word = wording.NOT_READABLE

    def __init__(self, word: str = "") -> None:
        super().__init__(word or self.word)
        self.word = word or self.word


class TooLong(BadMessage):
    """Over 16,000 bytes, or over 2,000 characters of text."""

    status = 413
    word = wording.TOO_LONG


class NotJson(BadMessage):
    """Another content type: a form of another site can send those without asking the browser."""

    status = 415


class NotFromHere(BadMessage):
    """The browser says that another site made it send this."""

    status = 403
    word = wording.NOT_FROM_HERE


class NotReadable(BadMessage):
    """Broken JSON, a missing or wrong field, or nothing said."""


async def read_message(request: Request) -> dict[str, Any]:
    """The posted object, its fields not yet checked.

    Raises:
        BadMessage: see the tree above.
    """
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise NotFromHere
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise NotJson
    return _parse(await _read_body(request))


def build_inbound(message: dict[str, Any], account: str, now: datetime) -> Inbound:
    """The message as one thing a worker did.

    The event id mixes the client's id with the account, so that nobody can claim another worker's event.

    Raises:
        BadMessage: see the tree above.
    """
    kind = KINDS.get(_word(message, "kind"))
    text, payload = clean(_word(message, "text")), clean(_word(message, "payload"))
    if kind is None or len(payload.encode()) > MAX_PAYLOAD_BYTES:
        raise NotReadable
    if len(text) > MAX_TEXT:
        raise TooLong
    if (kind is Kind.TEXT and not text) or (kind is Kind.BUTTON and not payload):
        raise NotReadable(wording.EMPTY)
    event_id = str(uuid.uuid5(_client_id(message), account))
    return Inbound(NAME, account, event_id, kind, now, text, payload)


def clean(text: str) -> str:
    """The text without control characters (line breaks and tabs stay), lone surrogates and overrides."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char in "\n\t" or _is_sound(char)).strip()


def _is_sound(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cs") and char not in OVERRIDES


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise TooLong
    return bytes(body)


def _parse(body: bytes) -> dict[str, Any]:
    try:
        message: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotReadable from error
    if not isinstance(message, dict):
        raise NotReadable
    return message


def _word(message: dict[str, Any], field: str) -> str:
    """A field of text; an absent one is empty."""
    value = message.get(field, "")
    if not isinstance(value, str):
        raise NotReadable
    return value


def _client_id(message: dict[str, Any]) -> uuid.UUID:
    try:
        return uuid.UUID(_word(message, "id"))
    except ValueError as error:
        raise NotReadable from error

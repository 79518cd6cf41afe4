"""The address Telegram posts updates to: checked, stored, and only then answered with 200."""

import hmac
import json
from typing import Any

import structlog
from fastapi import APIRouter, Request, Response

from bot.telegram.api import InboxClosed
from bot.telegram.receiver import Receiver

log = structlog.get_logger(__name__)

PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
MAX_BODY_BYTES = 1_000_000
COME_BACK_IN_S = "5"


def build_webhook(receiver: Receiver, secret: str) -> APIRouter:
    """One route, POST /telegram/webhook.

    200 stored or not for us · 400 not JSON · 403 not Telegram · 413 too large · 503 inbox closed, come again.

    Raises:
        ValueError: an empty secret would let anybody in.
    """
    if not secret:
        raise ValueError("a webhook needs a secret")
    router = APIRouter()

    @router.post(PATH, include_in_schema=False)
    async def on_update(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        body = await read_at_most(request, MAX_BODY_BYTES)
        return Response(status_code=413) if body is None else await _take(receiver, body)

    return router


async def read_at_most(request: Request, limit: int) -> bytes | None:
    """The body, or None as soon as it is longer than `limit` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            return None
    return bytes(body)


async def _take(receiver: Receiver, body: bytes) -> Response:
    try:
        update: Any = json.loads(body)
    except (ValueError, RecursionError):
        return Response(status_code=400)
    if not isinstance(update, dict):
        log.error("telegram.update_dropped", update_id=None, error="not an object")
        return Response(status_code=200)
    try:
        await receiver.take(update)
    except InboxClosed as error:
        log.error("telegram.inbox_closed", reason=str(error))
        return Response(status_code=503, headers={"Retry-After": COME_BACK_IN_S})
    return Response(status_code=200)

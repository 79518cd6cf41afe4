"""The web chat's routes: the page, its files, a message in, replies out. No text is kept here."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, StreamingResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.messages import Inbound
from bot.webchat import wording
from bot.webchat.assets import PREFIX, Assets
from bot.webchat.identity import Doorman
from bot.webchat.inbound import (
    MAX_PAYLOAD_BYTES,
    MAX_TEXT,
    BadMessage,
    NotReadable,
    build_inbound,
    clean,
    read_message,
)
from bot.webchat.replies import Desk, Spoken, stream, to_json
from bot.webchat.sender import NAME

log = structlog.get_logger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
MAX_ID = 2**63 - 1
PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",
}
DATA_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
STREAM_HEADERS = {**DATA_HEADERS, "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}


def build_router(
    desk: Desk,
    *,
    clock: Callable[[], datetime],
    secure_cookies: bool,
    closing: asyncio.Event | None = None,
) -> APIRouter:
    """GET / · POST /chat/messages · GET /chat/replies · GET /static/…

    Args:
        closing: Set it when the server is asked to stop: servers wait for open streams to end, and these do
            not end by themselves.
    """
    chat = _Webchat(desk, clock, Doorman(secure=secure_cookies), closing or asyncio.Event())
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/", chat.show_page, methods=["GET"])
    router.add_api_route("/chat/messages", chat.take_message, methods=["POST"])
    router.add_api_route("/chat/replies", chat.list_replies, methods=["GET"])
    router.add_api_route(PREFIX + "{name:path}", chat.serve_file, methods=["GET"])
    return router


class _Webchat:
    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], doorman: Doorman, closing: asyncio.Event
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._doorman = doorman
        self._closing = closing
        self._assets = Assets()
        pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
        self._page = pages.get_template("chat.html")

    async def show_page(self, request: Request) -> Response:
        """The page; `?u=CODE` is the join code of a unit, from its QR."""
        code = clean(request.query_params.get("u", ""))
        html = self._page.render(
            url=self._assets.url,
            join_code=code if len(code.encode()) <= MAX_PAYLOAD_BYTES else "",
            max_text=MAX_TEXT,
        )
        response = HTMLResponse(html, headers=PAGE_HEADERS)
        self._doorman.remember(self._doorman.welcome(request), response)
        return response

    async def take_message(self, request: Request) -> Response:
        """{id, kind, text, payload} → {replies}, or {error} with 400, 403, 413, 415 or 503."""
        visitor = self._doorman.welcome(request)
        try:
            message = await read_message(request)
            inbound = build_inbound(message, visitor.account, self._clock())
        except BadMessage as error:
            return _refusal(error.word, error.status)
        response = await self._answer(inbound)
        self._doorman.remember(visitor, response)
        return response

    async def _answer(self, inbound: Inbound) -> Response:
        try:
            return _replies(await self._desk.answer(inbound))
        except Exception as error:
            log.error("webchat.not_answered", error=type(error).__name__)
            return _refusal(wording.BUSY, 503)

    async def list_replies(self, request: Request) -> Response:
        """Replies after an id: a stream for an EventSource, else a list; 204 sends a stranger away."""
        visitor = self._doorman.find(request)
        if visitor is None:
            return Response(status_code=204, headers=DATA_HEADERS)
        try:
            after = max(
                _reply_id(request.query_params.get("after", "0")),
                _reply_id(request.headers.get("last-event-id", "0")),
            )
        except BadMessage as error:
            return _refusal(error.word, error.status)
        if "text/event-stream" in request.headers.get("accept", ""):
            events = stream(self._desk, visitor.account, after, self._closing)
            return StreamingResponse(events, media_type="text/event-stream", headers=STREAM_HEADERS)
        return _replies(await self._desk.replies_after(NAME, visitor.account, after))

    async def serve_file(self, name: str, request: Request) -> Response:
        return self._assets.serve(name, request) or _refusal(wording.NO_SUCH_FILE, 404)


def _replies(spoken: Sequence[Spoken]) -> Response:
    return _json({"replies": [to_json(one) for one in spoken]}, 200)


def _refusal(word: str, status: int) -> Response:
    return _json({"error": word}, status)


def _json(body: dict[str, Any], status: int) -> Response:
    return JSONResponse(body, status, headers=DATA_HEADERS)


def _reply_id(text: str) -> int:
    """Raises: NotReadable: not a number of at most 19 digits."""
    if not (text.isascii() and text.isdigit() and len(text) <= 19 and int(text) <= MAX_ID):
        raise NotReadable
    return int(text)

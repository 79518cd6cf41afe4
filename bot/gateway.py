"""The public ASGI app and its server: the web chat, the webhooks, a word for whoever watches over the machine."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from types import FrameType
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI, Response

from reach import inbox
from store.database import Database


def build_gateway(database: Database, routers: Iterable[APIRouter]) -> FastAPI:
    """The app that faces the street. The officials' web is mounted into it by the street door."""
    app = FastAPI(title="Công Đoàn Bot", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/health")
    async def health() -> Response:
        """200 while the database answers; the body counts what waits."""
        async with database.reading() as session:
            waiting = len(await inbox.list_pending(session))
        return Response(
            f"ok, waiting {waiting}\n", media_type="text/plain", headers={"Cache-Control": "no-store"}
        )

    for router in routers:
        app.include_router(router)
    return app


async def run_together(
    server: uvicorn.Server, works: Sequence[Coroutine[Any, Any, None]], closing: asyncio.Event
) -> None:
    """Run the web server and the loops beside it; when one ends, all end."""
    tasks = [asyncio.create_task(work) for work in (server.serve(), *works)]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    closing.set()
    server.should_exit = True
    for task in tasks[1:]:
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception):
            raise result


def build_server(gateway: FastAPI, host: str, port: int, closing: asyncio.Event) -> uvicorn.Server:
    """The web server; a stop signal ends the open streams of the chat first, which would not end by themselves."""

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            closing.set()
            super().handle_exit(sig, frame)

    return Server(uvicorn.Config(gateway, host=host, port=port, log_level="warning", access_log=False))

"""The public ASGI app: the web chat, the webhooks of messengers, and a word for whoever watches over the machine."""

from collections.abc import Iterable

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

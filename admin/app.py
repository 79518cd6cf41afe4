"""The officials' web as one ASGI app: wired here, mounted by the street door, working under any path."""

import structlog
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from admin import (
    ask,
    coverage,
    handovers,
    law,
    law_change,
    library,
    library_entry,
    library_topic,
    questions,
    sign_in,
)
from admin import staff as staff_page
from admin.assets import Assets
from admin.border import HEADERS, Border
from admin.deps import Explain, Office
from admin.errors import NotFound, NotSignedIn, PageError
from admin.pages import Pages, find_address
from admin.passwords import Passwords
from admin.shelf import Shelf
from reach.clock import Clock
from store.database import Database

log = structlog.get_logger(__name__)


def create_app(
    database: Database,
    *,
    clock: Clock,
    secure_cookies: bool,
    explain: Explain | None = None,
    only_locally_approved: bool = False,
) -> FastAPI:
    """The web.

    Args:
        explain: Answers a question as `congdoan ask --json` does; without it there is no page to try one.
        only_locally_approved: How this place serves the library, to be told on its pages; nothing is switched by it.
    """
    assets = Assets()
    pages = Pages(assets)
    app = FastAPI(title="Công Đoàn Bot: quản trị", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.office = Office(
        database,
        clock,
        pages,
        Passwords(),
        secure_cookies,
        explain,
        Shelf(database),
        only_locally_approved,
    )
    curated = (library, library_topic, library_entry, law, law_change)
    for module in (coverage, sign_in, questions, handovers, staff_page, *curated):
        app.include_router(module.router)
    if explain is not None:
        app.include_router(ask.router)

    @app.get("/static/{file:path}")
    async def serve_asset(request: Request, file: str) -> Response:
        """A style sheet, script, font or their licences; the only thing that may be kept by a browser."""
        return assets.serve(file, request)

    app.add_exception_handler(NotSignedIn, send_to_sign_in)
    app.add_exception_handler(PageError, show_error)
    app.add_exception_handler(HTTPException, show_error)
    app.add_exception_handler(Exception, show_crash)
    app.add_middleware(Border, has_https=secure_cookies)
    return app


async def send_to_sign_in(request: Request, _error: Exception) -> Response:
    """Off to the sign-in page, and back to the page wanted afterwards, if it was only to be looked at."""
    wanted = ""
    if request.method == "GET":
        here = find_address(request, "show_coverage").removesuffix("/") + request.scope["path"].removeprefix(
            request.scope.get("root_path", "")
        )
        wanted = f"{here}?{request.url.query}" if request.url.query else here
    address = find_address(request, "show_sign_in", {"after": wanted})
    return RedirectResponse(address, status_code=303)


async def show_error(request: Request, error: Exception) -> Response:
    """One drawn page for every refusal."""
    if isinstance(error, HTTPException):
        shown = NotFound() if error.status_code in {404, 405} else PageError()
        shown.status = error.status_code
    else:
        shown = error if isinstance(error, PageError) else PageError()
    office: Office = request.app.state.office
    return office.pages.render(request, "error.html", {"error": shown}, status=shown.status)


async def show_crash(request: Request, error: Exception) -> Response:
    """A fault of ours: the log has the kind of it, the page says nothing of its inside."""
    log.error("page_crashed", path=request.url.path, fault=type(error).__name__)
    response = await show_error(request, PageError())
    response.headers.update(HEADERS)
    return response

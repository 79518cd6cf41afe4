"""Templates into pages: the filters, the addresses of pages and files wherever the web is mounted."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from admin.assets import Assets
from admin.vietnamese import FILTERS

TEMPLATES = Path(__file__).parent / "templates"


def find_address(request: Request, name: str, query: dict[str, Any] | None = None, **path: str | int) -> str:
    """The path of a route by its function's name, below wherever the web is mounted; empty values are left out."""
    here = request.scope.get("root_path", "") + str(request.app.url_path_for(name, **path))
    kept = {key: value for key, value in (query or {}).items() if value not in (None, "")}
    return f"{here}?{urlencode(kept)}" if kept else here


def redirect(
    request: Request, name: str, query: dict[str, Any] | None = None, **path: str | int
) -> RedirectResponse:
    """Off to another page with GET, as after every form."""
    return RedirectResponse(find_address(request, name, query, **path), status_code=303)


class Pages:
    """All templates, compiled once."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(FILTERS)

    def render(
        self, request: Request, template: str, context: dict[str, Any], *, status: int = 200
    ) -> HTMLResponse:
        """A page. Templates call `address(route, {query}, **path)` and `asset(name)`, and know the `visit` or None."""

        def address(name: str, query: dict[str, Any] | None = None, **path: str | int) -> str:
            return find_address(request, name, query, **path)

        def asset(name: str) -> str:
            return find_address(request, "serve_asset", {"v": self._assets.version(name)}, file=name)

        page = self._environment.get_template(template)
        values = {"visit": None, "address": address, "asset": asset, **context}
        return HTMLResponse(page.render(values), status_code=status)

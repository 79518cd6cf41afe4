"""The page's files, read once: each gets an address that changes with its bytes, and a compressed twin."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request, Response

STATIC = Path(__file__).parent / "static"
PREFIX = "/static/"
REFERENCE = re.compile(rb"(?<=[\"'])\./([\w./-]+)(?=[\"'])")  # "./name" in a style sheet, script or manifest
COMPRESSED = frozenset({".css", ".js", ".svg", ".webmanifest"})
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served; `version` is the start of the SHA-256 of `content`."""

    content: bytes
    compressed: bytes  # empty where it would not help
    media_type: str
    version: str


class Assets:
    """Every file of the folder, by its path inside it. References between files must not form a circle."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._folder = folder
        self._assets: dict[str, Asset] = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self._get(path.relative_to(folder).as_posix())

    def url(self, name: str) -> str:
        """The address of a file, which may be kept for ever.

        Raises:
            KeyError: there is no such file.
        """
        return f"{PREFIX}{name}?v={self._assets[name].version}"

    def serve(self, name: str, request: Request) -> Response | None:
        """The file, or None if there is none of this name."""
        asset = self._assets.get(name)
        if asset is None:
            return None
        is_current = request.query_params.get("v") == asset.version
        headers = {
            "Cache-Control": FOREVER if is_current else "no-cache",
            "X-Content-Type-Options": "nosniff",
            "Vary": "Accept-Encoding",
        }
        body = asset.content
        if asset.compressed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"], body = "gzip", asset.compressed
        return Response(body, media_type=asset.media_type, headers=headers)

    def _get(self, name: str) -> Asset:
        if name not in self._assets:
            self._assets[name] = self._read(name)
        return self._assets[name]

    def _read(self, name: str) -> Asset:
        """The file, with the versions of the files that it names written into it."""
        path = self._folder / name
        content, compressed = path.read_bytes(), b""
        if path.suffix in COMPRESSED:
            content = REFERENCE.sub(self._versioned, content)
            compressed = gzip.compress(content, mtime=0)
        media_type = TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Asset(content, compressed, media_type, hashlib.sha256(content).hexdigest()[:12])

    def _versioned(self, found: re.Match[bytes]) -> bytes:
        name = found[1].decode()
        return f"./{name}?v={self._get(name).version}".encode()

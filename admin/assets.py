"""The pages' own files, read once: an address that changes with the bytes, and a compressed twin."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request, Response

from admin.errors import NotFound

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
COMPRESSED = frozenset({".css", ".js", ".svg"})
REFERENCE = re.compile(rb"(?<=\")\./([\w./-]+)(?=\")")  # "./name" in the style sheet
FOREVER = "private, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served; `version` is the start of the SHA-256 of its bytes."""

    content: bytes
    compressed: bytes  # empty where it would not help
    media_type: str
    version: str


class Assets:
    """Every file of the folder by its path inside it. Only the style sheet names others."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._assets: dict[str, Asset] = {}
        paths = [path for path in folder.rglob("*") if path.is_file()]
        for path in sorted(paths, key=lambda path: path.suffix == ".css"):  # the style sheet last
            self._assets[path.relative_to(folder).as_posix()] = self._read(path)

    def version(self, name: str) -> str:
        """
        Raises:
            KeyError: there is no such file.
        """
        return self._assets[name].version

    def serve(self, name: str, request: Request) -> Response:
        """
        Raises:
            NotFound: there is no such file.
        """
        asset = self._assets.get(name)
        if asset is None:
            raise NotFound
        is_current = request.query_params.get("v") == asset.version
        headers = {"Cache-Control": FOREVER if is_current else "no-cache", "Vary": "Accept-Encoding"}
        body = asset.content
        if asset.compressed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"], body = "gzip", asset.compressed
        return Response(body, media_type=asset.media_type, headers=headers)

    def _read(self, path: Path) -> Asset:
        content = path.read_bytes()
        if path.suffix == ".css":
            content = REFERENCE.sub(self._versioned, content)
        compressed = gzip.compress(content, mtime=0) if path.suffix in COMPRESSED else b""
        version = hashlib.sha256(content).hexdigest()[:12]
        return Asset(content, compressed, TYPES.get(path.suffix, "application/octet-stream"), version)

    def _versioned(self, found: re.Match[bytes]) -> bytes:
        name = found[1].decode()
        return f"./{name}?v={self._assets[name].version}".encode()

"""Who is talking: a random token in the browser's cookie, of which we keep only the hash."""

import hashlib
import re
import secrets
from dataclasses import dataclass

from fastapi import Request, Response

ONE_YEAR_S = 365 * 24 * 3600
TOKEN_BYTES = 16
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")  # 16 bytes in URL-safe base64


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser."""

    token: str
    is_new: bool  # the browser does not know its token yet

    @property
    def account(self) -> str:
        return hashlib.sha256(self.token.encode()).hexdigest()


class Doorman:
    """Recognises a browser by its cookie and gives a new one its token."""

    def __init__(self, *, secure: bool) -> None:
        self._secure = secure
        # The prefix makes browsers refuse the cookie from a sister domain or over plain HTTP.
        self._cookie = "__Host-congdoan" if secure else "congdoan"

    def find(self, request: Request) -> Visitor | None:
        token = request.cookies.get(self._cookie, "")
        return Visitor(token, is_new=False) if TOKEN.fullmatch(token) else None

    def welcome(self, request: Request) -> Visitor:
        return self.find(request) or Visitor(secrets.token_urlsafe(TOKEN_BYTES), is_new=True)

    def remember(self, visitor: Visitor, response: Response) -> None:
        """Give a new visitor the cookie; one who has it keeps it as it is."""
        if visitor.is_new:
            response.set_cookie(
                self._cookie,
                visitor.token,
                max_age=ONE_YEAR_S,
                path="/",
                secure=self._secure,
                httponly=True,
                samesite="lax",
            )

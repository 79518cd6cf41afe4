"""Who is at the door: the session behind a cookie, the person with role and area, and a form that is truly ours."""

import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from admin.border import is_from_our_page
from admin.errors import Forged, NotAllowed, NotSignedIn
from admin.pages import Pages
from admin.passwords import Passwords
from admin.shelf import Shelf
from reach import staff
from reach.clock import Clock
from reach.models import Role
from reach.staff import Person
from store.database import Database

Explain = Callable[[str], Mapping[str, Any]]
"""Answers a question as `congdoan ask --json` does."""


@dataclass(frozen=True, slots=True)
class Office:
    """What every page works with; made once by `create_app`."""

    database: Database
    clock: Clock
    pages: Pages
    passwords: Passwords
    secure_cookies: bool
    explain: Explain | None
    shelf: Shelf
    only_locally_approved: bool  # True: nothing is served without an approval given here

    @property
    def cookie(self) -> str:
        """The cookie's name; browsers accept `__Host-` over HTTPS only, and only for the whole host."""
        return "__Host-quan-tri" if self.secure_cookies else "quan-tri"

    def give_cookie(self, response: Response, token: str) -> None:
        """Let the browser keep the session until it closes; no script can read it."""
        response.set_cookie(
            self.cookie, token, path="/", httponly=True, secure=self.secure_cookies, samesite="lax"
        )

    def take_cookie(self, response: Response) -> None:
        response.delete_cookie(
            self.cookie, path="/", httponly=True, secure=self.secure_cookies, samesite="lax"
        )


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a signed-in person."""

    request: Request
    office: Office
    person: Person
    token: str

    @property
    def form_token(self) -> str:
        """What every form of this session carries; nobody without the session's token can make it."""
        return hmac.new(self.token.encode(), b"form", hashlib.sha256).hexdigest()

    @property
    def keeps_library(self) -> bool:
        """Whether he may decide what is answered to everybody: a curator or administrator whose area is everywhere."""
        return None in self.person.areas(Role.ADMIN, Role.CURATOR)

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The pages this person may open: route and label."""
        found = [("show_coverage", "Độ phủ")]
        if self.person.has_role(Role.ADMIN, Role.CURATOR):
            found += [("list_questions", "Câu hỏi"), ("list_handovers", "Phiếu chờ trả lời")]
            if self.office.explain is not None:
                found.append(("show_ask", "Hỏi thử"))
            found += [("show_library", "Kho câu trả lời"), ("show_law", "Văn bản luật")]
        if self.person.has_role(Role.ADMIN):
            found.append(("list_staff", "Cán bộ"))
        return [*found, ("show_account", "Tài khoản")]

    def page(self, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """A page with this person's menu and forms."""
        context = {"visit": self, "section": "", **context}
        return self.office.pages.render(self.request, template, context, status=status)


def get_office(request: Request) -> Office:
    """What `create_app` put there."""
    office: Office = request.app.state.office
    return office


AtOffice = Annotated[Office, Depends(get_office)]


async def find_visit(request: Request, office: Office) -> Visit | None:
    """The signed-in person behind a request; the session's idle time starts anew."""
    token, now = request.cookies.get(office.cookie, ""), office.clock()
    if not token:
        return None
    async with office.database.reading() as session:
        row = await staff.find_session(session, token, now=now)
        person = await staff.find_person(session, row.staff_id) if row else None
    if row is None or person is None:
        return None
    if now - row.seen_at >= staff.TOUCH_EVERY:
        async with office.database.transaction() as session:
            await staff.touch_session(session, token, now=now)
    return Visit(request, office, person, token)


def signed_in(*roles: Role, everywhere: bool = False) -> Callable[..., Awaitable[Visit]]:
    """A dependency: the visit of a person with one of the roles, or with any; `everywhere`: not below one unit only.

    Raises:
        NotSignedIn, NotAllowed: when called.
    """

    async def get_visit(request: Request, office: AtOffice) -> Visit:
        visit = await find_visit(request, office)
        if visit is None:
            raise NotSignedIn
        areas = visit.person.areas(*roles)
        if (roles and not areas) or (everywhere and None not in areas):
            raise NotAllowed
        return visit

    return get_visit


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form sent by one of our own pages; files are left out.

    Raises:
        Forged: another site sent it.
    """
    if not is_from_our_page(request):
        raise Forged
    form = await request.form(max_files=0, max_fields=20)
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def read_signed_form(visit: Visit) -> dict[str, str]:
    """The fields of a form of this very session.

    Raises:
        Forged: it is not.
    """
    form = await read_form(visit.request)
    if not hmac.compare_digest(form.get("form_token", "").encode(), visit.form_token.encode()):
        raise Forged
    return form


AnyVisit = Annotated[Visit, Depends(signed_in())]
CuratorVisit = Annotated[Visit, Depends(signed_in(Role.ADMIN, Role.CURATOR))]
KeeperVisit = Annotated[Visit, Depends(signed_in(Role.ADMIN, Role.CURATOR, everywhere=True))]
AdminVisit = Annotated[Visit, Depends(signed_in(Role.ADMIN))]
AnyForm = Annotated[dict[str, str], Depends(read_form)]

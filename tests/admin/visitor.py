"""A person at a browser without scripts: opens pages, sends the forms that are on them, keeps cookies."""

import html
import re
from urllib.parse import urljoin

import httpx
import pyotp

from reach import staff
from reach.models import Role
from reach.units import read_tree
from store.database import Database
from tests.clock import Clock

HOST = "http://admin.test"
MOUNT = "/quan-tri"
PASSWORD = "ba con trâu đi cày"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
FORM_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')
SECRET = re.compile(r"<code>([A-Z2-7 ]+)</code>")


class Visitor:
    """Paths are below the mount: `await visitor.open("/questions")`."""

    def __init__(self, client: httpx.AsyncClient, database: Database, clock: Clock) -> None:
        self.client, self.database, self.clock = client, database, clock
        self.page = httpx.Response(204)
        self.secret = ""

    @property
    def text(self) -> str:
        """The page as it is read: no tags, entities resolved, spaces single."""
        bare = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", self.page.text, flags=re.DOTALL)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())

    async def open(self, path: str) -> httpx.Response:
        """GET, following redirects."""
        self.page = await self.client.get(HOST + MOUNT + path, follow_redirects=True)
        return self.page

    async def send(
        self, path: str, fields: dict[str, str] | None = None, *, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """POST a form as the page last opened would; redirects are not followed, so that they can be seen."""
        found = FORM_TOKEN.search(self.page.text)
        data = {"form_token": found[1] if found else ""} | (fields or {})
        self.page = await self.client.post(
            HOST + MOUNT + path, data=data, headers=SAME_ORIGIN if headers is None else headers
        )
        return self.page

    async def follow(self) -> httpx.Response:
        """Open where the last answer points to."""
        self.page = await self.client.get(urljoin(HOST, self.page.headers["location"]), follow_redirects=True)
        return self.page

    def code(self) -> str:
        """What the authenticator shows now."""
        return pyotp.TOTP(self.secret).at(self.clock())

    async def issue_first_link(self) -> str:
        """What the street door prints."""
        async with self.database.transaction() as session:
            token = await staff.ensure_first_link(session, now=self.clock())
        assert token
        return f"/sign-in/link/{token}"

    async def enrol(self, link: str) -> httpx.Response:
        """Open a one-time link and set password and authenticator."""
        await self.open(link)
        self.secret = SECRET.findall(self.page.text)[0].replace(" ", "")
        return await self.send(link, {"password": PASSWORD, "repeated": PASSWORD, "code": self.code()})

    async def sign_in(
        self, login: str = "admin", *, password: str = PASSWORD, code: str = ""
    ) -> httpx.Response:
        return await self.send(
            "/sign-in", {"login": login, "password": password, "code": code or self.code()}
        )

    async def come_as(self, role: Role, unit: str = "") -> int:
        """Be signed in as a fresh member with one role and area (a unit's code; none: everywhere); returns his id."""
        login, now = f"{role.value}-{unit or 'all'}".lower(), self.clock()
        async with self.database.transaction() as session:
            tree = await read_tree(session, now.date())
            unit_id = tree.get(unit).id if unit else None
            member = await staff.add_staff(session, login, login, role=role, unit_id=unit_id, now=now)
            token = await staff.start_session(session, member.id, now=now)
        self.client.cookies.set("quan-tri", token)
        return member.id

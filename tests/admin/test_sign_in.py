"""Signing in: the one-time link, three things at once, the lock, forged forms, the ways out."""

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from admin.app import create_app
from reach.audit import verify_chain
from reach.models import AuditEntry, StaffSession
from reach.staff import digest
from store.database import Database
from tests.admin.visitor import HOST, MOUNT, PASSWORD, Visitor
from tests.clock import Clock

WRONG = "Chưa đăng nhập được."


@pytest.fixture
async def enrolled(visitor: Visitor, clock: Clock) -> Visitor:
    """The first administrator, signed out again, half a minute later: his first code is used up."""
    await visitor.enrol(await visitor.issue_first_link())
    visitor.client.cookies.clear()
    clock.forward(seconds=30)
    return visitor


async def test_the_printed_link_leads_to_a_password_a_code_and_the_figure(visitor: Visitor) -> None:
    done = await visitor.enrol(await visitor.issue_first_link())

    assert done.status_code == 303
    await visitor.follow()
    assert "309 / 436 người lao động" in visitor.text


async def test_looking_at_a_link_does_not_spend_it(visitor: Visitor) -> None:
    link = await visitor.issue_first_link()
    await visitor.open(link)

    assert (await visitor.open(link)).status_code == 200
    assert "Đặt mật khẩu" in visitor.text


async def test_a_link_is_refused_the_second_time(visitor: Visitor) -> None:
    link = await visitor.issue_first_link()
    await visitor.enrol(link)

    looked = await visitor.open(link)
    sent = await visitor.send(link, {"password": PASSWORD, "repeated": PASSWORD, "code": visitor.code()})

    assert (looked.status_code, sent.status_code) == (404, 404)
    assert "Đường dẫn này đã hết hiệu lực" in visitor.text


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ngắn quá", "ít nhất 12 ký tự"),
        ("matkhau123456", "dễ đoán"),
        ("aaaaaaaaaaaaaaaa", "dễ đoán"),
        ("toi-la-admin-day", "dễ đoán"),
    ],
)
async def test_a_weak_password_is_refused_and_the_link_stays_good(
    visitor: Visitor, password: str, said: str
) -> None:
    link = await visitor.issue_first_link()
    await visitor.open(link)

    refused = await visitor.send(link, {"password": password, "repeated": password, "code": "000000"})

    assert refused.status_code == 400
    assert said in visitor.text
    assert (await visitor.enrol(link)).status_code == 303


async def test_enrolling_needs_a_right_code(visitor: Visitor) -> None:
    link = await visitor.issue_first_link()
    await visitor.open(link)

    refused = await visitor.send(link, {"password": PASSWORD, "repeated": PASSWORD, "code": "12345"})

    assert refused.status_code == 400
    assert "Mã 6 số chưa đúng" in visitor.text


async def test_login_password_and_code_sign_in(enrolled: Visitor) -> None:
    assert (await enrolled.sign_in()).status_code == 303
    await enrolled.follow()
    assert "Tỉnh Mẫu" in enrolled.text


async def test_a_code_is_refused_when_it_comes_again(enrolled: Visitor) -> None:
    code = enrolled.code()
    await enrolled.sign_in(code=code)
    enrolled.client.cookies.clear()

    assert (await enrolled.sign_in(code=code)).status_code == 401


async def test_unknown_login_wrong_password_and_wrong_code_sound_the_same(enrolled: Visitor) -> None:
    texts = []
    for login, password, code in (
        ("admin", "sai mật khẩu rồi", enrolled.code()),
        ("admin", PASSWORD, "000000"),
        ("nobody", PASSWORD, enrolled.code()),
    ):
        answer = await enrolled.sign_in(login, password=password, code=code)
        assert answer.status_code == 401
        texts.append(answer.text.replace(f'value="{login}"', 'value=""'))

    assert WRONG in texts[0]
    assert texts[0] == texts[1] == texts[2]


async def test_five_failures_lock_for_a_quarter_of_an_hour_without_saying_so(
    enrolled: Visitor, clock: Clock
) -> None:
    for _ in range(5):
        wrong = await enrolled.sign_in(password="sai mật khẩu rồi")

    locked = await enrolled.sign_in()
    assert locked.status_code == 401
    assert locked.text == wrong.text

    clock.forward(minutes=15)
    assert (await enrolled.sign_in()).status_code == 303


async def test_only_the_digest_of_a_session_is_kept(visitor: Visitor) -> None:
    await visitor.enrol(await visitor.issue_first_link())

    async with visitor.database.reading() as session:
        kept = await session.scalar(select(StaffSession.token_digest))

    assert kept == digest(visitor.client.cookies["quan-tri"])


async def test_signing_in_gives_a_new_token(visitor: Visitor, clock: Clock) -> None:
    await visitor.enrol(await visitor.issue_first_link())
    first = visitor.client.cookies["quan-tri"]
    clock.forward(seconds=30)

    await visitor.sign_in()

    assert visitor.client.cookies["quan-tri"] != first


async def test_half_an_hour_of_rest_leads_back_to_the_form_and_then_to_the_page(
    enrolled: Visitor, clock: Clock
) -> None:
    await enrolled.sign_in()
    clock.forward(minutes=30)

    await enrolled.open("/?unit=DEMO-01&period=2026-Q4")
    assert "Đăng nhập" in enrolled.text
    wanted = f"{MOUNT}/?unit=DEMO-01&period=2026-Q4"
    assert enrolled.page.url.params["after"] == wanted

    done = await enrolled.send(
        "/sign-in", {"login": "admin", "password": PASSWORD, "code": enrolled.code(), "after": wanted}
    )
    assert done.headers["location"] == wanted


@pytest.mark.parametrize(
    "after", ["https://evil.test/", "//evil.test", "/elsewhere", "/quan-tri/\\evil", "/quan-tri/\r\nX: y"]
)
async def test_signing_in_never_leads_away(enrolled: Visitor, after: str) -> None:
    done = await enrolled.send(
        "/sign-in", {"login": "admin", "password": PASSWORD, "code": enrolled.code(), "after": after}
    )

    assert done.headers["location"] == f"{MOUNT}/"


async def test_signing_out_kills_the_session_even_where_the_cookie_was_copied(enrolled: Visitor) -> None:
    await enrolled.sign_in()
    copied = enrolled.client.cookies["quan-tri"]
    await enrolled.open("/account")
    await enrolled.send("/sign-out")
    enrolled.client.cookies.set("quan-tri", copied)

    await enrolled.open("/account")

    assert enrolled.page.url.path == f"{MOUNT}/sign-in"


async def test_signing_out_everywhere_ends_other_browsers(
    enrolled: Visitor, web: FastAPI, clock: Clock
) -> None:
    await enrolled.sign_in()
    clock.forward(seconds=30)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web)) as client:
        other = Visitor(client, enrolled.database, clock)
        other.secret = enrolled.secret
        await other.sign_in()
        await other.open("/account")
        await other.send("/sign-out-everywhere")

    await enrolled.open("/account")
    assert enrolled.page.url.path == f"{MOUNT}/sign-in"


@pytest.mark.parametrize("path", ["/sign-out", "/staff", "/questions/1/close", "/handovers/1/answer", "/ask"])
async def test_a_form_without_this_sessions_token_is_refused(enrolled: Visitor, path: str) -> None:
    await enrolled.sign_in()
    await enrolled.open("/account")

    refused = await enrolled.send(path, {"form_token": "0" * 64})

    assert refused.status_code == 403
    assert "Biểu mẫu đã hết hiệu lực" in enrolled.text


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.test"}],
)
async def test_a_form_from_another_site_is_refused(enrolled: Visitor, headers: dict[str, str]) -> None:
    await enrolled.sign_in()
    await enrolled.open("/account")

    assert (await enrolled.send("/sign-out", headers=headers)).status_code == 403
    assert (await enrolled.send("/sign-in", headers=headers)).status_code == 403


@pytest.mark.parametrize("path", ["/sign-out", "/sign-out-everywhere", "/questions/1/close"])
async def test_nothing_is_changed_by_get(enrolled: Visitor, path: str) -> None:
    await enrolled.sign_in()

    assert (await enrolled.open(path)).status_code == 405


async def test_sign_ins_and_failures_are_on_record_in_a_whole_chain(enrolled: Visitor) -> None:
    await enrolled.sign_in(password="sai mật khẩu rồi")
    await enrolled.sign_in("nobody")
    await enrolled.sign_in()
    await enrolled.open("/account")
    await enrolled.send("/sign-out")

    async with enrolled.database.reading() as session:
        actions = list(await session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
        assert await verify_chain(session) is None
    assert actions == ["link_used", "sign_in_failed", "sign_in_failed", "signed_in", "signed_out"]


async def test_over_https_the_cookie_is_bound_to_the_host(sqlite: Database, clock: Clock) -> None:
    street = FastAPI()
    street.mount(MOUNT, create_app(sqlite, clock=clock, secure_cookies=True))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(street)) as client:
        visitor = Visitor(client, sqlite, clock)
        done = await visitor.enrol(await visitor.issue_first_link())

    cookie = done.headers["set-cookie"]
    assert cookie.startswith("__Host-quan-tri=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "max-age=31536000" in done.headers["strict-transport-security"]


async def test_every_answer_is_guarded(visitor: Visitor) -> None:
    for path in ("/sign-in", "/nope", "/static/admin.css", "/static/../app.py"):
        headers = (await visitor.open(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store" or path.endswith(".css")


async def test_a_large_body_is_refused_before_it_is_read(visitor: Visitor) -> None:
    answer = await visitor.send("/sign-in", {"login": "x" * 70_000})

    assert answer.status_code == 413


async def test_the_web_works_under_any_path(sqlite: Database, clock: Clock) -> None:
    street = FastAPI()
    street.mount("/a/b", create_app(sqlite, clock=clock, secure_cookies=False))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(street)) as client:
        page = await client.get(f"{HOST}/a/b/", follow_redirects=True)

    assert page.url.path == "/a/b/sign-in"
    assert 'href="/a/b/static/admin.css?v=' in page.text

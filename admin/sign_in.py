"""Signing in: the one-time link that sets a password and an authenticator, then login, password and code; signing out."""

import structlog
from fastapi import APIRouter, Request, Response

from admin.authenticator import draw_secret, find_step, spell_secret
from admin.deps import AnyForm, AnyVisit, AtOffice, Office, find_visit, read_signed_form
from admin.pages import find_address, redirect
from admin.passwords import TooBusy
from reach import staff
from reach.audit import record_audit
from reach.models import Staff

log = structlog.get_logger(__name__)
router = APIRouter()

WRONG = "Chưa đăng nhập được. Tên đăng nhập, mật khẩu hoặc mã 6 số chưa đúng, hoặc tài khoản đang tạm khóa 15 phút."
BUSY = "Đang có nhiều người đăng nhập. Bạn thử lại sau ít giây."


# --- the one-time link ----------------------------------------------------------------------------------------------


async def show_link_form(
    request: Request, office: Office, member: Staff, *, fault: str = "", status: int = 200
) -> Response:
    secret = member.totp_secret or ""
    context = {
        "login": member.login,
        "qr": draw_secret(secret, member.login),
        "secret": spell_secret(secret),
        "fault": fault,
    }
    return office.pages.render(request, "enrol.html", context, status=status)


def show_spent(request: Request, office: Office) -> Response:
    return office.pages.render(request, "spent.html", {}, status=404)


@router.get("/sign-in/link/{token}")
async def show_link(request: Request, token: str, office: AtOffice) -> Response:
    """The form behind a one-time link. Looking does not spend it."""
    async with office.database.reading() as session:
        member = await staff.find_by_link(session, token, now=office.clock())
    if member is None:
        return show_spent(request, office)
    return await show_link_form(request, office, member)


@router.post("/sign-in/link/{token}")
async def use_link(request: Request, token: str, office: AtOffice, form: AnyForm) -> Response:
    """Set password and authenticator, and sign in."""
    now = office.clock()
    async with office.database.reading() as session:
        member = await staff.find_by_link(session, token, now=now)
    if member is None:
        return show_spent(request, office)
    password = form.get("password", "")
    fault = office.passwords.fault(password, member.login)
    if fault is None and password != form.get("repeated", ""):
        fault = "Hai lần nhập mật khẩu chưa giống nhau."
    step = find_step(member.totp_secret or "", form.get("code", ""), now=now)
    if fault is None and step is None:
        fault = "Mã 6 số chưa đúng. Bạn xem mã mới nhất trong ứng dụng, và giờ của điện thoại."
    if fault is not None or step is None:
        return await show_link_form(request, office, member, fault=fault or "", status=400)
    try:
        password_hash = await office.passwords.hash(password)
        async with office.database.transaction() as session:
            used = await staff.use_link(session, token, password_hash=password_hash, totp_step=step, now=now)
            await record_audit(session, "link_used", staff_id=used.id, now=now)
            fresh = await staff.start_session(session, used.id, now=now)
    except TooBusy:
        return await show_link_form(request, office, member, fault=BUSY, status=503)
    except staff.LinkSpent:
        return show_spent(request, office)
    response = redirect(request, "show_coverage")
    office.give_cookie(response, fresh)
    return response


# --- login, password, code ------------------------------------------------------------------------------------------


def show_form(
    request: Request, office: Office, *, after: str, login: str = "", fault: str = "", status: int = 200
) -> Response:
    context = {"after": after, "login": login, "fault": fault}
    return office.pages.render(request, "sign_in.html", context, status=status)


def safe_path(request: Request, after: str) -> str:
    """The page wanted before signing in, if it is one of ours; else the first page."""
    home = find_address(request, "show_coverage")
    is_ours = after.startswith(home) and not after.startswith("//") and after.isprintable()
    return after if is_ours and "\\" not in after else home


@router.get("/sign-in")
async def show_sign_in(request: Request, office: AtOffice, after: str = "") -> Response:
    """The form; whoever is signed in already goes on."""
    if await find_visit(request, office):
        return redirect(request, "show_coverage")
    return show_form(request, office, after=after)


@router.post("/sign-in")
async def sign_in(request: Request, office: AtOffice, form: AnyForm) -> Response:
    """Take login, password and code together: whatever is wrong, the answer and the work are the same."""
    login, after = form.get("login", "").strip()[:80], form.get("after", "")
    try:
        token = await try_sign_in(office, login, form.get("password", ""), form.get("code", ""))
    except TooBusy:
        return show_form(request, office, after=after, login=login, fault=BUSY, status=503)
    if token is None:
        return show_form(request, office, after=after, login=login, fault=WRONG, status=401)
    response = redirect(request, "show_coverage")
    response.headers["Location"] = safe_path(request, after)
    office.give_cookie(response, token)
    return response


async def try_sign_in(office: Office, login: str, password: str, code: str) -> str | None:
    """A fresh session's token, or None. The hash is checked outside any transaction, the rest within one."""
    now = office.clock()
    async with office.database.reading() as session:
        known = await staff.find_by_login(session, login)
    password_hash = known.password_hash if known and known.disabled_at is None else None
    is_right = await office.passwords.is_right(password, password_hash)
    async with office.database.transaction() as session:
        member = await staff.find_by_login(session, login, to_change=True)
        if member is None:
            await record_audit(session, "sign_in_failed", staff_id=None, now=now)
            return None
        # what was checked must still hold: the password may have been replaced meanwhile
        may_enter = (
            is_right and member.password_hash == password_hash and not staff.is_locked(member, now=now)
        )
        step = find_step(member.totp_secret or "", code, now=now) if may_enter else None
        if step is None or not staff.accept_code(member, step):
            if not staff.is_locked(member, now=now):
                staff.record_failure(member, now=now)
            await record_audit(session, "sign_in_failed", staff_id=member.id, now=now)
            log.info("sign_in_failed", staff_id=member.id)
            return None
        await record_audit(session, "signed_in", staff_id=member.id, now=now)
        return await staff.start_session(session, member.id, now=now)


# --- out again ------------------------------------------------------------------------------------------------------


@router.post("/sign-out")
async def sign_out(visit: AnyVisit) -> Response:
    """End this session."""
    await read_signed_form(visit)
    return await leave(visit, everywhere=False)


@router.post("/sign-out-everywhere")
async def sign_out_everywhere(visit: AnyVisit) -> Response:
    """End every session of this person."""
    await read_signed_form(visit)
    return await leave(visit, everywhere=True)


async def leave(visit: AnyVisit, *, everywhere: bool) -> Response:
    now = visit.office.clock()
    async with visit.office.database.transaction() as session:
        if everywhere:
            await staff.end_all_sessions(session, visit.person.id)
        else:
            await staff.end_session(session, visit.token)
        action = "signed_out_everywhere" if everywhere else "signed_out"
        await record_audit(session, action, staff_id=visit.person.id, now=now)
    response = redirect(visit.request, "show_sign_in")
    visit.office.take_cookie(response)
    return response


@router.get("/account")
async def show_account(visit: AnyVisit) -> Response:
    """Who is signed in, with which roles, and the way out."""
    return visit.page("account.html", section="show_account")

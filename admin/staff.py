"""Who signs in here: the list with roles and areas, new members, one-time links shown once, accounts shut."""

from typing import Any

from fastapi import APIRouter, Response

from admin.deps import AdminVisit, Visit, read_signed_form
from admin.errors import BadRequest, NotFound
from admin.pages import find_address, redirect
from reach import staff
from reach.audit import list_newest, record_audit, verify_chain
from reach.clock import day_of
from reach.models import Role
from reach.staff import Person
from reach.units import Tree, UnknownUnit, read_tree
from store.database import Session

router = APIRouter()

TAKEN = "Tên đăng nhập này đã có người dùng."
BAD_LOGIN = "Tên đăng nhập dài 3 đến 80 ký tự, chỉ gồm chữ thường không dấu, số và . _ @ -"
BAD_UNIT = "Không có đơn vị mang mã này trong phần việc của bạn."


@router.get("/staff")
async def list_staff(visit: AdminVisit) -> Response:
    """The members of the person's area, and (for whose area is everywhere) what staff did lately."""
    return await show_list(visit)


async def show_list(visit: Visit, *, fault: str = "", form: dict[str, str] | None = None) -> Response:
    everywhere = None in visit.person.areas(Role.ADMIN)
    async with visit.office.database.reading() as session:
        tree = await read_tree(session, day_of(visit.office.clock()))
        people = await staff.list_people(session)
        entries = await list_newest(session) if everywhere else []
        broken_at = await verify_chain(session) if everywhere else None
    return visit.page(
        "staff.html",
        status=400 if fault else 200,
        section="list_staff",
        people=[
            {"person": person, "grants": _spell_grants(tree, person)}
            for person in people
            if rules_over(visit, tree, person)
        ],
        names={person.id: person.name or person.login for person in people},
        roles=list(Role),
        everywhere=everywhere,
        entries=entries,
        broken_at=broken_at,
        fault=fault,
        form=form or {},
    )


@router.post("/staff")
async def add_staff(visit: AdminVisit) -> Response:
    """Add a member with one role and area, and show the link once."""
    form = await read_signed_form(visit)
    now = visit.office.clock()
    try:
        async with visit.office.database.transaction() as session:
            role, unit_id = await _read_grant(session, visit, form)
            member = await staff.add_staff(
                session, form.get("login", ""), form.get("name", ""), role=role, unit_id=unit_id, now=now
            )
            await record_audit(
                session,
                "staff_added",
                staff_id=visit.person.id,
                now=now,
                member_id=member.id,
                role=role.value,
                unit_id=unit_id,
            )
            token = await staff.issue_link(session, member.login, now=now)
    except staff.LoginTaken:
        return await show_list(visit, fault=TAKEN, form=form)
    except UnknownUnit:
        return await show_list(visit, fault=BAD_UNIT, form=form)
    except ValueError:
        return await show_list(visit, fault=BAD_LOGIN, form=form)
    return show_new_link(visit, member.login, token)


@router.post("/staff/{staff_id}/link")
async def issue_link(visit: AdminVisit, staff_id: int) -> Response:
    """A new one-time link for a member who lost password or phone; what he had ends."""
    await read_signed_form(visit)
    now = visit.office.clock()
    async with visit.office.database.transaction() as session:
        member = await _get_ruled(session, visit, staff_id)
        token = await staff.issue_link(session, member.login, now=now)
        await record_audit(session, "link_issued", staff_id=visit.person.id, now=now, member_id=staff_id)
    return show_new_link(visit, member.login, token)


@router.post("/staff/{staff_id}/disable")
async def disable_staff(visit: AdminVisit, staff_id: int) -> Response:
    """Shut an account at once."""
    await read_signed_form(visit)
    now = visit.office.clock()
    async with visit.office.database.transaction() as session:
        await _get_ruled(session, visit, staff_id)
        await staff.disable(session, staff_id, now=now)
        await record_audit(session, "staff_disabled", staff_id=visit.person.id, now=now, member_id=staff_id)
    return redirect(visit.request, "list_staff")


def show_new_link(visit: Visit, login: str, token: str) -> Response:
    """The only time this link is seen."""
    request = visit.request
    scheme = "https" if visit.office.secure_cookies else request.url.scheme
    address = f"{scheme}://{request.url.netloc}{find_address(request, 'show_link', token=token)}"
    return visit.page("new_link.html", section="list_staff", login=login, link=address)


def rules_over(visit: Visit, tree: Tree, person: Person) -> bool:
    """Whether every role of the member lies in this administrator's area."""
    return all(visit.person.covers(tree, grant.unit_id, Role.ADMIN) for grant in person.grants)


async def _get_ruled(session: Session, visit: Visit, staff_id: int) -> Person:
    """
    Raises:
        NotFound: no such open account below this administrator, or his own.
    """
    if not 0 < staff_id < 2**63:
        raise NotFound
    person = await staff.find_person(session, staff_id)
    tree = await read_tree(session, day_of(visit.office.clock()))
    is_self = staff_id == visit.person.id
    if person is None or person.is_disabled or is_self or not rules_over(visit, tree, person):
        raise NotFound
    return person


async def _read_grant(session: Session, visit: Visit, form: dict[str, str]) -> tuple[Role, int | None]:
    """
    Raises:
        UnknownUnit: no such unit in this administrator's area.
        BadRequest: no such role, which our own form never says.
    """
    code = form.get("unit", "").strip()
    if form.get("role") not in set(Role):
        raise BadRequest
    tree = await read_tree(session, day_of(visit.office.clock()))
    unit_id = tree.get(code).id if code else None
    if not visit.person.covers(tree, unit_id, Role.ADMIN):
        raise UnknownUnit(code)
    return Role(form["role"]), unit_id


def _spell_grants(tree: Tree, person: Person) -> list[dict[str, Any]]:
    return [
        {
            "role": grant.role,
            "area": "toàn hệ thống"
            if grant.unit_id is None
            else tree.units[grant.unit_id].name
            if grant.unit_id in tree.units
            else "đơn vị đã ngừng",
        }
        for grant in person.grants
    ]

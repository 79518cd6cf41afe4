"""Which page opens to whom."""

import pytest

from reach.models import Role
from tests.admin.visitor import MOUNT, Visitor

PAGES = {
    "/": {Role.ADMIN, Role.CURATOR, Role.OFFICIAL},
    "/coverage.csv": {Role.ADMIN, Role.CURATOR, Role.OFFICIAL},
    "/account": {Role.ADMIN, Role.CURATOR, Role.OFFICIAL},
    "/questions": {Role.ADMIN, Role.CURATOR},
    "/handovers": {Role.ADMIN, Role.CURATOR},
    "/ask": {Role.ADMIN, Role.CURATOR},
    "/library": {Role.ADMIN, Role.CURATOR},
    "/law": {Role.ADMIN, Role.CURATOR},
    "/staff": {Role.ADMIN},
}
FORMS = {
    "/questions/1/close": {Role.ADMIN, Role.CURATOR},
    "/handovers/1/answer": {Role.ADMIN, Role.CURATOR},
    "/ask": {Role.ADMIN, Role.CURATOR},
    "/staff": {Role.ADMIN},
    "/staff/1/link": {Role.ADMIN},
    "/staff/1/disable": {Role.ADMIN},
}


@pytest.mark.parametrize("area", ["", "DEMO-01"])
@pytest.mark.parametrize("role", list(Role))
async def test_a_page_opens_to_its_roles_and_is_named_in_their_menu_only(
    visitor: Visitor, role: Role, area: str
) -> None:
    await visitor.come_as(role, area)
    await visitor.open("/account")
    menu = visitor.page.text.split('<nav class="menu"')[1].split("</nav>")[0]

    for path, roles in PAGES.items():
        status = (await visitor.open(path)).status_code
        assert status == (200 if role in roles else 403), path
        assert (f'href="{MOUNT}{path}"' in menu) == (role in roles and path != "/coverage.csv"), path


@pytest.mark.parametrize("role", list(Role))
async def test_a_form_is_taken_from_its_roles_only(visitor: Visitor, role: Role) -> None:
    await visitor.come_as(role)
    await visitor.open("/account")
    account = visitor.page

    for path, roles in FORMS.items():
        visitor.page = account
        status = (await visitor.send(path)).status_code
        assert (status == 403) == (role not in roles), path


@pytest.mark.parametrize("path", PAGES)
async def test_a_stranger_is_sent_to_sign_in(visitor: Visitor, path: str) -> None:
    await visitor.open(path)

    assert visitor.page.url.path == f"{MOUNT}/sign-in"


@pytest.mark.parametrize("path", FORMS)
async def test_a_strangers_form_changes_nothing(visitor: Visitor, path: str) -> None:
    answer = await visitor.send(path)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{MOUNT}/sign-in")


@pytest.mark.parametrize("path", ["/nope", "/static/nope.js", "/static/../deps.py", "/staff/x/link"])
async def test_what_is_not_there_says_so_kindly(visitor: Visitor, path: str) -> None:
    await visitor.come_as(Role.ADMIN)

    answer = await visitor.open(path)

    assert answer.status_code in {404, 405}
    assert "Không tìm thấy trang này" in visitor.text


async def test_no_page_names_another_host(visitor: Visitor) -> None:
    await visitor.come_as(Role.ADMIN)

    for path in PAGES:
        page = await visitor.open(path)
        assert 'src="http' not in page.text
        assert 'href="http' not in page.text

"""The officials' web in a real browser: signing in by the printed link, reading, sorting, drilling down, answering."""

import asyncio
import os
import re
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect

from admin.app import create_app
from reach.handovers import add_handover
from reach.models import QuestionStatus, Worker
from reach.questions import record_question
from reach.staff import ensure_first_link
from store.database import Database
from tests.clock import Clock

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
PASSWORD = "ba con trâu đi cày"
MOUNT = "/quan-tri"
EXPLAINED = {
    "status": "answered",
    "entry_id": "thu-viec-luong",
    "question": "Lương thử việc ít nhất bao nhiêu?",
    "answer": "Ít nhất 85% lương của chính công việc đó.",
    "citations": [{"document": "45/2019/QH14", "article": 26, "clause": None}],
    "valid_from": "2021-01-01",
    "checked_on": "2026-11-20",
    "score": 0.97,
    "suggestions": [],
}


class Street:
    """The officials' web on a real port, in a thread of its own."""

    def __init__(self, url: str) -> None:
        self._url, self.clock = url, Clock(datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
        self._ready: Future[tuple[int, str]] = Future()
        self._server: uvicorn.Server | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    def open(self) -> tuple[str, str]:
        """The address of the web, and the token the street door would print."""
        self._thread.start()
        port, token = self._ready.result(60)
        return f"http://127.0.0.1:{port}{MOUNT}", token

    def close(self) -> None:
        if self._server:
            self._server.should_exit = True
        self._thread.join(30)

    async def _serve(self) -> None:
        database = Database(self._url)
        try:
            token = await self._fill(database)
            app = FastAPI()
            explain = lambda _question: EXPLAINED  # noqa: E731
            app.mount(MOUNT, create_app(database, clock=self.clock, secure_cookies=False, explain=explain))
            self._server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
            listener = socket.create_server(("127.0.0.1", 0))
            self._ready.set_result((listener.getsockname()[1], token))
            await self._server.serve([listener])
        except Exception as error:
            self._ready.set_exception(error)
            raise
        finally:
            await database.close()

    async def _fill(self, database: Database) -> str:
        """A question nobody answered, a promise that was broken, and the first link."""
        now = self.clock()
        async with database.transaction() as session:
            worker = Worker(created_at=now)
            session.add(worker)
            await session.flush()
            text = "Công ty bắt ký lại hợp đồng mỗi 3 tháng, làm vậy đúng không?"
            await add_handover(
                session, worker, text, channel="webchat", account="a", now=now - timedelta(days=7)
            )
            await record_question(
                session,
                "cty giữ bằng gốc của em có sao ko",
                QuestionStatus.REFUSED,
                on=now.date(),
                entry_id=None,
                topic=None,
            )
            return await ensure_first_link(session, now=now) or ""


@pytest.fixture
def street(copy_original: Callable[[str, str], str]) -> Iterator[Street]:
    street = Street(copy_original("sqlite", "stocked"))
    yield street
    street.close()


@pytest.fixture
def page(chromium: Browser, street: Street) -> Iterator[Page]:
    """The administrator just signed in by the printed link; the test fails if the page complains or calls a stranger."""
    home, token = street.open()
    context = chromium.new_context(viewport=DESK, locale="vi-VN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    strangers: list[str] = []
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda sent: None if sent.url.startswith(home) else strangers.append(sent.url))
    enrol(page, f"{home}/sign-in/link/{token}", street.clock)
    yield page
    context.close()
    assert complaints == []
    assert strangers == []


def enrol(page: Page, link: str, clock: Clock) -> None:
    page.goto(link)
    take_picture(page, "enrol")
    page.get_by_text("Nhập khóa bằng tay").click()
    secret = page.locator(".secret code").inner_text().replace(" ", "")
    page.get_by_label("Mật khẩu mới").fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    page.get_by_label("Mã 6 số").fill(pyotp.TOTP(secret).at(clock()))
    page.get_by_role("button", name="Lưu và đăng nhập").click()
    expect(page.get_by_role("heading", name="Tỉnh Mẫu")).to_be_visible()


def take_picture(page: Page, name: str, *, whole: bool = True) -> None:
    folder = os.environ.get("CONGDOAN_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"admin-{name}.png", full_page=whole)


def units(page: Page) -> list[str]:
    """The names in the table, from the top."""
    return page.locator("#units tbody tr").evaluate_all("rows => rows.map(row => row.dataset.name)")


def spill(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def small_targets(page: Page) -> list[str]:
    """What is to be pressed and is under 44 px high; links within a sentence are exempt (WCAG 2.2, 2.5.8)."""
    script = """() => [...document.querySelectorAll(
            "button, input:not([type=hidden]), select, summary, nav a, th a, .button")]
        .filter(part => part.checkVisibility() && !part.matches(".hidden") && part.getBoundingClientRect().height < 43.5)
        .map(part => part.outerHTML.slice(0, 80))"""
    return list(page.evaluate(script))


def small_texts(page: Page) -> list[str]:
    """Texts under 16 px."""
    script = """() => [...document.querySelectorAll("body *")]
        .filter(part => part.checkVisibility() && [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .filter(part => parseFloat(getComputedStyle(part).fontSize) < 16).map(part => part.outerHTML.slice(0, 80))"""
    return list(page.evaluate(script))


def test_the_figure_is_read_at_once_on_a_desk_and_on_a_phone(page: Page) -> None:
    for name, size in (("desk", DESK), ("phone", PHONE)):
        page.set_viewport_size(size)
        page.reload()
        expect(page.locator("#share")).to_have_text("70,8 %")
        expect(page.get_by_text("309 / 436 người lao động")).to_be_in_viewport()
        expect(page.locator("#chart canvas")).to_be_visible()
        assert spill(page) == 0
        assert small_targets(page) == []
        assert small_texts(page) == []
        take_picture(page, f"coverage-{name}")


def test_from_the_province_down_to_an_enterprise_and_up_again(page: Page) -> None:
    table = page.get_by_role("table")
    table.get_by_role("link", name="Phường Mẫu Một").click()
    expect(page.get_by_text("175 / 216 người lao động")).to_be_visible()
    table.get_by_role("link", name="Công ty May Mẫu A").click()
    expect(page.get_by_text("104 / 120 người lao động")).to_be_visible()

    page.get_by_label("Vị trí").get_by_role("link", name="Tỉnh Mẫu").click()

    expect(page.locator("#share")).to_have_text("70,8 %")


def test_columns_sort_without_a_new_page_and_the_picture_follows(page: Page) -> None:
    assert units(page) == ["Xã Mẫu Ba", "Phường Mẫu Một", "Phường Mẫu Hai"]
    page.evaluate("window.isSamePage = true")

    page.get_by_role("link", name="Tỷ lệ xác nhận").click()
    assert units(page) == ["Phường Mẫu Hai", "Phường Mẫu Một", "Xã Mẫu Ba"]
    page.get_by_role("link", name="Đơn vị", exact=True).click()
    assert units(page) == ["Phường Mẫu Hai", "Phường Mẫu Một", "Xã Mẫu Ba"]
    page.get_by_role("link", name="Đơn vị", exact=True).press("Enter")
    assert units(page) == ["Xã Mẫu Ba", "Phường Mẫu Một", "Phường Mẫu Hai"]

    assert page.evaluate("window.isSamePage")
    assert "sort=name&order=desc" in page.url
    page.reload()
    assert units(page) == ["Xã Mẫu Ba", "Phường Mẫu Một", "Phường Mẫu Hai"]


def test_columns_sort_without_scripts(chromium: Browser, page: Page) -> None:
    context = chromium.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    bare = context.new_page()
    bare.goto(page.url)

    bare.get_by_role("link", name="Tỷ lệ xác nhận").click()

    names = bare.locator("#units tbody tr").all()
    assert [row.get_attribute("data-name") for row in names] == [
        "Phường Mẫu Hai",
        "Phường Mẫu Một",
        "Xã Mẫu Ba",
    ]
    context.close()


def test_the_source_of_a_number_opens_and_closes_by_keyboard(page: Page) -> None:
    note = page.get_by_text("Mẫu số: 112 người lao động")
    expect(note).to_be_hidden()

    page.locator("#units summary").first.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    take_picture(page, "source", whole=False)
    page.keyboard.press("Escape")

    expect(note).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_small_groups_are_not_in_what_reaches_the_browser(page: Page) -> None:
    page.get_by_role("table").get_by_role("link", name="Xã Mẫu Ba").click()
    expect(page.get_by_role("cell", name="nhóm nhỏ, không hiện").first).to_be_visible()
    take_picture(page, "hidden")

    row = page.locator("tr", has_text="Công ty Gỗ Mẫu E").inner_html()

    assert not re.search(r"\b38\b", row)


def test_a_place_is_found_by_its_old_name(page: Page) -> None:
    page.get_by_role("searchbox").fill("ben nghe")
    page.get_by_role("button", name="Tìm").click()
    expect(page.get_by_text("gồm Phường Bến Nghé (tên cũ)")).to_be_visible()
    take_picture(page, "search", whole=False)

    page.get_by_role("link", name="Phường Sài Gòn").click()

    expect(page.get_by_text("Chưa có số lao động", exact=True)).to_be_visible()


def test_the_file_is_downloaded(page: Page) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải CSV").click()

    assert download.value.suggested_filename == "do-phu-DEMO-2026.csv"
    assert "309" in Path(download.value.path()).read_text("utf-8-sig").splitlines()[1]


def test_a_promise_is_kept_and_a_question_closed_on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Phiếu chờ trả lời").click()
    expect(page.get_by_text("Quá hạn")).to_be_visible()
    take_picture(page, "handovers")
    page.get_by_label("Câu trả lời").fill("Công ty làm vậy là sai. Bạn giữ lại hợp đồng cũ.")
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu câu trả lời của phiếu")
    assert spill(page) == 0

    page.get_by_role("link", name="Câu hỏi").click()
    take_picture(page, "questions")
    page.get_by_role("button", name="Đã xử lý").click()
    expect(page.get_by_text("Không còn câu nào")).to_be_visible()
    assert spill(page) == 0


def test_a_member_is_added_and_a_question_tried(page: Page) -> None:
    page.get_by_role("link", name="Cán bộ", exact=True).click()
    take_picture(page, "staff")
    assert small_targets(page) == []
    page.get_by_label("Họ tên").fill("Cán bộ mẫu")
    page.get_by_label("Tên đăng nhập").fill("lan.tran")
    page.get_by_label("Mã đơn vị phụ trách").fill("DEMO-01")
    page.get_by_role("button", name="Thêm và tạo đường dẫn").click()
    expect(page.locator("#link")).to_contain_text(f"{MOUNT}/sign-in/link/")
    take_picture(page, "new-link")

    page.get_by_role("link", name="Hỏi thử").click()
    page.get_by_label("Câu hỏi").fill("thu viec luong bao nhieu")
    page.get_by_role("button", name="Hỏi", exact=True).click()
    expect(page.get_by_text("Ít nhất 85% lương của chính công việc đó.")).to_be_visible()
    take_picture(page, "ask")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("library", "/library"),
        ("library-topic", "/library/entries?topic=probation"),
        ("library-entry", "/library/entries/thu-viec-luong"),
        ("library-approve", "/library/topics/probation/approve"),
        ("law", "/law"),
        ("law-change", "/law/change"),
        ("law-rehearsal", "/law/rehearsal?kind=repeal&document=45/2019/QH14&article=26&start=01/01/2027"),
    ],
)
def test_the_library_and_the_law_fit_a_desk_and_a_phone(page: Page, name: str, path: str) -> None:
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.goto(page.url.split(MOUNT)[0] + MOUNT + path)
        expect(page.locator("h1")).to_be_visible()
        assert spill(page) == 0
        assert small_targets(page) == []
        assert small_texts(page) == []
        take_picture(page, f"{name}-{size['width']}", whole=False)


def test_an_entry_is_found_and_its_topic_approved_by_keyboard(page: Page) -> None:
    page.get_by_role("link", name="Kho câu trả lời").press("Enter")
    page.get_by_role("searchbox").fill("luong thu viec")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Lương thử việc ít nhất bao nhiêu?").press("Enter")
    expect(page.get_by_role("heading", name="Người lao động đọc thấy")).to_be_visible()
    page.get_by_text(re.compile(r"^\d+ cách người lao động hỏi$")).press("Enter")
    expect(page.locator("details[open] li").first).to_be_visible()

    page.get_by_role("link", name="Kho câu trả lời").first.press("Enter")
    page.get_by_role("link", name="Duyệt cả chủ đề Thử việc", exact=True).press("Enter")
    page.get_by_role("checkbox").press("Space")
    page.get_by_role("button", name=re.compile(r"Duyệt \d+ mục")).press("Enter")

    expect(page.get_by_role("status")).to_contain_text("của chủ đề Thử việc")
    row = page.get_by_role("row", name=re.compile("^Thử việc"))
    expect(row.get_by_text("đã duyệt hết")).to_be_visible()


def test_a_repeal_is_rehearsed_recorded_and_taken_back_on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Văn bản luật").click()
    page.get_by_role("link", name="Ghi bãi bỏ hoặc sửa đổi").click()
    page.get_by_label("Bị bãi bỏ").check()
    page.get_by_label("Văn bản", exact=True).select_option("45/2019/QH14")
    page.get_by_label("Điều", exact=True).fill("26")
    page.get_by_label("Từ ngày").fill("01/01/2027")
    page.get_by_role("button", name="Xem thử").click()
    expect(page.get_by_role("link", name="Lương thử việc ít nhất bao nhiêu?")).to_be_visible()

    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi thay đổi số")
    assert spill(page) == 0
    page.get_by_role("link", name=re.compile("^Bỏ thay đổi số")).click()
    page.get_by_role("button", name="Bỏ thay đổi này").click()

    expect(page.get_by_role("status")).to_contain_text("Đã bỏ thay đổi số")
    expect(page.get_by_role("link", name=re.compile("^Bỏ thay đổi số"))).to_have_count(0)


def test_after_signing_out_the_page_is_gone(page: Page) -> None:
    figure = page.url
    page.get_by_role("link", name="Tài khoản").click()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    take_picture(page, "sign-in")

    page.goto(figure)

    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()

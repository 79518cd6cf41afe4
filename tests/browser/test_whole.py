"""The whole product as its people meet it: a worker on a phone asks and is counted, an official reads the figure."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, Page, expect

from tests.process import Process, fetch

PHONE = {"width": 360, "height": 740}
PASSWORD = "mua lua xanh tren doi che"


def keep_picture(page: Page, name: str) -> None:
    """A screenshot, where somebody asked for them."""
    folder = os.environ.get("CONGDOAN_SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def ask(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def sign_in(page: Page, link: str) -> None:
    """Follow the one-time link: a password, an authenticator, in."""
    page.goto(link)
    secret = page.locator(".secret code").text_content()
    assert secret
    page.get_by_label("Mật khẩu mới").fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    page.locator("input[name=code]").fill(pyotp.TOTP(secret.replace(" ", "")).now())
    page.get_by_role("button", name="Lưu và đăng nhập").click()


def read_figure(page: Page, address: str) -> int:
    """The numerator of the demonstration province on the coverage page."""
    page.goto(f"{address}/quan-tri/?unit=DEMO&period=2026")
    found = re.search(r"(\d+)\s*/\s*436 người lao động", page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()[:500]
    return int(found.group(1))


def test_a_worker_asks_on_a_phone_and_the_official_sees_the_figure_move(
    chromium: Browser, process: Callable[..., Process], copy_original: Callable[[str, str], str]
) -> None:
    running = process(copy_original("sqlite", "stocked"))
    running.start()
    printed = running.read_until("Ctrl+C")
    link = re.search(r"http\S+/sign-in/link/\S+", printed)
    assert link
    address = f"http://127.0.0.1:{running.port}"
    fetch(f"{address}/health")
    office = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    phone = chromium.new_page(viewport=PHONE, locale="vi-VN")
    faults: list[str] = []
    for page in (office, phone):
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith((address, "data:", "blob:")) or faults.append(request.url),
        )
    sign_in(office, link.group())
    before = read_figure(office, address)

    phone.goto(f"{address}/?u=DEMO0102MAU")
    expect(phone.get_by_text("Bạn làm ở Công ty Điện tử Mẫu B?")).to_be_visible()
    keep_picture(phone, "chat-welcome")
    phone.get_by_role("button", name="Đúng", exact=True).click()
    phone.get_by_role("button", name="Đồng ý").click()
    expect(phone.get_by_text("Bạn đã được tính vào con số chung")).to_be_visible()
    ask(phone, "thử việc lương bao nhiêu")
    expect(phone.get_by_text("Ít nhất 85%").first).to_be_visible()
    keep_picture(phone, "chat-answer")
    phone.get_by_role("button", name="Chi tiết").last.click()
    expect(phone.get_by_text("Bạn nên").first).to_be_visible()
    keep_picture(phone, "chat-details")
    ask(phone, "thu viec luong bao nhieu")
    phone.get_by_role("button", name="👍 Đúng").last.click()
    expect(phone.get_by_text("Cảm ơn bạn đã cho biết.")).to_be_visible()
    ask(phone, "u23 viet nam đá mấy giờ tối nay")
    expect(
        phone.get_by_text("nằm ngoài phần mình biết").or_(phone.get_by_text("chưa có câu trả lời chắc chắn"))
    ).to_be_visible()
    keep_picture(phone, "chat-refusal")

    assert read_figure(office, address) == before + 1
    keep_picture(office, "coverage-1280")
    office.set_viewport_size(PHONE)
    keep_picture(office, "coverage-360")
    assert not faults

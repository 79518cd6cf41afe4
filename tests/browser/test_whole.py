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


def test_a_law_officer_records_a_repeal_and_the_running_service_stops_answering(
    chromium: Browser, process: Callable[..., Process], copy_original: Callable[[str, str], str]
) -> None:
    running = process(copy_original("sqlite", "stocked"))
    running.start()
    link = re.search(r"http\S+/sign-in/link/\S+", running.read_until("Ctrl+C"))
    assert link
    fetch(f"http://127.0.0.1:{running.port}/health")
    address = f"http://127.0.0.1:{running.port}/quan-tri"
    office = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    sign_in(office, link.group())
    assert answers(office, address)

    office.goto(
        f"{address}/law/change?kind=repeal&document=45/2019/QH14&article=26&start=01%2F11%2F2026&by=1/2026/QH16"
    )
    office.get_by_role("button", name="Xem thử").click()
    expect(office.get_by_text("Lương thử việc ít nhất bao nhiêu?").first).to_be_visible()
    office.get_by_role("button", name="Ghi vào sổ").click()
    expect(office.get_by_text("Đã ghi thay đổi số")).to_be_visible()

    assert any(not answers(office, address) for _ in range(300))


def answers(office: Page, address: str) -> bool:
    """Whether "Hỏi thử" answers the question about wages on probation with its own entry."""
    office.goto(f"{address}/ask")
    office.get_by_role("textbox").first.fill("thử việc lương bao nhiêu")
    office.get_by_role("button", name="Hỏi").first.click()
    return "Ít nhất 85%" in office.locator("main").inner_text()


def test_a_worker_works_out_overtime_on_a_phone_and_finds_the_zone_of_the_place(
    chromium: Browser, process: Callable[..., Process], copy_original: Callable[[str, str], str]
) -> None:
    running = process(copy_original("sqlite", "stocked"))
    running.start()
    running.read_until("Ctrl+C")
    phone = chromium.new_page(viewport=PHONE, locale="vi-VN")
    address = f"http://127.0.0.1:{running.port}"
    fetch(f"{address}/health")
    phone.goto(f"{address}/")
    expect(phone.get_by_text("Chào bạn, mình là Công Đoàn Bot.")).to_be_visible()

    ask(phone, "tính")
    phone.get_by_role("button", name="Tiền làm thêm giờ, làm đêm").click()
    phone.get_by_role("button", name="Lương tháng", exact=True).click()
    for asked, typed in (
        ("Lương thực trả của tháng đó", "8tr5"),
        ("bao nhiêu ngày làm bình thường", "26"),
        ("một ngày làm bình thường mấy giờ", "8 tiếng"),
        ("bao nhiêu giờ vào ngày thường", "400"),
        ("Quá 200 giờ một tháng thì không thể", "10h"),
        ("bao nhiêu giờ vào ngày nghỉ hằng tuần", "0"),
        ("bao nhiêu giờ vào ngày lễ, Tết", "0"),
        ("khung 22 giờ đến 6 giờ sáng không", "ko"),
    ):
        expect(phone.get_by_text(re.compile(asked, re.IGNORECASE)).last).to_be_visible()
        ask(phone, typed)
    keep_picture(phone, "chat-calculator")
    expect(phone.get_by_text("Hôm làm nhiều nhất").last).to_be_visible()
    ask(phone, "10")
    expect(phone.get_by_text("612.981 đồng").first).to_be_visible()
    keep_picture(phone, "chat-outcome")

    ask(phone, "lương tối thiểu vùng là bao nhiêu một tháng")
    expect(phone.get_by_text("Bạn làm ở xã, phường nào?").last).to_be_visible()
    ask(phone, "phuong thuan giao")
    expect(phone.get_by_text("thuộc vùng I.").last).to_be_visible()
    keep_picture(phone, "chat-zone")

"""The web chat in a real browser on a phone's screen, in front of a fake desk."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from bot.messages import Kind
from tests.browser.street import LEAD, Street

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def street() -> Iterator[Street]:
    street = Street()
    yield street
    street.close()


@pytest.fixture
def page(chromium: Browser, street: Street) -> Iterator[Page]:
    """A phone before its first visit; fails the test that makes it complain or call another house."""
    home = street.open()
    context = chromium.new_context(base_url=home, viewport=PHONE, device_scale_factor=2, locale="vi-VN")
    context.set_default_timeout(15_000)
    page, complaints, strangers = context.new_page(), [], []
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda sent: None if sent.url.startswith(home) else strangers.append(sent.url))
    page.expected_complaints = ""  # type: ignore[attr-defined]
    yield page
    context.close()
    expected = page.expected_complaints  # type: ignore[attr-defined]
    assert [said for said in complaints if not expected or not re.search(expected, said)] == []
    assert strangers == []


def visit(page: Page, address: str = "/") -> None:
    page.goto(address)
    expect(page.get_by_text("Chào bạn, mình là Công Đoàn Bot.")).to_be_visible()


def ask(page: Page, text: str) -> None:
    page.get_by_label("Câu hỏi của bạn").fill(text)
    page.get_by_role("button", name="Gửi", exact=True).click()


def take_picture(page: Page, name: str) -> None:
    folder = os.environ.get("CONGDOAN_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"chat-{name}.png")


def hold(page: Page) -> list[Route]:
    """Keep the next message on the road; it is in the list as soon as it was sent."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route("**/chat/messages", keep, times=1)
    return held


def turns(page: Page) -> list[str]:
    return page.locator("#log .bubble").all_inner_texts()


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def test_a_worker_opens_the_page_from_a_qr_and_is_welcomed(page: Page, street: Street) -> None:
    visit(page, "/?u=KCN01")

    take_picture(page, "welcome-360")
    assert street.heard() == [("start", "KCN01")]
    assert page.evaluate("location.search") == ""


def test_a_question_is_answered_by_a_card_that_leads_with_the_decision(page: Page) -> None:
    visit(page)

    ask(page, "thử việc lương bao nhiêu")

    card = page.locator(".card")
    expect(card.get_by_text(LEAD)).to_have_css("font-weight", "600")
    expect(card.locator("li")).to_have_count(2)
    expect(card.get_by_text("Căn cứ:")).to_have_css("font-size", "16px")
    expect(page.locator("#log .own .bubble")).to_have_text("thử việc lương bao nhiêu")
    take_picture(page, "card-360")


def test_three_choices_are_in_view_and_the_others_one_press_away(page: Page, street: Street) -> None:
    visit(page)
    ask(page, "thử việc lương bao nhiêu")
    choices = page.locator(".card .choices button")
    expect(choices.filter(visible=True)).to_have_text(
        ["Chi tiết", "Hữu ích", "Chưa đúng", "Xem thêm lựa chọn"]
    )

    page.get_by_role("button", name="Xem thêm lựa chọn").click()

    expect(choices.filter(visible=True)).to_have_count(5)
    expect(page.get_by_role("button", name="Thử việc tối đa mấy tháng?")).to_be_focused()


def test_a_pressed_choice_is_said_and_an_older_one_still_works(page: Page, street: Street) -> None:
    visit(page)
    ask(page, "thử việc lương bao nhiêu")

    page.get_by_role("button", name="Chi tiết").click()
    expect(page.get_by_text("Bạn đã bấm detail:1.")).to_be_visible()
    page.get_by_role("button", name="Lương thử việc ít nhất bao nhiêu?").click()
    expect(page.get_by_text("Bạn đã bấm ask:1.")).to_be_visible()

    assert [inbound.payload for inbound in street.desk.heard if inbound.kind is Kind.BUTTON] == [
        "detail:1",
        "ask:1",
    ]


@pytest.mark.parametrize(
    ("name", "payload"), [("Menu", "menu"), ("Trợ giúp", "help"), ("Dữ liệu của bạn", "mydata")]
)
def test_the_shortcuts_of_the_head_are_always_there(
    page: Page, street: Street, name: str, payload: str
) -> None:
    visit(page)
    ask(page, "thử việc lương bao nhiêu")
    expect(page.locator(".card")).to_be_visible()

    page.get_by_role("button", name=name).click()

    expect(page.get_by_text(f"Bạn đã bấm {payload}.")).to_be_visible()


def test_a_reload_shows_the_same_talk_and_asks_nothing_again(page: Page, street: Street) -> None:
    visit(page)
    ask(page, "thử việc lương bao nhiêu")
    expect(page.locator(".card")).to_be_visible()
    before, heard = turns(page), street.heard()

    page.reload()
    expect(page.locator(".card")).to_be_visible()
    street.say(street.desk.heard[0].account, "Tin sau khi tải lại")
    expect(page.get_by_text("Tin sau khi tải lại")).to_be_visible()

    assert turns(page) == [*before, "Tin sau khi tải lại"]
    assert street.heard() == heard


def test_what_came_while_the_phone_was_away_is_shown_once(page: Page, street: Street) -> None:
    visit(page)
    page.goto("about:blank")
    street.say(street.desk.heard[0].account, "Bản tin lúc bạn vắng mặt")

    page.goto("/")

    expect(page.get_by_text("Bản tin lúc bạn vắng mặt")).to_have_count(1)
    expect(page.get_by_text("Chào bạn")).to_have_count(1)


def test_a_new_tab_on_the_same_phone_begins_with_what_was_missed(page: Page, street: Street) -> None:
    visit(page)
    account = street.desk.heard[0].account
    page.goto("about:blank")
    street.say(account, "Bản tin lúc bạn vắng mặt")

    tab = page.context.new_page()
    tab.goto("/")

    expect(tab.locator("#log .bubble")).to_have_count(2)
    expect(tab.locator("#log .bubble").first).to_have_text("Bản tin lúc bạn vắng mặt")
    assert {inbound.account for inbound in street.desk.heard} == {account}


def test_what_is_written_without_a_network_is_delivered_once_when_it_is_back(
    page: Page, street: Street
) -> None:
    visit(page)
    page.context.set_offline(True)
    ask(page, "tăng ca tính sao")
    ask(page, "nghỉ lễ được trả lương không")
    expect(page.get_by_text("Đang mất mạng. Tin của bạn sẽ được gửi khi có mạng lại.")).to_be_visible()
    expect(page.get_by_text("Chờ có mạng…")).to_have_count(2)
    take_picture(page, "offline-360")

    page.context.set_offline(False)

    expect(page.get_by_text("Bạn viết: nghỉ lễ được trả lương không")).to_have_count(1)
    expect(page.get_by_text("Đang mất mạng")).to_be_hidden()
    expect(page.get_by_text("Chờ có mạng…")).to_have_count(0)
    assert street.heard()[1:] == [("text", "tăng ca tính sao"), ("text", "nghỉ lễ được trả lương không")]


def test_a_message_whose_answer_was_lost_is_sent_again_without_being_doubled(
    page: Page, street: Street
) -> None:
    page.expected_complaints = "Failed to load resource"  # type: ignore[attr-defined]
    visit(page)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/chat/messages", lose_the_answer, times=1)
    ask(page, "tăng ca tính sao")
    expect(page.get_by_text("Chưa gửi được.")).to_be_visible()
    take_picture(page, "failed-360")

    page.get_by_role("button", name="Gửi lại").click()

    expect(page.get_by_text("Chưa gửi được.")).to_have_count(0)
    expect(page.get_by_text("Bạn viết: tăng ca tính sao")).to_have_count(1)
    assert (street.desk.calls, len(street.desk.heard)) == (3, 2)


def test_a_message_under_way_when_the_page_is_left_goes_out_on_return(page: Page, street: Street) -> None:
    page.expected_complaints = "Failed to load resource"  # type: ignore[attr-defined]
    visit(page)
    hold(page)
    ask(page, "tăng ca tính sao")
    expect(page.get_by_text("Đang gửi…")).to_be_visible()

    page.reload()

    expect(page.get_by_text("Bạn viết: tăng ca tính sao")).to_have_count(1)
    assert street.heard()[1:] == [("text", "tăng ca tính sao")]


def test_a_slow_answer_is_announced(page: Page) -> None:
    visit(page)
    held = hold(page)

    ask(page, "tăng ca tính sao")
    expect(page.get_by_role("status").get_by_text("Đang tìm câu trả lời…")).to_be_visible()
    held[0].continue_()

    expect(page.get_by_text("Bạn viết: tăng ca tính sao")).to_be_visible()
    expect(page.get_by_text("Đang tìm câu trả lời…")).to_have_count(0)


@pytest.mark.parametrize("text", ["lương " * 20_000, "tăng\nca\n" * 12_500])
def test_a_pasted_book_is_cut_and_the_page_says_so(page: Page, street: Street, text: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)

    page.get_by_label("Câu hỏi của bạn").focus()
    page.keyboard.press("Control+V")
    expect(page.get_by_text("Tin dài quá 2.000 ký tự")).to_be_visible()
    take_picture(page, "cut-360")
    page.get_by_role("button", name="Gửi", exact=True).click()

    expect(page.get_by_text("Bạn viết:")).to_be_visible()
    expect(page.get_by_text("Tin dài quá 2.000 ký tự")).to_be_hidden()
    assert street.heard()[1] == ("text", text[:2_000].strip())


def test_a_text_that_grew_too_long_by_typing_is_cut_too(page: Page) -> None:
    visit(page)
    field = page.get_by_label("Câu hỏi của bạn")

    field.fill("a" * 2_001)

    expect(field).to_have_value("a" * 2_000)
    expect(page.get_by_text("Tin dài quá 2.000 ký tự")).to_be_visible()


def test_markup_in_a_message_stays_text(page: Page, street: Street) -> None:
    visit(page)

    ask(page, "<img src=x onerror=alert(1)><b>lương</b>")

    expect(page.get_by_text("Bạn viết: <img src=x onerror=alert(1)><b>lương</b>")).to_be_visible()
    assert page.locator("#log img, #log b").count() == 0


def test_everything_can_be_done_with_the_keyboard_alone(page: Page, street: Street) -> None:
    visit(page)
    keyboard = page.keyboard

    keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến ô nhập câu hỏi")).to_be_focused()
    expect(page.get_by_role("link", name="Đến ô nhập câu hỏi")).to_be_in_viewport()
    keyboard.press("Enter")
    expect(page.get_by_label("Câu hỏi của bạn")).to_be_focused()
    keyboard.type("thử việc")
    keyboard.press("Shift+Enter")
    keyboard.type("lương bao nhiêu")
    keyboard.press("Enter")
    expect(page.locator(".card")).to_be_visible()
    for name in ("Xem thêm lựa chọn", "Chưa đúng", "Hữu ích"):
        keyboard.press("Shift+Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    expect(page.locator(":focus")).to_have_css("outline-style", "solid")
    keyboard.press("Enter")
    expect(page.get_by_text("Bạn đã bấm up:1.")).to_be_visible()
    for _ in range(3):
        keyboard.press("Tab")
    expect(page.get_by_label("Câu hỏi của bạn")).to_be_focused()
    keyboard.press("Tab")
    expect(page.get_by_role("button", name="Gửi", exact=True)).to_be_focused()
    keyboard.press("Tab")
    expect(page.locator("#composer :focus")).to_have_count(0)
    assert street.heard()[1:] == [("text", "thử việc\nlương bao nhiêu"), ("button", "Hữu ích")]


def test_the_narrowest_phone_scrolls_in_one_direction_only(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    visit(page)
    ask(page, "thử việc lương bao nhiêu " + "ữ" * 300)
    expect(page.get_by_text(LEAD)).to_be_in_viewport()

    take_picture(page, "card-320")
    assert overflow(page) <= 0
    assert page.get_by_label("Câu hỏi của bạn").bounding_box()["height"] < 60  # type: ignore[index]


def test_nothing_to_touch_is_smaller_than_a_finger_and_no_word_too_small_to_read(page: Page) -> None:
    visit(page)
    ask(page, "thử việc lương bao nhiêu")
    page.get_by_role("button", name="Xem thêm lựa chọn").click()

    boxes = [button.bounding_box() for button in page.get_by_role("button").all()]
    sizes = page.evaluate(
        "[...document.querySelectorAll('body *')].filter((one) => one.textContent && one.offsetWidth)"
        ".map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )

    assert all(box and box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    assert min(sizes) >= 16


def test_a_late_reply_waits_for_a_reader_who_has_scrolled_up(page: Page, street: Street) -> None:
    visit(page)
    for _ in range(3):
        ask(page, "thử việc lương bao nhiêu")
    expect(page.locator(".card")).to_have_count(3)
    page.evaluate("window.scrollTo(0, 0)")

    street.say(street.desk.heard[0].account, "Cán bộ công đoàn trả lời bạn")
    page.get_by_role("button", name="Xem tin mới").click()

    expect(page.get_by_text("Cán bộ công đoàn trả lời bạn")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Xem tin mới")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_looks_the_same_house_on_a_desk_and_at_night(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 1280, "height": 800})
    visit(page)
    ask(page, "thử việc lương bao nhiêu")
    card = page.locator(".card .bubble")
    expect(card).to_be_visible()
    take_picture(page, f"card-1280-{scheme}")

    expected = {"light": "rgb(255, 255, 255)", "dark": "rgb(24, 35, 47)"}
    expect(card).to_have_css("background-color", expected[scheme])
    box = card.bounding_box()
    assert box and box["width"] <= 640
    assert overflow(page) <= 0

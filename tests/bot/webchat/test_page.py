"""The page itself: light, strict about what it may load, readable by everyone."""

import re
from html.parser import HTMLParser

import httpx
import pytest

MAX_FIRST_LOAD = 150_000  # bytes
LIGHT, DARK = 0, 1


class Addresses(HTMLParser):
    """Every address that a page loads from, and every word that would run or colour it in place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self.inline += [name for name in names if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and not names.get("src")):
            self.inline.append(tag)
        address = names.get("src") or (names.get("href") if tag == "link" else None)
        if address:
            self.found.append(address)


async def load(browser: httpx.AsyncClient) -> dict[str, bytes]:
    """All that a first visit fetches, uncompressed, by address."""
    page = await browser.get("/")
    loaded, wanted = {"/": page.content}, Addresses(page.text).found
    while wanted:
        address = wanted.pop()
        if address in loaded:
            continue
        response = await browser.get(address, headers={"accept-encoding": "identity"})
        assert response.status_code == 200, address
        loaded[address] = response.content
        if response.headers["content-type"].startswith("text/"):
            wanted += ["/static/" + name for name in re.findall(r'"\./([^"]+)"', response.text)]
    return loaded


async def test_the_first_load_is_at_most_150_kilobytes(browser: httpx.AsyncClient) -> None:
    loaded = await load(browser)

    assert sum(address.endswith(".woff2") or ".woff2?" in address for address in loaded) == 4
    assert sum(".js?" in address for address in loaded) == 5
    assert sum(map(len, loaded.values())) <= MAX_FIRST_LOAD


async def test_every_address_is_ours_and_may_be_kept_for_ever(browser: httpx.AsyncClient) -> None:
    loaded = await load(browser)

    for address in loaded.keys() - {"/"}:
        response = await browser.get(address)
        assert re.fullmatch(r"/static/[\w./-]+\?v=[0-9a-f]{12}", address)
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["x-content-type-options"] == "nosniff"


async def test_a_file_asked_for_without_its_version_is_not_kept(browser: httpx.AsyncClient) -> None:
    responses = [await browser.get("/static/chat.css"), await browser.get("/static/chat.css?v=old")]

    assert [response.headers["cache-control"] for response in responses] == ["no-cache", "no-cache"]


async def test_scripts_and_styles_travel_compressed(browser: httpx.AsyncClient) -> None:
    packed = await browser.get("/static/chat.js", headers={"accept-encoding": "gzip"})
    plain = await browser.get("/static/chat.js", headers={"accept-encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.content == plain.content


@pytest.mark.parametrize("name", ["nothing.js", "../receiver.py", "%2e%2e/receiver.py", "fonts", ""])
async def test_only_the_files_of_the_folder_are_served(browser: httpx.AsyncClient, name: str) -> None:
    response = await browser.get(f"/static/{name}")

    assert response.status_code == 404


async def test_the_font_comes_with_its_licence(browser: httpx.AsyncClient) -> None:
    licence = await browser.get("/static/fonts/OFL.txt")

    assert "SIL Open Font License" in licence.text


async def test_the_page_runs_nothing_but_our_files(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/")

    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert Addresses(page.text).inline == []
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("KCN01", "KCN01"),
        ('"><script>alert(1)</script>', "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("KC\x00N01", "KCN01"),
        ("x" * 65, ""),
    ],
)
async def test_the_join_code_of_a_qr_reaches_the_script_as_text(
    browser: httpx.AsyncClient, code: str, shown: str
) -> None:
    page = await browser.get("/", params={"u": code})

    assert f'data-join="{shown}"' in page.text
    assert page.text.count("<script") == 1


async def test_the_page_speaks_vietnamese_without_javascript_too(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/")

    assert '<html lang="vi">' in page.text
    assert re.search(r"<noscript>.*JavaScript.*cán bộ công đoàn.*</noscript>", page.text, re.DOTALL)


@pytest.mark.parametrize("mode", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("accent", "sheet"),
        ("accent", "paper"),
        ("ink", "sheet"),
        ("quiet", "sheet"),
        ("quiet", "paper"),
        ("quiet", "line"),
        ("own-ink", "own"),
        ("wrong", "paper"),
        ("warn-ink", "warn"),
    ],
)
async def test_every_text_reads_at_four_and_a_half_to_one(
    browser: httpx.AsyncClient, ink: str, ground: str, mode: int
) -> None:
    css = (await browser.get("/static/chat.css")).text
    colours = [
        dict(re.findall(r"--([\w-]+):\s*#(\w{6})", root))
        for root in re.findall(r":root \{(.*?)\}", css, re.S)
    ]

    assert contrast(colours[mode][ink], colours[mode][ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, definition of contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2, definition of relative luminance; `colour` is rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""One browser for all pages."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

LAUNCH = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The synchronous Playwright keeps a loop running, so it ends with its module, before other tests."""
    path = shutil.which("chromium")
    assert path, "these tests need Debian's package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH.split())
        yield browser
        browser.close()

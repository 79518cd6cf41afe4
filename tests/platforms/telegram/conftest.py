"""A fresh Telegram for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.platforms.telegram import FakeTelegram


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as telegram:
        yield telegram

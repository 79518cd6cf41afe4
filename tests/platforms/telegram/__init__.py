"""Telegram on this machine: a Bot API server for tests and benchmarks, with a ledger and workers' phones.

    async with FakeTelegram() as telegram:
        worker = telegram.worker(7)
        await worker.says("thử việc lương bao nhiêu")

It is written from the reference, not from our client: what it does not know it refuses, and what either side
says wrongly (judged by aiogram and by python-telegram-bot) is kept in `violations`.
"""

from tests.platforms.telegram.faults import Hang
from tests.platforms.telegram.limits import TELEGRAMS_OWN, Limits
from tests.platforms.telegram.phone import Phone
from tests.platforms.telegram.server import FakeTelegram

__all__ = ["TELEGRAMS_OWN", "FakeTelegram", "Hang", "Limits", "Phone"]

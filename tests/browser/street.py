"""The web chat on a real port in front of a fake desk, for a browser to visit."""

import asyncio
import socket
import threading
from concurrent.futures import Future
from datetime import UTC, datetime

import uvicorn
from fastapi import FastAPI

from bot.messages import Block, Button, Inbound, Kind, Reply, Tone
from bot.webchat.receiver import build_router
from tests.bot.webchat.fake_desk import FakeDesk

LEAD = "Ít nhất 85% lương của chính công việc đó."
WELCOME = Reply(
    (
        Block("Chào bạn, mình là Công Đoàn Bot."),
        Block("Bạn hỏi về hợp đồng, tiền lương, làm thêm giờ, bảo hiểm hay công đoàn."),
    ),
    ((Button("Lương thử việc ít nhất bao nhiêu?", "ask:1"),), (Button("Chọn nơi làm việc", "join"),)),
)
CARD = Reply(
    (
        Block(LEAD, Tone.LEAD),
        Block("Lương để so là mức lương của vị trí bạn thử việc, không phải lương tối thiểu vùng."),
        Block("Công việc có lương 8.000.000 đồng thì lương thử việc ít nhất 6.800.000 đồng.", Tone.ITEM),
        Block("Giữ thư mời hoặc tin nhắn ghi mức lương.", Tone.ITEM),
        Block("Căn cứ: khoản 1 Điều 26 Bộ luật Lao động 2019.", Tone.NOTE),
        Block("Hiệu lực từ 01/01/2021, kiểm tra ngày 20/11/2026.", Tone.NOTE),
    ),
    (
        (Button("Chi tiết", "detail:1"),),
        (Button("Hữu ích", "up:1"), Button("Chưa đúng", "down:1")),
        (Button("Thử việc tối đa mấy tháng?", "ask:2"),),
        (Button("Hỏi cán bộ công đoàn", "human"),),
    ),
    is_card=True,
)


def answer(inbound: Inbound) -> list[Reply]:
    if inbound.kind is Kind.START:
        return [WELCOME]
    if inbound.kind is Kind.BUTTON:
        return [Reply((Block(f"Bạn đã bấm {inbound.payload}."),))]
    return [CARD] if "thử việc" in inbound.text else [Reply((Block(f"Bạn viết: {inbound.text}"),))]


class Street:
    """The web chat on a real port, in a thread of its own."""

    def __init__(self) -> None:
        self.desk = FakeDesk(answer, lambda: datetime(2026, 11, 20, 2, 30, tzinfo=UTC))
        self._closing = asyncio.Event()
        app = FastAPI()
        app.include_router(
            build_router(
                self.desk, clock=lambda: datetime.now(UTC), secure_cookies=False, closing=self._closing
            )
        )
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        self._port: Future[int] = Future()
        self._thread = threading.Thread(target=self._run)

    def open(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._port.result(30)}"

    def close(self) -> None:
        self._server.should_exit = True
        self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join(30)
        assert not self._thread.is_alive(), "an open stream kept the server from stopping"

    def say(self, account: str, text: str) -> None:
        reply = self.desk.say(account, Reply((Block(text),)))
        asyncio.run_coroutine_threadsafe(reply, self._loop).result(30)

    def heard(self) -> list[tuple[str, str]]:
        return [(inbound.kind.value, inbound.text or inbound.payload) for inbound in self.desk.heard]

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        listener = socket.create_server(("127.0.0.1", 0))
        self._port.set_result(listener.getsockname()[1])
        await self._server.serve([listener])

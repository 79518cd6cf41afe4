"""Start-up to the first answer, cold (new database) and warm, and the memory of the whole server.

python -m benchmarks.startup
"""

import asyncio
import time
import uuid

import aiohttp

from benchmarks.machine import print_machine
from benchmarks.server import Server, scratch, serve

QUESTION = "thu viec luong bao nhieu"
GIVE_UP_S = 120


async def ask(session: aiohttp.ClientSession, server: Server, text: str = QUESTION) -> str:
    """One question on the web page; the text of all replies."""
    message = {"id": str(uuid.uuid4()), "kind": "text", "text": text, "payload": ""}
    async with session.post(f"{server.address}/chat/messages", json=message) as answer:
        answer.raise_for_status()
        return str(await answer.json())


async def first_answer(server: Server) -> float:
    """Seconds from the start of the process to its first answer."""
    async with aiohttp.ClientSession() as session:
        while time.perf_counter() - server.started_at < GIVE_UP_S:
            try:
                text = await ask(session, server)
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.01)
                continue
            if "85%" not in text:
                raise RuntimeError(f"a wrong answer: {text[:200]}")
            return time.perf_counter() - server.started_at
    raise RuntimeError("no answer")


def main() -> None:
    print_machine()
    with scratch() as folder:
        for name in ("cold (makes the database, loads all content)", "warm", "warm again"):
            with serve(folder) as server:
                seconds = asyncio.run(first_answer(server))
                print(f"{name}: first answer after {seconds:.2f} s, {server.memory_mb():.0f} MB resident")


if __name__ == "__main__":
    main()

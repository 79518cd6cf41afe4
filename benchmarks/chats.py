"""200 people on the web page ask 50 questions a second in all: how long each waits, the load made on the same machine.

python -m benchmarks.chats
"""

import asyncio
import itertools
import random
import time

import aiohttp

from benchmarks.machine import print_machine
from benchmarks.server import Server, scratch, serve
from benchmarks.startup import ask, first_answer
from knowledge.source import read_source

CHATS = 200
PER_SECOND = 50
SECONDS = 20


def questions() -> list[str]:
    """Worker wordings of the library, every second one without marks, shuffled by a seed."""
    from retrieval.syllable import fold

    variants = [variant for draft in read_source().drafts for variant in draft.variants]
    random.Random(1).shuffle(variants)
    return [fold(text) if place % 2 else text for place, text in enumerate(variants)]


async def load(server: Server) -> list[float]:
    """Milliseconds each question waited, at a fixed rate whatever the server does."""
    texts = itertools.cycle(questions())
    waits: list[float] = []
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as opener:
        sessions = []
        for _ in range(CHATS):
            async with opener.get(server.address) as page:
                cookies = {name: morsel.value for name, morsel in page.cookies.items()}
            sessions.append(
                aiohttp.ClientSession(
                    connector=connector,
                    connector_owner=False,
                    cookies=cookies,
                    cookie_jar=aiohttp.CookieJar(unsafe=True),
                )
            )

        async def one(session: aiohttp.ClientSession, text: str) -> None:
            begun = time.perf_counter()
            await ask(session, server, text)
            waits.append((time.perf_counter() - begun) * 1000)

        begun = time.perf_counter()
        tasks = []
        for number, session in zip(range(PER_SECOND * SECONDS), itertools.cycle(sessions), strict=False):
            await asyncio.sleep(max(0.0, begun + number / PER_SECOND - time.perf_counter()))
            tasks.append(asyncio.create_task(one(session, next(texts))))
        await asyncio.gather(*tasks)
        for session in sessions:
            await session.close()
    return sorted(waits)


def main() -> None:
    print_machine()
    with scratch() as folder, serve(folder) as server:
        asyncio.run(first_answer(server))
        waits = asyncio.run(load(server))
        p50, p95, p99 = (waits[int(len(waits) * share)] for share in (0.5, 0.95, 0.99))
        print(f"{CHATS} chats, {PER_SECOND} questions/s for {SECONDS} s: {len(waits)} answers")
        print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, worst {waits[-1]:.0f} ms")
        print(f"{server.memory_mb():.0f} MB resident afterwards")


if __name__ == "__main__":
    main()

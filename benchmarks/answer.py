"""One question inside the process: stored, searched, answered, counted, committed; 500 of them, one after the other.

python -m benchmarks.answer
"""

import asyncio
import time
import uuid
from pathlib import Path

from benchmarks.chats import questions
from benchmarks.machine import print_machine
from benchmarks.server import scratch
from bot.conversation import Conversation
from bot.desk import Desk
from bot.messages import Inbound, Kind
from bot.turn import Knowledge
from commands.ground import prepare
from knowledge.validity import read_library
from reach.clock import utc_now
from retrieval.search import build_searcher
from store.database import Database

CHATS = 200
WARM_UP = 100
ASKED = 500


async def measure(folder: Path) -> list[float]:
    """Milliseconds of each answer, sorted."""
    url = f"sqlite:///{folder}/bench.db"
    database = Database(url)
    await prepare(database, url, demo=True)
    async with database.reading() as session:
        library = await read_library(session)
    searcher = build_searcher(library.entries, article_titles=library.register.article_titles())
    conversation = Conversation(Knowledge(library, searcher), clock=utc_now)
    desk = Desk(database, conversation, clock=utc_now, pulled=frozenset({"webchat"}))
    times = []
    for number, text in enumerate(questions()[: WARM_UP + ASKED]):
        inbound = Inbound("webchat", f"w{number % CHATS}", str(uuid.uuid4()), Kind.TEXT, utc_now(), text)
        begun = time.perf_counter()
        await desk.answer(inbound)
        times.append((time.perf_counter() - begun) * 1000)
    await database.close()
    return sorted(times[WARM_UP:])


def main() -> None:
    print_machine()
    with scratch() as folder:
        times = asyncio.run(measure(folder))
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{len(times)} answers: p50 {p50:.1f} ms, p95 {p95:.1f} ms, worst {times[-1]:.1f} ms")


if __name__ == "__main__":
    main()

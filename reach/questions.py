"""What was asked, without who asked it: masked when written, deleted on a timer, counted by topic."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from reach.models import Question, QuestionStatus

TEXT_KEPT = timedelta(days=90)
LONGEST = 500
SMALLEST_TOPIC = 10  # questions: fewer could be one person's
LINK = r"(?:https?://|www\.)\S+|(?<!\S)\S*?\w\.(?:com|net|org|vn|me|info)\b\S*"
MASKS = (  # each runs in linear time, whatever is typed
    (re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.[^\s@]+"), "[thư điện tử]"),
    (re.compile(LINK, re.IGNORECASE), "[liên kết]"),
    (re.compile(r"(?<!\d)\(?\+?(?:\d[\s.()\-]{0,2}){8,}\d(?!\d)"), "[dãy số]"),
)


def mask(text: str) -> str:
    """The text without phone, account or identity numbers, addresses of mail and links; cut at 500 characters."""
    for pattern, word in MASKS:
        text = pattern.sub(word, text)
    return text[:LONGEST]


async def record_question(
    session: AsyncSession,
    text: str,
    status: QuestionStatus,
    *,
    on: date,
    entry_id: str | None,
    topic: str | None,
) -> int:
    """Keep a masked question; returns its id. The caller commits."""
    question = Question(asked_on=on, text=mask(text), status=status, entry_id=entry_id, topic=topic)
    session.add(question)
    await session.flush()
    return question.id


async def record_feedback(session: AsyncSession, question_id: int, *, is_helpful: bool) -> None:
    """Keep a thumb up or down; the last one counts. The caller commits and has checked whose question it is."""
    await session.execute(update(Question).where(Question.id == question_id).values(is_helpful=is_helpful))


async def record_choice(session: AsyncSession, question_id: int, *, entry_id: str, topic: str) -> None:
    """The asker picked an entry for his question: it is answered after all. The caller commits."""
    values = {"status": QuestionStatus.ANSWERED, "entry_id": entry_id, "topic": topic}
    await session.execute(update(Question).where(Question.id == question_id).values(values))


async def list_unanswered(session: AsyncSession, *, limit: int = 200) -> Sequence[Question]:
    """Questions without an answer, and answers found unhelpful, that no curator has closed; newest first."""
    is_open = (Question.status != QuestionStatus.ANSWERED) | Question.is_helpful.is_(False)
    query = (
        select(Question)
        .where(is_open, Question.closed_on.is_(None), Question.text.is_not(None))
        .order_by(Question.id.desc())
        .limit(limit)
    )
    return (await session.scalars(query)).all()


async def count_by_topic(session: AsyncSession, *, since: date) -> list[tuple[str, int]]:
    """(topic, questions) asked from `since` on, most first; topics with fewer than ten are left out."""
    count = func.count()
    query = (
        select(Question.topic, count)
        .where(Question.asked_on >= since, Question.topic.is_not(None))
        .group_by(Question.topic)
        .having(count >= SMALLEST_TOPIC)
        .order_by(count.desc(), Question.topic)
    )
    return [(topic, number) for topic, number in await session.execute(query) if topic]


async def close_question(session: AsyncSession, question_id: int, *, on: date) -> None:
    """Take a question off the list. The caller commits."""
    await session.execute(update(Question).where(Question.id == question_id).values(closed_on=on))


async def delete_old_texts(session: AsyncSession, *, today: date) -> None:
    """Delete the words of questions past their retention; the counts by topic stay. The caller commits."""
    old = (Question.asked_on < today - TEXT_KEPT) & Question.text.is_not(None)
    await session.execute(update(Question).where(old).values(text=None))

"""A calculator for tests, with a question of every kind, and a worker to talk with about it."""

from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from bot.conversation import Conversation
from bot.desk import Desk
from bot.turn import Knowledge
from knowledge.calculators.shape import (
    Answers,
    Calculator,
    Choice,
    Field,
    FieldKind,
    Figures,
    Impossible,
    Outcome,
    Step,
    print_money,
)
from knowledge.entry import Citation
from knowledge.validity import Library
from reach.models import Dialogue as Kept
from retrieval.search import Searcher
from store.database import Database
from tests.clock import Clock
from tests.dialogue import Dialogue

RATES = Citation("45/2019/QH14", "98", is_primary=True)
LIMITS = Citation("45/2019/QH14", "107")


def compute(answers: Answers, figures: Figures) -> Outcome:
    """Pay by the hour times hours; the worker must be born."""
    pay, hours, born = answers["pay"], answers["hours"], answers["born"]
    assert isinstance(pay, Decimal)
    assert isinstance(hours, Decimal)
    assert isinstance(born, date)
    if born > figures.day:
        raise Impossible("born", "Ngày sinh không thể ở sau hôm nay.")
    least = figures.amount("luong_toi_thieu", str(answers["zone"]))
    total = pay / 208 * hours
    return Outcome(
        answer=f"Bạn được {print_money(total)}. Số này chưa trừ thuế.",
        steps=(
            Step("Lương một giờ", f"{print_money(pay)} ÷ 208", print_money(pay / 208)),
            Step("Mức sàn", "", print_money(least)),
        ),
        citations=(RATES, LIMITS),
        leaves_out=("Chưa tính tiền ăn ca.",),
        warnings=("Làm quá 40 giờ một tháng là trái luật.",) if hours > 40 else (),
    )


SAMPLE = Calculator(
    name="sample",
    title="Tính thử",
    about="Tính thử tiền tăng ca.",
    topics=("probation",),
    fields=(
        Field(
            "form",
            "Bạn hưởng lương gì?",
            FieldKind.CHOICE,
            choices=(Choice("month", "Lương tháng"), Choice("hour", "Lương giờ")),
        ),
        Field(
            "pay",
            "Lương tháng bao nhiêu?",
            FieldKind.MONEY,
            hint="Ví dụ: 8tr5",
            least=500_000,
            most=1_000_000_000,
        ),
        Field(
            "hours",
            "Tăng ca mấy giờ?",
            FieldKind.NUMBER,
            unit="giờ",
            default=Decimal(10),
            least=0,
            most=200,
            too_much="Một tháng không thể tăng ca quá 200 giờ.",
        ),
        Field("is_night", "Có làm đêm không?", FieldKind.YES_NO),
        Field(
            "children",
            "Mấy con?",
            FieldKind.COUNT,
            unit="con",
            least=0,
            most=20,
            is_needed=lambda known: known.get("is_night") is True,
        ),
        Field("born", "Bạn sinh ngày nào?", FieldKind.DAY),
        Field("zone", "Bạn làm ở đâu?", FieldKind.ZONE),
    ),
    citations=(RATES, LIMITS),
    checked_on=date(2026, 11, 20),
    compute=compute,
)
ANSWERS = ("lương tháng", "8tr5", "20 tiếng", "không", "1/7/1990", "phường An Hội Tây")


def build_dialogue(
    database: Database, library: Library, searcher: Searcher, clock: Clock, calculator: Calculator = SAMPLE
) -> Dialogue:
    """A worker on the web page of a bot that knows one calculator."""
    knowledge = Knowledge(library, searcher, {calculator.name: calculator})
    conversation = Conversation(knowledge, clock=clock)
    desk = Desk(database, conversation, clock=clock, pulled=frozenset({"webchat"}), look_again=0.01)
    return Dialogue(desk, clock)


async def answer_up_to(dialogue: Dialogue, count: int) -> None:
    """Start the sample and give the first `count` answers."""
    await dialogue.sends("calc:sample")
    for answer in ANSWERS[:count]:
        await dialogue.says(answer)


async def read_memory(database: Database) -> dict[str, object]:
    """What the dialogue last spoken with remembers."""
    async with database.reading() as session:
        kept = (await session.scalars(select(Kept).order_by(Kept.updated_at.desc()))).first()
    return dict(kept.memory) if kept else {}


async def count(database: Database, table: type) -> int:
    """Rows of a table."""
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0

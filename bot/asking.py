"""A free question and what follows it: the card, details, near misses, thumbs, and passing it to a person."""

from bot import wording, zones
from bot.answering import MENU, PERSON, offer, refuse, say, show_answer, show_day, show_details
from bot.messages import Button, Reply
from bot.turn import Turn, find_entry
from knowledge.calculators.shape import Calculator
from knowledge.entry import Entry
from reach import consents, contacts, handovers, questions, units
from reach.clock import day_of
from reach.models import ContactKind, Level, Purpose, QuestionStatus
from reach.workers import count_open_handovers
from retrieval.result import Context, Hit, Result, Status

MOST_OPEN_HANDOVERS = 3
REMEMBERED_QUESTIONS = 2
REMEMBERED_IDS = 10
LONGEST_QUESTION = 2_000  # characters; of a longer one the end is read, where the question stands


async def answer_question(turn: Turn, text: str = "") -> list[Reply]:
    """Search, keep the question without its asker, and say what was found; `text` was typed earlier, else just now."""
    text = text or turn.inbound.text.strip()
    shortened = text[-LONGEST_QUESTION:]
    earlier = tuple(turn.memory.get("questions", ()))
    context = Context(earlier, turn.memory.get("entry")) if earlier else None
    result = turn.knowledge.searcher.search(shortened, on=turn.day, context=context)
    if result.status is Status.SMALLTALK and result.smalltalk:
        return [say(wording.SMALLTALK[result.smalltalk])]
    question_id = await _record(turn, shortened, result)
    turn.remember(questions=[*earlier, shortened][-REMEMBERED_QUESTIONS:], asked=shortened)
    replies = [say(wording.TOO_LONG)] if len(text) > LONGEST_QUESTION else []
    if result.status is Status.ANSWERED and result.best:
        return replies + await _give(turn, result.best.entry, question_id, result.suggestions)
    if result.status is Status.UNSURE and result.suggestions:
        turn.remember(suggested=[hit.entry.id for hit in result.suggestions])
        return [*replies, offer(result.suggestions)]
    return [*replies, refuse(result)]


async def _record(turn: Turn, text: str, result: Result) -> int:
    entry = result.best.entry if result.best and result.status is Status.ANSWERED else None
    question_id = await questions.record_question(
        turn.session,
        text,
        QuestionStatus(result.status.value),
        on=turn.day,
        entry_id=entry.id if entry else None,
        topic=entry.topic if entry else None,
    )
    turn.remember(question=question_id, own=[*turn.memory.get("own", ()), question_id][-REMEMBERED_IDS:])
    return question_id


async def _give(
    turn: Turn, entry: Entry, question_id: int | None, related: tuple[Hit, ...] = ()
) -> list[Reply]:
    """The card; the contact goes into the ledger where the worker agreed, else he is asked once."""
    turn.remember(entry=entry.id, suggested=[hit.entry.id for hit in related])
    card = show_answer(
        entry,
        turn.knowledge.library,
        turn.day,
        question_id=question_id,
        related=related,
        calculator=find_calculator(turn, entry),
    )
    place = await zones.offer(turn, entry)
    is_asked = turn.dialogue.step == zones.STEP  # one question at a time: the other one comes after the place
    return [card, *place, *await count_answer(turn, may_ask=not is_asked)]


def find_calculator(turn: Turn, entry: Entry) -> Calculator | None:
    """The first calculator that is about what the entry is about."""
    known = turn.knowledge.calculators.values()
    return next((calculator for calculator in known if entry.topic in calculator.topics), None)


async def count_answer(turn: Turn, *, may_ask: bool = True) -> list[Reply]:
    """Record that the worker was informed, if he lets himself be counted; if he was never asked, ask."""
    allowed = await consents.find_consent(turn.session, turn.worker.id, Purpose.STATISTICS)
    if allowed:
        await contacts.record_contact(
            turn.session, turn.worker, ContactKind.QUESTION, Level.ACKNOWLEDGED, on=turn.day
        )
        return []
    if allowed is None and may_ask and not turn.memory.get("asked_statistics"):
        turn.remember(asked_statistics=True)
        return [ask_consent(Purpose.STATISTICS)]
    return []


def is_informed(turn: Turn) -> bool:
    """Whether this dialogue has given an answer or a sum that a yes to being counted may still count."""
    return bool(turn.memory.get("entry") or turn.memory.get("calculated"))


def ask_consent(purpose: Purpose) -> Reply:
    """Yes or no to one purpose, in words that say what it means."""
    texts = {Purpose.BULLETINS: wording.CONSENT_BULLETINS, Purpose.STATISTICS: wording.CONSENT_STATISTICS}[
        purpose
    ]
    buttons = [
        Button(wording.AGREE, f"consent:{purpose.value}:yes"),
        Button(wording.DECLINE, f"consent:{purpose.value}:no"),
    ]
    return say(*texts, buttons=[buttons])


async def choose_entry(turn: Turn, entry_id: str) -> list[Reply]:
    """A question picked from a button: the same card, and the open question is known to mean it."""
    entry = find_entry(turn, entry_id)
    if entry is None:
        return [say(wording.NO_LONGER, buttons=[[MENU]])]
    question_id = turn.memory.get("question")
    if question_id is not None and entry_id in turn.memory.get("suggested", ()):
        await questions.record_choice(turn.session, question_id, entry_id=entry.id, topic=entry.topic)
    else:
        question_id = None
        turn.remember(question=None)
    turn.remember(questions=[entry.question], asked=entry.question)
    return await _give(turn, entry, question_id)


async def show_more(turn: Turn, entry_id: str) -> list[Reply]:
    """The details of an entry."""
    entry = find_entry(turn, entry_id)
    if entry is None:
        return [say(wording.NO_LONGER, buttons=[[MENU]])]
    return [show_details(entry, turn.knowledge.library, turn.day)]


async def take_feedback(turn: Turn, question_id: str, *, is_helpful: bool) -> list[Reply]:
    """A thumb, only for a question of this very dialogue."""
    if not question_id.isdigit() or int(question_id) not in turn.memory.get("own", ()):
        return [say(wording.FEEDBACK_UP)]
    await questions.record_feedback(turn.session, int(question_id), is_helpful=is_helpful)
    if is_helpful:
        return [say(wording.FEEDBACK_UP)]
    others = [entry for id_ in turn.memory.get("suggested", ()) if (entry := find_entry(turn, id_))]
    if not others:
        return [say(wording.FEEDBACK_DOWN_NONE, buttons=[[PERSON, MENU]])]
    return [offer([Hit(entry, 0.0, "") for entry in others], wording.FEEDBACK_DOWN)]


async def offer_person(turn: Turn) -> list[Reply]:
    """Show what would be sent to whom, and by when an answer comes."""
    text = turn.memory.get("asked")
    if not text:
        return [say(wording.HANDOVER_NOTHING, buttons=[[MENU]])]
    waiting = await count_open_handovers(turn.session, turn.worker.id)
    if waiting >= MOST_OPEN_HANDOVERS:
        return [say(wording.HANDOVER_FULL.format(count=waiting))]
    title, quote, explanation = wording.HANDOVER_ASK
    due = show_day(day_of(handovers.due_after(turn.now)))
    buttons = [Button(wording.HANDOVER_SEND, "person:yes"), Button(wording.HANDOVER_CANCEL, "person:no")]
    return [
        say(title, quote.format(text=questions.mask(text)), explanation.format(due=due), buttons=[buttons])
    ]


async def send_to_person(turn: Turn, *, agreed: bool) -> list[Reply]:
    """Open the handover the worker was shown."""
    text = turn.memory.get("asked")
    if not agreed or not text:
        return [say(wording.HANDOVER_CANCELLED if text else wording.HANDOVER_NOTHING)]
    if await count_open_handovers(turn.session, turn.worker.id) >= MOST_OPEN_HANDOVERS:
        return [say(wording.HANDOVER_FULL.format(count=MOST_OPEN_HANDOVERS))]
    inbound = turn.inbound
    handover = await handovers.add_handover(
        turn.session, turn.worker, text, channel=inbound.channel, account=inbound.account, now=turn.now
    )
    turn.remember(asked=None)
    due = show_day(day_of(handover.due_at))
    texts = [wording.HANDOVER_SENT.format(number=handover.id, due=due)]
    if turn.worker.unit_id and (contact := (await units.get_unit(turn.session, turn.worker.unit_id)).contact):
        texts.append(wording.HANDOVER_CONTACT.format(contact=contact))
    return [say(*texts)]

"""One Inbound in, Replies out. Knows no channel; its state lives in reach, so a restart loses nothing."""

from bot import asking, calculating, joining, mydata, wording, zones
from bot.answering import say
from bot.asking import ask_consent
from bot.commands import find_join_code, find_order
from bot.flood import FloodGuard, Verdict
from bot.messages import Block, Button, Inbound, Kind, Reply, Tone
from bot.turn import Knowledge, Turn, find_entry
from knowledge.topics import MENU
from reach import consents, dialogues, units, workers
from reach.clock import Clock, day_of
from reach.models import Purpose
from store.database import Session

MOST_MENU_QUESTIONS = 8
EXAMPLES = ("thu-viec-luong", "no-luong-duoc-lam-gi", "tang-ca-toi-da-thang-nam")
LEAVING = frozenset({"menu", "help", "e", "join", "mydata", "calc"})  # buttons that end a wait for an answer
ABROAD = frozenset({"telegram"})


class Conversation:
    """The talk with workers, whatever messenger they use."""

    def __init__(self, knowledge: Knowledge, *, clock: Clock) -> None:
        self._knowledge, self._clock = knowledge, clock
        self._flood, self._guesses = FloodGuard(), joining.GuessGuard()

    def use(self, knowledge: Knowledge) -> None:
        """Answer from this library from the next message on."""
        self._knowledge = knowledge

    async def reply(self, session: Session, inbound: Inbound) -> list[Reply]:
        """What to say to one inbound event. The caller opens the transaction, stores the replies and commits."""
        now = self._clock()
        if inbound.kind in {Kind.LEFT, Kind.RETURNED}:
            left_at = now if inbound.kind is Kind.LEFT else None
            await workers.mark_blocked(session, inbound.channel, inbound.account, at=left_at)
            return []
        verdict = self._flood.judge(inbound.channel, inbound.account, now)
        if verdict is not Verdict.ANSWER:
            return [say(wording.TOO_FAST)] if verdict is Verdict.WARN else []
        worker = await workers.get_or_add_worker(session, inbound.channel, inbound.account, now=now)
        dialogue = await dialogues.get_or_add_dialogue(session, worker.id, now=now)
        turn = Turn(session, inbound, self._knowledge, worker, dialogue, now, day_of(now))
        return await self._take(turn)

    async def _take(self, turn: Turn) -> list[Reply]:
        match turn.inbound.kind:
            case Kind.START:
                return await self._start(turn)
            case Kind.BUTTON:
                return await self._press(turn, turn.inbound.payload)
            case _:
                return await self._read(turn)

    async def _start(self, turn: Turn) -> list[Reply]:
        """Who we are and what is stored; a code from a link comes first, since it is why the worker came."""
        first = await self._try_link(turn)
        if await consents.find_consent(turn.session, turn.worker.id, Purpose.BULLETINS) is not None:
            return first or [say(wording.WELCOME_BACK)]
        texts = [*wording.WELCOME, *([wording.WELCOME_ABROAD] if turn.inbound.channel in ABROAD else [])]
        examples = [entry for id_ in EXAMPLES if (entry := find_entry(turn, id_))]
        buttons = [[Button(entry.question, f"e:{entry.id}")] for entry in examples]
        welcome = say(*texts, buttons=[] if first else buttons)
        return [welcome, *(first or [ask_consent(Purpose.BULLETINS)])]

    async def _try_link(self, turn: Turn) -> list[Reply]:
        code = turn.inbound.payload.strip()
        return await joining.try_code(turn, code, self._guesses) if code else []

    async def _read(self, turn: Turn) -> list[Reply]:
        """A typed message: an order, a join code, or a question."""
        text = turn.inbound.text.strip()
        if not text:
            return [say(wording.ONLY_TEXT)]
        step = turn.dialogue.step
        order = None if calculating.may_mean_yes(turn, text) else find_order(text)
        if order == "stop" and step in {"joining", calculating.STEP}:
            calculating.forget(turn)
            return [say(wording.CANCELLED)]
        if order == "resume" and step == calculating.STEP:
            return await calculating.go_on(turn)
        if order:
            turn.step()
            return await self._press(turn, order)
        if step == calculating.STEP:
            return await calculating.read(turn, text)
        if step == zones.STEP and (replies := await zones.read(turn, text)):
            return await self._after_place(turn, replies)
        return await self._read_free(turn, text)

    async def _read_free(self, turn: Turn, text: str) -> list[Reply]:
        """A join code, or a question."""
        is_joining = turn.dialogue.step == "joining"
        code = find_join_code(text, is_expected=is_joining)
        if code and (is_joining or await units.find_by_join_code(turn.session, code, on=turn.day)):
            return await joining.try_code(turn, code, self._guesses)
        if code:  # a guess made in passing counts like one that was asked for
            self._guesses.count_wrong(turn.inbound.channel, turn.inbound.account, turn.now)
        turn.step()
        return await asking.answer_question(turn)

    async def _after_place(self, turn: Turn, replies: list[Reply]) -> list[Reply]:
        """What was put off while the place was asked."""
        return replies if turn.dialogue.step else [*replies, *await asking.count_answer(turn)]

    async def _press(self, turn: Turn, payload: str) -> list[Reply]:
        """A button or an order. A payload is anybody's text: what it names is checked, what it does not name is told."""
        verb, _, rest = payload.partition(":")
        if verb in LEAVING:
            turn.step()
        match verb, rest:
            case "menu", "":
                return [show_menu(turn)]
            case "menu", number if number.isdigit() and int(number) < len(MENU):
                return [show_topic(turn, int(number))]
            case "help", "":
                return [say(*wording.HELP)]
            case "e", entry_id:
                return await asking.choose_entry(turn, entry_id)
            case "more", entry_id:
                return await asking.show_more(turn, entry_id)
            case ("up" | "down") as thumb, question_id:
                return await asking.take_feedback(turn, question_id, is_helpful=thumb == "up")
            case "person", "":
                return await asking.offer_person(turn)
            case "person", ("yes" | "no") as answer:
                return await asking.send_to_person(turn, agreed=answer == "yes")
            case _:
                return await self._press_sum(turn, verb, rest)

    async def _press_sum(self, turn: Turn, verb: str, rest: str) -> list[Reply]:
        """Buttons of the calculators, and of the places they and some answers ask for."""
        match verb, rest:
            case "calc", "":
                return calculating.show_list(turn)
            case "calc", name:
                return await calculating.start(turn, name)
            case "c", answer:
                return await calculating.press(turn, answer)
            case "back", place:
                return await calculating.go_back(turn, place)
            case "edit", place:
                return await calculating.edit(turn, place)
            case "calc-on", "":
                return await calculating.go_on(turn)
            case "calc-ask", "":
                return await calculating.ask_held(turn)
            case "calc-quit", "":
                return calculating.quit_(turn)
            case "zone", code:
                return await self._after_place(turn, await zones.press(turn, code))
            case _:
                return await self._press_own(turn, verb, rest)

    async def _press_own(self, turn: Turn, verb: str, rest: str) -> list[Reply]:
        """Buttons about the worker himself."""
        match verb, rest:
            case "consent", "bulletins:yes" | "bulletins:no" | "statistics:yes" | "statistics:no":
                purpose, answer = rest.split(":")
                return await mydata.decide(turn, Purpose(purpose), is_given=answer == "yes")
            case "stop", "":
                return await mydata.stop(turn)
            case "resume", "":
                return await mydata.resume(turn)
            case "join", "":
                return joining.ask_code(turn)
            case "join", ("yes" | "no") as answer:
                return await joining.finish(turn, agreed=answer == "yes")
            case "mydata", "":
                return await mydata.show(turn)
            case "forget", "":
                return mydata.ask_forget()
            case "forget", ("yes" | "no") as answer:
                return await mydata.forget(turn, agreed=answer == "yes")
            case _:
                return [say(wording.UNKNOWN_BUTTON, buttons=[[Button(wording.BUTTON_MENU, "menu")]])]


def show_menu(turn: Turn) -> Reply:
    """All topic groups as buttons, two a row; the calculators first."""
    buttons = [Button(label, f"menu:{place}") for place, (label, _) in enumerate(MENU)]
    rows = [buttons[place : place + 2] for place in range(0, len(buttons), 2)]
    sums = [[Button(wording.BUTTON_CALC, "calc")]] if turn.knowledge.calculators else []
    return say(wording.MENU_TITLE, buttons=[*sums, *rows])


def show_topic(turn: Turn, place: int) -> Reply:
    """The first questions of a topic group that hold today."""
    label, topics = MENU[place]
    entries = [
        entry
        for topic in topics
        for entry in turn.knowledge.library.entries
        if entry.topic == topic and entry.holds_on(turn.day)
    ]
    if not entries:
        return say(wording.MENU_EMPTY, buttons=[[Button(wording.BUTTON_BACK, "menu")]])
    shown = entries[:: max(1, len(entries) // MOST_MENU_QUESTIONS)][:MOST_MENU_QUESTIONS]
    rows = [[Button(entry.question, f"e:{entry.id}")] for entry in shown]
    rows.append([Button(wording.BUTTON_BACK, "menu")])
    return Reply(
        (Block(wording.MENU_TOPIC.format(label=label), Tone.TEXT),), tuple(tuple(row) for row in rows)
    )

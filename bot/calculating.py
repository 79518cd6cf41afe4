"""A calculator as a talk: one question at a time, answers typed or pressed, back and forth, and the outcome as a card."""

from collections.abc import Sequence

from bot import asking, wording, zones
from bot.answering import MENU, PERSON, list_changes, say, show_outcome
from bot.calculation import Calculation, WrongValue, decode, encode, find_calculation
from bot.commands import find_order_within, looks_like_question
from bot.messages import Block, Button, Reply, Tone
from bot.turn import Turn
from knowledge.calculators.reading import LONGEST, Unreadable, parse, spell
from knowledge.calculators.running import run
from knowledge.calculators.shape import Field, FieldKind, Impossible, NotInForce, Value, find_fault
from knowledge.register import UnknownCitation
from knowledge.wage_zones import SCOPES, spell_zone
from reach import communes

STEP = "calc"
MOST_MISSES = 3
TYPED = {FieldKind.MONEY, FieldKind.NUMBER, FieldKind.COUNT, FieldKind.DAY, FieldKind.MONTH}
QUIT = Button(wording.BUTTON_QUIT, "calc-quit")
Rows = list[list[Button]]


def show_list(turn: Turn) -> list[Reply]:
    """Every calculator as a button."""
    known = turn.knowledge.calculators.values()
    if not known:
        return [say(wording.CALC_NONE, buttons=[[MENU]])]
    rows = [[Button(calculator.title, f"calc:{calculator.name}")] for calculator in known]
    return [say(wording.CALC_MENU, buttons=[*rows, [Button(wording.BUTTON_BACK, "menu")]])]


async def start(turn: Turn, name: str) -> list[Reply]:
    """The first question of a calculator."""
    calculator = turn.knowledge.calculators.get(name)
    if calculator is None:
        return [say(wording.UNKNOWN_BUTTON, buttons=[[MENU]])]
    notes = [wording.CALC_ABOUT.format(about=calculator.about)]
    return [await ask(turn, Calculation(calculator), notes)]


def find(turn: Turn) -> Calculation | None:
    """The calculation this dialogue remembers."""
    return find_calculation(turn.memory, turn.knowledge.calculators)


def keep(turn: Turn, calculation: Calculation) -> None:
    """Remember the answers as long as the dialogue remembers anything, and no longer."""
    turn.remember(calc=calculation.to_memory())


def forget(turn: Turn) -> None:
    """Drop the answers at once."""
    turn.step()
    turn.remember(calc=None, held=None)


def quit_(turn: Turn) -> list[Reply]:
    """No sum after all."""
    forget(turn)
    return [say(wording.CALC_STOPPED)]


# --- questions --------------------------------------------------------------------------------------------------------


async def ask(
    turn: Turn, calculation: Calculation, notes: Sequence[str] = (), offers: Sequence[Value] = ()
) -> Reply:
    """The question that waits, with what there is to say before it, and buttons for what need not be typed."""
    waiting = calculation.waiting
    assert waiting is not None, "asked only while a question waits"
    turn.step(STEP)
    keep(turn, calculation)
    asked = calculation.asked
    hints = [waiting.hint, wording.CALC_ZONE_HINT if waiting.kind is FieldKind.ZONE else ""]
    progress = wording.CALC_PROGRESS.format(
        title=calculation.calculator.title, place=asked.index(waiting) + 1, total=len(asked)
    )
    blocks = [Block(note) for note in notes]
    blocks += [Block(waiting.question, Tone.LEAD)]
    blocks += [Block(hint, Tone.NOTE) for hint in hints if hint]
    blocks.append(Block(progress, Tone.NOTE))
    here = await zones.find_known(turn) if waiting.kind is FieldKind.ZONE else None
    rows = [*list_answers(calculation, waiting, offers, here), list_ways(calculation)]
    return Reply(tuple(blocks), tuple(tuple(row) for row in rows if row))


def answer_button(calculation: Calculation, asked: Field, label: str, value: str) -> Button:
    """A button that answers this question of this calculator and no other."""
    return Button(label, f"c:{calculation.calculator.name}:{asked.name}:{value}")


def list_answers(
    calculation: Calculation, asked: Field, offers: Sequence[Value], here: zones.Place | None
) -> Rows:
    """What may be pressed instead of typed; `here` is where the worker is known to work."""

    def button(value: Value, label: str = "") -> Button:
        return answer_button(calculation, asked, label or spell(asked, value), encode(value))

    match asked.kind:
        case FieldKind.CHOICE:
            return [[button(choice.value, choice.label)] for choice in asked.choices]
        case FieldKind.YES_NO:
            return [[button(True, wording.BUTTON_YES), button(False, wording.BUTTON_NO)]]
        case FieldKind.ZONE:
            names = {scope: spell_zone(scope).replace("v", "V", 1) for scope in SCOPES}
            known = (
                [button(here.scope, wording.CALC_ZONE_HERE.format(zone=names[here.scope]))] if here else []
            )
            return [known, [button(scope, name) for scope, name in names.items()]]
    values = [*offers, *([asked.default] if asked.default is not None else [])]
    return [[button(value)] for value in dict.fromkeys(values)]


def list_ways(calculation: Calculation) -> list[Button]:
    """Back, again, enough."""
    waiting = calculation.waiting
    if waiting is None or calculation.back() is None:
        return [Button(wording.BUTTON_BACK, "calc"), QUIT]
    back = Button(wording.BUTTON_BACK, f"back:{calculation.calculator.name}:{waiting.name}")
    return [back, Button(wording.BUTTON_AGAIN, f"calc:{calculation.calculator.name}"), QUIT]


async def go_back(turn: Turn, rest: str) -> list[Reply]:
    """The question before the one the button stood under; an old button changes nothing."""
    calculation = find(turn)
    if calculation is None or calculation.waiting is None:
        return lost(turn, rest.partition(":")[0])
    if rest and rest != f"{calculation.calculator.name}:{calculation.waiting.name}":
        return [await ask(turn, calculation, [wording.CALC_ANSWERED])]
    before = calculation.back()
    return [await ask(turn, before) if before else await ask(turn, calculation, [wording.CALC_FIRST])]


async def go_on(turn: Turn) -> list[Reply]:
    """The waiting question once more."""
    calculation = find(turn)
    turn.remember(held=None)
    return [await ask(turn, calculation)] if calculation and calculation.waiting else lost(turn, "")


def lost(turn: Turn, name: str) -> list[Reply]:
    """No question waits: the sum is done, or its memory is gone after half an hour."""
    turn.step()
    calculator = turn.knowledge.calculators.get(name)
    if calculator and (done := find(turn)) and done.calculator is calculator:
        return [say(wording.CALC_DONE, buttons=[list_changes(calculator)])]
    again = [[Button(wording.BUTTON_AGAIN, f"calc:{name}")]] if calculator else []
    return [say(wording.CALC_LOST, buttons=[*again, [Button(wording.BUTTON_CALC, "calc"), MENU]])]


# --- answers ----------------------------------------------------------------------------------------------------------


async def read(turn: Turn, text: str) -> list[Reply]:
    """A typed message while a question waits."""
    calculation = find(turn)
    if calculation is None or (waiting := calculation.waiting) is None:
        return lost(turn, "")
    order = find_order_within(text)
    if waiting.kind is FieldKind.ZONE and order is None:
        return await read_zone(turn, calculation, waiting, text)
    try:
        value = parse(waiting, text, today=turn.day)
    except Unreadable as error:
        if order:
            return await obey(turn, calculation, waiting, order)
        return [await repeat(turn, calculation, str(error), text, error.offers)]
    return await take(turn, calculation, waiting, value, is_typed=True)


def may_mean_yes(turn: Turn, text: str) -> bool:
    """Whether "dung" came in answer to a yes-or-no question: it may be "đúng" as well as "dừng", so nothing is done."""
    if turn.dialogue.step != STEP or text.strip(" .!").lower() != "dung":
        return False
    calculation = find(turn)
    waiting = calculation.waiting if calculation else None
    return waiting is not None and waiting.kind is FieldKind.YES_NO


async def obey(turn: Turn, calculation: Calculation, waiting: Field, order: str) -> list[Reply]:
    """A bare word that is an order to the calculation."""
    match order:
        case "back":
            return await go_back(turn, "")
        case "again":
            return await start(turn, calculation.calculator.name)
        case "default" if waiting.default is not None:
            return await take(turn, calculation, waiting, waiting.default, is_typed=True)
        case "quit":
            return quit_(turn)
    return [await ask(turn, calculation)]


async def repeat(
    turn: Turn, calculation: Calculation, reason: str, text: str = "", offers: Sequence[Value] = ()
) -> Reply:
    """The same question with the reason; a message that is plainly a question of its own is held, not lost."""
    if text and looks_like_question(text):
        keep(turn, calculation)
        turn.remember(held=text[-asking.LONGEST_QUESTION :])
        buttons = [Button(wording.CALC_ASK_HELD, "calc-ask"), Button(wording.CALC_GO_ON, "calc-on")]
        return say(*wording.CALC_HELD, buttons=[buttons])
    missed = calculation.miss()
    if missed.misses >= MOST_MISSES:
        keep(turn, calculation.forgive())
        turn.remember(asked=wording.CALC_ASKED.format(title=calculation.calculator.title))
        retry = Button(wording.CALC_RETRY, "calc-on")
        return say(f"{reason} {wording.CALC_STUCK}", buttons=[[retry, QUIT], [PERSON]])
    return await ask(turn, missed, [reason], offers)


async def ask_held(turn: Turn) -> list[Reply]:
    """Away with the sum; the question typed meanwhile is answered."""
    text = turn.memory.get("held", "")
    forget(turn)
    return await asking.answer_question(turn, text) if text else [say(wording.CALC_STOPPED)]


async def press(turn: Turn, rest: str) -> list[Reply]:
    """A button under a question: calculator, field and value, none of them believed."""
    name, _, answer = rest.partition(":")
    field, _, text = answer.partition(":")
    calculation = find(turn)
    if calculation is None or calculation.calculator.name != name or calculation.waiting is None:
        return lost(turn, name)
    waiting = calculation.waiting
    if waiting.name != field:
        return [await ask(turn, calculation, [wording.CALC_ANSWERED])]
    if waiting.kind is FieldKind.ZONE and text.startswith("@"):
        commune = await communes.find_commune(turn.session, text[1:], on=turn.day)
        place = zones.place_of(turn, commune) if commune else None
        return (
            await take_place(turn, calculation, waiting, place) if place else [await ask(turn, calculation)]
        )
    try:
        value = decode(waiting, text)
    except WrongValue:
        return [await ask(turn, calculation)]
    return await take(turn, calculation, waiting, value)


async def read_zone(turn: Turn, calculation: Calculation, waiting: Field, text: str) -> list[Reply]:
    """A zone, or the commune that lies in it."""
    place = await zones.resolve(turn, text) if len(text) <= LONGEST else zones.NOWHERE
    is_question = looks_like_question(text)
    if isinstance(place, zones.Place) and not (is_question and place.left_over > zones.MOST_LEFT_OVER):
        return await take_place(turn, calculation, waiting, place)
    if isinstance(place, zones.Place) or not place.communes:
        reason = wording.ZONE_NONE if isinstance(place, zones.Place) else zones.explain(place)
        return [await repeat(turn, calculation, reason, text)]
    if is_question and place.left_over:
        return [await repeat(turn, calculation, zones.explain(place), text)]
    name = calculation.calculator.name
    message, rows = zones.list_choices(place, lambda commune: f"c:{name}:{waiting.name}:@{commune.code}")
    return [say(message, buttons=[*rows, list_ways(calculation)])]


async def take_place(turn: Turn, calculation: Calculation, waiting: Field, place: zones.Place) -> list[Reply]:
    """The zone of a place as the answer; the place is remembered like one told after a card."""
    zones.keep(turn, place)
    notes = [zones.describe(place)] if place.commune else []
    notes += [wording.ZONE_JUDGED] if place.zone and place.zone.is_judged else []
    return await take(turn, calculation, waiting, place.scope, notes=notes)


async def take(
    turn: Turn,
    calculation: Calculation,
    waiting: Field,
    value: Value,
    *,
    is_typed: bool = False,
    notes: Sequence[str] = (),
) -> list[Reply]:
    """Put an answer in: the next question, or the outcome; what cannot be is asked again with the reason."""
    if (reason := find_fault(waiting, value)) is not None:
        return [await repeat(turn, calculation, reason)]
    understood = [wording.CALC_UNDERSTOOD.format(value=spell(waiting, value))] if is_typed else []
    following = calculation.put(waiting, value)
    if following.waiting is not None:
        return [await ask(turn, following, [*notes, *understood])]
    return await finish(turn, following)


# --- outcome ----------------------------------------------------------------------------------------------------------


async def finish(turn: Turn, calculation: Calculation) -> list[Reply]:
    """The card, counted like an answered question."""
    calculator, library = calculation.calculator, turn.knowledge.library
    answers = {asked.name: calculation.answers[asked.name] for asked in calculation.answered}
    try:
        outcome = run(calculator, answers, library, turn.day)
    except Impossible as error:
        return [await ask_impossible(turn, calculation, error)]
    except (NotInForce, UnknownCitation):
        forget(turn)
        title, explanation = wording.CALC_NOT_IN_FORCE
        turn.remember(asked=wording.CALC_ASKED.format(title=calculator.title))
        return [say(title, explanation.format(title=calculator.title), buttons=[[PERSON, MENU]])]
    turn.step()
    keep(turn, calculation)
    turn.remember(calculated=True, asked=wording.CALC_ASKED.format(title=calculator.title))
    return [show_outcome(calculator, outcome, library, turn.day), *await asking.count_answer(turn)]


async def ask_impossible(turn: Turn, calculation: Calculation, error: Impossible) -> Reply:
    """The question whose answer cannot be, once more; the last one, if no question of that name was answered."""
    without = calculation.drop(error.name)
    again = without if without.waiting else calculation.back()
    return await repeat(turn, again, str(error)) if again else say(str(error), buttons=[[MENU]])


async def edit(turn: Turn, rest: str) -> list[Reply]:
    """The answers given, each with a button; or one of them, asked again."""
    name, _, field = rest.partition(":")
    calculation = find(turn)
    if calculation is None or calculation.calculator.name != name:
        return lost(turn, name)
    answered = calculation.answered
    if field in {asked.name for asked in answered}:
        return [await ask(turn, calculation.drop(field))]
    lines = [
        wording.CALC_EDIT_LINE.format(
            place=place, question=asked.question, value=spell(asked, calculation.answers[asked.name])
        )
        for place, asked in enumerate(answered, 1)
    ]
    buttons = [
        Button(wording.CALC_EDIT_PLACE.format(place=place), f"edit:{name}:{asked.name}")
        for place, asked in enumerate(answered, 1)
    ]
    rows = [buttons[place : place + 3] for place in range(0, len(buttons), 3)]
    blocks = [Block(wording.CALC_EDIT, Tone.LEAD), *(Block(line, Tone.ITEM) for line in lines)]
    return [Reply(tuple(blocks), tuple(tuple(row) for row in [*rows, [QUIT]]))]

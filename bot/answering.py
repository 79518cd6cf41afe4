"""A verdict into words: answer card, near misses, refusal. Pure: nothing is read or written."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot import wording
from bot.messages import Block, Button, Reply, Tone
from knowledge.calculators.shape import Calculator, Outcome, Step
from knowledge.entry import Citation, Entry
from knowledge.validity import Library
from retrieval.result import Hit, Refusal, Result

MOST_RELATED = 2
OUTSIDE = {Refusal.OUT_OF_FIELD, Refusal.PERSONAL_DATA, Refusal.ADVERT, Refusal.UNREADABLE}


def say(*texts: str, buttons: Iterable[Sequence[Button]] = ()) -> Reply:
    """A plain message: the first text leads where there are several."""
    first = Tone.LEAD if len(texts) > 1 else Tone.TEXT
    blocks = [Block(text, first if place == 0 else Tone.TEXT) for place, text in enumerate(texts)]
    return Reply(tuple(blocks), tuple(tuple(row) for row in buttons))


def show_day(day: date) -> str:
    """20/11/2026."""
    return f"{day:%d/%m/%Y}"


def split_lead(answer: str) -> tuple[str, str]:
    """The first sentence, and the rest. A number's own dots do not end a sentence."""
    for place, char in enumerate(answer[:-1]):
        if char in ".!?" and answer[place + 1].isspace() and not answer[place + 2 : place + 3].islower():
            return answer[: place + 1], answer[place + 1 :].strip()
    return answer, ""


def entry_button(entry: Entry) -> Button:
    """The question of an entry as a button."""
    return Button(entry.question, f"e:{entry.id}")


PERSON = Button(wording.BUTTON_PERSON, "person")
MENU = Button(wording.BUTTON_MENU, "menu")


def spell_laws(citations: Iterable[Citation], library: Library) -> str:
    """The citations as workers know them, joined by semicolons."""
    return "; ".join(library.register.spell(citation) for citation in citations)


def show_answer(
    entry: Entry,
    library: Library,
    day: date,
    *,
    question_id: int | None = None,
    related: Sequence[Hit] = (),
    calculator: Calculator | None = None,
) -> Reply:
    """The answer card: decision, the rest of the short answer, law and days, then what one can do with it."""
    filled = library.fill(entry, day)
    lead, rest = split_lead(filled.answer)
    primary = [citation for citation in entry.citations if citation.is_primary]
    law_line = wording.LAW_LINE.format(
        law=spell_laws(primary, library),
        since=show_day(library.valid_from(entry)),
        checked=show_day(entry.checked_on),
    )
    blocks = [Block(lead, Tone.LEAD)]
    blocks += [Block(rest)] if rest else []
    blocks.append(Block(law_line, Tone.NOTE))
    if entry.valid_to:
        blocks.append(Block(wording.CHANGES_ON.format(day=show_day(entry.valid_to)), Tone.NOTE))
    blocks.append(Block(wording.ANSWERS_QUESTION.format(question=entry.question), Tone.NOTE))
    first = [Button(wording.BUTTON_DETAILS, f"more:{entry.id}")] if filled.details else []
    if question_id is not None:
        up, down = (
            Button(wording.BUTTON_UP, f"up:{question_id}"),
            Button(wording.BUTTON_DOWN, f"down:{question_id}"),
        )
        first += [up, down]
    sum_ = [Button(wording.BUTTON_CALC_THIS, f"calc:{calculator.name}")] if calculator else []
    rows = [first, [*sum_, PERSON]]
    rows += [[entry_button(hit.entry)] for hit in related[:MOST_RELATED] if hit.entry.id != entry.id]
    return Reply(tuple(blocks), tuple(tuple(row) for row in rows), is_card=True)


def split_lines(text: str) -> list[Block]:
    """Lines starting with a dash as items of a list, others as text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        Block(line[2:].strip(), Tone.ITEM) if line.startswith("- ") else Block(line, Tone.TEXT)
        for line in lines
    ]


def show_details(entry: Entry, library: Library, day: date) -> Reply:
    """Steps, exceptions, example, situation and the other places in the law."""
    filled = library.fill(entry, day)
    blocks = [Block(wording.DETAILS_TITLE.format(question=entry.question), Tone.LEAD)]
    blocks += split_lines(filled.details)
    titled = (
        (wording.CONDITIONS_TITLE, filled.conditions),
        (wording.EXAMPLE_TITLE, filled.example),
        (wording.SITUATION_TITLE, filled.situation),
    )
    for title, text in titled:
        if text:
            blocks += [Block(title, Tone.LEAD), *split_lines(text)]
    blocks.append(Block(wording.OTHER_LAW.format(law=spell_laws(filled.citations, library)), Tone.NOTE))
    blocks.append(Block(wording.NOT_A_LAWYER, Tone.NOTE))
    return Reply(tuple(blocks), ((PERSON, MENU),), is_card=True)


def show_outcome(calculator: Calculator, outcome: Outcome, library: Library, day: date) -> Reply:
    """What a calculator found: the decision, what needs care, every line of the sum, what it leaves out, the law."""
    lead, rest = split_lead(outcome.answer)
    blocks = [Block(lead, Tone.LEAD)]
    blocks += [Block(rest)] if rest else []
    parts = {
        wording.CALC_WARNINGS: outcome.warnings,
        wording.CALC_STEPS: [spell_step(step) for step in outcome.steps],
        wording.CALC_LEAVES_OUT: outcome.leaves_out,
    }
    for title, lines in parts.items():
        if lines:
            blocks += [Block(title, Tone.LEAD), *(Block(line, Tone.ITEM) for line in lines)]
    primary = [citation for citation in outcome.citations if citation.is_primary] or outcome.citations[:1]
    others = [citation for citation in outcome.citations if citation not in primary]
    if primary:
        since = library.register.span(primary[0], calculator.checked_on)[0]
        law_line = wording.LAW_LINE.format(
            law=spell_laws(primary, library), since=show_day(since), checked=show_day(calculator.checked_on)
        )
        blocks.append(Block(law_line, Tone.NOTE))
    if others:
        blocks.append(Block(wording.OTHER_LAW.format(law=spell_laws(others, library)), Tone.NOTE))
    blocks.append(Block(wording.CALC_DAY.format(day=show_day(day)), Tone.NOTE))
    return Reply(tuple(blocks), (tuple(list_changes(calculator)), (PERSON, MENU)), is_card=True)


def list_changes(calculator: Calculator) -> list[Button]:
    """What may be done with a sum that is finished."""
    edit = Button(wording.BUTTON_EDIT, f"edit:{calculator.name}")
    return [edit, Button(wording.BUTTON_AGAIN, f"calc:{calculator.name}")]


def spell_step(step: Step) -> str:
    """Lương một giờ: 8.500.000 ÷ 26 ÷ 8 = 40.865 đồng."""
    shape = wording.CALC_STEP if step.formula else wording.CALC_STEP_PLAIN
    return shape.format(label=step.label, formula=step.formula, value=step.value)


def offer(hits: Sequence[Hit], title: str = wording.UNSURE) -> Reply:
    """Up to three nearest questions, and a way out."""
    rows = [[entry_button(hit.entry)] for hit in hits[:3]]
    return say(title, buttons=[*rows, [Button(wording.BUTTON_NONE_FITS, "person")]])


def refuse(result: Result) -> Reply:
    """An honest no, with a next step."""
    reason = result.refusal or Refusal.NOTHING_NEAR
    if reason in OUTSIDE:
        return say(wording.REFUSED[reason], wording.REFUSED_NEXT_OUTSIDE, buttons=[[MENU]])
    return say(wording.REFUSED[reason], wording.REFUSED_NEXT, buttons=[[PERSON, MENU]])

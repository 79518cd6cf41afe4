"""Where the figure depends on the place: which minimum-wage zone the worker works in, told by a commune typed in any way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot import wording
from bot.answering import MENU, say
from bot.commands import find_order_within, looks_like_question
from bot.messages import Block, Button, Reply, Tone
from bot.turn import Turn, find_entry
from knowledge.calculators.reading import Unreadable, parse_zone
from knowledge.entry import Entry
from knowledge.parameters import UNITS, ParameterError, find_placeholders, format_number
from knowledge.register import UnknownCitation
from knowledge.wage_zones import SCOPES, SOURCE, Zone, find_zone, spell_zone
from reach import communes
from reach.communes import Commune, Found
from retrieval.result import Status

STEP = "zone"
MOST_OFFERED = 6
MOST_LEFT_OVER = 4  # words a place may have about it: "xã Đông Anh thì được bao nhiêu"
NOWHERE = Found()
HIGHEST = "vung_1"  # nobody was moved down into it
PLAIN = ("luong_toi_thieu", "luong_toi_thieu_gio")  # shown where no entry asks for others
TEXTS = ("answer", "details", "conditions", "example", "situation")


@dataclass(frozen=True, slots=True)
class Place:
    """The zone somebody works in, and how we know."""

    scope: str  # "vung_2"
    commune: Commune | None = None  # None: he named the zone himself
    zone: Zone | None = None
    left_over: int = 0  # words of the text that said something else


def list_zoned(entry: Entry) -> list[str]:
    """The figures an entry gives for more than one zone, in the order of the text."""
    scopes: dict[str, set[str]] = {}
    for text in TEXTS:
        for found in find_placeholders(getattr(entry, text)):
            if found.scope in SCOPES:
                scopes.setdefault(found.name, set()).add(found.scope)
    return [name for name in scopes if len(scopes[name]) > 1]


def is_in_force(turn: Turn) -> bool:
    """Whether the decree with the list of places holds today."""
    register = turn.knowledge.library.register
    try:
        since, until = register.in_force_from(SOURCE), register.in_force_to(SOURCE)
    except UnknownCitation:
        return False
    return since <= turn.day and (until is None or turn.day < until)


async def offer(turn: Turn, entry: Entry) -> list[Reply]:
    """What follows a card that names several zones: the worker's own figures if we know his place, else the question."""
    if not list_zoned(entry) or not is_in_force(turn):
        return []
    place = await find_known(turn)
    return [show(turn, place, entry)] if place else [ask(turn)]


def ask(turn: Turn) -> Reply:
    """Wait for a place."""
    turn.step(STEP)
    return say(*wording.ZONE_ASK, buttons=[[Button(wording.ZONE_SKIP, "zone:skip")]])


async def find_known(turn: Turn) -> Place | None:
    """The place named within this dialogue, else that of the unit the worker joined."""
    kept = turn.memory.get("zone")
    if kept:
        commune = (
            await communes.find_commune(turn.session, kept["code"], on=turn.day) if kept["code"] else None
        )
        return place_of(turn, commune) if commune else Place(kept["scope"])
    if turn.worker.unit_id is None or turn.memory.get("elsewhere"):
        return None
    commune = await communes.find_commune_of(turn.session, turn.worker.unit_id, on=turn.day)
    return place_of(turn, commune) if commune else None


def place_of(turn: Turn, commune: Commune) -> Place | None:
    """The zone of a commune today."""
    zone = find_zone(commune.code, turn.day)
    return Place(zone.scope, commune, zone) if zone else None


def keep(turn: Turn, place: Place) -> None:
    """Remember the place as long as the dialogue remembers anything."""
    turn.remember(zone={"scope": place.scope, "code": place.commune.code if place.commune else None})


async def resolve(turn: Turn, text: str) -> Place | Found:
    """The zone a text names, by itself or by a commune; else the communes it may mean."""
    try:
        return Place(parse_zone(text))
    except Unreadable:
        found = await communes.find_communes(turn.session, text, on=turn.day)
    if len(found.communes) == 1 and found.is_sure and (place := place_of(turn, found.communes[0])):
        return replace(place, left_over=found.left_over)
    return found


async def read(turn: Turn, text: str) -> list[Reply] | None:
    """A message while a place is awaited; None: it is a question, not a place."""
    if find_order_within(text) in {"quit", "default"}:
        return skip(turn)
    place = await resolve(turn, text)
    is_question = looks_like_question(text)
    if isinstance(place, Place):
        return [tell(turn, place)] if not is_question or place.left_over <= MOST_LEFT_OVER else None
    if (is_question and (place.left_over or not place.communes)) or (
        not place.is_sure and _is_topic(turn, text)
    ):
        return None
    message, rows = list_choices(place, lambda commune: f"zone:{commune.code}")
    return [say(message, buttons=[*rows, [Button(wording.ZONE_SKIP, "zone:skip")]])]


def _is_topic(turn: Turn, text: str) -> bool:
    """Whether words that are not surely a place are something we answer: "nghỉ phép năm", "cảm ơn"."""
    return turn.knowledge.searcher.search(text, on=turn.day).status in {Status.ANSWERED, Status.SMALLTALK}


async def press(turn: Turn, code: str) -> list[Reply]:
    """A commune of the list, "other" or "skip"."""
    if code == "other":
        turn.remember(zone=None, elsewhere=True)
        return [ask(turn)]
    if code == "skip":
        return skip(turn)
    commune = await communes.find_commune(turn.session, code, on=turn.day)
    place = place_of(turn, commune) if commune else None
    return [tell(turn, place)] if place else [ask(turn)]


def skip(turn: Turn) -> list[Reply]:
    """Nobody has to say where he works."""
    stop_waiting(turn)
    return [say(wording.ZONE_SKIPPED)]


def stop_waiting(turn: Turn) -> None:
    """No place is awaited any more; a calculation that waits goes on waiting."""
    if turn.dialogue.step == STEP:
        turn.step()


def tell(turn: Turn, place: Place) -> Reply:
    """Keep the place and show what holds there; nothing, once the decree has gone."""
    stop_waiting(turn)
    if not is_in_force(turn):
        return say(wording.NO_LONGER, buttons=[[MENU]])
    keep(turn, place)
    return show(turn, place, find_entry(turn, turn.memory.get("entry", "")))


def show(turn: Turn, place: Place, entry: Entry | None) -> Reply:
    """The place, its zone, the figures of the entry there, and the law."""
    library = turn.knowledge.library
    blocks = [Block(describe(place), Tone.LEAD)]
    names = (list_zoned(entry) if entry else []) or PLAIN
    for name in names:
        try:
            figure = library.parameters.get(name, place.scope, turn.day)
        except ParameterError:
            continue
        amount = figure.text or f"{format_number(figure.amount or Decimal(0))}{UNITS[figure.unit]}"
        label = figure.label.removesuffix(" theo vùng")
        blocks.append(Block(wording.ZONE_FIGURE.format(label=label, amount=amount), Tone.ITEM))
    if place.zone and place.zone.is_judged:
        blocks.append(Block(wording.ZONE_JUDGED))
    if place.scope != HIGHEST and set(names) & set(PLAIN):
        blocks.append(Block(wording.ZONE_KEPT))
    blocks.append(Block(wording.ZONE_LAW.format(law=library.register.spell(SOURCE)), Tone.NOTE))
    return Reply(tuple(blocks), ((Button(wording.BUTTON_OTHER_PLACE, "zone:other"),),))


def describe(place: Place) -> str:
    """Xã Đông Anh, thành phố Hà Nội thuộc vùng I; a former name is told with the one of today."""
    zone = spell_zone(place.scope)
    if place.commune is None:
        return f"V{zone[1:]}"
    shape = wording.ZONE_OF_FORMER if place.commune.is_former else wording.ZONE_OF
    return shape.format(place=place.commune.full_name, former=place.commune.typed_as, zone=zone)


def list_choices(found: Found, payload: Callable[[Commune], str]) -> tuple[str, list[list[Button]]]:
    """What to ask, and never more than six buttons to answer with."""
    shown = found.communes[:MOST_OFFERED]
    texts = [explain(found)]
    if len(found.communes) > MOST_OFFERED:
        texts.append(wording.ZONE_MORE.format(count=len(found.communes) - MOST_OFFERED))
    return " ".join(texts), [[Button(short_name(commune), payload(commune))] for commune in shown]


def explain(found: Found) -> str:
    """Why nothing was decided yet."""
    if found.province and not (found.is_sure and found.communes):
        return wording.ZONE_WIDE.format(place=found.province)
    if not found.communes:
        return wording.ZONE_NONE
    if not found.is_sure:
        return wording.ZONE_UNSURE
    return (
        wording.ZONE_SPLIT.format(name=name) if (name := split_name(found.communes)) else wording.ZONE_SEVERAL
    )


def split_name(found: Sequence[Commune]) -> str:
    """The former name all of them share in one province: it was split among them."""
    names = {(commune.typed_as, commune.province) for commune in found}
    is_split = len(names) == 1 and all(commune.is_former for commune in found)
    return found[0].typed_as if is_split else ""


def short_name(commune: Commune) -> str:
    """For a button: Phường An Hội Tây (Hồ Chí Minh)."""
    return f"{commune.name} ({commune.province.removeprefix('Tỉnh ').removeprefix('Thành phố ')})"

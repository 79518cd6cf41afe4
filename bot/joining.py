"""Where a worker works, by a printed code: shown back, stored only after his yes, guessed by nobody."""

from datetime import datetime, timedelta

from bot import wording
from bot.answering import say
from bot.asking import ask_consent, count_answer, is_informed
from bot.messages import Button, Reply
from bot.turn import Turn
from reach import consents, units
from reach.models import Purpose, Unit

WRONG_PER_HOUR = 5
HOUR = timedelta(hours=1)


class GuessGuard:
    """Counts wrong codes by account, in memory."""

    def __init__(self) -> None:
        self._wrong: dict[tuple[str, str], list[datetime]] = {}

    def is_closed(self, channel: str, account: str, now: datetime) -> bool:
        """Whether the account has guessed wrong too often within the hour."""
        recent = [moment for moment in self._wrong.get((channel, account), []) if now - moment < HOUR]
        if recent:
            self._wrong[channel, account] = recent
        else:
            self._wrong.pop((channel, account), None)
        return len(recent) >= WRONG_PER_HOUR

    def count_wrong(self, channel: str, account: str, now: datetime) -> None:
        self._wrong.setdefault((channel, account), []).append(now)


def ask_code(turn: Turn) -> list[Reply]:
    """Wait for a code."""
    turn.step("joining")
    return [say(wording.JOIN_ASK)]


async def try_code(turn: Turn, code: str, guard: GuessGuard) -> list[Reply]:
    """Show the unit behind a code, or say that there is none; wrong, old and unknown codes sound the same."""
    account = (turn.inbound.channel, turn.inbound.account)
    if guard.is_closed(*account, turn.now):
        return [say(wording.JOIN_TOO_MANY)]
    unit = await units.find_by_join_code(turn.session, code, on=turn.day)
    if unit is None:
        guard.count_wrong(*account, turn.now)
        return [say(wording.JOIN_WRONG)]
    turn.step()
    turn.remember(unit=unit.id)
    return [confirm(unit)]


def confirm(unit: Unit) -> Reply:
    """Ask whether this is the place."""
    title, explanation = wording.JOIN_CONFIRM
    texts = [title.format(unit=unit.name), explanation] + ([wording.JOIN_DEMO] if unit.is_demo else [])
    return say(*texts, buttons=[[Button(wording.JOIN_YES, "join:yes"), Button(wording.JOIN_NO, "join:no")]])


async def finish(turn: Turn, *, agreed: bool) -> list[Reply]:
    """Store the unit the worker was shown, and ask what is still unasked."""
    unit_id = turn.memory.get("unit")
    turn.remember(unit=None)
    if not agreed or unit_id is None:
        return [say(wording.JOIN_CANCELLED)]
    unit = await units.get_unit(turn.session, unit_id)
    turn.worker.unit_id = unit.id
    await turn.session.flush()
    replies = [say(wording.JOIN_DONE.format(unit=unit.name))]
    if is_informed(turn):
        return replies + await count_answer(turn)
    if await consents.find_consent(turn.session, turn.worker.id, Purpose.STATISTICS) is None:
        replies.append(ask_consent(Purpose.STATISTICS))
    return replies

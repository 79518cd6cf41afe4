"""What a worker decides about himself: bulletins on and off, being counted, seeing his data, erasing it."""

from bot import wording
from bot.answering import say, show_day
from bot.asking import ask_consent, count_answer
from bot.messages import Block, Button, Reply, Tone
from bot.turn import Turn
from reach import consents, workers
from reach.clock import day_of
from reach.models import Purpose


async def decide(turn: Turn, purpose: Purpose, *, is_given: bool) -> list[Reply]:
    """Keep a yes or a no; after the first one the next purpose is asked, and a yes counts the answer just read."""
    await _record(turn, purpose, is_given=is_given)
    replies = [say(wording.CONSENT_THANKS[purpose.value, is_given])]
    if (
        purpose is Purpose.STATISTICS
        and is_given
        and (turn.memory.get("entry") or turn.memory.get("calculated"))
    ):
        return replies + await count_answer(turn)
    if purpose is Purpose.BULLETINS and await _is_unasked(turn):
        turn.remember(asked_statistics=True)
        replies.append(ask_consent(Purpose.STATISTICS))
    return replies


async def _is_unasked(turn: Turn) -> bool:
    """Whether the worker was never asked to be counted, in this dialogue or before."""
    known = await consents.find_consent(turn.session, turn.worker.id, Purpose.STATISTICS)
    return known is None and not turn.memory.get("asked_statistics")


async def _record(turn: Turn, purpose: Purpose, *, is_given: bool) -> None:
    await consents.record_consent(
        turn.session, turn.worker.id, purpose, is_given=is_given, channel=turn.inbound.channel, now=turn.now
    )


async def stop(turn: Turn) -> list[Reply]:
    """Bulletins off at once; one word of confirmation, and the way back."""
    again = [[Button(wording.BUTTON_RESUME, "resume")]]
    if not await consents.find_consent(turn.session, turn.worker.id, Purpose.BULLETINS):
        return [say(wording.STOPPED_ALREADY, buttons=again)]
    await _record(turn, Purpose.BULLETINS, is_given=False)
    return [say(wording.STOPPED, buttons=again)]


async def resume(turn: Turn) -> list[Reply]:
    """Bulletins on again."""
    if not await consents.find_consent(turn.session, turn.worker.id, Purpose.BULLETINS):
        await _record(turn, Purpose.BULLETINS, is_given=True)
    return [say(wording.RESUMED)]


async def show(turn: Turn) -> list[Reply]:
    """Everything held about the worker, and the buttons to change it."""
    held = await workers.read_holdings(turn.session, turn.worker)
    channels = ", ".join(wording.CHANNELS.get(name, name) for name in held.channels)
    lines = [wording.MYDATA_SINCE.format(since=show_day(day_of(held.since)), channels=channels)]
    lines.append(wording.MYDATA_UNIT.format(unit=held.unit) if held.unit else wording.MYDATA_NO_UNIT)
    lines += [
        wording.MYDATA_CONSENT.format(
            purpose=wording.MYDATA_PURPOSES[purpose.value], answer=wording.MYDATA_ANSWERS[given]
        )
        for purpose, given in held.consents.items()
    ]
    lines.append(wording.MYDATA_CONTACTS.format(days=held.contact_days))
    if held.open_handovers:
        lines.append(wording.MYDATA_HANDOVERS.format(count=held.open_handovers))
    blocks = [Block(wording.MYDATA_TITLE, Tone.LEAD), *(Block(line, Tone.ITEM) for line in lines)]
    blocks.append(Block(wording.MYDATA_NOTHING_ELSE, Tone.NOTE))
    return [Reply(tuple(blocks), _switches(held))]


def _switches(held: workers.Holdings) -> tuple[tuple[Button, ...], ...]:
    labels = {
        (Purpose.BULLETINS, True): (wording.BUTTON_BULLETINS_OFF, "no"),
        (Purpose.BULLETINS, False): (wording.BUTTON_BULLETINS_ON, "yes"),
        (Purpose.STATISTICS, True): (wording.BUTTON_STATISTICS_OFF, "no"),
        (Purpose.STATISTICS, False): (wording.BUTTON_STATISTICS_ON, "yes"),
    }
    row = []
    for purpose, given in held.consents.items():
        label, answer = labels[purpose, bool(given)]
        row.append(Button(label, f"consent:{purpose.value}:{answer}"))
    return (tuple(row), (Button(wording.BUTTON_FORGET, "forget"),))


def ask_forget() -> list[Reply]:
    """Erasing cannot be undone, so it is asked once."""
    title, explanation = wording.FORGET_ASK
    buttons = [Button(wording.FORGET_YES, "forget:yes"), Button(wording.FORGET_NO, "forget:no")]
    return [say(title, explanation, buttons=[buttons])]


async def forget(turn: Turn, *, agreed: bool) -> list[Reply]:
    """Erase the worker within this very turn."""
    if not agreed:
        return [say(wording.KEPT)]
    await workers.forget(turn.session, turn.worker)
    return [say(wording.FORGOTTEN)]

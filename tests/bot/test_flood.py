"""Twenty a minute are answered, one word is said, then silence until it calms down."""

from bot.flood import FloodGuard, Verdict
from tests.clock import Clock


def test_the_twenty_first_message_of_a_minute_is_warned_and_the_next_ignored() -> None:
    guard, clock = FloodGuard(), Clock()

    verdicts = [guard.judge("webchat", "a", clock()) for _ in range(25)]

    assert verdicts == [Verdict.ANSWER] * 20 + [Verdict.WARN] + [Verdict.IGNORE] * 4


def test_a_quiet_minute_forgives() -> None:
    guard, clock = FloodGuard(), Clock()
    for _ in range(30):
        guard.judge("webchat", "a", clock())

    clock.forward(seconds=60)

    assert guard.judge("webchat", "a", clock()) is Verdict.ANSWER


def test_one_who_floods_does_not_silence_another() -> None:
    guard, clock = FloodGuard(), Clock()
    for _ in range(30):
        guard.judge("webchat", "a", clock())

    assert guard.judge("webchat", "b", clock()) is Verdict.ANSWER
    assert guard.judge("telegram", "a", clock()) is Verdict.ANSWER

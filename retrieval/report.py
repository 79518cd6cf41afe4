"""An evaluation as lines for a terminal: every share with its counts."""

from collections.abc import Iterator, Mapping

from retrieval.evaluate import Evaluation, Figures, share

HEADER = f"{'':34}{'câu':>5} {'đúng ở 1':>9} {'trong 3':>8} {'có đáp':>7} {'sai/đáp':>8}"


def show(part: int, whole: int) -> str:
    """2 of 3 → 66,7%."""
    fraction = share(part, whole)
    return "–" if fraction is None else f"{fraction * 100:.1f}%".replace(".", ",")


def _line(name: str, figures: Figures) -> str:
    shares = (
        f"{show(figures.first, figures.asked):>9}",
        f"{show(figures.in_three, figures.asked):>8}",
        f"{show(figures.answered, figures.asked):>7}",
        f"{show(figures.wrong, figures.answered):>8}",
    )
    return f"{name:34}{figures.asked:>5} {' '.join(shares)}"


def _group(title: str, groups: Mapping[str, Figures]) -> Iterator[str]:
    if groups:
        yield f"[{title}]"
        yield from (_line(f"  {name}", figures) for name, figures in sorted(groups.items()))


def list_lines(evaluation: Evaluation) -> Iterator[str]:
    """Questions by register and topic, follow-ups, messages outside our field, and the time they took."""
    if evaluation.total.asked or evaluation.followups.asked:
        yield HEADER
    if evaluation.total.asked:
        yield _line("tất cả", evaluation.total)
        yield from _group("cách viết", evaluation.registers)
        yield from _group("chủ đề", evaluation.topics)
    if evaluation.followups.asked:
        yield _line("câu hỏi nối", evaluation.followups)
    strays = evaluation.strays
    if strays.asked:
        wrongly = show(strays.answered, strays.asked)
        yield f"ngoài phạm vi: {strays.asked} tin, trả lời nhầm {strays.answered} ({wrongly}), gợi ý {strays.offered}"
    yield f"thời gian một câu: p50 {evaluation.p50_ms} ms, p95 {evaluation.p95_ms} ms"

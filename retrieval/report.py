"""An evaluation as lines for a terminal: every share with its counts."""

from collections.abc import Iterator, Mapping

from retrieval.evaluate import Evaluation, Figures, Interval, Intervals, share
from retrieval.thresholds import STEPS, SUPPORT, Finding, Point

HEADER = f"{'':34}{'câu':>5} {'đúng ở 1':>11} {'trong 3':>11} {'có đáp':>11} {'sai/đáp':>11}"
CURVE_HEADER = (
    f"{'ngưỡng':>7} {'có đáp':>18} {'sai/đáp':>18} {'cận trên':>9} {'ngoài phạm vi':>16} {'cận trên':>9}"
)


def show(part: int, whole: int) -> str:
    """2 of 3 → 66,7%."""
    fraction = share(part, whole)
    return "–" if fraction is None else show_share(fraction)


def show_share(fraction: float) -> str:
    """0.667 → 66,7%."""
    return f"{fraction * 100:.1f}%".replace(".", ",")


def _line(name: str, figures: Figures) -> str:
    shares = (
        f"{show(figures.first, figures.asked):>11}",
        f"{show(figures.in_three, figures.asked):>11}",
        f"{show(figures.answered, figures.asked):>11}",
        f"{show(figures.wrong, figures.answered):>11}",
    )
    return f"{name:34}{figures.asked:>5} {' '.join(shares)}"


def _interval_line(found: Intervals) -> str:
    """Below the shares of a group, how far they reach."""
    ends = (found.first, found.in_three, found.answered, found.wrong)
    return f"{'    khoảng tin cậy 95%':39} {' '.join(f'{_between(interval):>11}' for interval in ends)}"


def _between(interval: Interval | None) -> str:
    """(0.857, 0.95) → 85,7–95,0."""
    if interval is None:
        return "–"
    return "–".join(f"{end * 100:.1f}".replace(".", ",") for end in interval)


def _group(
    title: str, groups: Mapping[str, Figures], intervals: Mapping[str, Intervals] | None = None
) -> Iterator[str]:
    if groups:
        yield f"[{title}]"
    for name, figures in sorted(groups.items()):
        yield _line(f"  {name}", figures)
        if intervals and name in intervals:
            yield _interval_line(intervals[name])


def list_lines(evaluation: Evaluation) -> Iterator[str]:
    """Questions by register and topic, follow-ups, messages outside our field, and the time they took."""
    if evaluation.total.asked or evaluation.followups.asked:
        yield HEADER
    if evaluation.total.asked:
        yield _line("tất cả", evaluation.total)
        if evaluation.intervals:
            yield _interval_line(evaluation.intervals)
        yield from _group("cách viết", evaluation.registers, evaluation.register_intervals)
        yield from _group("chủ đề", evaluation.topics)
    if evaluation.followups.asked:
        yield _line("câu hỏi nối", evaluation.followups)
    strays = evaluation.strays
    if strays.asked:
        wrongly = show(strays.answered, strays.asked)
        yield f"ngoài phạm vi: {strays.asked} tin, trả lời nhầm {strays.answered} ({wrongly}), gợi ý {strays.offered}"
    yield f"thời gian một câu: p50 {evaluation.p50_ms} ms, p95 {evaluation.p95_ms} ms"


def list_finding(finding: Finding) -> Iterator[str]:
    """What each threshold does, then the one that keeps the targets or why none does."""
    curve, targets, chosen = finding.curve, finding.targets, finding.chosen
    yield f"{curve.asked} câu có đáp án, {curve.strays} tin ngoài phạm vi; độ tin cậy {_round(targets.confidence)}"
    if any(finding.left_out.values()):
        yield "bỏ qua {followups} câu hỏi nối, {repeated} dòng lặp lại".format(**finding.left_out)
    yield CURVE_HEADER
    marks = {chosen.threshold: "giữ được mục tiêu"} if chosen else {}
    marks[finding.current.threshold] = ", ".join(
        filter(None, (marks.get(finding.current.threshold), "đang dùng"))
    )
    for threshold in sorted({*STEPS, *marks}):
        yield _curve_line(curve.at(threshold, targets.confidence), marks.get(threshold, ""))
    wanted = f"sai/đáp ≤ {_round(targets.wrong)}, ngoài phạm vi ≤ {_round(targets.outside)}"
    if chosen:
        yield f"Ngưỡng giữ được mục tiêu ({wanted}): {show_threshold(chosen.threshold)}"
    else:
        yield f"Không có ngưỡng nào giữ được mục tiêu ({wanted}): {why_none(finding)}"


def _curve_line(point: Point, mark: str) -> str:
    """One row of the table."""
    columns = (
        f"{show_threshold(point.threshold):>7}",
        f"{f'{point.answered}/{point.asked}':>11}{show(point.answered, point.asked):>7}",
        f"{f'{point.wrong}/{point.answered}':>11}{show(point.wrong, point.answered):>7}",
        f"{show_share(point.wrong_bound):>9}",
        f"{f'{point.strays_answered}/{point.strays}':>9}{show(point.strays_answered, point.strays):>7}",
        f"{show_share(point.strays_bound):>9}",
    )
    return f"{' '.join(columns)}  {mark}".rstrip()


def show_threshold(threshold: float) -> str:
    """0.79591 → 0,7959."""
    return f"{threshold:.4f}".replace(".", ",")


def _round(fraction: float) -> str:
    return f"{fraction * 100:g}%".replace(".", ",")


def why_none(finding: Finding) -> str:
    """What kept a threshold from being chosen."""
    begin, targets = finding.strictest, finding.targets
    if begin is None:
        return f"cần ít nhất {SUPPORT} câu được trả lời, tệp này có nhiều nhất {finding.most}."
    reasons = []
    if begin.wrong_bound > targets.wrong:
        reasons.append(f"sai {begin.wrong}/{begin.answered}, cận trên {show_share(begin.wrong_bound)}")
    if not begin.strays:
        reasons.append("tệp không có tin ngoài phạm vi nào")
    elif begin.strays_bound > targets.outside:
        astray = f"trả lời {begin.strays_answered}/{begin.strays} tin ngoài phạm vi"
        reasons.append(f"{astray}, cận trên {show_share(begin.strays_bound)}")
    at = show_threshold(begin.threshold)
    return f"ở ngưỡng chặt nhất còn đủ {SUPPORT} câu được trả lời ({at}): {'; '.join(reasons)}."

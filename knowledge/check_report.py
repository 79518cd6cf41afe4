"""The state of the library on a page of Markdown: how large, how plain, on what its numbers stand, what is wrong."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from knowledge.check_figures import Standing, standing_of
from knowledge.check_language import MOST_AVERAGE, MOST_JARGON, TEXTS, measure_entry
from knowledge.check_numbers import Place, build_basis, build_grounds, list_claims
from knowledge.check_shares import least_of
from knowledge.entry import ReviewStatus
from knowledge.law_text import LawText
from knowledge.plain_language import Plainness, count_syllables
from knowledge.source import Draft, Source
from knowledge.topics import TOPICS
from knowledge.yaml_file import Problem

KINDS: dict[str, str] = {
    "numbers without ground": r"stands in no cited article|stands only in a secondary|is counted in ",
    "sums": r"is wrong: it comes to|computed: ",
    "figures typed by hand": r" is typed, ",
    "wordings and answers that stand twice": r" is nearly | is also a wording of | of its words with |stands twice",
    "shares of topics": r"approved entries|entries have a situation",
    "variants": r" variants, at least",
    "plain language": r"syllable|sentences, at most|opens like|holds (?:a|blame|talk)|spelled out|answer says|not end with",
    "citations and law text": r"cites |stale_when |stands on |law text holds nothing|primary citations|was checked before",
    "review": r"review|checked_on|valid_to|ended on",
}
PLACES = {
    Place.PRIMARY: "a primary citation",
    Place.FIGURE: "a figure",
    Place.COMPUTED: "a written sum",
    Place.SECONDARY: "a secondary citation",
    Place.NOWHERE: "nowhere",
}


def kind_of(problem: Problem) -> str:
    """The kind of a problem, by its words."""
    return next((kind for kind, pattern in KINDS.items() if re.search(pattern, problem.message)), "form")


def report(source: Source, found: Sequence[Problem], *, today: date, law: LawText | None = None) -> str:
    """The page; `found` is what `knowledge.check.problems` said."""
    parts = [
        f"# The library on {today}\n",
        _totals(source, found),
        "## By topic\n\n" + _topic_table(source.drafts),
        "## Plain language by topic\n\n" + _language_table(source.drafts),
        "## Problems by kind\n\n" + _problem_table(found),
    ]
    if law:
        parts.insert(4, "## On what the numbers stand\n\n" + _number_table(source, law, today))
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [" | ".join(head), " | ".join(["---", *["---:"] * (len(head) - 1)])]
    lines += [" | ".join(map(str, row)) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)


def _approved(drafts: Iterable[Draft]) -> list[Draft]:
    return [draft for draft in drafts if draft.status is ReviewStatus.APPROVED]


def _totals(source: Source, found: Sequence[Problem]) -> str:
    drafts = source.drafts
    approved = _approved(drafts)
    lines = [
        f"{len(drafts)} entries, {len(approved)} approved, {len(drafts) - len(approved)} in review",
        f"{sum(len(draft.variants) for draft in drafts)} variants",
        f"{sum(bool(draft.situation) for draft in drafts)} situations",
        f"{sum(bool(draft.example) for draft in drafts)} examples",
        f"{sum(len(draft.computed) for draft in drafts)} sums written down",
        f"{len({citation.document for draft in drafts for citation in draft.citations})} documents and "
        f"{len({(c.document, c.article) for draft in drafts for c in draft.citations})} articles cited",
        f"{len({(value.name, value.scope) for value in source.parameters})} figures, {len(source.parameters)} dated values",
        f"{', '.join(sorted(document.number for document in source.documents if not document.has_text)) or 'no documents'}: "
        "known from two public sources, the text was not at hand",
        f"{len(found)} problems",
    ]
    if approved:
        oldest = min(approved, key=lambda draft: (draft.checked_on, draft.id))
        next_due = min(approved, key=lambda draft: (draft.review_due_on, draft.id))
        lines.append(
            f"oldest check {oldest.checked_on} ({oldest.id}); next review due {next_due.review_due_on}"
        )
    return "".join(f"- {line}\n" for line in lines)


def _words(draft: Draft) -> int:
    return sum(count_syllables(text) for text in (draft.question, *(getattr(draft, name) for name in TEXTS)))


def _topic_rows(drafts: Sequence[Draft]) -> Iterator[tuple[object, ...]]:
    whole = len(_approved(drafts)) or 1
    for topic in TOPICS:
        mine = [draft for draft in drafts if draft.topic == topic]
        approved = len(_approved(mine))
        yield (
            topic,
            approved,
            len(mine) - approved,
            least_of(topic),
            f"{approved / whole:.1%}",
            sum(len(draft.variants) for draft in mine),
            sum(map(_words, mine)),
            sum(bool(draft.situation) for draft in mine),
        )


def _topic_table(drafts: Sequence[Draft]) -> str:
    head = ("topic", "approved", "in review", "at least", "share", "variants", "syllables", "situations")
    return _table(head, _topic_rows(drafts))


def _add(measures: Sequence[Plainness]) -> Plainness:
    return Plainness(
        sum(measure.syllables for measure in measures),
        sum(measure.sentences for measure in measures),
        max((measure.longest for measure in measures), default=0),
        sum(measure.jargon for measure in measures),
    )


def _language_table(drafts: Sequence[Draft]) -> str:
    rows = []
    for topic in [*TOPICS, "all"]:
        measures = [measure_entry(draft) for draft in drafts if topic in {"all", draft.topic}]
        whole = _add(measures)
        hardest = max((measure.average for measure in measures), default=0.0)
        rows.append(
            (topic, f"{whole.average:.1f}", f"{hardest:.1f}", whole.longest, f"{whole.jargon_share:.1%}")
        )
    head = ("topic", "syllables a sentence", "hardest entry", "longest sentence", "words of the law")
    limits = f"At most {MOST_AVERAGE:.0f} syllables a sentence and {MOST_JARGON:.0%} words of the law in an entry.\n\n"
    return limits + _table(head, rows)


def _number_table(source: Source, law: LawText, today: date) -> str:
    basis = build_basis(source, law.of_register(source.documents), today)
    places: Counter[tuple[str, Place]] = Counter()
    for draft in _approved(source.drafts):
        places.update((claim.field, claim.place) for claim in list_claims(draft, build_grounds(draft, basis)))
    fields = ("answer", "details", "conditions")
    rows = [(title, *(places[name, place] for name in fields)) for place, title in PLACES.items()]
    rows.append(("together", *(sum(places[name, place] for place in PLACES) for name in fields)))
    return _table(("the number stands in", *fields), rows) + "\n" + _figure_lines(source, basis.law, today)


def _figure_lines(source: Source, law: LawText, today: date) -> str:
    """Where the values of today stand in the articles they name."""
    held = [value for value in source.parameters if value.holds_on(today)]
    standings = [(value, standing_of(value, law)) for value in held]
    counts = Counter(standing for _, standing in standings)
    lines = [f"- {counts[standing]} {standing.value}\n" for standing in Standing]
    missing = sorted({f"{v.name}.{v.scope}".rstrip(".") for v, s in standings if s is Standing.NOT_PRINTED})
    tail = (
        f"\nNot printed in the article, worked out or to be read again: {', '.join(missing)}.\n"
        if missing
        else ""
    )
    return f"Of {len(held)} figures of today:\n\n" + "".join(lines) + tail


def _problem_table(found: Sequence[Problem]) -> str:
    counts = Counter(map(kind_of, found))
    return _table(("kind", "problems"), [*counts.most_common(), ("all", len(found))])

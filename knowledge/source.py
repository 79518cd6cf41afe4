"""The shipped content as records: `content/*.yaml` in, drafts out, with every fault of every file at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from knowledge.entry import (
    Article,
    ChangeKind,
    Citation,
    LegalChange,
    LegalDocument,
    ReviewStatus,
    parse_place,
)
from knowledge.parameters import Parameter
from knowledge.reader import (
    Reader,
    parse_amount,
    parse_day,
    parse_number,
    parse_one_or_more,
    parse_text,
    parse_texts,
    parse_unit,
)
from knowledge.yaml_file import Problem, Record, read_yaml

CONTENT = Path(__file__).with_name("content")
RELATIONS = ("replaces", "amends", "consolidates")
DOCUMENT_KEYS = {
    *("number", "name", "in_force_from", "in_force_to", "consolidated_by", "articles", "text_at_hand"),
    *RELATIONS,
}
TEXTS = ("details", "conditions", "example", "situation", "review_note")
REVIEW_DAYS = ("checked_on", "review_due_on")
KEYS = {
    *("id", "question", "answer", "variants", "citations", "status", "valid_from", "valid_to"),
    *("computed", "stale_when"),
    *REVIEW_DAYS,
    *TEXTS,
}
HEADER_KEYS = {"topic", "entries", *REVIEW_DAYS}
FIGURE_KEYS = {"name", "label", "unit", "values"}
VALUE_KEYS = {"scope", "value", "valid_from", "valid_to", "source"}


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry as its file has it."""

    id: str
    topic: str
    status: ReviewStatus
    question: str
    answer: str
    details: str
    conditions: str
    example: str
    situation: str
    review_note: str
    computed: tuple[str, ...]  # sums behind the numbers no article holds: "6 x 8000000 = 48000000"
    variants: tuple[str, ...]
    citations: tuple[Citation, ...]  # primary ones first
    stale_when: tuple[
        Citation, ...
    ]  # articles nobody is shown, whose change makes the text wrong all the same
    checked_on: date
    review_due_on: date
    valid_from: date | None
    valid_to: date | None
    file: str = field(compare=False)
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """`document` replaces, amends or consolidates `target`."""

    document: str
    kind: str
    target: str


@dataclass(slots=True)
class Source:
    """Everything the content folder says, and what is wrong with it."""

    drafts: list[Draft] = field(default_factory=list)
    documents: list[LegalDocument] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    changes: list[LegalChange] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def parse_places(value: Any) -> tuple[Citation, ...]:
    """A list of "document#article"."""
    return tuple(map(parse_place, parse_texts(value)))


def read_citation(reader: Reader) -> Citation:
    reader.only("a citation", {"document", "article", "clause", "point", "primary"})
    return Citation(
        document=reader.take("document", parse_text, ""),
        article=reader.take("article", parse_number, ""),
        clause=reader.take_optional("clause", parse_number, None),
        point=reader.take_optional("point", parse_number, None),
        is_primary=bool(reader.record.get("primary", False)),
    )


def read_draft(reader: Reader, header: Record) -> Draft:
    """One entry; what it does not say about its review, the head of the file says."""
    reader.only("an entry", KEYS)
    for key in REVIEW_DAYS:
        if key not in reader.record and header.get(key) is not None:
            reader.record[key], reader.record.lines[key] = header[key], header.lines[key]
    citations = [read_citation(item) for item in reader.records("citations")]
    return Draft(
        id=reader.take("id", parse_text, ""),
        topic=str(header.get("topic", "")),
        status=reader.take_optional("status", ReviewStatus, ReviewStatus.APPROVED),
        question=reader.take("question", parse_text, ""),
        answer=reader.take("answer", parse_text, ""),
        **{key: reader.take_optional(key, parse_text, "") for key in TEXTS},
        computed=reader.take_optional("computed", parse_texts, ()),
        variants=reader.take("variants", parse_texts, ()),
        stale_when=reader.take_optional("stale_when", parse_places, ()),
        citations=tuple(sorted(citations, key=lambda citation: not citation.is_primary)),
        checked_on=reader.take("checked_on", parse_day, date.min),
        review_due_on=reader.take("review_due_on", parse_day, date.min),
        valid_from=reader.take_optional("valid_from", parse_day, None),
        valid_to=reader.take_optional("valid_to", parse_day, None),
        file=reader.file,
        line=reader.record.line,
    )


def read_entries(path: Path, source: Source) -> None:
    """Add the drafts of one topic file."""
    header, problems = read_yaml(path)
    source.problems += problems
    if problems:
        return
    reader = Reader(path.name, header, source.problems)
    reader.only("the head of a file", HEADER_KEYS)
    source.drafts += [read_draft(record, header) for record in reader.records("entries")]


def read_articles(reader: Reader, since: date) -> dict[str, Article]:
    """A mapping of articles: a title alone, or a title with its own days."""
    articles = {}
    for key, value in reader.record.items():
        number = str(key)
        if isinstance(value, Record):
            own = reader.inside(key)
            own.only("an article", {"title", "in_force_from", "in_force_to"})
            articles[number] = Article(
                number,
                own.take("title", parse_text, ""),
                own.take_optional("in_force_from", parse_day, since),
                own.take_optional("in_force_to", parse_day, None),
            )
        else:
            articles[number] = Article(number, reader.take(key, parse_text, ""), since)
    return articles


def read_document(reader: Reader, titles: Reader, source: Source) -> None:
    """Add one document of the register, and what it does to others."""
    reader.only("a document", DOCUMENT_KEYS)
    number = reader.take("number", parse_text, "")
    since = reader.take("in_force_from", parse_day, date.min)
    source.documents.append(
        LegalDocument(
            number=number,
            name=reader.take("name", parse_text, ""),
            in_force_from=since,
            in_force_to=reader.take_optional("in_force_to", parse_day, None),
            consolidated_by=reader.take_optional("consolidated_by", parse_text, None),
            has_text=reader.take_optional("text_at_hand", bool, True),
            articles=read_articles(titles.inside(number), since)
            | read_articles(reader.inside("articles"), since),
        )
    )
    for kind in RELATIONS:
        targets: tuple[str, ...] = reader.take_optional(kind, parse_one_or_more, ())
        source.relations += [Relation(number, kind, target) for target in targets]


def read_change(reader: Reader) -> LegalChange:
    """One repeal or amendment the shipped entries know of."""
    reader.only("a change", {"document", "article", "clause", "kind", "from", "by"})
    return LegalChange(
        document=reader.take("document", parse_text, ""),
        article=reader.take_optional("article", parse_number, None),
        clause=reader.take_optional("clause", parse_number, None),
        kind=reader.take("kind", ChangeKind, ChangeKind.REPEAL),
        changed_on=reader.take("from", parse_day, date.min),
        by=reader.take("by", parse_text, ""),
    )


def read_register(folder: Path, source: Source) -> None:
    """Add the law register: `laws.yaml` with the titles of `law_articles.yaml`."""
    data, problems = read_yaml(folder / "laws.yaml")
    titles, title_problems = read_yaml(folder / "law_articles.yaml")
    source.problems += problems + title_problems
    if problems:
        return
    titles_reader = Reader("law_articles.yaml", titles, source.problems)
    reader = Reader("laws.yaml", data, source.problems)
    reader.only("the register", {"documents", "changes"})
    for document in reader.records("documents"):
        read_document(document, titles_reader, source)
    if "changes" in data:
        source.changes += [read_change(change) for change in reader.records("changes")]


def read_value(reader: Reader, name: str, label: str, unit: str) -> Parameter:
    """One value of one figure."""
    reader.only("a value", VALUE_KEYS)
    is_text = unit == "text"
    place = reader.inside("source")
    return Parameter(
        name=name,
        scope=reader.take_optional("scope", parse_number, ""),
        label=label,
        unit=unit,
        amount=None if is_text else reader.take("value", parse_amount, Decimal(0)),
        text=reader.take("value", parse_text, "") if is_text else None,
        valid_from=reader.take("valid_from", parse_day, date.min),
        valid_to=reader.take_optional("valid_to", parse_day, None),
        document=place.take("document", parse_text, ""),
        article=place.take("article", parse_number, ""),
        clause=place.take_optional("clause", parse_number, None),
        line=reader.record.line,
        file=reader.file,
    )


def read_figure(reader: Reader) -> list[Parameter]:
    """All values of one figure."""
    reader.only("a figure", FIGURE_KEYS)
    name = reader.take("name", parse_text, "")
    label = reader.take("label", parse_text, "")
    unit = reader.take("unit", parse_unit, "text")
    return [read_value(value, name, label, unit) for value in reader.records("values")]


def read_parameters(path: Path, source: Source) -> None:
    """Add the values of one file of figures."""
    data, problems = read_yaml(path)
    source.problems += problems
    if problems:
        return
    for figure in Reader(path.name, data, source.problems).records("parameters"):
        source.parameters += read_figure(figure)


def read_source(folder: Path = CONTENT) -> Source:
    """Read the whole content folder. Faults are collected in `problems`; nothing is raised."""
    source = Source()
    read_register(folder, source)
    for path in sorted(folder.glob("parameters*.yaml")):
        read_parameters(path, source)
    for path in sorted((folder / "entries").glob("*.yaml")):
        read_entries(path, source)
    source.problems += _repeated_keys(source)
    source.problems = list(
        dict.fromkeys(source.problems)
    )  # a wrong day in a head is one fault, not one an entry
    return source


def _repeated_keys(source: Source) -> Iterator[Problem]:
    """An id, or a figure of one day, that stands twice: the tables could hold only one of them."""
    drafts: set[str] = set()
    figures: set[tuple[str, str, date]] = set()
    for draft in source.drafts:
        if draft.id in drafts:
            yield Problem(draft.file, draft.line, f"{draft.id}: the id stands already in another place")
        drafts.add(draft.id)
    for value in source.parameters:
        key = (value.name, value.scope, value.valid_from)
        if key in figures:
            yield Problem(
                value.file, value.line, f"{value.name}.{value.scope} from {value.valid_from} stands twice"
            )
        figures.add(key)

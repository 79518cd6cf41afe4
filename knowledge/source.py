"""The shipped content as records: `content/*.yaml` in, drafts out, with every fault of every file at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from knowledge.entry import Article, Citation, LegalDocument, ReviewStatus
from knowledge.parameters import Parameter
from knowledge.yaml_file import Problem, Record, read_yaml

T = TypeVar("T")
CONTENT = Path(__file__).with_name("content")
RELATIONS = ("replaces", "amends", "consolidates")
TEXTS = ("details", "conditions", "example", "review_note")
KEYS = {
    *("id", "question", "answer", "variants", "citations", "status", "valid_from", "valid_to"),
    *("checked_on", "review_due_on"),
    *TEXTS,
}


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
    review_note: str
    variants: tuple[str, ...]
    citations: tuple[Citation, ...]  # primary ones first
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
    parameters: list[Parameter] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Reader:
    """Takes typed values out of one record and collects the faults instead of stopping at the first."""

    def __init__(self, file: str, record: Record, problems: list[Problem]) -> None:
        self.file, self.record, self.problems = file, record, problems

    def fault(self, key: str, message: str) -> None:
        self.problems.append(Problem(self.file, self.record.lines.get(key, self.record.line), message))

    def take(self, key: str, parse: Callable[[Any], T], default: T) -> T:
        """The parsed value; a missing one or one that does not parse is a fault and gives `default`."""
        if key not in self.record:
            self.fault(key, f"{key} is missing")
            return default
        return self.take_optional(key, parse, default)

    def take_optional(self, key: str, parse: Callable[[Any], T], default: T) -> T:
        if self.record.get(key) is None:
            return default
        try:
            return parse(self.record[key])
        except (TypeError, ValueError, ArithmeticError) as error:
            self.fault(key, f"{key}: {error}")
            return default

    def records(self, key: str) -> list[Record]:
        """A list of mappings; anything else in it is a fault."""
        items = self.record.get(key)
        if not isinstance(items, list):
            self.fault(key, f"{key} must be a list")
            return []
        found = [item for item in items if isinstance(item, Record)]
        if len(found) < len(items):
            self.fault(key, f"{key} must hold mappings only")
        return found


def parse_text(value: Any) -> str:
    """A non-empty text without the line ends YAML leaves behind."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text that is not empty")
    return value.strip()


def parse_day(value: Any) -> date:
    """A day; YAML has made it one already, unless it was misspelt."""
    if type(value) is not date:
        raise ValueError(f"must be a day like 2026-11-20, not {value!r}")
    return value


def parse_number(value: Any) -> str:
    """The number of an article, clause or point: `26`, `8a`, `đ`."""
    if not isinstance(value, int | str) or isinstance(value, bool):
        raise ValueError(f"must be a number or a letter, not {value!r}")
    return str(value)


def parse_texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise ValueError("must be a list of texts")
    return tuple(parse_text(item) for item in value)


def read_citation(reader: Reader) -> Citation:
    record = reader.record
    for key in record.keys() - {"document", "article", "clause", "point", "primary"}:
        reader.fault(key, f"a citation has no {key}")
    return Citation(
        document=reader.take("document", parse_text, ""),
        article=reader.take("article", parse_number, ""),
        clause=reader.take_optional("clause", parse_number, None),
        point=reader.take_optional("point", parse_number, None),
        is_primary=bool(record.get("primary", False)),
    )


def read_draft(reader: Reader, header: Record) -> Draft:
    """One entry; what it does not say about its review, the head of the file says."""
    record = reader.record
    for key in record.keys() - KEYS:
        reader.fault(key, f"an entry has no {key}")
    for key in ("checked_on", "review_due_on"):
        record.setdefault(key, header.get(key))
    citations = [
        read_citation(Reader(reader.file, item, reader.problems)) for item in reader.records("citations")
    ]
    return Draft(
        id=reader.take("id", parse_text, ""),
        topic=str(header.get("topic", "")),
        status=reader.take_optional("status", ReviewStatus, ReviewStatus.APPROVED),
        question=reader.take("question", parse_text, ""),
        answer=reader.take("answer", parse_text, ""),
        **{key: reader.take_optional(key, parse_text, "") for key in TEXTS},
        variants=reader.take("variants", parse_texts, ()),
        citations=tuple(sorted(citations, key=lambda citation: not citation.is_primary)),
        checked_on=reader.take("checked_on", parse_day, date.min),
        review_due_on=reader.take("review_due_on", parse_day, date.min),
        valid_from=reader.take_optional("valid_from", parse_day, None),
        valid_to=reader.take_optional("valid_to", parse_day, None),
        file=reader.file,
        line=record.line,
    )


def read_entries(path: Path, source: Source) -> None:
    """Add the drafts of one topic file."""
    header, problems = read_yaml(path)
    source.problems += problems
    if problems:
        return
    reader = Reader(path.name, header, source.problems)
    source.drafts += [
        read_draft(Reader(path.name, record, source.problems), header) for record in reader.records("entries")
    ]


def read_articles(titles: Record, document: Record, since: date) -> dict[str, Article]:
    """The articles of one document: a title alone, or a title with its own day."""
    own = titles.get(document["number"], Record())
    articles = {}
    for number, value in {**own, **document.get("articles", {})}.items():
        title, day = (value["title"], value["in_force_from"]) if isinstance(value, Record) else (value, since)
        articles[str(number)] = Article(str(number), title, day)
    return articles


def read_register(folder: Path, source: Source) -> None:
    """Add the law register: `laws.yaml` with the titles of `law_articles.yaml`."""
    data, problems = read_yaml(folder / "laws.yaml")
    titles, title_problems = read_yaml(folder / "law_articles.yaml")
    source.problems += problems + title_problems
    if source.problems and not data:
        return
    for record in Reader("laws.yaml", data, source.problems).records("documents"):
        reader = Reader("laws.yaml", record, source.problems)
        number = reader.take("number", parse_text, "")
        since = reader.take("in_force_from", parse_day, date.min)
        source.documents.append(
            LegalDocument(
                number=number,
                name=reader.take("name", parse_text, ""),
                in_force_from=since,
                in_force_to=reader.take_optional("in_force_to", parse_day, None),
                consolidated_by=reader.take_optional("consolidated_by", parse_text, None),
                articles=read_articles(titles, record, since) if number else {},
            )
        )
        for kind in RELATIONS:
            targets = record.get(kind, [])
            source.relations += [
                Relation(number, kind, target)
                for target in (targets if isinstance(targets, list) else [targets])
            ]


def parse_amount(value: Any) -> Decimal:
    """An amount as YAML has it; a float would bring its binary tail."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"must be a number, not {value!r}")
    return Decimal(str(value))


def read_parameter(reader: Reader, head: Record) -> Parameter:
    """One value of one parameter."""
    is_text = head.get("unit") == "text"
    place: dict[str, Any] = reader.take("source", dict, {})
    return Parameter(
        name=str(head.get("name", "")),
        scope=str(reader.record.get("scope", "")),
        label=str(head.get("label", "")),
        unit=str(head.get("unit", "")),
        amount=None if is_text else reader.take("value", parse_amount, Decimal(0)),
        text=reader.take("value", parse_text, "") if is_text else None,
        valid_from=reader.take("valid_from", parse_day, date.min),
        valid_to=reader.take_optional("valid_to", parse_day, None),
        document=str(place.get("document", "")),
        article=str(place.get("article", "")),
        clause=None if place.get("clause") is None else str(place["clause"]),
        line=reader.record.line,
        file=reader.file,
    )


def read_parameters(path: Path, source: Source) -> None:
    data, problems = read_yaml(path)
    source.problems += problems
    if problems:
        return
    for head in Reader(path.name, data, source.problems).records("parameters"):
        source.parameters += [
            read_parameter(Reader(path.name, record, source.problems), head)
            for record in Reader(path.name, head, source.problems).records("values")
        ]


def read_source(folder: Path = CONTENT) -> Source:
    """Read the whole content folder. Faults are collected in `problems`; nothing is raised."""
    source = Source()
    read_register(folder, source)
    for path in sorted(folder.glob("parameters*.yaml")):
        read_parameters(path, source)
    for path in sorted((folder / "entries").glob("*.yaml")):
        read_entries(path, source)
    source.problems += _repeated_keys(source)
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

"""A file of local entries, workbook or YAML, into drafts that wait for approval; every fault at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from knowledge.check import blocking_problems
from knowledge.entry import ReviewStatus
from knowledge.sheet import NOTE, CellFault, Law, Sheet, read_sheet
from knowledge.source import Source, read_entries
from knowledge.topics import TOPICS


def read_local(path: Path, law: Law, *, today: date) -> Sheet:
    """The drafts of a file, or its faults; nothing is raised."""
    if path.suffix.lower() in {".yaml", ".yml"}:
        return read_yaml_entries(path, law)
    return read_sheet(path, law, today=today)


def read_yaml_entries(path: Path, law: Law) -> Sheet:
    """One topic file in the form of `content/entries`."""
    source = Source(documents=list(law.register.documents.values()), parameters=list(law.parameters))
    read_entries(path, source)
    faults = [CellFault(problem.line, "", problem.message) for problem in blocking_problems(source)]
    faults += [
        CellFault(draft.line, "topic", f"không có chủ đề {draft.topic!r}")
        for draft in source.drafts
        if draft.topic not in TOPICS
    ]
    drafts = [replace(draft, status=ReviewStatus.REVIEW, review_note=NOTE) for draft in source.drafts]
    return Sheet(drafts, faults)

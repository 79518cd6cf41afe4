"""Every fault of every file is told at once, where it stands; a file with faults never stops the reading of the others."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from knowledge.entry import Citation, ReviewStatus
from knowledge.source import Relation, Source, read_source
from tests.knowledge.content import ARTICLES, ENTRIES, FIGURES, LAWS, read_content


def told(source: Source) -> set[str]:
    return {str(problem) for problem in source.problems}


def test_a_folder_without_faults_is_read_whole(tmp_path: Path) -> None:
    source = read_content(tmp_path)

    assert not source.problems
    assert [draft.id for draft in source.drafts] == ["thu-viec", "luong-thap-nhat"]
    assert [document.number for document in source.documents] == ["1/QH", "2/QH", "3/QH"]
    assert [value.amount for value in source.parameters] == [Decimal(4960000), Decimal(5310000)]
    assert source.relations == [Relation("3/QH", "replaces", "2/QH")]


def test_an_entry_takes_its_review_days_from_the_head_unless_it_has_its_own(tmp_path: Path) -> None:
    own = ENTRIES.replace("  - id: luong", "  - checked_on: 2026-10-01\n    id: luong")

    first, second = read_content(tmp_path, entries=own).drafts

    assert (first.checked_on, first.review_due_on) == (date(2026, 11, 20), date(2027, 5, 20))
    assert (second.checked_on, second.review_due_on) == (date(2026, 10, 1), date(2027, 5, 20))


def test_primary_citations_come_first(tmp_path: Path) -> None:
    first, _ = read_content(tmp_path).drafts

    assert first.citations == (Citation("1/QH", "1", "2", is_primary=True), Citation("1/QH", "2"))


def test_an_article_has_the_day_of_its_document_unless_it_has_its_own(tmp_path: Path) -> None:
    ended = ARTICLES.replace("2025-07-01}", "2025-07-01, in_force_to: 2026-07-01}")

    one = read_content(tmp_path, articles=ended).documents[0].articles

    assert (one["1"].in_force_from, one["1"].in_force_to) == (date(2021, 1, 1), None)
    assert (one["2"].in_force_from, one["2"].in_force_to) == (date(2025, 7, 1), date(2026, 7, 1))


def test_several_faults_of_one_entry_are_all_told_with_their_lines(tmp_path: Path) -> None:
    entries = """\
topic: probation
checked_on: 2026-11-20
review_due_on: 2027-05-20
entries:
  - id: ""
    qestion: Thử việc mấy ngày?
    answer: [không, phải, chữ]
    status: finished
    checked_on: hôm qua
    valid_to: 2026-02-30
    variants: thử việc bao lâu
    citations:
      - {article: true}
      - {document: 1/QH, article: 1, paragraph: 2}
      - chỉ là chữ
"""
    assert told(read_content(tmp_path, entries=entries)) == {
        "probation.yaml:5: id: must be a text that is not empty",
        "probation.yaml:6: an entry has no qestion",
        "probation.yaml:5: question is missing",
        "probation.yaml:7: answer: must be a text that is not empty",
        "probation.yaml:8: status: 'finished' is not a valid ReviewStatus",
        "probation.yaml:9: checked_on: must be a day like 2026-11-20, not 'hôm qua'",
        "probation.yaml:10: valid_to: must be a day like 2026-11-20, not '2026-02-30'",
        "probation.yaml:11: variants: must be a list of texts",
        "probation.yaml:12: citations must hold mappings only",
        "probation.yaml:13: document is missing",
        "probation.yaml:13: article: must be a number or a letter, not True",
        "probation.yaml:14: a citation has no paragraph",
    }


def test_an_entry_without_citations_is_a_fault(tmp_path: Path) -> None:
    entries = ENTRIES.replace("    citations: [{document: 1/QH, article: 1, primary: true}]\n", "")

    assert told(read_content(tmp_path, entries=entries)) == {"probation.yaml:12: citations must be a list"}


def test_a_key_without_a_value_is_a_missing_one(tmp_path: Path) -> None:
    entries = ENTRIES.replace("answer: Nhiều nhất 60 ngày.", "answer:")

    assert told(read_content(tmp_path, entries=entries)) == {"probation.yaml:7: answer is missing"}


def test_review_days_that_stand_nowhere_are_missing(tmp_path: Path) -> None:
    entries = ENTRIES.replace("checked_on: 2026-11-20\n", "")

    assert told(read_content(tmp_path, entries=entries)) == {
        "probation.yaml:4: checked_on is missing",
        "probation.yaml:11: checked_on is missing",
    }


def test_a_wrong_day_in_the_head_is_one_fault_and_stands_there(tmp_path: Path) -> None:
    entries = ENTRIES.replace("2027-05-20", "2027-05-32")

    assert told(read_content(tmp_path, entries=entries)) == {
        "probation.yaml:3: review_due_on: must be a day like 2026-11-20, not '2027-05-32'"
    }
    assert len(read_content(tmp_path, entries=entries).problems) == 1


def test_a_moment_is_not_a_day(tmp_path: Path) -> None:
    entries = ENTRIES.replace("2027-05-20", "2027-05-20 10:00:00")

    [problem] = read_content(tmp_path, entries=entries).problems

    assert problem.message.startswith("review_due_on: must be a day")


def test_an_unknown_key_in_the_head_is_a_fault(tmp_path: Path) -> None:
    entries = ENTRIES.replace("topic: probation\n", "topic: probation\nchekced_by: một người\n")

    assert told(read_content(tmp_path, entries=entries)) == {
        "probation.yaml:2: the head of a file has no chekced_by"
    }


def test_an_id_that_stands_twice_is_a_fault_of_the_second(tmp_path: Path) -> None:
    entries = ENTRIES.replace("id: luong-thap-nhat", "id: thu-viec")

    assert told(read_content(tmp_path, entries=entries)) == {
        "probation.yaml:12: thu-viec: the id stands already in another place"
    }


def test_a_broken_file_leaves_the_others_read(tmp_path: Path) -> None:
    source = read_content(tmp_path, figures="parameters: [")

    assert [problem.file for problem in source.problems] == ["parameters.yaml"]
    assert len(source.drafts) == 2


def test_faults_of_all_four_files_are_told_together(tmp_path: Path) -> None:
    source = read_content(
        tmp_path,
        laws=LAWS.replace("name: Luật Hai, ", ""),
        articles=ARTICLES.replace("{'3': Mức lương}", "{'3': {titel: Mức lương}}", 1),
        figures=FIGURES.replace("unit: dong", "unit: đồng"),
        entries=ENTRIES.replace("id: thu-viec", "id: 7"),
    )

    assert told(source) >= {
        "laws.yaml:3: name is missing",
        "law_articles.yaml:4: an article has no titel",
        "law_articles.yaml:4: title is missing",
        "parameters.yaml:4: unit: must be one of dong, percent, months, days, hours, text, not 'đồng'",
        "probation.yaml:5: id: must be a text that is not empty",
    }


def test_the_register_never_stops_at_a_strange_shape(tmp_path: Path) -> None:
    source = read_content(
        tmp_path,
        laws=LAWS.replace("replaces: [2/QH]", "replaces: {2/QH: 1}").replace(
            "in_force_from: 2021-01-01", "articles: [1]"
        ),
        articles="1/QH: [1, 2]\n2/QH: {'3': }\n3/QH: {'3': {title: 5, in_force_from: mai}}\n",
    )

    assert told(source) == {
        "laws.yaml:2: in_force_from is missing",
        "laws.yaml:2: articles must be a mapping",
        "laws.yaml:4: replaces: must be a text that is not empty",
        "law_articles.yaml:1: 1/QH must be a mapping",
        "law_articles.yaml:2: 3 is missing",
        "law_articles.yaml:3: title: must be a text that is not empty",
        "law_articles.yaml:3: in_force_from: must be a day like 2026-11-20, not 'mai'",
    }


def test_faults_of_a_figure_are_told_at_the_line_of_the_value(tmp_path: Path) -> None:
    figures = """\
parameters:
  - name: muc_luong
    unit: dong
    values:
      - {value: nhiều, valid_from: 2024-07-01, source: {document: 2/QH}}
      - {valeu: 5, valid_from: 2026-01-01, until: 2027-01-01}
      - {value: true, valid_from: 2027-01-01, source: 3/QH}
"""
    assert told(read_content(tmp_path, figures=figures)) == {
        "parameters.yaml:2: label is missing",
        "parameters.yaml:5: value: must be a number, not 'nhiều'",
        "parameters.yaml:5: article is missing",
        "parameters.yaml:6: a value has no valeu",
        "parameters.yaml:6: a value has no until",
        "parameters.yaml:6: value is missing",
        "parameters.yaml:6: document is missing",
        "parameters.yaml:6: article is missing",
        "parameters.yaml:7: value: must be a number, not True",
        "parameters.yaml:7: source must be a mapping",
        "parameters.yaml:7: document is missing",
        "parameters.yaml:7: article is missing",
    }


def test_a_figure_that_starts_twice_on_one_day_is_a_fault(tmp_path: Path) -> None:
    figures = FIGURES.replace("valid_from: 2024-07-01, valid_to: 2026-01-01", "valid_from: 2026-01-01")

    assert told(read_content(tmp_path, figures=figures)) == {
        "parameters.yaml:7: muc_luong.vung_1 from 2026-01-01 stands twice"
    }


def test_an_empty_folder_tells_what_is_missing(tmp_path: Path) -> None:
    source = read_source(tmp_path)

    assert {problem.file for problem in source.problems} == {"laws.yaml", "law_articles.yaml"}
    assert not source.drafts


def test_a_draft_may_be_in_review(tmp_path: Path) -> None:
    entries = ENTRIES.replace(
        "  - id: luong", "  - status: review\n    review_note: chờ nghị định\n    id: luong"
    )

    _, second = read_content(tmp_path, entries=entries).drafts

    assert (second.status, second.review_note) == (ReviewStatus.REVIEW, "chờ nghị định")

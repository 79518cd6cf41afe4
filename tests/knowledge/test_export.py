"""What is exported and read again says the same, word for word."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from knowledge.entry import Citation, ReviewStatus
from knowledge.export import read_topics, write_topics
from knowledge.load import load
from knowledge.source import Draft, Source, read_source
from store.database import Database
from tests.clock import Clock
from tests.knowledge.content import ARTICLES, LAWS, read_content


async def export(database: Database, folder: Path) -> int:
    async with database.reading() as session:
        return write_topics(await read_topics(session), folder / "entries")


async def round_trip(database: Database, source: Source, folder: Path, clock: Clock) -> dict[str, Draft]:
    """Load, export, read again."""
    async with database.transaction() as session:
        await load(session, source, now=clock())
    await export(database, folder)
    again = read_source(folder)
    assert not [problem for problem in again.problems if "law" not in problem.file]
    return {draft.id: draft for draft in again.drafts}


async def test_what_ships_comes_back_equal(stocked: Database, tmp_path: Path) -> None:
    shipped = read_source().drafts

    count = await export(stocked, tmp_path)

    again = read_source(tmp_path).drafts
    assert count == len(shipped)
    assert {draft.id: draft for draft in again} == {draft.id: draft for draft in shipped}


async def test_every_field_survives(database: Database, clock: Clock, tmp_path: Path) -> None:
    source = read_content(tmp_path)
    first = replace(
        source.drafts[0],
        status=ReviewStatus.REVIEW,
        review_note="chờ: nghị định # mới",
        details="- dòng một\n- dòng hai: 5%\nBạn nên: giữ giấy.",
        conditions="'nháy' và \"nháy\"",
        example="{{ muc_luong.vung_1 * 2 }}",
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 1, 1),
        variants=("yes", "2026-01-01", "- gạch", "null", "thử việc: bao lâu?"),
        citations=(
            Citation("1/QH", "2", "3", "đ", is_primary=True),
            Citation("1/QH", "1", "1a"),
            Citation("1/QH", "1", None, "b"),
        ),
    )
    source.drafts[0] = first

    again = await round_trip(database, source, tmp_path / "out", clock)

    assert again["thu-viec"] == first
    assert again["luong-thap-nhat"] == source.drafts[1]


async def test_only_the_latest_text_is_exported(database: Database, clock: Clock, tmp_path: Path) -> None:
    source = read_content(tmp_path)
    await round_trip(database, source, tmp_path / "first", clock)
    changed = replace(source.drafts[0], answer="Nhiều nhất 180 ngày.")

    again = await round_trip(database, replace(source, drafts=[changed]), tmp_path / "second", clock)

    assert list(again.values()) == [changed]


async def test_an_exported_folder_loads_as_unchanged(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    await round_trip(database, read_content(tmp_path), out, clock)
    (out / "laws.yaml").write_text(LAWS, "utf-8")
    (out / "law_articles.yaml").write_text(ARTICLES, "utf-8")

    async with database.transaction() as session:
        loaded = await load(session, read_source(out), now=clock())

    assert (loaded.unchanged, loaded.changed, loaded.added, loaded.retired) == (2, 0, 0, 0)

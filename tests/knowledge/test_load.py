"""A load brings the tables to what the files say, and keeps every text that was ever served."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from knowledge import models
from knowledge.load import BrokenContent, Loaded, digest_of, load
from knowledge.source import Source, read_source
from knowledge.validity import read_library
from store.database import Database
from tests.clock import Clock
from tests.knowledge.content import ENTRIES, FIGURES, LAWS, make_draft, read_content


async def put(database: Database, source: Source, clock: Clock) -> Loaded:
    async with database.transaction() as session:
        return await load(session, source, now=clock())


async def list_revisions(database: Database) -> list[tuple[str, int, bool]]:
    """(entry, number, whether it was retired), in the order they were loaded."""
    async with database.reading() as session:
        rows = await session.scalars(select(models.Revision).order_by(models.Revision.id))
        return [(row.entry_id, row.number, row.retired_at is not None) for row in rows]


async def count_all(database: Database) -> dict[str, int]:
    """Rows by table of the law."""
    async with database.reading() as session:
        return {
            table.__tablename__: len((await session.execute(select(table))).all())
            for table in (
                models.Entry,
                models.Revision,
                models.Variant,
                models.Citation,
                models.LegalDocument,
                models.LegalArticle,
                models.LegalRelation,
                models.Parameter,
            )
        }


async def test_the_first_load_adds_all(database: Database, clock: Clock, tmp_path: Path) -> None:
    loaded = await put(database, read_content(tmp_path), clock)

    assert loaded == Loaded(added=2, changed=0, unchanged=0, retired=0)
    assert await list_revisions(database) == [("thu-viec", 1, False), ("luong-thap-nhat", 1, False)]
    assert await count_all(database) == {
        "entries": 2,
        "revisions": 2,
        "variants": 10,
        "citations": 3,
        "legal_documents": 3,
        "legal_articles": 4,
        "legal_relations": 1,
        "parameters": 2,
    }


async def test_a_second_load_changes_nothing(database: Database, clock: Clock, tmp_path: Path) -> None:
    await put(database, read_content(tmp_path), clock)
    before = await count_all(database)

    loaded = await put(database, read_content(tmp_path), clock)

    assert loaded == Loaded(added=0, changed=0, unchanged=2, retired=0)
    assert await count_all(database) == before


async def test_an_entry_that_only_moved_in_its_file_is_unchanged(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await put(database, read_content(tmp_path), clock)

    loaded = await put(database, read_content(tmp_path, entries="# một dòng\n\n" + ENTRIES), clock)

    assert loaded.unchanged == 2


async def test_a_changed_entry_makes_a_second_revision_and_retires_the_first(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await put(database, read_content(tmp_path), clock)
    clock.forward(days=1)

    loaded = await put(
        database, read_content(tmp_path, entries=ENTRIES.replace("60 ngày", "180 ngày")), clock
    )

    assert loaded == Loaded(added=0, changed=1, unchanged=1, retired=0)
    assert await list_revisions(database) == [
        ("thu-viec", 1, True),
        ("luong-thap-nhat", 1, False),
        ("thu-viec", 2, False),
    ]
    async with database.reading() as session:
        query = select(models.Revision.answer, models.Revision.retired_at).where(
            models.Revision.entry_id == "thu-viec"
        )
        rows = (await session.execute(query.order_by(models.Revision.number))).all()
    assert rows == [("Nhiều nhất 60 ngày.", clock()), ("Nhiều nhất 180 ngày.", None)]


async def test_a_removed_entry_is_retired_and_no_longer_served(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    source = read_content(tmp_path)
    await put(database, source, clock)

    loaded = await put(database, replace(source, drafts=source.drafts[1:]), clock)

    assert loaded == Loaded(added=0, changed=0, unchanged=1, retired=1)
    assert await list_revisions(database) == [("thu-viec", 1, True), ("luong-thap-nhat", 1, False)]
    async with database.reading() as session:
        assert [entry.id for entry in (await read_library(session)).entries] == ["luong-thap-nhat"]


async def test_an_entry_that_returns_gets_a_new_number(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    source = read_content(tmp_path)
    await put(database, source, clock)
    await put(database, replace(source, drafts=source.drafts[1:]), clock)

    loaded = await put(database, source, clock)

    assert loaded == Loaded(added=1, changed=0, unchanged=1, retired=0)
    assert await list_revisions(database) == [
        ("thu-viec", 1, True),
        ("luong-thap-nhat", 1, False),
        ("thu-viec", 2, False),
    ]


async def test_an_entry_may_move_to_another_topic(database: Database, clock: Clock, tmp_path: Path) -> None:
    source = read_content(tmp_path)
    await put(database, source, clock)

    await put(
        database,
        replace(source, drafts=[replace(source.drafts[0], topic="contract"), source.drafts[1]]),
        clock,
    )

    async with database.reading() as session:
        topics = {entry.id: entry.topic for entry in (await read_library(session)).entries}
    assert topics == {"thu-viec": "contract", "luong-thap-nhat": "probation"}


async def test_broken_content_loads_nothing(database: Database, clock: Clock, tmp_path: Path) -> None:
    await put(database, read_content(tmp_path), clock)
    broken = read_content(
        tmp_path, entries=ENTRIES.replace("60 ngày", "180 ngày").replace("2027-05-20", "mai")
    )

    with pytest.raises(BrokenContent, match=r"probation\.yaml:3: review_due_on") as caught:
        await put(database, broken, clock)

    assert caught.value.problems == broken.problems
    assert await list_revisions(database) == [("thu-viec", 1, False), ("luong-thap-nhat", 1, False)]


async def test_a_fault_in_the_middle_of_a_load_leaves_what_was_there(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    source = read_content(tmp_path)
    await put(database, source, clock)
    cites_nothing_known = replace(
        source.drafts[0], citations=(replace(source.drafts[0].citations[0], document="9/QH"),)
    )

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await put(database, replace(source, drafts=[cites_nothing_known]), clock)

    assert await list_revisions(database) == [("thu-viec", 1, False), ("luong-thap-nhat", 1, False)]


async def test_the_register_and_the_figures_follow_the_files(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    await put(database, read_content(tmp_path), clock)

    await put(
        database,
        read_content(
            tmp_path,
            laws=LAWS.replace("name: Luật Một", "name: Luật Một (sửa đổi)").replace(", replaces: [2/QH]", ""),
            figures=FIGURES.replace("5310000", "5500000"),
        ),
        clock,
    )

    async with database.reading() as session:
        names = list(
            await session.scalars(select(models.LegalDocument.name).order_by(models.LegalDocument.number))
        )
        amounts = list(
            await session.scalars(select(models.Parameter.amount).order_by(models.Parameter.valid_from))
        )
    assert names == ["Luật Một (sửa đổi)", "Luật Hai", "Luật Ba"]
    assert amounts == [4960000, 5500000]
    assert (await count_all(database))["legal_relations"] == 0


async def test_what_ships_is_loaded_already_and_loads_once(stocked: Database, clock: Clock) -> None:
    loaded = await put(stocked, read_source(), clock)

    assert (loaded.added, loaded.changed, loaded.retired) == (0, 0, 0)
    assert loaded.unchanged > 500


@pytest.mark.parametrize(
    "changed",
    [
        {"answer": "Khác."},
        {"topic": "contract"},
        {"variants": ("một", "hai", "ba", "năm", "bốn")},
        {"citations": ()},
        {"review_note": "xem lại"},
    ],
)
def test_the_digest_sees_every_word(changed: dict[str, Any]) -> None:
    assert digest_of(make_draft(**changed)) != digest_of(make_draft())


def test_the_digest_does_not_see_where_the_entry_stands() -> None:
    assert digest_of(make_draft(file="b.yaml", line=99)) == digest_of(make_draft())

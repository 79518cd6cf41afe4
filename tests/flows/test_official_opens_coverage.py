"""The third flow: an official opens the coverage page and reads the figures of the ledger, for his area and no more."""

from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
from fastapi import FastAPI

from admin.app import create_app
from reach.clock import parse_period
from reach.coverage import read_coverage
from reach.models import Role
from reach.units import read_tree
from store.database import Database
from tests.admin.visitor import MOUNT, Visitor
from tests.clock import Clock


@pytest.fixture
async def official(stocked: Database, clock: Clock) -> AsyncIterator[Visitor]:
    """Signed in for Phường Mẫu Một alone."""
    street = FastAPI()
    street.mount(MOUNT, create_app(stocked, clock=clock, secure_cookies=False))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(street)) as client:
        visitor = Visitor(client, stocked, clock)
        await visitor.come_as(Role.OFFICIAL, "DEMO-01")
        yield visitor


async def test_an_official_reads_the_ledgers_figures_of_his_area(
    official: Visitor, stocked: Database
) -> None:
    async with stocked.reading() as session:
        tree = await read_tree(session, date(2026, 11, 20))
        report = await read_coverage(session, tree, parse_period("2026"), today=date(2026, 11, 20))
    figure = report.of(tree.get("DEMO-01").id)

    await official.open("/")

    assert figure.base is not None
    assert f"{figure.acknowledged} / {figure.base.head_count} người lao động" in official.text
    assert figure.base.source in official.text
    assert "Công ty May Mẫu A" in official.text


async def test_the_neighbours_figures_are_not_there_for_him(official: Visitor) -> None:
    for code in ("DEMO-02", "DEMO-0201", "DEMO", "01"):
        answer = await official.open(f"/?unit={code}")
        assert answer.status_code == 404

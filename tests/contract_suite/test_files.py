"""Wherever a portal keeps its files, it gives the same answers, refusals and texts (B2, C2)."""

from pathlib import Path

import pytest

from portal_tui.engine.files.tending import survey
from tests.contract_suite.conftest import Place
from tests.contract_suite.test_histories import AREAS
from tests.contract_suite.twins import staffed_theatre, twins
from tests.postgres import on_postgres
from tests.world import World


@pytest.mark.parametrize(
    ("place", "kept"),
    [("http-sqlite", "folder"), pytest.param("http-postgres", "s3", marks=on_postgres)],
    indirect=["place"],
)
async def test_every_operation_says_the_same_wherever_files_are(
    kept: str, tmp_path: Path, place: Place, request: pytest.FixtureRequest
) -> None:
    """The whole history; documents are in the database here, elsewhere behind the server."""
    files = str(tmp_path / "files") if kept == "folder" else request.getfixturevalue("storage").place()
    behind = place()
    built: list[World] = []

    def build(at: str) -> World:
        world = staffed_theatre(at)
        if at == behind:
            assert world.engine.files.choose(files)
        built.append(world)
        return world

    async with twins(str(tmp_path / "portal.db"), behind, build) as both:
        for area in AREAS:
            await area(both)
        here, there = (survey(world.engine) for world in built)
        assert (there[0].files, here[0].files) == (1, 3), "a template was there before"
        assert there[1].missing == there[1].other_size == ()
        assert sum(each.bytes for each in there) == here[0].bytes

"""The main job before a real server, unchanged; ``JOURNEYS=http pytest tests/journeys`` does so with all."""

from pathlib import Path

import pytest

from tests.journeys import test_main_job, test_sending
from tests.journeys.conftest import Keyboard

pytestmark = pytest.mark.over_http


async def test_from_signing_in_to_the_answered_discussion(
    keyboard: Keyboard, database: Path, tmp_path: Path
) -> None:
    await test_main_job.test_from_signing_in_to_the_answered_discussion(keyboard, database, tmp_path)


async def test_a_plain_collaborator_asks_the_owner_who_finds_it_in_the_mail(keyboard: Keyboard) -> None:
    await test_sending.test_a_plain_collaborator_asks_the_owner_who_finds_it_in_the_mail(keyboard)

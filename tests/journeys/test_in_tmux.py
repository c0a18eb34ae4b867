"""A journey in a real terminal, unchanged; ``make journeys-tmux`` runs all of them so."""

import pytest

from tests.journeys import test_register_firms
from tests.journeys.conftest import Keyboard

pytestmark = pytest.mark.in_tmux


@pytest.fixture
def portal() -> str:
    return "pgamr"


async def test_question_13_is_a_mandatary_manager_asked_for_by_telephone(keyboard: Keyboard) -> None:
    await test_register_firms.test_question_13_is_a_mandatary_manager_asked_for_by_telephone(keyboard)

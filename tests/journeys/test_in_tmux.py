"""A journey in a real terminal, unchanged; ``make journeys-tmux`` runs all of them so."""

import re
from pathlib import Path

import pytest

from tests.journeys import test_register_firms
from tests.journeys.conftest import Keyboard
from tests.signs import SIGNS

IS_ON = re.compile(r"\.is_on\((\w+)\)")


@pytest.fixture
def portal() -> str:
    return "pgamr"


def test_every_screen_of_a_journey_is_known_by_what_is_written_on_it() -> None:
    journeys = Path(__file__).parent.glob("*.py")
    named = {name for file in journeys for name in IS_ON.findall(file.read_text("utf-8"))}
    assert named - {screen.__name__ for screen in SIGNS} <= {"ActionsScreen"}


@pytest.mark.in_tmux
async def test_question_13_is_a_mandatary_manager_asked_for_by_telephone(keyboard: Keyboard) -> None:
    await test_register_firms.test_question_13_is_a_mandatary_manager_asked_for_by_telephone(keyboard)

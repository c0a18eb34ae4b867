"""What is asked for, the operator's staff see without a key; their answer comes the same way (R4, R11)."""

import pytest

from portal_tui.screens.designation import DesignationScreen
from portal_tui.screens.designations import DesignationsScreen
from tests.demonstration import MIREILLE, ZOE
from tests.journeys.conftest import Keyboard
from tests.journeys.test_register_forms import approves


@pytest.fixture
def portal() -> str:
    return "pgamr"


@pytest.mark.over_http
async def test_a_request_and_its_answer_are_seen_at_once(keyboard: Keyboard) -> None:
    async with keyboard(ZOE) as zoe, keyboard(MIREILLE) as mireille:
        await zoe.goes_to("designations")
        await zoe.sees("1 demande attend une réponse", "Noé Arsenault")
        await mireille.goes_to("designations")
        await mireille.sees("Aucune demande")
        await mireille.presses("designations.new")
        await mireille.is_on(DesignationScreen)
        await mireille.sees("Habitations du Phare · Organisme")
        await mireille.types("mid3382")
        await mireille.sees("Mireille Dionne ·")
        await mireille.tabs_to("PRACIM")
        await mireille.types(" ")
        await mireille.tabs_to("s’engage")
        await mireille.types(" \t\n")
        await mireille.is_on(DesignationsScreen)
        await mireille.sees("en attente")
        await zoe.sees("2 demandes attendent une réponse", "Mireille Dionne")
        await approves(zoe, "Mireille Dionne", "Mireille Dionne administrera")
        await mireille.sees("✓ approuvée")

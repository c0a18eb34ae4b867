"""The table of situations is true: each journey that it names is there, and each rule."""

from importlib import import_module

import pytest

from tests.architecture.test_rule_ids import IDS
from tests.journeys.situations import SITUATIONS, Situation


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.met)
def test_each_situation_has_its_journey_and_its_rules(situation: Situation) -> None:
    module, _, journey = situation.journey.partition(".")
    assert callable(getattr(import_module(f"tests.journeys.{module}"), journey))
    assert set(situation.rules) <= set(IDS)

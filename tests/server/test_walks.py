"""Whoever goes on from what an answer names is answered as described, too.

Schemathesis finds in the description what leads where: the id of a list's line opens, changes and sends what
the line is about. A few walks in the suite; ``SOAK_ROUNDS`` times ten in ``make soak``.
"""

import os
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import FlakyStrategyDefinition
from hypothesis.stateful import run_state_machine_as_test
from schemathesis.generation import GenerationMode

from portal_tui.server.openapi import document
from tests.served import beside, served
from tests.server.test_description import CHECKS
from tests.stage import theatre

WALKS: Final = 10 * int(os.environ.get("SOAK_ROUNDS", 0)) or 3
HOW: Final = settings(
    max_examples=WALKS,
    stateful_step_count=30,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# What leads where is written into it.
DESCRIBED: Final = schemathesis.openapi.from_dict(deepcopy(document()))
DESCRIBED.config.generation.update(modes=[GenerationMode.POSITIVE])
FOLLOWING: Final = DESCRIBED.as_state_machine()
NOWHERE: Final = dict.fromkeys(name for name in FOLLOWING.root_rules if "_id" in name)
"""First steps to a thing by an id that no answer has named."""


@pytest.mark.soak
def test_every_step_of_a_walk_is_answered_as_it_is_described(tmp_path: Path) -> None:
    world = theatre(str(tmp_path / "portal.db"))
    walks = []

    class Walk(FOLLOWING):  # type: ignore[misc, valid-type]
        locals().update(NOWHERE)

        def setup(self) -> None:
            walks.append(self)
            world.sessions.clear()
            session = world.session("Maude")
            assert session is not None
            self.headers = {"Authorization": f"Bearer {session.reveal()}"}

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"base_url": address, "headers": self.headers}

        def validate_response(self, response: Any, case: Any, **_: Any) -> None:
            case.validate_response(response, checks=CHECKS)

    with served(beside(world.engine)) as address:
        while len(walks) < WALKS:
            with suppress(FlakyStrategyDefinition):  # the portal remembers what earlier walks did
                run_state_machine_as_test(Walk, settings=HOW)
    world.engine.close()

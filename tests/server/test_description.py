"""Whatever is sent, the server answers as its description says: no failure, no answer of another form.

A few examples of each operation in the suite; ``SOAK_ROUNDS`` times ten in ``make soak``, where a part is an
operation and can be asked for by its name (``-k save-answers``).
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal_tui.contract import OPERATIONS
from portal_tui.server.openapi import document
from tests.served import beside, served
from tests.stage import theatre
from tests.world import World

SOAK = "SOAK_ROUNDS" in os.environ
EXAMPLES = 10 * int(os.environ["SOAK_ROUNDS"]) if SOAK else 2
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
DESCRIBED = schemathesis.openapi.from_dict(document())


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, str]]:
    """A portal that lives through everything, and its server."""
    world = theatre(str(tmp_path_factory.mktemp("described") / "portal.db"))
    with served(beside(world.engine)) as address:
        yield world, address
    world.engine.close()


@pytest.mark.soak
@pytest.mark.parametrize("name", OPERATIONS)
def test_the_server_answers_as_it_is_described(portal: tuple[World, str], name: str) -> None:
    world, address = portal
    operation = DESCRIBED.find_operation_by_id(name)

    @settings(
        max_examples=EXAMPLES,
        derandomize=not SOAK,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def answers(case: Any) -> None:
        world.sessions.clear()
        token = world.session("Maude")
        assert token is not None
        case.call_and_validate(
            base_url=address,
            headers={"Authorization": f"Bearer {token.reveal()}"},
            checks=CHECKS,
        )

    answers()

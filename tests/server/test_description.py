"""Whatever is sent, the server answers as its description says: no failure, no answer of another form.

What is asked fits the description or not, and is about things that are there as often as about none. A few
examples of each operation in the suite; ``SOAK_ROUNDS`` times ten in ``make soak``, where a part is an
operation and can be asked for by its name (``-k save-answers``).
"""

import os
from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as some
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
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
EXAMPLES = 10 * int(os.environ["SOAK_ROUNDS"]) if SOAK else 4
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
DESCRIBED = schemathesis.openapi.from_dict(document())
THERE: Final = {
    "application_id": "select id from applications",
    "earlier_id": "select id from applications",
    "number": "select number from applications",
    "task_id": "select id from tasks",
    "account_id": "select id from accounts",
    "organisation_id": "select entity_id from memberships where standing = 'primary'",
    "code": "select code from programmes",
    "If-Match": "select distinct revision from tasks",
}
"""Where the things are found that paths and headers name."""


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, str]]:
    """A portal that lives through everything, and its server."""
    world = theatre(str(tmp_path_factory.mktemp("described") / "portal.db"))
    with served(beside(world.engine)) as address:
        yield world, address
    world.engine.close()


@some.composite
def cases(draw: Any, name: str, world: World) -> Any:
    """Requests of an operation: as described, half of them about what is there, or not as described."""
    fitting = draw(some.booleans())
    mode = GenerationMode.POSITIVE if fitting else GenerationMode.NEGATIVE
    case = draw(DESCRIBED.find_operation_by_id(name).as_strategy(generation_mode=mode))
    # Of an empty list nothing is left in a query: what doesn't fit must be on its way, too.
    assume(fitting or all(value not in ([], {}) for value in (case.query or {}).values()))
    if fitting and draw(some.booleans()):
        for place in (case.path_parameters, case.headers):
            for key in sorted(place.keys() & THERE.keys()):
                found = sorted(row[0] for row in world.engine.database.rows(THERE[key]))
                place[key] = str(found[draw(some.integers(0, 999)) % len(found)])
    return case


@pytest.mark.soak
@pytest.mark.parametrize("name", OPERATIONS)
def test_the_server_answers_as_it_is_described(portal: tuple[World, str], name: str) -> None:
    world, address = portal

    @settings(
        max_examples=EXAMPLES,
        derandomize=not SOAK,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases(name, world))
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

"""A portal with one operation more, declared and handled here and nowhere else; what becomes of it, as JSON.

A program of its own, for declarations stay: ``python -m tests.docs.one_more FILE``, a file to be made.
"""

import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import httpx

from portal_tui.cli import main as command_line
from portal_tui.contract.operation import Operation, operation
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work


@operation("GET /v1/greetings/{name}")
class GreetPerson(Operation[str], frozen=True, kw_only=True):
    """Greet somebody by name."""

    name: str
    loudly: bool = False


@handles(GreetPerson)
def greet(work: Work, operation: GreetPerson) -> str:
    """From the person who is signed in."""
    said = f"{operation.name}: {work.actor.name}"
    return said.upper() if operation.loudly else said


def said(*words: str) -> str:
    """What a command prints."""
    with redirect_stdout(StringIO()) as printed:
        assert command_line(words) == 0, printed.getvalue()
    return printed.getvalue()


def main(path: str) -> dict[str, Any]:
    """Everything that knows the operation."""
    from portal_tui.server.openapi import document
    from tests.served import beside, served
    from tests.stage import theatre

    world = theatre(path)
    session = world.session("Maude")
    assert session is not None
    call = ("call", "greet-person", '{"name": "Ève", "loudly": true}', "--as", "maude@example.org")
    with served(beside(world.engine)) as address:
        found = {
            "operations": said("operations", "greet-person"),
            "description": document()["paths"]["/v1/greetings/{name}"]["get"],
            "call": said(*call, "--database", path),
            "call at the server": said(*call, "--server", address),
            "route": httpx.get(
                f"{address}/v1/greetings/Jean",
                headers={"Authorization": f"Bearer {session.reveal()}"},
                trust_env=False,
            ).json(),
        }
    world.engine.close()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1])))

"""What commands print: data as JSON on stdout, sentences on stderr, and the exit code that goes with it."""

import sys
from typing import Any

import msgspec

from portal_tui.contract.decisions import Check, Value
from portal_tui.contract.problems import PortalError, Problem, Unavailable
from portal_tui.texts import Texts, UnknownTextError

from . import REFUSED, TRY_AGAIN


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def narrate(sentence: str) -> None:
    """A sentence on stderr."""
    sys.stderr.write(sentence + "\n")


def refused(error: PortalError, say: Texts) -> int:
    """Print the problem as JSON and its sentences; the exit code."""
    problem = error.problem
    print_json(problem)
    for line in sentences(problem, say):
        narrate(line)
    return TRY_AGAIN if isinstance(error, Unavailable) or problem.status == 429 else REFUSED


def sentences(problem: Problem, say: Texts) -> list[str]:
    """The problem, its reasons with their remedies, and the fields, in words."""
    lines = [_sentence(say, f"problem.{problem.code}", problem.params)]
    for check in problem.decision.reasons if problem.decision else ():
        lines.append("  ✗ " + _sentence(say, f"reason.{check.code}", check.params))
        lines += _remedies(check, say)
    lines += [
        f"  {field.pointer}: " + _sentence(say, f"field.{field.code}", field.params)
        for field in problem.fields
    ]
    return lines


def _remedies(check: Check, say: Texts) -> list[str]:
    return ["      → " + _sentence(say, f"remedy.{remedy.code}", remedy.params) for remedy in check.remedies]


def _sentence(say: Texts, key: str, params: dict[str, Value]) -> str:
    values = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in params.items()}
    try:
        return say(key, **values)
    except (UnknownTextError, KeyError):
        # A newer portal's code: shown as it is rather than not at all.
        return f"{key} {values}" if values else key

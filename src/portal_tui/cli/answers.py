"""What commands print: data as JSON on stdout, sentences on stderr, and the exit code that goes with it."""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import msgspec

from portal_tui.contract.decisions import Value
from portal_tui.contract.problems import PortalError, Problem, Unavailable
from portal_tui.texts import Texts, UnknownTextError

from . import REFUSED, TRY_AGAIN


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def narrate(sentence: str) -> None:
    """A sentence on stderr."""
    sys.stderr.write(sentence + "\n")


def refused(error: PortalError, say: Texts, zone: str = "UTC") -> int:
    """Print the problem as JSON and its sentences, moments in the portal's ``zone``; the exit code."""
    problem = error.problem
    print_json(problem)
    for line in sentences(problem, say, zone):
        narrate(line)
    return TRY_AGAIN if isinstance(error, Unavailable) or problem.status == 429 else REFUSED


def sentences(problem: Problem, say: Texts, zone: str = "UTC") -> list[str]:
    """The problem, its reasons with their remedies, and the fields, in words."""
    from portal_tui.dates import Dates
    from portal_tui.engine.clock import SystemClock
    from portal_tui.filling import check_text, remedy_text, values

    dates = Dates(say, zone, SystemClock().now)

    def filled(key: str, params: Mapping[str, Value]) -> str:
        return _known(key, lambda: say(key, **values(params, say, dates)))

    lines = [filled(f"problem.{problem.code}", problem.params)]
    for check in problem.decision.reasons if problem.decision else ():
        lines.append("  ✗ " + _known(f"reason.{check.code}", partial(check_text, check, say, dates)))
        for remedy in check.remedies:
            words = _known(f"remedy.{remedy.code}", partial(remedy_text, remedy, say, dates))
            lines.append(f"      → {words}")
    for field in problem.fields:
        lines.append(f"  {field.pointer}: {filled(f'field.{field.code}', field.params)}")
    return lines


def _known(key: str, sentence: Callable[[], str]) -> str:
    """The sentence, or a newer portal's code as it is rather than nothing at all."""
    try:
        return sentence()
    except (UnknownTextError, KeyError):
        return key

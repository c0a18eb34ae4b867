"""What tests ask of a decision: what failed, which ways out, and that people can read all of it."""

import re
from functools import cache
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Final

import msgspec

from portal_tui.contract.decisions import Check, Decision, Remedy, Value
from portal_tui.contract.operation import OPERATIONS
from portal_tui.screens import SCREENS
from portal_tui.texts import texts

ADVICE: Final = frozenset({"colleagues-application"})
"""What is said although it is in nobody's way, with where to go."""
RULES: Final = Path(__file__).parents[1] / "docs/rules.md"


def failed(decision: Decision | None) -> list[str]:
    """The codes of what stands in the way, in the order in which it is shown."""
    assert decision is not None
    _demand_types(decision)
    return [check.code for check in decision.reasons]


def held(decision: Decision) -> dict[str, bool]:
    """Every rule looked at, and whether it holds."""
    _demand_types(decision)
    return {check.code: check.holds for check in decision.checks}


def _demand_types(decision: Decision) -> None:
    """A rule holds or doesn't; nothing that is said is a fraction."""
    for check in decision.checks:
        assert type(check.holds) is bool, check
        assert not any(type(value) is float for value in check.params.values()), check


def remedies(decision: Decision | None, code: str) -> tuple[Remedy, ...]:
    """The ways out of one reason."""
    assert decision is not None
    return next(check for check in decision.reasons if check.code == code).remedies


def ways(decision: Decision | None, code: str) -> list[tuple[str, str]]:
    """Kind and code of each way out of one reason."""
    return [(remedy.kind, remedy.code) for remedy in remedies(decision, code)]


def demand_readable(decision: Decision) -> None:
    """Every sentence is there and filled, in both languages; every reason has a way out that exists (E0).

    What it names exists too: the operation, the rules, the screens and what they are opened with.
    """
    assert msgspec.convert(msgspec.to_builtins(decision), Decision) == decision
    assert decision.action in OPERATIONS
    for check in decision.checks:
        assert check.rule in _rule_ids()
        assert check.code in ADVICE or check.holds is not bool(check.remedies), f"ways out of {check.code}"
        for language in ("fr-CA", "en"):
            _say(check, language)
    for remedy in (remedy for check in decision.checks for remedy in check.remedies):
        match remedy.kind:
            case "do":
                declared = OPERATIONS[remedy.operation or ""]
                assert set(remedy.arguments) <= set(declared.type.__struct_fields__)
            case "go":
                assert set(remedy.arguments) <= _asked_by(remedy.screen or "")
            case "ask":
                assert remedy.people or remedy.role


@cache
def _rule_ids() -> frozenset[str]:
    return frozenset(re.findall(r"^- \*\*([A-Z]\d+)\*\*", RULES.read_text("utf-8"), re.MULTILINE))


@cache
def _asked_by(screen: str) -> frozenset[str]:
    """What that screen is opened with."""
    module, _, name = SCREENS[screen].partition(":")
    return frozenset(signature(getattr(import_module(f"portal_tui.screens.{module}"), name)).parameters)


def _say(check: Check, language: str) -> None:
    say = texts(language)
    kind = "check" if check.holds else "reason"
    _fill(language, f"{kind}.{check.code}", check.params)
    for remedy in check.remedies:
        who = ", ".join(remedy.people) or (say(f"role.{remedy.role}") if remedy.role else "")
        _fill(language, f"remedy.{remedy.code}", {"who": who, **remedy.params})


def _fill(language: str, key: str, params: dict[str, Value]) -> None:
    said = texts(language)(key, **params)
    assert said.strip()
    assert "None" not in said, said

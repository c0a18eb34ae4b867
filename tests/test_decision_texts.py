"""Every code that a decision can carry has its texts in every language, and fills them (E0, A6)."""

from typing import NamedTuple

import pytest

from portal_tui.contract.decisions import Value
from portal_tui.texts import LANGUAGES, UnknownTextError, texts
from tests.rules.tables import every_decision


class Said(NamedTuple):
    """A text and what it is filled with."""

    key: str
    params: dict[str, Value]


def everything_said() -> list[Said]:
    """Each text that the truth tables lead to, once, with one example of its values."""
    found: dict[str, Said] = {}

    def say(key: str, params: dict[str, Value]) -> None:
        found.setdefault(f"{key} {sorted(params)}", Said(key, params))

    for decision, _, _ in every_decision():
        for check in decision.checks:
            say(f"{'check' if check.holds else 'reason'}.{check.code}", check.params)
            for remedy in check.remedies:
                say(f"remedy.{remedy.code}", {**remedy.params, "who": "Jean"})
                if remedy.kind == "ask":
                    say(f"role.{remedy.role}", {})
                    say(f"request.{remedy.code}", {})
    return list(found.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_decided_can_be_said(language: str) -> None:
    unsaid = []
    for key, params in everything_said():
        try:
            texts(language)(key, **params)
        except (UnknownTextError, KeyError) as error:
            unsaid.append(f"{key}: {error!r}")
    assert not unsaid


def test_the_truth_tables_lead_to_both_sides_of_each_rule() -> None:
    """A rule whose failing is never met has a text that nobody checks."""
    said = {each.key for each in everything_said()}
    always = {"check.no-deadline"}
    never = {"reason.in-a-task"}
    assert {key for key in said if key.replace("check.", "reason.") not in said} == always
    assert {key for key in said if key.replace("reason.", "check.") not in said} == never

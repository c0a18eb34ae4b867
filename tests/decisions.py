"""What tests ask of a decision: what failed, which ways out, and that people can read all of it."""

from portal_tui.contract.decisions import Check, Decision, Remedy, Value
from portal_tui.contract.operation import OPERATIONS
from portal_tui.texts import texts


def failed(decision: Decision | None) -> list[str]:
    """The codes of what stands in the way, in the order in which it is shown."""
    assert decision is not None
    return [check.code for check in decision.reasons]


def held(decision: Decision) -> dict[str, bool]:
    """Every rule looked at, and whether it holds."""
    return {check.code: check.holds for check in decision.checks}


def remedies(decision: Decision | None, code: str) -> tuple[Remedy, ...]:
    """The ways out of one reason."""
    assert decision is not None
    return next(check for check in decision.reasons if check.code == code).remedies


def ways(decision: Decision | None, code: str) -> list[tuple[str, str]]:
    """Kind and code of each way out of one reason."""
    return [(remedy.kind, remedy.code) for remedy in remedies(decision, code)]


def demand_readable(decision: Decision) -> None:
    """Every sentence is there and filled, in both languages; every reason has a way out that exists (E0)."""
    for check in decision.checks:
        assert check.holds or check.remedies, f"no way out of {check.code}"
        for language in ("fr-CA", "en"):
            _say(check, language)
    for remedy in (remedy for check in decision.checks for remedy in check.remedies):
        match remedy.kind:
            case "do":
                declared = OPERATIONS[remedy.operation or ""]
                assert set(remedy.arguments) <= set(declared.type.__struct_fields__)
            case "go":
                assert remedy.screen
            case "ask":
                assert remedy.people or remedy.role


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

"""Reads the rule schema of the United States federal forms: which amounts are sums or differences.

There a tree in the shape of the answers says ``gg_pre_population`` with a ``rule`` and ``fields``, or the
``amount`` and ``percentage`` of a share, as paths with dots: ``budget.row.total``, ``lines[*].amount``,
``@THIS.amount`` beside the field itself.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .model import Computed
from .pointers import pointer_of

_SUM, _DIFFERENCE, _SHARE = "sum_monetary", "subtract_monetary", "multiply_by_percentage"
_OWN = "gg_"


def computations(rules: Any) -> dict[str, Computed]:
    """Sums, differences, shares by the pointer of the field that they fill; other rules are the portal's."""
    return dict(_below(rules, ())) if isinstance(rules, Mapping) else {}


def _below(rules: Mapping[str, Any], at: tuple[str, ...]) -> Iterator[tuple[str, Computed]]:
    if rules.get("gg_type") == "array":
        at = (*at, "-")
    filled = rules.get("gg_pre_population")
    if isinstance(filled, Mapping) and (computed := _computed(filled, at)) is not None:
        yield pointer_of(at), computed
    for name, inside in rules.items():
        if isinstance(inside, Mapping) and not name.startswith(_OWN):
            yield from _below(inside, (*at, name))


def _computed(rule: Mapping[str, Any], at: tuple[str, ...]) -> Computed | None:
    amount, share = rule.get("amount"), rule.get("percentage")
    if rule.get("rule") == _SHARE and isinstance(amount, str) and isinstance(share, str):
        return Computed(add=(_pointer(amount, at),), percent=_pointer(share, at))
    written = rule.get("fields")
    named = [each for each in written if isinstance(each, str)] if isinstance(written, list) else []
    pointers = tuple(_pointer(each, at) for each in named)
    if not pointers or rule.get("rule") not in (_SUM, _DIFFERENCE):
        return None
    added = pointers if rule["rule"] == _SUM else pointers[:1]
    return Computed(add=added, subtract=pointers[len(added) :])


def _pointer(path: str, at: tuple[str, ...]) -> str:
    steps = path.replace("[*]", ".-").split(".")
    return pointer_of((*at[:-1], *steps[1:]) if steps[0] == "@THIS" else steps)

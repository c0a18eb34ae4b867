"""The codes that the program can produce, read from its source: those of checks, remedies, problems, fields.

A code is written where the thing is made (``Check(code="is-owner", …)``) or handed on to it through a
parameter (``ask_staff(facts, "ask-for-correction")``); both are followed.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from portal_tui.contract.problems import PortalError
from tests.architecture.sources import callee, python_files, tree, where


class Maker(NamedTuple):
    """Something called with a code: the texts that the code leads to, and where it stands in the call."""

    families: tuple[str, ...]
    position: int | None
    keyword: str
    given: frozenset[str] | None
    """The names that its texts may be filled with; None where the call itself says."""


class Produced(NamedTuple):
    """A code, the texts it leads to, what they can be filled with (None: can't be told), and where."""

    families: tuple[str, ...]
    code: str
    given: frozenset[str] | None
    place: str


Function = ast.FunctionDef | ast.AsyncFunctionDef

_ERRORS = tuple(error.__name__ for error in PortalError.__subclasses__())
_MAKERS = {
    ("", "Check"): Maker(("check", "reason"), None, "code", None),
    ("", "Remedy"): Maker(("remedy",), None, "code", None),
    ("", "FieldProblem"): Maker(("field",), 1, "code", None),
    **{("", error): Maker(("problem",), 0, "code", None) for error in _ERRORS},
}
_NOT_FILLED_IN = {"code", "decision", "fields", "current"}


@cache
def produced() -> tuple[Produced, ...]:
    """Every code that is written out in the program."""
    makers = _with_those_who_hand_on(dict(_MAKERS))
    return (*_written(makers), *_defaults(makers))


def _written(makers: dict[tuple[str, str], Maker]) -> Iterator[Produced]:
    """The codes that stand in a call."""
    for path, call, maker in _made(makers):
        code = _argument(call, maker)
        if isinstance(code, ast.Constant) and isinstance(code.value, str) and code.value:
            families = ("check",) if _always_holds(call) else maker.families
            yield Produced(families, code.value, _given(call, maker), where(path, call.lineno))


def _always_holds(call: ast.Call) -> bool:
    """A check that never fails gives no reason."""
    return any(
        item.arg == "holds" and isinstance(item.value, ast.Constant) and item.value.value is True
        for item in call.keywords
    )


def _with_those_who_hand_on(makers: dict[tuple[str, str], Maker]) -> dict[tuple[str, str], Maker]:
    """Also the functions that take a code as a parameter, and those that hand one on to these, and so on."""
    known = 0
    while known != len(makers):
        known = len(makers)
        for path, function in _functions():
            for call, maker in _makers_called(path, function, makers):
                code = _argument(call, maker)
                names = [each.arg for each in function.args.args]
                keywords = [each.arg for each in function.args.kwonlyargs]
                if isinstance(code, ast.Name) and code.id in names + keywords:
                    position = names.index(code.id) if code.id in names else None
                    handing = Maker(maker.families, position, code.id, _given(call, maker))
                    makers.setdefault(_known_as(path, function.name), handing)
    return makers


def _defaults(makers: dict[tuple[str, str], Maker]) -> Iterator[Produced]:
    """The codes that a parameter has where a caller leaves it out."""
    for path, function in _functions():
        maker = makers.get(_known_as(path, function.name))
        arguments = function.args
        if maker is None:
            continue
        named = [*arguments.args[len(arguments.args) - len(arguments.defaults) :], *arguments.kwonlyargs]
        for parameter, value in zip(named, [*arguments.defaults, *arguments.kw_defaults], strict=True):
            if parameter.arg == maker.keyword and isinstance(value, ast.Constant) and value.value:
                yield Produced(maker.families, value.value, maker.given, where(path, function.lineno))


def _functions() -> Iterator[tuple[Path, Function]]:
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, Function):
                yield path, node


def _made(makers: dict[tuple[str, str], Maker]) -> Iterator[tuple[Path, ast.Call, Maker]]:
    for path in python_files():
        for call, maker in _makers_called(path, tree(path), makers):
            yield path, call, maker


def _makers_called(
    path: Path, within: ast.AST, makers: dict[tuple[str, str], Maker]
) -> Iterator[tuple[ast.Call, Maker]]:
    for node in ast.walk(within):
        if isinstance(node, ast.Call):
            maker = makers.get(_known_as(path, callee(node)))
            if maker is not None:
                yield node, maker


def _known_as(path: Path, name: str) -> tuple[str, str]:
    """A private function is known in its own file only."""
    return (str(path) if name.startswith("_") else "", name)


def _argument(call: ast.Call, maker: Maker) -> ast.expr | None:
    for item in call.keywords:
        if item.arg == maker.keyword:
            return item.value
    if maker.position is not None and maker.position < len(call.args):
        return call.args[maker.position]
    return None


def _given(call: ast.Call, maker: Maker) -> frozenset[str] | None:
    """The names under which a call gives values for the texts; None where it is computed."""
    if maker.given is not None:
        return maker.given
    if any(item.arg is None for item in call.keywords):
        return None
    if maker.families == ("problem",):
        return frozenset(str(item.arg) for item in call.keywords) - _NOT_FILLED_IN
    params: ast.expr = next((item.value for item in call.keywords if item.arg == "params"), ast.Dict([], []))
    if maker.families == ("field",) and len(call.args) > 2:
        params = call.args[2]
    if not isinstance(params, ast.Dict) or not all(isinstance(key, ast.Constant) for key in params.keys):
        return None
    given = frozenset(str(key.value) for key in params.keys if isinstance(key, ast.Constant))
    return given | {"who"} if maker.families == ("remedy",) else given

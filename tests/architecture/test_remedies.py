"""What a remedy leads to exists and takes what the remedy brings (E0)."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from portal_tui.contract import OPERATIONS
from portal_tui.screens import SCREENS
from tests.architecture.sources import argument, calls, where


def remedies(leading_to: str) -> Iterator[tuple[str, str, list[str]]]:
    """The operations or screens written in remedies, with the arguments they bring and where it is."""
    for path, call in calls("Remedy"):
        name = argument(call, None, leading_to)
        if name is not None:
            yield name, where(path, call.lineno), brought(call)


def brought(call: ast.Call) -> list[str]:
    for item in call.keywords:
        if item.arg == "arguments" and isinstance(item.value, ast.Dict):
            return [str(key.value) for key in item.value.keys if isinstance(key, ast.Constant)]
    return []


def test_an_operation_is_there_and_takes_what_it_is_given() -> None:
    for name, place, arguments in remedies("operation"):
        assert name in OPERATIONS, place
        assert set(arguments) <= set(OPERATIONS[name].type.__struct_fields__), place


def test_a_screen_is_there_and_takes_what_it_is_given() -> None:
    for name, place, arguments in remedies("screen"):
        assert name in SCREENS, place
        module, _, cls = SCREENS[name].partition(":")
        if find_spec(f"portal_tui.screens.{module}"):
            screen: Any = getattr(import_module(f"portal_tui.screens.{module}"), cls)
            inspect.signature(screen).bind(**dict.fromkeys(arguments))

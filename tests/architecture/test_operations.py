"""The operations: declared once, complete, and each can be spoken of in JSON."""

import ast
import re
from collections import Counter

import msgspec
import pytest

from portal_tui.contract import OPERATIONS
from portal_tui.contract.operation import Declared
from tests.architecture.sources import argument, calls, where

EACH = pytest.mark.parametrize("declared", OPERATIONS.values(), ids=OPERATIONS.keys())


@EACH
def test_fields_and_result_have_a_schema(declared: Declared) -> None:
    schemas, _ = msgspec.json.schema_components([declared.type, declared.result], ref_template="#/{name}")
    assert len(schemas) == 2


@EACH
def test_an_operation_says_what_it_does(declared: Declared) -> None:
    assert declared.type.__doc__
    assert declared.type.__doc__.rstrip().endswith((".", ")"))


@EACH
def test_an_operation_is_frozen_and_refuses_unknown_fields(declared: Declared) -> None:
    assert declared.type.__struct_config__.frozen
    assert declared.type.__struct_config__.forbid_unknown_fields


def test_no_two_operations_share_their_http_form() -> None:
    """Neither word by word nor with other names of the same fields."""
    forms = Counter((each.method, re.sub(r"{\w+}", "{}", each.path)) for each in OPERATIONS.values())
    assert [form for form, count in forms.items() if count > 1] == []


def test_reading_is_get_and_changing_is_not() -> None:
    assert {each.method for each in OPERATIONS.values()} <= {"GET", "POST", "PUT", "PATCH", "DELETE"}


def test_the_operation_of_a_remedy_exists() -> None:
    """What a remedy does is an operation that takes these arguments (E0)."""
    wrong = []
    for path, call in calls("Remedy"):
        name = argument(call, None, "operation")
        if name is None:
            continue
        if name not in OPERATIONS:
            wrong.append(f"{where(path, call.lineno)}: no operation {name}")
            continue
        fields = OPERATIONS[name].type.__struct_fields__
        wrong += [
            f"{where(path, call.lineno)}: {name} has no field {key}"
            for key in written_keys(call, "arguments")
            if key not in fields
        ]
    assert not wrong


def written_keys(call: ast.Call, keyword: str) -> list[str]:
    for item in call.keywords:
        if item.arg == keyword and isinstance(item.value, ast.Dict):
            return [key.value for key in item.value.keys if isinstance(key, ast.Constant)]
    return []

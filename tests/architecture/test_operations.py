"""The operations: declared once, complete, and each can be spoken of in JSON."""

import re
from collections import Counter

import msgspec
import pytest

from portal_tui.contract import OPERATIONS
from portal_tui.contract.operation import Declared

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

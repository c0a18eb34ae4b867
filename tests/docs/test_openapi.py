"""docs/openapi.json is what ``make docs`` writes now, and speaks of every operation."""

import json
import re
from collections.abc import Iterator
from typing import Any

from portal_tui.contract import OPERATIONS
from tools.openapi import FILE, text

DOCUMENT: dict[str, Any] = json.loads(FILE.read_text("utf-8"))


def test_the_description_is_current() -> None:
    assert FILE.read_text("utf-8") == text(), "make docs"


def test_every_operation_is_described() -> None:
    described = {each["operationId"] for methods in DOCUMENT["paths"].values() for each in methods.values()}
    assert described == {*OPERATIONS, "events"}


def test_every_reference_leads_somewhere() -> None:
    for reference in references(DOCUMENT):
        found = DOCUMENT
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
        assert found


def test_what_a_path_names_is_a_parameter() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for described in methods.values():
            given = {each["name"] for each in described["parameters"] if each["in"] == "path"}
            assert given == set(re.findall(r"{(\w+)}", path))


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "$ref":
                yield item
            else:
                yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)

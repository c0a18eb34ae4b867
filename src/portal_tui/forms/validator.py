"""The JSON Schema validator, with our formats, and with nothing fetched from anywhere."""

from functools import cache
from typing import TYPE_CHECKING, Any

from .formats import FORMATS, Format

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, FormatChecker


def validator_of(schema: Any) -> "Draft202012Validator":
    """A validator of JSON Schema 2020-12 that asserts formats.

    References are followed within the schema only; one that leads elsewhere raises
    ``referencing.exceptions.Unresolvable`` when it is met.
    """
    from jsonschema import Draft202012Validator
    from referencing import Registry

    return Draft202012Validator(schema, format_checker=_format_checker(), registry=Registry())


@cache
def _format_checker() -> "FormatChecker":
    from jsonschema import FormatChecker

    checker = FormatChecker()
    for name, ours in FORMATS.items():
        checker.checks(name)(_holds(ours))
    return checker


def _holds(ours: Format) -> Any:
    return lambda value: not isinstance(value, str) or ours.valid(value)

"""Checks answers: the verdict is the JSON Schema validator's, what is said about it is ours (T7).

A problem has the pointer of the field concerned, a code made from the keyword (``min-length``,
``format-neq``…), what was expected and what was found: never the library's English, never a pattern.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from portal_tui.contract.decisions import Value
from portal_tui.contract.problems import FieldProblem

from .model import Form
from .pointers import pointer_of
from .validator import validator_of

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def check(form: Form, answers: Any) -> tuple[FieldProblem, ...]:
    """What is wrong with ``answers``, each once, in the order of the schema; empty: they are valid."""
    from referencing.exceptions import Unresolvable

    found: list[FieldProblem] = []
    told: set[tuple[int, str]] = set()
    try:
        for error in validator_of(form.schema).iter_errors(answers):
            if error.validator in _TOLD_AT_ONCE:
                rule = (id(error.validator_value), pointer_of(error.absolute_path))
                if rule in told:
                    continue
                told.add(rule)
            found.extend(list(_problems(error)) or [_at(error, _code(error), params=_params(error))])
    except Unresolvable as broken:
        found.append(FieldProblem("", "broken-reference", {"reference": str(broken.ref)}))
    return _each_once(found)


_TOLD_AT_ONCE = ("required", "dependentRequired")
"""Rules that fail once for each missing property; all of them are told the first time."""


def _each_once(problems: Iterable[FieldProblem]) -> tuple[FieldProblem, ...]:
    """One problem for each pointer and code; where an answer is missing or of the wrong type, only that."""
    decisive = {each.pointer for each in problems if each.code in _DECISIVE}
    kept: dict[tuple[str, str], FieldProblem] = {}
    for each in problems:
        if each.pointer not in decisive or each.code in _DECISIVE:
            kept.setdefault((each.pointer, each.code), each)
    return tuple(kept.values())


_DECISIVE = {"required"} | {f"type-{name}" for name in ("string", "integer", "number", "boolean")}


def _problems(error: "ValidationError") -> Iterator[FieldProblem]:
    """What one error of the validator comes to, at the fields concerned."""
    match error.validator:
        case "anyOf" | "oneOf" if error.context:
            yield from _of_alternatives(error)
        case "required" | "dependentRequired":
            yield from _missing(error)
        case "additionalProperties" | "unevaluatedProperties" if error.validator_value is False:
            yield from (_at(error, "unknown-field", step=name) for name in _unknown(error))
        case "not" if forbidden := _forbidden(error):
            yield from (_at(error, "not-allowed", step=name) for name in forbidden)
        case "propertyNames":
            yield _at(error, "unknown-field", step=str(error.instance))
        case _:
            yield _at(error, _code(error), params=_params(error))


def _missing(error: "ValidationError") -> Iterator[FieldProblem]:
    """One for each missing property, at its own place."""
    expected, instance = _sides(error)
    if error.validator == "dependentRequired":
        expected = [name for key, names in expected.items() if key in instance for name in names]
    yield from (_at(error, "required", step=name) for name in expected if name not in instance)


def _of_alternatives(error: "ValidationError") -> Iterator[FieldProblem]:
    """None of several alternatives holds: what is wrong with the nearest; or any of the fields that lack."""
    branches: dict[Any, list[ValidationError]] = {}
    for each in error.context or ():
        branches.setdefault(next(iter(each.schema_path), id(each)), []).append(each)
    lacking = [(branch[0], *_sides(branch[0])) for branch in branches.values() if len(branch) == 1]
    names = [
        name
        for each, expected, instance in lacking
        if each.validator == "required" and not each.path
        for name in expected
        if name not in instance
    ]
    if len(names) == len(branches) > 1:
        yield _at(error, "required-one-of", step=names[0], params={"fields": tuple(names)})
        return
    constants = [value for each, value, _ in lacking if each.validator == "const" and not each.path]
    if len(constants) == len(branches):
        yield _at(
            error, "enum", params={"expected": tuple(map(_shown, constants)), "found": _shown(error.instance)}
        )
        return
    nearest = min(branches.values(), key=_distance)
    for each in nearest:
        yield from _problems(each)


def _distance(branch: "list[ValidationError]") -> tuple[bool, int, int]:
    """How far an alternative is from being meant: another type or constant, then errors, then depth."""
    other = any(each.validator in ("type", "const", "enum") for each in branch)
    return other, len(branch), -max(len(each.path) for each in branch)


def _unknown(error: "ValidationError") -> list[str]:
    """The members of the object that its schema doesn't know."""
    import re

    schema = error.schema if isinstance(error.schema, dict) else {}
    _, instance = _sides(error)
    known = set(schema.get("properties", ()))
    patterns = list(schema.get("patternProperties", ()))
    if error.validator == "unevaluatedProperties":
        return [name for name in instance if repr(name) in error.message]
    return [name for name in instance if name not in known and not any(re.search(p, name) for p in patterns)]


def _forbidden(error: "ValidationError") -> list[str]:
    """The answered fields that a ``not`` over ``required`` forbids, also over one of several."""
    schema, instance = _sides(error)
    schemas = [schema, *schema.get("anyOf", ())] if isinstance(schema, dict) else []
    names = [name for each in schemas if isinstance(each, dict) for name in each.get("required", ())]
    return [name for name in dict.fromkeys(names) if isinstance(instance, dict) and name in instance]


_CODES = {
    "minLength": "min-length",
    "maxLength": "max-length",
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusive-minimum",
    "exclusiveMaximum": "exclusive-maximum",
    "multipleOf": "multiple-of",
    "pattern": "pattern",
    "enum": "enum",
    "const": "const",
    "minItems": "min-items",
    "maxItems": "max-items",
    "uniqueItems": "unique-items",
    "contains": "contains",
    "minContains": "contains",
    "maxContains": "max-contains",
    "minProperties": "min-properties",
    "maxProperties": "max-properties",
    "oneOf": "one-of",
    "not": "not-allowed",
}


def _code(error: "ValidationError") -> str:
    if error.validator == "format":
        return f"format-{error.validator_value}"
    if error.validator == "type":
        expected = error.validator_value
        names = [each for each in expected if each != "null"] if isinstance(expected, list) else [expected]
        return f"type-{names[0]}" if len(names) == 1 else "type"
    return _CODES.get(str(error.validator), "not-allowed")


def _params(error: "ValidationError") -> dict[str, Value]:
    """What was expected and what was found, as far as it helps to mend it."""
    expected, instance = _sides(error)
    match error.validator:
        case "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties":
            return {"expected": _number(expected), "found": len(instance)}
        case "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf":
            return {"expected": _number(expected), "found": _number(instance)}
        case "contains" | "minContains" | "maxContains":
            return _contained(error.schema)
        case "not":
            return {"found": _shown(instance)} if not isinstance(instance, dict | list) else {}
        case "enum":
            return {"expected": tuple(map(_shown, expected)), "found": _shown(instance)}
        case "const":
            return {"expected": _shown(expected), "found": _shown(instance)}
        case "pattern" | "format" | "type":
            return {"found": _shown(instance)}
        case _:
            return {}


def _contained(schema: Any) -> dict[str, Value]:
    """Which entries a list has to contain, where they are named."""
    wanted = schema.get("contains") if isinstance(schema, dict) else None
    values = wanted if isinstance(wanted, dict) else {}
    named = values.get("enum", [values["const"]] if "const" in values else [])
    return {"expected": tuple(map(_shown, named))} if isinstance(named, list) and named else {}


def _sides(error: "ValidationError") -> tuple[Any, Any]:
    """What the rule says, and what it was applied to."""
    return error.validator_value, error.instance


def _number(value: Any) -> int | str:
    """Whole numbers as such; others as decimal text, which is exact."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) else str(value)


LONGEST_FOUND = 60
"""Characters of a wrong answer that a problem repeats at most."""


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else "" if isinstance(value, dict | list) else str(value)
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"


def _at(
    error: "ValidationError", code: str, step: str | None = None, params: dict[str, Value] | None = None
) -> FieldProblem:
    """A problem at the place of ``error`` or at its member ``step``; ``rule`` leads to a text of its own."""
    steps = [*error.absolute_path, *(() if step is None else (step,))]
    if (
        step is None
        and isinstance(error.schema, dict)
        and ("x-messages" in error.schema or "x-remedy" in error.schema)
    ):
        params = {**(params or {}), "rule": pointer_of(list(error.absolute_schema_path)[:-1])}
    return FieldProblem(pointer_of(steps), code, params or {})

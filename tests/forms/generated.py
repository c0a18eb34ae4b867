"""Answers to any form of the federal family, the same every time: valid as far as it goes, then spoiled."""

import copy
from random import Random
from typing import Any

from jsonschema import Draft202012Validator

from portal_tui.forms.schema import Walker

_TEXTS = ["A", "12.50", "-3", "1000", "2026", "00-000", "US-all", "CA-001", "Théâtre du Quai", "x" * 40]
_BY_FORMAT = {
    "date": ["2026-11-07", "2024-02-29", "1999-12-31"],
    "email": ["a@example.org", "first.last@example.com"],
    "uuid": ["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-4000-8000-000000000001"],
}
_JUNK: list[Any] = [
    "",
    " ",
    "2026-02-30",
    "x@",
    "no",
    0,
    -1,
    3.5,
    10**20,
    True,
    False,
    None,
    [],
    {},
    [None],
    "y" * 9000,
]


class Answers:
    """Answers to one schema, drawn from a generator that its name seeds."""

    def __init__(self, name: str, schema: Any) -> None:
        self._draw = Random(name)
        self._schema = schema
        self._walker = Walker(schema)
        self._validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def take(self) -> Any:
        """The next answers: as they should be, or spoiled in one to four places."""
        answers = self.right()
        for _ in range(self._draw.choice((0, 0, 1, 1, 2, 4))):
            answers = self._spoiled(answers)
        return answers

    def right(self) -> Any:
        """The next answers, not spoiled: valid, but for what rules say of several together."""
        return self._mended(self._of(self._schema, 0))

    def _of(self, schema: Any, depth: int) -> Any:
        schema = self._walker.resolved(schema)
        draw = self._draw
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return draw.choice(schema["enum"])
        match schema.get("type"):
            case "object":
                required = schema.get("required", ())
                share = draw.choice((0.1, 0.5, 0.9))
                return {
                    name: self._of(each.schema, depth + 1)
                    for name, each in self._walker.properties(schema).items()
                    if name in required or draw.random() < share
                }
            case "array":
                least = schema.get("minItems", 0)
                count = draw.randint(least, min(schema.get("maxItems", least + 3), least + 3))
                return [self._of(schema.get("items", {}), depth + 1) for _ in range(count)]
            case "boolean":
                return draw.random() < 0.5
            case "integer" | "number":
                return draw.randint(int(schema.get("minimum", 0)), int(schema.get("maximum", 100)))
            case _:
                return self._text(schema)

    def _text(self, schema: Any) -> str:
        if schema.get("format") in _BY_FORMAT:
            return self._draw.choice(_BY_FORMAT[schema["format"]])
        fitting = [each for each in _TEXTS if Draft202012Validator(schema).is_valid(each)]
        return self._draw.choice(fitting or ["x" * schema.get("minLength", 1)])

    def _mended(self, answers: Any) -> Any:
        """With what conditions require besides: each is only known once the others are there."""
        for _ in range(4):
            for error in list(self._validator.iter_errors(answers)):
                if error.validator != "required" or not isinstance(error.instance, dict):
                    continue
                place = self._walker.at("".join(f"/{step}" for step in error.absolute_path))
                known = self._walker.properties(place.schema) if place else {}
                for name in error.validator_value:
                    if name not in error.instance and name in known:
                        error.instance[name] = self._of(known[name].schema, 1)
        return answers

    def _spoiled(self, answers: Any) -> Any:
        answers = copy.deepcopy(answers)
        places = list(_places(answers))
        if not places:
            return self._draw.choice(_JUNK)
        container, key = self._draw.choice(places)
        match self._draw.randrange(5):
            case 0:
                del container[key]
            case 1 if isinstance(container, dict):
                container["unknown"] = "x"
            case 2 if isinstance(container[key], list):
                container[key] = container[key] * 40
            case 3 if isinstance(container[key], str):
                container[key] = container[key] + "!" * self._draw.choice((1, 60, 5000))
            case _:
                container[key] = self._draw.choice(_JUNK)
        return answers


def _places(value: Any) -> Any:
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _places(value[key])

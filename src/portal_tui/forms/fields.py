"""Makes a field out of a property's schema: how it is filled in, with what limits, texts and options."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from portal_tui.texts import texts

from .model import MAXIMUM_RADIO, Computed, Field, Kind, Option, Rule
from .schema import Place, Schema, Walker
from .words import Words, readable, spoken

LONG_TEXT = 255
"""A text that may be longer than this gets several lines (a title or an address fits in it)."""

DEFAULT_CURRENCY = "CAD"

_MONEY_FORMATS = {"money", "money-cents"}
_AMOUNTS = ("0.00", "12.50", "1000000.00")
_NO_AMOUNTS = ("12.5", "12.345", "1,000.00", "12.50 x", "A")
_BY_FORMAT: dict[str, Kind] = {
    "date": "date",
    "email": "email",
    "idn-email": "email",
    "document": "documents",
}
_BY_TYPE: dict[str, Kind] = {"integer": "integer", "number": "number", "boolean": "boolean", "string": "text"}


class Shown(NamedTuple):
    """What the UI schema says about a field."""

    key: str
    texts: Schema
    """Where it gives texts of its own: ``label``, ``x-title``, ``x-description``."""
    options: Schema
    rules: tuple[Rule, ...]


def json_type(schema: Schema) -> str:
    """The JSON type of an answer, ``any`` where the schema allows several or doesn't say."""
    declared = schema.get("type")
    if isinstance(declared, list):
        others = [each for each in declared if each != "null"]
        declared = others[0] if len(others) == 1 else None
    if isinstance(declared, str):
        return declared
    values = _enumerated(schema)
    if values and all(isinstance(each, str) for each in values):
        return "string"
    return "object" if "properties" in schema else "any"


def is_documents(schema: Schema, options: Schema) -> bool:
    """Whether the answer is the id of an attached file, or a list of them."""
    return options.get("format") == "documents" or schema.get("format") == "document"


def field_of(walker: Walker, place: Place, shown: Shown, words: Words) -> Field:
    """The field of a property that is neither a group nor a list of groups."""
    schema = place.schema
    several = walker.entry(place).schema if json_type(schema) == "array" else {}
    computed = computed_of(shown.options.get("computed") or schema.get("x-computed"))
    options = _options(several or schema, words)
    return Field(
        key=shown.key,
        rules=shown.rules,
        pointer=place.pointer,
        kind=_kind(schema, several, shown.options),
        title=title_of(place, shown.texts, words),
        help=help_of(place.schema, shown.texts, words),
        example=_example(schema, words),
        format=_text(shown.options.get("format")) or _text((several or schema).get("format")),
        options=options,
        radio=_radio(shown.options, options),
        minimum=_number(schema, "minimum", "exclusiveMinimum"),
        maximum=_number(schema, "maximum", "exclusiveMaximum"),
        min_length=_whole(schema, "minLength"),
        max_length=_whole(schema, "maxLength"),
        min_items=_whole(schema, "minItems"),
        max_items=_whole(schema, "maxItems"),
        json_type=json_type(schema),
        unit=_unit(walker, schema, shown.options, words),
        must_be_true=schema.get("const") is True,
        read_only=computed is not None
        or schema.get("readOnly") is True
        or any(shown.options.get(name) is True for name in ("readonly", "readOnly")),
        computed=computed,
        prefill=_text(schema.get("x-prefill")),
    )


def computed_of(written: Any) -> Computed | None:
    """What ``{"add": […], "subtract": […], "percent": "…"}`` says, by pointers into the answers."""
    if not isinstance(written, Mapping):
        return None
    add, subtract = (
        tuple(each for each in written.get(name) or () if isinstance(each, str))
        for name in ("add", "subtract")
    )
    percent = _text(written.get("percent"))
    return Computed(add=add, subtract=subtract, percent=percent) if add or subtract else None


def title_of(place: Place, texts: Schema, words: Words) -> str:
    """The title of a field or group: the UI schema's, else the schema's, else its name made readable."""
    if texts.get("label") is False:
        return ""
    name = place.pointer.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")
    return words.of(texts, "title", "label") or words.of(place.schema, "title") or readable(name)


def help_of(schema: Schema, texts: Schema, words: Words) -> str:
    """What stands below the field: description, then help."""
    said = (
        words.of(texts, "description") or words.of(schema, "description"),
        words.of(texts, "help") or words.of(schema, "help", "x-help"),
    )
    return "\n".join(dict.fromkeys(part for part in said if part))


def _kind(schema: Schema, several: Schema, options: Schema) -> Kind:
    form = _text(options.get("format")) or _text(schema.get("format"))
    if is_documents(schema, options) or is_documents(several, options):
        return "documents"
    if several:
        return "many"
    if form in _MONEY_FORMATS or (json_type(schema) == "string" and _is_amount(_text(schema.get("pattern")))):
        return "money"
    if form in _BY_FORMAT:
        return _BY_FORMAT[form]
    if json_type(schema) != "boolean" and _enumerated(schema):
        return "choice"
    if options.get("multi") is True or (json_type(schema) == "string" and _is_long(schema)):
        return "long-text"
    return _BY_TYPE.get(json_type(schema), "text")


def _is_amount(pattern: str) -> bool:
    """Whether a text of this pattern is an amount: any number with two decimals, and nothing else."""
    try:
        fits = re.compile(pattern).search
    except re.error:
        return False
    return all(map(fits, _AMOUNTS)) and not any(map(fits, _NO_AMOUNTS))


def _is_long(schema: Schema) -> bool:
    return (_whole(schema, "maxLength") or 0) > LONG_TEXT


def _enumerated(schema: Schema) -> list[Any]:
    """The values that may be chosen, from ``enum``, ``const`` or ``oneOf``/``anyOf`` of constants."""
    enum = schema.get("enum")
    if isinstance(enum, list):
        return enum
    for name in ("oneOf", "anyOf"):
        branches = schema.get(name)
        if isinstance(branches, list) and branches and all(_is_constant(each) for each in branches):
            return [each["const"] for each in branches]
    return [schema["const"]] if "const" in schema else []


def _is_constant(schema: Any) -> bool:
    return isinstance(schema, Mapping) and "const" in schema


def is_choice(schema: Schema) -> bool:
    """Whether the values of the answer are enumerated."""
    return bool(_enumerated(schema))


def _options(schema: Schema, words: Words) -> tuple[Option, ...]:
    asks_yes_or_no = json_type(schema) == "boolean"
    values = [True, False] if asks_yes_or_no else _enumerated(schema)
    titles = schema.get("x-enum-titles")
    given: Any = words.pick(titles) if isinstance(titles, Mapping) else titles
    branches = {
        _key(each["const"]): words.of(each, "title")
        for name in ("oneOf", "anyOf")
        for each in schema.get(name) or ()
        if _is_constant(each)
    }

    def title(index: int, value: Any) -> str:
        if isinstance(given, list) and index < len(given) and isinstance(given[index], str):
            return str(given[index])
        if isinstance(given, Mapping) and isinstance(given.get(str(value)), str):
            return str(given[str(value)])
        if asks_yes_or_no:
            return texts(words.language)("form.yes" if value else "form.no")
        return branches.get(_key(value)) or spoken(_plain(value))

    return tuple(Option(value=value, title=title(index, value)) for index, value in enumerate(values))


def _key(value: Any) -> tuple[str, str]:
    return type(value).__name__, str(value)


def _plain(value: Any) -> str:
    return "—" if value is None else str(value)


def _radio(options: Schema, values: tuple[Option, ...]) -> bool:
    asked = options.get("format")
    if asked in ("radio", "list"):
        return bool(asked == "radio")
    return 0 < len(values) <= MAXIMUM_RADIO


def _example(schema: Schema, words: Words) -> str:
    examples = schema.get("examples")
    first = examples[0] if isinstance(examples, list) and examples else None
    return words.of(schema, "example", "x-example") or ("" if first is None else _plain(first))


def _unit(walker: Walker, schema: Schema, options: Schema, words: Words) -> str:
    form = _text(options.get("format")) or _text(schema.get("format"))
    if form in _MONEY_FORMATS:
        currencies = (each.get("x-currency") for each in (options, schema, walker.start.schema))
        return next((each for each in currencies if isinstance(each, str)), DEFAULT_CURRENCY)
    return "%" if form == "percentage" else words.of(schema, "unit", "x-unit")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(schema: Schema, *names: str) -> int | float | None:
    for name in names:
        value = schema.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
    return None


def _whole(schema: Schema, name: str) -> int | None:
    value = schema.get(name)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

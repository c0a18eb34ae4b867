"""Says problems in words: the form's own text for the rule where it has one, else ours (T7)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from portal_tui.contract.problems import FieldProblem
from portal_tui.texts import Texts, texts

from .answers import amount_of, show_amount, show_answer, show_count, unit_sign
from .example import example_of
from .fields import Shown, field_of, title_of
from .model import Computed, Field, Form, asked_at
from .pointers import pointer_of, tokens
from .schema import Place, Schema, Walker
from .words import Words, readable

_COUNTED = {"min-length", "max-length", "min-items", "max-items", "min-properties", "max-properties"}
_QUOTED = 40
"""Characters of an answer that a sentence repeats at most."""
_AN_AMOUNT = Decimal("1234.50")
_FEW = 6
"""Options of a choice that a sentence lists at most."""


class Sentence(NamedTuple):
    """What is wrong, and the form's own advice where it gives one."""

    text: str
    remedy: str


def sentence(form: Form, problem: FieldProblem) -> Sentence:
    """``problem`` in the language of ``form``."""
    walker = Walker(form.schema)
    place = walker.at(problem.pointer)
    rule = problem.params.get("rule")
    sources = [_rule_schema(walker, rule) if isinstance(rule, str) else {}, place.schema if place else {}]
    words = Words(form.language, None)
    own = next((text for source in sources if (text := _message(source, problem.code, words))), "")
    remedy = next((text for source in sources if (text := words.of(source, "remedy", "x-remedy"))), "")
    field = asked_at(form, problem.pointer)
    if field is None and place is not None:
        field = field_of(walker, place, Shown("", {}, {}, ()), words)
    own = _filled(own, problem, field, form.language)
    return Sentence(own or _ours(problem, field, walker, place, words), remedy)


def _filled(own: str, problem: FieldProblem, field: Field | None, language: str) -> str:
    """The form's own text, the limit in it for ``{expected}`` and the answer for ``{found}``."""
    for name in ("expected", "found"):
        if name in problem.params:
            own = own.replace(f"{{{name}}}", _said(problem.params[name], field, language))
    return own


def _message(schema: Schema, code: str, words: Words) -> str:
    """The text of ``x-messages`` for the keyword that ``code`` was made from."""
    messages = schema.get("x-messages")
    keyword = "format" if code.startswith("format-") else "type" if code.startswith("type-") else code
    for name, text in messages.items() if isinstance(messages, Mapping) else ():
        if _code_of(name) == keyword:
            return str(words.pick(text)) if isinstance(text, Mapping) else str(text)
    return ""


def _code_of(keyword: str) -> str:
    return "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in keyword)


def _rule_schema(walker: Walker, pointer: str) -> Schema:
    """The schema at a pointer into the form's schema, which may lead through references."""
    schema: Any = walker.start.schema
    for step in tokens(pointer):
        if step == "$ref":
            continue
        schema = walker.resolved(schema) if isinstance(schema, Mapping) else schema
        if isinstance(schema, Mapping):
            schema = schema.get(step, {})
        elif isinstance(schema, list) and step.isdecimal() and int(step) < len(schema):
            schema = schema[int(step)]
    return walker.resolved(schema)


def _ours(
    problem: FieldProblem, field: Field | None, walker: Walker, place: Place | None, words: Words
) -> str:
    say, code = texts(words.language), problem.code
    values = {name: _said(value, field, words.language) for name, value in problem.params.items()}
    expected, found = problem.params.get("expected"), problem.params.get("found")
    if code == "max-length" and isinstance(expected, int) and isinstance(found, int):
        values["excess"] = show_count(found - expected, words.language)
    if (
        code == "const"
        and field is not None
        and field.computed
        and field.computed.add
        and field.computed.subtract
    ):
        return _unbalanced(field.computed, problem, unit_sign(field, words.language), walker, words)
    if code in _COUNTED and isinstance(expected, int):
        return say.plural(f"field.{code}", expected, **values)
    if code == "required-one-of" and place is not None:
        values["fields"] = ", ".join(_titles(problem, walker, place, words))
    example = _example(problem, field, place, words.language)
    text = say(_key(problem, field, say, example), **{"example": example, **values})
    return f"{text} {say('field.found', found=found)}" if _is_to_be_quoted(found, text) else text


def _unbalanced(computed: Computed, problem: FieldProblem, unit: str, walker: Walker, words: Words) -> str:
    """A difference that has to be none, as between income and spending: how far off it is."""
    say = texts(words.language)
    found, expected = (amount_of(problem.params.get(name)) for name in ("found", "expected"))
    if found is None or expected is None:
        return say("field.not-allowed")
    amount = show_amount(abs(found - expected), words.language) + (f"\u00a0{unit}" if unit else "")
    places = (walker.at(pointer) for pointer in (computed.add[0], computed.subtract[0]))
    first, second = (title_of(place, {}, words) if place else "" for place in places)
    code = "field.difference-short" if found < expected else "field.difference-over"
    return say(code, amount=amount, first=first, second=second)


def _is_to_be_quoted(found: Any, text: str) -> bool:
    """Whether the answer is said too: a short one that the sentence doesn't say itself."""
    return isinstance(found, str) and 0 < len(found.strip()) <= _QUOTED and found not in text


def _example(problem: FieldProblem, field: Field | None, place: Place | None, language: str) -> str:
    """The form's own example; else an amount as people write it, or what the pattern accepts."""
    pattern = place.schema.get("pattern") if place else None
    if field and field.kind == "money" and not field.example:
        return show_amount(_AN_AMOUNT, language)
    if (field and field.example) or problem.code != "pattern" or not isinstance(pattern, str):
        return field.example if field else ""
    return example_of(pattern)


def _key(problem: FieldProblem, field: Field | None, say: Texts, example: str) -> str:
    """The text to use, by what is known of the field."""
    code, expected = problem.code, problem.params.get("expected")
    if code == "required" and field is not None:
        return _required(field)
    if code == "pattern" and example:
        amount = field is not None and field.kind == "money" and not field.example
        return "field.pattern-amount" if amount else "field.pattern-example"
    if code in ("contains", "max-contains") and isinstance(expected, tuple):
        return f"field.{code}-named"
    if code == "enum" and isinstance(expected, tuple) and len(expected) <= _FEW:
        return "field.enum-few"
    if code == "const" and expected == "True":
        return "field.const-true"
    key = f"field.{code}"
    if say.has(key):
        return key
    return "field.format" if code.startswith("format-") else "field.not-allowed"


def _required(field: Field) -> str:
    """What to do where nothing is answered, by how it is answered."""
    if field.kind == "documents":
        return "field.required-documents"
    if field.json_type in ("object", "array"):
        return "field.required-choice" if field.options else "field.required-part"
    if field.must_be_true:
        return "field.const-true"
    return "field.required-option" if field.kind in ("choice", "boolean") else "field.required"


def _said(value: Any, field: Field | None, language: str) -> str:
    """A parameter as people read it: numbers with the field's unit, values by their titles."""
    if isinstance(value, tuple | list):
        return ", ".join(_said(each, field, language) for each in value)
    if field is not None and field.options:
        return next((each.title for each in field.options if str(each.value) == str(value)), str(value))
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value)
    if field is not None and field.kind in ("integer", "number", "money"):
        unit = unit_sign(field, language)
        return show_answer(field, value, language) + (f"\u00a0{unit}" if unit else "")
    return show_count(value, language)


def _titles(problem: FieldProblem, walker: Walker, place: Place, words: Words) -> list[str]:
    names = problem.params.get("fields")
    parent = walker.at(pointer_of(tokens(problem.pointer)[:-1])) or walker.start
    declared = walker.properties(parent.schema)
    return [
        words.of(declared[name].schema, "title") if name in declared else readable(name)
        for name in (names if isinstance(names, tuple | list) else ())
    ]

"""What a form file must keep to, and what would keep people from filling it in."""

from typing import Final

from portal_tui.forms.formats import FORMATS
from portal_tui.forms.pointers import tokens
from portal_tui.forms.read import NotAFormError, read_form
from portal_tui.forms.review import LEFT_OUT, check_form, keeps_from_use

from .problems import Problems
from .source import Node
from .structure import unknown

_KEYS: Final = ("name", "title", "language", "jsonSchema", "uiSchema", "ruleSchema")
_COMMON_GRANTS: Final = frozenset(
    {"id", "description", "instructions", "version", "createdAt", "lastModifiedAt", "customFields"}
    | {"mappingToCommonGrants", "mappingFromCommonGrants"}
)
"""What a form of CommonGrants has besides; ``name`` is its title there."""
_STANDARD_FORMATS: Final = ("date", "date-time", "time", "email", "idn-email", "uri", "uuid", "document")
_NAMES: Final = ("properties", "$defs", "patternProperties", "dependentSchemas")
"""Keywords below which a key is a name of the author's."""


def check_form_file(name: str, form: Node, problems: Problems) -> None:
    """Note every problem of the form in ``forms/<name>.json``."""
    for key in ("name", "jsonSchema"):
        if form.get(key) is None:
            problems.add(form.place.problem("key-missing", key=key))
    for key, node in form.value.items():
        if key not in _KEYS and key not in _COMMON_GRANTS and not key.startswith("x-"):
            problems.add(unknown("key-unknown", key, _KEYS, Node(None, node.place)))
    own = form.text("name")
    if own is not None and own != name and form.get("id") is None:
        problems.add(form.at("name").problem("form-name", found=own, file=name))
    schema = form.get("jsonSchema")
    if schema is not None:
        _check_formats(schema, problems)
        _check_use(form, problems)


def _check_formats(schema: Node, problems: Problems) -> None:
    """Formats that are probably mistyped; others that nobody knows are told with the form's notes."""
    known = {*FORMATS, *_STANDARD_FORMATS}
    for node in schema.walk():
        found = node.get("format")
        named = node.place.path[-1:] and node.place.path[-1] in _NAMES
        if found is not None and not named and isinstance(found.value, str) and found.value not in known:
            problem = unknown("format-unknown", found.value, known, found)
            if problem.code.endswith("-near"):
                problems.add(problem)


def _check_use(form: Node, problems: Problems) -> None:
    try:
        read = read_form(form.plain())
    except NotAFormError as error:
        problems.add(form.at("jsonSchema").problem(f"form.{error.code}"))
        return
    for note in check_form(read):
        problem = form.at(*_keys(note.pointer)).problem(f"form.{note.code}", **note.params)
        if keeps_from_use(note):
            problems.add(problem)
        else:
            problems.remarks.append(problem)
    problems.remarks.extend(
        form.at(*_keys(note.pointer)).problem(f"form.{note.code}", **note.params)
        for note in read.notes
        if note.code in LEFT_OUT
    )


def _keys(pointer: str) -> list[str | int]:
    """The path of a pointer into the document, or of one into the answers: then to the property's schema."""
    steps = tokens(pointer)
    if steps[:1] in (("jsonSchema",), ("uiSchema",)):
        return [int(step) if step.isdecimal() else step for step in steps]
    return ["jsonSchema", *(part for step in steps for part in ("properties", step))]

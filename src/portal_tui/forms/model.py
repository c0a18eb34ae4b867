"""What a form asks, as people meet it: sections of items, whatever dialect the form was written in.

A *pointer* is a JSON pointer into the answers (``/contact/email``). Inside a repeated group the pointers of
the pattern carry ``-`` for the entry (``/contacts/-/email``); :func:`entry` puts a number in its place.
"""

from typing import Any, Final, Literal

import msgspec

from .pointers import pointer_of, tokens

Kind = Literal[
    "text",
    "long-text",
    "integer",
    "number",
    "money",
    "boolean",
    "date",
    "email",
    "choice",
    "many",
    "documents",
]
"""How a field is filled in. ``choice``: one of the options; ``many``: any number of them."""

Effect = Literal["SHOW", "HIDE", "ENABLE", "DISABLE"]

MAXIMUM_RADIO: Final = 5
"""A choice of more options than this is filtered rather than shown whole."""


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """Holds when the answer at ``scope`` fits ``schema``; with ``any_of`` or ``all_of``, when those do."""

    scope: str = ""
    schema: Any = True
    holds_when_absent: bool = True
    """Whether it may hold where nothing was answered yet (JSONForms: not ``failWhenUndefined``)."""
    any_of: tuple["Condition", ...] = ()
    all_of: tuple["Condition", ...] = ()


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """When an item is shown or can be changed."""

    effect: Effect
    condition: Condition


class _Item(msgspec.Struct, frozen=True, kw_only=True):
    key: str
    """Names the item within its form, the same at every reading: its place in the UI schema."""
    rules: tuple[Rule, ...] = ()


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One value that may be chosen."""

    value: Any
    title: str


class Computed(msgspec.Struct, frozen=True, kw_only=True):
    """How an amount follows from others: ``add`` less ``subtract``, and ``percent`` of that.

    Each is a pointer into the answers; ``-`` in one stands for every entry of a list.
    """

    add: tuple[str, ...]
    subtract: tuple[str, ...] = ()
    percent: str = ""
    """The field whose percentage of the amount is meant; "" for the whole of it."""

    @property
    def sources(self) -> tuple[str, ...]:
        """All pointers from which it follows."""
        return (*self.add, *self.subtract, *((self.percent,) if self.percent else ()))


class Field(_Item, frozen=True, kw_only=True):
    """One thing to be answered."""

    pointer: str
    kind: Kind
    title: str
    help: str = ""
    example: str = ""
    format: str = ""
    """The ``format`` of the schema: ``neq``, ``money``, ``date``…"""
    options: tuple[Option, ...] = ()
    radio: bool = False
    """Whether the options are shown at once rather than filtered."""
    minimum: int | float | None = None
    maximum: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    json_type: str = "string"
    """How the answer is stored: ``string``, ``integer``, ``number``, ``boolean``, ``array``, or ``any``."""
    unit: str = ""
    """What stands after a number: ``%``, ``places``; for money its currency code."""
    must_be_true: bool = False
    """Whether only yes is accepted, as in a declaration: then it is a box to tick."""
    read_only: bool = False
    computed: Computed | None = None
    """How it follows from other answers; then it is read-only."""
    prefill: str = ""
    """What of the applicant it begins with: ``legal-name``, ``neq``…"""
    known: Any = msgspec.UNSET
    """What the portal has for it."""


class Static(_Item, frozen=True, kw_only=True):
    """Text between the fields."""

    text: str


class Group(_Item, frozen=True, kw_only=True):
    """Items that belong together, under a title or side by side."""

    items: tuple["Item", ...]
    title: str = ""
    help: str = ""
    pointer: str = ""
    """The object that they fill, where they fill one of their own."""
    horizontal: bool = False


class Repeated(_Item, frozen=True, kw_only=True):
    """A list of entries, each with the same items: added, removed, moved."""

    pointer: str
    items: tuple["Item", ...]
    """The pattern of an entry; see :func:`entry`."""
    title: str = ""
    help: str = ""
    entry_title: str = ""
    min_items: int = 0
    max_items: int | None = None
    objects: bool = True
    """Whether an entry is an object; else it is the one answer of its only field."""
    read_only: bool = False


class Table(_Item, frozen=True, kw_only=True):
    """Fields in rows under column titles, such as a budget; a row starts with its own title."""

    columns: tuple[str, ...]
    rows: tuple[tuple["Field | Static", ...], ...]
    title: str = ""
    help: str = ""


Item = Field | Static | Group | Repeated | Table


class Section(_Item, frozen=True, kw_only=True):
    """A part of the form that is opened by its title."""

    title: str
    items: tuple[Item, ...]
    help: str = ""


class FormNote(msgspec.Struct, frozen=True):
    """Something about a form itself, by pointer into its document: the text is ``form.<code>``."""

    pointer: str
    code: str
    params: dict[str, str] = {}


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form read in one language."""

    name: str
    title: str
    help: str
    language: str
    foreign: str | None
    """The language of some of its texts, where it isn't ``language`` (A6: shown marked)."""
    schema: dict[str, Any]
    """The JSON Schema that answers are checked against."""
    sections: tuple[Section, ...]
    notes: tuple[FormNote, ...] = ()
    """What wasn't understood in the document."""
    conditional: bool = False
    """Whether an answer can change what is shown, enabled or required."""


def entry(repeated: Repeated, index: int) -> tuple[Item, ...]:
    """The items of entry ``index``, with its place in every pointer, key and rule."""
    pattern, place = f"{repeated.pointer}/-", f"{repeated.pointer}/{index}"
    return tuple(_placed(item, pattern, place) for item in repeated.items)


def fields(items: tuple[Item, ...]) -> list[Field]:
    """Every field below ``items`` in reading order; of repeated groups, those of the pattern."""
    found: list[Field] = []
    for item in items:
        match item:
            case Field():
                found.append(item)
            case Group() | Repeated():
                found.extend(fields(item.items))
            case Table():
                found.extend(cell for row in item.rows for cell in row if isinstance(cell, Field))
    return found


def all_fields(form: Form) -> list[Field]:
    """Every field of the form in reading order."""
    return [field for section in form.sections for field in fields(section.items)]


def asked_at(form: Form, pointer: str) -> Field | None:
    """The field that asks for the answer at ``pointer``, also in an entry of a list; None where none does."""
    steps = ("-" if step.isdecimal() else step for step in tokens(pointer))
    patterns = {pointer, pointer_of(steps)}
    return next((each for each in all_fields(form) if each.pointer in patterns), None)


def _placed(item: Any, pattern: str, place: str) -> Any:
    changed: dict[str, Any] = {"key": f"{item.key}@{place}"}
    if item.rules:
        changed["rules"] = tuple(
            Rule(effect=rule.effect, condition=_condition_placed(rule.condition, pattern, place))
            for rule in item.rules
        )
    pointer = getattr(item, "pointer", "")
    if pointer:
        changed["pointer"] = _moved(pointer, pattern, place)
    if isinstance(item, Field) and item.computed is not None:
        changed["computed"] = computed_at(item.computed, pattern, place)
    if isinstance(item, Group | Repeated):
        changed["items"] = tuple(_placed(child, pattern, place) for child in item.items)
    if isinstance(item, Table):
        changed["rows"] = tuple(tuple(_placed(cell, pattern, place) for cell in row) for row in item.rows)
    return msgspec.structs.replace(item, **changed)


def computed_at(computed: Computed, pattern: str, place: str) -> Computed:
    """The computation of one entry: ``place`` stands where the pattern of the list stood."""
    return Computed(
        add=tuple(_moved(each, pattern, place) for each in computed.add),
        subtract=tuple(_moved(each, pattern, place) for each in computed.subtract),
        percent=_moved(computed.percent, pattern, place),
    )


def _condition_placed(condition: Condition, pattern: str, place: str) -> Condition:
    return msgspec.structs.replace(
        condition,
        scope=_moved(condition.scope, pattern, place),
        any_of=tuple(_condition_placed(part, pattern, place) for part in condition.any_of),
        all_of=tuple(_condition_placed(part, pattern, place) for part in condition.all_of),
    )


def _moved(pointer: str, pattern: str, place: str) -> str:
    if pointer == pattern or pointer.startswith(pattern + "/"):
        return place + pointer[len(pattern) :]
    return pointer

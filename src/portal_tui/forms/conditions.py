"""What is shown, enabled and required with given answers: a pure function of (form, answers).

From the UI schema's rules, and from what the JSON Schema requires: ``required``, ``if``/``then``/``else``,
``allOf``, ``dependentRequired``, ``dependentSchemas``, ``$ref``. A group that nobody began is only required
inside where the group itself is.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from .model import Condition, Form, Group, Item, Repeated, Rule, Section, Table, entry
from .pointers import ABSENT, get, pointer_of
from .schema import Walker
from .validator import validator_of

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator


class States(msgspec.Struct, frozen=True):
    """The state of a form's items under some answers; everything not named is shown, enabled, optional."""

    hidden: frozenset[str]
    """Keys of items; what is inside a hidden item is hidden with it."""
    disabled: frozenset[str]
    """Keys of items."""
    required: frozenset[str]
    """Pointers of what has to be answered."""

    def shows(self, item: Item | Section) -> bool:
        """Whether ``item`` is shown."""
        return item.key not in self.hidden

    def enables(self, item: Item | Section) -> bool:
        """Whether ``item`` may be changed, as far as the form's rules go."""
        return item.key not in self.disabled

    def requires(self, item: Item) -> bool:
        """Whether ``item`` has to be answered."""
        return getattr(item, "pointer", None) in self.required


def states(form: Form, answers: Any) -> States:
    """What holds of each item of ``form`` with ``answers``."""
    judge = _Judge(form, answers)
    for section in form.sections:
        judge.visit(section, section.items, hidden=False, disabled=False)
    required = frozenset(judge.required(form.schema, answers, (), begun=True, depth=0))
    return States(frozenset(judge.hidden), frozenset(judge.disabled), required)


class _Judge:
    def __init__(self, form: Form, answers: Any) -> None:
        self.answers = answers
        self.hidden: set[str] = set()
        self.disabled: set[str] = set()
        self._walker = Walker(form.schema)
        self._schema = form.schema
        self._validator: Draft202012Validator | None = None

    def fits(self, value: Any, schema: Any) -> bool:
        """Whether ``value`` fits ``schema``; jsonschema is loaded when the first condition asks."""
        if self._validator is None:
            self._validator = validator_of(self._schema)
        return self._validator.evolve(schema=schema).is_valid(value)

    def visit(
        self, item: Item | Section, children: tuple[Item, ...], *, hidden: bool, disabled: bool
    ) -> None:
        hidden = hidden or not self._all_hold(item.rules, "SHOW", "HIDE")
        disabled = disabled or not self._all_hold(item.rules, "ENABLE", "DISABLE")
        if hidden:
            self.hidden.add(item.key)
        if disabled:
            self.disabled.add(item.key)
        for child in children:
            self.visit(child, self._inside(child), hidden=hidden, disabled=disabled)
        if isinstance(item, Section | Group) and children and self.hidden.issuperset(_keys(children)):
            self.hidden.add(item.key)  # a heading over nothing

    def _inside(self, item: Item) -> tuple[Item, ...]:
        match item:
            case Group():
                return item.items
            case Table():
                return tuple(cell for row in item.rows for cell in row)
            case Repeated():
                entries = get(self.answers, item.pointer)
                count = len(entries) if isinstance(entries, list) else 0
                return tuple(child for index in range(count) for child in entry(item, index))
            case _:
                return ()

    def _all_hold(self, rules: tuple[Rule, ...], positive: str, negative: str) -> bool:
        for rule in rules:
            if rule.effect in (positive, negative) and self.holds(rule.condition) != (
                rule.effect == positive
            ):
                return False
        return True

    def holds(self, condition: Condition) -> bool:
        """Whether a condition of the UI schema holds."""
        if condition.any_of:
            return any(map(self.holds, condition.any_of))
        if condition.all_of:
            return all(map(self.holds, condition.all_of))
        value = get(self.answers, condition.scope)
        if value is not ABSENT:
            return self.fits(value, condition.schema)
        return condition.holds_when_absent and self._holds_of_nothing(condition)

    def _holds_of_nothing(self, condition: Condition) -> bool:
        """An absent object is judged as an empty one; anything else absent has no type and equals nothing."""
        place = self._walker.at(condition.scope)
        if place is not None and "properties" in place.schema:
            return self.fits({}, condition.schema)
        return self.fits(_NOTHING, condition.schema)

    def required(
        self, schema: Any, value: Any, at: tuple[str, ...], *, begun: bool, depth: int
    ) -> Iterator[str]:
        """Pointers that ``schema`` requires at or below ``at``, where ``value`` stands."""
        if not isinstance(schema, Mapping) or depth > _DEEPEST:
            return
        schema = self._walker.resolved(schema)
        members: Mapping[str, Any] = value if isinstance(value, dict) else {}
        if isinstance(value, list):
            for index, each in enumerate(value):
                yield from self.required(
                    schema.get("items"), each, (*at, str(index)), begun=True, depth=depth + 1
                )
        if not begun:
            return
        needed = set(self._needed(schema, members))
        yield from (pointer_of((*at, name)) for name in needed)
        for part in self._parts_in_force(schema, members):
            yield from self.required(part, value, at, begun=True, depth=depth + 1)
        declared = schema.get("properties")
        for name, child in declared.items() if isinstance(declared, Mapping) else ():
            inside = members.get(name, ABSENT)
            yield from self.required(
                child, inside, (*at, name), begun=inside is not ABSENT or name in needed, depth=depth + 1
            )

    def _needed(self, schema: Mapping[str, Any], members: Mapping[str, Any]) -> Iterator[str]:
        required = schema.get("required")
        if isinstance(required, list):
            yield from map(str, required)
        dependent = schema.get("dependentRequired")
        for name, others in dependent.items() if isinstance(dependent, Mapping) else ():
            if name in members and isinstance(others, list):
                yield from map(str, others)

    def _parts_in_force(self, schema: Mapping[str, Any], members: Mapping[str, Any]) -> Iterator[Any]:
        """What else is to be fulfilled by the same object with these answers."""
        included = schema.get("allOf")
        yield from included if isinstance(included, list) else ()
        if "if" in schema:
            yield schema.get("then" if self.fits(dict(members), schema["if"]) else "else")
        dependent = schema.get("dependentSchemas")
        for name, part in dependent.items() if isinstance(dependent, Mapping) else ():
            if name in members:
                yield part


def _keys(items: Iterable[Item]) -> Iterator[str]:
    return (item.key for item in items)


_NOTHING: Final = object()
_DEEPEST: Final = 24
"""Schemas nested deeper than this are not followed: they refer to themselves."""

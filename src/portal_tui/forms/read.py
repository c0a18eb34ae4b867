"""Reads a form's document into the model: JSON Schema 2020-12 with a JSONForms UI schema (T7).

``{"name", "title"?, "language"?, "jsonSchema", "uiSchema"?, "ruleSchema"?}``, which a form of CommonGrants is
too (with ``description`` and ``instructions``). UI elements: VerticalLayout, HorizontalLayout, Group,
Categorization and Category, Control, ListWithDetail, Label, and Table (``columns``, ``rows`` of Controls and
Labels). The dialect of the federal forms is converted first. What isn't known is noted and shown as a plain
field; so is what is required and stands nowhere in the layout.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from portal_tui.texts import texts

from . import federal, vocabulary
from .fields import Shown, field_of, help_of, is_choice, is_documents, json_type, title_of
from .grids import as_table
from .model import (
    Computed,
    Condition,
    Effect,
    Field,
    Form,
    FormNote,
    Group,
    Item,
    Repeated,
    Rule,
    Section,
    Static,
    Table,
    fields,
)
from .pointers import pointer_of, tokens
from .rule_schema import computations
from .schema import Place, Schema, Walker
from .totals import settled
from .words import Words

_EFFECTS: dict[str, Effect] = {"SHOW": "SHOW", "HIDE": "HIDE", "ENABLE": "ENABLE", "DISABLE": "DISABLE"}
_LAYOUTS = ("VerticalLayout", "HorizontalLayout", "Group", "Category", "Categorization")
_CONTROLS = ("Control", "ListWithDetail")
_DEEPEST = 6
"""Groups within groups made from the schema alone; a schema that contains itself ends there."""


class NotAFormError(ValueError):
    """The document is no form. ``code`` names the text ``form.<code>``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_form(document: Any, language: str = "fr-CA", default_language: str | None = None) -> Form:
    """The form of ``document`` in ``language``; ``default_language`` is that of its plain texts.

    Raises NotAFormError where there is no object schema. Whatever else is wrong is in ``Form.notes``.
    """
    if not isinstance(document, Mapping):
        raise NotAFormError("not-an-object")
    schema = document.get("jsonSchema")
    if not isinstance(schema, Mapping):
        raise NotAFormError("no-schema")
    declared = document.get("language")
    if not isinstance(declared, str):
        declared = federal.LANGUAGE if isinstance(document.get("uiSchema"), list) else default_language
    words = Words(language, declared)
    reader = _Reader(schema, words, computations(document.get("ruleSchema")))
    if json_type(reader.walker.start.schema) != "object":
        raise NotAFormError("not-an-object-schema")
    sections = tuple(reader.sections(document.get("uiSchema")))
    sections += tuple(reader.forgotten(sections))
    reader.notes.extend(vocabulary.unknown(document))
    sections, about_totals = settled(sections, reader.rules, texts(language)("form.total-typed-help"))
    name = document.get("name")
    return Form(
        name=name if isinstance(name, str) else "",
        title=words.of(document, "title") or words.of(reader.walker.start.schema, "title"),
        help=help_of(reader.walker.start.schema, document, words) or words.of(document, "instructions"),
        language=language,
        foreign=words.foreign,
        schema=dict(schema),
        sections=sections,
        notes=(*reader.notes, *about_totals),
        conditional=_is_conditional(schema),
    )


class _Reader:
    """Reads one document; ``notes`` collects what it didn't understand."""

    def __init__(self, schema: Schema, words: Words, rules: Mapping[str, Computed]) -> None:
        self.rules = rules
        self.walker = Walker(schema)
        self.words = words
        self.notes: list[FormNote] = []

    def note(self, pointer: str, code: str, **params: str) -> None:
        self.notes.append(FormNote(pointer, code, dict(params)))

    def sections(self, ui: Any) -> Iterator[Section]:
        """The sections of the UI schema; without one, those that the schema makes by itself."""
        if isinstance(ui, list):
            ui = federal.converted(ui)
        if not isinstance(ui, Mapping):
            if ui is not None:
                self.note("/uiSchema", "unknown-element", type=type(ui).__name__)
            yield self._section({}, "", self._generated(self.walker.start, "/jsonSchema"))
            return
        yield from self._sections_of(ui, "/uiSchema", ())

    def _sections_of(self, element: Any, at: str, outer: tuple[Rule, ...]) -> Iterator[Section]:
        """A layout's groups and categories are sections; what stands between them gets one without title."""
        if not isinstance(element, Mapping):
            self.note(at, "unknown-element", type=type(element).__name__)
            return
        rules = outer + self._rules(element, at, self.walker.start)
        kind = element.get("type")
        if kind in ("Group", "Category"):
            yield self._section(element, at, self._elements(element, at, self.walker.start), rules)
            return
        if kind not in ("VerticalLayout", "Categorization"):
            yield self._section({}, at, self._element(element, at, self.walker.start), outer)
            return
        loose: list[Item] = []
        for child, child_at in _children(element, at):
            if isinstance(child, Mapping) and child.get("type") in ("Group", "Category", "Categorization"):
                if loose:
                    yield self._section({}, f"{child_at}/before", loose, rules)
                    loose = []
                yield from self._sections_of(child, child_at, rules)
            else:
                loose.extend(self._element(child, child_at, self.walker.start))
        if loose:
            yield self._section({}, f"{at}/rest", loose, rules)

    def _section(
        self, texts: Schema, key: str, items: Iterable[Item], rules: tuple[Rule, ...] = ()
    ) -> Section:
        return Section(
            key=key,
            rules=rules,
            title=self.words.of(texts, "title", "label"),
            help=help_of({}, texts, self.words),
            items=tuple(items),
        )

    def _elements(self, element: Schema, at: str, base: Place) -> Iterator[Item]:
        for child, child_at in _children(element, at):
            yield from self._element(child, child_at, base)

    def _element(self, element: Any, at: str, base: Place) -> Iterator[Item]:
        """The item of a UI element; none where it is nothing that could be shown."""
        if not isinstance(element, Mapping):
            self.note(at, "unknown-element", type=type(element).__name__)
            return
        kind = element.get("type")
        if kind in _CONTROLS or (kind not in _LAYOUTS and "scope" in element):
            unknown = element.get("x-unknown-type") or (None if kind in _CONTROLS else kind)
            if unknown is not None:
                self.note(at, "unknown-element", type=str(unknown))
            yield from self._control(element, at, base)
        elif kind in _LAYOUTS or isinstance(element.get("elements"), list):
            if kind not in _LAYOUTS:
                self.note(at, "unknown-element", type=str(kind))
            yield Group(
                key=at,
                rules=self._rules(element, at, base),
                title=self.words.of(element, "title", "label"),
                help=help_of({}, element, self.words),
                items=tuple(self._elements(element, at, base)),
                horizontal=kind == "HorizontalLayout",
            )
        elif kind == "Label":
            text = self.words.of(element, "title", "text", "label")
            yield Static(key=at, rules=self._rules(element, at, base), text=text)
        elif kind == "Table":
            yield self._table(element, at, base)
        else:
            self.note(at, "unknown-element", type=str(kind))

    def _control(self, element: Schema, at: str, base: Place) -> Iterator[Item]:
        scope = element.get("scope")
        place = self.walker.place(scope, base) if isinstance(scope, str) else None
        if place is None:
            self.note(at, "unknown-scope", scope=str(scope))
            return
        options = element.get("options")
        options = options if isinstance(options, Mapping) else {}
        shown = Shown(at, _labelled(element), options, self._rules(element, at, base) + _implied(place))
        yield self._item(place, shown, 0)

    def _item(self, place: Place, shown: Shown, depth: int) -> Item:
        """A field, a group or a list of groups, by the property's type."""
        schema, kind = place.schema, json_type(place.schema)
        if "x-broken-reference" in schema:
            self.note(shown.key, "broken-reference", reference=str(schema["x-broken-reference"]))
        if kind == "object" and self.walker.properties(schema) and depth < _DEEPEST:
            group = Group(
                key=shown.key,
                rules=shown.rules,
                pointer=place.pointer,
                title=title_of(place, shown.texts, self.words),
                help=help_of(schema, shown.texts, self.words),
                items=tuple(self._generated(place, shown.key, depth + 1)),
            )
            return as_table(group)
        entry = self.walker.entry(place)
        chosen = is_choice(entry.schema) or is_documents(entry.schema, shown.options)
        if kind == "array" and not chosen and depth < _DEEPEST:
            return self._repeated(place, entry, shown, depth)
        if kind in ("any", "object", "array", "null") and not is_choice(schema) and not chosen:
            self.note(shown.key, "unknown-type", property=place.pointer)
        field = field_of(self.walker, place, shown, self.words)
        computed = field.computed is not None or place.pointer in self.rules
        filled = computed or bool({"default", "const"} & schema.keys())
        if field.read_only and not filled and self._is_required(place):
            self.note(shown.key, "asked-all-the-same", property=field.title)
            said = "\n".join(filter(None, (texts(self.words.language)("form.asked-help"), field.help)))
            field = msgspec.structs.replace(field, read_only=False, help=said)
        return field

    def _is_required(self, place: Place) -> bool:
        """Whether no answers are valid without it: nobody could complete a form that doesn't ask for it."""
        steps = tokens(place.pointer)
        parents = [self.walker.at(pointer_of(steps[:depth])) for depth in range(len(steps))]
        return all(
            parent is not None and step in (parent.schema.get("required") or ())
            for parent, step in zip(parents, steps, strict=True)
        )

    def _repeated(self, place: Place, entry: Place, shown: Shown, depth: int) -> Repeated:
        schema, detail = place.schema, shown.options.get("detail")
        objects = json_type(entry.schema) == "object" and bool(self.walker.properties(entry.schema))
        if objects and isinstance(detail, Mapping):
            items = tuple(self._elements(detail, f"{shown.key}/options/detail", entry))
        elif objects:
            items = tuple(self._generated(entry, shown.key, depth + 1))
        else:
            inner = Shown(f"{shown.key}/-", {"label": False}, shown.options, ())
            items = (self._item(entry, inner, depth + 1),)
        longest = schema.get("maxItems")
        least = schema.get("minItems")
        return Repeated(
            key=shown.key,
            rules=shown.rules,
            pointer=place.pointer,
            title=title_of(place, shown.texts, self.words),
            help=help_of(schema, shown.texts, self.words),
            entry_title=self.words.of(shown.texts, "entry-title", "x-entry-title")
            or self.words.of(schema, "entry-title", "x-entry-title")
            or self.words.of(entry.schema, "title"),
            items=items,
            min_items=least if isinstance(least, int) else 0,
            max_items=longest if isinstance(longest, int) else None,
            objects=objects,
            read_only=schema.get("readOnly") is True,
        )

    def _generated(self, place: Place, key: str, depth: int = 0) -> Iterator[Item]:
        """The items of an object that no UI schema lays out: its properties in their order."""
        for name, declared in self.walker.properties(place.schema).items():
            child = self.walker.member(place, name, declared)
            shown = Shown(f"{key}/{name}", {}, {}, _implied(child, place))
            yield self._item(child, shown, depth)

    def _table(self, element: Schema, at: str, base: Place) -> Table:
        columns, rows = element.get("columns"), element.get("rows")
        return Table(
            key=at,
            rules=self._rules(element, at, base),
            title=self.words.of(element, "title", "label"),
            help=help_of({}, element, self.words),
            columns=tuple(
                self.words.of(each if isinstance(each, Mapping) else {"label": each}, "title", "label")
                for each in (columns if isinstance(columns, list) else ())
            ),
            rows=tuple(
                tuple(self._cells(row, f"{at}/rows/{index}", base))
                for index, row in enumerate(rows if isinstance(rows, list) else ())
            ),
        )

    def _cells(self, row: Any, at: str, base: Place) -> Iterator[Field | Static]:
        for index, cell in enumerate(row if isinstance(row, list) else ()):
            for item in self._element(cell, _at(cell, f"{at}/{index}"), base):
                if isinstance(item, Field | Static):
                    yield item
                else:
                    self.note(item.key, "not-a-cell", type=str(cell.get("type")))
                    yield from fields((item,))

    def _rules(self, element: Schema, at: str, base: Place) -> tuple[Rule, ...]:
        rule = element.get("rule")
        if rule is None:
            return ()
        effect = _EFFECTS.get(str(rule.get("effect"))) if isinstance(rule, Mapping) else None
        condition = self._condition(rule.get("condition"), f"{at}/rule", base) if effect else None
        if effect is None or condition is None:
            self.note(f"{at}/rule", "unknown-rule")
            return ()
        return (Rule(effect=effect, condition=condition),)

    def _condition(self, condition: Any, at: str, base: Place) -> Condition | None:
        if not isinstance(condition, Mapping):
            return None
        if isinstance(condition.get("conditions"), list) and condition.get("type") in ("AND", "OR"):
            parts = [self._condition(each, at, base) for each in condition["conditions"]]
            known = tuple(each for each in parts if each is not None)
            if len(known) < len(parts) or not known:
                return None
            return Condition(any_of=known) if condition["type"] == "OR" else Condition(all_of=known)
        scope = condition.get("scope")
        place = self.walker.place(scope, base) if isinstance(scope, str) else None
        if place is None:
            self.note(at, "unknown-scope", scope=str(scope))
            return None
        schema = condition.get("schema", {"const": condition.get("expectedValue")})
        absent = "schema" in condition and condition.get("failWhenUndefined") is not True
        return Condition(scope=place.pointer, schema=schema, holds_when_absent=absent)

    def forgotten(self, sections: tuple[Section, ...]) -> Iterator[Section]:
        """A section of what is required and stands nowhere; what else nobody asks for is noted by name."""
        shown = {pointer for section in sections for pointer in _pointers(section.items)}
        required = [
            self._item(place, Shown(f"/jsonSchema{place.pointer}", {}, {}, _implied(place)), 0)
            for place in self._not_shown(self.walker.start, shown, 0)
        ]
        if required:
            yield self._section({}, "/jsonSchema", required)

    def _not_shown(self, place: Place, shown: set[str], depth: int) -> Iterator[Place]:
        required = place.schema.get("required")
        for name, declared in self.walker.properties(place.schema).items():
            child = self.walker.member(place, name, declared)
            if child.pointer in shown:
                continue
            inside = any(pointer.startswith(child.pointer + "/") for pointer in shown)
            if inside and depth < _DEEPEST:
                yield from self._not_shown(child, shown, depth + 1)
            elif isinstance(required, list) and name in required:
                self.note(child.pointer, "required-not-shown", name=title_of(child, {}, self.words))
                yield child
            else:
                self.note(child.pointer, "not-shown", name=title_of(child, {}, self.words))


def _pointers(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        match item:
            case Field():
                yield item.pointer
            case Group():
                yield from _pointers(item.items)
            case Repeated():
                yield item.pointer
                yield from _pointers(item.items)
            case Table():
                yield from (cell.pointer for row in item.rows for cell in row if isinstance(cell, Field))


def _children(element: Schema, at: str) -> Iterator[tuple[Any, str]]:
    elements = element.get("elements")
    for index, child in enumerate(elements if isinstance(elements, list) else ()):
        yield child, _at(child, f"{at}/elements/{index}")


def _labelled(element: Schema) -> Schema:
    """JSONForms writes a label as text, as false, or as ``{"text", "show"}``."""
    label = element.get("label")
    if not isinstance(label, Mapping):
        return element
    return {**element, "label": label.get("show") is not False and label.get("text", "")}


def _at(element: Any, otherwise: str) -> str:
    return str(element.get("x-at", otherwise)) if isinstance(element, Mapping) else otherwise


def _implied(place: Place, parent: Place | None = None) -> tuple[Rule, ...]:
    """A property that only ``then`` or ``else`` declares is shown when its condition holds."""
    outer = len(parent.conditions) if parent else 0
    return tuple(
        Rule(effect="SHOW", condition=Condition(scope=scope, schema=schema))
        for scope, schema in place.conditions[outer:]
    )


_CONDITIONAL = frozenset({"if", "dependentRequired", "dependentSchemas", "rule"})


def _is_conditional(value: Any) -> bool:
    if isinstance(value, Mapping):
        return not _CONDITIONAL.isdisjoint(value) or any(map(_is_conditional, value.values()))
    return isinstance(value, list) and any(map(_is_conditional, value))

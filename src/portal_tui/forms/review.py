"""Checks a form itself: whether people can fill it in and get it accepted (P5)."""

from collections.abc import Iterator

from portal_tui.texts import texts

from .conditions import states
from .model import Form, FormNote, all_fields
from .pointers import pointer_of
from .validator import validator_of

LEFT_OUT = frozenset({"not-shown", "asked-all-the-same", "total-typed"})
"""Notes on what the form leaves out on purpose: no problem, but whoever loads it should know."""

_PLAIN = frozenset(
    {"required-not-shown", "not-a-cell"}
    | {
        f"unknown-{what}"
        for what in ("element", "type", "rule", "keyword", "format", "option", "widget", "prefill")
    }
)
"""Notes on what is shown as its plain field: people can fill the form in all the same."""


def check_form(form: Form) -> tuple[FormNote, ...]:
    """What is wrong with the form, by pointer into its document; :func:`form_sentence` says it.

    What nobody asks for isn't wrong unless it is required; see ``Form.notes`` for it.
    """
    wrong = schema_problems(form)
    if wrong:
        return wrong
    noted = tuple(note for note in form.notes if note.code not in LEFT_OUT)
    return noted + tuple(_required_but_hidden(form))


def keeps_from_use(note: FormNote) -> bool:
    """Whether the form can't be used before that is put right; else it only has to be said."""
    return note.code not in _PLAIN | LEFT_OUT


def form_sentence(problem: FormNote, language: str) -> str:
    """A note or a problem of a form in words."""
    return texts(language)(f"form.{problem.code}", **problem.params)


def schema_problems(form: Form) -> tuple[FormNote, ...]:
    """What keeps the form's schema from judging answers; empty: it can."""
    return tuple(_against_the_metaschema(form))


def _against_the_metaschema(form: Form) -> Iterator[FormNote]:
    from jsonschema import Draft202012Validator

    for error in validator_of(Draft202012Validator.META_SCHEMA).iter_errors(form.schema):
        pointer = "/jsonSchema" + pointer_of(error.absolute_path)
        if error.validator == "format":
            yield FormNote(pointer, "schema-format", {"format": str(error.validator_value)})
        else:
            keyword = str(error.absolute_path[-1]) if error.absolute_path else str(error.validator)
            yield FormNote(pointer, "schema", {"keyword": keyword})


def _required_but_hidden(form: Form) -> Iterator[FormNote]:
    """Fields that an empty form requires while it hides them: nobody would know why it isn't accepted."""
    state = states(form, {})
    for field in all_fields(form):
        if field.pointer in state.required and not state.shows(field):
            yield FormNote(field.pointer, "hidden-required")

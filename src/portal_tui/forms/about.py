"""What there is to know about one field while somebody stands in it: more than fits below it (E0, T7)."""

from typing import NamedTuple

from portal_tui.contract.problems import FieldProblem
from portal_tui.safe_text import clean
from portal_tui.texts import texts

from .model import Field, Form
from .sentences import Sentence, sentence


class About(NamedTuple):
    """A field in words, in the language of its form."""

    title: str
    required: bool
    help: str
    example: str
    """With the words that introduce it; "" where the form gives none."""
    wrong: tuple[Sentence, ...]


def about(form: Form, field: Field, *, required: bool, problems: tuple[FieldProblem, ...]) -> About:
    """``field`` with those ``problems`` that are at its pointer."""
    example = clean(field.example)
    return About(
        clean(field.title),
        required,
        clean(field.help),
        texts(form.language)("form.example", example=example) if example else "",
        tuple(sentence(form, each) for each in problems if each.pointer == field.pointer),
    )

"""A section that is one field of the same title says it once."""

import pytest

from portal_tui.forms.headings import are_numbered, only_field, own_number
from portal_tui.forms.model import Field, Section
from portal_tui.forms.picture import as_text
from portal_tui.forms.preview import answered, preview
from portal_tui.forms.read import read_form
from tests.forms.federal import document
from tests.forms.test_read import control, form_of


def field(title: str) -> Field:
    return Field(key="f", pointer="/f", kind="text", title=title)


@pytest.mark.parametrize(
    ("section", "title", "same"),
    [
        ("1) Attachment 1", "Attachment 1", True),
        ("10a. Registrant", "Registrant", True),
        ("I. B. Unique Entity Identifier (UEI)", "Unique entity identifier (UEI)", True),
        ("1. Budget Narrative File(s)", "Budget Narrative Files", True),
        ("Résumé", "resume", True),
        ("2. Institution Information", "Type", False),
        ("Another Applicant", "Applicant", False),
        ("II", "Is the applicant receiving assistance?", False),
    ],
)
def test_a_title_said_twice(section: str, title: str, same: bool) -> None:
    said = only_field(Section(key="s", title=section, items=(field(title),)))
    assert (said is not None) is same


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("10a. Name and Address", "10a"),
        ("1) Attachment 1", "1"),
        ("2 Payee", "2"),
        ("II", "II"),
        ("I. B. Unique Entity Identifier", "I. B"),
        ("Section A - Budget summary", "A"),
        ("Partie 2 – Le projet", "2"),
        ("For the Applicant", ""),
        ("A project", ""),
        ("Certification", ""),
        ("Identification", ""),
        ("", ""),
    ],
)
def test_the_number_that_a_title_has_of_its_own(title: str, number: str) -> None:
    assert own_number(title) == number


def test_one_letter_numbers_no_titles() -> None:
    assert not are_numbered(["C.", "Payee"])
    assert are_numbered(["II", "III", "For the Applicant"])
    assert are_numbered(["Identification", "2. Payee"])


def test_a_section_of_several_fields_or_with_a_text_keeps_its_head() -> None:
    one = field("Title")
    assert only_field(Section(key="s", title="Title", items=(one, one))) is None
    assert only_field(Section(key="s", title="Title", items=(one,), help="To be read.")) is None
    assert only_field(Section(key="s", title="Title", items=())) is None


def test_the_title_stands_once_with_its_star_and_without_a_rule() -> None:
    group = {"type": "Group", "label": "1. Nom", "elements": [control("name")]}
    properties = {"name": {"type": "string", "title": "Nom"}}
    form = read_form(form_of(properties, group, required=["name"]))
    lines = [line.strip() for line in preview(form, {}, width=60).split("\n")]
    assert lines[lines.index("1. Nom *") + 1] == "┃"
    assert as_text(answered(form, {"name": "Maude"}, width=60)) == ["1. Nom", "Maude"]


def test_several_answers_that_are_read_stand_below_one_another() -> None:
    several = {"type": "array", "title": "Régions", "items": {"enum": ["Estrie, Centre", "Laval"]}}
    form = read_form(form_of({"regions": several}))
    answers = {"regions": ["Estrie, Centre", "Laval"]}
    assert as_text(answered(form, answers, width=60)) == ["Régions", "Estrie, Centre", "Laval"]


def test_fifteen_files_are_fifteen_titles() -> None:
    form = read_form(document("attachment_form"), "en")
    lines = [line.strip() for line in preview(form, {}, width=80).split("\n")]
    assert [line for line in lines if "Attachment 7" in line] == ["7) Attachment 7"]

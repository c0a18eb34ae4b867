"""The bundled portal of SODEC: its five programmes, what they ask, and that one rule is said once."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from portal_tui.forms.check import check
from portal_tui.forms.model import all_fields
from portal_tui.forms.read import read_form
from portal_tui.forms.sentences import sentence
from portal_tui.portals.bundled import NAMES, UnknownPortalError, folder
from portal_tui.portals.definition import Condition, Portal
from portal_tui.portals.load import load, templates

PROGRAMMES = ("30-20-02", "30-20-02-01", "30-20-02-02", "30-20-05", "30-44-00")


@pytest.fixture(scope="module")
def sodec() -> Portal:
    return load(folder("sodec"))


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(below)


@pytest.mark.parametrize("name", NAMES)
def test_every_bundled_portal_is_sound(name: str) -> None:
    assert load(folder(name)).code == name


def test_another_name_is_unknown() -> None:
    with pytest.raises(UnknownPortalError):
        folder("nowhere")


def test_its_five_programmes(sodec: Portal) -> None:
    assert tuple(sorted(programme.code for programme in sodec.programmes)) == PROGRAMMES
    assert {each.code for each in sodec.programmes if each.any_time} == {"30-20-02"}
    for programme in sodec.programmes:
        assert "person" not in programme.applicants, "organisations only (P3)"


@pytest.mark.parametrize("code", PROGRAMMES)
def test_the_tasks_of_an_application(sodec: Portal, code: str) -> None:
    programme = sodec.programme(code)
    assert {task.kind for task in programme.tasks} == {
        "form",
        "documents",
        "declaration",
        "payment",
        "communications",
    }
    assert len(programme.task("documents").documents) == 8
    assert programme.task("master-file").mandatory == Condition(first_time=True)
    assert any(slot.template for slot in programme.task("documents").documents)
    request = programme.task("request").form
    assert request is not None
    form = read_form(sodec.forms[request], "fr-CA", "fr-CA")
    assert len(form.sections) == 6
    assert 40 <= len(all_fields(form)) <= 70
    assert form.conditional
    assert form.notes == ()


def test_forms_say_their_texts_in_french_and_mark_them_in_english(sodec: Portal) -> None:
    for document in sodec.forms.values():
        assert read_form(document, "fr-FR", "fr-CA").foreign is None
        assert read_form(document, "en", "fr-CA").foreign == "fr-CA"


def test_the_number_of_places_is_one_rule(sodec: Portal) -> None:
    programme = sodec.programme("30-44-00")
    question = programme.eligibility[0]
    assert question.field is not None
    assert (question.kind, question.field.task, question.field.pointer) == (
        "field",
        "request",
        "/venue/places",
    )
    form = read_form(sodec.forms["lieux-diffusion"], "fr-CA", "fr-CA")
    (problem,) = [each for each in check(form, {"venue": {"places": 501}}) if each.code != "required"]
    assert problem.pointer == "/venue/places"
    assert sentence(form, problem).text == "500\u00a0places au plus pour ce programme (30-44-00)."
    assert sentence(form, problem).remedy
    files = [*(folder("sodec") / "programmes").iterdir(), *(folder("sodec") / "forms").iterdir()]
    written = [path.name for path in files for _ in re.findall(r"\b500\b", path.read_text("utf-8"))]
    assert written == ["lieux-diffusion.json"], "one number, in one place"


NOT_CANADIAN = re.compile(r"[ \u00a0][;!?]|« | »|(?<=\w) (?=[:%$](?:\s|$))|(?<=\w)'(?=\w)")


def test_its_french_is_typeset_as_in_canada() -> None:
    wrong = []
    for path in folder("sodec").rglob("*"):
        if path.suffix == ".json":
            said = [*texts_in(json.loads(path.read_text("utf-8")))]
        elif path.suffix in (".yaml", ".md") and not path.name.endswith(".en.md"):
            said = [
                line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")
            ]
        else:
            continue
        wrong += [f"{path.name}: {text}" for text in said if NOT_CANADIAN.search(text) and " en:" not in text]
    assert not wrong


def test_its_templates_are_real_documents() -> None:
    found = templates(folder("sodec"))
    assert set(found) == {"resolution.pdf", "budget-detaille.pdf", "liste-spectacles.pdf"}
    for path in found.values():
        reader = pypdf.PdfReader(BytesIO(Path(path).read_bytes()), strict=True)
        assert "gabarit" in reader.pages[0].extract_text()


def test_what_is_invented_is_said() -> None:
    notice = (folder("sodec") / "NOTICE").read_text("utf-8")
    assert "Invented" in notice
    assert "nothing that is filed in it" in notice

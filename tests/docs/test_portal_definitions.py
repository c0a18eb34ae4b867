"""docs/portal-definitions.md: its example is a portal that can be loaded, and does what the page says."""

import json
import re
from pathlib import Path

import pytest

from portal_tui.forms.check import check
from portal_tui.forms.model import all_fields
from portal_tui.forms.read import read_form
from portal_tui.forms.totals import totals_of, with_totals
from portal_tui.portals.definition import Condition, FieldReference, Portal
from portal_tui.portals.load import load
from tests.architecture.sources import ROOT

PAGE = (ROOT / "docs" / "portal-definitions.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    folder: Path = tmp_path_factory.mktemp("portal")
    for block in blocks("yaml"):
        name = block.partition("\n")[0].removeprefix("# ")
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(block, "utf-8")
    (folder / "forms").mkdir()
    for block in blocks("json"):
        (folder / "forms" / f"{json.loads(block)['name']}.json").write_text(block, "utf-8")
    return load(folder)


def test_the_example_is_a_portal(portal: Portal) -> None:
    (programme,) = portal.programmes
    assert [task.kind for task in programme.tasks] == ["form", "budget", "documents", "declaration"]
    assert set(portal.forms) == {"demande", "budget"}


def test_documents_hang_on_what_the_administration_has(portal: Portal) -> None:
    accounts, statutes, rib = portal.programmes[0].task("documents").documents
    pointers = []
    for slot in (accounts, statutes):
        assert isinstance(slot.mandatory, Condition) and isinstance(slot.mandatory.field, FieldReference)
        pointers.append(slot.mandatory.field.pointer)
    fields = {field.pointer for field in all_fields(read_form(portal.forms["demande"], "fr-FR"))}
    assert fields >= set(pointers)
    assert rib.mandatory is True


def test_the_sections_are_those_of_the_form(portal: Portal) -> None:
    form = read_form(portal.forms["demande"], "fr-FR")
    assert [section.title for section in form.sections] == [
        "La demande",
        "Identité",
        "Relations avec l’administration",
        "Relations avec d’autres associations",
        "Moyens humains",
        "Projet",
    ]
    assert form.notes == ()


def test_its_budget_balances_or_says_it_does_not(portal: Portal) -> None:
    form = read_form(portal.forms["budget"], "fr-FR")
    balanced, _ = with_totals(totals_of(form), {"staff": "1200.00", "grants": "1000.00", "dues": "200.00"})
    assert check(form, balanced) == ()
    short, _ = with_totals(totals_of(form), {"staff": "1200.00", "grants": "1000.00"})
    assert [(each.pointer, each.code) for each in check(form, short)] == [("/difference", "const")]

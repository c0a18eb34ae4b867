"""The whole register of an organisation as a file (R11)."""

import csv
import json
from io import StringIO
from typing import Any

import pytest

from portal_tui.contract.problems import NotFound, Refused
from portal_tui.contract.register import (
    FORMS,
    ExportRegister,
    Form,
    GrantRight,
    NameDeputy,
    ReadRegisterHistory,
)
from portal_tui.engine.register.codes import add_user_code
from tests.decisions import failed
from tests.register_town import associate, code_of, designate, designate_in_firm, join, town
from tests.world import World


@pytest.fixture
def world() -> World:
    """Lucie manages PRIMEAU, Omer both; Rosalie writes, Ivan is mandated until a day."""
    made = town()
    designate(made, "Lucie")
    designate(made, "Omer", services=("PRIMA",))
    designate_in_firm(made)
    associate(made, "Ivan")
    give(made, "Rosalie", right="applicant-write")
    give(made, "Ivan", right="mandatary-read", ends="2027-03-31")
    return made


def give(world: World, whom: str, **how: Any) -> None:
    world.call("Lucie", GrantRight(**about(world), user_code=code_of(whom), **how))


def about(world: World) -> dict[str, Any]:
    return {"organisation_id": world.organisations["Sainte-Colombe"], "service": "PRIMEAU"}


def exported(world: World, who: str, form: Form) -> str:
    organisation = world.organisations["Sainte-Colombe"]
    file = world.call(who, ExportRegister(organisation_id=organisation, form=form))
    assert file.name.startswith("Sainte-Colombe 2026-10-23.")
    return file.content.decode("utf-8-sig" if form == "csv" else "utf-8")


def test_a_spreadsheet_has_everybody_of_every_service(world: World) -> None:
    head, *rows = csv.reader(StringIO(exported(world, "Denis", "csv")))
    assert head[:5] == ["Service", "Nom du service", "Personne", "Code d’utilisateur", "Droit"]
    assert [(row[0], row[2], row[4], row[10]) for row in rows] == [
        ("PRIMA", "Omer Roy", "", ""),
        ("PRIMEAU", "Lucie Roy", "", ""),
        ("PRIMEAU", "Ivan Roy", "Mandataire – Consultation", "2027-03-31"),
        ("PRIMEAU", "Rosalie Roy", "Requérant – Rédaction", ""),
    ]
    assert rows[2][6:8] == ["Génie du Nord", "Rimouski"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(sign: str) -> None:
    world = town()
    world.person(f"{sign}HYPERLINK", "Roy")
    designate(world, "Lucie")
    join(world, "Sainte-Colombe", f"{sign}HYPERLINK", "member")
    with world.engine.database.writing():
        add_user_code(world.work(), world.accounts[f"{sign}HYPERLINK"], "HYP0001")
    world.call("Lucie", NameDeputy(**about(world), user_code="HYP0001"))
    rows = list(csv.reader(StringIO(exported(world, "Lucie", "csv"))))
    assert [row[2] for row in rows[1:]] == ["Lucie Roy", f"'{sign}HYPERLINK Roy"]


def test_a_program_reads_codes_and_days(world: World) -> None:
    document = json.loads(exported(world, "Denis", "json"))
    primeau = document["services"][1]
    assert (document["organisation"], primeau["service"], primeau["manager"]) == (
        "Sainte-Colombe",
        "PRIMEAU",
        "Lucie Roy",
    )
    ivan = next(each for each in primeau["people"] if each["name"] == "Ivan Roy")
    assert (ivan["right"], ivan["last-day"], ivan["ended"]) == ("mandatary-read", "2027-03-31", False)


def test_it_is_printed_in_eighty_columns(world: World) -> None:
    printed = exported(world, "Denis", "text")
    assert "Service PRIMEAU (PRIMEAU)\n  gestion des droits d’accès\u00a0: Lucie Roy\n" in printed
    ivan = "Génie du Nord, Rimouski · donné par Lucie Roy le 23 oct. · jusqu’au 31 mars 2027"
    assert ivan in " ".join(printed.split())
    assert max(map(len, printed.splitlines())) <= 80


def test_a_manager_exports_the_services_of_hers(world: World) -> None:
    """A7: what she may not read isn't in it; who may read nothing is told whom to ask."""
    services = json.loads(exported(world, "Lucie", "json"))["services"]
    assert [each["service"] for each in services] == ["PRIMEAU"]
    with pytest.raises(Refused) as refusal:
        exported(world, "Rosalie", "csv")
    assert refusal.value.problem.decision is not None
    assert failed(refusal.value.problem.decision) == ["needs-names"]
    with pytest.raises(NotFound):
        exported(world, "Kim", "csv")


@pytest.mark.parametrize("form", FORMS)
def test_whoever_takes_the_register_out_is_kept_in_its_history(world: World, form: Form) -> None:
    """R11, A7: for each service in the file, in its form; a refusal takes nothing out."""
    with pytest.raises(Refused):
        exported(world, "Rosalie", form)
    exported(world, "Lucie", form)
    exported(world, "Denis", form)
    taken = {
        service: [
            (entry.by, entry.details["form"])
            for entry in world.call("Denis", ReadRegisterHistory(**{**about(world), "service": service}))
            if entry.act == "export-register"
        ]
        for service in ("PRIMEAU", "PRIMA")
    }
    assert taken == {"PRIMEAU": [("Denis Roy", form), ("Lucie Roy", form)], "PRIMA": [("Denis Roy", form)]}

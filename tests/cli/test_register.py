"""``portal-tui register``: the register of an organisation, printed or for other programs."""

import json
from pathlib import Path

import pytest

from portal_tui.cli import main
from tests.demonstration import DENIS, FLORENCE, demonstration


@pytest.fixture
def database(tmp_path: Path) -> str:
    demonstration(tmp_path, "pgamr").close()
    return str(tmp_path / "portal.db")


@pytest.mark.parametrize(("form", "begins"), [("csv", "\ufeffService,Nom du service"), ("json", "{")])
def test_it_is_written_in_the_form_asked_for(
    database: str, capfdbinary: pytest.CaptureFixture[bytes], form: str, begins: str
) -> None:
    assert (
        main(["--database", database, "--language", "fr-CA", "register", "--form", form, "--as", DENIS]) == 0
    )
    printed = capfdbinary.readouterr().out.decode()
    assert printed.startswith(begins)
    assert "Rosalie Gagné" in printed


def test_it_is_printed_for_the_organisation_that_is_named(
    database: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    main(["--database", database, "call", "who-am-i", "--as", DENIS])
    acting = json.loads(capfdbinary.readouterr().out)["acting"]
    assert main(["--database", database, "register", str(acting["id"]), "--as", DENIS]) == 0
    assert acting["name"] in capfdbinary.readouterr().out.decode()


def test_who_may_not_read_it_is_told_why(database: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["--database", database, "register", "--as", FLORENCE]) == 1
    out, said = capfdbinary.readouterr()
    assert json.loads(out)["decision"]["action"] == "open-register"
    assert "Le registre de Sainte-Colombe-des-Caps se lit par" in said.decode()

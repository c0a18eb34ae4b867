"""``portal-tui demo``: made where there is none, never over somebody's portal."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import run
from tests.world import World


def test_its_accounts_are_listed_and_each_can_call(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "demo", "--list-accounts")
    people = json.loads(out)
    assert code == 0
    assert "sodec" in err
    assert {"email", "role", "purpose"} <= people[0].keys()
    owner = next(person for person in people if person["role"] == "owner")
    code, out, _ = run(capsys, "call", "list-applications", "--as", owner["email"])
    assert code == 0
    assert json.loads(out)["items"]
    assert run(capsys, "demo", "--list-accounts")[2] == "", "made once"


def test_generated_applications_are_added_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    database = str(tmp_path / "crowd.db")
    words = ("demo", "--database", database, "--list-accounts", "--applications")
    owner = json.loads(run(capsys, *words, "30")[1])[0]["email"]
    assert run(capsys, *words, "30")[0] == 0
    count = run(capsys, "call", "count-applications", "--as", owner, "--database", database)[1]
    assert json.loads(count) == 35
    assert run(capsys, *words, "31")[0] == 2
    assert run(capsys, *words, "0")[0] == 2
    assert run(capsys, *words, "31", "--fresh")[0] == 0


def test_a_portal_that_is_not_there_yet_is_2_and_names_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capsys, "demo", "atlantis", "--list-accounts")
    assert (code, out) == (2, "")
    assert "sodec" in err


def test_an_unknown_person_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "demo", "--as", "nobody@example.org")
    assert code == 2
    assert "nobody@example.org" in err


def test_it_is_never_made_over_a_portal_that_is_no_demonstration(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "real.db"
    World(path=str(path), demonstration=False).engine.close()
    for words in ((), ("--fresh",)):
        code, _, err = run(capsys, "demo", "--list-accounts", "--database", str(path), *words)
        assert code == 2
        assert str(path) in err
    assert path.exists()


def test_without_a_terminal_it_says_what_else_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "demo")
    assert code == 2
    assert "portal-tui call" in err


def test_a_link_ends_in_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "open", "https://example.org/nothing")[0] == 2

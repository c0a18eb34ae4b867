"""The command line on a PostgreSQL database: what a file can do there, and what is left to PostgreSQL."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from portal_tui.cli import main
from portal_tui.engine.storage.database import migrations
from tests.cli.test_commands import run
from tests.portals.folders import write
from tests.postgres import Server, name_of, on_postgres
from tests.serving import serving

pytestmark = on_postgres
SECRET = "not-to-be-shown"


@pytest.fixture
def address(postgres: Server) -> Iterator[str]:
    """Of an empty database, with a password that the server doesn't ask for."""
    made = postgres.database()
    yield f"{made}&password={SECRET}"
    postgres.drop(made)


def test_a_portal_is_loaded_called_and_served(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, address: str
) -> None:
    there = ("--database", address)
    code, out, err = run(capsys, "call", "read-portal", *there)
    assert code == 2, "there is no portal yet"
    folder = write(tmp_path / "essai")
    code, out, more = run(capsys, "portal", "load", str(folder), *there)
    made = json.loads(out)
    assert (code, made["code"], made["created"]) == (0, "essai", True)
    assert SECRET not in out + err + more
    code, out, _ = run(capsys, "portal", "load", str(folder), *there)
    assert (code, json.loads(out)["created"]) == (0, False)
    code, out, _ = run(capsys, "call", "read-portal", *there)
    assert (code, json.loads(out)["code"]) == (0, "essai")
    with serving(address, "--workers", "2") as server:
        portal = httpx.get(f"{server.address}/v1/portal", trust_env=False).json()
        assert portal["code"] == "essai"
        assert httpx.get(f"{server.address}/readyz", trust_env=False).status_code == 200
    assert SECRET not in "".join(server.said)
    assert not list(tmp_path.glob("postgres*"))


def test_a_server_whose_database_is_gone_says_so(tmp_path: Path, postgres: Server, address: str) -> None:
    assert main(("portal", "load", str(write(tmp_path / "essai")), "--database", address)) == 0
    with serving(address) as server:
        postgres.drop(address.replace(f"&password={SECRET}", ""))
        for path in ("/v1/portal", "/v1/me"):
            answer = httpx.get(server.address + path, headers={"authorization": "Bearer x"}, trust_env=False)
            assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
            assert answer.headers["content-type"] == "application/problem+json"


def test_what_is_done_on_files_is_refused_with_the_remedy(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, address: str
) -> None:
    code, _, err = run(capsys, "--language", "en", "backup", str(tmp_path / "copy"), "--database", address)
    assert code == 2
    assert "pg_dump" in err


def test_doctor_reports_on_a_database_and_on_a_profile(
    capsys: pytest.CaptureFixture[str], home: Path, address: str
) -> None:
    assert run(capsys, "portal", "load", str(write(home / "essai")), "--database", address)[0] == 0
    settings = home / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f'[profiles.travail]\ndatabase = "{address}"\n')
    for named in (("--database", address), ("--profile", "travail")):
        code, out, err = run(capsys, "doctor", *named)
        found = json.loads(out)["database"]
        assert code == 0
        assert (found["applications"], found["mail_waiting"]) == (0, 0)
        assert found["postgresql"]
        assert found["schema"] == migrations()[-1][0]
        assert SECRET not in out + err


def test_doctor_says_that_there_is_no_database(capsys: pytest.CaptureFixture[str], postgres: Server) -> None:
    nowhere = f"{postgres.address('there_is_none')}&password={SECRET}"
    code, out, err = run(capsys, "--language", "en", "doctor", "--database", nowhere)
    assert code == 1
    assert "there_is_none" in json.loads(out)["database"]["problem"]
    assert SECRET not in out + err


def test_a_database_that_isnt_there_is_named(capsys: pytest.CaptureFixture[str], postgres: Server) -> None:
    nowhere = f"{postgres.address('there_is_none')}&password={SECRET}"
    code, out, err = run(capsys, "--language", "en", "call", "read-portal", "--database", nowhere)
    assert (code, json.loads(out)["code"]) == (1, "database-unreachable")
    assert name_of(postgres.address("there_is_none")) in err
    assert SECRET not in out + err

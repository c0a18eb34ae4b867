"""``serve`` in a process of its own, and the other commands on its server."""

import json
import signal
import socket
import stat
import subprocess
from pathlib import Path

import httpx
import pytest

from portal_tui import __version__
from portal_tui.engine.engine import Engine
from portal_tui.engine.passwords import hash_password
from portal_tui.engine.storage.database import Database
from tests.serving import PROGRAM, serving

OWN_AUTHORITY = Path(__file__).parents[1] / "data" / "own_authority.pem"
PASSWORD = "quatre chevaux mangent du savon"


@pytest.fixture
def database(database: Path) -> Path:
    """Maude's portal, where she has a password."""
    engine = Engine(Database(database))
    with engine.database.writing():
        engine.database.rows("update accounts set password_hash = ?", (hash_password(PASSWORD),))
    engine.close()
    return database


def run(*words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    command = [*PROGRAM, "--language", "en", *words]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


def test_the_commands_do_on_a_server_what_they_do_on_a_file(database: Path, home: Path) -> None:
    with serving(database) as server:
        there = ("--server", server.address)
        assert json.loads(run("call", "read-portal", *there).stdout)["code"] == "small"
        refused = run("call", "who-am-i", *there)
        assert (refused.returncode, json.loads(refused.stdout)["code"]) == (1, "not-signed-in")
        logged_in = run("login", "--email", "maude@example.org", *there, given=f"{PASSWORD}\n")
        assert "session kept in" in logged_in.stderr
        kept = [each for each in (home / "home").rglob("session-*") if each.is_file()]
        assert [stat.S_IMODE(each.stat().st_mode) for each in kept] == [0o600]
        settings = home / "home" / "config" / "settings.toml"
        settings.parent.mkdir(exist_ok=True)
        settings.write_text(f'[profiles.work]\nserver = "{server.address}"\n')
        me = run("call", "who-am-i", "--profile", "work")
        assert json.loads(me.stdout)["given_name"] == "Maude"
        reported = json.loads(run("doctor", "--profile", "work").stdout)
        assert reported["server"]["server"] == server.address
        assert reported["settings"]["profiles"] == ["work"]
        assert "Session ended" in run("logout", *there).stderr
        assert json.loads(run("call", "who-am-i", *there).stdout)["code"] == "not-signed-in"
        assert server.stop() == 0
    unreachable = run("call", "read-portal", *there)
    assert unreachable.returncode == 3
    assert "can’t be reached" in unreachable.stderr


def test_serving_refuses_what_it_cant_do(database: Path) -> None:
    assert run("serve", "--database", str(database), "--workers", "0").returncode == 2
    assert run("serve", "--database", str(database.parent / "none.db")).returncode == 2
    with serving(database) as server:
        port = server.address.rpartition(":")[2]
        taken = run("serve", "--database", str(database), "--port", port)
        assert taken.returncode == 2
        assert port in taken.stderr


def test_a_server_with_a_certificate(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = ("--tls-certificate", str(OWN_AUTHORITY))
    for wrong in (("--tls-key", str(OWN_AUTHORITY)), ("--tls-certificate", str(database))):
        refused = run("serve", "--database", str(database), *wrong)
        assert (refused.returncode, refused.stdout) == (2, ""), refused.stderr
        assert wrong[1] in refused.stderr or "--tls-certificate" in refused.stderr
    with serving(database, *options) as server:
        assert server.address.startswith("https://")
        assert run("call", "read-portal", "--server", server.address).returncode == 3
        monkeypatch.setenv("SSL_CERT_FILE", str(OWN_AUTHORITY))
        known = run("doctor", "--server", server.address)
    report = json.loads(known.stdout)
    assert report["server"] == {"server": server.address, "portal": "Petit portail", "version": __version__}


def test_two_processes_serve_one_file_and_stop(database: Path) -> None:
    with serving(database, "--workers", "2") as server:
        with httpx.Client(base_url=server.address, trust_env=False) as client:
            token = client.post("/v1/demonstration/sessions", json={"email": "maude@example.org"}).json()[
                "token"
            ]
        for _ in range(12):
            # A connection each, so that both take some.
            answer = httpx.get(
                f"{server.address}/v1/me", headers={"authorization": f"Bearer {token}"}, trust_env=False
            )
            assert answer.json()["given_name"] == "Maude"
        assert server.stop() == 0


def test_the_log_has_no_secret_and_no_personal_text(database: Path) -> None:
    with serving(database, PORTAL_TUI_LIMITS='{"doors": [2, 0.1]}') as server:
        with httpx.Client(base_url=server.address, trust_env=False) as client:
            for password in (PASSWORD, "a wrong one"):
                answer = client.post(
                    "/v1/sessions", json={"email": "maude@example.org", "password": password}
                )
                token = answer.json().get("token", "none")
                client.get(
                    "/v1/applications?filter=secret-words", headers={"authorization": f"Bearer {token}"}
                )
            assert client.post("/v1/sessions", json={"email": "x", "password": "y"}).status_code == 429
            request = client.get("/v1/application-numbers/2026-000001").headers["x-request-id"]
        assert server.stop() == 0
    lines = [json.loads(line) for line in server.said if line.startswith("{")]
    done = [line for line in lines if "request" in line]
    assert [line["status"] for line in done] == [201, 200, 401, 401, 429, 401]
    assert done[-1]["request"] == request
    assert done[1]["account"] is not None
    everything = "".join(server.said)
    for private in ("maude", PASSWORD, "wrong one", "secret-words", "2026-0000", "Tremblay"):
        assert private not in everything


def test_whoever_was_being_answered_gets_the_answer(database: Path) -> None:
    """Told to stop while a body is on its way, the server takes and answers it."""
    with serving(database) as server:
        port = int(server.address.rpartition(":")[2])
        body = b'{"email": "nobody@example.org"}'
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(
                b"POST /v1/password-resets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n%b" % (len(body), body[:5])
            )
            httpx.get(f"{server.address}/healthz", trust_env=False)
            server.process.send_signal(signal.SIGTERM)
            connection.sendall(body[5:])
            assert connection.recv(100).startswith(b"HTTP/1.1 202")
        assert server.stop() == 0

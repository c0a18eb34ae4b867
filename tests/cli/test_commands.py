"""The commands as scripts use them: exit codes, JSON on stdout, sentences on stderr."""

import json
import stat
from pathlib import Path

import pytest

from portal_tui.cli import COMMANDS, main
from portal_tui.contract import OPERATIONS
from portal_tui.engine.passwords import hash_password
from tests.world import World


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, stdout, stderr."""
    try:
        code = main(words)
    except SystemExit as left:
        code = int(left.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert all(command in out for command in COMMANDS)
    english = run(capsys, "--language", "en", "--help")[1]
    assert "grant-application portal" in english


def test_a_wrong_use_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "no-such-command")[0] == 2
    assert run(capsys, "--language", "de", "doctor")[0] == 2


def test_without_any_word_the_interface_needs_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys)
    assert (code, out) == (2, "")
    assert "portal-tui call" in err


def test_call_answers_with_json(capsys: pytest.CaptureFixture[str], database: Path) -> None:
    code, out, err = run(
        capsys, "call", "list-applications", "--as", "maude@example.org", "--database", str(database)
    )
    assert (code, err) == (0, "")
    assert [row["number"] for row in json.loads(out)["items"]] == ["2026-000001"]


def test_a_refusal_is_1_with_its_decision(capsys: pytest.CaptureFixture[str], database: Path) -> None:
    found = json.loads(
        run(
            capsys,
            "call",
            "find-application",
            '{"number": "2026-000001"}',
            "--as",
            "maude@example.org",
            "--database",
            str(database),
        )[1]
    )
    code, out, err = run(
        capsys,
        "call",
        "send-application",
        json.dumps({"application_id": found["id"]}),
        "--as",
        "maude@example.org",
        "--database",
        str(database),
    )
    assert code == 1
    problem = json.loads(out)
    assert problem["code"] == "refused"
    assert [check["code"] for check in problem["decision"]["checks"] if not check["holds"]] == [
        "tasks-complete"
    ]
    assert err.splitlines()[2:] == ["      → Aller à la tâche «\u00a0Formulaire\u00a0»"]


def test_call_reads_its_document_from_stdin(
    capsys: pytest.CaptureFixture[str], database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document = tmp_path / "document.json"
    document.write_text('{"number": "2026-000001"}')
    with document.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        code, out, _ = run(
            capsys, "call", "find-application", "-", "--as", "maude@example.org", "--database", str(database)
        )
    assert code == 0
    assert json.loads(out)["number"] == "2026-000001"


@pytest.mark.parametrize(
    "words",
    [
        ("call", "no-such-operation"),
        ("call", "find-application", "{}"),
        ("call", "find-application", "not json"),
        ("call", "who-am-i", "--database", "nowhere.db"),
        ("call", "who-am-i", "--profile", "nowhere"),
        ("operations", "no-such-operation"),
        ("backup", "copy.db", "--database", "nowhere.db"),
        ("restore", "nowhere.db", "--database", "new.db"),
    ],
)
def test_what_cannot_be_meant_is_2_with_a_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.strip()


@pytest.mark.parametrize(
    "words",
    [
        ("--server", "http://portal.example.org"),
        ("--server", "ftp://127.0.0.1"),
        ("--server", "https://maude:secret@portal.example.org"),
        ("--server", "portal.example.org"),
        ("--server", "https://[::1"),
        ("--server", "https://portal.example.org:many"),
        ("--server", "https://portal.example.org", "--database", "x.db"),
    ],
)
def test_passwords_never_travel_openly(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, out, err = run(capsys, "call", "read-portal", *words)
    assert (code, out) == (2, "")
    assert err.strip()


def test_what_keeps_a_portal_wants_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "backup", "copy.db", "--server", "https://portal.example.org")
    assert code == 2
    assert "--database" in err


def test_nobody_signed_in_is_refused(capsys: pytest.CaptureFixture[str], database: Path) -> None:
    code, out, _ = run(capsys, "call", "who-am-i", "--database", str(database))
    assert code == 1
    assert json.loads(out)["code"] == "not-signed-in"


def test_operations_are_described(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "operations", "--json")
    described = json.loads(out)
    assert code == 0
    assert {entry["name"] for entry in described} == set(OPERATIONS)
    one = json.loads(run(capsys, "operations", "send-application", "--json")[1])
    assert one["http"] == {
        "method": "POST",
        "path": "/v1/applications/{application_id}/submissions",
        "status": 201,
    }
    plain = run(capsys, "operations", "send-application")[1]
    assert "application_id" in plain


def test_a_backup_is_whole_private_and_never_overwrites(
    capsys: pytest.CaptureFixture[str], database: Path, tmp_path: Path
) -> None:
    copy, again = tmp_path / "copy.db", tmp_path / "again.db"
    assert run(capsys, "backup", str(copy), "--database", str(database))[0] == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert run(capsys, "backup", str(copy), "--database", str(database))[0] == 2
    assert run(capsys, "restore", str(copy), "--database", str(again))[0] == 0
    assert run(capsys, "restore", str(copy), "--database", str(again))[0] == 2
    rows = run(capsys, "call", "list-applications", "--as", "maude@example.org", "--database", str(again))[1]
    assert len(json.loads(rows)["items"]) == 1


def test_a_file_that_is_no_portal_is_left_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "notes.db"
    other.write_bytes(b"these are my notes, not a database\n" * 100)
    before = other.read_bytes()
    code, out, err = run(capsys, "call", "who-am-i", "--database", str(other))
    assert code == 1
    assert json.loads(out)["code"] == "database-not-ours"
    assert str(other) in err
    assert other.read_bytes() == before


def test_doctor_reports(capsys: pytest.CaptureFixture[str], database: Path) -> None:
    code, out, _ = run(capsys, "doctor", "--database", str(database))
    report = json.loads(out)
    assert code == 0
    assert report["database"]["applications"] == 1
    assert report["database"]["private"] is True
    assert report["versions"]["textual"]


def test_a_session_is_kept_and_ended(
    capsys: pytest.CaptureFixture[str], database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    password = "une longue phrase de passe"
    world = World.on(str(database))
    with world.engine.database.writing():
        world.work().run(
            "accounts.set_password",
            account_id=world.engine.database.rows("select id from accounts")[0][0],
            password_hash=hash_password(password),
        )
    world.engine.close()
    typed = tmp_path / "typed"
    typed.write_text(f"{password}\n")
    with typed.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        code, out, _ = run(capsys, "login", "--email", "maude@example.org", "--database", str(database))
    assert code == 0
    assert json.loads(out)["acting"] == "Théâtre du Quai"
    assert (
        json.loads(run(capsys, "call", "who-am-i", "--database", str(database))[1])["email"]
        == "maude@example.org"
    )
    assert run(capsys, "logout", "--database", str(database))[0] == 0
    assert run(capsys, "call", "who-am-i", "--database", str(database))[0] == 1
    kept = list((tmp_path / "home" / "state").iterdir())
    assert kept == []

"""A newer version comes while people work: nothing they were told is lost, and nobody is sent away (B2)."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.contract.applications import OpenApplication, SendApplication
from portal_tui.contract.programmes import StartApplication
from portal_tui.contract.tasks import CompleteTask
from portal_tui.contract.wire import request_of
from portal_tui.engine.clock import SetClock, SystemClock
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import Database, migrations
from portal_tui.engine.storage.store import Store, open_store
from portal_tui.secret import Secret
from tests.engine.storage.test_postgres import TABLES, everything
from tests.postgres import on_postgres
from tests.reliability.visitors import WIDE, Visitors
from tests.serving import PROGRAM, Serving, serving
from tests.world import ANSWERS, World

NEWEST = migrations()[-1][0]
NEXT = """
create table notes (id integer primary key, application_id integer not null, body text not null) strict;
create index notes_by_application on notes (application_id);
alter table applications add column weight integer not null default 0;
alter table tasks add column hint text null;
create index applications_by_weight on applications (weight, id);
insert into notes (id, application_id, body) values (1, 1, 'a note');
"""
BREAKING = f"alter table tasks rename to chores; update compatibility set readable_from = {NEWEST + 1};"
BACK_TO_3 = (
    "update listing set state_key = 2 where state_key = 3",
    "drop table programme_forms",
    "alter table receipts drop column closing",
    "alter table tasks drop column closing",
    "drop table compatibility",
    "drop index blobs_by_place",
    "alter table blobs drop column place_id",
    "drop table places",
)
"""What makes a database of today one of schema 3, before versions could work side by side."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=on_postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Maude's portal, on each database."""
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    address = server.database() if server else str(tmp_path / "portal.db")
    world = World(path=address)
    world.person("Maude", "Tremblay")
    world.organisation("Théâtre du Quai", Maude="primary")
    world.application("Maude", "any", request=ANSWERS)
    further = world.application("Maude", "any", request=ANSWERS)
    sent = world.call("Maude", OpenApplication(application_id=further))
    world.call("Maude", CompleteTask(task_id=sent.tasks[0].id))
    world.call("Maude", SendApplication(application_id=sent.id))
    world.engine.close()
    yield address
    if server:
        server.drop(address)


def signed_in(place: str) -> Secret:
    """A session of Maude's, now."""
    engine = Engine(open_store(place))
    token = engine.call(SignInToDemonstration(email="maude@example.org")).token
    engine.close()
    return Secret(token)


def migrated(place: str, sql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of the next version opens the portal."""
    newer = [*migrations(), (NEWEST + 1, sql)]
    with monkeypatch.context() as patch:
        for module in ("database", "postgres"):
            patch.setattr(f"portal_tui.engine.storage.{module}.migrations", lambda: newer)
        open_store(place).close()


def schema(store: Store) -> int:
    on_sqlite = isinstance(store, Database)
    asked = "pragma user_version" if on_sqlite else "select version from portal_tui_schema"
    return int(store.rows(asked)[0][0])


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*PROGRAM, "--language", "en", *words], capture_output=True, text=True, check=False)


def test_two_servers_are_upgraded_one_after_the_other(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One answers at any time; the older one goes on with the newer schema, and may be started on it, too."""
    with ExitStack() as first, ExitStack() as second:
        started: Serving = first.enter_context(serving(place, PORTAL_TUI_LIMITS=WIDE))
        other = second.enter_context(serving(place, PORTAL_TUI_LIMITS=WIDE))
        visitors = Visitors(signed_in(place), [started.address, other.address])
        with visitors.visiting():
            visitors.go_on()
            first.close()
            visitors.go_on()
            migrated(place, NEXT, monkeypatch)
            visitors.go_on()
            again = first.enter_context(serving(place, PORTAL_TUI_LIMITS=WIDE))
            visitors.addresses[0] = again.address
            visitors.go_on()
            second.close()
            visitors.go_on()
        assert visitors.nowhere == 0
    store = open_store(place)
    assert schema(store) == NEWEST + 1
    assert store.rows("select body from notes") == [("a note",)]
    kept = {row[0] for row in store.rows("select id from applications where weight = 0")}
    store.close()
    assert kept.issuperset(visitors.begun)
    assert len(kept) - 1 - len(set(visitors.begun)) <= 1, "one may have been begun and not been told yet"


def test_a_version_that_others_dont_bear_says_so(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    migrated(place, BREAKING, monkeypatch)
    found = run("serve", "--port", "0", "--database", place)
    assert found.returncode == 1
    assert json.loads(found.stdout)["code"] == "database-newer"
    assert "Update the program" in found.stderr


def test_who_doesnt_bear_it_writes_nothing_any_more(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that nobody stopped, when a version came that it doesn't bear."""
    with serving(place, PORTAL_TUI_LIMITS=WIDE) as server:
        headers = {"authorization": f"Bearer {signed_in(place).reveal()}"}
        start = request_of(StartApplication(code="any"))
        with httpx.Client(base_url=server.address, headers=headers, trust_env=False) as maude:
            kind = {"content-type": "application/json"}
            assert maude.post(start.path, content=start.body, headers=kind).status_code == 201
            assert maude.get("/readyz").status_code == 200
            migrated(place, f"{NEXT}; update compatibility set readable_from = {NEWEST + 1};", monkeypatch)
            for _ in range(2):
                refused = maude.post(start.path, content=start.body, headers=kind)
                assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
                assert int(refused.headers["retry-after"]) > 0
            assert maude.get("/readyz").status_code == 503
            assert maude.get("/v1/applications").status_code == 200
    assert run("doctor", "--database", place).returncode == 1


def at_schema_3(place: str) -> None:
    """Make the portal as a program left it that knew three migrations."""
    store = open_store(place)
    for sql in BACK_TO_3:
        store.rows(sql)
    back = "pragma user_version = 3"
    store.rows(back if isinstance(store, Database) else "update portal_tui_schema set version = 3")
    store.close()


def content(place: str) -> dict[str, Any]:
    store = open_store(place)
    store.rows(TABLES[type(store)])
    found = everything(store)
    store.close()
    return found


def test_an_older_portal_keeps_everything(place: str) -> None:
    before = content(place)
    at_schema_3(place)
    assert content(place) == before
    store = open_store(place)
    assert schema(store) == NEWEST
    store.close()


def test_several_programs_may_find_it_older_at_once(place: str) -> None:
    before = content(place)
    at_schema_3(place)
    doctors = [
        subprocess.Popen([*PROGRAM, "doctor", "--database", place], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for doctor in doctors:
        said = doctor.communicate()[0]
        assert doctor.returncode == 0, said
        assert json.loads(said)["database"]["schema"] == NEWEST
    assert content(place) == before
    if not place.startswith("postgresql"):
        kept = [path for path in Path(place).parent.iterdir() if ".before-" in path.name]
        assert [path.name for path in kept] == [f"portal.db.before-{NEWEST}"]
        assert int.from_bytes(kept[0].read_bytes()[60:64], "big") == 3


def test_what_was_copied_while_people_work_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal: a copy while others write, a portal from it elsewhere, and the same answers there."""
    path, copy, elsewhere = (str(tmp_path / name) for name in ("portal.db", "copy.db", "rehearsal.db"))
    world = World(path=path)
    world.person("Maude", "Tremblay")
    world.engine.close()
    token = signed_in(path)
    with serving(path, PORTAL_TUI_LIMITS=WIDE) as server:
        visitors = Visitors(token, [server.address])
        with visitors.visiting():
            visitors.go_on()
            told = len(visitors.begun)
            assert run("backup", copy, "--database", path).returncode == 0
            visitors.go_on()
    assert run("restore", copy, "--database", elsewhere).returncode == 0
    doctor = run("doctor", "--database", elsewhere)
    assert (doctor.returncode, "problem" in json.loads(doctor.stdout)["database"]) == (0, False)
    clock = SetClock(SystemClock().now())
    here, there = (Engine(Database(each), clock=clock) for each in (path, elsewhere))
    kept = {row[0] for row in there.database.rows("select id from applications")}
    assert kept.issuperset(visitors.begun[:told]), "what was told before the copy began"
    for application in visitors.begun[:told]:
        asked = OpenApplication(application_id=application)
        assert there.call(asked, token) == here.call(asked, token)
    here.close()
    there.close()

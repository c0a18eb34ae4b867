"""Planting SODEC's demonstration: its stories end as they are told, for each of its people."""

from pathlib import Path
from typing import TypeVar

import pytest

from portal_tui.contract.accounts import SignIn, SignInToDemonstration
from portal_tui.contract.applications import CountApplications, FindApplication, ListApplications
from portal_tui.contract.operation import Operation
from portal_tui.engine.clock import SetClock
from portal_tui.engine.demonstration.plant import accounts, fill, plant
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import Database
from portal_tui.engine.uploads import Accepted, inspect
from portal_tui.portals import bundled
from portal_tui.portals.demonstration import documents
from portal_tui.rules.states import STATES
from portal_tui.secret import Secret
from tests.world import NOON

R = TypeVar("R")

MAUDE = "maude.tremblay@theatreduquai.example"


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The demonstration, made at noon."""
    engine = Engine(Database(":memory:"), clock=SetClock(NOON))
    plant(engine, "sodec")
    return engine


def call(engine: Engine, email: str, operation: Operation[R]) -> R:
    """Do an operation as somebody."""
    token = engine.call(SignInToDemonstration(email=email)).token
    return engine.call(operation, Secret(token))


def test_there_are_applications_in_every_state_but_one(engine: Engine) -> None:
    """PGAMR's has a closing that is sent."""
    found = {row[0] for row in engine.database.rows("select state from applications")}
    assert found == set(STATES) - {"closing-sent"}


def test_each_person_sees_what_their_role_shows(engine: Engine) -> None:
    seen = {
        person["role"]: len(call(engine, person["email"], ListApplications()).items)
        for person in accounts("sodec", "fr-CA")
    }
    assert seen["owner"] == 5
    assert seen["member"] == seen["personal"] == seen["unconfirmed"] == 0
    assert seen["primary-administrator"] > seen["collaborator-view"] > 0


def test_everybody_signs_in_with_the_shared_password(engine: Engine) -> None:
    assert (
        engine.call(SignIn(email=MAUDE, password="demonstration-sodacces")).me.acting.name
        == "Théâtre du Quai"
    )


def test_a_confirmation_waits_for_whoever_has_not_confirmed(engine: Engine) -> None:
    person = next(person for person in accounts("sodec", "en") if person["role"] == "unconfirmed")
    rows = engine.database.rows("select code from outbox where recipient = ?", (person["email"],))
    assert len(rows) == 1


def test_the_list_of_accounts_begins_with_the_owner_and_speaks_both_languages() -> None:
    french, english = accounts("sodec", "fr-CA"), accounts("sodec", "en")
    assert french[0]["role"] == "owner"
    assert french[0]["email"] == english[0]["email"] == MAUDE
    assert french[0]["purpose"] != english[0]["purpose"]


@pytest.mark.parametrize("path", documents(bundled.folder("sodec")).values(), ids=lambda path: path.name)
def test_the_files_that_are_planted_unseen_are_acceptable(path: Path) -> None:
    assert isinstance(inspect(path.read_bytes(), name=path.name), Accepted)


def test_generated_applications_are_the_owners_to_see() -> None:
    engine = Engine(Database(":memory:"), clock=SetClock(NOON))
    plant(engine, "sodec")
    fill(engine, "sodec", 50)
    assert call(engine, MAUDE, CountApplications()) == 55
    rows = call(engine, MAUDE, ListApplications(sort="number"))
    number = rows.items[-1].number
    assert call(engine, MAUDE, FindApplication(number=number)).number == number

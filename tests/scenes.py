"""The screens in their main states, each reached as a person reaches it: for snapshots and the gallery."""

from pathlib import Path
from typing import Final

from textual.widgets import Static

from portal_tui.backend import Contact
from portal_tui.backend.doors import Known
from portal_tui.contract.accounts import WhoAmI
from portal_tui.contract.organisations import OpenOrganisation, RemoveMember
from portal_tui.contract.problems import Unavailable
from portal_tui.engine.engine import Engine
from portal_tui.live import Told
from portal_tui.screens.actions import ActionsScreen
from portal_tui.screens.register import RegisterScreen
from tests.demonstration import (
    CHLOE,
    DENIS,
    EMILE,
    FLORENCE,
    ISABELLE,
    JEAN,
    KARIM,
    LUCIE,
    NADIA,
    PAULE,
    ROSALIE,
    token_of,
)
from tests.designation_scenes import DESIGNATIONS
from tests.doors import PaintedDoors
from tests.driver import Person
from tests.scene import Scene, Step, in_turn, pressing, striking
from tests.workspace_scenes import WORKSPACE

WATER: Final = {"code": "PRIMEAU"}
VENUES: Final = {"code": "30-44-00"}


def _filters(words: str) -> Step:
    async def filters(person: Person) -> None:
        await person.presses("list.filter")
        await person.types(words)
        await person.strikes("enter")

    return filters


def _has_left(engine: Engine) -> None:
    """Florence belongs to the municipality no more."""
    denis = token_of(engine, DENIS)
    me = engine.call(WhoAmI(), denis)
    town = next(each.id for each in me.entities if each.standing == "primary")
    members = engine.call(OpenOrganisation(organisation_id=town), denis).members
    florence = next(each.account_id for each in members if each.email == FLORENCE)
    engine.call(RemoveMember(organisation_id=town, account_id=florence), denis)


async def _opens_register(person: Person) -> None:
    await person.rests()
    await person.strikes("1")
    await person.is_on(RegisterScreen)
    await person.is_answered()


async def _changes_a_right(person: Person) -> None:
    await _opens_register(person)
    await person.moves_to("register", "Rosalie")
    await person.presses("rights.choose")
    await person.is_on(ActionsScreen)


async def _looks_a_code_up(person: Person) -> None:
    await _opens_register(person)
    await person.presses("rights.new")
    await person.types("flh 6641")
    await person.strikes("enter", "enter")
    await person.is_on(ActionsScreen)


async def _opens_palette(person: Person) -> None:
    await person.presses("app.palette")
    await person.types("agir")


async def _is_judged(person: Person, count: int) -> None:
    def judged() -> bool:
        verdicts = person.app.screen.query(".verdict").results(Static)
        return sum(bool(str(verdict.content)) for verdict in verdicts) == count

    await person.until(judged, f"{count} answers to be judged")


async def _answers(person: Person) -> None:
    """Answer one question after the other, each judged before the next."""
    await person.gives("640")
    await _is_judged(person, 1)
    await person.strikes("tab", "down")
    await _is_judged(person, 2)


async def _signs_up_wrongly(person: Person) -> None:
    await person.rests()
    for text in ("Zoé", "Lavoie", "zoe@", "court"):
        await person.gives(text)
        await person.strikes("tab")
    await person.strikes("space", "tab", "enter")


async def _names_it_alike(person: Person) -> None:
    await person.rests()
    await person.gives("Theatre du Quai inc.")
    await person.sees("· Théâtre du Quai")
    await person.strikes("tab", "down")


async def _creates_a_portal(person: Person) -> None:
    await person.rests()
    person.app.open("create-portal", folder=Path("/srv/portals/office"))


async def _has_created_a_portal(person: Person) -> None:
    await _creates_a_portal(person)
    await person.rests()
    await person.strikes("tab", "tab", "enter")


async def _loses_contact(person: Person) -> None:
    person.app.post_message(Told(Contact(problem=Unavailable().problem)))
    await person.sees(person.app.session.texts("problem.unavailable"))


KNOWN: Final = (
    Known(path="/srv/portals/office.db", name="Office des arts", last=True),
    Known(path="https://demandes.arts.example", name="Conseil des arts", server=True),
    Known(path="/srv/portals/demo.db", name="SOD@ccès", demonstration=True),
)
FIRST_RUN: Final = PaintedDoors()
LATER: Final = PaintedDoors(known=KNOWN, servers=("https://demandes.arts.example",))


SCENES: Final = (
    Scene("welcome", who=None, doors=FIRST_RUN),
    Scene("welcome-again", who=None, doors=LATER),
    Scene("connect", who=None, doors=LATER, do=striking("7")),
    Scene("create-portal", who=None, doors=LATER, do=_creates_a_portal),
    Scene("create-portal-done", who=None, doors=LATER, do=_has_created_a_portal),
    Scene("sign-in", who=None),
    Scene("sign-in-address", who=None, do=striking("end", "enter")),
    Scene("home", start="home"),
    Scene("home-unconfirmed", who=CHLOE, start="home"),
    Scene("applications"),
    Scene("applications-administrator", who=NADIA),
    Scene("applications-filtered", do=_filters("roy")),
    Scene("applications-fruitless", do=_filters("festival")),
    Scene("applications-empty", who=KARIM),
    Scene("applications-failed", instead={"list-applications": Unavailable()}),
    Scene("applications-out-of-contact", do=_loses_contact),
    Scene("applications-sorting", do=pressing("list.sort")),
    Scene("explain", do=pressing("list.down", "app.explain")),
    Scene("explain-reserved", who=NADIA, do=pressing("app.explain")),
    Scene("act-as", do=pressing("app.act-as")),
    Scene("go", do=pressing("app.go")),
    Scene("palette", do=_opens_palette),
    Scene("settings", start="settings"),
    Scene("help", start="help"),
    Scene("catalogue", start="programmes"),
    Scene("catalogue-personal", who=EMILE, start="programmes"),
    Scene("programme", start="programme", arguments=VENUES),
    Scene("programme-personal", who=EMILE, start="programme", arguments=VENUES),
    Scene("programme-explain", who=EMILE, start="programme", arguments=VENUES, do=pressing("app.explain")),
    Scene("new-application", who=JEAN, start="new-application", arguments=VENUES),
    Scene("new-application-answered", start="new-application", arguments=VENUES, do=_answers),
    Scene("sign-up", who=None, do=pressing("sign-in.sign-up")),
    Scene("sign-up-wrong", who=None, do=in_turn(pressing("sign-in.sign-up"), _signs_up_wrongly)),
    Scene("terms", who=None, do=pressing("sign-in.sign-up", "sign-up.terms")),
    Scene("forgotten-password", who=None, do=pressing("sign-in.forgotten")),
    Scene("confirm-address", who=CHLOE, start="confirm-address"),
    Scene("organisation", who=ISABELLE, start="organisation"),
    Scene("organisation-personal", who=EMILE, start="organisation"),
    Scene("services", who=ROSALIE, portal="pgamr", start="services"),
    Scene("services-manager", who=LUCIE, portal="pgamr", start="services", main=False),
    Scene("services-firm", who=PAULE, portal="pgamr", start="services", main=False),
    Scene("services-none", who=FLORENCE, portal="pgamr", start="services", before=_has_left, main=False),
    Scene("register", who=LUCIE, portal="pgamr", start="programme", arguments=WATER, do=_opens_register),
    Scene(
        "register-workspace",
        who=ROSALIE,
        portal="pgamr",
        start="application",
        arguments={"number": "2026-000001"},
        main=False,
    ),
    Scene(
        "register-by-firm",
        who=LUCIE,
        portal="pgamr",
        start="programme",
        arguments=WATER,
        do=in_turn(_opens_register, pressing("rights.sort", "rights.sort")),
        main=False,
    ),
    Scene(
        "register-person",
        who=LUCIE,
        portal="pgamr",
        start="programme",
        arguments=WATER,
        do=in_turn(_opens_register, pressing("options.last", "app.explain")),
        main=False,
    ),
    Scene(
        "register-change",
        who=LUCIE,
        portal="pgamr",
        start="programme",
        arguments=WATER,
        do=_changes_a_right,
    ),
    Scene(
        "register-grant",
        who=LUCIE,
        portal="pgamr",
        start="programme",
        arguments=WATER,
        do=in_turn(_changes_a_right, striking("1", "f4")),
    ),
    Scene(
        "register-history",
        who=LUCIE,
        portal="pgamr",
        start="programme",
        arguments=WATER,
        do=in_turn(_opens_register, pressing("rights.history")),
    ),
    Scene(
        "new-entry",
        who=LUCIE,
        portal="pgamr",
        start="programme",
        arguments=WATER,
        do=_looks_a_code_up,
        main=False,
    ),
    Scene(
        "register-refused",
        who=FLORENCE,
        portal="pgamr",
        start="programme",
        arguments=WATER,
        do=_opens_register,
        main=False,
    ),
    Scene("member", who=ISABELLE, start="organisation", do=pressing("options.last", "organisation.choose")),
    Scene("invite", who=ISABELLE, start="organisation", do=pressing("organisation.invite")),
    Scene("invite-refused", who=KARIM, start="organisation", do=pressing("organisation.invite")),
    Scene("new-organisation", who=EMILE, start="new-organisation", do=_names_it_alike),
    Scene("join-organisation", who=EMILE, start="join-organisation"),
    Scene("mail", who=CHLOE, start="mail"),
    Scene("mail-empty", who=EMILE, start="mail", main=False),
    *DESIGNATIONS,
    *WORKSPACE,
)

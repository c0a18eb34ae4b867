"""A small portal with people in it, for tests: built through the engine, on a clock that stands."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import msgspec

from portal_tui.contract.accounts import ActAs, SignedIn, SignInToDemonstration, Standing
from portal_tui.contract.operation import Operation
from portal_tui.engine.clock import SetClock
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.people import add_member, create_account, create_organisation
from portal_tui.engine.portal_loading import load_portal
from portal_tui.engine.programmes.start import create
from portal_tui.engine.storage.store import open_store
from portal_tui.engine.work import Actor, Work
from portal_tui.portals.definition import (
    Closing,
    DocumentSlot,
    Identifier,
    MailSender,
    Operator,
    OrganisationKind,
    Policies,
    Portal,
    Programme,
    ServiceDesk,
    Task,
    Terms,
    Window,
)
from portal_tui.secret import Secret

R = TypeVar("R")

NOON = 1_792_771_200_000_000
"""2026-10-23 12:00 in Montréal, in UTC microseconds."""
DAY = 24 * 3600 * 1_000_000

FORM: dict[str, Any] = {
    "name": "request",
    "jsonSchema": {
        "type": "object",
        "required": ["title", "places", "kind"],
        "properties": {
            "title": {"type": "string", "title": "Titre du projet", "minLength": 3, "maxLength": 100},
            "places": {"type": "integer", "title": "Nombre de places", "minimum": 1, "maximum": 500},
            "kind": {"type": "string", "title": "Genre", "enum": ["chanson", "jazz", "danse"]},
            "begins": {"type": "string", "title": "Début", "format": "date"},
            "summary": {"type": "string", "title": "Résumé", "maxLength": 2000},
            "first": {"type": "boolean", "title": "Première demande"},
        },
    },
    "uiSchema": {
        "type": "VerticalLayout",
        "elements": [
            {
                "type": "Control",
                "scope": f"#/properties/{name}",
                **({"options": {"multi": True}} if name == "summary" else {}),
            }
            for name in ("title", "places", "kind", "begins", "summary", "first")
        ],
    },
}
ANSWERS: dict[str, Any] = {"title": "Saison 2027", "places": 312, "kind": "jazz"}
"""Answers that are complete."""

VENUES = Programme(
    code="30-44-00",
    title={"fr-CA": "Aide aux lieux de diffusion", "en": "Support for venues"},
    service_desk="music",
    summary="Pour les lieux de 500 places au plus.",
    applicants=("company", "association"),
    windows=(Window(opens="2026-10-07", closes="2026-11-07T23:59"),),
    tasks=(
        Task(
            key="request",
            kind="form",
            title={"fr-CA": "Formulaire de demande", "en": "Request form"},
            form="request",
        ),
        Task(
            key="documents",
            kind="documents",
            title="Documents",
            documents=(
                DocumentSlot(key="accounts", title="États financiers"),
                DocumentSlot(
                    key="plan", title="Plan de salle", mandatory=False, several=True, template="plan.xlsx"
                ),
            ),
        ),
        Task(
            key="declaration",
            kind="declaration",
            title="Déclaration",
            declaration="Je déclare que tout est exact.",
        ),
        Task(key="notes", kind="form", title="Notes", form="request", mandatory=False),
        Task(
            key="communications", kind="communications", title="Communications officielles", mandatory=False
        ),
    ),
    closing=Closing(months_after_grant=12, instructions="Le rapport, puis le versement."),
    closing_tasks=(
        Task(key="report", kind="form", title="Rapport final", form="request"),
        Task(
            key="vouchers",
            kind="documents",
            title="Pièces",
            documents=(DocumentSlot(key="invoices", title="Factures", several=True),),
        ),
    ),
)
ANYBODY = Programme(
    code="any",
    title="Bourses",
    service_desk="music",
    summary="Pour tout le monde, en tout temps.",
    applicants=("company", "association", "person"),
    any_time=True,
    tasks=(Task(key="request", kind="form", title="Formulaire", form="request"),),
)


def small_portal(**changes: Any) -> Portal:
    """A portal with two programmes; ``changes`` replace its fields or, as ``policies``, its policies."""
    fields: dict[str, Any] = {
        "code": "small",
        "name": "Petit portail",
        "operator": Operator(name="Exploitant", short_name="EXP", email="aide@example.org"),
        "languages": ("fr-CA", "fr-FR", "en"),
        "default_language": "fr-CA",
        "time_zone": "America/Toronto",
        "mail": MailSender(name="EXP", address="noreply@example.org"),
        "terms": Terms(version="1", text="Conditions d’utilisation."),
        "policies": Policies(),
        "service_desks": (ServiceDesk(key="music", name="Direction de la musique", email="m@example.org"),),
        "organisation_kinds": (
            OrganisationKind(key="company", name="Entreprise", identifiers=(Identifier(format="neq"),)),
            OrganisationKind(key="association", name="Association"),
        ),
        "programmes": (VENUES, ANYBODY),
        "forms": {"request": FORM},
    }
    return Portal(**{**fields, **changes})


class World:
    """An engine in memory, its clock, and people by their given name."""

    def __init__(
        self,
        portal: Portal | None = None,
        *,
        now: int = NOON,
        demonstration: bool = True,
        path: str = ":memory:",
    ) -> None:
        self.clock = SetClock(now)
        self.engine = Engine(open_store(path), clock=self.clock, ids=CountedIds())
        self.thread: ThreadPoolExecutor | None = None
        """On which a program in front of this engine works."""
        self.accounts: dict[str, int] = {}
        self.sessions: dict[str, Secret] = {}
        self.organisations: dict[str, int] = {}
        with self.engine.database.writing():
            load_portal(self.work(), portal or small_portal(), demonstration=demonstration)

    @classmethod
    def on(cls, path: str) -> "World":
        """The world in a file that another one made; it knows nobody by name."""
        world = cls.__new__(cls)
        world.clock = SetClock(NOON)
        world.engine = Engine(open_store(path), clock=world.clock, ids=CountedIds(10_000))
        world.thread = None
        world.accounts, world.sessions, world.organisations = {}, {}, {}
        return world

    def work(self, given_name: str | None = None, operation: str = "test") -> Work:
        """A unit of work outside a session, by a person or by nobody."""
        actor = None
        if given_name is not None:
            row = self.work().rows("accounts.actor", Actor, account_id=self.accounts[given_name])
            actor = row[0]
        return self.engine.work_for(actor, operation)

    def person(
        self, given_name: str, family_name: str = "Roy", *, staff: bool = False, confirmed: bool = True
    ) -> int:
        """A new account ``given@example.org``; its id."""
        with self.engine.database.writing():
            self.accounts[given_name] = create_account(
                self.work(),
                email=f"{given_name.lower()}@example.org",
                given_name=given_name,
                family_name=family_name,
                password_hash="!",
                role="staff" if staff else "applicant",
                confirmed=confirmed,
            )
        return self.accounts[given_name]

    def organisation(self, name: str, kind: str = "company", **standings: Standing) -> int:
        """A new organisation; ``Maude="primary"`` says who is what. Its members act as it from now on."""
        with self.engine.database.writing():
            entity = create_organisation(self.work(), name=name, kind=kind, identifiers={}, primary=None)
            for given_name, standing in standings.items():
                add_member(self.work(), entity, self.accounts[given_name], standing)
        self.organisations[name] = entity
        for given_name in standings:
            self.call(given_name, ActAs(entity_id=entity))
        return entity

    def application(self, given_name: str, programme: str = "30-44-00", **answers: dict[str, Any]) -> int:
        """A new draft for the entity as which the person acts; ``answers`` by task key. Its id."""
        work = self.work(given_name, "start-application")
        with self.engine.database.writing():
            started = create(
                work,
                work.portal.programme(programme),
                applicant_id=work.actor.acting_entity_id,
                answers=answers,
            )
        return started.application_id

    def mails(self, recipient: str) -> list[dict[str, Any]]:
        """What waits in the outbox for an address, the oldest first: code, params, secret."""
        rows = self.engine.database.dicts(
            "select code, params, secret, account_id from outbox where recipient = :recipient order by id",
            {"recipient": recipient},
        )
        return [{**row, "params": msgspec.json.decode(row["params"])} for row in rows]

    def enter(self, given_name: str, signed_in: SignedIn) -> None:
        """From now on this person calls with the session that they got."""
        self.accounts[given_name] = signed_in.me.account_id
        self.sessions[given_name] = Secret(signed_in.token)

    def at(self, now: int) -> None:
        """Go to a moment (UTC microseconds); sessions may have ended by then, so everybody signs in anew."""
        self.clock.set(now)
        self.sessions.clear()

    def call(self, given_name: str | None, operation: Operation[R]) -> R:
        """Do an operation as a person, signed in by the demonstration's door; not while a program does."""

        def do() -> R:
            return self.engine.call(operation, self.session(given_name))

        if self.thread is None or self.thread._shutdown:
            return do()
        return self.thread.submit(do).result()

    def session(self, given_name: str | None) -> Secret | None:
        """The token of a person, None for nobody."""
        if given_name is None:
            return None
        if given_name not in self.sessions:
            email = f"{given_name.lower()}@example.org"
            self.sessions[given_name] = Secret(self.engine.call(SignInToDemonstration(email=email)).token)
        return self.sessions[given_name]

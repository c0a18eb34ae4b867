"""The register of a whole province against one of a hundred people: nothing may take much longer (R1-R11)."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.measure import Measured, calls
from portal_tui.contract import register as r
from portal_tui.contract.accounts import ActAs, SignInToDemonstration
from portal_tui.contract.applications import ListApplications, OpenApplication
from portal_tui.contract.operation import Operation
from portal_tui.contract.programmes import ListProgrammes, OpenProgramme, StartApplication
from portal_tui.engine.engine import Engine
from portal_tui.engine.portal_loading import load_portal
from portal_tui.engine.storage.database import Database
from portal_tui.portals.bundled import folder
from portal_tui.portals.load import load
from portal_tui.secret import Secret

LARGEST: Final = 2.0
"""How many times as long anything may take in the large one."""
STAFF: Final = 18
"""Members of each town, who hold a right on every service; the first manages them, the second is a deputy."""
FIRST_ID: Final = 1_000
"""Before those that the engine gives."""
SERVICE: Final = "PRIMEAU"


class Size(NamedTuple):
    """What a register holds."""

    towns: int
    firms: int
    people: int
    grants: int


SMALL: Final = Size(towns=1, firms=6, people=100, grants=400)
LARGE: Final = Size(towns=1_100, firms=3_000, people=50_000, grants=500_000)


class Province:
    """The rows of towns, firms and their people, by number; a town's register doesn't hang on the size."""

    def __init__(self, size: Size, services: tuple[str, ...], now: int) -> None:
        self.size, self.services, self.now = size, services, now
        self.staff = size.towns * STAFF
        """People before those of the firms."""

    def entity(self, number: int) -> int:
        return FIRST_ID + number

    def account(self, number: int) -> int:
        return 10 * FIRST_ID + number

    def accounts(self) -> Iterator[dict[str, Any]]:
        for number in range(self.size.people):
            yield {"id": self.account(number), "email": f"p{number}@example.org", "at": self.now}

    own_entities = accounts
    """Everybody may act as themself."""

    def codes(self) -> Iterator[dict[str, Any]]:
        for number in range(self.size.people):
            yield {"code": code(number), "account": self.account(number), "at": self.now}

    def entities(self) -> Iterator[dict[str, Any]]:
        for number in range(self.size.towns + self.size.firms):
            town = number < self.size.towns
            kind, name = ("municipality", "Ville") if town else ("firm", "Firme")
            yield {"id": self.entity(number), "kind": kind, "name": f"{name} {number}", "at": self.now}

    def memberships(self) -> Iterator[dict[str, Any]]:
        for number in range(self.size.people):
            if number < self.staff:
                entity, first = number // STAFF, number % STAFF == 0
            else:
                entity, first = self.size.towns + self.firm_of(number), self._leads(number)
            standing = "primary" if first else "member"
            yield {
                "entity": self.entity(entity),
                "account": self.account(number),
                "standing": standing,
                "at": self.now,
            }

    def firm_of(self, number: int) -> int:
        return (number - self.staff) % self.size.firms

    def _leads(self, number: int) -> bool:
        return number - self.staff < self.size.firms

    def points(self) -> Iterator[dict[str, Any]]:
        for firm in range(self.size.firms):
            manager = self.account(self.staff + firm)
            entity = self.entity(self.size.towns + firm)
            yield {"id": self.entity(firm), "firm": entity, "manager": manager}

    def associations(self) -> Iterator[dict[str, Any]]:
        for number in range(self.staff, self.size.people):
            for service in self.services:
                point = self.entity(self.firm_of(number))
                yield {"point": point, "service": service, "account": self.account(number), "at": self.now}

    def functions(self) -> Iterator[dict[str, Any]]:
        for town in range(self.size.towns):
            for place, function in enumerate(("local-manager", "deputy")):
                for service in self.services:
                    yield {
                        "entity": self.entity(town),
                        "service": service,
                        "account": self.account(town * STAFF + place),
                        "function": function,
                        "at": self.now,
                    }

    def rights(self) -> Iterator[dict[str, Any]]:
        """All of a town's staff, and as many mandataries as are left for it, from firm after firm."""
        mandated = self.size.grants // (self.size.towns * len(self.services)) - STAFF
        outside = cycle(range(self.staff, self.size.people))
        for town in range(self.size.towns):
            whom = [*range(town * STAFF, (town + 1) * STAFF), *islice(outside, mandated)]
            for service in self.services:
                for number in whom:
                    own = number < self.staff
                    yield {
                        "entity": self.entity(town),
                        "service": service,
                        "account": self.account(number),
                        "held": "applicant-write" if own else "mandatary-write",
                        "point": None if own else self.entity(self.firm_of(number)),
                        "at": self.now,
                    }


def code(number: int) -> str:
    """Of a person: ``P000042``."""
    return f"P{number:06d}"


STATEMENTS: Final = {
    "accounts": """
        insert into accounts (id, email, email_key, given_name, family_name, role, password_hash, language,
            terms_version, created_at, confirmed_at, acting_entity_id)
        values (:id, :email, :email, 'Camille', 'Roy ' || :id, 'applicant', '', 'fr-CA', '1', :at, :at,
            :id + 1000000)""",
    "own_entities": """
        insert into entities (id, kind, name, name_key, account_id, created_at)
        values (:id + 1000000, 'person', 'Camille Roy', 'camille roy', :id, :at)""",
    "codes": "insert into user_codes (code, account_id, at) values (:code, :account, :at)",
    "entities": """
        insert into entities (id, kind, name, name_key, created_at) values (:id, :kind, :name, :name, :at)""",
    "memberships": """
        insert into memberships (entity_id, account_id, standing, since)
        values (:entity, :account, :standing, :at)""",
    "points": """
        insert into points_of_service (id, firm_id, name, address, manager_id)
        values (:id, :firm, 'Bureau', '1, rue du Quai', :manager)""",
    "associations": """
        insert into associations (point_id, service, account_id, since)
        values (:point, :service, :account, :at)""",
    "functions": """
        insert into register_functions (entity_id, service, account_id, function, since)
        values (:entity, :service, :account, :function, :at)""",
    "rights": """
        insert into rights (entity_id, service, account_id, held, point_id, since)
        values (:entity, :service, :account, :held, :point, :at)""",
}
"""By what of a province fills them: straight SQL, as half a million operations would take hours."""


class Town:
    """One town of a province, and its people at the engine."""

    def __init__(self, database: Path, size: Size) -> None:
        self.engine = Engine(Database(database))
        portal = load(folder("pgamr"))
        with self.engine.database.writing():
            work = self.engine.work_for(None, "load-portal")
            load_portal(work, portal, demonstration=True)
            services = tuple(programme.code for programme in portal.programmes)
            province = Province(size, services, self.engine.clock.now())
            for name, sql in STATEMENTS.items():
                self.engine.database.many(sql, getattr(province, name)())
            self.engine.database.run("analyze")
        self.id = province.entity(size.towns // 2)
        first = size.towns // 2 * STAFF
        self.manager, self.clerk = (self._session(first + place) for place in (0, STAFF - 1))
        self.clerks_code = code(first + STAFF - 1)
        self.place: dict[str, Any] = {"organisation_id": self.id, "service": SERVICE}
        self.engine.call(ActAs(entity_id=self.id), self.clerk)
        self.application = self.engine.call(StartApplication(code=SERVICE), self.clerk).application_id

    def _session(self, number: int) -> Secret:
        door = SignInToDemonstration(email=f"p{number}@example.org")
        return Secret(self.engine.call(door).token)

    def asks(self, who: Secret, operation: Operation[Any]) -> Callable[[], object]:
        """The operation, to be called again and again."""
        return lambda: self.engine.call(operation, who)

    def tries(self) -> dict[str, Callable[[], object]]:
        """What people of a town ask, by what they would call it."""
        about = {**self.place, "user_code": self.clerks_code}

        def gives_and_takes() -> None:
            self.engine.call(r.GrantRight(**about, right="applicant-read"), self.manager)
            self.engine.call(r.GrantRight(**about, right="applicant-write"), self.manager)

        return {
            "register of a service": self.asks(self.manager, r.OpenRegister(**self.place)),
            "my online services": self.asks(self.clerk, r.ListMyServices()),
            "why may they do that": self.asks(self.manager, r.ExplainRights(**about)),
            "changing a right": gives_and_takes,
            "opening an application": self.asks(self.clerk, OpenApplication(application_id=self.application)),
            "the list": self.asks(self.clerk, ListApplications()),
            "a programme": self.asks(self.clerk, OpenProgramme(code=SERVICE)),
            "the catalogue": self.asks(self.clerk, ListProgrammes()),
        }


def compared(rounds: int) -> Iterator[tuple[str, Measured]]:
    """Each in the small one and in the large one, in turns."""
    with tempfile.TemporaryDirectory() as place, ExitStack() as open_:
        towns = []
        for name, size in (("small", SMALL), ("large", LARGE)):
            print(f"a register of {size.grants} rights …", file=sys.stderr, flush=True)
            towns.append(Town(Path(place) / name, size))
            open_.callback(towns[-1].engine.close)
        small, large = (town.tries() for town in towns)
        for name in small:
            yield name, calls(small[name], large[name], rounds * 4, times=5)

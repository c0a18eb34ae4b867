"""Random histories of a register: whatever people try, in whatever order, its invariants hold (R1-R11).

A few histories in the suite, ``SOAK_ROUNDS`` times ten in ``make soak``.
"""

import asyncio
import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from portal_tui.backend.http import HttpBackend
from portal_tui.contract import designations as d
from portal_tui.contract import register as r
from portal_tui.contract.accounts import ActAs
from portal_tui.contract.operation import Operation
from portal_tui.contract.organisations import RemoveMember
from portal_tui.contract.problems import PortalError
from portal_tui.contract.programmes import StartApplication
from tests.decisions import demand_readable
from tests.postgres import Server, on_postgres
from tests.register_town import (
    NEQ,
    REPLACEMENT,
    associate,
    code_of,
    designate,
    designate_in_firm,
    form,
    join,
    point_of,
    town,
)
from tests.served import beside, served
from tests.world import World

HISTORIES = 10 * int(os.environ["SOAK_ROUNDS"]) if "SOAK_ROUNDS" in os.environ else 5
STEPS = 30
PEOPLE = ("Lucie", "Omer", "Rosalie", "Denis", "Paule", "Ivan", "Kim", "Zoé")
CODED = PEOPLE[:-1]
person = st.one_of(st.none(), st.none(), st.sampled_from(PEOPLE))
"""Who tries it; None: whoever may as a rule."""
coded = st.sampled_from((*CODED, "Ivan", "Rosalie", "Omer"))
service = st.sampled_from(["PRIMEAU", "PRIMEAU", "PRIMA"])
organisation = st.sampled_from(["Sainte-Colombe", "Génie du Nord"])
TABLES = ("rights", "register_functions", "associations", "points_of_service", "designations")
MANAGERS = "select * from register_functions where function = 'local-manager'"

OUTSIDERS = """
select f.account_id from register_functions f
where not exists (
    select 1 from memberships m where m.account_id = f.account_id and m.entity_id = f.entity_id
)"""
"""Managers and deputies who don't belong to the organisation (R3)."""
OF_FIRMS = """
select f.account_id from register_functions f
where exists (select 1 from associations s where s.account_id = f.account_id)
   or exists (select 1 from points_of_service p where p.manager_id = f.account_id)"""
"""Managers and deputies who work for a firm (R3)."""
NOT_ASSOCIATED = """
select g.account_id from rights g
where g.point_id is not null and not exists (
    select 1 from associations s
    where s.point_id = g.point_id and s.service = g.service and s.account_id = g.account_id
)"""
"""Mandates of people whom no firm has associated (R9)."""
NOT_OWN = """
select g.account_id from rights g
where g.point_id is null and not exists (
    select 1 from memberships m where m.account_id = g.account_id and m.entity_id = g.entity_id
)"""
"""*Requérant* rights of people who don't belong to the organisation (R6)."""
TWO_MANAGERS = f"""
select entity_id, service from ({MANAGERS}) as m group by entity_id, service having count(*) > 1"""
OUT_OF_STEP = """
select g.account_id from rights g
join applications a on a.applicant_id = g.entity_id and a.programme_code = g.service
where not exists (
    select 1 from collaborations c where c.application_id = a.id and c.account_id = g.account_id
)"""
"""Holders of a right who don't take part in an application of the service (T3)."""


Build = Callable[[ExitStack], World]
"""Makes a town in an empty place; what it opens is closed with the stack."""


class Register(RuleBasedStateMachine):
    """A town and a firm, their people, and what they try."""

    build: Build

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()

    @initialize()
    def begin(self) -> None:
        """Lucie manages PRIMEAU; Ivan may be mandated there."""
        self.world = type(self).build(self.open)
        self.town = self.world.organisations["Sainte-Colombe"]
        designate(self.world, "Lucie")
        designate_in_firm(self.world)
        associate(self.world, "Ivan")

    def try_to(self, who: str, operation: Operation[Any]) -> Any:
        """Done and kept in the history, or refused with nothing changed and every reason readable."""
        before, entries = self.everything(), self.entries()
        try:
            answer = self.world.call(who, operation)
        except PortalError as error:
            assert self.everything() == before
            if error.problem.decision is not None:
                demand_readable(error.problem.decision)
            return None
        if self.everything() != before:
            assert self.entries() > entries, "every change is in the history (R11)"
        return answer

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        return {table: sorted(self.rows(f"select * from {table}"), key=repr) for table in TABLES}

    def rows(self, sql: str) -> list[dict[str, Any]]:
        return self.world.engine.database.dicts(sql, {})

    def entries(self) -> int:
        return int(self.rows("select count(*) as n from audit where subject = 'register'")[0]["n"])

    def about(self, whom: str, code: str) -> dict[str, Any]:
        return {"organisation_id": self.town, "service": code, "user_code": code_of(whom)}

    def manages(self, who: str, code: str) -> bool:
        mine = {"account_id": self.world.accounts[who], "service": code}
        return any(mine.items() <= row.items() for row in self.rows(MANAGERS))

    def manager(self, code: str) -> str:
        """Who manages the rights on a service; Lucie where nobody does."""
        return next((name for name in CODED if self.manages(name, code)), "Lucie")

    @rule(who=person, whom=coded, code=service, right=st.sampled_from(r.RIGHTS))
    def grant(self, who: str | None, whom: str, code: str, right: Any) -> None:
        who = who or self.manager(code)
        self.try_to(who, r.GrantRight(**self.about(whom, code), right=right))

    @rule(who=person, whom=coded, code=service)
    def withdraw(self, who: str | None, whom: str, code: str) -> None:
        self.try_to(who or self.manager(code), r.WithdrawRight(**self.about(whom, code)))

    @rule(who=person, whom=coded, code=service)
    def name_deputy(self, who: str | None, whom: str, code: str) -> None:
        who = who or self.manager(code)
        named = self.try_to(who, r.NameDeputy(**self.about(whom, code)))
        assert named is None or who == "Zoé" or self.manages(who, code), "no deputy names a deputy (R2)"

    @rule(who=person, whom=coded, code=service)
    def remove_deputy(self, who: str | None, whom: str, code: str) -> None:
        self.try_to(who or self.manager(code), r.RemoveDeputy(**self.about(whom, code)))

    @rule(who=person, whom=coded, code=service, replaces=st.booleans())
    def ask_for_manager(self, who: str | None, whom: str, code: str, replaces: bool) -> None:
        more = REPLACEMENT if replaces else {}
        if self.try_to(who or "Denis", form(whom, services=(code,), **more)) and who is None:
            self.answer(None, True)

    @rule(who=person, whom=coded, replaces=st.booleans())
    def ask_for_mandatary_manager(self, who: str | None, whom: str, replaces: bool) -> None:
        more = {**REPLACEMENT, "name": "Génie du Nord"} if replaces else {}
        point = {"function": "mandatary-manager", "identifier": NEQ, "point_id": point_of(self.world)}
        if self.try_to(who or "Paule", form(whom, services=(), **point, **more)) and who is None:
            self.answer(None, True)

    @rule(who=person, approve=st.booleans())
    def try_to_answer(self, who: str | None, approve: bool) -> None:
        self.answer(who, approve)

    def answer(self, who: str | None, approve: bool) -> None:
        """Grants and deputies outlive a manager (R3)."""
        waiting = self.rows("select min(id) as id from designations where answered_at is null")[0]["id"]
        kept = self.rows("select * from rights"), self.deputies()
        answer = d.AnswerDesignation(designation_id=waiting or 0, approve=approve, explanation="Non.")
        promoted = self.try_to(who or "Zoé", answer)
        assert self.rows("select * from rights") == kept[0]
        gone = kept[1] - self.deputies()
        assert not gone or (promoted is not None and promoted.approved and len(gone) == 1)

    def deputies(self) -> set[tuple[Any, ...]]:
        sql = "select entity_id, service, account_id from register_functions where function = 'deputy'"
        return {tuple(row.values()) for row in self.rows(sql)}

    @rule(who=person, whom=coded, code=service, end=st.booleans())
    def associate(self, who: str | None, whom: str, code: str, end: bool) -> None:
        kind = r.DissociateStaff if end else r.AssociateStaff
        self.try_to(
            who or "Paule", kind(point_id=point_of(self.world), service=code, user_code=code_of(whom))
        )

    @rule(often=st.integers(0, 2), whom=coded, organisation=organisation)
    def come_or_leave(self, whom: str, organisation: str, often: int) -> None:
        leader = {"Sainte-Colombe": "Denis", "Génie du Nord": "Paule"}[organisation]
        if whom == leader or often:
            return
        entity, account = self.world.organisations[organisation], self.world.accounts[whom]
        members = self.rows(f"select account_id from memberships where entity_id = {entity}")
        if {"account_id": account} in members:
            self.try_to(leader, RemoveMember(organisation_id=entity, account_id=account))
        else:
            join(self.world, organisation, whom, "member")

    @rule(who=coded, code=service)
    def start(self, who: str, code: str) -> None:
        self.try_to(who, ActAs(entity_id=self.town))
        self.try_to(who, StartApplication(code=code))

    @invariant()
    def everything_holds(self) -> None:
        for wrong in (TWO_MANAGERS, OUTSIDERS, OF_FIRMS, NOT_ASSOCIATED, NOT_OWN, OUT_OF_STEP):
            assert self.rows(wrong) == [], wrong

    def teardown(self) -> None:
        self.open.close()


class BehindServer:
    """A town whose people ask over HTTP; all else is the world's."""

    def __init__(self, world: World, server: str, open_: ExitStack) -> None:
        self._world = world
        self._runner = open_.enter_context(asyncio.Runner())
        self._backend = HttpBackend(server)
        open_.callback(lambda: self._runner.run(self._backend.close()))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._world, name)

    def call(self, given_name: str, operation: Operation[Any]) -> Any:
        """Do an operation as a person."""
        self._backend.session = self._world.session(given_name)
        return self._runner.run(self._backend.call(operation))


def embedded(open_: ExitStack) -> World:
    return closed(open_, town())


def closed(open_: ExitStack, world: World) -> World:
    open_.callback(world.engine.close)
    return world


def behind_a_server(open_: ExitStack) -> Any:
    folder = open_.enter_context(tempfile.TemporaryDirectory())
    world = closed(open_, town(str(Path(folder) / "town.db")))
    return BehindServer(world, open_.enter_context(served(beside(world.engine))), open_)


@pytest.fixture(params=["sqlite", "http", pytest.param("postgres", marks=on_postgres)])
def build(request: pytest.FixtureRequest) -> Build:
    """Makes towns, each in an empty place."""
    if request.param != "postgres":
        return {"sqlite": embedded, "http": behind_a_server}[request.param]
    server: Server = request.getfixturevalue("postgres")

    def new(open_: ExitStack) -> World:
        place = server.database()
        open_.callback(server.drop, place)
        return closed(open_, town(place))

    return new


@pytest.mark.soak
def test_whatever_people_try_the_register_holds(build: Build) -> None:
    machine = type("Register", (Register,), {"build": staticmethod(build)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize="SOAK_ROUNDS" not in os.environ,
            database=None,
        ),
    )

"""A town's register, from designation to history: the engine and the server say the same (B1, R11)."""

from pathlib import Path
from typing import Any

from portal_tui.contract import designations as d
from portal_tui.contract import register as r
from tests.contract_suite.conftest import Place
from tests.contract_suite.test_histories import REGISTER
from tests.contract_suite.twins import Twins, twins
from tests.register_town import GEOGRAPHIC_CODE, NEQ, code_of, form, join, point_of, town
from tests.world import World

PEOPLE = ("Lucie", "Omer", "Rosalie", "Denis", "Paule", "Ivan", "Kim", "Zoé")


async def test_every_operation_of_the_register_says_the_same(tmp_path: Path, place: Place) -> None:
    """Each is asked on both sides, and done."""
    async with twins(str(tmp_path / "town.db"), place(), _with_staff) as both:
        await both.enter(*PEOPLE)
        await firms(both)
        await rights(both)
        assert sorted(REGISTER - both.done) == []


def _with_staff(path: str) -> World:
    """Ivan is one of the firm's people."""
    world = town(path)
    join(world, "Génie du Nord", "Ivan", "member")
    return world


async def firms(both: Twins) -> None:
    """A point of service, its mandatary manager, its staff."""
    world = both.embedded.world
    firm = world.organisations["Génie du Nord"]
    point = point_of(world)
    await both.do("Paule", r.AddPointOfService(organisation_id=firm, name="Gaspé", address="2, rue du Cap"))
    asked = await both.do(
        "Paule", form("Paule", function="mandatary-manager", identifier=NEQ, point_id=point, services=())
    )
    await both.do("Paule", d.ListDesignations())
    await both.do("Zoé", d.AnswerDesignation(designation_id=asked.id, approve=True))
    await both.do("Ivan", r.AskMandataryManager(point_id=point))
    work: dict[str, Any] = {"point_id": point, "service": "PRIMEAU"}
    for whom in ("Ivan", "Paule"):
        await both.do("Paule", r.AssociateStaff(**work, user_code=code_of(whom)))
    await both.do("Paule", r.DissociateStaff(**work, user_code=code_of("Paule")))
    assert (await both.ask("Ivan", r.DissociateStaff(**work, user_code=code_of("Ivan")))).problem
    await both.do("Paule", r.OpenFirm(organisation_id=firm))
    mandate = {"organisation_id": firm, "service": "PRIMEAU"}
    assert (await both.ask("Paule", r.AskForMandate(**mandate, client="1"))).problem["fields"]
    await both.do("Paule", r.AskForMandate(**mandate, client=GEOGRAPHIC_CODE))


async def rights(both: Twins) -> None:
    """A manager, a deputy, rights of every kind, refusals, the history."""
    world = both.embedded.world
    look = d.FillDesignation(identifier=GEOGRAPHIC_CODE, user_code=code_of("Lucie"))
    for who in ("Denis", "Omer", "Kim"):
        await both.do(who, look)
    asked = await both.do("Denis", form("Lucie"))
    assert (await both.ask("Denis", form("Omer", undertaking=False))).problem["fields"]
    await both.do("Zoé", d.AnswerDesignation(designation_id=asked.id, approve=True))
    place: dict[str, Any] = {
        "organisation_id": world.organisations["Sainte-Colombe"],
        "service": "PRIMEAU",
    }
    await both.do("Lucie", r.LookUpPerson(**place, user_code=code_of("Ivan")))
    await both.do("Lucie", r.NameDeputy(**place, user_code=code_of("Omer")))
    for whom, right in (("Rosalie", "applicant-write"), ("Ivan", "mandatary-read")):
        await both.do("Omer", r.GrantRight(**place, user_code=code_of(whom), right=right, ends="2027-01-31"))
        await both.do(whom, r.ListMyServices())
    assert (await both.ask("Rosalie", r.WithdrawRight(**place, user_code=code_of("Ivan")))).problem[
        "decision"
    ]
    question = r.AskAboutRights(**place, remedy="ask-local-manager")
    await both.do("Denis", question)
    assert (await both.ask("Denis", question)).problem
    await both.do("Omer", r.WithdrawRight(**place, user_code=code_of("Ivan")))
    await both.do("Lucie", r.RemoveDeputy(**place, user_code=code_of("Omer")))
    for who in ("Lucie", "Rosalie", "Denis", "Zoé", "Kim", "Ivan"):
        await both.ask(who, r.OpenRegister(**place))
    await both.do("Denis", r.ReadRegisterHistory(**place))
    await both.do("Denis", r.ExportRegister(organisation_id=place["organisation_id"], form="csv"))
    await both.do("Denis", r.ExplainRights(**place, user_code=code_of("Rosalie")))
    member = r.GiveUserCode(organisation_id=place["organisation_id"], account_id=world.accounts["Rosalie"])
    assert await both.do("Denis", member) == code_of("Rosalie")

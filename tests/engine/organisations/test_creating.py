"""Creating organisations (O0, O1, O6): checked, unique, similar ones warned about."""

from typing import Any

import pytest

from portal_tui.contract.accounts import Me, WhoAmI
from portal_tui.contract.organisations import (
    AskMembership,
    CreateOrganisation,
    FindSimilar,
    Identifier,
    ListOrganisationKinds,
    OpenOrganisation,
)
from portal_tui.contract.problems import Invalid, Refused
from portal_tui.portals import definition
from portal_tui.portals.definition import OrganisationKind, Policies
from tests.decisions import demand_readable, failed, remedies
from tests.world import World, small_portal

KINDS = (
    OrganisationKind(key="company", name="Entreprise", identifiers=(definition.Identifier(format="neq"),)),
    OrganisationKind(
        key="association",
        name={"fr-CA": "Association", "en": "Non-profit"},
        identifiers=(
            definition.Identifier(format="siret", mandatory=False),
            definition.Identifier(format="rna", mandatory=False),
        ),
    ),
    OrganisationKind(key="municipality", name="Municipalité"),
)
NEQ = Identifier(scheme="neq", value=" 1142 893-011 ")
RNA = Identifier(scheme="rna", value="w751234567")


@pytest.fixture
def world() -> World:
    world = World(small_portal(organisation_kinds=KINDS))
    world.person("Maude", "Tremblay")
    world.person("Jean")
    return world


def create(world: World, who: str = "Maude", **changes: Any) -> Me:
    fields: dict[str, Any] = {"name": " Théâtre du Quai ", "kind": "company", "identifiers": (NEQ,)}
    return world.call(who, CreateOrganisation(**{**fields, **changes}))


def test_its_creator_leads_it_and_acts_as_it(world: World) -> None:
    me = create(world)
    assert (me.acting.name, me.acting.standing, me.acting.kind) == ("Théâtre du Quai", "primary", "company")
    assert world.call("Maude", WhoAmI()) == me
    view = world.call("Maude", OpenOrganisation(organisation_id=me.acting.id))
    assert view.primary == "Maude Tremblay"
    assert (view.kind.text, [(each.scheme, each.value) for each in view.identifiers]) == (
        "Entreprise",
        [("neq", "1142 893 011")],
    )


def test_the_kinds_and_what_each_needs(world: World) -> None:
    kinds = world.call("Maude", ListOrganisationKinds())
    assert [(kind.code, kind.title.text) for kind in kinds] == [
        ("company", "Entreprise"),
        ("association", "Association"),
        ("municipality", "Municipalité"),
    ]
    assert [(each.scheme, each.mandatory) for each in kinds[0].identifiers] == [("neq", True)]
    assert [(each.scheme, each.mandatory) for each in kinds[1].identifiers] == [
        ("siret", False),
        ("rna", False),
    ]


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"name": " "}, [("/name", "required")]),
        ({"name": "x" * 201}, [("/name", "too-long")]),
        ({"kind": "person"}, [("/kind", "enum")]),
        ({"identifiers": ()}, [("/identifiers/neq", "required")]),
        ({"identifiers": (Identifier(scheme="neq", value="  "),)}, [("/identifiers/neq", "required")]),
        (
            {"identifiers": (Identifier(scheme="neq", value="4412345678"),)},
            [("/identifiers/neq", "format-neq")],
        ),
        (
            {"identifiers": (NEQ, Identifier(scheme="rna", value="W751234567"))},
            [("/identifiers/rna", "unknown-field")],
        ),
        (
            {"kind": "association", "identifiers": (Identifier(scheme="siret", value="73282932000075"),)},
            [("/identifiers/siret", "format-siret")],
        ),
        ({"name": "", "identifiers": ()}, [("/name", "required"), ("/identifiers/neq", "required")]),
    ],
)
def test_everything_that_is_wrong_is_said_at_once(
    world: World, changes: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refusal:
        create(world, **changes)
    assert [(each.pointer, each.code) for each in refusal.value.problem.fields] == problems
    assert len(world.call("Maude", WhoAmI()).entities) == 1


def test_what_is_not_mandatory_may_be_left_out(world: World) -> None:
    create(world, name="Chorale", kind="association", identifiers=())
    create(world, name="Fanfare", kind="association", identifiers=(RNA,))
    assert len(world.call("Maude", WhoAmI()).entities) == 3


def test_an_identifier_that_exists_leads_to_joining(world: World) -> None:
    """O1: the refusal's remedy does it, and the primary administrator hears of it (O7)."""
    create(world)
    with pytest.raises(Refused) as refusal:
        create(world, "Jean", name="Autre nom")
    decision = refusal.value.problem.decision
    assert failed(decision) == ["identifier-free"]
    assert decision is not None
    assert decision.reasons[0].params["value"] == "1142 893 011"
    demand_readable(decision)
    remedy = remedies(decision, "identifier-free")[0]
    world.call("Jean", AskMembership(organisation=str(remedy.arguments["organisation"])))
    assert [mail["code"] for mail in world.mails("maude@example.org")] == ["membership-asked"]


def test_ones_own_organisation_is_acted_as(world: World) -> None:
    me = create(world)
    with pytest.raises(Refused) as refusal:
        create(world)
    assert remedies(refusal.value.problem.decision, "identifier-free")[0].arguments == {
        "entity_id": me.acting.id
    }


def test_who_is_not_confirmed_or_staff_creates_none(world: World) -> None:
    world.person("Guy", confirmed=False)
    world.person("Zoé", staff=True)
    for name, reason in (("Guy", "confirmed"), ("Zoé", "is-applicant")):
        with pytest.raises(Refused) as refusal:
            create(world, name, kind="nonsense")
        assert failed(refusal.value.problem.decision) == [reason]


def test_where_the_operator_creates_them() -> None:
    world = World(small_portal(policies=Policies(organisations_created_by="staff")))
    world.person("Maude")
    with pytest.raises(Refused) as refusal:
        create(world)
    decision = refusal.value.problem.decision
    assert failed(decision) == ["organisations-by-anyone"]
    assert remedies(decision, "organisations-by-anyone")[0].params == {
        "operator": "EXP",
        "email": "aide@example.org",
    }


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Theatre du Quai inc.", ["Théâtre du Quai"]),
        ("Quai, le théâtre du", ["Théâtre du Quai"]),
        ("théâtres du quai", ["Théâtre du Quai"]),
        ("Théâtre du Parc", []),
        ("Cie des arts", ["Compagnie des Arts"]),
        ("", []),
        ("ab", []),
        ('" OR *', []),
        ("théâtre AND quai", ["Théâtre du Quai"]),
    ],
)
def test_a_similar_name_is_found(world: World, name: str, found: list[str]) -> None:
    create(world)
    create(world, name="Compagnie des Arts", kind="municipality", identifiers=())
    similar = world.call("Jean", FindSimilar(name=name))
    assert [each.name for each in similar] == found
    assert not any(each.mine for each in similar)
    assert all(each.mine for each in world.call("Maude", FindSimilar(name=name)))


def test_creating_is_audited(world: World) -> None:
    entity = create(world).acting.id
    rows = world.engine.database.rows(
        "select operation, account_id from audit where subject = 'organisation' and subject_id = ?", (entity,)
    )
    assert set(rows) == {("create-organisation", world.accounts["Maude"])}

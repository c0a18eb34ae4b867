"""The catalogue and a programme: looking creates nothing, and says what was filed (P1, P2, P4)."""

from dataclasses import replace
from typing import Any

import pytest

from portal_tui.contract.accounts import ActAs
from portal_tui.contract.applications import ListApplications
from portal_tui.contract.problems import NotFound
from portal_tui.contract.programmes import ListProgrammes, OpenProgramme, ProgrammeRow, ProgrammeView
from portal_tui.portals.definition import Closing, Hours, Operator, Programme, Window
from tests.decisions import demand_readable, failed, remedies
from tests.world import ANYBODY, VENUES, World, small_portal

NOV_8 = 1_794_114_000_000_000
"""2026-11-08 00:00 in Montréal: the first instant after the last minute of November 7."""


def like(code: str, title: str, **changes: Any) -> Programme:
    """A programme of one's own, with one task."""
    return replace(ANYBODY, code=code, title=title, **{"any_time": False, **changes})


PROGRAMMES = (
    like("closed", "Fermé", windows=(Window(opens="2026-01-01", closes="2026-02-01"),)),
    like("never", "Jamais ouvert"),
    like("closing", "En clôture", windows=(Window(closes="2026-02-01"),), closing=Closing()),
    like("soon-2", "Bientôt (décembre)", windows=(Window(opens="2026-12-01", closes="2026-12-31"),)),
    like("soon-1", "Bientôt (novembre)", windows=(Window(opens="2026-11-20"),)),
    ANYBODY,
    like("later", "Décembre", windows=(Window(opens="2026-10-01", closes="2026-12-01"),)),
    like("endless", "Sans fin", windows=(Window(opens="2026-10-01"),)),
    VENUES,
)


@pytest.fixture
def world() -> World:
    """Two people of a theatre, and one who only has a personal account."""
    operator = Operator(
        name="Exploitant",
        short_name="EXP",
        email="aide@example.org",
        phone="514 555-0141",
        hours=Hours(days=("monday", "friday"), opens="09:00", closes="16:30"),
    )
    world = World(small_portal(programmes=PROGRAMMES, operator=operator))
    for name in ("Maude", "Jean", "Guy"):
        world.person(name)
    world.organisation("Théâtre du Quai", Maude="primary", Jean="member")
    return world


def catalogue(world: World, name: str) -> dict[str, ProgrammeRow]:
    return {row.code: row for row in world.call(name, ListProgrammes())}


def opened(world: World, name: str, code: str = "30-44-00") -> ProgrammeView:
    return world.call(name, OpenProgramme(code=code))


def test_open_ones_by_deadline_then_always_then_soon_then_closed(world: World) -> None:
    assert [(row.code, row.opening) for row in world.call("Maude", ListProgrammes())] == [
        ("30-44-00", "open"),
        ("later", "open"),
        ("endless", "open"),
        ("any", "always"),
        ("soon-1", "soon"),
        ("soon-2", "soon"),
        ("closing", "closing-only"),
        ("closed", "closed"),
        ("never", "closed"),
    ]


def test_a_row_says_when_and_who_decides(world: World) -> None:
    row = catalogue(world, "Maude")["30-44-00"]
    assert (row.title.text, row.direction.text) == ("Aide aux lieux de diffusion", "Direction de la musique")
    assert row.closes_at == NOV_8
    assert row.start.allowed
    closed = catalogue(world, "Maude")["closed"]
    assert failed(closed.start) == ["still-open"]
    assert closed.start.reasons[0].params["closes_at"] == closed.closes_at
    for each in catalogue(world, "Guy").values():
        demand_readable(each.start)


def test_a_personal_account_is_shown_the_way(world: World) -> None:
    row = catalogue(world, "Guy")["30-44-00"]
    assert failed(row.start) == ["organisations-only"]
    assert row.start.reasons[0].params["kinds"] == ("Entreprise", "Association")
    assert catalogue(world, "Guy")["any"].start.allowed


def test_a_programme_says_all_that_it_takes(world: World) -> None:
    view = opened(world, "Maude")
    assert view.summary.text == "Pour les lieux de 500 places au plus."
    assert [kind.text for kind in view.applicants] == ["Entreprise", "Association"]
    assert not view.persons
    assert opened(world, "Maude", "any").persons
    assert [(task.key, task.mandatory) for task in view.tasks] == [
        ("request", True),
        ("documents", True),
        ("declaration", True),
        ("notes", False),
        ("communications", False),
    ]
    assert (view.contact.name.text, view.contact.email) == ("Direction de la musique", "m@example.org")
    assert (view.contact.phone, view.contact.hours and view.contact.hours.days) == (
        "514 555-0141",
        ("monday", "friday"),
    )


def test_what_is_not_translated_comes_marked_with_its_language(world: World) -> None:
    world.engine.database.connection.execute("update accounts set language = 'en'")
    view = opened(world, "Maude")
    assert (view.row.title.text, view.row.title.language) == ("Support for venues", "en")
    assert view.summary.language == "fr-CA"


def test_a_programme_that_is_not_there(world: World) -> None:
    with pytest.raises(NotFound) as refusal:
        opened(world, "Maude", "nowhere")
    assert refusal.value.problem.params == {"programme": "nowhere"}


def test_looking_creates_nothing(world: World) -> None:
    before = world.engine.database.rows("select count(*) from audit, changes")
    opened(world, "Maude")
    world.call("Maude", ListProgrammes())
    assert world.engine.database.rows("select count(*) from audit, changes") == before
    assert world.call("Maude", ListApplications()).items == ()


# What was filed


def test_filed_and_drafts_are_those_that_the_list_shows(world: World) -> None:
    sent, draft = world.application("Jean"), world.application("Jean")
    world.application("Maude")
    deleted = world.application("Jean")
    run = world.engine.database.connection.execute
    run("update applications set state = 'sent', round = 1 where id = ?", (sent,))
    run("update applications set deleted_at = 1 where id = ?", (deleted,))
    admin, member = (catalogue(world, name)["30-44-00"] for name in ("Maude", "Jean"))
    assert (admin.filed, admin.drafts) == (1, 2)
    assert (member.filed, member.drafts) == (1, 1)
    assert catalogue(world, "Maude")["any"].drafts == 0
    assert [each.application_id for each in opened(world, "Jean").mine] == [draft, sent]


def test_counts_are_of_the_entity_that_one_acts_as(world: World) -> None:
    world.application("Maude", "any")
    world.organisation("Éditions du Nord", Maude="primary")
    assert catalogue(world, "Maude")["any"].drafts == 0
    world.call("Maude", ActAs(entity_id=world.organisations["Théâtre du Quai"]))
    assert catalogue(world, "Maude")["any"].drafts == 1


def test_a_colleagues_application_is_shown_to_a_plain_member(world: World) -> None:
    """P4, T5: who, when, status, and nothing else; it stops nothing."""
    application = world.application("Maude")
    view = opened(world, "Jean")
    (colleague,) = view.colleagues
    assert (colleague.application_id, colleague.owner, colleague.state) == (application, "Maude Roy", "draft")
    assert (colleague.number, colleague.changed_at) == ("2026-000001", world.clock.now())
    assert view.mine == ()
    decision = view.decisions["start-application"]
    assert decision.allowed
    assert decision.checks[-1].code == "colleagues-application"
    demand_readable(decision)
    own = opened(world, "Maude")
    assert (len(own.mine), own.colleagues) == (1, ())
    assert all(check.code != "colleagues-application" for check in own.decisions["start-application"].checks)


def test_the_latest_of_several_is_named(world: World) -> None:
    world.application("Maude")
    world.clock.advance(60)
    latest = world.application("Maude")
    check = opened(world, "Jean").decisions["start-application"].checks[-1]
    assert (check.params["count"], check.params["number"]) == (2, "2026-000002")
    assert check.remedies[0].arguments == {"application_id": latest}


def test_a_member_of_nothing_acts_personally_again(world: World) -> None:
    """Whoever was removed acts as themselves, whatever the account remembers."""
    world.engine.database.connection.execute(
        "delete from memberships where account_id = ?", (world.accounts["Jean"],)
    )
    start = catalogue(world, "Jean")["30-44-00"].start
    assert failed(start) == ["organisations-only"]
    assert [remedy.screen for remedy in remedies(start, "organisations-only")] == [
        "new-organisation",
        "join-organisation",
    ]

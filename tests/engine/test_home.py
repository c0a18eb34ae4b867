"""What needs me now, and where else to look (T1, T9, C4)."""

import pytest

from portal_tui.contract.accounts import ActAs, ChooseLanguage
from portal_tui.contract.applications import AddCollaborator, DeleteApplication, Explain, ListApplications
from portal_tui.contract.discussion import DepositOfficial, MarkRead, NewFile, OpenThread, ReadDiscussion
from portal_tui.contract.finding import LookElsewhere, ReadHome
from portal_tui.contract.staff import RequestChanges
from portal_tui.rules.deadlines import ends
from tests.engine.theatre import bring_to, opened, ready, send, sent, task_of, theatre
from tests.engine.uploads.files import pdf
from tests.world import DAY, World


@pytest.fixture
def world() -> World:
    return theatre()


def home(world: World, person: str) -> list[tuple[str, int | None]]:
    return [(item.code, item.application_id) for item in world.call(person, ReadHome())]


def closes_at(world: World) -> int:
    return ends("2026-11-07T23:59", world.engine.definitions.zone)


def test_unread_comes_first_then_what_is_due_soonest(world: World) -> None:
    drafted = world.application("Maude", "30-44-00")
    complete = ready(world)
    corrected = sent(world)
    bring_to(world, corrected, "under-review")
    world.call(
        "Zoé",
        RequestChanges(
            application_id=corrected,
            expected="under-review",
            explanation="Plan?",
            due_at=world.clock.now() + DAY,
        ),
    )
    asked = sent(world)
    opening = OpenThread(application_id=asked, subject="Plan", body="?")
    thread = world.call("Zoé", opening).threads[0]
    assert home(world, "Maude") == [("unread", asked), ("changes-requested", corrected), ("ready", complete)]
    world.at(closes_at(world) - 14 * DAY)
    assert ("deadline", drafted) in home(world, "Maude")
    first = world.call("Maude", ReadHome())[0]
    assert (first.count, first.entity, first.programme) == (1, "Théâtre du Quai", "Bourses")
    message = world.call("Maude", ReadDiscussion(application_id=asked)).threads[0].messages[-1]
    world.call("Maude", MarkRead(thread_id=thread.id, message_id=message.id))
    world.at(closes_at(world))
    assert home(world, "Maude") == [("changes-requested", corrected), ("ready", complete)]
    assert home(world, "Zoé") == []


def test_official_documents_and_an_unconfirmed_address(world: World) -> None:
    application = world.application("Maude", "30-44-00")
    world.engine.database.connection.execute("update tasks set state = 'complete'")
    send(world, "Maude", application)
    task = task_of(world, "Maude", application, "communications").id
    world.call("Zoé", DepositOfficial(task_id=task, files=(NewFile(name="a.pdf", content=pdf()),)))
    assert home(world, "Maude") == [("official", application)]
    world.person("Ève", confirmed=False)
    assert home(world, "Ève") == [("confirm", None)]


def test_home_is_across_my_entities_and_for_those_who_take_part(world: World) -> None:
    application = ready(world)
    add = AddCollaborator(application_id=application, account_id=world.accounts["Jean"], access="view")
    world.call("Maude", add)
    world.organisation("Collectif", Maude="primary")
    other = ready(world)
    assert set(home(world, "Maude")) == {("ready", application), ("ready", other)}
    entities = {item.entity for item in world.call("Maude", ReadHome())}
    assert entities == {"Théâtre du Quai", "Collectif"}
    assert home(world, "Jean") == []
    assert home(world, "Paul") == []
    world.call("Maude", DeleteApplication(application_id=other))
    assert home(world, "Maude") == [("ready", application)]


def elsewhere(world: World, person: str, filter: str = "") -> list[tuple[str, str, int]]:
    found = world.call(person, LookElsewhere(filter=filter))
    return [(each.code, each.name, each.count) for each in found]


def test_another_of_my_entities_has_it(world: World) -> None:
    ready(world)
    world.organisation("Collectif", Maude="primary")
    assert elsewhere(world, "Maude") == [("entity", "Théâtre du Quai", 1)]
    found = world.call("Maude", LookElsewhere(filter="bourses"))
    assert [(each.code, each.count) for each in found] == [("entity", 1)]
    assert found[0].entity_id is not None
    world.call("Maude", ActAs(entity_id=found[0].entity_id))
    assert len(world.call("Maude", ListApplications()).items) == 1
    assert elsewhere(world, "Maude", "introuvable") == [("filter", "", 1)]


def test_three_colleagues_applications_are_named_and_the_others_counted(world: World) -> None:
    for _ in range(5):
        ready(world)
    assert elsewhere(world, "Jean") == [
        ("not-collaborator", "", 5),
        *[("colleague", "Maude Tremblay", 1)] * 3,
        ("more-colleagues", "", 2),
    ]


def test_colleagues_have_them_and_i_do_not_collaborate(world: World) -> None:
    ready(world)
    ready(world, "Lise")
    ready(world, "Lise")
    assert elsewhere(world, "Jean") == [
        ("not-collaborator", "", 3),
        ("colleague", "Lise Gagnon", 1),
        ("colleague", "Lise Gagnon", 1),
        ("colleague", "Maude Tremblay", 1),
    ]
    assert elsewhere(world, "Jean", "tremblay") == [
        ("not-collaborator", "", 1),
        ("colleague", "Maude Tremblay", 1),
    ]
    _, maudes = world.call("Jean", LookElsewhere(filter="tremblay"))
    assert maudes.application_id is not None
    asked = world.call("Jean", Explain(application_id=maudes.application_id, action="open-task"))
    assert [remedy.code for check in asked.reasons for remedy in check.remedies] == [
        "ask-to-be-added",
        "ask-administrator-to-be-added",
    ]
    assert elsewhere(world, "Jean", "introuvable") == []
    assert elsewhere(world, "Paul", "introuvable") == [("filter", "", 3)]


def test_a_deleted_one_and_no_organisation_at_all(world: World) -> None:
    application = ready(world)
    world.call("Maude", DeleteApplication(application_id=application))
    assert elsewhere(world, "Maude") == [("deleted", "", 1)]
    assert elsewhere(world, "Maude", "bourses") == [("deleted", "", 1)]
    assert elsewhere(world, "Maude", "diffusion") == []
    world.person("Ève")
    assert elsewhere(world, "Ève") == [("not-member", "", 0)]


def test_a_language_hides_nothing_but_untranslated_titles_keep_their_words(world: World) -> None:
    """A title is found in every language that it has; what has one language only is said to."""
    world.application("Maude", "30-44-00")
    ready(world)
    world.call("Maude", ChooseLanguage(language="en"))
    (row,) = world.call("Maude", ListApplications(filter="support")).items
    assert row.programme == "Support for venues"
    assert len(world.call("Maude", ListApplications(filter="diffusion")).items) == 1
    assert elsewhere(world, "Maude", "scholarship") == [("filter", "", 2), ("language", "", 1)]
    world.call("Maude", ChooseLanguage(language="fr-FR"))
    assert elsewhere(world, "Maude", "scholarship") == [("filter", "", 2)]
    assert opened(world, "Maude", row.id).programme.language == "fr-CA"

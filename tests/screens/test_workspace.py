"""The workspace: what is to be done, doing it, sending it, talking about it (T2, T3, T8, T9, C1)."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events

from portal_tui.contract.applications import FindApplication, SendApplication
from portal_tui.contract.discussion import OpenThread, ReadDiscussion
from portal_tui.contract.operation import Operation, name_of
from portal_tui.contract.staff import BeginReview, RequestChanges
from portal_tui.contract.tasks import AddDocument, Change, CompleteTask, OpenTask, ReopenTask, SaveAnswers
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.database import Database
from portal_tui.screens.conflict import ConflictScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.pick_file import PickFileScreen
from portal_tui.screens.receipt import ReceiptScreen
from portal_tui.screens.review import ReviewScreen
from portal_tui.screens.timeline import TimelineScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.driver import person
from tests.engine.uploads.files import pdf
from tests.stage import Instead, interface, theatre
from tests.world import World

VENUES, SENT, DRAFT, JEANS = (f"2026-{number:06}" for number in range(1, 5))


@pytest.fixture
def world() -> Iterator[World]:
    """The theatre's evening."""
    world = theatre()
    yield world
    world.engine.close()


def workspace(world: World, number: str, given_name: str = "Maude", **options: Any) -> Any:
    """The interface on one application's workspace."""
    return person(interface(world, given_name, start="application", arguments={"number": number}), **options)


def task_id(world: World, number: str, given_name: str = "Maude", at: int = 0) -> int:
    return world.call(given_name, FindApplication(number=number)).tasks[at].id


def answers(world: World, number: str, given_name: str = "Maude") -> dict[str, Any]:
    return world.call(given_name, OpenTask(task_id=task_id(world, number, given_name))).answers


async def test_it_says_what_is_to_be_done_and_why_it_cannot_be_sent(world: World) -> None:
    async with workspace(world, VENUES) as maude:
        await maude.sees(
            "BROUILLON — pas encore envoyée",
            "0 sur 3 obligatoires *",
            "● * Formulaire de demande",
            "○ * Documents",
            "Envoyer désactivé F1 pourquoi",
            "Formulaire de demande, Documents et Déclaration",
        )
        await maude.presses("app.explain")
        await maude.is_on(ExplainScreen)
        await maude.sees("Pourquoi ne puis-je pas envoyer cette demande?")


async def test_in_a_field_all_about_it_is_said_before_why_it_cannot_be_sent(world: World) -> None:
    async with workspace(world, DRAFT) as maude:
        await maude.sees("Titre du projet")
        await maude.presses("workspace.complete")
        await maude.sees("✗ Ce champ est requis.")
        await maude.presses("app.explain")
        await maude.is_on(ExplainScreen)
        said = maude.screen
        assert said.index("* champ requis") < said.index("Pourquoi ne puis-je pas envoyer cette demande?")
        assert "✗  Ce champ est requis." in said


async def test_the_task_has_the_room_while_there_is_nothing_to_discuss(world: World) -> None:
    async with workspace(world, DRAFT) as maude:
        await maude.sees("Une discussion porte")
        pane = maude.app.screen.query_one("#discussion")
        assert not pane.region, "why there is none is said below the tasks"
        await maude.presses("workspace.discussion")
        await maude.until(lambda: bool(pane.region), "the pane to be shown")


async def test_what_is_typed_is_saved_by_itself(world: World) -> None:
    async with workspace(world, DRAFT) as maude:
        await maude.sees("Titre du projet")
        await maude.presses("checklist.enter")
        await maude.types("Saison des voix")
        await maude.sees("✓ enregistré")
        await maude.until(
            lambda: answers(world, DRAFT) == {"title": "Saison des voix"}, "the title to be stored"
        )


async def test_a_save_asks_again_for_no_more_than_it_may_have_changed(world: World) -> None:
    """On a bad connection each question counts: the list below waits until it is seen."""
    async with person(interface(world)) as maude:
        await maude.opens(DRAFT)
        backend = maude.app.session.backend
        assert isinstance(backend, Instead)
        backend.asked.clear()

        def asked() -> set[str]:
            return {name_of(operation) for operation in backend.asked}

        await maude.presses("checklist.enter")
        await maude.types("Saison des voix")
        await maude.until(lambda: {"open-application", "open-task"} <= asked(), "the change to come back")
        await maude.rests()
        assert asked() == {"save-answers", "open-application", "open-task"}
        await maude.presses("app.back", "app.back")
        await maude.until(lambda: "list-applications" in asked(), "the list to be read")


async def test_a_task_is_completed_only_when_it_is_valid_and_then_all_is_sent(world: World) -> None:
    async with workspace(world, DRAFT) as maude:
        await maude.sees("Titre du projet")
        await maude.presses("workspace.complete")
        await maude.sees("✗ Ce champ est requis.")
        await maude.types("Saison des voix")
        await maude.strikes("tab")
        await maude.types("640")
        await maude.strikes("tab")
        await maude.sees("500")
        await maude.strikes("shift+tab")
        await maude.strikes("ctrl+u")
        await maude.types("312")
        await maude.strikes("tab", "space")
        await maude.presses("workspace.complete")
        await maude.sees("✓ complète", "Tout est complet")
        await maude.presses("workspace.send")
        await maude.is_on(ReviewScreen)
        await maude.sees("Relire avant d’envoyer", "Saison des voix", "312")
        await maude.presses("review.send")
        await maude.is_on(ReceiptScreen)
        await maude.sees(DRAFT)
    view = world.call("Maude", FindApplication(number=DRAFT))
    assert (view.state, view.round) == ("sent", 1)


async def test_who_does_not_take_part_sees_why_and_what_to_do(world: World) -> None:
    async with workspace(world, JEANS, "Lise") as lise:
        await lise.sees(JEANS)
        await lise.sees_no("Titre du projet")
        await lise.presses("app.explain")
        await lise.chooses("M’ajouter à la demande")
        await lise.sees("Titre du projet")


async def test_a_sent_application_is_read_only_and_says_so(world: World) -> None:
    async with workspace(world, SENT) as maude:
        await maude.sees("Envoyée, tour 1", "Lecture seule")
        await maude.presses("workspace.receipt")
        await maude.is_on(ReceiptScreen)


async def test_others_changes_come_in_without_moving_the_cursor(world: World, tmp_path: Path) -> None:
    path = str(tmp_path / "portal.db")
    shared = theatre(path)
    async with workspace(shared, DRAFT) as maude:
        await maude.sees("Titre du projet")
        await maude.presses("checklist.enter")
        await maude.types("De Maude")
        await maude.until(lambda: answers(shared, DRAFT) == {"title": "De Maude"}, "the title to be stored")
        other = Engine(Database(path), clock=shared.clock, ids=CountedIds(900_000))
        task = other.call(OpenTask(task_id=task_id(shared, DRAFT)), shared.session("Maude"))
        change = Change(pointer="/summary", value="Écrit ailleurs")
        other.call(
            SaveAnswers(task_id=task.row.id, changes=(change,), revision=task.revision),
            shared.session("Maude"),
        )
        other.close()
        await maude.sees("Écrit ailleurs")
        await maude.types("!")
        await maude.until(
            lambda: answers(shared, DRAFT).get("title") == "De Maude!", "the cursor to have stayed"
        )
    shared.engine.close()


async def test_a_key_is_not_lost_to_what_was_read_before_it(world: World) -> None:
    """T8: what another program did is read while a key is on its way to the one who saves it."""
    async with workspace(world, DRAFT) as maude:
        await maude.sees("Titre du projet")
        await maude.presses("checklist.enter")
        await maude.types("Saiso")
        await maude.sees("✓ enregistré")
        screen = maude.app.screen
        assert isinstance(screen, WorkspaceScreen)
        before = world.call("Maude", OpenTask(task_id=task_id(world, DRAFT)))
        view = screen.task_pane.form_view
        assert view is not None
        view.answer("/title", "Saison")
        screen.take_others(before)
        assert view.answers["title"] == "Saison"
        await maude.until(lambda: answers(world, DRAFT).get("title") == "Saison", "it to be saved")
        assert view.answers["title"] == "Saison"


async def test_keys_in_one_burst_out_of_a_form_stay_in_order(world: World) -> None:
    async with workspace(world, VENUES) as maude:
        await maude.sees("0 sur 3 obligatoires *")
        await maude.presses("checklist.enter")
        await maude.sees("Nom")
        for key in ("escape", "down", "enter"):
            maude.app.post_message(events.Key(key, None))
        await maude.sees("aucun fichier")


async def test_the_same_field_changed_elsewhere_is_asked_about(world: World) -> None:
    async with workspace(world, DRAFT) as maude:
        await maude.sees("Titre du projet")
        task = world.call("Maude", OpenTask(task_id=task_id(world, DRAFT)))
        await maude.presses("checklist.enter")
        await maude.types("X")
        world.call(
            "Maude",
            SaveAnswers(
                task_id=task.row.id,
                changes=(Change(pointer="/title", value="Ailleurs"),),
                revision=task.revision,
            ),
        )
        await maude.is_on(ConflictScreen)
        await maude.sees("Deux réponses pour", "Titre du projet", "1 Garder la mienne X", "Ailleurs")
        await maude.chooses("Garder la mienne")
        await maude.until(lambda: answers(world, DRAFT) == {"title": "X"}, "mine to be stored")


async def test_a_letter_typed_while_anothers_change_arrives_is_kept_and_asked_about(world: World) -> None:
    """T8: in the instant in which a save brings the other's title, a letter is typed into it."""
    async with workspace(world, DRAFT) as maude:
        await maude.sees("Titre du projet")
        screen = maude.app.screen
        assert isinstance(screen, WorkspaceScreen)
        view, saver = screen.task_pane.form_view, screen.saver
        assert view is not None
        assert saver is not None
        backend = maude.app.session.backend
        call = backend.call

        async def typing(operation: Any) -> Any:
            if not isinstance(operation, SaveAnswers):
                return await call(operation)
            backend.call = call
            other = SaveAnswers(
                task_id=operation.task_id,
                changes=(Change(pointer="/title", value="Ailleurs"),),
                revision=operation.revision,
            )
            world.call("Maude", other)
            answer = await call(operation)
            view.answer("/title", "X")  # the form has it; whoever saves it is told after this answer
            return answer

        backend.call = typing
        view.answer("/places", 12)
        await maude.is_on(ConflictScreen)
        await maude.sees("Deux réponses pour", "Titre du projet", "1 Garder la mienne X", "Ailleurs")
        await maude.chooses("Garder la mienne")
        await maude.until(lambda: answers(world, DRAFT) == {"title": "X", "places": 12}, "mine to be stored")
        assert view.answers == {"title": "X", "places": 12}


async def test_a_task_that_was_read_between_two_states_is_read_again(world: World) -> None:
    """Sent and given back while another screen lay above: it isn't left as it was in between."""
    world.person("Zoé", "Dubé", staff=True)
    application = world.call("Maude", FindApplication(number=SENT)).id

    def give_back() -> None:
        for step, expected in ((BeginReview, "sent"), (RequestChanges, "under-review")):
            world.call("Zoé", step(application_id=application, expected=expected, explanation="Le titre?"))

    give_back()
    async with workspace(world, SENT) as maude:
        await maude.sees("remettre en cours")
        below = maude.app.screen
        assert isinstance(below, WorkspaceScreen)
        await maude.presses("workspace.timeline")
        await maude.is_on(TimelineScreen)
        for each in (ReopenTask, CompleteTask):
            world.call("Maude", each(task_id=task_id(world, SENT)))
        world.call("Maude", SendApplication(application_id=application))
        await maude.until(lambda: not _may_be_written(below), "the task to be read as it was sent")
        give_back()
        await maude.presses("app.back")
        await maude.is_on(WorkspaceScreen)
        await maude.sees("remettre en cours")


def _may_be_written(screen: WorkspaceScreen) -> bool:
    task = screen.task_pane.task_view
    return task is not None and task.decisions["save-answers"].allowed


async def test_a_file_is_attached_by_its_path(world: World, tmp_path: Path) -> None:
    (tmp_path / "etats.pdf").write_bytes(pdf())
    (tmp_path / "notes.txt").write_text("ceci n’est pas un PDF")
    async with workspace(world, VENUES) as maude:
        await maude.sees("Documents")
        await maude.presses("checklist.down", "checklist.enter")
        await maude.sees("États financiers", "aucun fichier")
        await maude.presses("slots.choose")
        await maude.is_on(PickFileScreen)
        await maude.types(f"{tmp_path}/no")
        await maude.presses("files.complete")
        await maude.strikes("enter")
        await maude.sees("PDF, PNG")
        await maude.presses("slots.choose")
        await maude.fills("path", f"{tmp_path}/et")
        await maude.presses("files.complete")
        await maude.strikes("enter")
        await maude.sees("✓ * États financiers", "etats.pdf")


async def test_a_file_is_seen_to_be_on_its_way(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a slow line; refused or taken, it is no longer."""
    (tmp_path / "etats.pdf").write_bytes(pdf())
    (tmp_path / "notes.txt").write_text("ceci n’est pas un PDF")
    app = interface(world, start="application", arguments={"number": VENUES})
    arrived = asyncio.Event()
    backend = app.session.backend
    answer = backend.call

    async def slow(operation: Operation[Any]) -> Any:
        if isinstance(operation, AddDocument):
            await arrived.wait()
        return await answer(operation)

    monkeypatch.setattr(backend, "call", slow)
    async with person(app) as maude:
        await maude.sees("Documents")
        await maude.presses("checklist.down", "checklist.enter")
        await maude.sees("États financiers", "aucun fichier")
        for name, said in (("notes.txt", "PDF, PNG"), ("etats.pdf", "✓ * États financiers")):
            arrived.clear()
            await maude.presses("slots.choose")
            await maude.fills("path", str(tmp_path / name))
            await maude.strikes("enter")
            await maude.sees(f"envoi de {name}…")
            arrived.set()
            await maude.sees(said)
            await maude.sees_no(f"envoi de {name}…")


async def test_the_discussion_is_answered(world: World, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(pdf())
    world.person("Zoé", "Dubé", staff=True)
    sent = world.call("Maude", FindApplication(number=SENT))
    async with workspace(world, SENT) as maude:
        await maude.sees("Discussion")
        world.call("Zoé", OpenThread(application_id=sent.id, subject="Salle B", body="Combien de places?"))
        await maude.sees("Combien de places?", "1 non lu")
        await maude.presses("workspace.discussion")
        await maude.types("Elle en a 312.")
        await maude.presses("talk.attach")
        await maude.is_on(PickFileScreen)
        await maude.fills("path", str(tmp_path / "plan.pdf"))
        await maude.strikes("enter")
        await maude.sees("plan.pdf")
        await maude.presses("talk.send")
        await maude.sees("Elle en a 312.", "pj plan.pdf")
    thread = world.call("Zoé", ReadDiscussion(application_id=sent.id)).threads[0]
    assert [message.body for message in thread.messages] == ["Combien de places?", "Elle en a 312."]


async def test_who_waits_for_a_question_answers_it_as_soon_as_it_is_there(world: World) -> None:
    world.person("Zoé", "Dubé", staff=True)
    sent = world.call("Maude", FindApplication(number=SENT))
    async with workspace(world, SENT) as maude:
        await maude.sees("Discussion")
        await maude.presses("workspace.discussion")
        world.call("Zoé", OpenThread(application_id=sent.id, subject="Salle B", body="Combien de places?"))
        await maude.sees("Combien de places?", "Répondre…")
        await maude.types("Elle en a 312.")
        await maude.presses("talk.send")
        await maude.sees("Elle en a 312.", "Vous")


async def test_a_change_told_of_while_another_task_is_being_opened_does_not_keep_it_shut(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = interface(world, start="application", arguments={"number": VENUES})
    ask, told = app.session.backend.call, asyncio.Event()
    documents = task_id(world, VENUES, at=1)

    async def open_late(operation: Any) -> Any:
        if operation == OpenTask(task_id=documents):
            await told.wait()
        return await ask(operation)

    async with person(app) as maude:
        await maude.is_on(WorkspaceScreen)
        await maude.rests()
        monkeypatch.setattr(app.session.backend, "call", open_late)
        screen = app.screen
        assert isinstance(screen, WorkspaceScreen)
        screen.open_task(documents)
        screen.look_again()
        told.set()
        await maude.until(lambda: opened(screen) == documents, "the other task to be opened")


def opened(screen: WorkspaceScreen) -> int | None:
    """The task that is shown."""
    task = screen.task_pane.task_view
    return task.row.id if task is not None else None


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_one_pane_at_a_time_where_there_is_no_room(world: World, size: tuple[int, int]) -> None:
    async with workspace(world, DRAFT, size=size) as maude:
        await maude.is_on(WorkspaceScreen)
        await maude.sees("Formulaire", "Envoyer")
        await maude.presses("checklist.enter")
        await maude.sees("Titre du projet")
        await maude.strikes("escape")
        await maude.sees("Formulaire")

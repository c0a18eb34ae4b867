"""Loading a portal anew: what stays as an application began, and what is today's (P5)."""

from dataclasses import replace
from typing import Any

import pytest

from portal_tui.contract.applications import ListApplications, ReviewApplication
from portal_tui.contract.tasks import OpenTask
from portal_tui.engine.portal_loading import load_portal
from portal_tui.portals.definition import Window
from portal_tui.rules.deadlines import ends
from tests.engine.theatre import opened, sent, theatre
from tests.world import ANYBODY, FORM, VENUES, World, small_portal


@pytest.fixture
def world() -> World:
    return theatre()


def load(world: World, **changes: Any) -> None:
    with world.engine.database.writing():
        load_portal(world.work(), small_portal(**changes), demonstration=True)


def test_a_deadline_that_is_moved_is_moved_for_drafts(world: World) -> None:
    application, other = world.application("Maude", "30-44-00"), sent(world)
    zone = world.engine.definitions.zone
    assert opened(world, "Maude", application).deadline_at == ends("2026-11-07T23:59", zone)
    moved = replace(VENUES, windows=(Window(opens="2026-10-07", closes="2026-11-30"),))
    load(world, programmes=(moved, ANYBODY))
    assert opened(world, "Maude", application).deadline_at == ends("2026-11-30", zone)
    rows = world.call("Maude", ListApplications(sort="deadline", descending=False)).items
    assert [(row.id, row.deadline_at) for row in rows] == [
        (application, ends("2026-11-30", zone)),
        (other, None),
    ]


def test_tasks_and_forms_stay_as_the_application_began(world: World) -> None:
    application = world.application("Maude", "any", request={"title": "Saison"})
    shorter = replace(ANYBODY, tasks=(replace(ANYBODY.tasks[0], title="Nouveau formulaire"),))
    renamed = {**FORM, "jsonSchema": {**FORM["jsonSchema"], "required": []}}
    load(world, programmes=(VENUES, shorter), forms={"request": renamed})
    (task,) = opened(world, "Maude", application).tasks
    assert task.title.text == "Formulaire"
    assert len(world.call("Maude", OpenTask(task_id=task.id)).problems) == 2
    fresh = world.application("Maude", "any")
    (task,) = opened(world, "Maude", fresh).tasks
    assert task.title.text == "Nouveau formulaire"
    assert world.call("Maude", OpenTask(task_id=task.id)).problems == ()
    review = world.call("Maude", ReviewApplication(application_id=application))
    assert '"required":["title"' in review.tasks[0].form.replace(" ", "")

"""Every decision about an application where a register decides: rights instead of owning (T3-T5, R6, R7)."""

from collections.abc import Callable
from itertools import product

import msgspec
import pytest

from portal_tui.contract.decisions import Check, Decision
from portal_tui.contract.register import RIGHTS, Right
from portal_tui.rules import discussion, drafts, people, reuse, sending, starting, tasks
from portal_tui.rules.facts import ApplicationFacts, Viewer
from portal_tui.rules.register import Person, every_use, most_of
from portal_tui.rules.windows import Intake
from tests.decisions import demand_readable, failed, remedies

from .facts import DONE, MEMBER, NOW, application
from .register_people import BY_FUNCTION, CONSULTANT, but, place
from .register_table import LETS

NEEDS: dict[str, tuple[Callable[[ApplicationFacts, Viewer], Decision], str]] = {
    "open-task": (tasks.may_read_content, "read"),
    "save-answers": (lambda facts, viewer: tasks.may_edit_task(facts, viewer, DONE), "edit"),
    "export-answers": (lambda facts, viewer: reuse.may_export(facts, viewer, DONE), "read"),
    "send-application": (sending.may_send, "send"),
    "delete-application": (drafts.may_delete, "send"),
    "withdraw-application": (drafts.may_withdraw, "send"),
    "restore-application": (drafts.may_restore, "send"),
    "reply": (discussion.may_reply, "edit"),
}
"""Each act, with the use that it takes."""
PEOPLE: tuple[Callable[[ApplicationFacts, Viewer], Decision], ...] = (
    people.may_take_ownership,
    lambda facts, viewer: people.may_hand_over(facts, viewer, to=MEMBER),
    lambda facts, viewer: people.may_add_collaborator(facts, viewer, who=MEMBER),
    lambda facts, viewer: people.may_remove_collaborator(facts, viewer, who=MEMBER),
)
HOLDERS = [*(person for name, person in BY_FUNCTION.items() if name != "operator"), CONSULTANT]


def viewer_of(person: Person) -> Viewer:
    """With no part in the application but by right; its owner, which gives nothing (T3)."""
    return Viewer(
        account_id=1,
        name=person.name,
        standing=person.standing,
        access="owner",
        uses=every_use(place(), person),
    )


@pytest.mark.parametrize(("action", "right"), product(NEEDS, (None, *RIGHTS)))
def test_a_right_lets_do_it_and_owning_doesn_t(action: str, right: Right | None) -> None:
    rule, use = NEEDS[action]
    state = "under-review" if action == "withdraw-application" else "draft"
    deleted = {"deleted_at": NOW - 5} if action == "restore-application" else {}
    for person in HOLDERS:
        decision = rule(application(state=state, **deleted), viewer_of(but(person, right=right)))
        assert decision.action == action
        assert decision.allowed == (right is not None and use in LETS[right]), person.name
        demand_readable(decision)


@pytest.mark.parametrize("right", (None, *RIGHTS))
def test_a_deleted_draft_is_restored_by_who_may_send(right: Right | None) -> None:
    """T14: others are told whom to ask."""
    for person in HOLDERS:
        decision = sending.may_send(application(deleted_at=NOW - 5), viewer_of(but(person, right=right)))
        (way,) = remedies(decision, "not-deleted")
        sends = right is not None and "send" in LETS[right]
        assert (way.code == "restore") == sends
        demand_readable(decision)


@pytest.mark.parametrize(("decide", "right"), product(PEOPLE, (None, *RIGHTS)))
def test_people_are_those_of_the_register(
    decide: Callable[[ApplicationFacts, Viewer], Decision], right: Right | None
) -> None:
    """T3: whatever somebody is."""
    for person in HOLDERS:
        decision = decide(application(), viewer_of(but(person, right=right)))
        assert failed(decision) == ["people-by-register"]
        first = remedies(decision, "people-by-register")[0]
        gives = person in (BY_FUNCTION["local-manager"], BY_FUNCTION["deputy"])
        assert (first.code == "give-rights") == gives
        demand_readable(decision)


@pytest.mark.parametrize(("right", "transmits"), product((None, *RIGHTS), (False, True)))
def test_the_most_that_a_right_lets_do(right: Right | None, transmits: bool) -> None:
    """T3, R6, R7: the last of reading, editing and sending that is allowed."""
    there = msgspec.structs.replace(place(), mandatary_transmits=transmits)
    uses = every_use(there, but(CONSULTANT, right=right))
    allowed = [use for use in ("read", "edit", "send") if all(check.holds for check in uses[use])]
    assert most_of(right, mandatary_transmits=transmits) == (allowed[-1] if allowed else None)


@pytest.mark.parametrize("right", (None, *RIGHTS))
def test_beginning_takes_a_right_that_writes(right: Right | None) -> None:
    """R6: besides what every programme asks."""
    programme = starting.ProgrammeFacts(
        code="PRIMEAU",
        title="PRIMEAU",
        applicants=("municipality",),
        kinds=("Municipalité",),
        intake=Intake(opening="always"),
        time_zone="America/Toronto",
        desk="Direction",
    )
    town = starting.Entity(id=50, name="Sainte-Colombe", kind="municipality")
    for person in HOLDERS:
        viewer = msgspec.structs.replace(viewer_of(but(person, right=right)), uses=None)
        checks: tuple[Check, ...] = every_use(place(), but(person, right=right))["create"]
        decision = starting.may_start(programme, viewer, acting=town, entities=(town,), right=checks)
        assert decision.allowed == (right is not None and "create" in LETS[right])
        demand_readable(decision)

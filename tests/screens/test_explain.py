"""One key from any refusal to its reasons, and from each reason to what lifts it (E0, H4)."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import msgspec
import pytest

from portal_tui.contract.applications import AskPerson, Explain, FindApplication
from portal_tui.contract.decisions import Check, Decision, Remedy
from portal_tui.contract.problems import Refused, TooMany
from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.confirm import ConfirmScreen
from portal_tui.screens.explain import ExplainScreen
from tests.driver import Person, person
from tests.stage import Instead, interface, theatre
from tests.world import World

JEANS = "2026-000004"


@pytest.fixture
def world() -> Iterator[World]:
    """The theatre's evening: Jean's draft isn't complete, and Maude administers."""
    world = theatre()
    yield world
    world.engine.close()


def why_not_send(world: World) -> tuple[Explain, Decision]:
    """Why Maude can't send Jean's draft."""
    application = world.call("Maude", FindApplication(number=JEANS))
    question = Explain(application_id=application.id, action="send-application")
    return question, world.call("Maude", question)


@asynccontextmanager
async def asking(
    world: World, decision: Decision | None = None, **instead: object
) -> AsyncIterator[tuple[Person, Instead]]:
    """Maude, before the explanation why she can't send Jean's draft (or of another decision)."""
    question, refusal = why_not_send(world)
    answers = {name.replace("_", "-"): answer for name, answer in instead.items()}
    app = interface(world, start="applications", instead=answers)
    async with person(app) as maude:
        await maude.sees(JEANS)
        backend = app.session.backend
        assert isinstance(backend, Instead)
        app.explain(decision or refusal, application_id=question.application_id, again=question)
        await maude.is_on(ExplainScreen)
        yield maude, backend


async def test_it_says_every_reason_its_remedies_and_what_is_in_order(world: World) -> None:
    async with asking(world) as (maude, _):
        await maude.sees(
            "Pourquoi ne puis-je pas envoyer cette demande?",
            "✗ Seule la personne propriétaire peut le faire. C’est Jean Roy.",
            "1 Vous administrez Théâtre du Quai",
            "2 Demander à Jean Roy d’envoyer la demande",
            "✗ Une tâche obligatoire",
            "3 Aller à la tâche «\u00a0Formulaire\u00a0»",
            "✓ Votre adresse courriel est confirmée.",
        )
        await maude.presses("dialog.close")
        await maude.is_on(ApplicationsScreen)


async def test_a_remedy_that_this_person_can_do_is_done_and_the_decision_asked_anew(world: World) -> None:
    _, refusal = why_not_send(world)
    left = msgspec.structs.replace(refusal, checks=refusal.reasons[1:])
    async with asking(world, take_ownership=None, explain=left) as (maude, backend):
        await maude.chooses_remedy("devenir propriétaire")
        await maude.sees_no("Seule la personne propriétaire")
        await maude.sees("✗ Une tâche obligatoire")
        assert [type(asked).__name__ for asked in backend.asked][-2:] == ["TakeOwnership", "Explain"]


async def test_it_closes_by_itself_once_nothing_stands_in_the_way(world: World) -> None:
    nothing = Decision(action="send-application")
    async with asking(world, take_ownership=None, explain=nothing) as (maude, _):
        await maude.chooses_remedy("devenir propriétaire")
        await maude.is_on(ApplicationsScreen)


async def test_a_remedy_chosen_by_enter_is_the_most_liftable_one(world: World) -> None:
    async with asking(world, take_ownership=None) as (maude, backend):
        await maude.presses("dialog.choose")
        await maude.rests()
        assert "TakeOwnership" in {type(asked).__name__ for asked in backend.asked}


async def test_asking_somebody_sends_one_message(world: World) -> None:
    async with asking(world, ask_person=None) as (maude, backend):
        await maude.chooses_remedy("Demander à Jean Roy")
        await maude.sees("message envoyé")
        asked = [each for each in backend.asked if isinstance(each, AskPerson)]
        assert [each.remedy for each in asked] == ["ask-owner-to-send"]
        await maude.strikes("2")
        await maude.rests()
        assert [each for each in backend.asked if isinstance(each, AskPerson)] == asked


async def test_a_message_that_was_sent_today_already_is_said(world: World) -> None:
    async with asking(world, ask_person=TooMany(retry_after=3600)) as (maude, _):
        await maude.chooses_remedy("Demander à Jean Roy")
        await maude.sees("Trop d’essais en peu de temps.")


async def test_a_remedy_may_be_refused_and_that_is_explained_too(world: World) -> None:
    reason = Check(code="administers", rule="T4", holds=False, params={"applicant": "Théâtre du Quai"})
    refusal = Refused(decision=Decision(action="take-ownership", checks=(reason,)))
    async with asking(world, take_ownership=refusal) as (maude, _):
        await maude.chooses_remedy("devenir propriétaire")
        await maude.sees("il faut administrer Théâtre du Quai", "Rien ne peut lever ce motif.")
        await maude.presses("dialog.close")
        await maude.sees("C’est Jean Roy.")


def decision_of(count: int) -> Decision:
    """One with so many reasons, and one rule that holds."""
    reasons = [
        Check(code="is-owner", rule="T3", holds=False, params={"owner": f"Personne {number}"})
        for number in range(count)
    ]
    return Decision(
        action="send-application", checks=(*reasons, Check(code="confirmed", rule="A1", holds=True))
    )


@pytest.mark.parametrize(("count", "more"), [(3, ""), (4, "et un autre motif"), (5, "et 2 autres motifs")])
async def test_it_shows_three_reasons_before_more(world: World, count: int, more: str) -> None:
    async with asking(world, decision_of(count)) as (maude, _):
        await maude.sees("Personne 2.")
        if more:
            await maude.sees(more)
            await maude.sees_no("Personne 3.", "Votre adresse courriel est confirmée.")
            await maude.presses("dialog.more")
        await maude.sees(f"Personne {count - 1}.", "Votre adresse courriel est confirmée.")
        await maude.sees_no("autre motif", "autres motifs")


async def test_a_final_remedy_asks_first_and_a_key_held_too_long_does_nothing(world: World) -> None:
    question, refusal = why_not_send(world)
    remedy = Remedy(
        kind="do",
        code="withdraw-instead",
        operation="withdraw-application",
        arguments={"application_id": question.application_id},
    )
    reason = msgspec.structs.replace(refusal.reasons[0], remedies=(remedy,))
    decision = Decision(action="send-application", checks=(reason,))
    async with asking(world, decision, withdraw_application=None) as (maude, backend):
        await maude.presses("dialog.choose", "dialog.choose")
        await maude.is_on(ExplainScreen)
        assert "WithdrawApplication" not in {type(asked).__name__ for asked in backend.asked}
        await maude.presses("dialog.choose")
        await maude.is_on(ConfirmScreen)
        await maude.sees("Ce geste est définitif.")
        await maude.chooses("Retirer la demande")
        await maude.is_on(ExplainScreen)
        await maude.rests()
        assert "WithdrawApplication" in {type(asked).__name__ for asked in backend.asked}

"""The table of situations is true: each journey is there, each rule too, and no journey is left out."""

from importlib import import_module
from pathlib import Path

from tests.architecture.test_rule_ids import IDS
from tests.journeys.situations import SITUATIONS

BEYOND = {
    "test_accounts.test_another_person_signs_in_at_the_same_program_and_what_was_typed_is_kept",
    "test_main_job.test_from_signing_in_to_the_answered_discussion",
    "test_drafts.test_only_its_owner_deletes_a_draft_and_others_ask",
    "test_drafts.test_what_was_sent_is_withdrawn",
}
"""What the guide doesn't speak of: the main job, and what is refused only here."""


def journeys() -> set[str]:
    """Every journey in this folder."""
    found = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        if path.stem != Path(__file__).stem:
            module = import_module(f"tests.journeys.{path.stem}")
            here = (name for name, thing in vars(module).items() if _is_of(thing, module.__name__))
            found |= {f"{path.stem}.{name}" for name in here if name.startswith("test_")}
    return found


def _is_of(thing: object, module: str) -> bool:
    """Whether it was written there, not imported."""
    return getattr(thing, "__module__", "") == module


def test_each_situation_has_its_journey() -> None:
    assert {situation.journey for situation in SITUATIONS} == journeys() - BEYOND


def test_each_falls_under_rules_that_there_are() -> None:
    assert all(set(situation.rules) <= set(IDS) for situation in SITUATIONS)

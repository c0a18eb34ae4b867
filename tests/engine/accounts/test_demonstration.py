"""Who a newcomer can be: told by demonstrations, and by nobody else (B5)."""

from pathlib import Path

import pytest

from portal_tui.contract.accounts import ListDemonstrationPeople, SignInToDemonstration
from portal_tui.contract.problems import Refused
from tests.demonstration import CHLOE, MAUDE, demonstration
from tests.world import World


def test_a_demonstration_lists_its_people_and_each_can_sign_in(tmp_path: Path) -> None:
    engine = demonstration(tmp_path)
    people = engine.call(ListDemonstrationPeople())
    assert (people[0].email, people[0].name, people[0].role) == (MAUDE, "Maude Tremblay", "owner")
    assert "propriétaire de quatre demandes" in people[0].purpose
    assert {"staff", "unconfirmed", "two-organisations"} <= {each.role for each in people}
    assert CHLOE in {each.email for each in people}
    for each in people:
        assert engine.call(SignInToDemonstration(email=each.email)).me.name == each.name
    engine.close()


def test_their_purpose_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    engine = demonstration(tmp_path)
    assert "owns four applications" in engine.call(ListDemonstrationPeople(language="en"))[0].purpose
    assert "owns four applications" in engine.call(ListDemonstrationPeople(), language="en")[0].purpose
    engine.close()


def test_a_real_portal_names_nobody() -> None:
    world = World(demonstration=False)
    with pytest.raises(Refused) as refused:
        world.engine.call(ListDemonstrationPeople())
    assert refused.value.problem.code == "not-a-demonstration"
    world.engine.close()

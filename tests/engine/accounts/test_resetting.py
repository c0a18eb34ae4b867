"""A forgotten password (A3): a one-time code, then a new one; nothing is told about accounts."""

import pytest

from portal_tui.contract.accounts import AskPasswordReset, ResetPassword, SignedIn, SignIn, WhoAmI
from portal_tui.contract.problems import Invalid, NotSignedIn, Refused, TooMany
from tests.decisions import demand_readable, failed, remedies
from tests.world import World

NEW = "tambour lampe falaise"
MINUTE = 60


@pytest.fixture
def world() -> World:
    world = World()
    world.person("Maude", "Tremblay")
    return world


def ask(world: World, email: str = "maude@example.org") -> str:
    """Ask for a code; the one that was mailed."""
    world.call(None, AskPasswordReset(email=email))
    return str(world.mails("maude@example.org")[-1]["secret"])


def reset(world: World, code: str, email: str = "maude@example.org", password: str = NEW) -> SignedIn:
    return world.call(None, ResetPassword(email=email, code=code, password=password))


def test_a_code_by_mail_makes_a_new_password(world: World) -> None:
    signed_in = reset(world, ask(world, " MAUDE@example.org"))
    assert signed_in.me.account_id == world.accounts["Maude"]
    assert world.call(None, SignIn(email="maude@example.org", password=NEW)).me.email == "maude@example.org"
    assert [mail["code"] for mail in world.mails("maude@example.org")] == [
        "reset-password",
        "password-changed",
    ]


def test_every_session_before_ends(world: World) -> None:
    world.call("Maude", WhoAmI())
    world.enter("New", reset(world, ask(world)))
    with pytest.raises(NotSignedIn):
        world.call("Maude", WhoAmI())
    assert world.call("New", WhoAmI()).name == "Maude Tremblay"


def test_the_answer_is_the_same_without_an_account(world: World) -> None:
    ask(world)
    world.call(None, AskPasswordReset(email="nobody@example.org"))
    assert [mail["code"] for mail in world.mails("nobody@example.org")] == ["no-account"]
    decisions = []
    for email in ("maude@example.org", "nobody@example.org"):
        with pytest.raises(Refused) as refusal:
            reset(world, "99999999", email)
        decisions.append(refusal.value.problem.decision)
    assert [failed(decision) for decision in decisions] == [["reset-code-valid"]] * 2
    for decision, email in zip(decisions, ("maude@example.org", "nobody@example.org"), strict=True):
        assert decision is not None
        assert remedies(decision, "reset-code-valid")[0].arguments == {"email": email}
        demand_readable(decision)


def test_a_code_serves_once(world: World) -> None:
    code = ask(world)
    reset(world, code)
    with pytest.raises(Refused):
        reset(world, code)


@pytest.mark.parametrize(("seconds", "good"), [(30 * MINUTE - 1, True), (30 * MINUTE, False)])
def test_a_code_lives_for_half_an_hour(world: World, seconds: int, good: bool) -> None:
    code = ask(world)
    world.clock.advance(seconds)
    if good:
        reset(world, code)
    else:
        with pytest.raises(Refused):
            reset(world, code)


def test_five_wrong_tries_end_a_code(world: World) -> None:
    code = ask(world)
    for _ in range(5):
        with pytest.raises(Refused):
            reset(world, "99999999")
    with pytest.raises(Refused):
        reset(world, code)
    reset(world, ask(world))


def test_three_mails_in_six_hours_whoever_asks(world: World) -> None:
    for email in ("maude@example.org", "nobody@example.org"):
        for _ in range(3):
            world.call(None, AskPasswordReset(email=email))
        with pytest.raises(TooMany) as refusal:
            world.call(None, AskPasswordReset(email=email))
        assert refusal.value.problem.params == {"retry_after": 6 * 60 * MINUTE, "minutes": 360}


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("court", "password-short"),
        ("motdepasse12345678", "password-common"),
        ("maude@example.org", "password-personal"),
        ("maude tremblay 27", "password-personal"),
    ],
)
def test_a_bad_password_is_refused_and_the_code_still_serves(world: World, password: str, code: str) -> None:
    sent = ask(world)
    with pytest.raises(Invalid) as refusal:
        reset(world, sent, password=password)
    assert [each.code for each in refusal.value.problem.fields] == [code]
    reset(world, sent)


def test_what_is_no_address_is_said(world: World) -> None:
    with pytest.raises(Invalid):
        world.call(None, AskPasswordReset(email="maude"))


def test_the_code_proves_the_address_too() -> None:
    world = World()
    world.person("Maude", confirmed=False)
    assert reset(world, ask(world)).me.confirmed

"""Signing up, confirming (A1, A2): nobody learns who has an account, nobody takes another's address."""

import pytest

from portal_tui.contract.accounts import (
    ConfirmAddress,
    CorrectAddress,
    ReadMyDecisions,
    SendConfirmation,
    SignIn,
    SignOut,
    WhoAmI,
)
from portal_tui.contract.problems import Invalid, NotSignedIn, Refused, TooMany
from portal_tui.contract.programmes import ListProgrammes, StartApplication
from portal_tui.portals.definition import Policies
from tests.decisions import demand_readable, failed, remedies
from tests.engine.accounts.signing import PASSWORD, code_to, sign_up
from tests.world import World, small_portal

HOUR = 3600


@pytest.fixture
def world() -> World:
    return World(demonstration=False)


def test_a_new_account_is_signed_in_and_looks_around(world: World) -> None:
    me = sign_up(world, language="en").me
    assert (me.name, me.email, me.role, me.language) == (
        "Maude Tremblay",
        "maude@example.org",
        "applicant",
        "en",
    )
    assert not me.confirmed
    assert (me.acting.standing, me.acting.name) == ("self", "Maude Tremblay")
    assert world.call("Maude", WhoAmI()) == me
    assert world.call("Maude", ListProgrammes())


def test_until_it_is_confirmed_it_creates_nothing(world: World) -> None:
    sign_up(world)
    with pytest.raises(Refused) as refusal:
        world.call("Maude", StartApplication(code="any"))
    decision = refusal.value.problem.decision
    assert failed(decision) == ["confirmed"]
    assert remedies(decision, "confirmed")[0].screen == "confirm-address"
    mine = world.call("Maude", ReadMyDecisions()).decisions
    assert {name: each.allowed for name, each in mine.items()} == {
        "start-application": False,
        "create-organisation": False,
        "ask-membership": False,
        "send-confirmation": True,
        "correct-address": True,
    }
    for each in mine.values():
        demand_readable(each)


def test_the_policy_lets_unconfirmed_accounts_file() -> None:
    world = World(small_portal(policies=Policies(unconfirmed_accounts_file=True)), demonstration=False)
    sign_up(world)
    assert world.call("Maude", StartApplication(code="any")).number == "2026-000001"


def test_the_code_of_the_mail_confirms(world: World) -> None:
    sign_up(world)
    (mail,) = world.mails("maude@example.org")
    assert (mail["code"], len(mail["secret"])) == ("confirm-address", 8)
    me = world.call("Maude", ConfirmAddress(code=f" {mail['secret'][:4]} {mail['secret'][4:]} "))
    assert me.confirmed
    assert world.call("Maude", WhoAmI()).confirmed
    world.call("Maude", StartApplication(code="any"))
    mine = world.call("Maude", ReadMyDecisions()).decisions
    assert failed(mine["send-confirmation"]) == failed(mine["correct-address"]) == ["not-confirmed-yet"]


def test_a_code_is_used_once(world: World) -> None:
    sign_up(world)
    code = code_to(world, "maude@example.org")
    world.call("Maude", ConfirmAddress(code=code))
    with pytest.raises(Refused) as again:
        world.call("Maude", ConfirmAddress(code=code))
    assert set(failed(again.value.problem.decision)) == {"not-confirmed-yet", "code-current"}


def test_a_code_is_hashed_at_rest(world: World) -> None:
    sign_up(world)
    code = code_to(world, "maude@example.org")
    (stored,) = world.engine.database.rows("select code_hash from codes")
    assert stored[0].startswith("$argon2id$")
    assert code not in stored[0]


def test_five_wrong_tries_end_a_code(world: World) -> None:
    """Each try counts although nothing else of it is kept."""
    sign_up(world)
    right = code_to(world, "maude@example.org")
    wrong = "99999999"
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(Refused) as refusal:
            world.call("Maude", ConfirmAddress(code=wrong))
        decision = refusal.value.problem.decision
        assert decision is not None
        assert [(check.code, check.params) for check in decision.reasons] == [("code-right", {"left": left})]
    with pytest.raises(Refused) as refusal:
        world.call("Maude", ConfirmAddress(code=right))
    assert failed(refusal.value.problem.decision) == ["code-current"]
    world.call("Maude", SendConfirmation())
    assert world.call("Maude", ConfirmAddress(code=code_to(world, "maude@example.org"))).confirmed


@pytest.mark.parametrize(("seconds", "current"), [(24 * HOUR - 1, True), (24 * HOUR, False)])
def test_a_code_lives_for_a_day(world: World, seconds: int, current: bool) -> None:
    sign_up(world)
    code = code_to(world, "maude@example.org")
    for _ in range(3):  # a session that is used stays
        world.clock.advance(seconds / 3)
        world.call("Maude", WhoAmI())
    if current:
        assert world.call("Maude", ConfirmAddress(code=code)).confirmed
    else:
        with pytest.raises(Refused) as refusal:
            world.call("Maude", ConfirmAddress(code=code))
        assert failed(refusal.value.problem.decision) == ["code-current"]


def test_only_the_latest_code_counts(world: World) -> None:
    sign_up(world)
    first = code_to(world, "maude@example.org")
    world.call("Maude", SendConfirmation())
    with pytest.raises(Refused):
        world.call("Maude", ConfirmAddress(code=first))
    assert world.call("Maude", ConfirmAddress(code=code_to(world, "maude@example.org"))).confirmed


def test_three_mails_in_six_hours(world: World) -> None:
    sign_up(world)
    world.clock.advance(HOUR)
    world.call("Maude", SendConfirmation())
    world.call("Maude", SendConfirmation())
    with pytest.raises(TooMany) as refusal:
        world.call("Maude", SendConfirmation())
    problem = refusal.value.problem
    assert (problem.code, problem.params) == (
        "too-many-confirmation-mail",
        {"retry_after": 5 * HOUR, "minutes": 300},
    )
    assert len(world.mails("maude@example.org")) == 3
    world.clock.advance(5 * HOUR)
    world.call("Maude", SendConfirmation())


def test_a_mistyped_address_is_corrected(world: World) -> None:
    sign_up(world, email="maud@example.org")
    old = code_to(world, "maud@example.org")
    me = world.call("Maude", CorrectAddress(email=" Maude@Example.org "))
    assert me.email == "Maude@Example.org"
    with pytest.raises(Refused):
        world.call("Maude", ConfirmAddress(code=old))
    world.call("Maude", ConfirmAddress(code=code_to(world, "Maude@Example.org")))
    with pytest.raises(Refused) as refusal:
        world.call("Maude", CorrectAddress(email="other@example.org"))
    assert failed(refusal.value.problem.decision) == ["not-confirmed-yet"]
    assert world.call(None, SignIn(email="maude@example.ORG", password=PASSWORD)).me.confirmed


def test_an_address_that_is_none_is_not_taken(world: World) -> None:
    sign_up(world)
    with pytest.raises(Invalid) as refusal:
        world.call("Maude", CorrectAddress(email="maude@"))
    assert [(each.pointer, each.code) for each in refusal.value.problem.fields] == [
        ("/email", "format-email")
    ]
    assert world.call("Maude", WhoAmI()).email == "maude@example.org"


# Somebody else's address


@pytest.fixture
def owner(world: World) -> World:
    """Maude's address is confirmed."""
    sign_up(world)
    world.call("Maude", ConfirmAddress(code=code_to(world, "maude@example.org")))
    return world


def test_a_known_address_answers_as_a_new_one(owner: World) -> None:
    known = sign_up(owner, "Eve", email="maude@example.org")
    unknown = sign_up(owner, "Zoé", given_name="Eve", email="nobody@example.org")
    for signed_in in (known, unknown):
        assert (signed_in.me.given_name, signed_in.me.confirmed) == ("Eve", False)
    for name, email in (("Eve", "maude@example.org"), ("Zoé", "nobody@example.org")):
        assert owner.call(None, SignIn(email=email, password=PASSWORD)).me is not None
        assert not owner.call(name, WhoAmI()).confirmed


def test_the_owner_of_the_address_is_told_and_no_code_goes_out(owner: World) -> None:
    sign_up(owner, "Eve", email="MAUDE@example.org")
    (mail,) = owner.mails("MAUDE@example.org")
    assert (mail["code"], mail["secret"], mail["account_id"]) == (
        "already-registered",
        "",
        owner.accounts["Maude"],
    )


def test_both_sign_in_with_their_own_password(owner: World) -> None:
    other = "tambour lampe falaise"
    eve = sign_up(owner, "Eve", email="maude@example.org", password=other)
    assert owner.call(None, SignIn(email="maude@example.org", password=PASSWORD)).me.confirmed
    again = owner.call(None, SignIn(email="maude@example.org", password=other)).me
    assert (again.account_id, again.confirmed) == (eve.me.account_id, False)
    with pytest.raises(NotSignedIn):
        owner.call(None, SignIn(email="maude@example.org", password="neither of the two"))


def test_correcting_to_a_known_address_tells_nothing_either(owner: World) -> None:
    sign_up(owner, "Eve")
    me = owner.call("Eve", CorrectAddress(email="maude@example.org"))
    assert (me.email, me.confirmed) == ("maude@example.org", False)
    assert owner.mails("maude@example.org")[-1]["code"] == "already-registered"


def test_of_two_who_wait_the_first_to_confirm_has_the_address(world: World) -> None:
    """Nobody holds an address that they can't read, so nobody can keep its owner out."""
    sign_up(world, "Eve", email="maude@example.org")
    eves = code_to(world, "maude@example.org")
    sign_up(world, "Maude")
    world.call("Maude", ConfirmAddress(code=code_to(world, "maude@example.org")))
    with pytest.raises(Refused) as refusal:
        world.call("Eve", ConfirmAddress(code=eves))
    decision = refusal.value.problem.decision
    assert decision is not None
    assert failed(decision) == ["address-free"]
    demand_readable(decision)


def test_addresses_that_differ_by_an_accent_are_two(owner: World) -> None:
    sign_up(owner, "Eve", email="maudé@example.org")
    owner.call("Eve", ConfirmAddress(code=code_to(owner, "maudé@example.org")))
    assert owner.call("Eve", WhoAmI()).confirmed


def test_an_address_is_not_flooded_by_signing_up(world: World) -> None:
    for name in ("Maude", "Eve", "Zoé"):
        sign_up(world, name, email="maude@example.org")
    with pytest.raises(TooMany):
        sign_up(world, "Guy", email="maude@example.org")
    assert world.engine.database.rows("select count(*) from accounts") == [(3,)]


# What is given


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"given_name": "  "}, [("/given_name", "required")]),
        ({"family_name": "x" * 101}, [("/family_name", "too-long")]),
        ({"email": ""}, [("/email", "required")]),
        ({"email": "maude"}, [("/email", "format-email")]),
        ({"email": "maude@example"}, [("/email", "format-email")]),
        ({"email": "a b@example.org"}, [("/email", "format-email")]),
        ({"email": "maude@example.org\nBcc: x@example.org"}, [("/email", "format-email")]),
        ({"email": "maude@example.org>, x@example.org"}, [("/email", "format-email")]),
        ({"email": "a" * 250 + "@x.org"}, [("/email", "too-long")]),
        ({"password": "court"}, [("/password", "password-short")]),
        ({"password": "motdepasse12345678"}, [("/password", "password-common")]),
        ({"password": "maude tremblay"}, [("/password", "password-short")]),
        ({"password": "maude tremblay 27"}, [("/password", "password-personal")]),
        ({"password": "Petit portail!!"}, [("/password", "password-personal")]),
        ({"terms_version": "0"}, [("/terms_version", "terms-version")]),
        ({"language": "de"}, [("/language", "enum")]),
        (
            {"given_name": "", "email": "x", "password": ""},
            [
                ("/given_name", "required"),
                ("/email", "format-email"),
                ("/password", "password-short"),
            ],
        ),
    ],
)
def test_everything_that_is_wrong_is_said_at_once(
    world: World, changes: dict[str, str], problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refusal:
        sign_up(world, **changes)
    assert [(each.pointer, each.code) for each in refusal.value.problem.fields] == problems
    assert world.engine.database.rows("select count(*) from accounts, outbox") == [(0,)]


def test_the_version_of_the_terms_is_kept(world: World) -> None:
    sign_up(world)
    assert world.engine.database.rows("select terms_version from accounts") == [("1",)]


# Signing in and out


def test_signing_out_ends_the_session(world: World) -> None:
    sign_up(world)
    world.call("Maude", SignOut())
    with pytest.raises(NotSignedIn):
        world.call("Maude", WhoAmI())


def test_a_wrong_address_answers_as_a_wrong_password(world: World) -> None:
    sign_up(world)
    problems = set()
    for email in ("maude@example.org", "nobody@example.org"):
        with pytest.raises(NotSignedIn) as refusal:
            world.call(None, SignIn(email=email, password="not that one at all"))
        problems.add((refusal.value.problem.code, refusal.value.problem.status))
    assert problems == {("wrong-password", 401)}


def test_ten_failures_make_an_address_wait(world: World) -> None:
    sign_up(world)
    for email in ("maude@example.org", "nobody@example.org"):
        for _ in range(10):
            with pytest.raises(NotSignedIn):
                world.call(None, SignIn(email=email, password="not that one at all"))
        with pytest.raises(TooMany) as refusal:
            world.call(None, SignIn(email=email, password=PASSWORD))
        assert refusal.value.problem.params["retry_after"] == 300
    world.clock.advance(300)
    assert world.call(None, SignIn(email="maude@example.org", password=PASSWORD)).me.name == "Maude Tremblay"


def test_what_was_done_is_in_the_audit(world: World) -> None:
    sign_up(world)
    world.call("Maude", ConfirmAddress(code=code_to(world, "maude@example.org")))
    rows = world.engine.database.rows("select distinct operation from audit where subject = 'account'")
    assert {row[0] for row in rows} == {"sign-up", "confirm-address"}
    assert not world.engine.database.rows("select 1 from audit where details like '%chaise%'")

"""Which passwords are refused, with what advice (A3)."""

import pytest

from portal_tui.contract.problems import FieldProblem
from portal_tui.rules.passwords import ENOUGH, LONGEST, SHORTEST, password_problem, worth

COMMON = frozenset({"motdepasse", "password", "soleil", "chocolat", "dragon", "princesse", "jetaime", "1234"})


def problem(password: str, *personal: str) -> str:
    found = password_problem(password, password.lower(), common=COMMON, personal=personal)
    return found.code if found else ""


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password-short"),
        ("x" * (SHORTEST - 1), "password-short"),
        ("éàüéàüéàüéàüéà", "password-short"),
        ("fq8 plume koala", ""),
        ("chaise verger moulin", ""),
        ("z" + "a8" * 100, "password-long"),
        ("motdepassemotdepasse", "password-common"),
        ("MotDePasse123456", "password-common"),
        ("P@ssw0rdP@ssw0rd", "password-common"),
        ("aaaaaaaaaaaaaaaa", "password-common"),
        ("abcdefghijklmnop", "password-common"),
        ("zyxwvutsrqponmlk", "password-common"),
        ("azertyuiopqsdfgh", "password-common"),
        ("qwertyuiopasdfgh", "password-common"),
        ("123456789012345", "password-common"),
        ("x9x9x9x9x9x9x9x9", "password-common"),
        ("8305172946038157", ""),
        ("soleildragonxkq9v", "password-common"),
        ("soleildragonxkq9vr", ""),
        ("soleil soleil soleil", "password-common"),
        ("soleildragon999", "password-common"),
        ("soleil dragon chocolat princesse", ""),
    ],
)
def test_what_is_refused(password: str, code: str) -> None:
    assert problem(password) == code


@pytest.mark.parametrize(
    ("password", "personal", "found"),
    [
        ("x" * 201, (), FieldProblem("/password", "password-long", {"expected": 200})),
        ("motdepassemotdepasse", (), FieldProblem("/password", "password-common")),
        ("tremblay-marigot", ("m.tremblay@x.org", "marigot"), FieldProblem("/password", "password-personal")),
    ],
)
def test_what_is_said_at_the_field(password: str, personal: tuple[str, ...], found: FieldProblem) -> None:
    assert password_problem(password, password, common=COMMON, personal=personal) == found


def test_as_long_as_it_may_be() -> None:
    password = "".join(chr(0x4E00 + number) for number in range(LONGEST))
    assert problem(password) == ""
    assert problem(password + "x") == "password-long"


def test_a_short_one_says_how_long_it_should_be() -> None:
    found = password_problem("soleil", "soleil", common=COMMON)
    assert found is not None
    assert (found.pointer, found.params) == ("/password", {"expected": 15, "found": 6})


@pytest.mark.parametrize(
    ("password", "personal"),
    [
        ("maude.tremblay@x", ("maude", "tremblay", "maude.tremblay@x.org")),
        ("theatre du quai", ("theatre du quai",)),
        ("maude@example.org", ("maude@example.org",)),
        ("sodacces-marigot", ("sodacces",)),
    ],
)
def test_what_is_known_of_the_person_is_no_secret(password: str, personal: tuple[str, ...]) -> None:
    assert problem(password) == ""
    assert problem(password, *personal) == "password-personal"


def test_a_short_name_counts_for_nothing() -> None:
    assert problem("al0 qk7 vb3 nd9 tz5", "al", "qk") == ""


@pytest.mark.parametrize(
    ("password", "points"),
    [
        ("", 0),
        ("q", 1),
        ("qz", 2),
        ("qzq", 3),
        ("qz8qz8", 5),
        ("qz8qz8qz8", 5),
        ("qz8qz8x", 6),
        ("0123", 2),
        ("abc", 2),
        ("cba", 2),
        ("ab", 2),
        ("soleil", 3),
        ("soleilx", 4),
        ("soleilsoleil", 3),
        ("s0leil", 3),
        ("1234", 2),
        ("12345", 2),
        ("soleil12345", 5),
        ("0soleil", 4),
    ],
)
def test_what_parts_are_worth(password: str, points: int) -> None:
    assert worth(password, COMMON) == points


def test_words_of_three_letters_count_as_words() -> None:
    assert worth("lunemer", {"lune", "mer"}) == 6


def test_without_words_to_guess_there_are_runs_and_letters() -> None:
    assert worth("qz123456", ()) == 4


def test_four_words_of_the_list_are_just_enough() -> None:
    assert worth("soleildragonchocolatprincesse", COMMON) == ENOUGH

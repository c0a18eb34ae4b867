"""When two names may be one organisation's (O1, O6)."""

import pytest

from portal_tui.rules.similar_names import ALIKE, essence, likeness


@pytest.mark.parametrize(
    ("name", "what_counts"),
    [
        ("theatre du quai", "theatre quai"),
        ("le theatre du quai inc.", "theatre quai"),
        ("l'atelier d'art", "atelier art"),
        ("cie du quai", "compagnie quai"),
        ("st-jean", "saint jean"),
        ("ville de laval", "municipalite laval"),
        ("les inc.", "les inc"),
        ("editions_nord 2000", "editions nord 2000"),
        ("", ""),
    ],
)
def test_what_of_a_name_counts(name: str, what_counts: str) -> None:
    assert essence(name) == what_counts


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("theatre quai", "theatre quai", True),
        ("theatre quai", "theatres quai", True),
        ("theatre quai", "quai theatre", True),
        ("theatre quai", "theatre parc", False),
        ("compagnie quai", "theatre quai", False),
        ("editions nord", "edition nord", True),
    ],
)
def test_when_two_are_alike(one: str, other: str, alike: bool) -> None:
    assert (likeness(one, other) >= ALIKE) == alike
    assert (likeness(other, one) >= ALIKE) == alike


def test_the_same_is_as_alike_as_can_be() -> None:
    assert likeness("quai theatre", "theatre quai") == 1


def test_long_names_are_compared_by_every_letter() -> None:
    assert likeness("quai des arts " * 20, "quai des arts " * 20 + "x") > ALIKE


def test_words_in_another_order_are_put_in_one() -> None:
    assert likeness("quai abc", "abc quais") == pytest.approx(16 / 17)

"""A line that says less where there is less room."""

import pytest
from textual.content import Content

from portal_tui.widgets.two_ends import Ends, in_room

ENDS = Ends(
    (Content("Propriétaire Maude Tremblay + 2 collaborateurs"), Content("Propriétaire Maude Tremblay")),
    (Content("Échéance le 19 nov. · dans 12 jours"), Content("dans 12 jours")),
)


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (
            90,
            "Propriétaire Maude Tremblay + 2 collaborateurs"
            + " " * 9
            + "Échéance le 19 nov. · dans 12 jours",
        ),
        (70, "Propriétaire Maude Tremblay        Échéance le 19 nov. · dans 12 jours"),
        (50, "Propriétaire Maude Tremblay          dans 12 jours"),
        (30, "Propriétaire M…  dans 12 jours"),
        (8, "dans 12…"),
    ],
)
def test_it_says_as_much_as_there_is_room_for(width: int, said: str) -> None:
    assert in_room(ENDS, width).plain == said


def test_one_end_alone_is_cut_where_it_has_to_be() -> None:
    assert in_room(Ends((Content("Lecture seule"),)), 9).plain == "Lecture …"

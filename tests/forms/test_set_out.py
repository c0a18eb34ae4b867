"""Texts that somebody wrote for the portal, laid out to be read."""

from portal_tui.forms.layout import set_out

DECLARED = """Je déclare que :

- les renseignements sont exacts et complets;
- l’organisation n’est pas en défaut envers
  la SODEC."""


def test_items_of_a_list_hang_behind_their_marks() -> None:
    assert set_out(DECLARED, 30) == [
        "Je déclare que :",
        "",
        "- les renseignements sont",
        "  exacts et complets;",
        "- l’organisation n’est pas en",
        "  défaut envers la SODEC.",
    ]


def test_nothing_is_set_out_of_nothing() -> None:
    assert set_out("", 30) == []

"""Finds a programme by its code."""

from typing import TYPE_CHECKING

from portal_tui.contract.problems import NotFound

if TYPE_CHECKING:
    from portal_tui.portals.definition import Portal, Programme


def find_programme(portal: "Portal", code: str) -> "Programme":
    """The programme of that code as it is today. Raises NotFound."""
    try:
        return portal.programme(code)
    except KeyError:
        raise NotFound("programme-not-found", programme=code) from None

"""Designations and replacements in their main states, each reached as a person reaches it (R4, R5)."""

from typing import Any, Final

from tests.demonstration import DENIS, ZOE
from tests.driver import Person
from tests.scene import Scene, Step, pressing

TOWN: Final = "98765"


def _fills_in(user_code: str, *keys: str, says: str) -> Step:
    """The number of the town and a user code, then some keys."""

    async def fills_in(person: Person) -> None:
        await person.rests()
        await person.types(TOWN)
        await person.sees("Sainte-Colombe-des-Caps ·")
        await person.strikes("tab")
        await person.types(user_code)
        await person.sees(says)
        await person.strikes(*keys)

    return fills_in


def _scene(name: str, who: str, start: str, **more: Any) -> Scene:
    return Scene(name, who=who, portal="pgamr", start=start, **more)


_IN_THE_WAY: Final = _fills_in("ivc9052", *["tab"] * 4, "space", "tab", says="Ivan")

DESIGNATIONS: Final = (
    _scene("designation", DENIS, "designation", do=_fills_in("flh-6641", "tab", says="Florence Hardy ·")),
    _scene("designation-refused", DENIS, "designation", do=_IN_THE_WAY),
    _scene(
        "replacement",
        DENIS,
        "designation",
        arguments={"replaces": True, "service": "PRIMA"},
        do=_fills_in("flh-6641", *["tab"] * 10, "enter", says="Florence Hardy ·"),
        main=False,
    ),
    _scene("designations", DENIS, "designations"),
    _scene("designations-staff", ZOE, "designations", do=pressing("designations.choose"), main=False),
)

"""Designations, replacements and firms in their main states, each reached as people reach it (R4, R5, R8)."""

from typing import Any, Final

from tests.demonstration import DENIS, PAULE, ZOE
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


def _at_rimouski(*ids: str) -> Step:
    """On the firm's page, at the point of service that Paule manages."""

    async def goes_there(person: Person) -> None:
        await person.presses("organisation.firm")
        await person.rests()
        await person.presses("options.down", *ids)

    return goes_there


async def _dissociates(person: Person) -> None:
    await _at_rimouski("options.down", "firm.choose")(person)
    await person.strikes("1")


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
    _scene("firm", PAULE, "organisation", do=_at_rimouski()),
    _scene("firm-point", PAULE, "organisation", do=_at_rimouski("firm.choose"), main=False),
    _scene("firm-associating", PAULE, "organisation", do=_at_rimouski("firm.associate"), main=False),
    _scene("firm-dissociating", PAULE, "organisation", do=_dissociates, main=False),
    _scene("firm-none", DENIS, "organisation", do=pressing("organisation.firm"), main=False),
)

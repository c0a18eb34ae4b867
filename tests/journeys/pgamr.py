"""The demonstration of the portal with a register: its services, and how people come to a register in it."""

from pathlib import Path
from typing import Final

from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.grant import GrantScreen
from portal_tui.screens.new_entry import NewEntryScreen
from portal_tui.screens.programme import ProgrammeScreen
from portal_tui.screens.register import RegisterScreen
from portal_tui.screens.services import ServicesScreen
from tests.demonstration import demonstration
from tests.someone import Someone

TOWN: Final = "Sainte-Colombe-des-Caps"
WATER: Final = "PRIMEAU – Infrastructures municipales d’eau"
BUILDINGS: Final = "PRACIM – Bâtiments municipaux"

USER_CODE: Final = "Code d’utilisateur de la personne à désigner"
ADDRESS: Final = "Adresse de l’organisation"
FUNCTION: Final = "Votre fonction dans l’organisation"
"""Names of fields in the form of a designation."""

OMER: Final = "omer.dube@sainte-colombe.example"
"""A deputy of Lucie's on PRIMEAU."""


def fresh(folder: Path) -> Path:
    """The file of a fresh demonstration."""
    demonstration(folder, "pgamr").close()
    return folder / "portal.db"


async def to_services(someone: Someone) -> None:
    """From wherever they are: *Mes services en ligne*."""
    await someone.goes_to("services")
    await someone.is_on(ServicesScreen)


async def to_service(someone: Someone, title: str = WATER) -> None:
    """Into the online service of a programme."""
    await to_services(someone)
    await someone.moves_to("services", title)
    await someone.presses("services.open")
    await someone.is_on(ProgrammeScreen)


async def to_register(someone: Someone, title: str = WATER) -> None:
    """*Mes services en ligne*, the service, *Utilitaires*, *Registre des droits d'accès* (M8)."""
    await to_service(someone, title)
    await someone.sees("Utilitaires")
    await someone.chooses("Registre des droits d’accès")
    await someone.is_on(RegisterScreen)
    await someone.rests()


async def enters(someone: Someone, user_code: str) -> None:
    """*Nouvelle inscription*: the user code; then whose it is is shown."""
    await someone.presses("rights.new")
    await someone.is_on(NewEntryScreen)
    await someone.types(f"{user_code}\n\n")
    await someone.sees("+ Requérant – Rédaction")


async def confirms(someone: Someone) -> None:
    """*Confirmer*, without an end."""
    await someone.is_on(GrantScreen)
    await someone.strikes("enter", "enter")
    await someone.is_on(RegisterScreen)
    await someone.rests()


async def is_told(someone: Someone, *texts: str) -> None:
    """Read an explanation, and close it."""
    await someone.is_on(ExplainScreen)
    await someone.sees(*texts)
    await someone.presses("dialog.close")

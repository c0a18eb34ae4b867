"""SODEC's demonstration, or another portal's, planted once at a fixed moment; players have their own copy."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.contract.accounts import ChooseLanguage, SignInToDemonstration
from portal_tui.engine.clock import SetClock
from portal_tui.engine.demonstration.plant import plant
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.database import Database
from portal_tui.secret import Secret
from tests.stage import EVENING

NOW: Final = EVENING
"""The moment at which it was made: 2026-11-07, 18:47:30 in Montréal."""

MAUDE: Final = "maude.tremblay@theatreduquai.example"
"""Owns four applications; in Théâtre du Quai."""
JEAN: Final = "jean.roy@theatreduquai.example"
"""Edits Maude's, owns a draft that is ready to send."""
LOUISE: Final = "louise.gagnon@theatreduquai.example"
"""Reads two of Maude's."""
NADIA: Final = "nadia.haddad@theatreduquai.example"
"""Administers Théâtre du Quai and takes part in nothing."""
ISABELLE: Final = "isabelle.fortin@theatreduquai.example"
"""Its primary administrator."""
KARIM: Final = "karim.benali@theatreduquai.example"
"""A plain member."""
EMILE: Final = "emile.bouchard@courriel.example"
"""Has a personal account and no organisation."""
CHLOE: Final = "chloe.simard@courriel.example"
"""Hasn't confirmed her address."""
LUCIE: Final = "lucie.fortin@sainte-colombe.example"
"""In the portal with a register: local manager of two services."""
ROSALIE: Final = "rosalie.gagne@sainte-colombe.example"
"""There: writes and transmits on two services."""
DENIS: Final = "denis.lavoie@sainte-colombe.example"
"""There: the primary administrator, who gives user codes."""
IVAN: Final = "ivan.cote@genie-des-caps.example"
"""There: mandated by Sainte-Colombe."""
PAULE: Final = "paule.theriault@genie-des-caps.example"
"""There: his mandatary manager."""
MIREILLE: Final = "mireille.dionne@habitations-du-phare.example"
"""There: administers an organisation in which nobody manages access rights."""
ZOE: Final = "zoe.bedard@mamot.example"
"""There: of the operator's staff."""
SOLANGE: Final = "solange.bernier@pointe-aux-embruns.example"
"""There: has a final report to transmit, and another that is transmitted."""
FLORENCE: Final = "florence.hardy@sainte-colombe.example"
"""There: without any right."""


@cache
def _planted(portal: str) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "portal.db"
        engine = Engine(Database(file), clock=SetClock(NOW), ids=CountedIds())
        plant(engine, portal)
        engine.close()
        return file.read_bytes()


def demonstration(folder: Path, portal: str = "sodec") -> Engine:
    """A fresh copy in ``folder``, at the moment at which it was made."""
    file = folder / "portal.db"
    file.write_bytes(_planted(portal))
    return Engine(Database(file), clock=SetClock(NOW), ids=CountedIds(1_000_000))


def token_of(engine: Engine, email: str) -> Secret:
    """A fresh session of somebody."""
    return Secret(engine.call(SignInToDemonstration(email=email)).token)


def signed_in(engine: Engine, email: str | None, language: str | None = None) -> EmbeddedBackend:
    """The backend of somebody who is signed in and has chosen a language; of nobody without an e-mail."""
    if email is None:
        return EmbeddedBackend(engine, language=language or "")
    token = token_of(engine, email)
    if language is not None:
        engine.call(ChooseLanguage(language=language), token)
    return EmbeddedBackend(engine, session=token, language=language or "")

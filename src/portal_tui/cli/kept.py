"""Where ``login`` keeps a session: in this machine's keyring where there is one, else in a private file.

Either way a file of mode 0600 stands for the portal in the folder for state: it has the token, or nothing
where the keyring has it. So the keyring is asked, and imported, only for what was put there.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portal_tui.folders import folders
from portal_tui.private_files import private_folder, replace
from portal_tui.secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "portal-tui"
"""What the keyring calls the program."""


class LockedKeyringError(Exception):
    """The keyring has the session and doesn't give it."""


class Kept:
    """The session kept for one portal: by its file's place, or its server's address."""

    def __init__(self, place: str | Path) -> None:
        self._place = place if isinstance(place, str) else str(place.resolve())
        name = hashlib.sha256(self._place.encode()).hexdigest()[:16]
        self.path = folders().state / f"session-{name}"

    def session(self) -> Secret | None:
        """The session, or None. A file that others may read isn't trusted. Raises LockedKeyringError."""
        try:
            if os.name == "posix" and self.path.stat().st_mode & 0o077:
                return None
            token = self.path.read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        return Secret(token) if token else self._from_keyring()

    def session_or_none(self) -> Secret | None:
        """The same for the interface, where whoever has none signs in."""
        with suppress(LockedKeyringError, OSError):
            return self.session()
        return None

    def keep(self, token: str, tell: Callable[[bool], None]) -> None:
        """Keep the session; ``tell`` hears whether it is the keyring's, before a file is written.

        Raises OSError.
        """
        private_folder(self.path.parent)
        self.forget()
        in_keyring = self._to_keyring(token)
        tell(in_keyring)
        replace(self.path, b"" if in_keyring else token.encode())

    def forget(self) -> None:
        """Keep nothing any more."""
        try:
            in_keyring = not self.path.read_bytes().strip()
        except FileNotFoundError:
            return
        self.path.unlink(missing_ok=True)
        if in_keyring and (keyring := usable_keyring()) is not None:
            from keyring.errors import KeyringError

            # What can't be taken out ends by itself; nothing here leads to it any more.
            with suppress(KeyringError):
                keyring.delete_password(SERVICE, self._place)

    def _to_keyring(self, token: str) -> bool:
        keyring = usable_keyring()
        if keyring is None:
            return False
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, self._place, token)
            return keyring.get_password(SERVICE, self._place) == token
        except KeyringError:
            return False

    def _from_keyring(self) -> Secret | None:
        keyring = usable_keyring()
        if keyring is None:
            raise LockedKeyringError
        from keyring.errors import KeyringError

        try:
            token = keyring.get_password(SERVICE, self._place)
        except KeyringError as error:
            raise LockedKeyringError from error
        return Secret(token) if token else None


def usable_keyring() -> "KeyringBackend | None":
    """The keyring of this machine, as the person's own settings choose it; None where there is no real one.

    One that the library doesn't recommend keeps secrets in a plain file, or nowhere.
    """
    try:
        import keyring
    except ModuleNotFoundError:
        return None
    from keyring import core
    from keyring.backends.chainer import ChainerBackend

    chosen = keyring.get_keyring()
    candidates = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    return next((each for each in candidates if core.recommended(each)), None)

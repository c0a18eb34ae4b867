"""Where a session is kept: in a real keyring only, else in a private file, and it is always said."""

import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked

from portal_tui.cli.kept import Kept, LockedKeyringError

PLACE = "https://demandes.office.example"


class Memory(KeyringBackend):
    """A keyring as good as any, for as long as it lasts."""

    priority = 5  # type: ignore[assignment]  # a class property in the library, a number in its backends
    locked = False

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class PlainFile(Memory):
    """Keeps secrets as anybody can read them: its priority says that nobody should want it."""

    priority = 0.5  # type: ignore[assignment]


@pytest.fixture
def machine() -> Iterator[Memory]:
    """A machine with a keyring."""
    before, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def keep(token: str = "a token") -> tuple[Kept, list[bool]]:
    told: list[bool] = []
    kept = Kept(PLACE)
    kept.keep(token, told.append)
    return kept, told


def given(kept: Kept) -> str | None:
    session = kept.session()
    return session.reveal() if session else None


def test_a_keyring_has_the_session_and_no_file_does(machine: Memory, home: Path) -> None:
    kept, told = keep()
    assert (told, given(kept)) == ([True], "a token")
    assert machine.held == {("portal-tui", PLACE): "a token"}
    assert not [each for each in home.rglob("*") if each.is_file() and each.read_bytes()]
    kept.forget()
    assert (given(kept), machine.held) == (None, {})


def test_without_a_keyring_it_is_said_and_only_its_owner_reads_the_file() -> None:
    kept, told = keep()
    assert (told, given(kept)) == ([False], "a token")
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    kept.path.chmod(0o640)
    assert given(kept) is None
    kept.forget()
    assert not kept.path.exists()


@pytest.mark.parametrize("backend", [PlainFile, NullKeyring])
@pytest.mark.usefixtures("machine")
def test_what_is_no_real_keyring_is_not_used(backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    assert keep()[1] == [False]


def test_of_several_the_real_one_is_used(machine: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChainerBackend, "backends", [PlainFile(), machine])
    keyring.set_keyring(ChainerBackend())
    assert keep()[1] == [True]
    assert machine.held


def test_a_keyring_that_is_locked_is_said_to_be(machine: Memory) -> None:
    kept, _ = keep()
    machine.locked = True
    with pytest.raises(LockedKeyringError):
        kept.session()
    assert kept.session_or_none() is None
    assert keep("another")[1] == [False]
    assert given(kept) == "another"


def test_each_portal_has_its_own(tmp_path: Path) -> None:
    keep()
    other = Kept(tmp_path / "portal.db")
    assert given(other) is None
    other.keep("of the file", lambda _: None)
    assert (given(other), given(Kept(PLACE))) == ("of the file", "a token")

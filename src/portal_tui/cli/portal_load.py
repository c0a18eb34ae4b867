"""``portal-tui portal load FOLDER --database FILE``: a definition becomes a portal, or its next version."""

import argparse
from typing import Any

from portal_tui.engine.founding import Changes, Founded, found
from portal_tui.engine.storage.address import without_password
from portal_tui.portals.problems import BrokenPortalError
from portal_tui.texts import Texts, texts

from . import DONE
from .answers import narrate, print_json
from .opening import WrongUseError, database_place, failures_told
from .portal import broken


def run(arguments: argparse.Namespace) -> int:
    """Load it and say what became of it; the operator's password is on stdout alone, and only now."""
    say = texts(arguments.language)
    code: list[int] = []
    with failures_told(arguments, code):
        if not (arguments.database or arguments.profile):
            raise WrongUseError(say("cli.load-where", folder=arguments.folder))
        place = database_place(arguments)
        try:
            loaded = found(arguments.folder, place, operator=arguments.operator or "", language=say.language)
        except BrokenPortalError as error:
            return broken(arguments.folder, error.problems, say)
        shown = without_password(place) if isinstance(place, str) else str(place)
        print_json(as_data(loaded, shown))
        for sentence in sentences(loaded, shown, say):
            narrate(sentence)
    return code[0] if code else DONE


def as_data(loaded: Founded, path: str) -> dict[str, Any]:
    """What became of it, for scripts."""
    operator = loaded.operator
    return {
        "database": path,
        "code": loaded.code,
        "name": loaded.name,
        "created": loaded.created,
        "changes": loaded.changes,
        "operator": operator and {"email": operator.email, "password": operator.password.reveal()},
    }


def sentences(loaded: Founded, path: str, say: Texts) -> list[str]:
    """The same for people, without the password."""
    said = [say(f"cli.portal-{'loaded' if loaded.created else 'updated'}", name=loaded.name, path=path)]
    if not loaded.created:
        said += _changes(loaded.changes, say)
    if loaded.operator is not None:
        said.append(say("cli.operator-created", email=loaded.operator.email))
    return [*said, say("cli.mail-needs-smtp"), say("cli.open-with", path=path)]


def _changes(changes: Changes, say: Texts) -> list[str]:
    lists = {
        "added": changes.added,
        "changed": changes.changed,
        "removed": changes.removed,
        "forms": changes.forms,
    }
    said = [
        f"  {say(f'cli.update.{what}', names=', '.join(names))}" for what, names in lists.items() if names
    ]
    if changes.portal:
        said.append(f"  {say('cli.update.portal')}")
    return said or [f"  {say('cli.update.nothing')}"]

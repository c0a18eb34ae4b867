"""The interface in the only application's first task: ``python -m tests.reliability.typewriter FILE``."""

import sys

from portal_tui.app import PortalApp
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.contract.accounts import SignInToDemonstration, WhoAmI
from portal_tui.contract.applications import ListApplications, OpenApplication
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import Database
from portal_tui.secret import Secret


def main(path: str) -> None:
    """Run until killed."""
    engine = Engine(Database(path))
    session = Secret(engine.call(SignInToDemonstration(email="maude@example.org")).token)
    (row,) = engine.call(ListApplications(), session).items
    task = engine.call(OpenApplication(application_id=row.id), session).tasks[0].id
    PortalApp(
        EmbeddedBackend(engine, session=session, language="fr-CA"),
        clock=engine.clock.now,
        me=engine.call(WhoAmI(), session),
        language="fr-CA",
        start="application",
        arguments={"application_id": row.id, "task_id": task},
    ).run()


if __name__ == "__main__":
    main(sys.argv[1])

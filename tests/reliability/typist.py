"""Types as long as it lives and says what is saved: ``python -m tests.reliability.typist FILE``."""

import sys

from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.contract.applications import ListApplications, OpenApplication
from portal_tui.contract.tasks import Change, OpenTask, SaveAnswers
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import Database
from portal_tui.secret import Secret


def main(path: str) -> None:
    """One key after another; each number printed is acknowledged."""
    engine = Engine(Database(path))
    session = Secret(engine.call(SignInToDemonstration(email="maude@example.org")).token)
    (row,) = engine.call(ListApplications(), session).items
    task = engine.call(OpenApplication(application_id=row.id), session).tasks[0].id
    opened = engine.call(OpenTask(task_id=task), session)
    count, revision = len(opened.answers.get("summary", "")), opened.revision
    while True:
        count += 1
        change = Change(pointer="/summary", value="x" * count)
        save = SaveAnswers(task_id=task, changes=(change,), revision=revision)
        revision = engine.call(save, session).revision
        print(count, revision, flush=True)  # noqa: T201 - read by the test that kills this


if __name__ == "__main__":
    main(sys.argv[1])

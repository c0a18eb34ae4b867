"""Creating an application (P2, P3, P6)."""

from typing import TYPE_CHECKING, Any

from portal_tui.contract.programmes import StartApplication, Started
from portal_tui.engine.applications.listing import relist
from portal_tui.engine.applications.loading import demand, load
from portal_tui.engine.applications.moving import add_step
from portal_tui.engine.handle import handles
from portal_tui.engine.register.using import decides, take_part
from portal_tui.engine.tasks.adding import add_tasks
from portal_tui.engine.tasks.progress import recount
from portal_tui.engine.work import Work
from portal_tui.rules.deadlines import local_date

from .eligibility import checks, first_answers
from .finding import find_programme
from .loading import Applicant, intake_of

if TYPE_CHECKING:
    from portal_tui.portals.definition import Programme


@handles(StartApplication)
def start_application(work: Work, operation: StartApplication) -> Started:
    """A new draft for the entity as which the person acts, if they and their answers may."""
    programme = find_programme(work.portal, operation.code)
    applicant = Applicant(work)
    questions = checks(work, programme, operation.eligibility)
    demand(applicant.may_start(programme, questions=questions))
    return create(
        work,
        programme,
        applicant_id=applicant.acting.id,
        answers=first_answers(programme, operation.eligibility),
    )


def create(
    work: Work, programme: "Programme", *, applicant_id: int, answers: dict[str, dict[str, Any]]
) -> Started:
    """Write a new draft of ``programme`` for an applicant, owned by the actor; ``answers`` by task key."""
    live = intake_of(work, programme)
    application_id = work.new_id()
    year = int(local_date(work.now, work.definitions.zone)[:4])
    number = f"{year}-{work.value('applications.next_number', year=year):06d}"
    work.run(
        "applications.add",
        id=application_id,
        number=number,
        programme_code=programme.code,
        programme_digest=work.value("definitions.programme_digest", code=programme.code),
        applicant_id=applicant_id,
        owner_id=work.actor.account_id,
        state="draft",
        at=work.now,
        deadline_at=live.closes_at,
        mandatory=0,
    )
    work.run(
        "applications.add_collaborator",
        application_id=application_id,
        account_id=work.actor.account_id,
        access="edit",
        at=work.now,
    )
    if decides(work):
        take_part(work, application_id)
    add_tasks(work, load(work, application_id).record, programme.tasks, answers=answers)
    loaded = load(work, application_id)
    recount(loaded, *(task.id for task in loaded.tasks if task.filled))
    relist(work, application_id)
    add_step(work, application_id, state="draft")
    return Started(application_id=application_id, number=number)

"""The catalogue, and one programme. Looking creates nothing (P1, P2, P4)."""

from typing import TYPE_CHECKING, Final

from portal_tui.contract.programmes import (
    ClosingPlan,
    Colleague,
    Contact,
    Hours,
    ListProgrammes,
    Opening,
    OpenProgramme,
    ProgrammeRow,
    ProgrammeView,
    TaskPlan,
)
from portal_tui.engine.collation import collation_key
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.deadlines import ends
from portal_tui.rules.starting import PERSON, ColleagueFacts

from .eligibility import question_of
from .finding import find_programme
from .loading import Applicant, intake_of

if TYPE_CHECKING:
    from portal_tui.portals.definition import Programme, Task

_ORDER: Final[dict[Opening, int]] = {"open": 0, "always": 1, "soon": 2, "closing-only": 3, "closed": 4}
_NEVER: Final = 2**62
_MOST: Final = 20
"""So many applications of a programme are named, mine and colleagues' each."""


@handles(ListProgrammes)
def list_programmes(work: Work, operation: ListProgrammes) -> tuple[ProgrammeRow, ...]:
    """Every programme, for the acting entity."""
    applicant = Applicant(work)
    counts = _counts(applicant)
    rows = [_row(applicant, programme, counts) for programme in work.portal.programmes]
    return tuple(sorted(rows, key=_place))


@handles(OpenProgramme)
def open_programme(work: Work, operation: OpenProgramme) -> ProgrammeView:
    """What a programme is, what it takes, and what the entity has filed there."""
    portal = work.portal
    programme = find_programme(portal, operation.code)
    applicant = Applicant(work)
    mine = _applications(applicant, programme, "of_mine")
    colleagues = _applications(applicant, programme, "of_colleagues")
    return ProgrammeView(
        row=_row(applicant, programme, _counts(applicant)),
        summary=portal.say(programme.summary, work.language),
        description=portal.say(programme.description, work.language) if programme.description else None,
        website=programme.website or "",
        applicants=tuple(
            portal.say(kind.name, work.language)
            for kind in portal.organisation_kinds
            if kind.key in programme.applicants
        ),
        persons=PERSON in programme.applicants,
        provide=tuple(portal.say(each, work.language) for each in programme.to_provide),
        contact=_contact(work, programme),
        questions=tuple(question_of(work, programme, question) for question in programme.eligibility),
        tasks=tuple(_plan(work, task) for task in programme.tasks),
        closing=_closing(work, programme),
        mine=mine,
        colleagues=colleagues,
        decisions={
            "start-application": applicant.may_start(
                programme, colleague=_latest(applicant, programme, colleagues)
            ),
            **applicant.may_read_register(programme),
        },
    )


def _place(row: ProgrammeRow) -> tuple[int, int, str]:
    moment = row.opens_at if row.opening == "soon" else row.closes_at
    return _ORDER[row.opening], _NEVER if moment is None else moment, collation_key(row.title.text)


def _row(applicant: Applicant, programme: "Programme", counts: dict[str, tuple[int, int]]) -> ProgrammeRow:
    work, portal = applicant.work, applicant.work.portal
    live = intake_of(work, programme)
    filed, drafts = counts.get(programme.code, (0, 0))
    return ProgrammeRow(
        code=programme.code,
        title=portal.say(programme.title, work.language),
        direction=portal.say(portal.service_desk(programme.service_desk).name, work.language),
        opening=live.opening,
        opens_at=live.opens_at,
        closes_at=live.closes_at,
        filed=filed,
        drafts=drafts,
        start=applicant.may_start(programme),
    )


def _counts(applicant: Applicant) -> dict[str, tuple[int, int]]:
    """Filed and drafts by programme, of those that this person may see in the list (T5)."""
    name = "programmes.counts" if applicant.administers else "programmes.counts_of_mine"
    params = {"entity_id": applicant.acting.id}
    if not applicant.administers:
        params["account_id"] = applicant.viewer.account_id
    rows = applicant.work.dicts(name, **params)
    return {row["programme_code"]: (row["filed"], row["drafts"]) for row in rows}


def _applications(applicant: Applicant, programme: "Programme", which: str) -> tuple[Colleague, ...]:
    return tuple(
        applicant.work.rows(
            f"programmes.{which}",
            Colleague,
            entity_id=applicant.acting.id,
            account_id=applicant.viewer.account_id,
            code=programme.code,
            limit=_MOST,
        )
    )


def _latest(
    applicant: Applicant, programme: "Programme", colleagues: tuple[Colleague, ...]
) -> ColleagueFacts | None:
    if not colleagues:
        return None
    latest = colleagues[0]
    return ColleagueFacts(
        application_id=latest.application_id,
        number=latest.number,
        owner=latest.owner,
        state=latest.state,
        changed_at=latest.changed_at,
        count=len(colleagues),
    )


def _contact(work: Work, programme: "Programme") -> Contact:
    portal = work.portal
    desk, operator = portal.service_desk(programme.service_desk), portal.operator
    hours = operator.hours
    return Contact(
        name=portal.say(desk.name, work.language),
        email=desk.email or operator.email,
        phone=desk.phone or operator.phone or "",
        menu_choice=desk.menu_choice or "",
        hours=None if hours is None else Hours(days=hours.days, opens=hours.opens, closes=hours.closes),
    )


def _closing(work: Work, programme: "Programme") -> ClosingPlan | None:
    closing = programme.closing
    if closing is None:
        return None
    return ClosingPlan(
        tasks=tuple(_plan(work, task) for task in programme.closing_tasks),
        instructions=work.portal.say(closing.instructions, work.language) if closing.instructions else None,
        months_after_grant=closing.months_after_grant,
        closes_at=ends(closing.closes, work.definitions.zone) if closing.closes else None,
    )


def _plan(work: Work, task: "Task") -> TaskPlan:
    return TaskPlan(
        key=task.key,
        kind=task.kind,
        title=work.portal.say(task.title, work.language),
        mandatory=task.mandatory is True,
        summary=None if task.instructions is None else work.portal.say(task.instructions, work.language),
    )

"""A whole history, area by area: the engine and the server give the same answers, refusals and texts (B1)."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from portal_tui.contract import OPERATIONS, designations, register
from portal_tui.contract import accounts as a
from portal_tui.contract import applications as ap
from portal_tui.contract import discussion as d
from portal_tui.contract import finding as f
from portal_tui.contract import organisations as o
from portal_tui.contract import programmes as p
from portal_tui.contract import reuse as r
from portal_tui.contract import staff as s
from portal_tui.contract import tasks as t
from tests.contract_suite.conftest import Place
from tests.contract_suite.twins import Twins, twins
from tests.engine.uploads.files import pdf
from tests.stage import EVENING
from tests.world import ANSWERS, DAY

REGISTER = {
    name
    for name, each in OPERATIONS.items()
    if each.type.__module__ in (register.__name__, designations.__name__)
}
"""Asked of portals that have one: ``test_register``."""
PASSWORD = "quatre chevaux mangent du savon"


@pytest.fixture
async def both(tmp_path: Path, place: Place) -> AsyncIterator[Twins]:
    async with twins(str(tmp_path / "portal.db"), place()) as pair:
        yield pair


async def accounts(both: Twins) -> None:
    """Signing up, confirming, forgetting, signing in, as whom to act."""
    portal = await both.do("Zoé", a.ReadPortal())
    terms = await both.do("Zoé", a.ReadTerms())
    await both.do("Zoé", a.ListDemonstrationPeople())
    assert (await both.ask("Zoé", a.WhoAmI())).code == "not-signed-in"
    sign_up = a.SignUp(
        email="zoe@example.org",
        given_name="Zoé",
        family_name="Côté\u202e",
        password=PASSWORD,
        terms_version=terms.version,
    )
    short = a.SignUp(
        email="zoe@example.org", given_name="Z", family_name="C", password="x", terms_version="0"
    )
    assert (await both.ask("Zoé", short)).problem["fields"]
    me = (await both.do("Zoé", sign_up)).me
    assert me.family_name == "Côté\ufffd", "cleaned at both edges"
    await both.do("Zoé", a.SendConfirmation())
    await both.do("Zoé", a.CorrectAddress(email="zoe.cote@example.org"))
    assert (await both.ask("Zoé", a.ConfirmAddress(code="00000000"))).problem
    await both.do("Zoé", a.ConfirmAddress(code=await secret(both, "zoe.cote@example.org")))
    await both.do("Zoé", a.ChooseLanguage(language="en"))
    await both.do("Zoé", a.ReadMyDecisions())
    assert (await both.ask("Zoé", a.ActAs(entity_id=1))).problem
    await both.do("Zoé", a.ActAs(entity_id=me.acting.id))
    await both.do("Zoé", d.ListMail())
    await both.do("Zoé", a.SignOut())
    assert (await both.ask("Zoé", a.WhoAmI())).code == "session-ended"
    both.forget("Zoé")
    await both.do("Zoé", a.AskPasswordReset(email="zoe.cote@example.org"))
    await both.do("Zoé", a.AskPasswordReset(email="nobody@example.org"))
    code = await secret(both, "zoe.cote@example.org")
    await both.do("Zoé", a.ResetPassword(email="zoe.cote@example.org", code=code, password=PASSWORD[::-1]))
    both.forget("Zoé")
    await both.do("Zoé", a.SignIn(email="zoe.cote@example.org", password=PASSWORD[::-1]))
    await both.do("Zoé", a.WhoAmI())
    both.forget("Zoé")
    wrong = a.SignIn(email="zoe.cote@example.org", password="wrong")
    for _ in range(12):
        outcome = await both.ask("Zoé", wrong)
    assert outcome.problem["status"] == 429
    assert portal.code == "small"


async def secret(both: Twins, address: str) -> str:
    """The code of the newest mail to an address, the same on both sides."""
    codes = {side.world.mails(address)[-1]["secret"] for side in (both.embedded, both.over_http)}
    assert len(codes) == 1
    return str(codes.pop())


async def organisations(both: Twins) -> None:
    """Creating, inviting, asking to join, changing members, handing over."""
    await both.enter("Maude", "Jean", "Lise")
    await both.do("Maude", o.ListOrganisationKinds())
    await both.do("Maude", o.FindSimilar(name="theatre du quai"))
    create = o.CreateOrganisation(name="Les Ateliers", kind="association", idempotency_key="k-1")
    me = await both.do("Maude", create)
    assert await both.do("Maude", create) == me, "the same key gives the same answer"
    again = o.CreateOrganisation(name="Autre", kind="association", idempotency_key="k-1")
    assert (await both.ask("Maude", again)).code == "key-reused"
    ateliers = me.acting.id
    assert (await both.ask("Jean", o.OpenOrganisation(organisation_id=ateliers))).problem["status"] == 404
    await both.do("Maude", o.OpenOrganisation(organisation_id=ateliers))
    for email in ("jean@example.org", "lise@example.org"):
        view = await both.do("Maude", o.InviteMember(organisation_id=ateliers, email=email))
    ids = [each.id for each in view.invitations]
    await both.do("Maude", o.CancelInvitation(invitation_id=ids[1]))
    assert (await both.ask("Lise", o.AnswerInvitation(invitation_id=ids[1], accept=True))).problem
    await both.do("Jean", o.ListMyInvitations())
    await both.do("Jean", o.AnswerInvitation(invitation_id=ids[0], accept=True))
    await both.do("Lise", o.AskMembership(organisation="Les Ateliers", message="Bonjour <b>é</b>"))
    view = await both.do("Maude", o.OpenOrganisation(organisation_id=ateliers))
    await both.do("Maude", o.AnswerMembership(request_id=view.requests[0].id, accept=True))
    jean, lise = (both.embedded.world.accounts[name] for name in ("Jean", "Lise"))
    promote = o.ChangeMember(organisation_id=ateliers, account_id=jean, standing="administrator")
    await both.do("Maude", promote)
    assert (await both.ask("Lise", promote)).code == "refused"
    await both.ask("Lise", o.AskOrganisation(organisation_id=ateliers, remedy="no-such-remedy"))
    await both.do(
        "Lise", o.AskOrganisation(organisation_id=ateliers, remedy="ask-organisation-administrator")
    )
    await both.do("Maude", o.TransferAdministration(organisation_id=ateliers, account_id=jean))
    await both.do("Jean", o.RemoveMember(organisation_id=ateliers, account_id=lise))
    assert await both.do("Maude", o.RemoveMember(organisation_id=ateliers, account_id=me.account_id)) is None


async def programmes(both: Twins) -> None:
    """The catalogue, eligibility, beginning an application."""
    await both.enter("Maude")
    await both.do("Maude", p.ListProgrammes())
    await both.do("Maude", p.OpenProgramme(code="30-44-00"))
    for code in ("..", "a/b", "a b?c#d", "é%2F", ""):
        assert (await both.ask("Maude", p.OpenProgramme(code=code))).problem["status"] == 404
    await both.do("Maude", p.CheckEligibility(code="any", answers={}))
    start = p.StartApplication(code="any", idempotency_key="begin é")
    started = await both.do("Maude", start)
    assert await both.do("Maude", start) == started


async def applications(both: Twins) -> None:
    """The list in pages, one application, its people, deleting and restoring."""
    await both.enter("Maude", "Jean", "Lise")
    await both.do("Maude", f.ReadHome())
    page = await both.do("Maude", ap.ListApplications(limit=2))
    later = await both.do("Maude", ap.ListApplications(limit=2, after=page.after))
    back = await both.do("Maude", ap.ListApplications(limit=2, before=later.before))
    assert back.items == page.items
    await both.do("Maude", ap.ListApplications(sort="number", descending=False, states=("draft", "sent")))
    await both.do("Maude", ap.ListApplications(filter="bourses & cie", offset=1))
    assert (await both.ask("Maude", ap.ListApplications(after="not a cursor"))).problem["status"] == 422
    by_number = await both.do("Lise", ap.ListApplications(sort="number", limit=1))
    assert by_number.after
    elsewhere = ap.ListApplications(sort="deadline", after=by_number.after)
    assert (await both.ask("Lise", elsewhere)).problem["status"] == 422, "a cursor of another order"
    await both.do("Lise", ap.ListApplications(filter='\0 20\0%26 "', offset=-1))
    await both.do("Maude", ap.CountApplications(states=("draft",)))
    await both.do("Maude", f.LookElsewhere(filter="2026-000004"))
    assert (await both.ask("Maude", ap.FindApplication(number="1999/000001"))).problem["status"] == 404
    view = await both.do("Maude", ap.FindApplication(number="2026-000003"))
    mine = view.id
    await both.do("Maude", ap.ReviewApplication(application_id=mine))
    await both.do("Maude", ap.ReadTimeline(application_id=mine))
    await both.do("Maude", ap.ListPeople(application_id=mine))
    jean, maude = (both.embedded.world.accounts[name] for name in ("Jean", "Maude"))
    await both.do("Maude", ap.AddCollaborator(application_id=mine, account_id=jean, access="edit"))
    explain = ap.Explain(application_id=mine, action="send-application")
    assert (await both.do("Jean", explain)).reasons
    await both.ask("Jean", ap.Explain(application_id=mine, action="no/such action"))
    send = ap.SendApplication(application_id=mine)
    assert (await both.ask("Jean", send)).problem["decision"]
    await both.do("Jean", ap.AskPerson(application_id=mine, remedy="ask-owner-to-send"))
    assert (await both.ask("Jean", ap.AskPerson(application_id=mine, remedy="ask-owner-to-send"))).problem
    await both.do("Maude", ap.HandOver(application_id=mine, account_id=jean))
    await both.do("Lise", ap.TakeOwnership(application_id=mine))
    await both.do("Lise", ap.RemoveCollaborator(application_id=mine, account_id=maude))
    await both.do("Lise", ap.DeleteApplication(application_id=mine))
    await both.do("Lise", ap.ListDeleted())
    await both.ask("Lise", ap.OpenApplication(application_id=mine))
    await both.do("Lise", ap.RestoreApplication(application_id=mine))
    await both.do("Lise", ap.OpenApplication(application_id=mine))


async def tasks(both: Twins) -> None:
    """Answers, conflicts, completion, documents, and the sending of it all."""
    await both.enter("Maude", "Jean")
    view = await both.do("Maude", ap.FindApplication(number="2026-000001"))
    jean = both.embedded.world.accounts["Jean"]
    await both.do("Maude", ap.AddCollaborator(application_id=view.id, account_id=jean, access="edit"))
    request, documents, declaration = view.tasks[:3]
    task = await both.do("Maude", t.OpenTask(task_id=request.id))
    title = "Été «\u00a02027\u00a0» \U0001f600"
    save = t.SaveAnswers(
        task_id=request.id,
        changes=(t.Change(pointer="/title", value=title, base=ANSWERS["title"]), t.Change(pointer="/first")),
        revision=task.revision,
    )
    saved = await both.do("Maude", save)
    assert saved.revision > task.revision
    late = t.SaveAnswers(
        task_id=request.id,
        changes=(t.Change(pointer="/title", value="Autre", base=ANSWERS["title"]),),
        revision=task.revision,
    )
    assert (await both.do("Jean", late)).conflicts
    await both.ask(
        "Jean", t.SaveAnswers(task_id=request.id, changes=late.changes, revision=0, keep_mine=True)
    )
    await both.do("Maude", r.ExportAnswers(task_id=request.id))
    file = r.CompareAnswers(task_id=request.id, name="é.json", content=b'{"title": "Autre", "fax": 1}')
    await both.do("Maude", file)
    await both.ask("Maude", r.CompareEarlier(task_id=request.id, earlier_id=404))
    await both.do("Maude", t.ResetTask(task_id=request.id))
    earlier = await both.do("Maude", r.ListEarlier(task_id=request.id))
    await both.do("Maude", r.CompareEarlier(task_id=request.id, earlier_id=earlier[0].application_id))
    assert (await both.ask("Maude", t.CompleteTask(task_id=request.id))).problem
    await both.do("Maude", t.UndoReset(task_id=request.id))
    await both.do("Maude", t.CompleteTask(task_id=request.id))
    await both.do("Maude", t.ReopenTask(task_id=request.id))
    await both.do("Maude", t.CompleteTask(task_id=request.id))
    await upload(both, documents.id)
    signed = (t.Change(pointer="/accepted", value=True), t.Change(pointer="/name", value="Maude Tremblay"))
    await both.do("Maude", t.SaveAnswers(task_id=declaration.id, changes=signed, revision=1))
    for each in (documents, declaration):
        await both.do("Maude", t.CompleteTask(task_id=each.id))
    key = ap.SendApplication(application_id=view.id, idempotency_key="send-1")
    receipt = await both.do("Maude", key)
    assert await both.do("Maude", key) == receipt
    assert (await both.ask("Maude", ap.SendApplication(application_id=view.id))).problem
    await both.do("Maude", ap.ReadReceipt(application_id=view.id, round=1))
    assert (await both.ask("Maude", ap.ReadReceipt(application_id=view.id, round=2))).problem["status"] == 404


async def upload(both: Twins, task_id: int) -> None:
    """Attach files, wrong and right, download one and the template, take one out again."""

    def add(content: bytes, name: str = 'états "financiers"; 2026/ü.pdf', slot: str = "accounts") -> Any:
        return t.AddDocument(task_id=task_id, slot=slot, name=name, content=content)

    assert (await both.ask("Maude", add(b""))).problem["fields"]
    assert (await both.ask("Maude", add(b"MZ" + bytes(5_000)))).problem["fields"]
    view = await both.do("Maude", add(pdf()))
    document = view.documents[0]
    content = await both.do("Maude", t.DownloadDocument(document_id=document.id))
    assert content.content == pdf()
    assert content.digest == document.digest
    await both.do("Maude", add(pdf(2), "plan.pdf", "plan"))
    view = await both.do("Maude", add(pdf(3), "plan.pdf", "plan"))
    await both.do("Maude", t.RemoveDocument(document_id=view.documents[-1].id))
    await both.do("Maude", t.DownloadTemplate(task_id=task_id, name="plan.xlsx"))
    for name in ("../plan.xlsx", "none.xlsx"):
        template = t.DownloadTemplate(task_id=task_id, name=name)
        assert (await both.ask("Maude", template)).problem["status"] == 404


async def staff(both: Twins) -> None:
    """Every step of staff, the applicant's corrections and withdrawal."""
    await both.enter("Maude", "Jean", "Ada")
    venues = (await both.do("Maude", ap.FindApplication(number="2026-000001"))).id
    bourses = (await both.do("Maude", ap.FindApplication(number="2026-000002"))).id

    def step(kind: Any, expected: str, application: int = bourses, **more: Any) -> Any:
        return kind(application_id=application, expected=expected, explanation="Voir la lettre.", **more)

    assert (await both.ask("Maude", step(s.BeginReview, "sent"))).problem
    assert (await both.ask("Ada", step(s.GrantApplication, "eligible"))).problem
    await both.do("Ada", step(s.BeginReview, "sent"))
    await both.do("Ada", step(s.RequestChanges, "under-review", due_at=EVENING + 10 * DAY))
    more = s.ExtendDeadline(number="2026-000002", until=EVENING + 20 * DAY, explanation="Une panne.")
    assert (await both.ask("Maude", more)).problem
    await both.do("Ada", more)
    await discussion(both, bourses)
    await both.do("Maude", ap.SendApplication(application_id=bourses))
    for kind, expected in (
        (s.BeginReview, "sent"),
        (s.DeclareEligible, "under-review"),
        (s.GrantApplication, "eligible"),
    ):
        await both.do("Ada", step(kind, expected))
        await both.do("Ada", step(kind, expected, venues))
    assert (await both.ask("Ada", step(s.OpenClosing, "granted"))).problem
    await both.do("Ada", step(s.CloseApplication, "granted"))
    await both.do("Ada", step(s.OpenClosing, "granted", venues))
    await closing(both, venues)
    await both.do("Ada", step(s.RecordFinalPayment, "closing-sent", venues))
    for kinds in ((s.DeclareIneligible,), (s.DeclareEligible, s.RefuseApplication)):
        sent = await sent_anew(both)
        await both.do("Ada", step(s.BeginReview, "sent", sent))
        for kind, expected in zip(kinds, ("under-review", "eligible"), strict=False):
            await both.do("Ada", step(kind, expected, sent))
    withdrawn = ap.WithdrawApplication(application_id=await sent_anew(both), explanation="Trop tôt.")
    await both.do("Maude", withdrawn)
    assert (await both.ask("Maude", withdrawn)).problem


async def closing(both: Twins, application: int) -> None:
    """What was granted is closed: filled in, sent, given back, sent again."""
    sending = ap.SendApplication(application_id=application)
    paid = s.RecordFinalPayment(application_id=application, expected="closing")
    assert (await both.ask("Maude", sending)).problem
    assert (await both.ask("Ada", paid)).problem
    view = await both.do("Maude", ap.OpenApplication(application_id=application))
    report, vouchers = view.due
    changes = tuple(t.Change(pointer=f"/{name}", value=value) for name, value in ANSWERS.items())
    await both.do("Maude", t.SaveAnswers(task_id=report.id, changes=changes, revision=1))
    invoice = t.AddDocument(task_id=vouchers.id, slot="invoices", name="facture.pdf", content=pdf())
    await both.do("Maude", invoice)
    for each in (report, vouchers):
        await both.do("Maude", t.CompleteTask(task_id=each.id))
    await both.do("Maude", ap.ReviewApplication(application_id=application))
    first = await both.do("Maude", sending)
    back = s.RequestChanges(application_id=application, expected="closing-sent", explanation="La facture?")
    await both.do("Ada", back)
    await both.do("Ada", t.OpenTask(task_id=report.id))
    again = await both.do("Maude", sending)
    assert (again.round, again.closing) == (first.round + 1, True)


async def sent_anew(both: Twins) -> int:
    """A further application of Maude's, sent; its id."""
    started = await both.do("Maude", p.StartApplication(code="any"))
    view = await both.do("Maude", ap.OpenApplication(application_id=started.application_id))
    changes = tuple(t.Change(pointer=f"/{name}", value=value) for name, value in ANSWERS.items())
    task_id = view.tasks[0].id
    await both.do("Maude", t.SaveAnswers(task_id=task_id, changes=changes, revision=1))
    await both.do("Maude", t.CompleteTask(task_id=task_id))
    await both.do("Maude", ap.SendApplication(application_id=view.id))
    return int(view.id)


async def discussion(both: Twins, application_id: int) -> None:
    """A thread that staff open, answered with an attachment, and read."""
    file = d.NewFile(name="pièce.pdf", content=pdf(2))
    assert (await both.ask("Jean", d.ReadDiscussion(application_id=application_id))).problem
    opened = d.OpenThread(application_id=application_id, subject="Budget", body="Précisez.", files=(file,))
    assert (await both.ask("Maude", opened)).problem["decision"]
    view = await both.do("Ada", opened)
    thread = view.threads[0]
    reply = d.Reply(thread_id=thread.id, body="Voilà\x1b[31m.", files=(file, file), idempotency_key="r")
    said = await both.do("Maude", reply)
    assert await both.do("Maude", reply) == said
    last = said.threads[0].messages[-1]
    assert "\x1b" not in last.body
    await both.do("Ada", d.MarkRead(thread_id=thread.id, message_id=last.id))
    await both.do("Maude", d.ReadDiscussion(application_id=application_id))


async def official(both: Twins) -> None:
    """Staff deposit official documents in a task for them; the applicant reads them."""
    await both.enter("Maude", "Ada")
    venues = await both.do("Maude", ap.FindApplication(number="2026-000001"))
    task = next(each for each in venues.tasks if each.kind == "communications")
    files = (d.NewFile(name="lettre.pdf", content=pdf()),)
    await both.ask("Ada", d.DepositOfficial(task_id=task.id, files=files, explanation="Décision"))
    await both.ask("Maude", d.MarkTaskRead(task_id=task.id))


AREAS = [accounts, organisations, programmes, applications, tasks, staff, official]


async def test_every_operation_says_the_same(both: Twins) -> None:
    """Each is asked on both sides; nearly each is done."""
    for area in AREAS:
        await area(both)
    assert sorted(OPERATIONS.keys() - both.asked) == sorted(REGISTER)
    assert sorted(both.asked - both.done) == []

"""SODEC's demonstration: believable, told in order, each story possible, every state and every role shown."""

import shutil
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import pytest
from PIL import Image

from portal_tui.portals.bundled import folder
from portal_tui.portals.definition import Portal
from portal_tui.portals.demonstration import (
    Demonstration,
    answers_at,
    documents,
    last_moment,
    local,
    moment,
    placed,
    replay,
)
from portal_tui.portals.demonstration_load import load_demonstration
from portal_tui.portals.load import load
from portal_tui.portals.problems import BrokenPortalError
from portal_tui.rules.deadlines import LocalTimeError, begins, ends
from portal_tui.rules.states import STATES
from portal_tui.texts import texts

SODEC = folder("sodec")
ZONE = ZoneInfo("America/Toronto")
MADE_AT = int(datetime(2026, 11, 22, 1, 30, tzinfo=UTC).timestamp()) * 1_000_000
"""It is still the 21st in Montréal."""


@pytest.fixture(scope="module")
def sodec() -> Portal:
    return load(SODEC)


@pytest.fixture(scope="module")
def demonstration(sodec: Portal) -> Demonstration:
    return load_demonstration(SODEC, sodec)


def test_twelve_applications_in_every_state_but_one(demonstration: Demonstration) -> None:
    """PGAMR's has a closing that is sent."""
    assert len(demonstration.applications) == 12
    assert {application.state for application in demonstration.applications} == set(STATES) - {"closing-sent"}
    assert max(application.round for application in demonstration.applications) == 2
    assert {application.programme for application in demonstration.applications} == {
        "30-44-00",
        "30-20-02",
        "30-20-02-01",
        "30-20-02-02",
        "30-20-05",
    }


def test_somebody_for_each_role(demonstration: Demonstration) -> None:
    roles = Counter(person.role for person in demonstration.people)
    assert roles["owner"] == 1
    assert set(roles) == {
        "owner",
        "collaborator-edit",
        "collaborator-view",
        "administrator",
        "primary-administrator",
        "member",
        "personal",
        "unconfirmed",
        "two-organisations",
        "departed",
        "staff",
    }
    for person in demonstration.people:
        assert isinstance(person.purpose, dict)
        assert set(person.purpose) == {"fr", "en"}
        assert person.confirmed == (person.role != "unconfirmed")
        assert bool(person.service_desks) == (person.role == "staff")


def test_people_are_what_their_role_says(demonstration: Demonstration) -> None:
    by_role = {person.role: person.email for person in reversed(demonstration.people)}
    standings = {
        (organisation.key, member.person): member.standing
        for organisation in demonstration.organisations
        for member in organisation.members
    }
    memberships = Counter(email for _, email in standings)
    takes_part = {
        email
        for application in demonstration.applications
        for event in application.events
        for email in (event.by, event.person)
    }
    assert memberships[by_role["two-organisations"]] == 2
    assert memberships[by_role["personal"]] == memberships[by_role["unconfirmed"]] == 0
    assert standings["deux-rives", by_role["departed"]] == "primary"
    assert standings["theatre-du-quai", by_role["administrator"]] == "administrator"
    assert not {by_role["administrator"], by_role["primary-administrator"], by_role["member"]} & takes_part
    owned = [each for each in demonstration.applications if each.events[0].by == by_role["owner"]]
    assert {each.state for each in owned} == {"draft", "changes-requested", "granted", "withdrawn"}


def test_offsets_are_local_times(demonstration: Demonstration) -> None:
    assert local("-12 days 14:20", MADE_AT, ZONE) == "2026-11-09T14:20"
    assert local("+3 days", MADE_AT, ZONE) == "2026-11-24"
    assert moment("-30 days 09:00", MADE_AT, ZONE) == begins("2026-10-22T09:00", ZONE)
    assert last_moment("+3 days 23:59", MADE_AT, ZONE) == ends("2026-11-24", ZONE)
    for wrong in ("-12", "yesterday", "-12 days 02:30", "-12 days 24:00"):
        with pytest.raises(LocalTimeError):
            local(wrong, MADE_AT, ZONE)


def test_answers_take_their_dates_from_the_day_it_is_made() -> None:
    answers = {"shows": [{"date": "@+95 days", "fee": 4200}], "title": "À l’eau"}
    assert answers_at(answers, MADE_AT, ZONE) == {
        "shows": [{"date": "2027-02-24", "fee": 4200}],
        "title": "À l’eau",
    }


def test_events_follow_each_other_and_are_past(demonstration: Demonstration) -> None:
    happenings = replay(demonstration, MADE_AT, ZONE)
    assert len(happenings) == sum(len(each.events) for each in demonstration.applications)
    assert [each.at for each in happenings] == sorted(each.at for each in happenings)
    assert happenings[-1].at < MADE_AT
    for index, application in enumerate(demonstration.applications):
        told = [each.event.do for each in happenings if each.application == index]
        assert told == [event.do for event in application.events]
    assert not any("@+" in str(each.event.answers) for each in happenings)


def test_programmes_are_placed_around_the_day_it_is_made(sodec: Portal, demonstration: Demonstration) -> None:
    portal = placed(sodec, demonstration, MADE_AT)
    (window,) = portal.programme("30-44-00").windows
    assert (window.opens, window.closes) == ("2026-10-21", "2026-12-03T23:59")
    for code in ("30-20-02-02", "30-20-05"):
        programme = portal.programme(code)
        assert all(ends(str(each.closes), ZONE) < MADE_AT for each in programme.windows), "closed to new ones"
        before, closing = sodec.programme(code).closing, programme.closing
        assert before is not None
        assert closing is not None
        assert begins(str(closing.opens), ZONE) < MADE_AT < ends(str(closing.closes), ZONE)
        assert closing.instructions == before.instructions
    assert portal.programme("30-20-02").any_time
    assert [each.version for each in portal.programmes] == [each.version for each in sodec.programmes]


def test_its_documents_are_real_small_and_used(demonstration: Demonstration) -> None:
    found = documents(SODEC)
    assert sum(path.stat().st_size for path in found.values()) < 100_000
    for path in found.values():
        content = BytesIO(path.read_bytes())
        if path.suffix == ".png":
            with Image.open(content) as image:
                image.load()
        else:
            text = pypdf.PdfReader(content, strict=True).pages[0].extract_text()
            assert "fictif" in text
    used = {
        name
        for application in demonstration.applications
        for event in application.events
        for names in (event.files, *event.documents.values())
        for name in names
    }
    assert used == set(found)


DRAFT = "demonstration/applications/01-voix-nouvelles.yaml"
FIX = "demonstration/applications/02-salle-b.yaml"
READY = "demonstration/applications/03-ete-au-bassin.yaml"
CLOSED = "demonstration/applications/11-un-seuil-pour-tous.yaml"
CAST = "demonstration.yaml"

BROKEN = [
    (CAST, "password: demonstration-sodacces", "password: court", "password-short"),
    (CAST, "email: chloe.simard@courriel.example", "email: chloe.simard@courriel.ca", "address-not-invented"),
    (CAST, "email: chloe.simard@courriel", "email: emile.bouchard@courriel", "twice"),
    (CAST, "role: owner", "role: member", "no-owner"),
    (CAST, "role: departed", "role: departted", "value-unknown-near"),
    (CAST, "[livre-musique]", "[livres-musique]", "desk-unknown-near"),
    (CAST, "joined: -14 days 19:45", "joined: 14 jours", "not-an-offset"),
    (CAST, "kind: association", "kind: asociation", "applicant-unknown-near"),
    (CAST, '{neq: "1142345678"}', '{neq: "9942345678"}', "identifier-wrong"),
    (CAST, '{neq: "1142345678"}', "{}", "identifier-missing"),
    (CAST, '{neq: "1142345678"}', '{neq: "1173456789"}', "twice"),
    (CAST, "standing: primary, since: -629", "standing: member, since: -629", "not-one-primary"),
    (CAST, "- {person: karim.benali", "- {person: karim.benalli", "person-unknown-near"),
    (CAST, '"30-20-05":', '"30-20-50":', "programme-unknown-near"),
    (DRAFT, "programme: 30-44-00", "programme: 30-44", "programme-unknown-near"),
    (DRAFT, "applicant: theatre-du-quai", "applicant: theatre-du-quais", "applicant-unknown-near"),
    (
        DRAFT,
        "applicant: theatre-du-quai",
        "applicant: emile.bouchard@courriel.example",
        "applicant-not-admitted",
    ),
    (DRAFT, "state: draft", "state: sent", "story-ends-otherwise"),
    (DRAFT, "-8 days 16:05", "-10 days 16:05", "not-in-order"),
    (DRAFT, "-2 days 11:25", "0 days 11:25", "not-in-the-past"),
    (DRAFT, "by: jean.roy@", "by: karim.benali@", "not-theirs-to-do"),
    (DRAFT, "by: jean.roy@", "by: jean.roi@", "person-unknown-near"),
    (
        DRAFT,
        "person: louise.gagnon@theatreduquai.example",
        "person: thomas.levesque@deuxrives.example",
        "not-a-member",
    ),
    (DRAFT, "task: documents", "task: document", "task-unknown-near"),
    (DRAFT, "season_begins: '@+80 days'", "season_begins: '@demain'", "not-an-offset"),
    (DRAFT, "[resolution-theatre-du-quai.pdf]", "[resolutions.pdf]", "document-unknown"),
    (DRAFT, "statements: [", "statement: [", "slot-wrong"),
    (READY, "name: Jean Roy", "name: Jean Roi", "not-signed"),
    (READY, "places: 450", "places: 501", "answer-wrong"),
    (READY, "      plan: [plan-salle.png]\n", "", "document-missing"),
    (FIX, "task: declaration\n", "task: supplementary\n", "task-incomplete"),
    (FIX, "do: request-changes", "do: grant-application", "not-in-this-state"),
    (FIX, "thread: 0", "thread: 1", "no-such-thread"),
    (
        FIX,
        "by: genevieve.dube@sodec.example\n    do: begin",
        "by: jean.roy@theatreduquai.example\n    do: begin",
        None,
    ),
    (CLOSED, "task: closing-declaration", "task: declaration", "task-incomplete"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), BROKEN)
def test_what_could_not_have_been_is_said(
    tmp_path: Path, sodec: Portal, file: str, old: str, new: str, code: str | None
) -> None:
    shutil.copy(SODEC / CAST, tmp_path / CAST)
    shutil.copytree(SODEC / "demonstration", tmp_path / "demonstration")
    text = (tmp_path / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BrokenPortalError) as caught:
        load_demonstration(tmp_path, sodec)
    found = {problem.code for problem in caught.value.problems if problem.file == file}
    assert (code or "not-theirs-to-do") in found
    for problem in caught.value.problems:
        assert problem.wrong(texts("fr-CA"))
        assert problem.meant(texts("en"))

"""Plants a demonstration: its people's stories are replayed through the engine's own use cases."""

import msgspec

from portal_tui.contract.accounts import SendConfirmation
from portal_tui.engine.collation import collation_key
from portal_tui.engine.engine import Engine
from portal_tui.engine.passwords import hash_password
from portal_tui.engine.people import add_member, create_account, create_organisation
from portal_tui.engine.portal_loading import load_portal
from portal_tui.engine.register.codes import add_user_code
from portal_tui.engine.work import Actor, Work
from portal_tui.portals import bundled
from portal_tui.portals.definition import Portal
from portal_tui.portals.demonstration import Demonstration, documents, moment, placed, replay
from portal_tui.portals.demonstration_load import load_demonstration
from portal_tui.portals.load import load, templates

from .crowd import Crowd
from .register_story import RegisterStory
from .story import Story


def plant(engine: Engine, name: str) -> None:
    """Fill an empty database with the demonstration of a bundled portal, all of it or nothing.

    Raises UnknownPortalError, BrokenPortalError.
    """
    folder = bundled.folder(name)
    portal, demonstration = _demonstration(name)
    made_at = engine.clock.now()
    with engine.database.writing():
        today = placed(portal, demonstration, made_at)
        forms = {name: path.read_bytes() for name, path in templates(folder).items()}
        load_portal(engine.work_for(None, "load-portal"), today, demonstration=True, templates=forms)
        cast = Cast(engine, demonstration, made_at)
        story = Story(engine, demonstration, cast.accounts, cast.applicants, documents(folder), made_at)
        register = RegisterStory(engine, demonstration, cast.accounts, cast.applicants, made_at)
        for happening in replay(demonstration, made_at, engine.definitions.zone):
            register.tell_until(happening.at)
            story.tell(happening)
        register.tell_until(made_at)
        story.demand_endings()


def fill(engine: Engine, name: str, count: int) -> None:
    """Add ``count`` generated applications to the organisation of the demonstration's first owner."""
    demonstration = _demonstration(name)[1]
    owner = next(person for person in demonstration.people if person.role == "owner")
    organisation = next(
        each
        for each in demonstration.organisations
        if owner.email in {member.person for member in each.members}
    )
    with engine.database.writing():
        work = engine.work_for(None, "generate-applications")
        ids = {
            member.person: work.value("accounts.id_of", email_key=collation_key(member.person))
            for member in organisation.members
        }
        others = tuple(account_id for email, account_id in ids.items() if email != owner.email)
        entity_id = work.value("accounts.entity_of_name", name=organisation.name)
        Crowd(work, organisation_id=entity_id, owner_id=ids[owner.email], others=others).fill(count)


def accounts(name: str, language: str) -> list[dict[str, str]]:
    """Who can sign in to the demonstration, what they are there to show; the owner first."""
    portal, demonstration = _demonstration(name)
    return [
        {
            "email": person.email,
            "name": person.name,
            "role": person.role,
            "purpose": portal.say(person.purpose, language).text,
        }
        for person in demonstration.people
    ]


def _demonstration(name: str) -> tuple[Portal, Demonstration]:
    folder = bundled.folder(name)
    portal = load(folder)
    return portal, load_demonstration(folder, portal)


class Cast:
    """The people and organisations of a demonstration, with their ids."""

    def __init__(self, engine: Engine, demonstration: Demonstration, made_at: int) -> None:
        self._engine = engine
        self._made_at = made_at
        self.accounts: dict[str, int] = {}
        """By e-mail."""
        self.applicants: dict[str, int] = {}
        """Entities, by key of the organisation or e-mail of the person."""
        # One hash for all: everybody's password is the same, and hashing is slow on purpose.
        self._add_people(demonstration, hash_password(demonstration.password))
        self._add_organisations(demonstration)

    def _work(self, offset: str, operation: str) -> Work:
        at = moment(offset, self._made_at, self._engine.definitions.zone)
        return self._engine.work_for(None, operation, at=at)

    def _add_people(self, demonstration: Demonstration, password_hash: str) -> None:
        for position, person in enumerate(demonstration.people):
            work = self._work(person.joined, "sign-up")
            account_id = create_account(
                work,
                email=person.email,
                given_name=person.given_name,
                family_name=person.family_name,
                password_hash=password_hash,
                role="staff" if person.role == "staff" else "applicant",
                language=person.language,
                confirmed=person.confirmed,
            )
            self.accounts[person.email] = account_id
            work.run(
                "accounts.add_demonstration_person",
                account_id=account_id,
                role=person.role,
                purpose=msgspec.json.encode(person.purpose).decode(),
                position=position,
            )
            self.applicants[person.email] = work.value("accounts.personal_entity", account_id=account_id)
            if person.user_code:
                add_user_code(work, account_id, person.user_code)
            if not person.confirmed:
                actor = work.rows("accounts.actor", Actor, account_id=account_id)[0]
                joined = self._engine.work_for(actor, "send-confirmation", at=work.now)
                self._engine.within(SendConfirmation(), joined)

    def _add_organisations(self, demonstration: Demonstration) -> None:
        for organisation in demonstration.organisations:
            work = self._work(organisation.created, "create-organisation")
            entity_id = create_organisation(
                work,
                name=organisation.name,
                kind=organisation.kind,
                identifiers=organisation.identifiers,
                primary=None,
            )
            self.applicants[organisation.key] = entity_id
            for member in organisation.members:
                account_id = self.accounts[member.person]
                add_member(self._work(member.since, "invite-member"), entity_id, account_id, member.standing)
                # Who belongs to an organisation begins there: that is where their applications are.
                work.run("accounts.act_as", account_id=account_id, entity_id=entity_id)

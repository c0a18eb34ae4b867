"""Who is signed in, as whom they act, and what the portal is (A0, O2)."""

from portal_tui.contract.accounts import ActingEntity, Me, PortalCard, ReadPortal, ReadTerms, Terms, WhoAmI
from portal_tui.contract.problems import NotFound
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Actor, Work


@handles(ReadPortal)
def read_portal(work: Work, operation: ReadPortal) -> PortalCard:
    """The portal, in the language of whoever asks."""
    portal = work.portal
    return PortalCard(
        code=portal.code,
        name=portal.say(portal.name, work.language).text,
        operator=portal.operator.short_name,
        demonstration=work.definitions.demonstration,
        time_zone=portal.time_zone,
        language=portal.default_language,
        languages=portal.languages,
        mail_sender=f"{portal.mail.name} <{portal.mail.address}>",
        terms_version=portal.terms.version,
        support_email=portal.operator.email,
    )


@handles(ReadTerms)
def read_terms(work: Work, operation: ReadTerms) -> Terms:
    """The terms of use in force."""
    text = work.portal.say(work.portal.terms.text, work.language)
    return Terms(work.portal.terms.version, text.text, text.language)


@handles(WhoAmI)
def who_am_i(work: Work, operation: WhoAmI) -> Me:
    """The signed-in person."""
    return me(work, work.actor)


def me(work: Work, actor: Actor) -> Me:
    """Everything a screen says about a person."""
    entities = tuple(work.rows("accounts.entities", ActingEntity, account_id=actor.account_id))
    acting = next((entity for entity in entities if entity.id == actor.acting_entity_id), entities[0])
    return Me(
        account_id=actor.account_id,
        email=actor.email,
        given_name=actor.given_name,
        family_name=actor.family_name,
        role="staff" if actor.staff else "applicant",
        language=actor.language,
        confirmed=actor.confirmed_at is not None,
        acting=acting,
        entities=entities,
        portal=read_portal(work, ReadPortal()),
    )


def actor_by_id(work: Work, account_id: int) -> Actor:
    """An account as an actor. Raises NotFound."""
    found = work.rows("accounts.actor", Actor, account_id=account_id)
    if not found:
        raise NotFound()
    return found[0]

"""Who is signed in, as whom they act, and what the portal is (A0, O2)."""

import msgspec

from portal_tui import __version__
from portal_tui.contract.accounts import ActingEntity, Me, PortalCard, ReadPortal, ReadTerms, Terms, WhoAmI
from portal_tui.contract.problems import NotFound
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Actor, Work

from .unread import unread_of


@handles(ReadPortal)
def read_portal(work: Work, operation: ReadPortal) -> PortalCard:
    """The portal, in the language of whoever asks."""
    portal = work.outline
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
        version=__version__,
        register=portal.policies.register != "none",
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
    entities = entities_of(work, actor.account_id)
    acting = acting_among(entities, actor.acting_entity_id)
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


def entities_of(work: Work, account_id: int) -> tuple[ActingEntity, ...]:
    """As whom a person may act, their personal account first, with what is unread there (O2)."""
    unread = unread_of(work, account_id)
    entities = work.rows("accounts.entities", ActingEntity, account_id=account_id)
    return tuple(msgspec.structs.replace(entity, unread=unread.get(entity.id, 0)) for entity in entities)


def acting_among(entities: tuple[ActingEntity, ...], acting_id: int) -> ActingEntity:
    """The one under which a person acts; their personal account where they have left that organisation."""
    return next((entity for entity in entities if entity.id == acting_id), entities[0])


def actor_by_id(work: Work, account_id: int) -> Actor:
    """An account as an actor. Raises NotFound."""
    found = work.rows("accounts.actor", Actor, account_id=account_id)
    if not found:
        raise NotFound()
    return found[0]

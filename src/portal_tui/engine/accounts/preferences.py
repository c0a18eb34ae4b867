"""As whom a person acts, and in which language they read (A6, O2)."""

import msgspec

from portal_tui.contract.accounts import ActAs, ChooseLanguage, Me
from portal_tui.contract.problems import FieldProblem, Invalid, NotFound
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work

from .reading import me


@handles(ActAs)
def act_as(work: Work, operation: ActAs) -> Me:
    """Act as another entity of mine from now on."""
    mine = {row["id"] for row in work.dicts("accounts.entities", account_id=work.actor.account_id)}
    if operation.entity_id not in mine:
        raise NotFound("not-your-entity")
    work.run("accounts.act_as", account_id=work.actor.account_id, entity_id=operation.entity_id)
    return me(work, msgspec.structs.replace(work.actor, acting_entity_id=operation.entity_id))


@handles(ChooseLanguage)
def choose_language(work: Work, operation: ChooseLanguage) -> Me:
    """Keep the account's language."""
    offered = work.portal.languages
    if operation.language not in offered:
        raise Invalid(fields=(FieldProblem("/language", "enum", {"allowed": ", ".join(offered)}),))
    work.run("accounts.set_language", account_id=work.actor.account_id, language=operation.language)
    return me(work, msgspec.structs.replace(work.actor, language=operation.language))

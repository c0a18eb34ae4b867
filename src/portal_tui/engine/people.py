"""Creates accounts, organisations, memberships: for sign-up, a new portal, a demonstration."""

from portal_tui.contract.accounts import Role, Standing
from portal_tui.rules.similar_names import essence

from .collation import address_key, collation_key
from .work import Work


def create_account(
    work: Work,
    *,
    email: str,
    given_name: str,
    family_name: str,
    password_hash: str,
    role: Role = "applicant",
    language: str = "",
    confirmed: bool,
    terms_version: str = "",
) -> int:
    """A new account with its personal entity; the account's id. The caller has checked the address."""
    account_id, entity_id = work.new_id(), work.new_id()
    work.run(
        "accounts.add",
        id=account_id,
        email=email,
        email_key=address_key(email),
        given_name=given_name,
        family_name=family_name,
        role=role,
        password_hash=password_hash,
        language=language or work.portal.default_language,
        terms_version=terms_version or work.portal.terms.version,
        at=work.now,
        confirmed_at=work.now if confirmed else None,
        acting_entity_id=entity_id,
    )
    _add_entity(work, entity_id, "person", f"{given_name} {family_name}", account_id)
    work.audit("account", account_id, role=role)
    return account_id


def create_organisation(
    work: Work, *, name: str, kind: str, identifiers: dict[str, str], primary: int | None
) -> int:
    """A new organisation with its primary administrator (O0, O3); its id. Identifiers were checked."""
    entity_id = work.new_id()
    _add_entity(work, entity_id, kind, name, None)
    work.run("organisations.add_search", id=entity_id, name_key=essence(collation_key(name)))
    for scheme, value in identifiers.items():
        work.run("accounts.add_identifier", scheme=scheme, value=value, entity_id=entity_id)
    if primary is not None:
        add_member(work, entity_id, primary, "primary")
    work.audit("organisation", entity_id, name=name)
    return entity_id


def add_member(work: Work, entity_id: int, account_id: int, standing: Standing) -> None:
    """Make a person a member."""
    work.run(
        "accounts.add_membership", entity_id=entity_id, account_id=account_id, standing=standing, at=work.now
    )
    work.audit("organisation", entity_id, account=account_id, standing=standing)
    work.changed("organisation", entity_id)


def _add_entity(work: Work, entity_id: int, kind: str, name: str, account_id: int | None) -> None:
    work.run(
        "accounts.add_entity",
        id=entity_id,
        kind=kind,
        name=name,
        name_key=collation_key(name),
        account_id=account_id,
        at=work.now,
    )

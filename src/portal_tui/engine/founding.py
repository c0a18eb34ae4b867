"""Makes a portal from the folder that defines it, with its operator's account; or renews one (P5)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from portal_tui.contract.problems import Conflict, Invalid
from portal_tui.portals.definition import Portal
from portal_tui.portals.load import load, templates
from portal_tui.secret import Secret

from .accounts.checking import check_address
from .clock import Clock
from .collation import address_key
from .engine import Engine
from .ids import Ids
from .passwords import hash_password, new_password
from .people import create_account
from .portal_loading import load_portal
from .storage.store import open_store
from .work import Work

BESIDE: Final = ("", "-wal", "-shm")
"""What a database's files end in."""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What a new version of a definition changed: codes of programmes, names of forms."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """New or changed."""
    portal: bool = False
    """Whether anything else changed: names, policies, kinds of organisation…"""


class OperatorAccount(msgspec.Struct, frozen=True, kw_only=True):
    """The account of the operator's staff; its password is known here only."""

    email: str
    password: Secret


class Founded(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the definition."""

    code: str
    name: str
    created: bool
    changes: Changes
    operator: OperatorAccount | None
    """None where there was nobody to add."""


def found(
    folder: Path,
    database: Path | str,
    *,
    operator: str = "",
    language: str = "",
    clock: Clock | None = None,
    ids: Ids | None = None,
) -> Founded:
    """Load the definition in ``folder`` into ``database``: a new file, a new PostgreSQL database, or
    this portal's own.

    ``operator`` is the address of an account to create, confirmed; a new portal gets one in any case, at
    its operator's address. All of it or nothing: raises BrokenPortalError, DatabaseError, Conflict for a file
    that holds another portal or a programme that can't go, Invalid for an address; then there is no new file.
    """
    portal = load(folder)
    forms = {name: path.read_bytes() for name, path in templates(folder).items()}
    is_new = isinstance(database, Path) and not database.exists()
    try:
        engine = Engine(open_store(database), clock=clock, ids=ids)
        try:
            return _load(engine, portal, forms, operator, language)
        finally:
            engine.close()
    except BaseException:
        if is_new and isinstance(database, Path):
            remove(database)
        raise


def remove(database: Path) -> None:
    """Take a database away, with what stands beside it."""
    for ending in BESIDE:
        Path(f"{database}{ending}").unlink(missing_ok=True)


def _load(
    engine: Engine, portal: Portal, forms: Mapping[str, bytes], operator: str, language: str
) -> Founded:
    with engine.database.writing():
        work = engine.work_for(None, "load-portal")
        created = not engine.definitions.loaded
        if not created:
            _demand_same(engine, portal)
        before = _state(engine)
        _remove_programmes(work, set(before.programmes) - {each.code for each in portal.programmes})
        load_portal(work, portal, demonstration=False, templates=forms)
        email = operator or (portal.operator.email if created else "")
        return Founded(
            code=portal.code,
            name=portal.say(portal.name, language).text,
            created=created,
            changes=_changes(before, _state(engine)),
            operator=_add_operator(engine.work_for(None, "sign-up"), email, language) if email else None,
        )


def _demand_same(engine: Engine, portal: Portal) -> None:
    if engine.definitions.demonstration:
        raise Conflict("file-holds-demonstration")
    if (code := engine.definitions.portal.code) != portal.code:
        raise Conflict("file-holds-other-portal", found=code, given=portal.code)


def _remove_programmes(work: Work, codes: set[str]) -> None:
    """Take away what the definition no longer has; a programme with applications can only close."""
    if in_use := [code for code in sorted(codes) if work.value("definitions.programme_in_use", code=code)]:
        raise Conflict("programmes-in-use", programmes=", ".join(in_use))
    for code in codes:
        work.run("definitions.remove_programme", code=code)


class _State(msgspec.Struct, frozen=True):
    """The digests of what a database has."""

    programmes: dict[str, str]
    forms: dict[str, str]
    rest: bytes


def _state(engine: Engine) -> _State:
    work = engine.work_for(None, "load-portal")
    rest = b""
    if engine.definitions.loaded:
        whole = msgspec.to_builtins(engine.definitions.portal)
        apart = {name: part for name, part in whole.items() if name not in ("programmes", "forms")}
        rest = msgspec.json.encode(apart, order="deterministic")
    return _State(
        {row["code"]: row["digest"] for row in work.dicts("definitions.programmes_now")},
        {row["name"]: row["digest"] for row in work.dicts("definitions.forms_now")},
        rest,
    )


def _changes(before: _State, after: _State) -> Changes:
    common = before.programmes.keys() & after.programmes.keys()
    return Changes(
        added=tuple(sorted(after.programmes.keys() - before.programmes.keys())),
        changed=tuple(sorted(code for code in common if before.programmes[code] != after.programmes[code])),
        removed=tuple(sorted(before.programmes.keys() - after.programmes.keys())),
        forms=tuple(sorted(name for name, digest in after.forms.items() if before.forms.get(name) != digest)),
        portal=before.rest != after.rest,
    )


def _add_operator(work: Work, email: str, language: str) -> OperatorAccount:
    """An account of the operator's staff, confirmed: no mail can confirm it before there is mail (A1, W2)."""
    if problems := check_address(email):
        raise Invalid(fields=tuple(problems))
    email = email.strip()
    if work.value("accounts.owner_of_address", email_key=address_key(email)) is not None:
        raise Conflict("operator-exists", email=email)
    password = new_password(work.ids.token())
    create_account(
        work,
        email=email,
        given_name=email.partition("@")[0],
        family_name=work.portal.operator.short_name,
        password_hash=hash_password(password),
        role="staff",
        language=language,
        confirmed=True,
    )
    return OperatorAccount(email=email, password=Secret(password))

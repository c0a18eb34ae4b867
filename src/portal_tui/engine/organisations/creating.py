"""Creating an organisation: kinds, names like it, identifiers that are checked and unique (O0, O1, O6)."""

from typing import TYPE_CHECKING, Final

import msgspec

from portal_tui.contract.accounts import Me
from portal_tui.contract.organisations import (
    CreateOrganisation,
    FindSimilar,
    Identifier,
    IdentifierKind,
    ListOrganisationKinds,
    OrganisationKind,
    Similar,
)
from portal_tui.contract.problems import FieldProblem, Invalid
from portal_tui.engine.accounts.checking import check_text
from portal_tui.engine.accounts.person import person
from portal_tui.engine.accounts.reading import me
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.collation import collation_key
from portal_tui.engine.handle import handles
from portal_tui.engine.people import create_organisation
from portal_tui.engine.work import Work
from portal_tui.rules.organisations import Taken, may_create
from portal_tui.rules.similar_names import ALIKE, essence, likeness

from .open import kind_name

if TYPE_CHECKING:
    from portal_tui.portals.definition import OrganisationKind as Kind

LONGEST_NAME: Final = 200
_CANDIDATES: Final = 50
_MOST: Final = 5


@handles(ListOrganisationKinds)
def list_kinds(work: Work, operation: ListOrganisationKinds) -> tuple[OrganisationKind, ...]:
    """The kinds that the portal has, with their identifiers."""
    return tuple(
        OrganisationKind(
            code=kind.key,
            title=work.portal.say(kind.name, work.language),
            identifiers=tuple(
                IdentifierKind(scheme=each.format, mandatory=each.mandatory) for each in kind.identifiers
            ),
        )
        for kind in work.portal.organisation_kinds
    )


@handles(FindSimilar)
def find_similar(work: Work, operation: FindSimilar) -> tuple[Similar, ...]:
    """Organisations with a name like this one, the most alike first."""
    name = essence(collation_key(operation.name))
    trigrams = {name[start : start + 3] for start in range(len(name) - 2)}
    if not trigrams:
        return ()
    rows = work.dicts(
        "organisations.like",
        trigrams=" OR ".join(f'"{trigram}"' for trigram in sorted(trigrams)),
        account_id=work.actor.account_id,
        limit=_CANDIDATES,
    )
    found = [(likeness(name, essence(row["name_key"])), row) for row in rows]
    alike = sorted((pair for pair in found if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1]["name"]))
    return tuple(
        Similar(name=row["name"], kind=kind_name(work, row["kind"]), mine=bool(row["mine"]))
        for _, row in alike[:_MOST]
    )


@handles(CreateOrganisation)
def create(work: Work, operation: CreateOrganisation) -> Me:
    """A new organisation, led and acted as by its creator."""
    _decide(work)
    identifiers = _checked(work, operation)
    taken = [found for each in identifiers.items() if (found := _taken(work, *each)) is not None]
    _decide(work, *taken)
    entity_id = create_organisation(
        work,
        name=operation.name.strip(),
        kind=operation.kind,
        identifiers=identifiers,
        primary=work.actor.account_id,
    )
    work.run("accounts.act_as", account_id=work.actor.account_id, entity_id=entity_id)
    return me(work, msgspec.structs.replace(work.actor, acting_entity_id=entity_id))


def _decide(work: Work, *taken: Taken) -> None:
    portal = work.portal
    by_anyone = portal.policies.organisations_created_by == "anyone"
    operator, support = portal.operator.short_name, portal.operator.email
    demand(may_create(person(work), by_anyone=by_anyone, operator=operator, support=support, taken=taken))


def _checked(work: Work, operation: CreateOrganisation) -> dict[str, str]:
    """The identifiers in the shape in which they are kept. Raises Invalid with everything that is wrong."""
    kinds = {kind.key: kind for kind in work.portal.organisation_kinds}
    problems = check_text("/name", operation.name, longest=LONGEST_NAME)
    identifiers: dict[str, str] = {}
    if operation.kind not in kinds:
        problems.append(FieldProblem("/kind", "enum", {"expected": tuple(kinds)}))
    else:
        identifiers, wrong = _identifiers(kinds[operation.kind], operation.identifiers)
        problems += wrong
    if problems:
        raise Invalid(fields=tuple(problems))
    return identifiers


def _identifiers(kind: "Kind", given: tuple[Identifier, ...]) -> tuple[dict[str, str], list[FieldProblem]]:
    from portal_tui.forms.formats import FORMATS, normalise

    typed = {each.scheme: each.value for each in given if each.value.strip()}
    known = {each.format: each for each in kind.identifiers}
    problems = [
        FieldProblem(f"/identifiers/{scheme}", "unknown-field") for scheme in typed if scheme not in known
    ]
    kept: dict[str, str] = {}
    for scheme, identifier in known.items():
        pointer = f"/identifiers/{scheme}"
        if scheme not in typed:
            problems += [FieldProblem(pointer, "required")] if identifier.mandatory else []
            continue
        kept[scheme] = normalise(scheme, typed[scheme])
        if not FORMATS[scheme].valid(kept[scheme]):
            problems.append(FieldProblem(pointer, f"format-{scheme}", {"found": typed[scheme]}))
    return kept, problems


def _taken(work: Work, scheme: str, value: str) -> Taken | None:
    from portal_tui.forms.formats import readable_form

    row = work.one(
        "organisations.with_identifier", scheme=scheme, value=value, account_id=work.actor.account_id
    )
    if row is None:
        return None
    return Taken(
        scheme=scheme,
        value=value,
        shown=readable_form(scheme, value),
        entity_id=row["id"],
        organisation=row["name"],
        mine=bool(row["mine"]),
    )

"""What the people, organisations and times of a demonstration must keep to."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from portal_tui.forms.formats import FORMATS
from portal_tui.rules.deadlines import LocalTimeError

from .checking import check_reference, check_unique
from .definition import Portal
from .demonstration import Demonstration, local
from .problems import Problems
from .source import Node

_INVENTED: Final = re.compile(r"[^@\s]+@(?:[a-z0-9-]+\.)*example(?:\.(?:com|net|org))?")
"""Addresses that reach nobody (RFC 2606)."""

_TIMES: Final = frozenset({"at", "due", "since", "created", "joined", "opens", "closes", "ends"})
"""Keys of offsets."""

_SHORTEST_PASSWORD: Final = 15

_A_DAY: Final = 1_790_000_000_000_000
"""Any moment does: an offset is judged by how it is written."""


def check_cast(demonstration: Demonstration, portal: Portal, top: Node, problems: Problems) -> None:
    """Note every problem of a demonstration but those of its applications."""
    if len(demonstration.password) < _SHORTEST_PASSWORD:
        problems.add(top.at("password").problem("password-short", least=_SHORTEST_PASSWORD))
    _check_people(demonstration, portal, top, problems)
    check_unique(top.items("organisations"), "key", problems)
    _check_identifiers(top, problems)
    for index in range(len(demonstration.organisations)):
        _check_organisation(index, demonstration, portal, top, problems)
    _check_register(demonstration, portal, top, problems)
    _check_offsets(top, ZoneInfo(portal.time_zone), problems)
    times = top.get("times")
    for code, node in (times.value if times is not None else {}).items():
        check_reference(
            Node(code, node.place), [each.code for each in portal.programmes], "programme-unknown", problems
        )


def _check_people(demonstration: Demonstration, portal: Portal, top: Node, problems: Problems) -> None:
    check_unique(top.items("people"), "email", problems, exact=False)
    desks = [desk.key for desk in portal.service_desks]
    for node in top.items("people"):
        email = node.text("email")
        if email is not None and not _INVENTED.fullmatch(email):
            problems.add(node.at("email").problem("address-not-invented", found=email))
        for desk in node.items("service_desks"):
            check_reference(desk, desks, "desk-unknown", problems)
    roles = Counter(person.role for person in demonstration.people)
    if not roles["owner"]:
        problems.add(top.at("people").problem("no-owner"))


def _check_identifiers(top: Node, problems: Problems) -> None:
    seen: dict[str, Node] = {}
    for organisation in top.items("organisations"):
        identifiers = organisation.get("identifiers")
        for name, node in (identifiers.value if identifiers is not None else {}).items():
            if name not in FORMATS or not FORMATS[name].valid(node.value):
                problems.add(node.place.problem("identifier-wrong", format=name, found=node.value))
            if node.value in seen:
                first = seen[node.value].place
                problems.add(node.place.problem("twice", found=node.value, file=first.file, first=first.line))
            seen[node.value] = node


def _check_organisation(
    index: int, demonstration: Demonstration, portal: Portal, top: Node, problems: Problems
) -> None:
    organisation, node = demonstration.organisations[index], top.items("organisations")[index]
    kinds = {kind.key: kind for kind in portal.organisation_kinds}
    check_reference(node.get("kind"), kinds, "applicant-unknown", problems)
    for identifier in kinds[organisation.kind].identifiers if organisation.kind in kinds else ():
        if identifier.mandatory and identifier.format not in organisation.identifiers:
            problems.add(node.place.problem("identifier-missing", format=identifier.format))
    people = [person.email for person in demonstration.people if not person.service_desks]
    for member in node.items("members"):
        check_reference(member.get("person"), people, "person-unknown", problems)
    if sum(member.standing == "primary" for member in organisation.members) != 1:
        problems.add(node.at("members").problem("not-one-primary"))


def _check_register(demonstration: Demonstration, portal: Portal, top: Node, problems: Problems) -> None:
    """What an event of the register names is there; whether it may be done, the register itself says."""
    people = [person.email for person in demonstration.people]
    organisations = [each.key for each in demonstration.organisations]
    services = [programme.code for programme in portal.programmes]
    for node in top.items("register"):
        for name in ("by", "person", "answered_by"):
            check_reference(node.get(name), people, "person-unknown", problems)
        check_reference(node.get("organisation"), organisations, "applicant-unknown", problems)
        for service in node.items("services"):
            check_reference(service, services, "programme-unknown", problems)
    for node in top.items("people"):
        code = node.text("user_code")
        if code and not FORMATS["user-code"].valid(code):
            problems.add(node.at("user_code").problem("identifier-wrong", format="user-code", found=code))


def _check_offsets(top: Node, zone: ZoneInfo, problems: Problems) -> None:
    for node, offset in _offsets(top):
        try:
            local(offset, _A_DAY, zone)
        except LocalTimeError:
            problems.add(node.place.problem("not-an-offset", found=offset))


def _offsets(top: Node) -> Iterator[tuple[Node, str]]:
    for node in top.walk():
        if not isinstance(node.value, str) or not node.place.path:
            continue
        if {"answers", "changes"} & set(node.place.path):
            if node.value.startswith("@"):
                yield node, node.value.removeprefix("@")
        elif node.place.path[-1] in _TIMES:
            yield node, node.value

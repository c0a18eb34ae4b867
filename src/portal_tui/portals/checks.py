"""What a definition must keep to beyond its shape: references, times, words that name something.

They look at the written values, not at a checked portal, so that one mistyped key hides no other mistake.
What has the wrong shape is passed over here; ``structure`` has said so.
"""

import dataclasses
import re
import typing
import zoneinfo
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from portal_tui.forms.schema import Walker

from . import definition
from .checking import Known, check_number, check_reference, check_unique
from .checks_forms import check_form_file
from .checks_programmes import check_programme
from .definition import PERSON
from .problems import Problems
from .source import Node
from .structure import unknown

LANGUAGE_TAGS: Final = ("en", "fr", "fr-CA", "fr-FR")
_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_ADDRESS: Final = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+")


def check(top: Node, templates: Mapping[str, Path], problems: Problems) -> None:
    """Note every problem of a whole definition that its shape doesn't show."""
    _check_head(top, problems)
    forms = top.get("forms")
    written = forms.value if forms is not None and isinstance(forms.value, dict) else {}
    for name, form in written.items():
        check_form_file(name, form, problems)
    schemas = ((name, form.get("jsonSchema")) for name, form in written.items())
    known = Known(
        zone=zone_of(top),
        desks=_texts_of(top.items("service_desks"), "key"),
        applicants=_texts_of(top.items("organisation_kinds"), "key") | {PERSON},
        forms={name: Walker(schema.plain()) for name, schema in schemas if schema is not None},
        templates=frozenset(templates),
    )
    programmes = top.items("programmes")
    check_unique(programmes, "code", problems, exact=False)
    for programme in programmes:
        check_programme(programme, known, problems)
    _check_languages(top, problems)


def zone_of(top: Node) -> ZoneInfo | None:
    """The portal's zone, where it names one that there is."""
    name = top.text("time_zone")
    return ZoneInfo(name) if name in _zones() else None


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _check_head(top: Node, problems: Problems) -> None:
    check_unique([top], "code", problems)
    check_reference(top.get("time_zone"), _zones(), "zone-unknown", problems)
    check_unique(top.items("service_desks"), "key", problems)
    check_unique(top.items("organisation_kinds"), "key", problems)
    for kind in top.items("organisation_kinds"):
        if kind.text("key") == PERSON:
            problems.add(kind.at("key").problem("person-is-reserved"))
    languages = top.items("languages")
    default = top.get("default_language")
    if default is not None and languages and default.value not in [each.value for each in languages]:
        problems.add(default.place.problem("default-language-missing", found=str(default.value)))
    _check_operator(top, problems)
    _check_limits(top, problems)


def _check_operator(top: Node, problems: Problems) -> None:
    operator, mail = top.get("operator"), top.get("mail")
    hours = operator.get("hours") if operator is not None else None
    for node, key in ((hours, "opens"), (hours, "closes")):
        _check_form_file(node, key, _CLOCK, "not-a-time-of-day", problems)
    if hours is not None:
        opens, closes = hours.text("opens") or "", hours.text("closes") or ""
        if _CLOCK.fullmatch(opens) and _CLOCK.fullmatch(closes) and closes <= opens:
            problems.add(hours.at("closes").problem("ends-before-it-begins", begins=opens, ends=closes))
    for node, key in (
        (operator, "email"),
        (mail, "address"),
        *((d, "email") for d in top.items("service_desks")),
    ):
        _check_form_file(node, key, _ADDRESS, "not-an-address", problems)


def _check_form_file(
    node: Node | None, key: str, form: re.Pattern[str], code: str, problems: Problems
) -> None:
    found = node.text(key) if node is not None else None
    if node is not None and found is not None and not form.fullmatch(found):
        problems.add(node.at(key).problem(code, found=found))


def _check_limits(top: Node, problems: Problems) -> None:
    policies = top.get("policies")
    attachments = policies.get("attachments") if policies is not None else None
    check_number(policies, "grace_minutes", lambda minutes: minutes >= 0, "negative", problems)
    check_number(attachments, "max_bytes", lambda size: size > 0, "not-positive", problems)
    formats = attachments.get("formats") if attachments is not None else None
    if formats is not None and formats.value == []:
        problems.add(formats.place.problem("empty"))


def _check_languages(top: Node, problems: Problems) -> None:
    for node in _outside_forms(top):
        names = [part for part in node.place.path if isinstance(part, str)]
        if isinstance(node.value, dict) and names and names[-1] in _wordings():
            for tag, text in node.value.items():
                if tag not in LANGUAGE_TAGS:
                    problems.add(unknown("language-unknown", tag, LANGUAGE_TAGS, Node(None, text.place)))


@cache
def _wordings() -> frozenset[str]:
    """Keys under which a mapping is a text by language."""
    classes = (each for each in vars(definition).values() if dataclasses.is_dataclass(each))
    hints = (hint for each in classes for hint in typing.get_type_hints(each).items())
    return frozenset(name for name, hint in hints if "dict[str, str]" in str(hint))


def _outside_forms(top: Node) -> Iterable[Node]:
    for key, below in top.value.items():
        if key != "forms":
            yield from below.walk()


def _texts_of(nodes: Iterable[Node], key: str) -> frozenset[str]:
    return frozenset(text for node in nodes if (text := node.text(key)) is not None)

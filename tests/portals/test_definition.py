"""The definition is one description for both readers, and says texts in the reader's language (A6)."""

import subprocess
import sys

import msgspec
import pytest

from portal_tui.contract.pages import Text
from portal_tui.portals.definition import (
    Condition,
    DocumentSlot,
    MailSender,
    Operator,
    Portal,
    Programme,
    ServiceDesk,
    Task,
    Terms,
)
from portal_tui.portals.wording import Wording, said

PORTAL = Portal(
    code="essai",
    name={"fr": "Portail d'essai", "en": "Trial portal"},
    operator=Operator(name="Office", short_name="O", email="aide@office.example"),
    languages=("fr-CA", "en"),
    default_language="fr-CA",
    time_zone="America/Toronto",
    mail=MailSender(name="Office", address="portail@office.example"),
    terms=Terms(version="1", text="Conditions"),
    service_desks=(ServiceDesk(key="arts", name="Arts"),),
    organisation_kinds=(),
    programmes=(
        Programme(
            code="A-1",
            title="Aide",
            service_desk="arts",
            summary="Une aide.",
            applicants=("person",),
            tasks=(
                Task(
                    key="documents",
                    kind="documents",
                    title="Documents",
                    mandatory=Condition(first_time=True),
                    documents=(DocumentSlot(key="plan", title="Plan"),),
                ),
            ),
        ),
    ),
    forms={"demande": {"name": "demande", "jsonSchema": {"type": "object"}}},
)


def test_the_engine_reads_back_what_the_loader_checked() -> None:
    assert msgspec.json.decode(msgspec.json.encode(PORTAL), type=Portal) == PORTAL


def test_reading_a_definition_needs_neither_pydantic_nor_yaml() -> None:
    code = (
        "import sys, portal_tui.portals.definition\n"
        "sys.exit(bool({'pydantic', 'yaml', 'textual'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("wording", "language", "expected"),
    [
        ("Bonjour", "en", Text("Bonjour", "fr-CA")),
        ({"fr": "Bonjour", "en": "Hello"}, "en", Text("Hello", "en")),
        ({"fr": "Bonjour", "en": "Hello"}, "fr-FR", Text("Bonjour", "fr")),
        ({"fr": "Courriel", "fr-FR": "Mél"}, "fr-FR", Text("Mél", "fr-FR")),
        ({"fr": "Bonjour"}, "en", Text("Bonjour", "fr")),
        ({"es": "Hola"}, "en", Text("Hola", "es")),
    ],
)
def test_a_text_is_said_in_the_readers_language_or_marked_with_its_own(
    wording: Wording, language: str, expected: Text
) -> None:
    assert said(wording, language, "fr-CA") == expected


def test_things_are_found_by_their_key() -> None:
    assert PORTAL.programme("A-1").task("documents").title == "Documents"
    assert PORTAL.service_desk("arts").name == "Arts"
    assert PORTAL.say(PORTAL.name, "en") == Text("Trial portal", "en")
    for look, key in ((PORTAL.programme, "B"), (PORTAL.service_desk, "B"), (PORTAL.programmes[0].task, "B")):
        with pytest.raises(KeyError):
            look(key)

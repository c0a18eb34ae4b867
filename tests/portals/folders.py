"""A small sound portal, written to a folder; tests break it in one place."""

from pathlib import Path
from typing import Final

PORTAL: Final = """\
code: essai
name: {fr: Portail d'essai, en: Trial portal}
operator:
  name: Office des essais
  short_name: ODE
  email: aide@office.example
  hours:
    days: [monday, friday]
    opens: 09:00
    closes: 16:30
languages: [fr-CA, en]
default_language: fr-CA
time_zone: America/Toronto
mail: {name: Office, address: portail@office.example}
terms:
  version: "1"
  text: {file: terms.md}
policies:
  grace_minutes: 0
service_desks:
  - key: arts
    name: Direction des arts
organisation_kinds:
  - key: company
    name: Entreprise
    identifiers:
      - format: neq
"""

PROGRAMME: Final = """\
code: A-1
title: Aide aux lieux
service_desk: arts
summary: Une aide.
applicants: [company]
windows:
  - opens: 2026-10-07
    closes: 2026-11-07T23:59
eligibility:
  - key: places
    kind: field
    question: Combien de places?
    field: {task: request, pointer: /venue/places}
relative_deadlines:
  - before: {task: request, pointer: /begins}
    months: 1
    explanation: Un mois avant le début.
tasks:
  - key: request
    kind: form
    title: Demande
    form: request
  - key: documents
    kind: documents
    title: Documents
    documents:
      - key: plan
        title: Plan de salle
        template: plan.pdf
      - key: lease
        title: Bail
        mandatory:
          field: {task: request, pointer: /venue/tenure}
          values: [lease]
  - key: declaration
    kind: declaration
    title: Déclaration
    declaration: Je déclare que tout est vrai.
closing:
  months_after_grant: 6
closing_tasks:
  - key: report
    kind: form
    title: Rapport
    form: request
"""

FORM: Final = """\
{
  "name": "request",
  "jsonSchema": {
    "type": "object",
    "properties": {
      "venue": {
        "type": "object",
        "title": "Lieu",
        "properties": {
          "places": {"type": "integer", "title": "Places", "maximum": 500},
          "tenure": {"title": "Occupation", "enum": ["own", "lease"]},
          "neq": {"type": "string", "title": "NEQ", "format": "neq"}
        }
      },
      "begins": {"type": "string", "title": "Début", "format": "date"}
    }
  }
}
"""

FILES: Final = {
    "portal.yaml": PORTAL,
    "programmes/a-1.yaml": PROGRAMME,
    "forms/request.json": FORM,
    "texts/terms.md": "Soyez honnêtes.\n",
    "texts/terms.en.md": "Be honest.\n",
    "templates/plan.pdf": "%PDF-1.4\n",
}


def write(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write the files (of the sound portal, where none are given) to ``folder``."""
    for name, text in (FILES if files is None else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def line_of(file: str, text: str) -> int:
    """The line of the first ``text`` in a file of the sound portal."""
    return FILES[file][: FILES[file].index(text)].count("\n") + 1

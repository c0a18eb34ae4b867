"""A portal is loaded from its folder, or everything that is wrong with it is said, each thing at its line."""

import json
import re
from pathlib import Path

import jsonschema
import msgspec
import pytest

from portal_tui.portals.definition import Condition, FieldReference, Portal
from portal_tui.portals.load import json_schema, load, templates
from portal_tui.portals.problems import BrokenPortalError, PortalProblem
from portal_tui.texts import texts
from tests.architecture.sources import argument, calls
from tests.portals.folders import FILES, line_of, write


def problems_of(folder: Path) -> tuple[PortalProblem, ...]:
    with pytest.raises(BrokenPortalError) as caught:
        load(folder)
    return caught.value.problems


def broken(folder: Path, file: str, old: str, new: str) -> tuple[PortalProblem, ...]:
    assert old in FILES[file]
    return problems_of(write(folder, {**FILES, file: FILES[file].replace(old, new, 1)}))


def test_a_sound_folder(tmp_path: Path) -> None:
    portal = load(write(tmp_path))
    programme = portal.programme("A-1")
    assert portal.terms.text == {"fr-CA": "Soyez honnêtes.", "en": "Be honest."}
    assert portal.operator.hours is not None
    assert portal.operator.hours.opens == "09:00"
    assert programme.windows[0].closes == "2026-11-07T23:59"
    lease = programme.task("documents").documents[1]
    tenure = FieldReference(task="request", pointer="/venue/tenure")
    assert lease.mandatory == Condition(field=tenure, values=("lease",))
    assert portal.forms["request"]["jsonSchema"]["properties"]["begins"]["format"] == "date"
    assert list(templates(tmp_path)) == ["plan.pdf"]
    assert msgspec.json.decode(msgspec.json.encode(portal), type=Portal) == portal


def test_the_version_changes_with_what_an_application_keeps(tmp_path: Path) -> None:
    def version(name: str, **changed: str) -> str:
        files = {**FILES}
        for key, (file, old) in {
            "date": ("programmes/a-1.yaml", "2026-11-07T23:59"),
            "task": ("programmes/a-1.yaml", "title: Demande"),
            "form": ("forms/request.json", "500"),
        }.items():
            if key in changed:
                assert old in files[file]
                files[file] = files[file].replace(old, changed[key])
        return load(write(tmp_path / name, files)).programme("A-1").version

    first = version("first")
    assert re.fullmatch(r"[0-9a-f]{16}", first)
    assert version("date", date="2026-11-08T23:59") == first
    assert version("task", task="title: Requête") != first
    assert version("form", form="400") != first


PROGRAMME, FORM, HEAD = "programmes/a-1.yaml", "forms/request.json", "portal.yaml"

BROKEN = [
    # file, written, broken so, where (the line of this text, and the path), code
    (HEAD, "operator:", "operateur:", "operator:", "operateur", "key-unknown-near"),
    (HEAD, "mail: {", "zzz: {", "mail: {", "zzz", "key-unknown"),
    (HEAD, "code: essai\n", "", "code:", "", "key-missing"),
    (HEAD, "code: essai", "code: Essai", "code:", "code", "key-form"),
    (HEAD, "name: Office des essais", "name: [1]", "name: Office", "operator.name", "kind-wording"),
    (HEAD, "name: {fr: Portail", "name: {fra: Portail", "name: {fr", "name.fra", "language-unknown-near"),
    (HEAD, "grace_minutes: 0", "grace_minutes: dix", "grace_", "policies.grace_minutes", "kind-integer"),
    (HEAD, "grace_minutes: 0", "grace_minutes: -5", "grace_", "policies.grace_minutes", "negative"),
    (
        HEAD,
        "grace_minutes: 0",
        "attachments: {formats: []}",
        "grace_",
        "policies.attachments.formats",
        "empty",
    ),
    (HEAD, 'version: "1"', "version: 1", "version:", "terms.version", "kind-text"),
    (HEAD, "America/Toronto", "America/Torronto", "time_zone", "time_zone", "zone-unknown-near"),
    (HEAD, "America/Toronto", "ici", "time_zone", "time_zone", "zone-unknown"),
    (HEAD, "[fr-CA, en]", "[fr-CA, fr-BE]", "languages", "languages[1]", "value-unknown-near"),
    (HEAD, "[fr-CA, en]", "[fr-FR, en]", "default_language", "default_language", "default-language-missing"),
    (HEAD, "opens: 09:00", "opens: 9 h", "opens:", "operator.hours.opens", "not-a-time-of-day"),
    (HEAD, "closes: 16:30", "closes: 08:30", "closes:", "operator.hours.closes", "ends-before-it-begins"),
    (HEAD, "[monday, friday]", "monday", "days:", "operator.hours.days", "kind-list"),
    (HEAD, "aide@office.example", "aide", "email:", "operator.email", "not-an-address"),
    (HEAD, "key: company", "key: person", "key: company", "organisation_kinds[0].key", "person-is-reserved"),
    (HEAD, "format: neq", "format: nec", "format:", "organisation_kinds[0].identifiers[0].format", None),
    (HEAD, "{file: terms.md}", "{file: term.md}", "text:", "terms.text", "text-unknown-near"),
    (HEAD, "policies:", "forms: {}\npolicies:", "policies:", "forms", "belongs-in-folder"),
    (HEAD, "code: essai", "code: &c essai\nx: *c", "name:", "x", "alias"),
    (HEAD, "code: essai", "code: !!python/name:os.system essai", "code:", "code", "tag"),
    (HEAD, "code: essai", "code: essai\ncode: essai", "name:", "code", "key-twice"),
    (HEAD, "code: essai", "code: [essai", "name:", "", "yaml-unreadable"),
    (HEAD, "code: essai", "code: es\u0007sai", "code:", "", "sign-not-admitted"),
    (HEAD, "code: essai", "code: essai\n---\na: b", "operator:", "", "second-document"),
    (HEAD, "code: essai", "? [a]\n: essai", "code:", "", "key-not-text"),
    (PROGRAMME, "2026-11-07T23:59", "2026-10-01", "closes:", "windows[0].closes", "ends-before-it-begins"),
    (PROGRAMME, "2026-11-07T23:59", "7 novembre", "closes:", "windows[0].closes", "time-not-a-moment"),
    (PROGRAMME, "2026-10-07", "2026-03-08T02:30", "opens:", "windows[0].opens", "time-skipped"),
    (PROGRAMME, "2026-11-07T23:59", "2026-11-01T01:30", "closes:", "windows[0].closes", "time-repeated"),
    (
        PROGRAMME,
        "opens: 2026-10-07",
        "yearly: true",
        "closes:",
        "windows[0].closes",
        "time-not-a-yearly-moment",
    ),
    (PROGRAMME, "windows:", "any_time: true\nwindows:", "windows:", "any_time", "any-time-with-windows"),
    (PROGRAMME, "desk: arts", "desk: art", "service_desk", "service_desk", "desk-unknown-near"),
    (PROGRAMME, "[company]", "[compagny]", "applicants", "applicants[0]", "applicant-unknown-near"),
    (PROGRAMME, "[company]", "[]", "applicants", "applicants", "empty"),
    (PROGRAMME, "code: A-1", "code: A-1\nversion: a", "title:", "version", "version-is-made"),
    (PROGRAMME, "form: request", "form: requests", "form: request", "tasks[0].form", "form-unknown-near"),
    (PROGRAMME, "kind: form", "kind: forms", "kind: form", "tasks[0].kind", "value-unknown-near"),
    (PROGRAMME, "    form: request\n", "", "key: request\n    kind: form", "tasks[0]", "task-needs"),
    (PROGRAMME, "kind: declaration", "kind: communications", "declaration: Je", "tasks[2].declaration", None),
    (PROGRAMME, "key: documents", "key: request", "key: documents", "tasks[1].key", "twice"),
    (
        PROGRAMME,
        "template: plan.pdf",
        "template: plans.pdf",
        "template",
        "tasks[1].documents[0].template",
        None,
    ),
    (PROGRAMME, "values: [lease]", "values: [leased]", "values", None, "value-unknown-near"),
    (
        PROGRAMME,
        "          values: [lease]\n",
        "",
        "mandatory:",
        "tasks[1].documents[1].mandatory",
        "condition-half",
    ),
    (PROGRAMME, "/venue/places", "/venue/place", "pointer: /venue/places", None, "field-unknown-near"),
    (PROGRAMME, "{task: request, p", "{task: requests, p", "field: {", None, "field-task-unknown-near"),
    (PROGRAMME, "months: 1", "months: 0", "- before", "relative_deadlines[0]", "no-time-before"),
    (PROGRAMME, "pointer: /begins", "pointer: /venue/neq", "- before", None, "not-a-date-field"),
    (PROGRAMME, "kind: field", "kind: boolean", "field: {", "eligibility[0].field", "question-has-no-use"),
    (PROGRAMME, "kind: field", "kind: choice", "- key: places", "eligibility[0]", "question-needs"),
    (PROGRAMME, "months_after_grant: 6", "months_after_grant: 0", "months_after", None, "not-positive"),
    (
        PROGRAMME,
        "closing:\n  months_after_grant: 6\n",
        "",
        "closing:",
        "closing_tasks",
        "tasks-without-closing",
    ),
    (PROGRAMME, "tasks:\n", "taskz:\n", "tasks:", "taskz", "key-unknown-near"),
    (FORM, '"name": "request"', '"name": "demande"', '"name"', "name", "form-name"),
    (FORM, '"maximum": 500', '"maximum": "500"', '"places"', None, "form.schema"),
    (FORM, '"format": "neq"', '"format": "nec"', '"format"', None, "format-unknown-near"),
    (FORM, '"object",', '"object"', '"properties"', "", "json-unreadable"),
    (FORM, '"jsonSchema"', '"schema"', "{", "", "key-missing"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "path", "code"), BROKEN)
def test_what_is_wrong_is_said_at_its_line(
    tmp_path: Path, file: str, old: str, new: str, line: str, path: str | None, code: str | None
) -> None:
    found = broken(tmp_path, file, old, new)
    at = [(each.file, each.line) for each in found]
    assert (file, line_of(file, line)) in at
    of_line = [each for each in found if (each.file, each.line) == (file, line_of(file, line))]
    assert path is None or path in [each.path for each in of_line]
    assert code is None or code in [each.code for each in of_line]
    for each in found:
        for language in ("fr-CA", "fr-FR", "en"):
            assert each.wrong(texts(language))
            assert each.meant(texts(language))


def test_everything_is_said_at_once(tmp_path: Path) -> None:
    files = {
        **FILES,
        "portal.yaml": FILES["portal.yaml"].replace("operator:", "operateur:").replace("Toronto", "Toronta"),
        "programmes/a-1.yaml": FILES["programmes/a-1.yaml"].replace("desk: arts", "desk: lettres"),
        "programmes/b.yaml": "code: A-1\nservice_desk: autres\n",
        "forms/empty.json": "",
        "texts/latin.txt": "x",
        "formulaires/x.json": "{}",
    }
    found = {(each.file, each.code) for each in problems_of(write(tmp_path, files))}
    assert found >= {
        ("portal.yaml", "key-unknown-near"),
        ("portal.yaml", "key-missing"),
        ("portal.yaml", "zone-unknown-near"),
        ("programmes/a-1.yaml", "desk-unknown"),
        ("programmes/b.yaml", "desk-unknown-near"),
        ("programmes/b.yaml", "twice"),
        ("programmes/b.yaml", "key-missing"),
        ("forms/empty.json", "json-unreadable"),
        ("texts/latin.txt", "ending"),
        ("formulaires", "part-unknown-near"),
    }


def test_an_unknown_key_is_named_with_the_nearest(tmp_path: Path) -> None:
    problem, *_ = broken(tmp_path, PROGRAMME, "    mandatory:", "    mandatry:")
    assert problem.params == {"found": "mandatry", "near": "mandatory"}
    assert "mandatory" in problem.meant(texts("fr-CA"))


def test_a_skipped_minute_is_named_with_those_beside_it(tmp_path: Path) -> None:
    problem, *_ = broken(tmp_path, PROGRAMME, "2026-10-07", "2026-03-08T02:30")
    assert problem.meant(texts("en")) == "Write 2026-03-08T01:59 or 2026-03-08T03:00."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"- a\n", "not-a-mapping"),
        ("name: été".encode("latin-1"), "not-utf-8"),
        (b"a" * 1_000_001, "file-too-large"),
        (b"a: " + b"[" * 5000, "too-deep"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "alias"),
    ],
)
def test_a_portal_file_that_is_none(tmp_path: Path, content: bytes, code: str) -> None:
    write(tmp_path)
    (tmp_path / "portal.yaml").write_bytes(content)
    assert code in [each.code for each in problems_of(tmp_path)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[]", "not-a-mapping"),
        ('{"a": ' + "[" * 100 + "]" * 100 + "}", "too-deep"),
        ("[" * 100_000, "too-deep"),
    ],
)
def test_a_form_file_that_is_none(tmp_path: Path, content: str, code: str) -> None:
    assert code in [each.code for each in problems_of(write(tmp_path, {**FILES, "forms/x.json": content}))]


def test_a_form_with_tabs_and_escapes_is_read_too(tmp_path: Path) -> None:
    form = FILES["forms/request.json"].replace("  ", "\t").replace("Lieu", "\\ud83d\\ude00")
    portal = load(write(tmp_path, {**FILES, "forms/request.json": form}))
    assert portal.forms["request"]["jsonSchema"]["properties"]["venue"]["title"] == "\U0001f600"


@pytest.mark.parametrize("name", ["", "portal.yaml"])
def test_a_folder_that_is_none(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "nothing" if name else tmp_path
    (problem,) = problems_of(folder)
    assert (problem.file, problem.code) == ("portal.yaml", "file-missing")


def test_editors_get_a_schema_that_the_files_keep_to(tmp_path: Path) -> None:
    schemas = json_schema()
    assert set(schemas) == {"portal.yaml", "programmes/*.yaml"}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert "programmes" not in schemas["portal.yaml"]["properties"]
    text = json.dumps(schemas["programmes/*.yaml"])
    assert "What to have at hand before starting" in text


@pytest.mark.parametrize("language", ["fr-CA", "en"])
def test_every_problem_has_its_two_texts(language: str) -> None:
    say = texts(language)
    codes = {argument(call, 0, "code") for _, call in calls("problem", "unknown")} - {None}
    codes |= {f"{code}-near" for code in {argument(call, 0, "code") for _, call in calls("unknown")} - {None}}
    assert len(codes) > 50
    missing = {code for code in codes for end in ("", ".meant") if not say.has(f"portal-problem.{code}{end}")}
    assert not missing

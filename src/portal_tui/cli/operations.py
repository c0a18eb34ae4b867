"""``portal-tui operations [NAME] [--json]``: every operation with its fields, result and HTTP form."""

import argparse
from typing import Any

import msgspec

from portal_tui.contract import OPERATIONS
from portal_tui.contract.operation import Declared
from portal_tui.texts import texts

from . import DONE, USAGE
from .answers import narrate, print_json


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the command's arguments."""
    parser.add_argument("name", metavar="OPERATION", nargs="?")
    parser.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Print one operation, or all."""
    if arguments.name and arguments.name not in OPERATIONS:
        narrate(texts(arguments.language)("cli.no-such-operation", name=arguments.name))
        return USAGE
    chosen = [OPERATIONS[arguments.name]] if arguments.name else list(OPERATIONS.values())
    if arguments.json:
        described = [describe(declared) for declared in chosen]
        print_json(described[0] if arguments.name else described)
        return DONE
    for declared in chosen:
        print(_lines(declared, whole=bool(arguments.name)))
    return DONE


def describe(declared: Declared) -> dict[str, Any]:
    """An operation as data: name, purpose, HTTP form, fields and result as JSON Schema."""
    schemas, components = msgspec.json.schema_components([declared.type, declared.result])
    return {
        "name": declared.name,
        "purpose": (declared.type.__doc__ or "").strip(),
        "http": {"method": declared.method, "path": declared.path, "status": declared.status},
        "signed_in": declared.signed_in,
        "fields": schemas[0],
        "result": schemas[1],
        "definitions": components,
    }


def _lines(declared: Declared, *, whole: bool) -> str:
    purpose = (declared.type.__doc__ or "").strip().partition("\n")[0]
    line = f"{declared.name:28} {purpose}"
    if not whole:
        return line
    fields = msgspec.structs.fields(declared.type)
    described = [
        f"  {field.name}: {_type_name(field.type)}{'' if field.required else ' (…)'}" for field in fields
    ]
    return "\n".join(
        [
            line,
            f"  {declared.method} {declared.path} → {declared.status}",
            *described,
            f"  → {_type_name(declared.result)}",
        ]
    )


def _type_name(kind: Any) -> str:
    return kind.__name__ if isinstance(kind, type) else str(kind).replace("portal_tui.contract.", "")

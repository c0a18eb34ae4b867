"""Every mail that the program can write has a subject and a body in every language (C5)."""

import ast
from collections.abc import Iterator

import pytest

from portal_tui.rules.states import TRANSITIONS
from portal_tui.texts import LANGUAGES, texts
from tests.architecture.sources import PACKAGE, callee, python_files, tree

WRITERS = {"mail", "tell", "_tell", "tell_people", "tell_desk"}
"""What puts a mail in the outbox; its code is the one string among the arguments without a name."""


def codes() -> Iterator[str]:
    yield from (step.told or step.operation for step in TRANSITIONS if step.told or step.who == "staff")
    yield from ("ask-primary-to-transfer", "ask-organisation-administrator")
    for path in python_files(PACKAGE / "engine"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and callee(node) in WRITERS:
                for argument in node.args:
                    yield from _strings(argument)


def _strings(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.IfExp):
        yield from _strings(argument.body)
        yield from _strings(argument.orelse)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value


def test_the_codes_are_found() -> None:
    assert {"sent", "asked", "confirm-address", "membership-declined", "reply"} <= set(codes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_has_its_texts(language: str) -> None:
    say = texts(language)
    missing = [
        f"mail.{code}.{part}"
        for code in set(codes())
        for part in ("subject", "body")
        if not say.has(f"mail.{code}.{part}")
    ]
    assert not missing

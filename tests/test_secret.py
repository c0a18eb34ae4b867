"""A secret never prints itself."""

import copy
import logging
import pickle
import traceback

import msgspec
import pytest

from portal_tui.secret import REDACTED, Secret, redacted, restored, revealed, without_secrets

VALUE = "correct horse battery staple"


class SignIn(msgspec.Struct, frozen=True):
    email: str
    password: Secret


@pytest.fixture
def secret() -> Secret:
    return Secret(VALUE)


def test_only_reveal_gives_it(secret: Secret) -> None:
    assert secret.reveal() == VALUE
    written = [repr(secret), str(secret), f"{secret}", f"{secret:>40}", f"{secret!r}", f"%s {secret!s}"]
    assert not any(VALUE in text for text in written)
    assert all(REDACTED in text for text in written)


def test_a_struct_that_holds_it_does_not_print_it(secret: Secret) -> None:
    assert VALUE not in repr(SignIn("a@example.org", secret))


def test_pickling_forgets_it(secret: Secret) -> None:
    assert VALUE.encode() not in pickle.dumps(secret)
    assert pickle.loads(pickle.dumps(secret)).reveal() == REDACTED


def test_copies_are_the_secret_itself(secret: Secret) -> None:
    assert copy.copy(secret) is secret
    assert copy.deepcopy({"a": [secret]})["a"][0] is secret


def test_equality_is_by_value_and_only_among_secrets(secret: Secret) -> None:
    assert secret == Secret(VALUE)
    assert hash(secret) == hash(Secret(VALUE))
    assert secret != Secret(VALUE[:-1])
    assert secret != VALUE
    assert Secret("\ud800") != secret
    assert not Secret("")


def test_encoding_it_is_refused_redacted_or_meant(secret: Secret) -> None:
    sign_in = SignIn("a@example.org", secret)
    with pytest.raises(TypeError):
        msgspec.json.encode(sign_in)
    assert msgspec.json.decode(msgspec.json.encode(sign_in, enc_hook=redacted))["password"] == REDACTED
    wire = msgspec.json.encode(sign_in, enc_hook=revealed)
    assert msgspec.json.decode(wire, type=SignIn, dec_hook=restored) == sign_in


def test_hooks_refuse_what_they_do_not_know() -> None:
    for hook in (redacted, revealed):
        with pytest.raises(NotImplementedError):
            hook(object())
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"email": "a", "password": 5}', type=SignIn, dec_hook=restored)


def test_a_log_line_does_not_hold_it(secret: Secret, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("portal").warning("signing in with %s %r", secret, {"password": secret})
    assert VALUE not in caplog.text


def test_its_value_is_taken_out_of_any_text_while_it_lives(secret: Secret) -> None:
    longer = Secret(VALUE + "!")
    error = ValueError(f"bad {VALUE}! and {VALUE}")
    text = without_secrets("".join(traceback.format_exception(error)))
    assert "battery" not in text
    assert f"bad {REDACTED} and {REDACTED}" in text
    del longer
    assert without_secrets(f"{VALUE}!") == f"{REDACTED}!"


def test_one_of_two_equal_secrets_is_enough_to_hide_them(secret: Secret) -> None:
    twin = Secret(VALUE)
    del secret
    assert VALUE not in without_secrets(VALUE)
    assert twin


def test_a_text_is_not_hidden_by_a_secret_of_one_letter() -> None:
    letter = Secret("a")
    assert without_secrets("banane") == "banane"
    assert letter

"""Files in a bucket of S3-compatible storage; keys, region and endpoint are AWS's in the environment."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from .folder import MARK
from .place import FilesError, Kept

if TYPE_CHECKING:
    from obstore.store import S3Config

SCHEME: Final = "s3://"
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_PATIENT: Final = 20
"""Seconds that a file may take to travel, tries included."""
_QUICK: Final = 3
"""Seconds for a look inside a transaction, while others wait for it."""
PAUSE: Final = 2.0
"""Seconds for which storage that didn't answer isn't asked again: each request would wait as long."""


class InBucket:
    """``<prefix>/<first two digits>/<digest>``, as in a folder. Raises FilesError."""

    commits_with_row = False

    def __init__(self, address: str, environment: Mapping[str, str] = os.environ) -> None:
        self.address = address
        bucket, _, prefix = address.removeprefix(SCHEME).partition("/")
        self._store = _store(address, bucket, prefix, environment, _PATIENT, retries=2)
        self._quick = _store(address, bucket, prefix, environment, _QUICK, retries=0)
        self._silent_until = 0.0

    def put(self, digest: str, content: bytes) -> None:
        """One signed request: the storage keeps all of it or nothing."""
        with self._named():
            obstore.put(self._store, _key(digest), content)

    def get(self, digest: str) -> bytes:
        """The object's bytes."""
        with self._named():
            try:
                return obstore.get(self._store, _key(digest)).bytes().to_bytes()
            except FileNotFoundError:
                # A bucket that is gone, or somebody else's, has lost no file.
                code = "missing" if self.mark() else "unreachable"
                raise FilesError(code, self.address, cause="NoSuchBucket") from None

    def has(self, digest: str) -> bool:
        """Whether there is such an object."""
        with self._named():
            try:
                obstore.head(self._quick, _key(digest))
            except FileNotFoundError:
                return False
            return True

    def remove(self, digest: str) -> None:
        """Delete the object."""
        with self._named():
            obstore.delete(self._quick, _key(digest))

    def kept(self) -> Iterator[Kept]:
        """Every object below the prefix but the mark."""
        with self._named():
            for page in obstore.list(self._store):
                for each in page:
                    shelf, _, name = each["path"].rpartition("/")
                    if len(shelf) == 2:
                        yield Kept(name, each["size"], each["last_modified"].timestamp())

    def mark(self) -> str:
        """What the mark's object says."""
        with self._named():
            try:
                return obstore.get(self._store, MARK).bytes().to_bytes().decode().strip()
            except FileNotFoundError:
                return ""

    def set_mark(self, mark: str) -> None:
        """Write the mark's object, or delete it."""
        with self._named():
            try:
                if mark:
                    obstore.put(self._store, MARK, mark.encode())
                else:
                    obstore.delete(self._store, MARK)
            except FileNotFoundError:
                raise FilesError("no-bucket", self.address) from None

    @contextmanager
    def _named(self) -> Iterator[None]:
        if time.monotonic() < self._silent_until:
            raise FilesError("unreachable", self.address, cause="…")
        try:
            yield
        except (PermissionDeniedError, UnauthenticatedError) as error:
            raise FilesError("denied", self.address) from error
        except (BaseError, OSError) as error:
            self._silent_until = time.monotonic() + PAUSE
            # What the library says has addresses and answers of the storage in it: not for everybody.
            raise FilesError("unreachable", self.address, cause=type(error).__name__) from error


def _key(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def _store(
    address: str, bucket: str, prefix: str, environment: Mapping[str, str], seconds: int, *, retries: int
) -> S3Store:
    key, secret = environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY")
    if not key or not secret:
        raise FilesError("no-keys", address)
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    parts = urlsplit(endpoint or "https://")
    open_ = parts.scheme == "http"
    if open_ and parts.hostname not in _LOOPBACK and environment.get("AWS_ALLOW_HTTP") != "true":
        raise FilesError("not-encrypted", address, endpoint=endpoint or "")
    region = environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or "us-east-1"
    credentials: S3Config = {"access_key_id": key, "secret_access_key": secret}
    if token := environment.get("AWS_SESSION_TOKEN"):
        credentials["session_token"] = token
    try:
        return S3Store(
            bucket,
            prefix=prefix or None,
            endpoint=endpoint,
            region=region,
            config=credentials,
            client_options={
                "allow_http": open_,
                "connect_timeout": timedelta(seconds=_QUICK),
                "timeout": timedelta(seconds=seconds),
            },
            retry_config={"max_retries": retries, "retry_timeout": timedelta(seconds=seconds)},
        )
    except (BaseError, ValueError) as error:
        raise FilesError("wrong-address", address) from error

"""Every place keeps bytes in the same way: the database, a folder, a bucket (B2)."""

import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal_tui.engine.files.place import FilesError, Place
from portal_tui.engine.files.places import Places, normal, place_at
from portal_tui.engine.storage.database import Database
from portal_tui.engine.storage.queries import query
from tests.storage import Storage

CONTENT = b"%PDF-1.7 bytes\0\xff" * 1000
DIGEST = hashlib.sha256(CONTENT).hexdigest()
OTHER = hashlib.sha256(b"other").hexdigest()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "portal.db")
    yield opened
    opened.close()


@pytest.fixture(params=["database", "folder", "s3"])
def place(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Place:
    """A place that has its mark, and a row for each of the digests."""
    address = {
        "database": lambda: "database",
        "folder": lambda: str(tmp_path / "files"),
        "s3": lambda: request.getfixturevalue("storage").place(),
    }[request.param]()
    found = place_at(address, database)
    found.set_mark("a mark")
    for digest, size in ((DIGEST, len(CONTENT)), (OTHER, 5)):
        database.run(query("bytes.add"), {"digest": digest, "size": size, "content": b"", "place_id": 0})
    return found


def test_bytes_come_back_as_they_were(place: Place) -> None:
    assert not place.has(DIGEST)
    for _ in range(2):
        place.put(DIGEST, CONTENT)
        assert place.has(DIGEST)
        assert place.get(DIGEST) == CONTENT
    assert not place.has(OTHER)
    lying = {each.digest: each.size for each in place.kept() if each.size}
    assert lying == {DIGEST: len(CONTENT)}
    place.remove(DIGEST)
    place.remove(OTHER)
    assert not place.has(DIGEST)


def test_what_is_not_there_is_missing(place: Place) -> None:
    with pytest.raises(FilesError) as caught:
        place.get(hashlib.sha256(b"never put").hexdigest())
    assert caught.value.code == "missing"


def test_a_mark_is_no_file(place: Place) -> None:
    assert place.mark() == ("" if place.commits_with_row else "a mark")
    assert [each for each in place.kept() if each.size] == []


def test_a_folder_is_private(database: Database, tmp_path: Path) -> None:
    place = place_at(str(tmp_path / "files"), database)
    place.set_mark("x")
    place.put(DIGEST, CONTENT)
    found = sorted(path for path in (tmp_path / "files").rglob("*"))
    assert [stat.S_IMODE(path.stat().st_mode) for path in found] == [0o700, 0o600, 0o600]
    assert [path.name for path in found] == [DIGEST[:2], DIGEST, "portal-tui-mark"]


def test_a_folder_that_is_not_mounted_is_out_of_reach_and_gets_nothing(
    database: Database, tmp_path: Path
) -> None:
    place = place_at(str(tmp_path / "files"), database)
    place.set_mark("x")
    (tmp_path / "files").rename(tmp_path / "away")
    (tmp_path / "files").mkdir()
    for ask in (lambda: place.put(DIGEST, CONTENT), lambda: place.get(DIGEST), lambda: place.has(DIGEST)):
        with pytest.raises(FilesError) as caught:
            ask()
        assert caught.value.code == "unreachable"
    assert list((tmp_path / "files").iterdir()) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"AWS_SECRET_ACCESS_KEY": "another"}, "denied"),
        ({"AWS_ACCESS_KEY_ID": "nobody"}, "denied"),
        ({"AWS_ACCESS_KEY_ID": ""}, "no-keys"),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "unreachable"),
        ({"AWS_ENDPOINT_URL": "http://storage.example"}, "not-encrypted"),
    ],
)
def test_what_is_wrong_with_storage_is_named_without_its_keys(
    storage: Storage, database: Database, monkeypatch: pytest.MonkeyPatch, change: dict[str, str], code: str
) -> None:
    for name, value in change.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(FilesError) as caught:
        place_at(storage.place(), database).mark()
    assert caught.value.code == code
    assert "secret" not in str([caught.value, caught.value.params])


def test_a_bucket_has_to_be_there(storage: Storage, database: Database) -> None:
    with pytest.raises(FilesError) as caught:
        Places(database).take("s3://nowhere")
    assert caught.value.code == "no-bucket"


def test_storage_that_was_silent_is_not_waited_for_at_once(
    storage: Storage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portal_tui.engine.files import s3

    now = [100.0]
    monkeypatch.setattr(s3.time, "monotonic", lambda: now[0])
    address = storage.place()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    place = place_at(address, database)
    for cause in ("GenericError", "…"):
        with pytest.raises(FilesError) as caught:
            place.mark()
        assert caught.value.params["cause"] == cause
    now[0] += s3.PAUSE
    with pytest.raises(FilesError) as caught:
        place.mark()
    assert caught.value.params["cause"] == "GenericError"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("database", "database"),
        ("s3://bucket", "s3://bucket"),
        ("s3://bucket/", "s3://bucket"),
        ("s3://bucket/a/b/", "s3://bucket/a/b"),
    ],
)
def test_an_address_is_remembered_in_one_way(given: str, found: str) -> None:
    assert normal(given) == found


@pytest.mark.parametrize(
    "given", ["", "s3://", "s3:///prefix", "s3://key:secret@bucket", "s3://b?x=1", "https://x"]
)
def test_what_is_no_place_is_refused(given: str) -> None:
    with pytest.raises(FilesError) as caught:
        normal(given)
    assert caught.value.code == "wrong-address"


def test_a_bucket_needs_its_library(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal_tui.engine.files.places.find_spec", lambda name: None)
    with pytest.raises(FilesError) as caught:
        place_at("s3://bucket", database)
    assert caught.value.code == "library-missing"

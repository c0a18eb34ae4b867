"""Documents elsewhere than in the database: the same answers, nothing half done, failures named (C2, B2)."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from portal_tui.contract.problems import PortalError, Unavailable
from portal_tui.contract.tasks import (
    AddDocument,
    DownloadDocument,
    DownloadTemplate,
    OpenTask,
    RemoveDocument,
)
from portal_tui.engine.files import keeping, tending
from portal_tui.engine.files.place import FilesError, Place
from portal_tui.engine.files.places import place_at
from portal_tui.engine.portal_loading import load_portal
from portal_tui.engine.storage.store import open_store
from tests.engine.theatre import task_of
from tests.engine.uploads.files import image, pdf
from tests.postgres import Server
from tests.stage import theatre
from tests.storage import Storage
from tests.world import World, small_portal

PDF, PNG = pdf(), image("PNG")
OF_PDF = hashlib.sha256(PDF).hexdigest()


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty place."""
    if request.param == "folder":
        return str(tmp_path / "files")
    found: Storage = request.getfixturevalue("storage")
    return found.place()


@pytest.fixture
def world(place: str, tmp_path: Path) -> World:
    world = theatre(str(tmp_path / "portal.db"))
    assert world.engine.files.choose(place)
    return world


@pytest.fixture
def lying(world: World, place: str) -> Place:
    """The place itself, for whoever tampers with it."""
    return place_at(place, world.engine.database)


@pytest.fixture
def task(world: World) -> int:
    return task_of(world, "Maude", world.application("Maude", "30-44-00"), "documents").id


def attach(world: World, task: int, slot: str = "accounts", content: bytes = PDF) -> int:
    before = {each.id for each in world.call("Maude", OpenTask(task_id=task)).documents}
    view = world.call("Maude", AddDocument(task_id=task, slot=slot, name="x.pdf", content=content))
    return next(each.id for each in view.documents if each.id not in before)


def download(world: World, document: int) -> bytes:
    return world.call("Maude", DownloadDocument(document_id=document)).content


def content_in_database(world: World) -> int:
    return int(world.engine.database.rows("select coalesce(sum(length(content)), 0) from blobs")[0][0])


def refused(world: World, document: int) -> Any:
    with pytest.raises(PortalError) as caught:
        download(world, document)
    return caught.value.problem


def test_bytes_lie_at_the_place_and_come_back(world: World, task: int, lying: Place) -> None:
    document = attach(world, task)
    assert lying.get(OF_PDF) == PDF
    assert content_in_database(world) == 0
    assert download(world, document) == PDF
    assert [each.missing for each in tending.survey(world.engine)] == [(), ()]


def test_templates_lie_there_too(world: World, task: int, lying: Place) -> None:
    with world.engine.database.writing():
        load_portal(world.work(), small_portal(), demonstration=True, templates={"plan.xlsx": b"a plan"})
    found = world.call("Maude", DownloadTemplate(task_id=task, name="plan.xlsx"))
    assert found.content == b"a plan"
    assert lying.has(found.digest)


def test_a_refused_or_failed_change_leaves_no_reference(
    world: World, task: int, monkeypatch: pytest.MonkeyPatch, lying: Place
) -> None:
    """Bytes may be too many, until the sweep; a reference without bytes there never is."""
    from portal_tui.engine.tasks import documents

    def fails(*_: object, **__: object) -> None:
        raise Unavailable("unavailable")

    monkeypatch.setattr(documents, "_after", fails)
    with pytest.raises(Unavailable):
        attach(world, task)
    monkeypatch.undo()
    assert world.engine.database.rows("select count(*) from blobs") == [(0,)]
    assert lying.has(OF_PDF)
    assert tending.survey(world.engine)[1].unused == 1
    assert tending.sweep(world.engine).files == 0, "it may be somebody's who is just storing it"
    assert tending.sweep(world.engine, days=0).files == 1
    assert not lying.has(OF_PDF)


def test_what_nobody_refers_to_goes_with_the_sweep_only(world: World, task: int, lying: Place) -> None:
    document = attach(world, task)
    attach(world, task, "plan", PNG)
    world.call("Maude", RemoveDocument(document_id=document))
    assert lying.has(OF_PDF)
    assert tending.sweep(world.engine, days=0).files == 1
    assert not lying.has(OF_PDF)
    assert tending.survey(world.engine)[1].missing == ()
    assert download(world, attach(world, task)) == PDF


def test_what_the_sweep_takes_before_it_is_referred_to_is_put_again(
    world: World, task: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = keeping.put

    def swept(*arguments: Any) -> keeping.Put:
        found = put(*arguments)
        assert tending.sweep(world.engine, days=0).files == 1
        return found

    monkeypatch.setattr("portal_tui.engine.documents.inspecting.put", swept)
    assert download(world, attach(world, task)) == PDF


def test_altered_and_missing_bytes_are_said_and_never_given_out(
    world: World, task: int, lying: Place
) -> None:
    document = attach(world, task)
    lying.put(OF_PDF, PDF[:-1] + b"!")
    assert refused(world, document).code == "file-altered"
    assert list(tending.altered(world.engine)) == [OF_PDF]
    lying.remove(OF_PDF)
    assert refused(world, document).code == "file-missing"
    assert tending.survey(world.engine)[1].missing == (OF_PDF,)
    assert list(tending.altered(world.engine)) == [OF_PDF]
    attach(world, task, "plan")
    assert download(world, document) == PDF, "who attaches it again heals it"


def test_nothing_is_lost_while_storage_is_out_of_reach(storage: Storage, tmp_path: Path) -> None:
    world = theatre(str(tmp_path / "portal.db"))
    task = task_of(world, "Maude", world.application("Maude", "30-44-00"), "documents").id
    assert world.engine.files.choose(storage.place())
    document = attach(world, task)
    storage.stop()
    try:
        found = refused(world, document)
        assert (found.status, found.code) == (503, "files-unreachable")
        assert found.params == {"retry_after": keeping.RETRY_AFTER}, "never where it is"
        with pytest.raises(Unavailable):
            attach(world, task, "plan", PNG)
        assert len(world.call("Maude", OpenTask(task_id=task)).documents) == 1
        assert tending.survey(world.engine)[1].problem == "unreachable"
    finally:
        storage.start()
    world = World.on(str(tmp_path / "portal.db"))
    assert download(world, document) == PDF


def test_a_second_process_uses_the_same_place_and_no_other(
    world: World, task: int, place: str, tmp_path: Path
) -> None:
    document = attach(world, task)
    other = World.on(str(tmp_path / "portal.db"))
    assert not other.engine.files.choose(place)
    with pytest.raises(FilesError) as caught:
        other.engine.files.choose(str(tmp_path / "elsewhere"))
    assert (caught.value.code, caught.value.params) == ("other-place", {"used": place})
    assert not (tmp_path / "elsewhere").exists()
    assert download(other, document) == PDF


def test_another_portals_place_is_refused(world: World, place: str, tmp_path: Path) -> None:
    other = theatre(str(tmp_path / "other.db"))
    with pytest.raises(FilesError) as caught:
        other.engine.files.choose(place)
    assert caught.value.code == "other-portal"
    assert [each.address for each in other.engine.files.known()] == ["database"]


def test_files_move_there_and_back(world: World, task: int, place: str, tmp_path: Path) -> None:
    documents = {attach(world, task): PDF, attach(world, task, "plan", PNG): PNG}
    third = str(tmp_path / "third")
    for target in ("database", place, third, "database"):
        moved = tending.move(world.engine, target)
        assert (moved.files, moved.bytes, moved.lost) == (2, len(PDF) + len(PNG), ())
        assert {each: download(world, each) for each in documents} == documents
        found = {each.address: each for each in tending.survey(world.engine)}
        assert (found[target].files, found[target].in_use, found[target].missing) == (2, True, ())
        assert content_in_database(world) == (moved.bytes if target == "database" else 0)
        assert tending.move(world.engine, target).files == 0
    assert tending.sweep(world.engine, days=0).files == 4
    assert {each: download(world, each) for each in documents} == documents
    assert [each.address for each in world.engine.files.known()] == ["database"], "where nothing is left"
    assert tending.move(world.engine, place).files == 2, "as if it had never been there"


def test_whoever_is_stopped_while_a_place_is_marked_goes_on(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is remembered, and not marked yet; or marked by two at once."""
    from portal_tui.engine.files.folder import InFolder
    from portal_tui.engine.files.s3 import InBucket

    world = theatre(str(tmp_path / "portal.db"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        for kind in (InFolder, InBucket):
            patch.setattr(kind, "set_mark", killed)
        with pytest.raises(KeyboardInterrupt):
            world.engine.files.choose(place)
    other = World.on(str(tmp_path / "portal.db"))
    assert other.engine.files.choose(place)
    assert not world.engine.files.choose(place)
    world.engine.files.check_in_use()


def test_a_place_that_cannot_be_marked_is_not_remembered(world: World, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")
    with pytest.raises(FilesError):
        tending.move(world.engine, str(tmp_path / "a file" / "files"))
    assert len(world.engine.files.known()) == 2


def test_a_move_may_be_stopped_and_begun_again(world: World, task: int, tmp_path: Path) -> None:
    documents = {attach(world, task): PDF, attach(world, task, "plan", PNG): PNG}

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tending.move(world.engine, "database", stop)
    assert [each.files for each in tending.survey(world.engine)] == [1, 1]
    assert {each: download(world, each) for each in documents} == documents
    assert tending.move(world.engine, "database").files == 1
    assert {each: download(world, each) for each in documents} == documents


def test_a_move_leaves_what_is_lost_and_says_so(world: World, task: int, lying: Place) -> None:
    kept, lost = attach(world, task, "plan", PNG), attach(world, task)
    lying.remove(OF_PDF)
    assert tending.move(world.engine, "database").lost == (OF_PDF,)
    assert download(world, kept) == PNG
    assert refused(world, lost).code == "file-missing"


def test_a_place_may_be_elsewhere_by_now(world: World, task: int, place: str, tmp_path: Path) -> None:
    document = attach(world, task)
    if place.startswith("s3://"):
        with pytest.raises(FilesError) as caught:
            world.engine.files.readdress(str(tmp_path / "empty"))
        assert caught.value.code == "unknown-mark"
        return
    Path(place).rename(tmp_path / "mounted elsewhere")
    again = theatre_on(tmp_path)
    with pytest.raises(FilesError) as caught:
        again.files.check_in_use()
    assert caught.value.code == "no-mark"
    again.files.readdress(str(tmp_path / "mounted elsewhere"))
    again.files.check_in_use()
    assert download(world, document) == PDF, "who is running looks there with the next request"


def theatre_on(tmp_path: Path) -> Any:
    from portal_tui.engine.engine import Engine

    return Engine(open_store(tmp_path / "portal.db"))


@pytest.mark.xdist_group("postgres")
def test_a_portal_on_postgresql_keeps_them_elsewhere_too(
    postgres: Server, place: str, tmp_path: Path
) -> None:
    """Attached, moved there and back, swept; another process finds them without being told."""
    address = postgres.database()
    world = theatre(address)
    task = task_of(world, "Maude", world.application("Maude", "30-44-00"), "documents").id
    documents = {attach(world, task): PDF}
    assert world.engine.files.choose(place)
    documents[attach(world, task, "plan", PNG)] = PNG
    other = World.on(address)
    for target in (place, "database", place):
        tending.move(world.engine, target)
        assert {each: download(world, each) for each in documents} == documents
        assert {each: download(other, each) for each in documents} == documents
    assert tending.sweep(world.engine, days=0).files == 0
    world.call("Maude", RemoveDocument(document_id=next(iter(documents))))
    assert tending.sweep(world.engine, days=0).files == 1
    assert [each.files for each in tending.survey(other.engine)] == [0, 1]
    world.engine.close()
    other.engine.close()
    postgres.drop(address)

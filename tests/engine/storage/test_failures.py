"""What can be wrong with a database file: each is named, has its sentence, and leaves the file as it is."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest

from portal_tui.contract.accounts import ReadPortal, SignInToDemonstration
from portal_tui.contract.problems import Unavailable
from portal_tui.contract.tasks import Change, OpenTask, SaveAnswers
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import APPLICATION_ID, Database, DatabaseError
from portal_tui.texts import LANGUAGES, texts
from tests.engine.theatre import task_of
from tests.world import World

CODES = (
    "not-ours",
    "damaged",
    "newer",
    "read-only",
    "full",
    "unreadable",
    "cannot-open",
    "cannot-create",
    "moved",
)


def world_at(path: Path) -> World:
    """A portal in a file, with a person and a draft."""
    world = World(path=str(path))
    world.person("Maude", "Tremblay")
    world.organisation("Théâtre du Quai", Maude="primary")
    world.application("Maude", "any")
    return world


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """The file of a portal that nobody has open."""
    path = tmp_path / "portal.db"
    world_at(path).engine.close()
    return path


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refusal(path: Path) -> DatabaseError:
    """How opening a file is refused; the file stays as it is, and nothing is left beside it."""
    before, beside = fingerprint(path), sorted(path.parent.iterdir())
    with pytest.raises(DatabaseError) as caught:
        Database(path)
    assert fingerprint(path) == before
    assert sorted(path.parent.iterdir()) == beside
    return caught.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_failure_has_its_sentence(language: str) -> None:
    for code in CODES:
        sentence = texts(language)(f"database.{code}", path="/x.db", found=9, known=1, cause="raison")
        assert "/x.db" in sentence


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"Bonjour", id="text"),
        pytest.param(b"SQLite format 3\0", id="beginning"),
        pytest.param(b"%PDF-1.7\n" * 100, id="pdf"),
        pytest.param(os.urandom(8192), id="noise"),
    ],
)
def test_a_file_that_is_no_database_is_not_ours(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    assert refusal(path).code == "not-ours"


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("application_id", [0, 77])
def test_another_programs_database_is_not_ours(tmp_path: Path, mode: str, application_id: int) -> None:
    path = tmp_path / "other.db"
    other = apsw.Connection(str(path))
    other.execute(f"pragma journal_mode = {mode}").fetchall()
    other.execute(f"pragma application_id = {application_id}")
    other.execute("create table notes (text)")
    other.close()
    assert refusal(path).code == "not-ours"


def test_what_another_program_left_half_way_is_not_mended_by_us(tmp_path: Path) -> None:
    """Its journal is its own: SQLite would roll it back on the first look."""
    made, left = tmp_path / "made.db", tmp_path / "left"
    left.mkdir()
    other = apsw.Connection(str(made))
    other.execute("create table notes (text)")
    other.execute("pragma cache_size = 1")
    other.execute("begin")
    other.execute(
        "insert into notes with recursive n (i) as (select 1 union all select i + 1 from n limit 5000)"
        " select hex(randomblob(50)) from n"
    )
    copy = left / "other.db"
    copy.write_bytes(made.read_bytes())
    (left / "other.db-journal").write_bytes(Path(f"{made}-journal").read_bytes())
    other.execute("rollback")
    other.close()
    assert refusal(copy).code == "not-ours"


def test_a_portal_of_a_newer_version_is_left_alone(portal: Path) -> None:
    newer = apsw.Connection(str(portal))
    newer.execute("pragma user_version = 99")
    newer.execute("update compatibility set readable_from = 99")
    newer.close()
    error = refusal(portal)
    assert (error.code, error.params["found"]) == ("newer", 99)


def test_a_portal_that_was_killed_while_it_was_made_is_made_after_all(tmp_path: Path) -> None:
    """Only the first page reached the file; everything else is beside it."""
    path, killed = tmp_path / "portal.db", tmp_path / "killed.db"
    database = Database(path)
    killed.write_bytes(path.read_bytes())
    Path(f"{killed}-wal").write_bytes(Path(f"{path}-wal").read_bytes())
    assert len(killed.read_bytes()) <= 4096
    database.close()
    again = Database(killed)
    assert int(again.connection.pragma("application_id")) == APPLICATION_ID
    again.close()


@pytest.mark.parametrize("place", range(20))
def test_a_damaged_file_is_recognised(portal: Path, place: int) -> None:
    """Whatever page is overwritten, a look through the file finds it; using it says nothing else."""
    size = portal.stat().st_size
    with portal.open("r+b") as file:
        file.seek(4096 + place * (size - 8192) // 20)
        file.write(b"\xa5" * 4096)
    before = fingerprint(portal)
    try:
        database = Database(portal)
    except DatabaseError as error:
        assert error.code == "damaged"
        assert fingerprint(portal) == before
        return
    with pytest.raises(DatabaseError) as caught:
        database.check()
    assert caught.value.code == "damaged"
    engine = Engine(database)
    try:
        engine.call(SignInToDemonstration(email="maude@example.org"))
    except DatabaseError as error:
        assert error.code == "damaged"
    finally:
        engine.close()


def test_a_truncated_file_is_damaged(portal: Path) -> None:
    with portal.open("r+b") as file:
        file.truncate(portal.stat().st_size // 2)
    with pytest.raises(DatabaseError) as caught:
        Database(portal).check()
    assert caught.value.code == "damaged"


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Without the privileges of root, for whom every file is writable."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody can enter, as temporary ones of tests can't be."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path
        path.chmod(0o755)


def test_a_read_only_portal_is_read_and_refuses_to_save(public_folder: Path) -> None:
    """What was typed can be read and exported; saving says why not."""
    path = public_folder / "portal.db"
    world_at(path).engine.close()
    path.chmod(0o444)
    public_folder.chmod(0o777)
    before = fingerprint(path)
    with ordinary_user():
        engine = Engine(Database(path))
        assert engine.call(ReadPortal()).name == "Petit portail"
        with pytest.raises(DatabaseError) as caught:
            engine.call(SignInToDemonstration(email="maude@example.org"))
        engine.close()
    assert caught.value.code == "read-only"
    assert fingerprint(path) == before


def test_a_portal_in_a_read_only_folder_says_so(public_folder: Path) -> None:
    path = public_folder / "portal.db"
    world_at(path).engine.close()
    path.chmod(0o444)
    public_folder.chmod(0o555)
    before = fingerprint(path)
    with ordinary_user(), pytest.raises(DatabaseError) as caught:
        Database(path)
    assert caught.value.code == "read-only"
    assert fingerprint(path) == before


def test_a_file_that_may_not_be_opened(public_folder: Path) -> None:
    path = public_folder / "portal.db"
    world_at(path).engine.close()
    path.chmod(0o000)
    with ordinary_user(), pytest.raises(DatabaseError) as caught:
        Database(path)
    assert caught.value.code == "cannot-open"


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError) as caught:
        Database(tmp_path)
    assert caught.value.code == "cannot-open"


def test_where_no_file_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DatabaseError) as caught:
        Database(tmp_path / "file" / "portal.db")
    assert caught.value.code == "cannot-create"
    assert caught.value.params["cause"]


def test_a_full_disk_keeps_what_was_saved_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    world = world_at(tmp_path / "portal.db")
    database = world.engine.database
    application = int(database.rows("select id from applications")[0][0])
    task = task_of(world, "Maude", application, "request").id

    def save(pointer: str, text: str) -> None:
        changes = (Change(pointer=pointer, value=text),)
        world.call("Maude", SaveAnswers(task_id=task, changes=changes, revision=0, keep_mine=True))

    save("/title", "Saison 2027")
    pages = int(database.connection.pragma("page_count"))
    database.connection.pragma("max_page_count", pages)
    with pytest.raises(DatabaseError) as caught:
        save("/summary", "x" * 2_000_000)
    assert caught.value.code == "full"
    assert world.call("Maude", OpenTask(task_id=task)).answers == {"title": "Saison 2027"}
    database.connection.pragma("max_page_count", 1_000_000)
    save("/summary", "x" * 2_000_000)
    database.check()


def test_a_portal_in_use_is_waited_for_and_then_said_to_be(portal: Path) -> None:
    engine, other = Engine(Database(portal)), Database(portal)
    other.connection.execute("begin immediate")
    engine.database.connection.set_busy_timeout(30)
    with pytest.raises(Unavailable) as caught:
        engine.call(SignInToDemonstration(email="maude@example.org"))
    assert caught.value.problem.code == "database-locked"
    assert engine.call(ReadPortal()).name == "Petit portail"
    other.connection.execute("rollback")
    assert engine.call(SignInToDemonstration(email="maude@example.org")).token
    engine.close()
    other.close()


def test_a_mistake_of_ours_is_not_taken_for_the_files(portal: Path) -> None:
    database = Database(portal)
    with pytest.raises(apsw.SQLError):
        database.rows("select nothing from nowhere")
    with pytest.raises(apsw.SQLError):
        database.dicts("select nothing from nowhere", {})
    database.close()

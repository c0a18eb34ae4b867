"""What a scene is played on: a recording of the demonstration, or the demonstration while it is recorded."""

from pathlib import Path

from portal_tui.backend import Backend
from portal_tui.backend.recorded import Recorded, Recording
from portal_tui.secret import Secret
from tests.demonstration import demonstration, signed_in
from tests.scene import Scene

RECORDINGS = Path(__file__).parent / "recordings"


def recording_of(scene: Scene, language: str) -> Path:
    """The file with what the demonstration answered in this scene."""
    return RECORDINGS / f"{scene.name}-{language}.jsonl"


def recorded(scene: Scene, language: str) -> Backend:
    """Answers as the demonstration did when it was recorded."""
    backend = Recorded(recording_of(scene, language))
    backend.session = None if scene.who is None else Secret("recorded")
    return backend


def live(scene: Scene, language: str, folder: Path, *, record: bool) -> Backend:
    """The demonstration itself; ``record`` writes down what it answers."""
    engine = demonstration(folder, scene.portal)
    scene.before(engine)
    backend = signed_in(engine, scene.who, language)
    if not record:
        return backend
    RECORDINGS.mkdir(exist_ok=True)
    return Recording(backend, recording_of(scene, language))

"""Saves what is typed into a task, while it is typed: on disk within a second, never twice at once (T8)."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any, Final, Literal

import msgspec

from portal_tui.backend import Backend
from portal_tui.contract.problems import Invalid, NotFound, PortalError, Refused
from portal_tui.contract.tasks import Change, FieldConflict, SaveAnswers, Saved, TaskView
from portal_tui.forms.pointers import ABSENT, get, overlap, put

AFTER_LAST_KEY: Final = 0.3
"""Seconds of rest after which what was typed is saved."""
AT_THE_LATEST: Final = 0.7
"""Seconds after which it is saved although typing goes on."""
AGAIN_AFTER: Final = 1.0
"""Seconds until a save that failed is tried again."""

State = Literal["saved", "waiting", "saving", "failed", "refused"]
NOT_SAVED: Final = frozenset({"failed", "refused"})
"""The last save didn't succeed; after a failure it is tried again, after a refusal it isn't."""
_FINAL: Final = (Refused, NotFound, Invalid)
"""What won't get better by trying again."""


class Saver:
    """Collects changes by field and sends them; knows what the portal has and what it hasn't yet.

    ``typing`` is given all answers that are known here, and names the fields where others stand by now.
    """

    def __init__(
        self,
        backend: Backend,
        task: TaskView,
        *,
        saved: Callable[[Saved], None],
        failed: Callable[[PortalError], None],
        told: Callable[[State], None],
        typing: Callable[[Any], Iterable[str]],
    ) -> None:
        self.task_id = task.row.id
        self.revision = task.revision
        self.stored: dict[str, Any] = task.answers
        """What the portal has."""
        self.state: State = "saved"
        self._backend = backend
        self._saved, self._failed, self._told = saved, failed, told
        self._typing = typing
        self._pending: dict[str, Any] = {}
        self._sent: dict[str, Any] = {}
        self._asked: dict[str, Any] = {}
        """What stands in fields that others changed too, until the person has chosen."""
        self._mine: set[str] = set()
        self._since: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._running: asyncio.Task[None] | None = None

    @property
    def unsaved(self) -> dict[str, Any]:
        """What is typed and not stored yet, by pointer; ABSENT stands for an emptied field."""
        return dict(self._pending)

    def change(self, pointer: str, value: Any) -> None:
        """A field has this value now; it is saved soon."""
        if pointer in self._asked:
            self._asked[pointer] = value
            return
        loop = asyncio.get_running_loop()
        self._pending[pointer] = value
        if self._since is None:
            self._since = loop.time()
        self._plan(min(loop.time() + AFTER_LAST_KEY, self._since + AT_THE_LATEST))
        self._tell("waiting")

    def dispute(self, conflict: FieldConflict) -> Any:
        """Two values for a field that wasn't typed but brought in: mine, which waits to be chosen or not."""
        self._asked[conflict.pointer] = mine = ABSENT if conflict.mine is None else conflict.mine
        return mine

    def keep_mine(self, conflict: FieldConflict) -> None:
        """Of two values for a field, take mine, whatever is stored."""
        self._mine.add(conflict.pointer)
        self.change(conflict.pointer, self._asked.pop(conflict.pointer))

    def take_theirs(self, conflict: FieldConflict) -> None:
        """Of two values for a field, take the one that is stored."""
        theirs = ABSENT if conflict.theirs is None else conflict.theirs
        del self._asked[conflict.pointer]
        self.stored = put(self.stored, conflict.pointer, theirs)

    def take_others(self, task: TaskView) -> frozenset[str]:
        """The portal has somebody else's answers, or had them: what was read before the last save is past.

        Returns the fields that are being written, which keep what they began from.
        """
        writing = self._writing()
        stored = task.answers
        for pointer in writing:
            stored = put(stored, pointer, get(self.stored, pointer))
        if stored == task.answers:
            self.revision = task.revision
        self.stored = stored
        return writing

    def _writing(self) -> frozenset[str]:
        """Fields whose answer is this person's and not the portal's yet, also what is on its way here."""
        known = self.stored
        waiting = {**self._sent, **self._asked, **self._pending}
        for pointer, value in waiting.items():
            known = put(known, pointer, value)
        return frozenset({*waiting, *self._typing(known)})

    async def flush(self) -> None:
        """Save now what isn't saved; returns when it is, or when that has failed."""
        self._cancel()
        while self._pending or self._running:
            if self._running is None:
                self._start()
            if self._running is not None:
                await asyncio.shield(self._running)
            if self.state in NOT_SAVED:
                return

    def close(self) -> None:
        """Plan nothing more, and tell nobody: whoever was told may be gone."""
        self._cancel()
        self._saved = self._failed = self._told = _nobody_told
        self._typing = _nothing_typed

    def _plan(self, moment: float) -> None:
        self._cancel()
        self._timer = asyncio.get_running_loop().call_at(moment, self._start)

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _start(self) -> None:
        if self._running is None and self._pending:
            self._running = asyncio.get_running_loop().create_task(self._save())

    async def _save(self) -> None:
        sent, self._pending, self._since = self._pending, {}, None
        self._sent = dict(sent)
        mine, self._mine = self._mine & sent.keys(), self._mine - sent.keys()
        self._tell("saving")
        try:
            for keep_mine in (False, True):
                part = {pointer: value for pointer, value in sent.items() if (pointer in mine) is keep_mine}
                if part:
                    self._take(part, await self._backend.call(self._operation(part, keep_mine=keep_mine)))
        except PortalError as error:
            # What was typed since then is newer.
            self._pending = {**self._sent, **self._pending}
            self._mine |= mine
            self._tell("refused" if isinstance(error, _FINAL) else "failed")
            self._failed(error)
            if self.state == "failed":
                self._plan(asyncio.get_running_loop().time() + AGAIN_AFTER)
        finally:
            self._running, self._sent = None, {}
        if self.state not in NOT_SAVED:
            self._tell("waiting" if self._pending else "saved")
            if self._pending and self._timer is None:
                self._start()

    def _operation(self, part: dict[str, Any], *, keep_mine: bool) -> SaveAnswers:
        changes = tuple(
            Change(pointer=pointer, value=value, base=get(self.stored, pointer))
            for pointer, value in part.items()
        )
        return SaveAnswers(task_id=self.task_id, changes=changes, revision=self.revision, keep_mine=keep_mine)

    def _take(self, part: dict[str, Any], saved: Saved) -> None:
        conflicts = {conflict.pointer: conflict for conflict in saved.conflicts}
        for pointer in part:
            value = self._sent.pop(pointer)
            if pointer in conflicts:
                self._asked[pointer] = newest = self._pending.pop(pointer, value)
                mine = None if newest is ABSENT else newest
                conflicts[pointer] = msgspec.structs.replace(conflicts[pointer], mine=mine)
            else:
                self.stored = put(self.stored, pointer, value)
        writing = self._writing()
        taken = {
            pointer: value
            for pointer, value in saved.merged.items()
            if not any(overlap(pointer, each) for each in writing)
        }
        for pointer, value in taken.items():
            self.stored = put(self.stored, pointer, ABSENT if value is None else value)
        if len(taken) == len(saved.merged):  # else what is left of them is asked about with the next save
            self.revision = saved.revision
        self._saved(msgspec.structs.replace(saved, merged=taken, conflicts=tuple(conflicts.values())))

    def _tell(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self._told(state)


def _nobody_told(_: object) -> None:
    """For a save that ends after the screen that began it."""


def _nothing_typed(_: object) -> tuple[str, ...]:
    """The same."""
    return ()

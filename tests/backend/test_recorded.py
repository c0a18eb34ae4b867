"""Recording and answering from a recording: the two wrappers that prove the Backend protocol (B1)."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from portal_tui.backend.recorded import NotRecordedError, Recorded, Recording
from portal_tui.contract import OPERATIONS, Operation
from portal_tui.contract.accounts import SignIn, WhoAmI
from portal_tui.contract.applications import CountApplications, FindApplication, SendApplication
from portal_tui.contract.decisions import Check, Decision, Remedy
from portal_tui.contract.events import Event
from portal_tui.contract.problems import PortalError, Refused, Unavailable
from portal_tui.secret import Secret


class Answering:
    """Answers every operation by a function; the least there is to a backend."""

    def __init__(self, answer: Callable[[Operation[Any]], Any]) -> None:
        self.session: Secret | None = None
        self._answer = answer

    async def call(self, operation: Operation[Any], /) -> Any:
        answer = self._answer(operation)
        if isinstance(answer, PortalError):
            raise answer
        return answer

    async def events(self) -> AsyncIterator[Event]:
        yield Event(seq=1, subject="task", subject_id=2)

    async def close(self) -> None:
        self.session = None


def sample(kind: inspect.Type, depth: int = 0) -> Any:
    """A value of a type, as it is before conversion: every field given, collections of two."""
    match kind:
        case inspect.StructType():
            return {field.encode_name: sample(field.type, depth + 1) for field in kind.fields}
        case inspect.VarTupleType() | inspect.ListType():
            return [] if depth > 8 else [sample(kind.item_type, depth + 1) for _ in range(2)]
        case inspect.TupleType():
            return [sample(item, depth + 1) for item in kind.item_types]
        case inspect.DictType():
            return {sample(kind.key_type, depth + 1): sample(kind.value_type, depth + 1)}
        case inspect.UnionType():
            return sample(kind.types[0], depth)
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.BytesType():
            return "AP8="
        case inspect.BoolType():
            return True
        case inspect.IntType():
            return 7
        case inspect.NoneType():
            return None
        case _:
            return "é[/b]"


async def both(answer: Any, operation: Operation[Any], file: Path) -> tuple[Any, Any]:
    """What a backend answers, and what its recording answers."""
    live = await Recording(Answering(lambda _: answer), file).call(operation)
    return live, await Recorded(file).call(operation)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
async def test_every_operation_and_result_survives_recording(name: str, tmp_path: Path) -> None:
    declared = OPERATIONS[name]
    operation = msgspec.convert(sample(inspect.type_info(declared.type)), declared.type)
    answer = msgspec.convert(sample(inspect.type_info(declared.result)), declared.result)
    live, recorded = await both(answer, operation, tmp_path / "calls.jsonl")
    if hasattr(answer, "token"):
        recorded = msgspec.structs.replace(recorded, token=answer.token)
    assert live == answer
    assert recorded == answer
    assert type(recorded) is type(answer)


async def test_a_problem_is_answered_with_its_decision(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    decision = Decision(
        action="send-application",
        checks=(
            Check(code="owner", rule="T3", holds=False, remedies=(Remedy(kind="ask", code="ask-owner"),)),
        ),
    )
    recording = Recording(Answering(lambda _: Refused(decision=decision)), file)
    with pytest.raises(Refused):
        await recording.call(SendApplication(application_id=1))
    with pytest.raises(Refused) as refused:
        await Recorded(file).call(SendApplication(application_id=1))
    assert refused.value.problem.decision == decision


async def test_answers_come_in_turn_and_the_last_stays(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    counts = iter([3, Unavailable(), 4])
    recording = Recording(Answering(lambda _: next(counts)), file)
    await recording.call(CountApplications())
    with pytest.raises(Unavailable):
        await recording.call(CountApplications())
    await recording.call(CountApplications())

    recorded = Recorded(file)
    assert await recorded.call(CountApplications()) == 3
    with pytest.raises(Unavailable):
        await recorded.call(CountApplications())
    assert [await recorded.call(CountApplications()) for _ in range(2)] == [4, 4]


async def test_a_missing_answer_names_the_operation_and_what_was_asked(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    await Recording(Answering(lambda _: 3), file).call(CountApplications(filter="quai"))
    with pytest.raises(
        NotRecordedError, match=r'calls\.jsonl has no answer for find-application .*"2026-000001"'
    ):
        await Recorded(file).call(FindApplication(number="2026-000001"))
    with pytest.raises(NotRecordedError, match="count-applications"):
        await Recorded(file).call(CountApplications(filter="autre"))


async def test_no_secret_is_written_and_any_password_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    declared = OPERATIONS["sign-in"]
    answer = msgspec.convert(sample(inspect.type_info(declared.result)), declared.result)
    answer = msgspec.structs.replace(answer, token="a-token-of-32-characters")
    await Recording(Answering(lambda _: answer), file).call(SignIn(email="a@b.ca", password="correct horse"))
    written = file.read_text(encoding="utf-8")
    assert "correct horse" not in written
    assert "a-token-of-32-characters" not in written
    signed_in = await Recorded(file).call(SignIn(email="a@b.ca", password="something else"))
    assert signed_in.me == answer.me


async def test_an_idempotency_key_takes_no_part(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    declared = OPERATIONS["send-application"]
    answer = msgspec.convert(sample(inspect.type_info(declared.result)), declared.result)
    recording = Recording(Answering(lambda _: answer), file)
    await recording.call(SendApplication(application_id=1, idempotency_key="one"))
    assert await Recorded(file).call(SendApplication(application_id=1, idempotency_key="two")) == answer


async def test_the_session_and_events_are_those_of_the_recorded_backend(tmp_path: Path) -> None:
    backend = Answering(lambda _: None)
    recording = Recording(backend, tmp_path / "calls.jsonl")
    recording.session = Secret("token")
    assert backend.session == recording.session == Secret("token")
    assert [event async for event in recording.events()] == [Event(seq=1, subject="task", subject_id=2)]
    await recording.close()
    assert backend.session is None


async def test_nothing_changes_in_a_recording(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    await Recording(Answering(lambda _: None), file).call(WhoAmI())
    recorded = Recorded(file)
    await recorded.close()
    assert [event async for event in recorded.events()] == []

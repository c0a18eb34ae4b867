"""What is unread, by entity: only where the person takes part (C4, O2)."""

import pytest

from portal_tui.contract.accounts import ActAs, WhoAmI
from portal_tui.engine.accounts import unread
from tests.world import World


@pytest.fixture
def world() -> World:
    """Maude owns an application of an organisation and one of her own; staff wrote in each."""
    world = World()
    world.person("Maude")
    world.person("Jean")
    world.person("Zoé", staff=True)
    world.organisation("Théâtre du Quai", Maude="primary", Jean="administrator")
    thread(world, world.application("Maude"), "Zoé", "Zoé", "Maude")
    official(world, world.application("Maude"))
    world.call("Maude", ActAs(entity_id=own_entity(world)))
    thread(world, world.application("Maude", "any"), "Zoé")
    return world


def own_entity(world: World) -> int:
    return next(each.id for each in world.call("Maude", WhoAmI()).entities if each.standing == "self")


def thread(world: World, application_id: int, *authors: str) -> int:
    """A thread with a message by each author; its id."""
    work = world.work()
    thread_id = work.new_id()
    run = world.engine.database.connection.execute
    run(
        "insert into threads values (?, ?, 'Sujet', 1, ?)", (thread_id, application_id, world.accounts["Zoé"])
    )
    for author in authors:
        run(
            "insert into messages (id, thread_id, author_id, at, body) values (?, ?, ?, 1, 'Bonjour')",
            (work.new_id(), thread_id, world.accounts[author]),
        )
    return thread_id


def official(world: World, application_id: int) -> None:
    run = world.engine.database.connection.execute
    run("insert into blobs (digest, size, content) values ('d', 1, x'00')")
    task = "select id from tasks where application_id = ? and kind = 'communications'"
    run(
        "insert into documents"
        " (id, application_id, task_id, name, media_type, size, digest, added_by, added_at)"
        f" values (9, ?, ({task}), 'lettre.pdf', 'application/pdf', 1, 'd', ?, 1)",
        (application_id, application_id, world.accounts["Zoé"]),
    )


def counts(world: World, name: str) -> dict[str, int]:
    return {entity.name: entity.unread for entity in world.call(name, WhoAmI()).entities}


@pytest.mark.parametrize("many", [1000, 0], ids=["from applications", "from discussions"])
def test_what_others_wrote_where_i_take_part(
    world: World, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread, "MANY", many)
    assert counts(world, "Maude") == {"Maude Roy": 1, "Théâtre du Quai": 3}
    assert counts(world, "Jean") == {"Jean Roy": 0, "Théâtre du Quai": 0}
    run = world.engine.database.connection.execute
    run(
        "insert into reads select t.id, ?, max(m.id), 1 from threads t join messages m on m.thread_id = t.id"
        " group by t.id",
        (world.accounts["Maude"],),
    )
    assert counts(world, "Maude") == {"Maude Roy": 0, "Théâtre du Quai": 1}
    run("insert into document_reads values (9, ?, 1)", (world.accounts["Maude"],))
    assert counts(world, "Maude") == {"Maude Roy": 0, "Théâtre du Quai": 0}

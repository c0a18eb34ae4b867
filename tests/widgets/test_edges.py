"""The edges of every screen: who acts where above, what holds everywhere, the next keys below."""

import re

import pytest
from textual.content import Content
from textual.widget import Widget

from portal_tui.texts import LANGUAGES, texts
from portal_tui.widgets.banner import Banner
from tests.widgets.edges_app import EdgesApp
from tests.widgets.list_app import settled

SAID = "Démonstration Rien n'est transmis à la SODEC. F1 pourquoi"


def shown(widget: Widget) -> list[str]:
    """The lines of a widget as they are drawn."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (140, ["SOD@ccès · démonstration", "(organisation) F2", "fr-CA   ● à jour   ? aide"]),
        (
            120,
            [
                "SOD@ccès · démonstration",
                "agir en tant que Théâtre du Quai (organisation) F2",
                "fr-CA  ● à jour  ? aide",
            ],
        ),
        (80, ["SOD@ccès · démo", "Maude Tremblay · Théâtre du Quai F2", "● à jour   ? aide"]),
        (60, ["SOD@ccès · démo", "Maude · Théâtre du Quai F2", "? aide"]),
        (40, ["SOD@ccès", "Maude · Théâtre du … F2", "?"]),
    ],
)
async def test_the_header_says_less_where_there_is_less_room(width: int, line: list[str]) -> None:
    app = EdgesApp()
    async with app.run_test(size=(width, 20)) as pilot:
        await settled(pilot)
        (header,) = shown(app.header)
        assert len(header) <= width - 1
        at = [header.find(each) for each in line]
        assert -1 not in at, header
        assert at == sorted(at)
        assert header.endswith(("?", "? aide"))


@pytest.mark.parametrize("width", [120, 80, 60, 40])
async def test_long_names_are_shortened_before_the_help_vanishes(width: int) -> None:
    app = EdgesApp()
    async with app.run_test(size=(width, 20)) as pilot:
        app.header.person = "Marie-Antoinette de la Bouchardière-Tremblay"
        app.header.acting = "Regroupement québécois de la danse contemporaine et actuelle"
        await pilot.pause()
        (header,) = shown(app.header)
        assert "?" in header
        assert "Regroup" in header
        assert len(header) <= width


async def test_the_person_who_acts_for_themselves() -> None:
    app = EdgesApp()
    async with app.run_test(size=(120, 20)) as pilot:
        app.header.acting, app.header.kind = "", "compte personnel"
        await pilot.pause()
        assert "Maude Tremblay (compte personnel) F2" in shown(app.header)[0]


async def test_nobody_is_named_before_signing_in() -> None:
    app = EdgesApp()
    async with app.run_test(size=(120, 20)) as pilot:
        app.header.person = ""
        app.header.demonstration = False
        await pilot.pause()
        (header,) = shown(app.header)
        assert header.split() == ["SOD@ccès", "fr-CA", "?", "aide"]


@pytest.mark.parametrize("width", [120, 60])
async def test_what_is_not_current_is_said_at_every_width(width: int) -> None:
    app = EdgesApp()
    async with app.run_test(size=(width, 20)) as pilot:
        app.header.sync, app.header.age = "stale", "depuis 14:32"
        await pilot.pause()
        (header,) = shown(app.header)
        assert "○ pas à jour depuis 14:32 F5" in header
        assert ("réessayer" in header) == (width == 120)


@pytest.mark.parametrize("width", [54, 50, 46, 42, 40])
async def test_what_is_not_current_crowds_out_neither_the_help_nor_its_gap(width: int) -> None:
    app = EdgesApp()
    async with app.run_test(size=(width, 20)) as pilot:
        app.header.sync, app.header.age, app.header.help_key = "stale", "depuis 14:32", "F1"
        await pilot.pause()
        (header,) = shown(app.header)
        assert re.search(r" F2  +○ pas à jour .*F5  +F1", header), header
        assert len(header) <= width - 1


async def test_the_header_changes_its_language_in_place() -> None:
    app = EdgesApp()
    async with app.run_test(size=(120, 20)) as pilot:
        app.header.set_texts(texts("en"))
        await pilot.pause()
        assert "acting as Théâtre du Quai" in shown(app.header)[0]


async def test_the_parts_of_the_header_can_be_clicked() -> None:
    app = EdgesApp()
    async with app.run_test(size=(120, 20)) as pilot:
        await settled(pilot)
        (header,) = shown(app.header)
        for word in ("Théâtre", "? aide", "à jour"):
            await pilot.click(app.header, offset=(header.index(word), 0))
        assert app.pressed == ["who", "help", "sync"]


@pytest.mark.parametrize(
    ("width", "hints"),
    [
        (120, "entrée ouvrir / filtrer s trier + nouvelle demande g aller à ctrl+p commandes F1 aide"),
        (80, "entrée ouvrir / filtrer s trier + nouvelle demande g aller à F1 aide"),
        (60, "entrée ouvrir / filtrer s trier F1 aide"),
        (30, "entrée ouvrir F1 aide"),
        (18, "F1 aide"),
    ],
)
async def test_the_keys_nearest_to_the_focus_are_hinted_at(width: int, hints: str) -> None:
    app = EdgesApp()
    async with app.run_test(size=(width, 20)) as pilot:
        await settled(pilot)
        (line,) = shown(app.hints)
        assert line.split() == hints.split()
        assert line.endswith("F1 aide")
        assert len(line) == width - 1


async def test_the_hints_follow_the_focus() -> None:
    app = EdgesApp()
    async with app.run_test(size=(120, 20)) as pilot:
        await settled(pilot)
        await pilot.press("shift+tab")
        assert shown(app.hints)[0].split() == ["ctrl+p", "commandes", "F1", "aide"], (
            "letters belong to the field"
        )
        await pilot.press("tab")
        assert "s trier" in shown(app.hints)[0]


async def test_a_remapped_key_is_hinted_at_as_it_is_now() -> None:
    app = EdgesApp()
    async with app.run_test(size=(120, 20)) as pilot:
        app.set_keymap({"test-sort": "t"})
        app.refresh_bindings()
        await pilot.pause()
        assert "t trier" in shown(app.hints)[0]
        assert "s trier" not in shown(app.hints)[0]


async def test_a_hint_can_be_clicked() -> None:
    app = EdgesApp()
    async with app.run_test(size=(120, 20)) as pilot:
        await settled(pilot)
        (line,) = shown(app.hints)
        for word in ("trier", "aide"):
            await pilot.click(app.hints, offset=(line.index(word), 0))
            await pilot.pause()
        assert app.noted == ["sort", "help"]


async def test_the_status_stands_before_the_keys() -> None:
    app = EdgesApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.hints.status = Content("enregistré il y a 2 s")
        await pilot.pause()
        assert shown(app.hints)[0].startswith(" enregistré il y a 2 s   entrée ouvrir    ")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_hints_of_the_list_are_in_the_language(language: str) -> None:
    app = EdgesApp(language=language)
    async with app.run_test(size=(120, 20)) as pilot:
        await settled(pilot)
        assert ("entrée open" if language == "en" else "entrée ouvrir") in shown(app.hints)[0]


@pytest.mark.parametrize(("width", "height"), [(120, 1), (60, 2), (30, 3)])
async def test_a_banner_is_as_high_as_what_it_says(width: int, height: int) -> None:
    app = EdgesApp()
    async with app.run_test(size=(width, 20)) as pilot:
        await settled(pilot)
        lines = shown(app.banner)
        assert len(lines) == height
        assert " ".join(" ".join(lines).split()) == SAID
        assert lines[-1].endswith("F1 pourquoi")


async def test_a_banner_says_something_else_in_its_place() -> None:
    app = EdgesApp()
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        app.banner.title, app.banner.text = "Adresse non confirmée", "[b]Regarder"
        app.banner.key, app.banner.tone = "", "urgent"
        await pilot.pause()
        assert shown(app.banner) == [" Adresse non confirmée  [b]Regarder"]
        assert app.banner.has_class("-urgent")
        assert not app.banner.has_class("-note")
        await pilot.click(app.banner)
        assert app.noted == ["banner"]


async def test_tones_are_colours_of_their_own() -> None:
    app = EdgesApp()
    async with app.run_test(size=(60, 20)) as pilot:
        colours = set()
        for tone in ("note", "urgent", "wrong"):
            banner = Banner("Titre", tone=tone)
            await app.mount(banner)
            await pilot.pause()
            colours.add(banner.styles.color.hex)
        assert len(colours) == 3

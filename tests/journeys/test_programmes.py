"""Beginning an application: for whom, beside what there is already, and not instead of it (P2, P3, P4)."""

from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.new_application import NewApplicationScreen
from portal_tui.screens.new_organisation import NewOrganisationScreen
from portal_tui.screens.programme import ProgrammeScreen
from portal_tui.screens.programmes import ProgrammesScreen
from tests.demonstration import EMILE, KARIM, MAUDE
from tests.journeys.conftest import Keyboard
from tests.journeys.sodec import JEANS, MAUDES, QUAI
from tests.someone import Someone

VENUES = "30-44-00"


async def to_venues(someone: Someone) -> None:
    """Go to the programme for venues, and no further."""
    await someone.goes_to("programmes")
    await someone.moves_to("programmes", VENUES)


async def test_a_programme_for_organisations_is_begun_as_the_organisation(keyboard: Keyboard) -> None:
    async with keyboard(MAUDE) as maude:
        await maude.acts_as("Maude Tremblay")
        await to_venues(maude)
        await maude.presses("catalogue.new")
        await maude.sees("Seules les organisations peuvent déposer une demande")
        await maude.chooses(f"Agir en tant que {QUAI}")
        await maude.rests()
        await to_venues(maude)
        await maude.presses("catalogue.new")
        await maude.is_on(NewApplicationScreen)
        await maude.sees("Pour", QUAI)


async def test_who_has_only_a_personal_account_learns_what_to_do(keyboard: Keyboard) -> None:
    async with keyboard(EMILE) as emile:
        await to_venues(emile)
        await emile.presses("catalogue.new")
        await emile.sees(
            "Seules les organisations peuvent déposer une demande",
            "Créer mon organisation",
            "Demander à faire partie de mon organisation",
        )
        await emile.chooses("Créer mon organisation")
        await emile.is_on(NewOrganisationScreen)
        await emile.rests()
        await emile.types("Chorale du Parc\n")
        await emile.strikes("down", "tab")
        await emile.types("1142 893 011\n\n")
        await emile.sees("Chorale du Parc est créée.")
        await emile.acts_as("Chorale du Parc")
        await to_venues(emile)
        await emile.presses("catalogue.new")
        await emile.is_on(NewApplicationScreen)


async def test_what_was_filed_is_seen_apart_from_a_new_application(keyboard: Keyboard) -> None:
    async with keyboard(MAUDE) as maude:
        await to_venues(maude)
        await maude.presses("catalogue.open")
        await maude.is_on(ProgrammeScreen)
        await maude.sees("Voir mes demandes", "+ Nouvelle demande")
        await maude.presses("programme.mine")
        await maude.is_on(ApplicationsScreen)
        await maude.sees(MAUDES)
        await to_venues(maude)
        await maude.presses("catalogue.new")
        await maude.is_on(NewApplicationScreen)
        await maude.sees("Combien de personnes")


async def test_a_colleagues_application_is_shown_before_a_second_is_created(keyboard: Keyboard) -> None:
    async with keyboard(KARIM) as karim:
        await to_venues(karim)
        await karim.presses("catalogue.new")
        await karim.is_on(NewApplicationScreen)
        await karim.sees("Déjà à ce programme", "Jean Roy", "Maude Tremblay", JEANS)
        await karim.presses("new-application.see")
        await karim.is_on(ApplicationsScreen)
        await karim.sees("vous n’y collaborez pas")


async def test_a_closed_programme_says_so_and_leads_to_those_that_are_open(
    keyboard: Keyboard,
) -> None:
    async with keyboard(MAUDE) as maude:
        await maude.goes_to("programmes")
        await maude.moves_to("programmes", "30-20-05")
        await maude.presses("catalogue.new")
        await maude.sees("ne prend plus de nouvelles demandes")
        await maude.chooses("Voir les programmes ouverts")
        await maude.is_on(ProgrammesScreen)
        await to_venues(maude)
        await maude.presses("catalogue.new")
        await maude.is_on(NewApplicationScreen)

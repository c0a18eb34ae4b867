"""What is reserved, elsewhere or in the other language is still found: the list says where (T1, T4, A6)."""

from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.join_organisation import JoinOrganisationScreen
from portal_tui.screens.organisation import OrganisationScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.demonstration import EMILE, JEAN, KARIM, MAUDE, NADIA
from tests.journeys.conftest import Keyboard
from tests.journeys.sodec import JEANS, MAUDES, QUAI


async def test_an_administrator_who_does_not_collaborate_adds_herself_and_reads(keyboard: Keyboard) -> None:
    async with keyboard(NADIA) as nadia:
        await nadia.opens(MAUDES)
        await nadia.sees(MAUDES, "collabor")
        await nadia.sees_no("Numéro d’entreprise du Québec")
        await nadia.presses("app.explain")
        await nadia.chooses("M’ajouter à la demande")
        await nadia.sees("Numéro d’entreprise du Québec", "1142 345 678")


async def test_an_application_of_the_other_entity_is_one_key_away(keyboard: Keyboard) -> None:
    async with keyboard(MAUDE) as maude:
        await maude.acts_as("Maude Tremblay")
        await maude.goes_to("applications")
        await maude.sees("Aucune demande ici pour le moment.")
        await maude.chooses(f"demandes de {QUAI}")
        await maude.is_on(ApplicationsScreen)
        await maude.sees(MAUDES)


async def test_a_colleagues_application_is_asked_for_and_read(keyboard: Keyboard) -> None:
    async with keyboard(KARIM) as karim:
        await karim.goes_to("applications")
        await karim.sees("Aucune demande ici pour le moment.", "mais vous n’y collaborez pas")
        await karim.chooses(f"Demander à collaborer à {JEANS}, de Jean Roy")
        await karim.chooses("Demander à Jean Roy de vous ajouter à la demande")
        await karim.sees("message envoyé")
        await karim.presses("dialog.close")
        async with keyboard(JEAN) as jean:
            await jean.goes_to("mail")
            await jean.sees("Karim Benali", JEANS)
            await jean.strikes("enter")
            await jean.is_on(WorkspaceScreen)
            await jean.rests()
            await jean.presses("workspace.people")
            await jean.moves_to("people", "Karim Benali")
            await jean.presses("people.choose")
            await jean.chooses("Ajouter, pour consulter seulement")
            await jean.rests()
        await karim.goes_to("applications")
        await karim.sees(JEANS)
        await karim.presses("list.open")
        await karim.sees("Dossier maître", "Lecture seule")


async def test_who_is_not_a_member_asks_to_be_added(keyboard: Keyboard) -> None:
    async with keyboard(EMILE) as emile:
        await emile.goes_to("applications")
        await emile.sees("Vous n’êtes pas membre de l’organisation cherchée?")
        await emile.chooses("Demander à être ajouté")
        await emile.is_on(OrganisationScreen)
        await emile.presses("organisation.join")
        await emile.is_on(JoinOrganisationScreen)
        await emile.rests()
        await emile.types(f"{QUAI}\n\n\n")
        await emile.sees("Votre demande est envoyée.")
    async with keyboard(NADIA) as nadia:
        await nadia.goes_to("organisation")
        await nadia.sees("Émile Bouchard")
        await nadia.moves_to("organisation", "Émile Bouchard")
        await nadia.presses("organisation.choose")
        await nadia.chooses("Ajouter à l’organisation")
        await nadia.rests()
    async with keyboard(EMILE) as emile:
        await emile.acts_as(QUAI)
        await emile.goes_to("applications")
        await emile.sees("vous n’y collaborez pas")


async def test_in_english_applications_stay_and_what_is_not_translated_is_marked(keyboard: Keyboard) -> None:
    async with keyboard(MAUDE) as maude:
        await maude.goes_to("applications")
        await maude.sees(JEANS, MAUDES)
        await maude.goes_to("settings")
        await maude.strikes("home", "enter")
        await maude.rests()
        while "SETTINGS" not in maude.screen:
            await maude.strikes("enter")
            await maude.rests()
        await maude.goes_to("applications")
        await maude.sees(JEANS, MAUDES)
        await maude.opens(MAUDES)
        await maude.sees("Application form", "[fr-CA]", "This form is not entirely translated")

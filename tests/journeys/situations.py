"""The situations in which the guide of SOD@ccès leaves its readers to find out: each has a journey.

A journey meets the refusal, presses its remedy and reaches the goal, at the keyboard and in French.
"""

from typing import Final, NamedTuple


class Situation(NamedTuple):
    """What somebody meets, the rules that it falls under, and the journey from there."""

    met: str
    rules: tuple[str, ...]
    journey: str
    """``module.function`` in this folder."""


SITUATIONS: Final = (
    # Coming in
    Situation(
        "A new customer has no profile yet",
        ("A1", "O0"),
        "test_signing_up.test_a_new_person_begins_an_application_for_a_new_organisation",
    ),
    Situation(
        "The confirmation mail didn't come",
        ("A2",),
        "test_accounts.test_the_confirmation_mail_is_found_from_the_banner",
    ),
    Situation(
        "It went to a mistyped address, and is to be sent again",
        ("A2",),
        "test_accounts.test_a_mistyped_address_is_corrected_and_the_mail_sent_again",
    ),
    Situation(
        "Nothing can be created, because the address isn't confirmed",
        ("A1",),
        "test_accounts.test_who_is_not_confirmed_learns_it_where_they_begin_and_goes_on",
    ),
    # The organisation
    Situation(
        "The same organisation is created twice by mistake",
        ("O1", "O6", "O7"),
        "test_organisation.test_an_organisation_that_is_there_already_is_joined_instead",
    ),
    Situation(
        "The primary administrator has left, with an address of the company's",
        ("A3", "O3", "O4"),
        "test_organisation.test_a_primary_administrator_who_left_is_replaced_and_removed",
    ),
    Situation(
        "The primary administrator has left, with a personal address",
        ("O4",),
        "test_organisation.test_a_primary_administrator_who_left_is_asked_to_transfer",
    ),
    Situation(
        "My organisation isn't in the menu: nobody has added me",
        ("O2", "O7"),
        "test_applications.test_who_is_not_a_member_asks_to_be_added",
    ),
    Situation(
        "A colleague is to be added as a member",
        ("O3",),
        "test_organisation.test_an_administrator_invites_and_the_invited_person_joins",
    ),
    # A new application
    Situation(
        "See my applications is taken for a new one",
        ("P2",),
        "test_programmes.test_what_was_filed_is_seen_apart_from_a_new_application",
    ),
    Situation(
        "The programme is for organisations; I act for my personal account",
        ("P3",),
        "test_programmes.test_a_programme_for_organisations_is_begun_as_the_organisation",
    ),
    Situation(
        "The programme is for organisations; I have none",
        ("P3", "O0"),
        "test_programmes.test_who_has_only_a_personal_account_learns_what_to_do",
    ),
    Situation(
        "A colleague has an application to it already",
        ("P4",),
        "test_programmes.test_a_colleagues_application_is_shown_before_a_second_is_created",
    ),
    Situation(
        "The programme takes no new applications any more",
        ("P1",),
        "test_programmes.test_a_closed_programme_says_so_and_leads_to_those_that_are_open",
    ),
    # My application isn't in the list
    Situation(
        "I am under another entity",
        ("T1",),
        "test_applications.test_an_application_of_the_other_entity_is_one_key_away",
    ),
    Situation(
        "The interface is in English",
        ("A6", "T1"),
        "test_applications.test_in_english_applications_stay_and_what_is_not_translated_is_marked",
    ),
    Situation(
        "It is a colleague's, and I don't collaborate",
        ("T1", "T5"),
        "test_applications.test_a_colleagues_application_is_asked_for_and_read",
    ),
    Situation(
        "It was deleted",
        ("T14",),
        "test_drafts.test_a_deleted_draft_is_restored_from_the_list",
    ),
    # What it holds
    Situation(
        "An administrator sees the application, not its content",
        ("T5",),
        "test_applications.test_an_administrator_who_does_not_collaborate_adds_herself_and_reads",
    ),
    Situation(
        "I may read, and nobody gave me the right to edit",
        ("T5",),
        "test_documents.test_who_only_reads_asks_for_the_right_to_edit_and_has_it_at_once",
    ),
    Situation(
        "A download is barred: not a collaborator, or the PDF is signed",
        ("T5", "C3"),
        "test_documents.test_a_signed_document_is_downloaded_as_it_was_by_who_was_added",
    ),
    Situation(
        "A mail says that an official document was deposited",
        ("T6", "C4"),
        "test_documents.test_an_official_document_is_told_of_first_and_downloaded",
    ),
    # Envoyer is grey
    Situation(
        "Mandatory tasks aren't complete",
        ("T2", "T3"),
        "test_sending.test_sending_is_grey_because_tasks_are_not_complete_and_leads_to_the_first",
    ),
    Situation(
        "I administer the organisation, and don't own the application",
        ("T3", "T4"),
        "test_sending.test_an_administrator_takes_ownership_and_sends",
    ),
    Situation(
        "I collaborate, and don't own the application",
        ("T3", "T4"),
        "test_sending.test_a_plain_collaborator_asks_the_owner_who_finds_it_in_the_mail",
    ),
)

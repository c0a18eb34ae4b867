"""How the lines of an organisation are said: members, invitations, requests (O3, O7)."""

from textual.content import Content

from portal_tui.contract.accounts import ActingEntity
from portal_tui.contract.organisations import Invitation, JoinRequest, Member, MyInvitation
from portal_tui.dates import Dates
from portal_tui.texts import Texts
from portal_tui.widgets.options import spread

WIDE = 84
"""Cells from which on a line has room for everything beside each other."""
_NAME, _STANDING = 28, 28


def member_line(member: Member, texts: Texts, width: int) -> Content:
    """Name, role, address, and what they own here."""
    you = f" ({texts('list.you')})" if member.you else ""
    name = Content.assemble(member.name, (you, "$text-muted"))
    standing = Content.styled(
        texts(f"standing.{member.standing}"), "bold" if member.standing == "primary" else ""
    )
    owns = texts.plural("organisation.owns", member.applications) if member.applications else ""
    if width >= WIDE:
        email = Content.styled(member.email, "$text-muted")
        said = Content.assemble(_cell(name, _NAME), _cell(standing, _STANDING), email)
        return spread(said, Content.styled(owns, "$text-muted"), width)
    below = " · ".join(part for part in (member.email, owns) if part)
    return _two_rows(Content.assemble(name, "   ", standing), below, width)


def request_line(request: JoinRequest, texts: Texts, dates: Dates, width: int) -> Content:
    """Who asks to be added, when, and what they wrote."""
    asked = texts("organisation.asked", when=dates.ago(request.at))
    head = Content.assemble(
        _cell(Content(request.name), _NAME), (f"{request.email}   {asked}", "$text-muted")
    )
    if not request.message:
        return head.truncate(width, ellipsis=True)
    return _two_rows(head, request.message.replace("\n", " "), width)


def invitation_line(invitation: Invitation, texts: Texts, dates: Dates, width: int) -> Content:
    """Who was invited, as what, by whom and when."""
    by = texts("organisation.invited-by", name=invitation.invited_by, when=dates.ago(invitation.at))
    head = Content.assemble(_cell(Content(invitation.email), _NAME), texts(f"standing.{invitation.standing}"))
    return _two_rows(head, by, width)


def my_invitation_line(invitation: MyInvitation, texts: Texts, dates: Dates, width: int) -> Content:
    """Which organisation invites me, as what, by whom and when."""
    by = texts("organisation.invited-by", name=invitation.invited_by, when=dates.ago(invitation.at))
    head = Content.assemble(
        _cell(Content(invitation.organisation), _NAME), texts(f"standing.{invitation.standing}")
    )
    return _two_rows(head, by, width)


def entity_line(entity: ActingEntity, texts: Texts, width: int) -> Content:
    """An organisation of mine, and what I am there."""
    said = Content.assemble(_cell(Content(entity.name), _NAME), texts(f"standing.{entity.standing}"))
    return said.truncate(width, ellipsis=True)


def _cell(text: Content, width: int) -> Content:
    shown = text.truncate(width - 2, ellipsis=True) if text.cell_length > width - 2 else text
    return Content.assemble(shown, " " * (width - shown.cell_length))


def _two_rows(head: Content, below: str, width: int) -> Content:
    rows = (head, Content.styled(below, "$text-muted"))
    return Content("\n").join(row.truncate(width, ellipsis=True) for row in rows)

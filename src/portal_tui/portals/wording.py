"""What people read, as portal definitions hold it: in one language or in several."""

from portal_tui.contract.pages import Text

Wording = str | dict[str, str]
"""A plain text in the portal's default language, or a text for each language tag."""


def said(wording: Wording, language: str, default_language: str) -> Text:
    """``wording`` in ``language``, else its base language, else the default's, else any that there is."""
    if isinstance(wording, str):
        return Text(wording, default_language)
    for wanted in (language, default_language):
        for tag in (wanted, wanted.partition("-")[0]):
            if tag in wording:
                return Text(wording[tag], tag)
    tag, text = next(iter(wording.items()))
    return Text(text, tag)

"""A record that is typed by hand may stand there already: the form asks, as an import warns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lookalike:
    """A record that may be the one that is being typed: its words, and its page (or none)."""

    text: str
    url: str = ""


def unanswered(request, lookalikes):
    """The lookalikes, until the person has said that theirs is another record."""
    return [] if "is_another" in request.POST else list(lookalikes)

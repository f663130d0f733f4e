"""How a row of the table is written."""

from dataclasses import dataclass

from swprogram.org.roles import Role


@dataclass(frozen=True)
class Row:
    kind: str
    method: str
    expected: dict


def row(kind, *answers, method="get"):
    return Row(kind, method, dict(zip(Role, answers, strict=True)))


def button(kind, *answers):
    """What a page would answer, of a button: it redirects where the page opens."""
    return row(kind, *(answer.replace("200", "302") for answer in answers), method="post")

"""Print the table of roles and verbs as docs/permissions.md."""

from django.core.management.base import BaseCommand
from django.utils import translation

from swprogram.org.roles import GRANTS, Role, Verb

HEAD = """# Who may do what

Printed by `manage.py print_permissions` from `swprogram/org/roles.py`; a test compares the two. A role
holds at a unit and reaches everything below it; a role at the agency that leads the programme reaches
the whole province. Outside of one's reach a page answers "not found".
"""


class Command(BaseCommand):
    help = "Print the permission table in Markdown."

    def handle(self, *args, **options):
        self.stdout.write(permission_table(), ending="")


def permission_table():
    """The whole document: one line per verb, one column per role."""
    with translation.override("en"):
        heads = " | ".join(str(role.label) for role in Role)
        lines = [HEAD, f"| | {heads} |", f"| --- |{' :-: |' * len(Role)}"]
        lines += [_line(verb) for verb in Verb]
        return "\n".join(lines) + "\n"


def _line(verb):
    cells = " | ".join("yes" if verb in GRANTS[role] else "" for role in Role)
    return f"| {verb.label} | {cells} |"

"""Print the demonstration accounts, or refuse to when they could be reached from outside."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from swprogram.org import demo
from swprogram.org.models import User

LOOPBACK = ("127.", "localhost", "[::1]", "::1")


class Command(BaseCommand):
    help = "Print the demonstration accounts and their one password."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="127.0.0.1", help="where the portal listens, HOST:PORT")

    def handle(self, *args, address, **options):
        if not User.objects.filter(is_demo=True).exists():
            return
        if not settings.DEBUG and not address.startswith(LOOPBACK):
            raise CommandError(
                "Demonstration accounts have a public password: they are refused on this address."
                " Listen on 127.0.0.1, or set DEBUG=1 for a trial."
            )
        for username, full_name, role, _unit in demo.DEMO_ACCOUNTS:
            self.stdout.write(f"  {username:<10} {full_name:<48} {role.label}")
        self.stdout.write(f"  password of all: {demo.DEMO_PASSWORD}")

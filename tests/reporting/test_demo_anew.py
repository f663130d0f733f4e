"""The demonstration world of an earlier version is named, and made anew only where no real data can be."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reporting.management.commands.make_demo import empty_database
from swprogram.org.models import Unit, User
from tests.factories.org import UserFactory

pytestmark = pytest.mark.django_db


def test_a_world_without_registries_is_named_as_old(world, opened):
    Unit.objects.filter(pk=world.home.unit.pk).update(code="77")
    said = StringIO()
    call_command("make_demo", stdout=said)
    assert "DEMO=new bin/run" in said.getvalue()


def test_a_world_of_demonstration_accounts_alone_is_taken_away():
    UserFactory(username="xa", is_demo=True)
    empty_database()
    assert not User.objects.exists()
    assert Unit.objects.filter(code="77").exists()


def test_a_database_with_an_account_of_a_real_person_is_never_made_anew():
    UserFactory(username="nguyenvanan")
    with pytest.raises(CommandError, match="nguyenvanan may have entered real data"):
        call_command("make_demo", anew=True)
    assert User.objects.filter(username="nguyenvanan").exists()

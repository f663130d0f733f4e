"""Many reads that see one state of the database, whatever others save in between."""

from threading import Thread

import pytest
from django.db import connection

from swprogram.kit.snapshot import one_snapshot
from swprogram.kit.workflow import StaleVersion
from swprogram.org.models import User


def in_another_connection(do):
    def run():
        do()
        connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


@pytest.fixture
def people(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets nobody write meanwhile")
    return User.objects.create(username="an", full_name="An")


def test_what_others_save_in_between_is_not_seen(people):
    with one_snapshot():
        before = User.objects.count()
        in_another_connection(lambda: User.objects.create(username="binh", full_name="Bình"))
        assert User.objects.count() == before
    assert User.objects.count() == before + 1


def test_a_row_that_others_changed_in_between_is_not_locked_but_refused(people):
    def lock_what_was_changed():
        with one_snapshot():
            User.objects.count()
            in_another_connection(lambda: User.objects.filter(pk=people.pk).update(full_name="Anh"))
            User.objects.select_for_update(of=("self",)).get(pk=people.pk)

    with pytest.raises(StaleVersion):
        lock_what_was_changed()

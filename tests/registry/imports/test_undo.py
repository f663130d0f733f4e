"""An import is undone as long as nothing has changed since."""

import pytest

from facilities.models import Facility
from tests.factories.facilities import FacilityServiceFactory
from tests.registry.imports.conftest import row
from tests.registry.imports.test_uploads import page, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(send, signed_in, shelved):
    """An import that added two facilities and changed one."""
    (held,) = shelved("Trung tâm cũ")
    run = send(row("Trung tâm mới", code=held.code), row("Trung tâm A"), row("Trung tâm B"))
    save(signed_in(), run)
    assert run.state == "saved"
    return run


def undo(client, run):
    response = client.post(f"{page(run)}undo/", follow=True)
    run.refresh_from_db()
    return response.content.decode()


def names():
    return list(Facility.objects.order_by("sort_key").values_list("name", flat=True))


def test_added_records_go_and_changed_ones_get_their_former_values(saved, signed_in):
    html = undo(signed_in(), saved)
    assert (saved.state, names()) == ("undone", ["Trung tâm cũ"])
    assert "The import is undone" in html
    undo(signed_in(), saved)
    assert saved.state == "undone"


def test_it_is_refused_by_name_where_a_record_has_changed_since(saved, signed_in):
    Facility.objects.filter(name="Trung tâm mới").update(note="Sửa tay")
    html = undo(signed_in(), saved)
    assert (saved.state, saved.undone_at) == ("saved", None)
    assert saved.findings["undo_refused"] == {
        "reason": "Records have changed since.",
        "named": ["Trung tâm mới"],
        "more": 0,
    }
    assert "Trung tâm mới" in html
    assert names() == ["Trung tâm A", "Trung tâm B", "Trung tâm mới"]


def test_a_record_that_was_deleted_since_is_told_too(saved, signed_in):
    Facility.objects.get(name="Trung tâm A").delete()
    undo(signed_in(), saved)
    assert saved.findings["undo_refused"]["named"] == ["Trung tâm A (deleted)"]


def test_nothing_is_undone_where_something_hangs_on_an_added_record(saved, signed_in):
    FacilityServiceFactory(facility=Facility.objects.get(name="Trung tâm A"))
    undo(signed_in(), saved)
    assert (saved.state, names()) == ("saved", ["Trung tâm A", "Trung tâm B", "Trung tâm mới"])
    assert saved.findings["undo_refused"]["reason"] == (
        "“Trung tâm A” has to stay: since the import it is named by: service."
    )

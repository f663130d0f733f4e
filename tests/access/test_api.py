"""The API has the scope of the pages: what each role reads, and what it never sees."""

import pytest

from plans.models import DutyReport, Plan, Target
from reporting.models import Report
from submissions.models import Round, Submission
from swprogram.org.roles import Role
from tests.access.realm import furnish

# How many rows each role reads; None where the role has no right to the list at all.
ROWS = {
    "plans": (0, 1, 1, 1, 1, 1, 1),
    "targets": (0, 1, 1, 1, 1, 1, 1),
    "duty-reports": (0, 3, 3, 1, 0, 1, 0),
    "rounds": (0, 1, 1, 1, 1, 0, 1),
    "submissions": (0, 6, 6, 3, 1, 0, 0),
    "reports": (None, 1, 1, None, None, None, 0),
}


@pytest.fixture
def realm(world, catalogue):
    furnish(world)
    return world


@pytest.mark.parametrize("name", ROWS)
def test_each_role_reads_its_own_branch(client, realm, name):
    got = []
    for role in Role:
        client.force_login(realm.home.people[role])
        response = client.get(f"/api/{name}/")
        got.append(response.json()["count"] if response.status_code == 200 else None)
    assert tuple(got) == ROWS[name]


@pytest.mark.parametrize(
    ("name", "model", "path"),
    (
        ("plans", Plan, "unit"),
        ("targets", Target, "plan__unit"),
        ("duty-reports", DutyReport, "duty__plan__unit"),
        ("rounds", Round, "province"),
        ("submissions", Submission, "round__province"),
        ("reports", Report, "round__province"),
    ),
)
def test_nothing_of_another_province_is_found(client, realm, name, model, path):
    foreign = model.objects.filter(**{path: realm.other.unit}).first()
    client.force_login(realm.home.people[Role.PROVINCIAL_OFFICER])
    assert client.get(f"/api/{name}/{foreign.pk}/").status_code == 404


@pytest.mark.parametrize("name", (*ROWS, "results"))
def test_the_api_asks_for_sign_in_and_is_read_only(client, realm, name):
    assert client.get(f"/api/{name}/").status_code == 403
    client.force_login(realm.home.people[Role.PROVINCIAL_OFFICER])
    assert client.post(f"/api/{name}/", {}).status_code == 405


def test_the_documentation_of_the_api_opens(client, realm):
    client.force_login(realm.home.people[Role.PROVINCIAL_OFFICER])
    assert client.get("/api/docs/").status_code == 200
    assert client.get("/api/schema/").status_code == 200

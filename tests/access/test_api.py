"""The API has the scope of the pages: what each role reads, and what it never sees."""

import pytest

from plans.models import DutyReport, Plan, Target
from reporting.models import Report
from submissions.models import Round, Submission
from swprogram.org.roles import Role
from tests.access.realm import ARGUMENTS, furnish
from tests.access.records import worker_of
from tests.access.table import TABLE

# How many rows each role reads; None where the role has no right to the list at all.
ROWS = {
    "plans": (0, 1, 1, 1, 1, 1, 1),
    "targets": (0, 1, 1, 1, 1, 1, 1),
    "duty-reports": (0, 3, 3, 1, 0, 1, 0),
    "facilities": (0, 6, 6, 4, 2, 0, 0),
    "workers": (0, 6, 6, 4, 2, 0, 0),
    "courses": (0, 5, 5, 4, 3, 0, 0),
    "participants": (0, 7, 7, 4, 2, 0, 0),
    "lecturers": (0, 5, 5, 3, 1, 0, 0),
    "training-needs": (0, 5, 5, 3, 1, 0, 0),
    "rounds": (0, 1, 1, 1, 1, 0, 1),
    "submissions": (0, 6, 6, 3, 1, 0, 0),
    "reports": (None, 1, 1, None, None, None, 0),
}

# The page that shows, or changes, one of them.
PAGES = {
    "facilities": "facility_detail",
    "workers": "worker_detail",
    "courses": "course_detail",
    "participants": "participant_edit",
    "lecturers": "lecturer_detail",
    "training-needs": "need_detail",
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


@pytest.mark.parametrize("name", PAGES)
def test_a_record_of_a_registry_is_read_where_its_page_opens(client, realm, name):
    """At every place of the table; what may be read but not changed (403) the API shows."""
    row, got = TABLE[PAGES[name]], {}
    for role in Role:
        client.force_login(realm.home.people[role])
        answers = [client.get(f"/api/{name}/{pk}/").status_code for (pk,) in ARGUMENTS[row.kind]()]
        got[role] = " ".join(map(str, answers))
    assert got == {role: answers.replace("403", "200") for role, answers in row.expected.items()}


def test_a_person_of_another_province_appears_nowhere(client, realm):
    foreign = worker_of(realm.other.communes["Bắc Một"])
    client.force_login(realm.home.people[Role.PROVINCIAL_OFFICER])
    queries = ("", f"?q={foreign.code}", "?state=all")
    for query in queries:
        people = client.get(f"/api/workers/{query}").json()["results"]
        assert foreign.pk not in {person["id"] for person in people}


@pytest.mark.parametrize("role", (Role.PROVINCIAL_OFFICER, Role.DISTRICT_OFFICER, Role.COMMUNE_OFFICER))
def test_identity_numbers_are_masked_for_everybody(client, realm, role):
    person = worker_of(realm.home.communes["Đông Một"])
    client.force_login(realm.home.people[role])
    answer = client.get(f"/api/workers/{person.pk}/")
    assert answer.json()["identity_number"] == "•••••••••" + person.identity_number[-3:]
    assert person.identity_number not in answer.content.decode()
    assert person.identity_number not in client.get("/api/workers/").content.decode()


@pytest.mark.parametrize("role", (Role.PROVINCIAL_OFFICER, Role.DISTRICT_OFFICER, Role.COMMUNE_OFFICER))
def test_an_identity_number_in_an_address_finds_nobody_for_anybody(client, realm, role):
    person = worker_of(realm.home.communes["Đông Một"])
    client.force_login(realm.home.people[role])
    answer = client.get(f"/api/workers/?q={person.identity_number}")
    assert (answer.status_code, list(answer.json())) == (400, ["q"])


@pytest.mark.parametrize("name", (*ROWS, "results"))
def test_the_api_asks_for_sign_in_and_is_read_only(client, realm, name):
    assert client.get(f"/api/{name}/").status_code == 403
    client.force_login(realm.home.people[Role.PROVINCIAL_OFFICER])
    assert client.post(f"/api/{name}/", {}).status_code == 405


def test_the_documentation_of_the_api_opens(client, realm):
    client.force_login(realm.home.people[Role.PROVINCIAL_OFFICER])
    assert client.get("/api/docs/").status_code == 200
    assert client.get("/api/schema/").status_code == 200

"""What browsers send: numbers that no column holds, and signs that no column keeps, on every address."""

import pytest
from django.urls import reverse

from submissions.models import Submission
from swprogram.kit.parameters import read_number, read_numbers
from swprogram.org.models import Unit
from swprogram.org.roles import Role

PAST_64_BITS = 10**30


@pytest.mark.parametrize(
    ("typed", "number"),
    (
        ("7", 7),
        ("0", 0),
        ("9223372036854775807", 2**63 - 1),
        ("9223372036854775808", None),
        ("9" * 30, None),
        ("9" * 5000, None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("٣", None),
        (" 7", None),
    ),
)
def test_a_parameter_is_a_number_that_a_column_can_hold_or_none(typed, number):
    assert read_number(typed) == number


def test_what_is_no_number_is_left_out_of_many():
    assert read_numbers(["3", "x", "9" * 20, "4"]) == [3, 4]


@pytest.mark.parametrize(
    "condition",
    (
        {"unit": PAST_64_BITS},
        {"unit_id": PAST_64_BITS},
        {"unit__in": [PAST_64_BITS]},
        {"pk__in": [PAST_64_BITS]},
        {"unit__parent": PAST_64_BITS},
        {"unit__pk__in": [PAST_64_BITS]},
    ),
)
def test_a_number_past_64_bits_equals_no_row(opened, condition):
    assert not Submission.objects.filter(**condition).exists()
    assert Submission.objects.exclude(**condition).count() == Submission.objects.count()


def test_among_numbers_past_64_bits_the_others_are_found(world):
    unit = world.home.communes["Đông Một"]
    assert list(Unit.objects.filter(pk__in=[PAST_64_BITS, unit.pk])) == [unit]


@pytest.fixture
def officer(client, world):
    client.force_login(world.home.people[Role.PROVINCIAL_OFFICER])
    return client


@pytest.mark.parametrize("digits", (20, 30, 5000))
@pytest.mark.parametrize("address", ("/workforce/{}/", "/submissions/{}/", "/rounds/{}/", "/plans/{}/"))
def test_an_address_with_a_number_past_64_bits_names_nothing(officer, address, digits):
    assert officer.get(address.format("9" * digits)).status_code == 404


def test_a_version_of_5000_digits_is_never_the_present_one(officer, opened, world):
    submission = opened.submissions.get(unit=world.home.districts["Đông"])
    address = reverse("submission_accept", args=[submission.pk])
    assert officer.post(address, {"version": "9" * 5000}).status_code == 302
    submission.refresh_from_db()
    assert submission.state == "draft"


@pytest.mark.parametrize("method", ("get", "post"))
@pytest.mark.parametrize("name", ("round_detail", "round_reopen", "submission_list", "round_add"))
def test_nul_is_refused_on_every_address_and_by_every_method(officer, opened, name, method):
    address = reverse(name, args=[opened.pk] if name in ("round_detail", "round_reopen") else [])
    answer = getattr(officer, method)(address, {"reason": "Sửa\0số"})
    assert answer.status_code == 400


def test_nul_in_the_address_itself_is_refused(officer):
    assert officer.get("/facilities/?q=a%00b").status_code == 400
    assert officer.get("/facilities/?q%00=a").status_code == 400

"""Workbooks that leave the training registries."""

import pytest
from django.urls import reverse

from tests.factories.training import CourseFactory, ParticipantFactory
from tests.factories.workforce import PostFactory
from tests.workbooks import sheets_of

pytestmark = pytest.mark.django_db
EXPORT_QUERIES = 8


@pytest.mark.parametrize("amount", (1, 3))
def test_a_list_of_participants_is_exported_with_the_same_queries_for_any_number(
    signed_in, one, amount, django_assert_num_queries
):
    course = CourseFactory(unit=one)
    for number in range(amount):
        ParticipantFactory(
            course=course, worker=PostFactory(unit=one, worker__full_name=f"Người {number}").worker
        )
    client = signed_in()
    with django_assert_num_queries(EXPORT_QUERIES):
        response = client.get(reverse("participant_export", args=[course.pk]))
    _headings, *lines = sheets_of(response)[0]
    assert sorted(line[2] for line in lines) == [f"Người {number}" for number in range(amount)]

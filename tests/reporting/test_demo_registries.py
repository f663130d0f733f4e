"""The generators of the demonstration's registries, in the small world: the same from the same seed."""

from collections import Counter
from datetime import date

import pytest
from django.db import transaction

from facilities.models import Facility, FacilityEvent
from reporting.demo_registries import make_registries
from swprogram.kit.periods import PeriodKind, span_of
from swprogram.registry.demo import draw_name, random_of
from training.models import Course, Lecturer, Participant, TrainingNeed
from workforce import measures as workforce_measures
from workforce.models import Allowance, Post, Worker

pytestmark = pytest.mark.django_db

TOLD = {
    ("staff", "civil_servant", "commune"): 2,
    ("staff", "collaborator", "mass_organisation"): 3,
    ("staff", "public_employee", "health"): 1,
    ("staff_trained", "civil_servant", "commune"): 1,
    ("trainees", "development", None): 1,
    ("trained_in_phase", None, None): 4,
    ("bodies", "commune", None): 1,
    ("bodies", "hospital", None): 1,
    ("bodies", "office", None): 4,
    ("bodies", "school", None): 3,
    ("bodies", "other", None): 1,
    ("bodies_with_staff", "commune", None): 1,
    ("bodies_with_staff", "office", None): 2,
    ("bodies_with_staff", "other", None): 1,
    ("bodies_with_allowance", "office", None): 1,
    ("facilities_planned", "education", None): 2,
    ("facilities_serving", "education", None): 1,
}


def make_small(world, seed=112):
    home = world.home
    told = {unit.code: TOLD for unit in home.communes.values()}
    told |= {unit.code: {} for unit in home.districts.values()}
    make_registries(home.unit, seed=seed, told=told)


def names_after(world, seed):
    """Everything that was drawn, in the order in which it was stored; taken back again."""
    with transaction.atomic():
        make_small(world, seed)
        found = [
            list(Facility.objects.order_by("pk").values_list("name", "kind", "opened_on", "address")),
            list(Worker.objects.order_by("pk").values_list("full_name", "birth_year", "qualification")),
            list(Post.objects.order_by("pk").values_list("position", "started_on", "ended_on", "unit")),
            list(Allowance.objects.order_by("pk").values_list("amount", "valid_from")),
            list(Course.objects.order_by("pk").values_list("title", "starts_on", "ends_on", "place")),
            list(Participant.objects.order_by("pk").values_list("full_name", "result", "unit")),
            list(TrainingNeed.objects.order_by("pk").values_list("unit", "year", "subject", "people")),
        ]
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_registries(world):
    assert names_after(world, 112) == names_after(world, 112)


def test_another_seed_makes_other_people(world):
    assert names_after(world, 112)[1] != names_after(world, 113)[1]


@pytest.fixture
def small(world):
    make_small(world)
    return world


@pytest.mark.parametrize("model", (Facility, Worker, Course, Lecturer, TrainingNeed))
def test_every_row_says_that_it_is_illustrative(small, model):
    assert model.objects.count() > 0
    assert not model.objects.filter(is_illustrative=False).exists()


def test_nobody_has_an_identity_number_or_a_telephone(small):
    assert not Worker.objects.exclude(identity_number="", phone="", email="").exists()


def test_rows_keep_the_rules_that_a_form_would_ask(small):
    for model in (Facility, Worker, Post, Course, Participant, FacilityEvent):
        for row in model.objects.all():
            row.clean()


def test_every_row_begins_its_history(small):
    first = Worker.objects.first().history.get()
    assert (first.history_type, first.history_change_reason) == ("+", "Dữ liệu minh họa")
    assert Worker.history.count() == Worker.objects.count()


def test_people_count_as_the_unit_told(small):
    unit = small.home.communes["Đông Một"]
    span = span_of(PeriodKind.HALF_YEAR, 2024)
    phase = date(2020, 12, 15)
    assert workforce_measures.count_staff([unit.pk], span, phase) == {
        (unit.pk, "civil_servant", "commune"): 2,
        (unit.pk, "collaborator", "mass_organisation"): 3,
        (unit.pk, "public_employee", "health"): 1,
    }
    assert workforce_measures.count_staffed_bodies([unit.pk], span, phase) == {
        (unit.pk, "commune", None): 1,
        (unit.pk, "office", None): 2,
        (unit.pk, "other", None): 1,
    }


def test_family_names_are_as_frequent_as_in_the_province():
    random = random_of(112, "names")
    lowland = Counter(draw_name(random, "77").full.split()[0] for _each in range(2000))
    mountains = Counter(draw_name(random, "20").full.split()[0] for _each in range(2000))
    assert [name for name, _count in lowland.most_common(3)] == ["Nguyễn", "Trần", "Lê"]
    assert [name for name, _count in mountains.most_common(2)] == ["Hoàng", "Nông"]

"""What the registries know of a form: every cell of a small world that was added up by hand."""

import pytest
from django.db.models import Q

from submissions.comparisons import differs
from submissions.models import Figure
from submissions.models.submission import DIFFERS
from submissions.registry_counts import SOURCES, read_registry
from tests.factories.facilities import FacilityFactory
from tests.factories.submissions import figure_ids, figures_of, fill, place_of, submission_of
from tests.factories.workforce import PostFactory
from tests.submissions.registries import BY_FACILITIES, COUNTS, KNOWN, keep_facilities


def read(submission):
    """{"measure:row:column": what the registries count}."""
    figures = figures_of(submission)
    known = read_registry(submission, figures)
    return {place_of(figure): known[figure.pk].value for figure in figures if figure.pk in known}


def measures_of(places):
    return {place.partition(":")[0] for place in places}


def test_every_cell_is_the_sum_by_hand(commune, registries):
    known = read(commune)
    assert {place: value for place, value in known.items() if value} == COUNTS
    assert measures_of(known) == KNOWN == set(SOURCES)


def test_cells_in_which_nothing_counts_are_0_where_the_registry_is_kept(commune, registries):
    known = read(commune)
    assert (known["bodies:office"], known["staff:cadre:health"]) == (0, 0)
    assert len(known) == 79


def test_a_unit_without_registries_has_no_figure_from_them(commune, district, registries):
    assert read(district) == {}


def test_facilities_alone_tell_nothing_of_people(commune, world):
    keep_facilities(commune.unit, world.home.communes["Đông Hai"])
    known = read(commune)
    assert measures_of(known) == set(BY_FACILITIES)
    assert known["bodies:school"] == 2


def test_people_alone_tell_nothing_of_bodies(commune):
    PostFactory(unit=commune.unit)
    assert measures_of(read(commune)) == {"staff"}


def test_a_registry_that_was_kept_once_is_kept(commune):
    """Its only facility closed: none is left, and that is known."""
    FacilityFactory(unit=commune.unit, closed_on="2020-01-01")
    assert read(commune)["bodies:assistance"] == 0


def test_the_neighbour_counts_who_came_and_not_yet_what_comes_after_the_cut_off(
    opened, world, commune, registries
):
    neighbour = submission_of(opened, world.home.communes["Đông Hai"])
    assert {place: value for place, value in read(neighbour).items() if value} == {
        "staff:public_employee:education": 1,
    }


@pytest.mark.parametrize("unit", ("Đông Một", "Đông"))
def test_queries_do_not_grow_with_the_cells(
    opened, world, commune, registries, unit, django_assert_num_queries
):
    submission = submission_of(opened, (world.home.communes | world.home.districts)[unit])
    figures = list(figures_of(submission))
    with django_assert_num_queries(19 if unit == "Đông Một" else 1):
        read_registry(submission, figures)


@pytest.mark.parametrize(
    ("typed", "known", "is_different"),
    (
        (3, 3, False),
        (3, 4, True),
        (0, 4, True),
        (3, None, False),
        ("x", 4, True),
        ("x", 0, False),
        ("x", None, False),
        (None, 4, False),
    ),
)
def test_python_and_the_database_agree_on_what_differs(commune, typed, known, is_different):
    fill(commune, {"bodies:school": typed}, rest=None)
    school = Figure.objects.filter(pk=figure_ids(commune)["bodies:school"])
    school.update(registry_value=known)
    assert differs(school.get(), known) is is_different
    assert school.filter(DIFFERS).exists() is is_different
    assert school.filter(~Q(DIFFERS)).exists() is not is_different

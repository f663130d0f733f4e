"""A target split by year and by unit: the proposal, the sum beside the total, and who saved what."""

from decimal import Decimal

import pytest
from django.urls import reverse

from plans import services
from plans.enums import MeasuredIn
from plans.models import TargetShare
from plans.shares import split_evenly
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from tests.factories.plans import PlanFactory, TargetFactory

pytestmark = pytest.mark.usefixtures("in_english")

YEARS = range(2021, 2026)


@pytest.fixture
def counted(world):
    """348 persons in five years, as LS-5."""
    plan = PlanFactory(
        unit=world.home.unit, kind="phase_plan", state="draft", from_year=2021, to_year=2025, title="KH"
    )
    return TargetFactory(
        plan=plan, code="LS-5", value=Decimal(348), measured_in=MeasuredIn.PERSON, printed_average="70"
    )


def typed(values, key="year", version=1):
    return {"key": key, "version": version} | {f"year-{year}": value for year, value in values.items()}


def kept(target):
    return list(target.shares.order_by("year").values_list("year", "value"))


def address(target, query=""):
    return reverse("target_shares", args=[target.pk]) + query


@pytest.mark.parametrize(
    ("total", "count", "parts"),
    ((120, 5, [24] * 5), (348, 5, [70, 70, 70, 69, 69]), (5000, 10, [500] * 10), (2, 3, [1, 1, 0])),
)
def test_an_even_split_is_in_whole_numbers_that_add_up(total, count, parts):
    assert split_evenly(Decimal(total), count) == parts
    assert sum(parts) == total


def test_the_proposal_stands_in_the_form_and_is_not_saved(signed_in, counted):
    response = signed_in(language="vi").get(address(counted, "?propose=year"))
    by_year, by_unit = response.context["splits"]
    assert [field.value() for field in by_year.rows] == ["70", "70", "70", "69", "69"]
    assert (by_year.average, by_year.total.sum, by_year.total.difference) == ("69,6", 348, 0)
    assert [field.value() for field in by_unit.rows] == [None, None, None]
    assert TargetShare.objects.count() == 0


def test_the_units_are_those_below_the_province(signed_in, counted):
    _by_year, by_unit = signed_in().get(address(counted, "?propose=unit")).context["splits"]
    assert [(field.label, field.value()) for field in by_unit.rows] == [
        ("Huyện Đảo", "116"),
        ("Huyện Đông", "116"),
        ("Huyện Tây", "116"),
    ]


def test_a_split_is_saved_and_shown_beside_the_total(signed_in, officer, counted):
    client, values = signed_in(), dict(zip(YEARS, (70, 70, 70, 70, 70), strict=True))
    html = client.post(address(counted), typed(values), follow=True).content.decode()
    assert "Sum of the parts: 350; total of the target: 348." in html
    assert "They differ" in html
    assert kept(counted) == [(year, Decimal(70)) for year in YEARS]
    assert counted.shares.first().history.get().history_user == officer


def test_an_emptied_part_goes_and_the_other_split_stays(officer, counted, world):
    unit = world.home.districts["Tây"]
    services.split_target(counted, key="unit", values={unit: Decimal(348)}, version=1, by=officer)
    services.split_target(counted, key="year", values={2021: Decimal(348)}, version=2, by=officer)
    services.split_target(counted, key="year", values={2021: None}, version=3, by=officer)
    assert [(share.unit, share.year) for share in counted.shares.all()] == [(unit, None)]


def test_an_older_split_is_refused_and_both_are_shown(signed_in, officer, counted):
    services.split_target(counted, key="year", values={2021: Decimal(100)}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.split_target(counted, key="year", values={2021: Decimal(90)}, version=1, by=officer)
    by_year, _by_unit = signed_in().post(address(counted), typed({2021: "90"})).context["splits"]
    assert [(c.label, c.saved, c.typed) for c in by_year.conflicts] == [("2021", "100", "90")]
    assert by_year["version"].value() == "2"


def test_a_split_does_not_disturb_who_edits_the_target(officer, counted):
    services.split_target(counted, key="year", values={2021: Decimal(100)}, version=1, by=officer)
    changed = services.change_target(counted, values={"note": "Ghi chú"}, version=1, by=officer)
    assert (changed.note, changed.version) == ("Ghi chú", 3)


@pytest.mark.parametrize("value", ("12,5", "-1", "mười"))
def test_a_part_that_is_no_count_is_refused_beside_its_year(signed_in, counted, value):
    by_year, _by_unit = (
        signed_in(language="vi").post(address(counted), typed({2021: value})).context["splits"]
    )
    assert list(by_year.errors) == ["year-2021"]
    assert by_year["year-2021"].value() == value


def test_htmx_gets_the_section_alone(signed_in, counted):
    html = signed_in().get(address(counted, "?propose=year"), HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in html
    assert 'value="70"' in html


def test_the_page_of_the_target_holds_the_split(signed_in, counted):
    html = signed_in().get(reverse("target_edit", args=[counted.pk])).content.decode()
    assert html.count(address(counted, "?propose=year")) == 2
    assert "printed as 70" in html


def test_a_percentage_is_not_split(signed_in, target, amending):
    assert signed_in().get(address(target)).status_code == 404
    html = signed_in().get(reverse("target_edit", args=[target.pk])).content.decode()
    assert address(target) not in html


def test_in_force_nothing_is_split(officer, plan):
    target = TargetFactory(plan=plan, value=Decimal(120), measured_in=MeasuredIn.PERSON)
    with pytest.raises(ChangeRefused):
        services.split_target(target, key="year", values={2024: Decimal(120)}, version=1, by=officer)

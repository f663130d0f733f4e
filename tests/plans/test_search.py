"""The list of plans: searched without accents in all that a plan says, narrowed by who is named in it."""

import pytest
from django.urls import reverse

from plans.models import Body
from swprogram.org.roles import Role
from tests.factories.plans import ActivityFactory, PlanFactory, TargetFactory
from tests.plans.test_exports import rows_of


@pytest.fixture
def plans(world):
    """A scheme of 2011–2015, and the plans of 2024 and 2025."""
    home = world.home
    scheme = PlanFactory(
        unit=home.unit,
        programme__code="DA32",
        programme__from_year=2010,
        title="Đề án phát triển nghề",
        number="411/QĐ-UBND",
        kind="phase_plan",
        from_year=2011,
        to_year=2015,
    )
    first, second = PlanFactory(unit=home.unit), PlanFactory(unit=home.unit, from_year=2025, state="draft")
    TargetFactory(plan=scheme, code="LS-5", wording="Tập huấn kỹ năng cho 348 người.")
    ActivityFactory(plan=first, text="Tổ chức Ngày hội công tác xã hội")
    ActivityFactory(plan=first, text="Đường dây nóng tư vấn 24/7")
    Body.objects.create(plan=scheme, name="Sở Lao động - TB và XH", agency=home.lead)
    Body.objects.create(plan=second, name="Sở Lao động - TB và XH", agency=home.lead)
    Body.objects.create(plan=second, name="Sở Y tế", agency=home.health)
    return {"scheme": scheme, "2024": first, "2025": second}


def found_by(client, plans, query):
    names = {plan.pk: name for name, plan in plans.items()}
    return [names[plan.pk] for plan in client.get(reverse("plan_list"), query).context["page_obj"]]


@pytest.mark.parametrize(
    ("words", "found"),
    (
        ("411/qd", ["scheme"]),
        ("TAP HUAN ky nang", ["scheme"]),
        ("ls-5", ["scheme"]),
        ("ngay hoi CONG TAC", ["2024"]),
        ("Ngày hội", ["2024"]),
        ("duong day nong", ["2024"]),
        ("24/7", ["2024"]),
        ("cong tac xa hoi", ["2025", "2024"]),
        ("100%", []),
        ("_", []),
    ),
)
def test_words_are_found_in_titles_numbers_targets_and_activities(signed_in, plans, words, found):
    assert found_by(signed_in(), plans, {"q": words}) == found


def test_a_changed_text_is_found_by_its_new_words_only(signed_in, plans):
    target = plans["scheme"].targets.get()
    target.wording = "Đào tạo 120 người."
    target.save()
    client = signed_in()
    assert found_by(client, plans, {"q": "dao tao 120"}) == ["scheme"]
    assert found_by(client, plans, {"q": "tap huan ky nang"}) == []


@pytest.mark.parametrize(
    ("query", "found"),
    (
        ({"from_year": "2014"}, ["2025", "2024", "scheme"]),
        ({"from_year": "2016"}, ["2025", "2024"]),
        ({"to_year": "2014"}, ["scheme"]),
        ({"from_year": "2012", "to_year": "2013"}, ["scheme"]),
        ({"from_year": "2016", "to_year": "2023"}, []),
        ({"from_year": "2024", "to_year": "2024"}, ["2024"]),
    ),
)
def test_a_span_finds_the_plans_that_cover_any_year_of_it(signed_in, plans, query, found):
    assert found_by(signed_in(), plans, query) == found


def test_plans_are_found_by_the_agency_that_they_name(signed_in, world, plans):
    client = signed_in()
    assert found_by(client, plans, {"agency": world.home.lead.pk}) == ["2025", "scheme"]
    assert found_by(client, plans, {"agency": world.home.health.pk}) == ["2025"]
    assert found_by(client, plans, {"agency": world.home.health.pk, "state": "in_force"}) == []


def test_only_agencies_that_a_visible_plan_names_are_offered(signed_in, world, plans):
    hidden = PlanFactory(unit=world.other.unit)
    Body.objects.create(plan=hidden, name="Sở Y tế", agency=world.other.health)
    offered = {
        role: _offered_agencies(signed_in(role)) for role in (Role.PROVINCIAL_OFFICER, Role.COMMUNE_OFFICER)
    }
    assert offered == {
        Role.PROVINCIAL_OFFICER: {world.home.lead, world.home.health},
        Role.COMMUNE_OFFICER: {world.home.lead},  # the department of health stands in a draft alone
    }


def _offered_agencies(client):
    form = client.get(reverse("plan_list")).context["filter"].form
    return set(form.fields["agency"].queryset)


def test_a_plan_of_another_province_is_not_found_by_its_words(signed_in, world, plans):
    hidden = PlanFactory(unit=world.other.unit, title="Bí mật")
    ActivityFactory(plan=hidden, text="Ngày hội bí mật")
    assert found_by(signed_in(), plans, {"q": "bi mat"}) == []


def test_the_search_is_kept_in_the_address_of_the_export_which_holds_exactly_what_is_shown(signed_in, plans):
    client, query = signed_in(), {"q": "ngay hoi", "from_year": "2020"}
    html = client.get(reverse("plan_list"), query).content.decode()
    address = f"{reverse('plan_export')}?q=ngay+hoi&amp;from_year=2020"
    assert address in html
    _heading, *rows = rows_of(client.get(address.replace("&amp;", "&")))
    assert [row[5] for row in rows] == ["2024"]


def test_each_plan_is_found_once_though_many_of_its_parts_hold_the_words(signed_in, plans):
    for _each in range(3):
        ActivityFactory(plan=plans["2024"], text="Ngày hội")
        TargetFactory(plan=plans["2024"], wording="Ngày hội")
    page = signed_in().get(reverse("plan_list"), {"q": "ngay hoi"}).context["page_obj"]
    assert [(plan.pk, plan.target_count) for plan in page] == [(plans["2024"].pk, 3)]

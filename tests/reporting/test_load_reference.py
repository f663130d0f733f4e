"""Loading the reference data again, as every start does, changes nothing that people have changed."""

from copy import deepcopy
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from facilities.models import Facility, FacilityEvent
from plans.imports import import_indicators, import_programmes
from plans.models import Indicator, Plan, Programme, Target
from reporting.management.commands.load_reference import read
from reporting.models import Formula
from submissions.imports import import_catalogue
from submissions.models import Breakdown, Form, FormLine, Measure, Option
from swprogram.org.imports import import_agencies, import_units
from swprogram.org.models import LoadedRow, ProgrammeLead, Unit
from workforce.models import BaseWage, Title
from workforce.reference import import_workforce

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The reference data for all tests of this module; rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


def load():
    call_command("load_reference", stdout=StringIO())


def commune(code):
    return Unit.objects.get(code=code)


def province_of(code):
    return Unit.objects.get(code=code, kind="province")


# What people do: a row and the fields that they change.
EDITS = {
    "a renamed unit": (lambda: commune("26506"), {"name": "Phường Một", "short_name": "Phường Một"}),
    "a unit of another type": (lambda: commune("747"), {"type": "town"}),
    "a moved commune": (lambda: commune("26506"), {"parent": lambda: commune("748")}),
    "an ended unit": (lambda: commune("26506"), {"valid_to": date(2025, 7, 1)}),
    "an agency with another symbol": (lambda: commune("brvt-syt"), {"symbol": "SYTE"}),
    "a unit with another code": (lambda: commune("26506"), {"code": "26507-x"}),
    "an ended lead agency": (
        lambda: ProgrammeLead.objects.get(province__code="77"),
        {"valid_to": date(2025, 3, 1), "seat": "Vũng Tàu"},
    ),
    "a programme": (lambda: Programme.objects.get(code="CT112"), {"name": "Chương trình 112"}),
    "an indicator": (lambda: Indicator.objects.first(), {"name": "Chỉ tiêu đã sửa"}),
    "a breakdown": (lambda: Breakdown.objects.first(), {"name": "Phân tổ đã sửa"}),
    "an option": (lambda: Option.objects.first(), {"name": "Lựa chọn đã sửa", "position": 9}),
    "a measure": (lambda: Measure.objects.first(), {"name": "Chỉ số đã sửa"}),
    "a form": (lambda: Form.objects.first(), {"name": "Biểu đã sửa"}),
    "a line of a form": (lambda: FormLine.objects.first(), {"section": "Mục đã sửa", "position": 99}),
    "a title": (lambda: Title.objects.first(), {"name": "Chức danh đã sửa"}),
    "a base wage": (lambda: BaseWage.objects.first(), {"amount": 9_000_000}),
    "a facility": (lambda: Facility.objects.first(), {"name": "Cơ sở đã sửa", "unit": lambda: commune("77")}),
    "an event": (lambda: FacilityEvent.objects.first(), {"happened_on": date(2011, 10, 5)}),
    "a plan": (lambda: Plan.objects.get(from_year=2010), {"title": "Kế hoạch đã sửa", "from_year": 2009}),
    "a target": (lambda: Target.objects.first(), {"wording": "Câu chữ đã sửa"}),
    "a formula": (lambda: Formula.objects.filter(kind="coverage").first(), {"level": "district"}),
}


DELETED = (
    lambda: commune("26509"),
    lambda: ProgrammeLead.objects.last(),
    lambda: FormLine.objects.last(),
    lambda: Formula.objects.last(),
    lambda: BaseWage.objects.last(),
    lambda: FacilityEvent.objects.last(),
)


def test_what_people_changed_stays_as_they_made_it(loaded):
    for find, changes in EDITS.values():
        row = find()
        changes = {name: value() if callable(value) else value for name, value in changes.items()}
        type(row).objects.filter(pk=row.pk).update(**changes)
    before = dump()
    load()
    assert dump() == before


def test_what_people_deleted_stays_deleted(loaded):
    for find in DELETED:
        find().delete()
    before = dump()
    load()
    assert dump() == before


def test_a_line_of_a_form_keeps_the_options_that_people_chose(loaded):
    line = next(line for line in FormLine.objects.all() if line.options.count() > 1)
    line.options.set(list(line.options.all())[:1])
    load()
    assert line.options.count() == 1


def test_a_second_start_asks_and_writes_little(loaded, django_assert_max_num_queries):
    with django_assert_max_num_queries(260):
        load()


def test_what_a_newer_fixture_says_is_applied_where_nobody_changed_the_row(loaded):
    units = deepcopy(read("units"))
    province = next(row for row in units if row["code"] == "77")
    first, second = province["districts"][0], province["districts"][1]
    Unit.objects.filter(code=first["code"]).update(name="Tên do người dùng sửa")
    first["name"], second["name"] = "Tên mới của tệp", "Tên mới của tệp"
    import_units(units)
    names = [Unit.objects.get(code=row["code"]).name for row in (first, second)]
    assert names == ["Tên do người dùng sửa", "Tên mới của tệp"]
    assert Unit.objects.get(code=second["code"]).search_key == "ten moi cua tep"


def test_a_newer_fixture_reaches_every_kind_of_row_that_nobody_changed(loaded):
    programmes, indicators = read("programmes"), read("indicators")
    catalogue, workforce, leads = read("catalogue"), read("workforce"), read("programme_leads")
    programmes[0]["name"] = indicators[0]["name"] = catalogue["measures"][0]["name"] = "Tên mới"
    catalogue["forms"][0]["lines"][0]["section"] = workforce["titles"][0]["name"] = "Tên mới"
    leads[0]["seat"] = "Nơi mới"
    import_programmes(programmes)
    import_indicators(indicators)
    import_catalogue(catalogue)
    import_workforce(workforce)
    import_agencies(read("agencies"), leads)
    assert Programme.objects.get(code=programmes[0]["code"]).name == "Tên mới"
    assert Indicator.objects.get(code=indicators[0]["code"]).name == "Tên mới"
    assert Measure.objects.get(code=catalogue["measures"][0]["code"]).name == "Tên mới"
    assert FormLine.objects.filter(section="Tên mới").count() == 1
    assert Title.objects.get(code=workforce["titles"][0]["code"]).name == "Tên mới"
    assert ProgrammeLead.objects.get(province__code=leads[0]["province"]).seat == "Nơi mới"


def test_a_row_of_an_older_portal_counts_as_changed_by_people(loaded):
    Unit.objects.filter(code="77").update(name="Tỉnh cũ")
    LoadedRow.objects.all().delete()
    load()
    assert Unit.objects.get(code="77").name == "Tỉnh cũ"


KINDS = (
    Unit, ProgrammeLead, Programme, Indicator, Breakdown, Option, Measure, Form, FormLine, Title, BaseWage,
    Facility, FacilityEvent, Plan, Target, Formula,
)  # fmt: skip


def dump():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in KINDS}

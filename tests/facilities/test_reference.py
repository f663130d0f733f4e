"""The centres of Thừa Thiên Huế as the document tells of them; the text is copied from it literally."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.utils import translation

from facilities.models import EventPart, Facility, FacilityEvent
from facilities.reference import import_facilities
from swprogram.org.imports import import_units

OPENED = (
    "Do đó, tháng 10/2011, UBND tỉnh đã có Quyết định số 2140/QĐ-UBND về việc thành lập Trung tâm cung cấp "
    "dịch vụ công tác xã hội."
)
MERGED = (
    "Đến tháng 2/2013, để Trung tâm đi vào hoạt động và phục vụ nhu cầu của xã hội, Trung tâm cung cấp dịch "
    "vụ Công tác xã hội được sát nhập với Trung tâm Nuôi dưỡng xã hội và đổi tên thành Trung tâm Nuôi dưỡng "
    "và Cung cấp dịch vụ công tác xã hội."
)


def read(name):
    return json.loads((settings.BASE_DIR / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))


def load():
    import_facilities(read("facilities"))


@pytest.fixture
def centres(db):
    import_units([province | {"districts": []} for province in read("units")])
    load()


def names_of(event, **facts):
    return list(event.parts.filter(**facts).order_by("pk").values_list("facility__name", flat=True))


def test_the_centre_was_opened_in_october_2011_by_decision_2140(centres):
    event = FacilityEvent.objects.get(kind="opened")
    (name,) = names_of(event, is_after=True)
    assert event.decision_number == "2140/QĐ-UBND"
    assert event.decided_by == "UBND tỉnh"
    with translation.override("en"):
        assert event.shown_day == "month 10/2011"
    for told in ("tháng 10/2011", f"{event.decided_by} đã có Quyết định số {event.decision_number}", name):
        assert told in OPENED


def test_two_centres_became_one_in_february_2013_by_a_decision_that_is_not_printed(centres):
    event = FacilityEvent.objects.get(kind="merged")
    before, (after,) = names_of(event, is_before=True), names_of(event, is_after=True)
    assert before == ["Trung tâm cung cấp dịch vụ công tác xã hội", "Trung tâm Nuôi dưỡng xã hội"]
    assert after == "Trung tâm Nuôi dưỡng và Cung cấp dịch vụ công tác xã hội"
    assert (event.happened_on, event.precision, event.decision_number) == (date(2013, 2, 1), "month", "")
    for told in ("tháng 2/2013", before[1], f"đổi tên thành {after}"):
        assert told in MERGED
    assert before[0].casefold() in MERGED.casefold()


def test_they_are_counted_with_the_province_each_in_its_time(centres):
    assert set(Facility.objects.values_list("unit__code", flat=True)) == {"46"}
    open_on = {
        day: list(Facility.objects.open_on(day).order_by("pk").values_list("name", flat=True))
        for day in (date(2011, 9, 30), date(2013, 1, 31), date(2013, 2, 1))
    }
    assert open_on == {
        date(2011, 9, 30): ["Trung tâm Nuôi dưỡng xã hội"],
        date(2013, 1, 31): ["Trung tâm cung cấp dịch vụ công tác xã hội", "Trung tâm Nuôi dưỡng xã hội"],
        date(2013, 2, 1): ["Trung tâm Nuôi dưỡng và Cung cấp dịch vụ công tác xã hội"],
    }


def test_loading_again_leaves_what_people_have_made_of_it(centres):
    Facility.objects.filter(closed_on__isnull=True).update(
        name="Tên mới", former_names="Trung tâm Nuôi dưỡng và Cung cấp dịch vụ công tác xã hội"
    )
    load()
    assert (Facility.objects.count(), FacilityEvent.objects.count(), EventPart.objects.count()) == (3, 2, 4)
    assert Facility.objects.filter(name="Tên mới").exists()

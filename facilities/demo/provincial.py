"""The facilities that a province itself manages: centres, hospitals, schools, bodies that train."""

from datetime import date
from decimal import Decimal

from facilities.demo.names import low
from facilities.demo.places import MANAGERS, Place, draw_capacities, license_it, random_day, serve
from facilities.enums import Arrangement, BodyKind, FacilityKind, ServiceKind
from facilities.models import Facility, FacilityService

# kind, name, how social work is set up inside
BODIES = (
    (FacilityKind.SOCIAL_WORK_CENTRE, "Trung tâm Công tác xã hội {}", Arrangement.NONE),
    (FacilityKind.CARE_GENERAL, "Trung tâm Bảo trợ xã hội {}", Arrangement.DIVISION),
    (FacilityKind.CARE_MENTAL, "Trung tâm Chăm sóc người tâm thần {}", Arrangement.TEAM),
    (FacilityKind.CARE_CHILDREN, "Trung tâm Nuôi dạy trẻ mồ côi {}", Arrangement.TEAM),
    (FacilityKind.REHABILITATION, "Cơ sở cai nghiện ma túy {}", Arrangement.TEAM),
    (FacilityKind.HOSPITAL, "Bệnh viện đa khoa {}", Arrangement.DIVISION),
    (FacilityKind.HOSPITAL, "Bệnh viện Phục hồi chức năng {}", Arrangement.TEAM),
    (FacilityKind.HOSPITAL, "Bệnh viện Tâm thần {}", Arrangement.DIVISION),
    (FacilityKind.SCHOOL, "Trường Nuôi dạy trẻ em khuyết tật {}", Arrangement.FOCAL_PERSON),
    (FacilityKind.SCHOOL, "Trường Phổ thông dân tộc nội trú {}", Arrangement.FOCAL_PERSON),
    (FacilityKind.PRISON, "Trại tạm giam Công an {}", Arrangement.NONE),
    (FacilityKind.COURT, "Tòa án nhân dân {}", Arrangement.NONE),
    (FacilityKind.JUSTICE_BODY, "Trung tâm Trợ giúp pháp lý nhà nước {}", Arrangement.NONE),
    (FacilityKind.MASS_ORGANISATION, "Hội Liên hiệp Phụ nữ {}", Arrangement.NONE),
    (FacilityKind.MASS_ORGANISATION, "Hội Chữ thập đỏ {}", Arrangement.NONE),
    (FacilityKind.TRAINING_BODY, "Trường Chính trị {}", Arrangement.NONE),
    (FacilityKind.TRAINING_BODY, "Trường Cao đẳng nghề {}", Arrangement.NONE),
    (FacilityKind.TRAINING_BODY, "Trung tâm Bồi dưỡng cán bộ y tế {}", Arrangement.NONE),
)
PLANNED = (BodyKind.ASSISTANCE, BodyKind.REHABILITATION, BodyKind.HOSPITAL, BodyKind.SCHOOL)
# The capitals of the provinces: latitude, longitude, area code of telephones.
CAPITALS = {
    "77": (Decimal("10.4963"), Decimal("107.1684"), "0254"),
    "83": (Decimal("10.2415"), Decimal("106.3759"), "0275"),
    "20": (Decimal("21.8537"), Decimal("106.7615"), "0205"),
    "46": (Decimal("16.4637"), Decimal("107.5909"), "0234"),
}


def draw_provincial(random, province, agencies, taken=()):
    """The facilities of the province; those whose names are `taken` (real ones) are left out."""
    drawn = [
        _draw(random, kind, pattern.format(low(province)), how, province, agencies)
        for kind, pattern, how in BODIES
    ]
    return [place for place in drawn if place.facility.name not in taken]


def _draw(random, kind, name, arrangement, province, agencies):
    facility = Facility(name=name, kind=kind, unit=province, arrangement=arrangement, is_illustrative=True)
    body = facility.counted_as.body
    facility.opened_on = random_day(random, date(1979, 1, 1), date(2014, 12, 31))
    facility.managed_by = agencies.get(MANAGERS.get(body))
    facility.in_network_plan = body in PLANNED
    license_it(random, facility)
    _stand_somewhere(random, facility, province.code)
    place = Place(facility, capacities=draw_capacities(random, facility), is_staffed=True)
    if body in PLANNED:
        serve(random, place, amount=5)
    if kind == FacilityKind.SOCIAL_WORK_CENTRE:
        _answer_calls(place, province.code)
    return place


def _stand_somewhere(random, facility, province):
    """Near the middle of the capital: where a map shows it, without pretending an address."""
    if province not in CAPITALS:
        return
    latitude, longitude, _area = CAPITALS[province]
    facility.latitude = latitude + Decimal(random.randint(-150, 150)) / 10000
    facility.longitude = longitude + Decimal(random.randint(-150, 150)) / 10000


def _answer_calls(place, province):
    """A hotline; numbers that begin with 000 belong to nobody."""
    if province in CAPITALS:
        place.facility.hotline = f"{CAPITALS[province][2]} 000 0001"
    since = date(2019, 1, 2)
    for kind in (ServiceKind.HOTLINE, ServiceKind.CASE_MANAGEMENT, ServiceKind.EMERGENCY_SHELTER):
        place.services.append(FacilityService(facility=place.facility, kind=kind, since=since))

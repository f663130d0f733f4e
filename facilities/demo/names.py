"""What bodies are called: endless lists of (kind, name) for a unit, the most usual first."""

from itertools import chain, count, cycle

from facilities.enums import BodyKind, FacilityKind
from swprogram.org.enums import UnitKind

KINDERGARTENS = (
    "Hoa Sen", "Hướng Dương", "Sơn Ca", "Hoa Mai", "Họa Mi", "Sao Mai", "Tuổi Thơ", "Vành Khuyên", "Măng Non",
    "Ánh Dương", "Hoa Hồng", "Bình Minh", "Hoa Phượng", "Sen Hồng", "Tuổi Ngọc",
)  # fmt: skip
HEROES = (
    "Nguyễn Trãi", "Lê Lợi", "Trần Hưng Đạo", "Quang Trung", "Võ Thị Sáu", "Lý Tự Trọng", "Kim Đồng",
    "Nguyễn Du", "Chu Văn An", "Lê Quý Đôn", "Phan Bội Châu", "Phan Chu Trinh", "Trương Định", "Ngô Quyền",
    "Lê Hồng Phong", "Nguyễn Thị Minh Khai", "Hoàng Văn Thụ", "Nguyễn Văn Trỗi", "Lương Thế Vinh",
)  # fmt: skip
SHELTERS = (
    (FacilityKind.CARE_CHILDREN, "Mái ấm"),
    (FacilityKind.CARE_OLDER, "Cơ sở chăm sóc người cao tuổi"),
    (FacilityKind.CARE_GENERAL, "Cơ sở trợ giúp xã hội tổng hợp"),
    (FacilityKind.CARE_DISABLED, "Cơ sở chăm sóc người khuyết tật"),
    (FacilityKind.OTHER_ASSISTANCE, "Nhà tình thương"),
)
FRIENDLY = (
    "Thiên Ân",
    "Hy Vọng",
    "Bình An",
    "Hoa Hướng Dương",
    "Tâm Đức",
    "An Lạc",
    "Tình Thương",
    "Phúc Lâm",
)
COMMUNE_OFFICES = (
    "Hội Liên hiệp Phụ nữ", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "Hội Nông dân", "Hội Cựu chiến binh", "Hội Chữ thập đỏ", "Hội Người cao tuổi", "Hội Khuyến học",
    "Hội Bảo trợ người khuyết tật và trẻ mồ côi", "Hội Cựu thanh niên xung phong", "Công đoàn cơ sở",
)  # fmt: skip
DISTRICT_OFFICES = (
    (FacilityKind.OFFICE, "Phòng Lao động - Thương binh và Xã hội"),
    (FacilityKind.OFFICE, "Phòng Y tế"),
    (FacilityKind.OFFICE, "Phòng Giáo dục và Đào tạo"),
    (FacilityKind.MASS_ORGANISATION, "Hội Liên hiệp Phụ nữ"),
    (FacilityKind.MASS_ORGANISATION, "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (FacilityKind.MASS_ORGANISATION, "Hội Nông dân"),
    (FacilityKind.OFFICE, "Phòng Tư pháp"),
    (FacilityKind.MASS_ORGANISATION, "Hội Chữ thập đỏ"),
    (FacilityKind.MASS_ORGANISATION, "Hội Người cao tuổi"),
    (FacilityKind.MASS_ORGANISATION, "Liên đoàn Lao động"),
)
CLUBS = (
    "Câu lạc bộ Liên thế hệ tự giúp nhau", "Tổ công tác xã hội tình nguyện",
    "Câu lạc bộ Gia đình phát triển bền vững", "Điểm tư vấn cộng đồng", "Câu lạc bộ Người cao tuổi",
    "Đội hoạt động xã hội tình nguyện", "Địa chỉ tin cậy tại cộng đồng",
)  # fmt: skip
JUSTICE = (
    (FacilityKind.COURT, "Tòa án nhân dân"),
    (FacilityKind.JUSTICE_BODY, "Viện kiểm sát nhân dân"),
    (FacilityKind.JUSTICE_BODY, "Chi cục Thi hành án dân sự"),
    (FacilityKind.JUSTICE_BODY, "Chi nhánh Trợ giúp pháp lý"),
    (FacilityKind.JUSTICE_BODY, "Cơ quan điều tra Công an"),
)
SOUTHERN = ("77", "83")


def low(unit):
    """The name within a sentence: phường 1, huyện Châu Đức."""
    return unit.name[0].lower() + unit.name[1:]


def hamlet(unit, province, number):
    """A part of a commune, as it is called there: khu phố 3, ấp 2, thôn 5."""
    if unit.type != "commune":
        return f"khu phố {number}"
    return f"{'ấp' if province in SOUTHERN else 'thôn'} {number}"


def names_of(random, unit, province, body):
    """An endless list of (kind, name) for one kind of body; `province` is a code."""
    if unit.kind == UnitKind.DISTRICT:
        return DISTRICT_NAMES[body](random, unit)
    return COMMUNE_NAMES[body](random, unit, province)


def _commune_schools(random, unit, _province):
    kindergartens, heroes = _shuffled(random, KINDERGARTENS), _shuffled(random, HEROES)
    places = chain([unit.short_name], heroes)
    yield FacilityKind.SCHOOL, f"Trường Mầm non {kindergartens[0]}"
    for level, name in zip(cycle(("Tiểu học", "Trung học cơ sở")), _numbered(places), strict=False):
        yield FacilityKind.SCHOOL, f"Trường {level} {name}"
        if level == "Trung học cơ sở":
            kindergartens = kindergartens[1:] or _shuffled(random, KINDERGARTENS)
            yield FacilityKind.SCHOOL, f"Trường Mầm non {kindergartens[0]}"


def _commune_health(random, unit, _province):
    yield FacilityKind.HEALTH_STATION, f"Trạm Y tế {low(unit)}"
    for name in _numbered((unit.short_name, "Nhân Tâm", "Phúc An", "Tâm Đức")):
        yield FacilityKind.HEALTH_CENTRE, f"Phòng khám đa khoa {name}"


def _shelters(random, unit, _province=None):
    names = cycle(_shuffled(random, FRIENDLY))
    for (kind, called), name in zip(cycle(_shuffled(random, SHELTERS)), names, strict=False):
        yield kind, f"{called} {name}"


def _commune_offices(random, unit, _province):
    for called in _numbered(COMMUNE_OFFICES[:2] + tuple(_shuffled(random, COMMUNE_OFFICES[2:]))):
        yield FacilityKind.MASS_ORGANISATION, f"{called} {low(unit)}"


def _committee(_random, unit, _province):
    yield FacilityKind.COMMITTEE, f"Ủy ban nhân dân {low(unit)}"


def _clubs(random, unit, province):
    for called in cycle(_shuffled(random, CLUBS)):
        yield FacilityKind.OTHER, f"{called} {hamlet(unit, province, random.randint(1, 9))}, {low(unit)}"


def _of_district(pairs):
    def names(_random, unit):
        for turn in count(1):
            for kind, called in pairs:
                yield kind, f"{called} {low(unit)}" + (f" ({turn})" if turn > 1 else "")

    return names


def _district_health(random, unit):
    yield FacilityKind.HEALTH_CENTRE, f"Trung tâm Y tế {low(unit)}"
    yield FacilityKind.HOSPITAL, f"Bệnh viện đa khoa {low(unit)}"
    for name in _numbered(("Phúc An", "Nhân Tâm", "Hồng Đức")):
        yield FacilityKind.HOSPITAL, f"Bệnh viện đa khoa tư nhân {name}"


def _district_schools(random, unit):
    yield FacilityKind.SCHOOL, f"Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên {low(unit)}"
    yield FacilityKind.SCHOOL, f"Trường Trung học phổ thông {unit.short_name}"
    for name in _numbered(_shuffled(random, HEROES)):
        yield FacilityKind.SCHOOL, f"Trường Trung học phổ thông {name}"


def _numbered(names):
    """The names, and again with a number when they run out."""
    names = list(names)
    for turn in count(1):
        yield from (name if turn == 1 else f"{name} {turn}" for name in names)


def _shuffled(random, names):
    return random.sample(names, len(names))


COMMUNE_NAMES = {
    BodyKind.COMMUNE: _committee,
    BodyKind.HOSPITAL: _commune_health,
    BodyKind.SCHOOL: _commune_schools,
    BodyKind.ASSISTANCE: _shelters,
    BodyKind.OFFICE: _commune_offices,
    BodyKind.OTHER: _clubs,
}
DISTRICT_NAMES = {
    BodyKind.OFFICE: _of_district(DISTRICT_OFFICES),
    BodyKind.ASSISTANCE: _shelters,
    BodyKind.REHABILITATION: _of_district(
        [(FacilityKind.REHABILITATION, "Điểm tư vấn, cai nghiện ma túy tự nguyện")]
    ),
    BodyKind.PRISON: _of_district([(FacilityKind.PRISON, "Nhà tạm giữ Công an")]),
    BodyKind.JUSTICE: _of_district(JUSTICE),
    BodyKind.SCHOOL: _district_schools,
    BodyKind.HOSPITAL: _district_health,
    BodyKind.OTHER: _of_district(
        [
            (FacilityKind.OTHER, "Quỹ Bảo trợ trẻ em"),
            (FacilityKind.OTHER, "Trung tâm Văn hóa, Thông tin và Thể thao"),
            (FacilityKind.OTHER, "Câu lạc bộ Hành động vì cộng đồng"),
        ]
    ),
}

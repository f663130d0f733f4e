"""A province of a hundred communes with as many people as a benchmark wants."""

from datetime import date
from random import Random

from swprogram.org.enums import UnitKind, UnitType
from swprogram.org.models import Membership, ProgrammeLead, Unit, User
from swprogram.org.roles import Role
from swprogram.org.services import rebuild_closure
from swprogram.registry.demo import draw_name
from workforce.enums import Qualification, StaffKind, Workplace
from workforce.models import Post, Worker

DISTRICTS, COMMUNES = 8, 100
BATCH = 2000


def make_units():
    """A province with its lead agency, districts and communes; returns (communes, {role: officer})."""
    province = _unit("77", "Tỉnh Bà Rịa", UnitKind.PROVINCE, UnitType.PROVINCE)
    lead = _unit("so", "Sở Lao động", UnitKind.AGENCY, UnitType.DEPARTMENT, province)
    ProgrammeLead.objects.create(province=province, agency=lead, ministry_department="Cục", seat="Bà Rịa")
    districts = [
        _unit(f"h{number}", f"Huyện {number}", UnitKind.DISTRICT, UnitType.RURAL_DISTRICT, province)
        for number in range(DISTRICTS)
    ]
    communes = [
        _unit(f"x{number}", f"Xã {number}", UnitKind.COMMUNE, UnitType.COMMUNE, districts[number % DISTRICTS])
        for number in range(COMMUNES)
    ]
    rebuild_closure()
    officers = {
        "province": _officer("tinh", Role.PROVINCIAL_OFFICER, lead),
        "district": _officer("huyen", Role.DISTRICT_OFFICER, districts[0]),
        "commune": _officer("xa", Role.COMMUNE_OFFICER, communes[0]),
    }
    return communes, officers


def _unit(code, name, kind, type_, parent=None):
    return Unit.objects.create(code=code, name=name, short_name=name, kind=kind, type=type_, parent=parent)


def _officer(username, role, unit):
    user = User.objects.create(username=username, full_name=username)
    Membership.objects.create(user=user, role=role, unit=unit)
    return user


def make_people(amount, units):
    """People with a post each, every twentieth with two, spread evenly over the units."""
    random = Random(112)
    workers = [_worker(random) for _each in range(amount)]
    Worker.objects.bulk_create(workers, batch_size=BATCH)
    posts = [_post(random, worker, units[number % len(units)]) for number, worker in enumerate(workers)]
    posts += [_second(random, worker, random.choice(units)) for worker in workers[::20]]
    Post.objects.bulk_create(posts, batch_size=BATCH)


def _worker(random):
    name = draw_name(random, "77")
    worker = Worker(full_name=name.full, sex=name.sex, birth_year=random.randint(1966, 1999))
    worker.qualification = random.choice(Qualification.values)
    worker.fill_keys()
    return worker


def _post(random, worker, unit):
    kind, workplace = random.choice(StaffKind.values), random.choice(Workplace.values)
    return Post(worker=worker, unit=unit, kind=kind, workplace=workplace, started_on=date(2019, 1, 2))


def _second(random, worker, unit):
    post = _post(random, worker, unit)
    post.number, post.is_main = 2, False
    return post

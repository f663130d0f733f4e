from submissions import services
from submissions.checks import Cell
from swprogram.org.roles import Role
def test_x(opened, world):
    c = opened.submissions.get(unit=world.home.communes["Đông Một"])
    who = world.home.people[Role.COMMUNE_OFFICER]
    d = world.home.people[Role.DISTRICT_OFFICER]
    c = services.send(c, by=who, accepts_blanks=True)
    c = services.return_to_unit(c, by=d, reason="a")
    c = services.send(c, by=who, accepts_blanks=True)
    services.accept(c, by=d)

"""What each role gets at each address and place.

A row names the kind of object (realm.py and records.py say in which order its places stand) and the
answers of the seven roles, in the order of the Role enum: administrator, provincial officer, leader,
district officer, commune officer, agency officer, Ministry viewer. The places:

- page: no object;
- plan, amendment, part (the list of activities), row_of_part, target, activity, budget line, attachment,
  round, report: the own province, the other province;
- activity_result: of the health department, in the own province and in the other;
- upload: of the provincial officers of the own province and of the other;
- duty_report, duty (in a period without a report), late_agency: of the health department, of the lead agency
  and of district Đông; then of the other province's health department;
- submission: district Đông, its communes Đông Một and Đông Hai, district Tây, a commune of the other
  province. The district officer sits in Đông, the commune officer in Đông Một: own, child, sibling and
  parent units are all there;
- result: the province, then the same units;
- person, membership: of the own province, of the other province;
- facility, worker, course, session, lecturer, need: of the province's own unit, then of the same units; an
  event, a post and a participant have further places, which stand above their rows;
- view, export and import of a registry: of the provincial officer, the district officer and the commune
  officer of the own province, and of the provincial officer of the other.

200 and 302 let in (a button redirects), 403 is inside one's reach but not allowed, 404 outside of it.
"""

from tests.access.table.counts import COUNTS
from tests.access.table.duties import DUTIES
from tests.access.table.facilities import FACILITIES
from tests.access.table.plans import PLANS
from tests.access.table.registries import REGISTRIES
from tests.access.table.results import RESULTS
from tests.access.table.training import TRAINING
from tests.access.table.units import UNITS
from tests.access.table.workforce import WORKFORCE

# Pages of one's own account, and those that need no account.
FOR_EVERYONE = {
    "home",
    "set_language",
    "kept_typing",
    "login",
    "session_renew",
    "logout",
    "account",
    "password_change",
    "password_change_done",
}

TABLE = UNITS | PLANS | DUTIES | REGISTRIES | FACILITIES | WORKFORCE | TRAINING | COUNTS | RESULTS

"""By which targets results are judged while an amendment is open."""

from datetime import date
from decimal import Decimal

import pytest

from plans import services as plans
from reporting.enums import ResultState
from reporting.filters import select
from reporting.force import in_force
from reporting.progress import read_progress
from swprogram.org.roles import Role
from tests.factories.plans import TargetFactory
from tests.reporting.counts import DONG_MOT, accept_counts
from tests.reporting.pages import text_of
from tests.worlds import open_half_year

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def amended(plan, trained, children, counted, officer):
    """An open amendment raises one target to 90 % and takes the other one away."""
    plans.start_amendment(plan, subject="Nâng chỉ tiêu", by=officer)
    trained.value = Decimal(90)
    trained.save()
    children.delete()
    plan.refresh_from_db()
    return plan


def test_an_amendment_that_is_not_in_force_judges_nothing(amended, officer):
    progress = read_progress(select(officer, {"plan": str(amended.pk)}))
    found = {row.target.code: (row.target.value, row.result.state) for row in progress.targets}
    assert found["VT-2"] == (Decimal(10), ResultState.REACHED)
    assert set(found) == {"VT-2", "VT-4"}


def test_what_the_amendment_would_change_is_marked(amended, officer):
    progress = read_progress(select(officer, {"plan": str(amended.pk)}))
    pending = {row.target.code: row.target.pending for row in progress.targets}
    assert pending == {
        "VT-2": "An amendment that is not in force yet says: at least 90\xa0% (2024).",
        "VT-4": "An amendment that is not in force yet takes this target away.",
    }


def test_a_target_that_the_amendment_adds_says_that_it_is_not_in_force(amended):
    added = TargetFactory(plan=amended)
    assert in_force(added).pending == "This target is added by an amendment that is not in force yet."


def test_the_page_of_the_target_judges_by_the_value_in_force(amended, trained, counted, signed_in):
    page = text_of(signed_in().get(f"/results/{trained.pk}/{counted.pk}/{counted.province_id}/"))
    assert "Target at least 10 %" in page
    assert "An amendment that is not in force yet says: at least 90 % (2024)." in page


def test_the_decision_puts_the_new_value_in_force(amended, officer):
    amendment = amended.amendments.get()
    plans.enact_amendment(amendment, number="9/QĐ-UBND", issued_on=date(2024, 6, 1), by=officer)
    amended.refresh_from_db()
    progress = read_progress(select(officer, {"plan": str(amended.pk)}))
    assert [(row.target.value, row.target.pending) for row in progress.targets] == [(Decimal(90), "")]


def test_the_next_round_does_not_empty_the_leaders_page(plan, trained, world, signed_in, opened):
    accept_counts(opened, world.home.communes["Đông Một"], DONG_MOT)
    next_year = open_half_year(world.home, 2025)
    person = world.home.people[Role.PROVINCIAL_LEADER]
    selection = select(person, {})
    assert (selection.round, selection.newer) == (opened, [next_year])
    page = text_of(signed_in(Role.PROVINCIAL_LEADER).get("/dashboard/"))
    assert "A newer round is open: First six months of 2025. Show it" in page
    asked = select(person, {"round": str(next_year.pk)})
    assert (asked.round, asked.newer) == (next_year, [])

"""When dates of a column may have their day and month swapped."""

from datetime import date
from types import SimpleNamespace

from swprogram.registry.cells import Day
from swprogram.registry.imports.answers import Answers
from swprogram.registry.imports.dates import find_doubtful_dates

DAY_FIRST = "13/05/1986"


def doubts(*values, **said):
    table = SimpleNamespace(rows=[(line, [value]) for line, value in enumerate(values, start=2)])
    answers = Answers(columns={"born_on": [0]}, **said)
    return find_doubtful_dates(table, answers, {"born_on": Day()})


def test_dates_beside_a_text_that_is_day_first_may_be_swapped():
    assert doubts(DAY_FIRST, date(1986, 6, 5)) == {
        "born_on": {"texts": ["13/05/1986"], "days": [["05/06/1986", "06/05/1986"]]}
    }


def test_one_date_after_the_twelfth_shows_that_none_was_swapped():
    assert doubts(DAY_FIRST, date(1986, 6, 5), date(1986, 6, 13)) == {}


def test_a_date_whose_day_is_its_month_is_the_same_either_way():
    assert doubts(DAY_FIRST, date(1986, 6, 6)) == {}


def test_a_text_that_can_be_month_first_proves_nothing():
    assert doubts("12/05/1986", date(1986, 6, 5)) == {}


def test_what_the_officer_has_answered_is_not_asked_again():
    assert doubts(DAY_FIRST, date(1986, 6, 5), swapped=["born_on"]) == {}
    assert doubts(DAY_FIRST, date(1986, 6, 5), kept=["born_on"]) == {}

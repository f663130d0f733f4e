"""Titles and base wages come from fixtures/workforce.json."""

import json
from datetime import date

import pytest
from django.conf import settings

from workforce.models import BaseWage, Title
from workforce.reference import import_workforce

pytestmark = pytest.mark.django_db


@pytest.fixture
def _loaded():
    data = json.loads((settings.BASE_DIR / "fixtures" / "workforce.json").read_text(encoding="utf-8"))
    import_workforce(data)
    import_workforce(data)


@pytest.mark.usefixtures("_loaded")
def test_loading_twice_leaves_six_titles_and_ten_wages():
    assert (Title.objects.count(), BaseWage.objects.count()) == (6, 10)


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize(
    ("day", "amount"),
    (
        (date(2010, 4, 30), None),
        (date(2010, 5, 1), 730_000),
        (date(2013, 6, 30), 1_050_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
    ),
)
def test_the_base_wage_of_a_day(day, amount):
    assert BaseWage.on(day) == amount


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize(
    ("day", "codes"),
    (
        (date(2015, 10, 3), ["24.291", "24.292", "24.293"]),
        (date(2015, 10, 4), ["V.09.04.01", "V.09.04.02", "V.09.04.03"]),
    ),
)
def test_the_titles_of_a_day(day, codes):
    assert list(Title.objects.valid_on(day).order_by("code").values_list("code", flat=True)) == codes

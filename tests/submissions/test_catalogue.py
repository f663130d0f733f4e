"""The catalogue of counts speaks the words of the rooms below it."""

import json

import pytest
from django.conf import settings
from django.utils import translation

from facilities.enums import BodyKind, FacilitySector
from submissions.models import Form, Measure
from training.enums import TrainingKind
from workforce.enums import StaffKind, Workplace


@pytest.fixture
def breakdowns():
    path = settings.BASE_DIR / "fixtures" / "catalogue.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["breakdowns"]
    return {row["code"]: row["options"] for row in rows}


@pytest.mark.parametrize(
    ("code", "vocabulary"),
    (
        ("staff_kind", StaffKind),
        ("workplace", Workplace),
        ("body_kind", BodyKind),
        ("facility_sector", FacilitySector),
        ("training_kind", TrainingKind),
    ),
)
def test_a_breakdown_has_exactly_the_options_of_its_vocabulary(breakdowns, code, vocabulary):
    written = [(option["code"], option["name_en"]) for option in breakdowns[code]]
    with translation.override("en"):
        assert written == [(member.value, str(member.label)) for member in vocabulary]


def test_a_part_has_the_breakdowns_of_its_whole(catalogue):
    for measure in Measure.objects.filter(part_of__isnull=False).select_related("part_of"):
        assert (measure.rows_id, measure.columns_id) == (measure.part_of.rows_id, measure.part_of.columns_id)


def test_a_form_that_asks_for_a_part_asks_for_its_whole_with_the_same_options(catalogue):
    for form in Form.objects.all():
        lines = {line.measure_id: line for line in form.lines.select_related("measure")}
        for line in lines.values():
            if line.measure.part_of_id:
                whole = lines[line.measure.part_of_id]
                assert set(line.options.all()) == set(whole.options.all())
                assert whole.position < line.position

"""Load the reference data of fixtures/: units, agencies, plans, the catalogue of counts, formulas."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from facilities.reference import import_facilities
from plans.imports import import_indicators, import_plan, import_programmes
from reporting.imports import import_formulas
from submissions.imports import import_catalogue
from swprogram.org.imports import import_agencies, import_units
from workforce.reference import import_workforce

PLANS = ("hue_2010_2020", "langson_2011_2015", "bentre_2016_2020", "hue_2021_2030", "brvt_2024")


class Command(BaseCommand):
    help = "Load units, agencies, plans, measures and formulas. What people changed or deleted is left so."

    @transaction.atomic
    def handle(self, *args, **options):
        import_units(read("units"))
        import_agencies(read("agencies"), read("programme_leads"))
        import_facilities(read("facilities"))
        import_programmes(read("programmes"))
        import_indicators(read("indicators"))
        import_catalogue(read("catalogue"))
        import_workforce(read("workforce"))
        import_plans(read("formulas"))
        self.stdout.write(self.style.SUCCESS("Reference data loaded."))


def import_plans(formulas):
    """Load the plans with their formulas, a plan above before those below it."""
    plans = {}
    for name in PLANS:
        data = read(f"plans/{name}")
        plan, _created = import_plan(data, plans.get(data.get("parent")))
        plans[data["key"]] = plan
        if plan is not None:
            import_formulas(plan, formulas.get(data["key"], []))


def read(name):
    path = settings.BASE_DIR / "fixtures" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))

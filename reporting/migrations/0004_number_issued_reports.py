"""Gives the reports that were issued before the agency and the year of their number."""

from django.db import migrations
from django.db.models import Q


def number_reports(apps, schema_editor):
    Report = apps.get_model("reporting", "Report")
    seen = set()
    for report in Report.objects.filter(state="issued").select_related("round").order_by("issued_at"):
        key = (report.signed_on.year, _agency(apps, report), report.number)
        if key not in seen:  # a number that was given twice stays with the first
            seen.add(key)
            Report.objects.filter(pk=report.pk).update(numbered_in=key[0], numbered_by_id=key[1])


def _agency(apps, report):
    day = report.signed_on
    leads = apps.get_model("org", "ProgrammeLead").objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        province=report.round.province_id,
    )
    lead = leads.first()
    return lead.agency_id if lead else report.round.province_id


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_withdrawal_and_terms_history")]

    operations = [migrations.RunPython(number_reports, migrations.RunPython.noop)]

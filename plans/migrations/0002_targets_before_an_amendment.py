from django.db import migrations, models
from django.db.models import Max


def note_last_records(apps, _schema):
    """Amendments that are open already: what stood before they were opened."""
    records = apps.get_model("plans", "HistoricalTarget").objects
    for amendment in apps.get_model("plans", "Amendment").objects.all():
        before = records.filter(plan_id=amendment.plan_id, history_date__lt=amendment.opened_at)
        amendment.last_target_record = before.aggregate(last=Max("history_id"))["last"] or 0
        amendment.save(update_fields=["last_target_record"])


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="amendment",
            name="last_target_record",
            field=models.PositiveBigIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(note_last_records, migrations.RunPython.noop),
    ]

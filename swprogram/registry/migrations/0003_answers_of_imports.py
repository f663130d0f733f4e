"""A matching was {key: column of the sheet}; it becomes one of the answers of an import."""

from django.db import migrations


def say_columns(apps, schema_editor):
    ImportRun = apps.get_model("registry", "ImportRun")
    for run in ImportRun.objects.exclude(matching={}).iterator():
        run.matching = {"columns": {key: [index] for key, index in run.matching.items()}}
        run.save(update_fields=["matching"])


def say_matching(apps, schema_editor):
    ImportRun = apps.get_model("registry", "ImportRun")
    for run in ImportRun.objects.exclude(matching={}).iterator():
        columns = run.matching.get("columns", {})
        run.matching = {key: indexes[0] for key, indexes in columns.items()}
        run.save(update_fields=["matching"])


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_job_worker")]
    operations = [migrations.RunPython(say_columns, say_matching)]

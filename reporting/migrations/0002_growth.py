from django.db import migrations, models

KINDS = [
    ("ratio", "Ratio"),
    ("coverage", "Coverage"),
    ("milestone", "Milestone"),
    ("cumulative", "Cumulative total"),
    ("growth", "Growth against a base year"),
]


class Migration(migrations.Migration):

    dependencies = [
        ("reporting", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20, verbose_name="kind"),
        )
        for model in ("formula", "historicalformula")
    ]

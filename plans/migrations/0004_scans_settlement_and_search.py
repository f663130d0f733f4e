"""The trace of scans, the version of amounts and results, settled at most spent, and texts that are searched."""

import django.db.models.deletion
import plans.models.attachment
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from swprogram.kit.text import search_key


def fill_search_keys(apps, schema_editor):
    texts = {"Activity": ("number", "text"), "Target": ("code", "name", "wording")}
    for name, fields in texts.items():
        model = apps.get_model("plans", name)
        for row in model.objects.all():
            row.search_key = search_key(" ".join(getattr(row, field) for field in fields))
            row.save(update_fields=["search_key"])


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0001_initial'),
        ('plans', '0003_activities_of_targets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalAttachment',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('file', models.TextField(max_length=100, verbose_name='file')),
                ('original_name', models.CharField(max_length=255, verbose_name='file name')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.plan', verbose_name='plan')),
                ('uploaded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'historical attachment',
                'verbose_name_plural': 'historical attachments',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='file',
            field=models.FileField(upload_to=plans.models.attachment.random_name, verbose_name='file'),
        ),
        migrations.AddField(
            model_name='activityresult',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='historicalactivityresult',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='historicalbudgetline',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('settled__isnull', True), models.Q(('settled__lte', models.F('spent')), ('spent__isnull', False)), _connector='OR'), name='budget_settled_at_most_spent', violation_error_message='No more can be settled than was spent.'),
        ),
        migrations.AddField(
            model_name='activity',
            name='search_key',
            field=models.TextField(default='', editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='target',
            name='search_key',
            field=models.TextField(default='', editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill_search_keys, migrations.RunPython.noop),
    ]


import django.db.models.deletion
import plans.models.progress
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0001_initial'),
        ('plans', '0004_scans_settlement_and_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='dutyreport',
            name='evidence',
            field=models.FileField(blank=True, upload_to=plans.models.progress.random_name, verbose_name='evidence'),
        ),
        migrations.AddField(
            model_name='dutyreport',
            name='evidence_name',
            field=models.CharField(blank=True, max_length=255, verbose_name='file name'),
        ),
        migrations.AddField(
            model_name='dutyreport',
            name='is_illustrative',
            field=models.BooleanField(default=False, verbose_name='illustrative data'),
        ),
        migrations.AddField(
            model_name='historicalplan',
            name='duty_report_days',
            field=models.PositiveSmallIntegerField(default=10, help_text='Reports on duties are due so many days after the cut-off of a period.', verbose_name='days to report on duties'),
        ),
        migrations.AddField(
            model_name='plan',
            name='duty_report_days',
            field=models.PositiveSmallIntegerField(default=10, help_text='Reports on duties are due so many days after the cut-off of a period.', verbose_name='days to report on duties'),
        ),
        migrations.CreateModel(
            name='HistoricalDutyReport',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('half_year', 'First six months'), ('year', 'Year')], max_length=20, verbose_name='kind of period')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('state', models.CharField(choices=[('draft', 'Not sent'), ('sent', 'Sent'), ('returned', 'Returned'), ('accepted', 'Accepted')], default='draft', max_length=10, verbose_name='state')),
                ('progress', models.CharField(choices=[('not_started', 'Not started'), ('ongoing', 'Going on'), ('done', 'Done'), ('stuck', 'Stuck')], max_length=20, verbose_name='progress')),
                ('done', models.TextField(blank=True, verbose_name='what was done')),
                ('difficulty', models.TextField(blank=True, verbose_name='difficulties')),
                ('proposal', models.TextField(blank=True, verbose_name='proposals')),
                ('evidence', models.TextField(blank=True, max_length=100, verbose_name='evidence')),
                ('evidence_name', models.CharField(blank=True, max_length=255, verbose_name='file name')),
                ('is_illustrative', models.BooleanField(default=False, verbose_name='illustrative data')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent at')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='reviewed at')),
                ('review_comment', models.TextField(blank=True, verbose_name='reason')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='org.unit', verbose_name='agency')),
                ('duty', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.duty', verbose_name='duty')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical report on a duty',
                'verbose_name_plural': 'historical reports on duties',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0001_initial'),
        ('plans', '0001_initial'),
        ('submissions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalFormula',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ratio', 'Ratio'), ('coverage', 'Coverage'), ('milestone', 'Milestone'), ('cumulative', 'Cumulative total'), ('growth', 'Growth against a base year')], max_length=20, verbose_name='kind')),
                ('level', models.CharField(blank=True, choices=[('province', 'Province'), ('district', 'District level'), ('commune', 'Commune level'), ('agency', 'Agency')], max_length=20, verbose_name='level of the units that are counted')),
                ('target', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.target', verbose_name='target')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical formula',
                'verbose_name_plural': 'historical formulas',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'indexes': [],
                'constraints': [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Formula',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='formula', to='plans.target', verbose_name='target')),
                ('kind', models.CharField(choices=[('ratio', 'Ratio'), ('coverage', 'Coverage'), ('milestone', 'Milestone'), ('cumulative', 'Cumulative total'), ('growth', 'Growth against a base year')], max_length=20, verbose_name='kind')),
                ('level', models.CharField(blank=True, choices=[('province', 'Province'), ('district', 'District level'), ('commune', 'Commune level'), ('agency', 'Agency')], max_length=20, verbose_name='level of the units that are counted')),
            ],
            options={
                'verbose_name': 'formula',
                'verbose_name_plural': 'formulas',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'coverage'), models.Q(('level', ''), _negated=True)), models.Q(models.Q(('kind', 'coverage'), _negated=True), ('level', '')), _connector='OR'), name='formula_coverage_names_its_level')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('formula', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='reporting.formula')),
                ('side', models.CharField(choices=[('numerator', 'Numerator'), ('denominator', 'Denominator')], max_length=20, verbose_name='side')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='submissions.measure', verbose_name='measure')),
                ('rows', models.ManyToManyField(blank=True, related_name='+', to='submissions.option', verbose_name='rows counted')),
                ('columns', models.ManyToManyField(blank=True, related_name='+', to='submissions.option', verbose_name='columns counted')),
            ],
            options={
                'verbose_name': 'term',
                'verbose_name_plural': 'terms',
                'ordering': ['formula', '-side', 'pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='MilestoneRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='plans.target', verbose_name='target')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit', verbose_name='unit')),
                ('done_on', models.DateField(verbose_name='done on')),
                ('evidence', models.CharField(help_text='The decision or document, with its number and date.', max_length=500, verbose_name='evidence')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'milestone',
                'verbose_name_plural': 'milestones',
                'ordering': ['target', 'done_on'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='HistoricalReport',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('issued', 'Issued')], default='draft', max_length=10, verbose_name='state')),
                ('number', models.CharField(blank=True, help_text='Only the number, as 05; the symbol of the agency is added.', max_length=10, validators=[django.core.validators.RegexValidator('^\\d+$', 'Type only the digits of the number, for example 05.')], verbose_name='number')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='date of signature')),
                ('signing_capacity', models.CharField(blank=True, help_text='One line for the director; for a deputy two: KT. GIÁM ĐỐC, then PHÓ GIÁM ĐỐC.', max_length=100, verbose_name='signing capacity')),
                ('signer', models.CharField(blank=True, max_length=100, verbose_name='signed by')),
                ('direction', models.TextField(blank=True, verbose_name='I. Direction and management')),
                ('results', models.TextField(blank=True, verbose_name='II. Results, beside the tables')),
                ('assessment', models.TextField(blank=True, verbose_name='III. General assessment')),
                ('next_steps', models.TextField(blank=True, verbose_name='IV. Next steps')),
                ('proposals', models.TextField(blank=True, verbose_name='V. Proposals')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='issued at')),
                ('round', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='submissions.round', verbose_name='round')),
                ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.plan', verbose_name='plan')),
                ('issued_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical report',
                'verbose_name_plural': 'historical reports',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'indexes': [],
                'constraints': [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='submissions.round', verbose_name='round')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='plans.plan', verbose_name='plan')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('issued', 'Issued')], default='draft', max_length=10, verbose_name='state')),
                ('number', models.CharField(blank=True, help_text='Only the number, as 05; the symbol of the agency is added.', max_length=10, validators=[django.core.validators.RegexValidator('^\\d+$', 'Type only the digits of the number, for example 05.')], verbose_name='number')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='date of signature')),
                ('signing_capacity', models.CharField(blank=True, help_text='One line for the director; for a deputy two: KT. GIÁM ĐỐC, then PHÓ GIÁM ĐỐC.', max_length=100, verbose_name='signing capacity')),
                ('signer', models.CharField(blank=True, max_length=100, verbose_name='signed by')),
                ('direction', models.TextField(blank=True, verbose_name='I. Direction and management')),
                ('results', models.TextField(blank=True, verbose_name='II. Results, beside the tables')),
                ('assessment', models.TextField(blank=True, verbose_name='III. General assessment')),
                ('next_steps', models.TextField(blank=True, verbose_name='IV. Next steps')),
                ('proposals', models.TextField(blank=True, verbose_name='V. Proposals')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('frozen_head', models.JSONField(blank=True, editable=False, null=True)),
                ('frozen_tables', models.JSONField(blank=True, editable=False, null=True)),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='issued at')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'ordering': ['-round__period__ends_on', 'plan'],
                'constraints': [models.UniqueConstraint(fields=('round', 'plan'), name='report_once_per_round_and_plan'), models.CheckConstraint(condition=models.Q(models.Q(('frozen_head__isnull', True), ('frozen_tables__isnull', True), ('issued_at__isnull', True), ('issued_by__isnull', True), ('state', 'draft')), models.Q(('frozen_head__isnull', False), ('frozen_tables__isnull', False), ('issued_at__isnull', False), ('issued_by__isnull', False), ('state', 'issued')), _connector='OR'), name='report_issued_says_when_by_whom_and_what'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(models.Q(('number', ''), _negated=True), ('signed_on__isnull', False), models.Q(('signer', ''), _negated=True)), _connector='OR'), name='report_issued_has_number_date_and_signer', violation_error_message='An issued report has a number, a date of signature and a signer. Fill them in first.')],
                'indexes': [],
            },
        ),
    ]

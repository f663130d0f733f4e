import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Breakdown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('name_en', models.CharField(max_length=300, verbose_name='English name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'breakdown',
                'verbose_name_plural': 'breakdowns',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('code',), name='breakdown_code_once')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Option',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('name_en', models.CharField(max_length=300, verbose_name='English name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('breakdown', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='options', to='submissions.breakdown')),
            ],
            options={
                'verbose_name': 'option',
                'verbose_name_plural': 'options',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('breakdown', 'code'), name='option_code_once_per_breakdown')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('name_en', models.CharField(max_length=300, verbose_name='English name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('nature', models.CharField(choices=[('stock', 'At the cut-off'), ('flow', 'Over the period')], max_length=10, verbose_name='nature')),
                ('accumulates', models.CharField(blank=True, choices=[('period', 'From the start of the reporting year'), ('phase', "From the start of the programme's phase")], max_length=10, verbose_name='counted from')),
                ('counted_in', models.CharField(choices=[('person', 'persons'), ('attendance', 'attendances'), ('facility', 'facilities'), ('body', 'bodies')], max_length=20, verbose_name='counted in')),
                ('rows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='submissions.breakdown')),
                ('columns', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='submissions.breakdown')),
                ('part_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='submissions.measure')),
                ('definition', models.TextField(verbose_name='definition')),
                ('definition_en', models.TextField(verbose_name='English definition')),
                ('legal_source', models.CharField(blank=True, max_length=300, verbose_name='legal source')),
            ],
            options={
                'verbose_name': 'measure',
                'verbose_name_plural': 'measures',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('code',), name='measure_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('accumulates', ''), ('nature', 'stock')), models.Q(('accumulates__in', ['period', 'phase']), ('nature', 'flow')), _connector='OR'), name='measure_flow_says_from_when'), models.CheckConstraint(condition=models.Q(('columns__isnull', True), ('rows__isnull', False), _connector='OR'), name='measure_columns_need_rows'), models.CheckConstraint(condition=models.Q(('part_of', models.F('pk')), _negated=True), name='measure_no_part_of_itself')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Form',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('name_en', models.CharField(max_length=300, verbose_name='English name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('level', models.CharField(choices=[('province', 'Province'), ('district', 'District level'), ('commune', 'Commune level'), ('agency', 'Agency')], max_length=20, verbose_name='sent by')),
            ],
            options={
                'verbose_name': 'form',
                'verbose_name_plural': 'forms',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('code',), name='form_code_once'), models.UniqueConstraint(fields=('level',), name='form_one_per_level')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='FormLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='submissions.form')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='submissions.measure')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('section', models.CharField(max_length=200, verbose_name='section')),
                ('section_en', models.CharField(max_length=200, verbose_name='English section')),
                ('options', models.ManyToManyField(blank=True, related_name='+', to='submissions.option', verbose_name='options asked for')),
            ],
            options={
                'verbose_name': 'form line',
                'verbose_name_plural': 'form lines',
                'ordering': ['form', 'position'],
                'constraints': [models.UniqueConstraint(fields=('form', 'measure'), name='form_line_once_per_measure')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('half_year', 'First six months'), ('year', 'Year')], max_length=20, verbose_name='kind')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='data cut-off')),
            ],
            options={
                'verbose_name': 'reporting period',
                'verbose_name_plural': 'reporting periods',
                'ordering': ['-ends_on'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'year'), name='period_once_per_kind_and_year'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='period_dates_in_order')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='org.unit', verbose_name='province')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='submissions.period', verbose_name='period')),
                ('state', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed')], default='open', max_length=10, verbose_name='state')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by')),
                ('closing_note', models.TextField(blank=True, verbose_name='note on closing')),
            ],
            options={
                'verbose_name': 'reporting round',
                'verbose_name_plural': 'reporting rounds',
                'ordering': ['-period__ends_on', 'province'],
                'constraints': [models.UniqueConstraint(fields=('province', 'period'), name='round_once_per_province_and_period'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), ('state', 'open')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('state', 'closed')), _connector='OR'), name='round_closed_says_when_and_by_whom')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='RoundEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='submissions.round')),
                ('verb', models.CharField(choices=[('open', 'Opened'), ('close', 'Closed'), ('reopen', 'Reopened')], max_length=10, verbose_name='what')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('comment', models.TextField(blank=True, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'event of a round',
                'verbose_name_plural': 'events of rounds',
                'ordering': ['round', 'at', 'pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='DueDate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='due_dates', to='submissions.round')),
                ('level', models.CharField(choices=[('province', 'Province'), ('district', 'District level'), ('commune', 'Commune level'), ('agency', 'Agency')], max_length=20, verbose_name='level')),
                ('due_on', models.DateField(verbose_name='last day')),
            ],
            options={
                'verbose_name': 'due date',
                'verbose_name_plural': 'due dates',
                'ordering': ['round', 'due_on'],
                'constraints': [models.UniqueConstraint(fields=('round', 'level'), name='due_date_once_per_level')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='submissions.round', verbose_name='round')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='submissions.form', verbose_name='form')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='org.unit', verbose_name='unit')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit', verbose_name='reviewing unit')),
                ('state', models.CharField(choices=[('draft', 'Not sent'), ('sent', 'Sent'), ('returned', 'Returned'), ('accepted', 'Accepted')], default='draft', max_length=10, verbose_name='state')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('note', models.TextField(blank=True, help_text='What the reviewer should know about these figures.', verbose_name='note')),
                ('is_illustrative', models.BooleanField(default=False, verbose_name='illustrative data')),
                ('saved_at', models.DateTimeField(blank=True, null=True, verbose_name='last saved at')),
                ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent at')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='reviewed at')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'submission',
                'verbose_name_plural': 'submissions',
                'ordering': ['round', 'unit'],
                'indexes': [models.Index(fields=['round', 'state'], name='submission_round_state')],
                'constraints': [models.UniqueConstraint(fields=('round', 'form', 'unit'), name='submission_once_per_unit_and_round'), models.CheckConstraint(condition=models.Q(models.Q(('saved_at__isnull', True), ('saved_by__isnull', True)), models.Q(('saved_at__isnull', False), ('saved_by__isnull', False)), _connector='OR'), name='submission_saved_says_when_and_by_whom'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', True), ('sent_by__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('sent_at__isnull', False), ('sent_by__isnull', False)), _connector='OR'), name='submission_sent_says_when_and_by_whom'), models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True), ('state__in', ['draft', 'sent'])), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False), ('state__in', ['returned', 'accepted'])), _connector='OR'), name='submission_reviewed_says_when_and_by_whom'), models.CheckConstraint(condition=models.Q(('reviewed_at__isnull', True), ('reviewed_at__gte', models.F('sent_at')), _connector='OR'), name='submission_reviewed_after_sent')],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='submissions.submission')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='submissions.measure')),
                ('row', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='submissions.option')),
                ('column', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='submissions.option')),
                ('state', models.CharField(choices=[('reported', 'Reported'), ('not_reported', 'Not reported'), ('not_applicable', 'Not applicable')], default='not_reported', max_length=20)),
                ('value', models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'figure',
                'verbose_name_plural': 'figures',
                'ordering': ['submission', 'pk'],
                'indexes': [models.Index(fields=['measure', 'submission'], name='figure_measure_submission')],
                'constraints': [models.UniqueConstraint(fields=('submission', 'measure', 'row', 'column'), name='figure_once_per_cell'), models.UniqueConstraint(condition=models.Q(('column__isnull', True)), fields=('submission', 'measure', 'row'), name='figure_once_per_row'), models.UniqueConstraint(condition=models.Q(('row__isnull', True)), fields=('submission', 'measure'), name='figure_once_without_breakdown'), models.CheckConstraint(condition=models.Q(('column__isnull', True), ('row__isnull', False), _connector='OR'), name='figure_column_needs_row'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'reported'), ('value__isnull', False)), models.Q(models.Q(('state', 'reported'), _negated=True), ('value__isnull', True)), _connector='OR'), name='figure_value_agrees_with_state'), models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__gte', 0), _connector='OR'), name='figure_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='SubmissionEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='submissions.submission')),
                ('verb', models.CharField(choices=[('send', 'Send'), ('return', 'Return'), ('accept', 'Accept')], max_length=10, verbose_name='what')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('comment', models.TextField(blank=True, verbose_name='reason')),
                ('figures', models.JSONField(blank=True, editable=False, null=True, verbose_name='figures as sent')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['submission', 'at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('verb', 'return'), _negated=True), models.Q(('comment', ''), _negated=True), _connector='OR'), name='event_return_says_why', violation_error_message='Say why you return it, so that the unit knows what to mend.'), models.CheckConstraint(condition=models.Q(models.Q(('figures__isnull', False), ('verb', 'send')), models.Q(models.Q(('verb', 'send'), _negated=True), ('figures__isnull', True)), _connector='OR'), name='event_sending_keeps_its_figures')],
                'indexes': [],
            },
        ),
    ]

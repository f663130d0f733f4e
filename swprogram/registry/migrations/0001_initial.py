import django.db.models.deletion
import swprogram.registry.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registry', models.CharField(max_length=40, verbose_name='registry')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('query', models.CharField(blank=True, max_length=2000, verbose_name='filters, order and columns')),
                ('is_default', models.BooleanField(default=False, verbose_name='opens with the list')),
            ],
            options={
                'verbose_name': 'saved view',
                'verbose_name_plural': 'saved views',
                'ordering': ['registry', 'name'],
                'constraints': [models.UniqueConstraint(fields=('registry', 'owner', 'name'), name='saved_view_name_once', violation_error_message='You have a view of this name already.'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('registry', 'owner'), name='saved_view_one_default')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registry', models.CharField(max_length=40, verbose_name='registry')),
                ('parent_id', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='belongs to')),
                ('file', models.FileField(upload_to=swprogram.registry.models.random_name, verbose_name='file')),
                ('original_name', models.CharField(max_length=255, verbose_name='file name')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ('created_at', models.DateTimeField(verbose_name='uploaded at')),
                ('state', models.CharField(choices=[('reading', 'Being read'), ('unmatched', 'Columns to be matched'), ('wrong', 'To be mended'), ('checked', 'Ready to be saved'), ('saving', 'Being saved'), ('saved', 'Saved'), ('undoing', 'Being undone'), ('undone', 'Undone'), ('failed', 'Stopped')], default='reading', max_length=10, verbose_name='state')),
                ('matching', models.JSONField(blank=True, default=dict, verbose_name='matching of the columns')),
                ('findings', models.JSONField(blank=True, default=dict, verbose_name='findings')),
                ('saved_at', models.DateTimeField(blank=True, null=True, verbose_name='saved at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone at')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('saved_at__isnull', False), ('state__in', ['saved', 'undoing', 'undone'])), models.Q(('state__in', ['saved', 'undoing', 'undone']), _negated=True), _connector='OR'), name='import_saved_says_when')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='ImportChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='registry.importrun')),
                ('record_id', models.PositiveBigIntegerField(verbose_name='record')),
                ('before', models.JSONField(blank=True, null=True, verbose_name='before')),
                ('after', models.JSONField(verbose_name='after')),
            ],
            options={
                'verbose_name': 'change by an import',
                'verbose_name_plural': 'changes by imports',
                'ordering': ['run', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('run', 'record_id'), name='import_change_once_per_record')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='ExportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registry', models.CharField(max_length=40, verbose_name='registry')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
                ('query', models.CharField(blank=True, max_length=2000, verbose_name='filters, order and columns')),
                ('created_at', models.DateTimeField(verbose_name='asked for at')),
                ('state', models.CharField(choices=[('writing', 'Being written'), ('ready', 'Ready'), ('failed', 'Stopped')], default='writing', max_length=10, verbose_name='state')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='rows')),
                ('file', models.FileField(blank=True, upload_to=swprogram.registry.models.random_name, verbose_name='file')),
            ],
            options={
                'verbose_name': 'export',
                'verbose_name_plural': 'exports',
                'ordering': ['-created_at', '-pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
    ]

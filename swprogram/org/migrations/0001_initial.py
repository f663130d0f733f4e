import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import swprogram.org.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('province', 'Province'), ('district', 'District level'), ('commune', 'Commune level'), ('agency', 'Agency')], max_length=20, verbose_name='level')),
                ('type', models.CharField(choices=[('province', 'Province'), ('provincial_city', 'Provincial city'), ('town', 'Town'), ('rural_district', 'Rural district'), ('urban_district', 'Urban district'), ('commune', 'Commune'), ('ward', 'Ward'), ('township', 'Township'), ('peoples_committee', "People's Committee"), ('department', 'Provincial department'), ('police', 'Police'), ('mass_organisation', 'Mass organisation')], max_length=20, verbose_name='type')),
                ('code', models.CharField(max_length=40, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('short_name', models.CharField(max_length=100, verbose_name='short name')),
                ('symbol', models.CharField(blank=True, help_text="The agency's part of a document number, as SLĐTBXH in 05/BC-SLĐTBXH.", max_length=30, verbose_name='document symbol')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='org.unit', verbose_name='belongs to')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('search_key', models.CharField(db_index=True, editable=False, max_length=250)),
                ('sort_key', models.CharField(db_index=True, editable=False, max_length=1000)),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ['sort_key', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='unit_dates_in_order', violation_error_message='The last day must not come before the first day.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'province'), ('parent__isnull', True)), models.Q(models.Q(('kind', 'province'), _negated=True), ('parent__isnull', False)), _connector='OR'), name='unit_only_province_is_root', violation_error_message='A province has no unit above it; every other unit has one.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='UnitClosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ancestor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
                ('descendant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='branches', to='org.unit')),
                ('depth', models.PositiveSmallIntegerField(verbose_name='levels between them')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'unit branch',
                'verbose_name_plural': 'unit branches',
                'indexes': [models.Index(fields=['descendant', 'ancestor'], name='closure_upwards')],
                'constraints': [models.UniqueConstraint(fields=('ancestor', 'descendant', 'valid_from'), name='closure_one_row_per_pair_and_start')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeLead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programme_leads', to='org.unit')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leads_programme_of', to='org.unit')),
                ('ministry_department', models.CharField(max_length=200, verbose_name='department of the Ministry that receives')),
                ('seat', models.CharField(max_length=100, verbose_name="place printed before a document's date")),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid until')),
            ],
            options={
                'verbose_name': 'programme lead',
                'verbose_name_plural': 'programme leads',
                'ordering': ['province', 'valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='programme_lead_dates_in_order', violation_error_message='The last day must not come before the first day.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('full_name', models.CharField(max_length=150, verbose_name='full name')),
                ('is_demo', models.BooleanField(default=False, help_text='Its password is public: it signs in on this machine only.', verbose_name='demonstration account')),
                ('search_key', models.CharField(db_index=True, editable=False, max_length=350)),
                ('sort_key', models.CharField(db_index=True, editable=False, max_length=1000)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['sort_key', 'pk'],
                'indexes': [],
                'constraints': [],
            },
            managers=[
                ('objects', swprogram.org.models.PersonManager()),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('role', models.CharField(choices=[('system_administrator', 'System administrator'), ('provincial_officer', 'Provincial officer'), ('provincial_leader', 'Provincial leader'), ('district_officer', 'District officer'), ('commune_officer', 'Commune officer'), ('agency_officer', 'Agency officer'), ('ministry_viewer', 'Ministry viewer')], max_length=30, verbose_name='role')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='org.unit', verbose_name='unit')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid until')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['user', 'unit', 'role'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('user', 'role', 'unit'), name='membership_held_once', violation_error_message='This person already holds this role at this unit.'), models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='membership_dates_in_order', violation_error_message='The last day must not come before the first day.')],
                'indexes': [],
            },
        ),
    ]

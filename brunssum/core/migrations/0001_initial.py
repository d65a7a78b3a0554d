import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import oauth2_provider.generators
import oauth2_provider.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('naam', models.CharField(max_length=150, unique=True, verbose_name='naam')),
                ('soort', models.CharField(choices=[('gemeente', 'Gemeente en bestuur'), ('corporatie', 'Woningcorporatie'), ('zorg', 'Zorg en welzijn'), ('veiligheid', 'Veiligheid'), ('werk', 'Werk en inkomen'), ('inwoners', 'Inwoners en buurtnetwerken'), ('regio', 'Regio en andere overheden'), ('bedrijf', 'Bedrijf of adviseur')], max_length=20, verbose_name='soort')),
                ('is_stakeholder', models.BooleanField(default=False, help_text='Staat in het programmaplan.', verbose_name='stakeholder')),
                ('is_kernpartner', models.BooleanField(default=False, verbose_name='kernpartner')),
                ('is_alliantiepartner', models.BooleanField(default=False, verbose_name='alliantiepartner')),
            ],
            options={
                'verbose_name': 'organisatie',
                'verbose_name_plural': 'organisaties',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Gebied',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='CBS-code, of een eigen code voor een benchmark.', max_length=20, verbose_name='code')),
                ('naam', models.CharField(max_length=100, verbose_name='naam')),
                ('soort', models.CharField(choices=[('land', 'Land'), ('benchmark', 'Benchmark'), ('gemeente', 'Gemeente'), ('programmagebied', 'Programmagebied'), ('wijk', 'Wijk'), ('buurt', 'Buurt')], max_length=20, verbose_name='soort')),
                ('ouder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kinderen', to='core.gebied', verbose_name='ligt in')),
                ('geldig_van', models.DateField(blank=True, null=True, verbose_name='geldig vanaf')),
                ('geldig_tot', models.DateField(blank=True, null=True, verbose_name='geldig tot')),
            ],
            options={
                'verbose_name': 'gebied',
                'verbose_name_plural': 'gebieden',
                'indexes': [models.Index(fields=['soort'], name='gebied_van_soort')],
                'constraints': [models.UniqueConstraint(fields=('code', 'naam'), name='gebied_code_en_naam_uniek', violation_error_message='Er is al een gebied met deze code en naam.'), models.UniqueConstraint(condition=models.Q(('geldig_tot__isnull', True)), fields=('code',), name='gebied_een_geldig_per_code', violation_error_message='Er is al een geldig gebied met deze code.'), models.CheckConstraint(condition=models.Q(('geldig_tot__isnull', True), ('geldig_van__isnull', True), ('geldig_tot__gte', models.F('geldig_van')), _connector='OR'), name='gebied_geldig_tot_niet_voor_van', violation_error_message='De einddatum ligt voor de begindatum.')],
            },
        ),
        migrations.CreateModel(
            name='Gebruiker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(error_messages={'unique': 'Er is al een gebruiker met dit e-mailadres.'}, max_length=254, unique=True, verbose_name='e-mailadres')),
                ('naam', models.CharField(max_length=150, verbose_name='naam')),
                ('functie', models.CharField(blank=True, max_length=150, verbose_name='functie')),
                ('organisatie', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='core.organisatie', verbose_name='organisatie')),
                ('is_active', models.BooleanField(default=True, verbose_name='mag inloggen')),
                ('meldingen_per_mail', models.CharField(choices=[('meteen', 'Zo snel mogelijk'), ('dagelijks', 'Elke dag, in één mail'), ('wekelijks', 'Elke week, in één mail'), ('nooit', 'Niet per mail')], default='dagelijks', max_length=10, verbose_name='meldingen per mail')),
                ('laatste_bezoek', models.DateTimeField(blank=True, editable=False, null=True)),
                ('vorig_bezoek', models.DateTimeField(blank=True, editable=False, null=True)),
                ('aangemaakt', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='aangemaakt')),
                ('gebieden', models.ManyToManyField(blank=True, help_text='De wijken waar deze persoon als eerste voor werkt.', to='core.gebied', verbose_name='eigen wijken')),
            ],
            options={
                'verbose_name': 'gebruiker',
                'verbose_name_plural': 'gebruikers',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='gebruiker_email_uniek', violation_error_message='Er is al een gebruiker met dit e-mailadres.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Actiepunt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titel', models.CharField(help_text='In één zin, zonder namen van bewoners.', max_length=150, verbose_name='wat moet er gebeuren')),
                ('toelichting', models.TextField(blank=True, verbose_name='toelichting')),
                ('soort', models.CharField(blank=True, max_length=40)),
                ('sleutel', models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ('eigenaar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actiepunten', to=settings.AUTH_USER_MODEL, verbose_name='wie doet het')),
                ('bevestiger', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='te_bevestigen', to=settings.AUTH_USER_MODEL, verbose_name='wie bevestigt dat het gedaan is')),
                ('vervalt_op', models.DateField(verbose_name='uiterlijk op')),
                ('gemaakt_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gemaakt_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('onderwerp_soort', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('onderwerp_id', models.BigIntegerField(blank=True, null=True)),
                ('vertrouwelijk', models.BooleanField(default=False, verbose_name='vertrouwelijk')),
                ('status', models.CharField(choices=[('open', 'Open'), ('gedaan', 'Wacht op bevestiging'), ('afgerond', 'Afgerond'), ('ingetrokken', 'Ingetrokken')], default='open', max_length=20)),
                ('uitkomst', models.TextField(blank=True, verbose_name='uitkomst')),
                ('gedaan_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gedaan_op', models.DateTimeField(blank=True, null=True)),
                ('bevestigd_op', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'actiepunt',
                'verbose_name_plural': 'actiepunten',
                'indexes': [models.Index(fields=['eigenaar', 'status', 'vervalt_op'], name='actiepunt_van_iemand'), models.Index(fields=['status', 'vervalt_op'], name='actiepunt_te_laat'), models.Index(fields=['onderwerp_soort', 'onderwerp_id'], name='actiepunt_per_onderwerp')],
                'constraints': [models.CheckConstraint(condition=models.Q(('bevestiger__isnull', True), models.Q(('bevestiger', models.F('eigenaar')), _negated=True), _connector='OR'), name='actiepunt_bevestiger_is_een_ander', violation_error_message='Wie bevestigt, is een ander dan wie het doet.'), models.CheckConstraint(condition=models.Q(models.Q(('onderwerp_id__isnull', True), ('onderwerp_soort__isnull', True)), models.Q(('onderwerp_id__isnull', False), ('onderwerp_soort__isnull', False)), _connector='OR'), name='actiepunt_onderwerp_heel_of_niet'), models.CheckConstraint(condition=models.Q(('status__in', ['open', 'ingetrokken']), models.Q(('gedaan_op__isnull', False), ('status__in', ['gedaan', 'afgerond']), models.Q(('uitkomst', ''), _negated=True)), _connector='OR'), name='actiepunt_gedaan_met_uitkomst', violation_error_message='Schrijf op wat de uitkomst is.')],
            },
        ),
        migrations.CreateModel(
            name='ApiClient',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.CharField(db_index=True, default=oauth2_provider.generators.generate_client_id, max_length=255, unique=True, verbose_name='client ID')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('redirect_uris', models.TextField(blank=True, help_text='Allowed URIs list, space separated', verbose_name='redirect URIs')),
                ('post_logout_redirect_uris', models.TextField(blank=True, default='', help_text='Allowed Post Logout URIs list, space separated', verbose_name='post logout redirect URIs')),
                ('client_type', models.CharField(choices=[('confidential', 'Confidential'), ('public', 'Public')], max_length=32, verbose_name='client type')),
                ('authorization_grant_type', models.CharField(choices=[('authorization-code', 'Authorization code'), ('urn:ietf:params:oauth:grant-type:device_code', 'Device Code'), ('implicit', 'Implicit'), ('password', 'Resource owner password-based'), ('client-credentials', 'Client credentials'), ('openid-hybrid', 'OpenID connect hybrid')], max_length=44, verbose_name='authorization grant type')),
                ('client_secret', oauth2_provider.models.ClientSecretField(blank=True, db_index=True, default=oauth2_provider.generators.generate_client_secret, help_text='Client secret for authentication', max_length=255, verbose_name='client secret')),
                ('hash_client_secret', models.BooleanField(default=True, verbose_name='hash client secret')),
                ('name', models.CharField(blank=True, max_length=255, verbose_name='name')),
                ('skip_authorization', models.BooleanField(default=False, verbose_name='skip authorization')),
                ('created', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated', models.DateTimeField(auto_now=True, verbose_name='updated')),
                ('algorithm', models.CharField(blank=True, choices=[('', 'No OIDC support'), ('RS256', 'RSA with SHA-2 256'), ('HS256', 'HMAC with SHA-2 256')], default='', max_length=5, verbose_name='algorithm')),
                ('allowed_origins', models.TextField(blank=True, default='', help_text='Allowed origins list to enable CORS, space separated', verbose_name='allowed origins')),
                ('registration_source', models.CharField(choices=[('manual', 'Manual'), ('dcr', 'Dynamic Client Registration'), ('cimd', 'Client ID Metadata Document')], default='manual', help_text='How this application was registered (manual, DCR per RFC 7591, or CIMD)', max_length=32, verbose_name='registration source')),
                ('cimd_expires_at', models.DateTimeField(blank=True, default=None, help_text='When the cached Client ID Metadata Document should be re-fetched', null=True, verbose_name='CIMD expires at')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_clients', to='core.organisatie')),
            ],
            options={
                'verbose_name': 'API-client',
                'verbose_name_plural': 'API-clients',
                'abstract': False,
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Roltoekenning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roltoekenningen', to=settings.AUTH_USER_MODEL)),
                ('rol', models.CharField(choices=[('programmamanager', 'Programmamanager'), ('programmateam', 'Programmateam'), ('projectleider', 'Projectleider'), ('wijkmanager', 'Wijkmanager'), ('bateneigenaar', 'Bateneigenaar'), ('bestuur', 'Bestuur'), ('raadslid', 'Raadslid'), ('ambassadeur', 'Ambassadeur'), ('partner', 'Partner'), ('functionaris', 'Functionaris gegevensbescherming'), ('beheerder', 'Beheerder')], max_length=20, verbose_name='rol')),
            ],
            options={
                'verbose_name': 'roltoekenning',
                'verbose_name_plural': 'roltoekenningen',
                'constraints': [models.UniqueConstraint(fields=('gebruiker', 'rol'), name='roltoekenning_uniek')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='LogRegel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tijdstip', models.DateTimeField(default=django.utils.timezone.now)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door')),
                ('actie', models.CharField(max_length=60)),
                ('object_soort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('object_id', models.BigIntegerField()),
                ('voor', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('na', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('detail', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                'verbose_name': 'logregel',
                'verbose_name_plural': 'logregels',
                'indexes': [models.Index(fields=['object_soort', 'object_id', '-tijdstip'], name='logregel_per_object'), models.Index(fields=['-tijdstip', '-id'], name='logregel_nieuwste_eerst'), models.Index(fields=['actie', '-tijdstip'], name='logregel_per_actie')],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Mailbericht',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ontvanger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gemaakt_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('aantal', models.PositiveIntegerField(verbose_name='aantal meldingen')),
                ('soorten', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('uitkomst', models.CharField(choices=[('klaar', 'Wordt verstuurd'), ('bezig', 'Onderbroken: misschien verstuurd'), ('verstuurd', 'Verstuurd'), ('mislukt', 'Niet gelukt, wordt later weer geprobeerd'), ('opgegeven', 'Niet gelukt'), ('vervallen', 'Niet meer nodig')], default='klaar', max_length=12)),
                ('pogingen', models.PositiveSmallIntegerField(default=0)),
                ('niet_voor', models.DateTimeField(default=django.utils.timezone.now)),
                ('verstuurd_op', models.DateTimeField(blank=True, null=True)),
                ('fout', models.CharField(blank=True, max_length=60)),
            ],
            options={
                'verbose_name': 'mailbericht',
                'verbose_name_plural': 'mailberichten',
                'indexes': [models.Index(fields=['ontvanger', '-gemaakt_op'], name='mailbericht_aan_iemand'), models.Index(fields=['uitkomst', 'niet_voor'], name='mailbericht_te_versturen'), models.Index(fields=['-gemaakt_op', '-id'], name='mailbericht_nieuwste_eerst')],
                'constraints': [models.CheckConstraint(condition=models.Q(('aantal__gt', 0)), name='mailbericht_gaat_ergens_over', violation_error_message='Een mail zonder meldingen heeft geen zin.'), models.CheckConstraint(condition=models.Q(models.Q(('uitkomst', 'verstuurd'), _negated=True), ('verstuurd_op__isnull', False), _connector='OR'), name='mailbericht_verstuurd_heeft_moment', violation_error_message='Van een mail die verstuurd is, staat vast wanneer.')],
            },
        ),
        migrations.CreateModel(
            name='Melding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ontvanger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meldingen', to=settings.AUTH_USER_MODEL)),
                ('soort', models.CharField(max_length=40)),
                ('onderwerp_soort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('onderwerp_id', models.BigIntegerField()),
                ('sleutel', models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ('veroorzaakt_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gemaakt_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('laatst_op', models.DateTimeField(default=django.utils.timezone.now)),
                ('aantal', models.PositiveIntegerField(default=1)),
                ('gelezen_op', models.DateTimeField(blank=True, null=True)),
                ('mailbericht', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meldingen', to='core.mailbericht')),
            ],
            options={
                'verbose_name': 'melding',
                'verbose_name_plural': 'meldingen',
                'indexes': [models.Index(fields=['ontvanger', '-laatst_op'], name='melding_van_iemand'), models.Index(condition=models.Q(('gelezen_op__isnull', True)), fields=['ontvanger'], name='melding_ongelezen'), models.Index(fields=['onderwerp_soort', 'onderwerp_id'], name='melding_per_onderwerp')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('gelezen_op__isnull', True)), fields=('ontvanger', 'soort', 'onderwerp_soort', 'onderwerp_id'), name='melding_ongelezen_eenmaal', violation_error_message='Deze melding staat er al en is nog niet gelezen.'), models.CheckConstraint(condition=models.Q(('aantal__gt', 0)), name='melding_telt_minstens_een', violation_error_message='Een melding gaat over ten minste één keer.')],
            },
        ),
        migrations.CreateModel(
            name='Taak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(help_text='Naam waaronder het werk is geregistreerd.', max_length=60)),
                ('gegevens', models.JSONField(default=dict, help_text="Alleen id's en keuzes, nooit persoonsgegevens.")),
                ('sleutel', models.CharField(help_text='Van één sleutel is hoogstens één taak open.', max_length=120)),
                ('aangevraagd_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='aangevraagd door')),
                ('status', models.CharField(choices=[('aangevraagd', 'In de wachtrij'), ('bezig', 'Bezig'), ('klaar', 'Klaar'), ('mislukt', 'Mislukt'), ('gestopt', 'Gestopt')], default='aangevraagd', max_length=20)),
                ('voortgang', models.PositiveSmallIntegerField(default=0)),
                ('zin', models.CharField(blank=True, max_length=200, verbose_name='wat er nu gebeurt')),
                ('resultaat', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('fout', models.CharField(blank=True, max_length=500)),
                ('poging', models.PositiveSmallIntegerField(default=0, help_text='Telt op bij elke start; alleen de laatste telt.')),
                ('geclaimd_tot', models.DateTimeField(null=True)),
                ('stop_gevraagd_op', models.DateTimeField(help_text='Wie het vroeg, hoeft het niet meer.', null=True)),
                ('aangevraagd_op', models.DateTimeField(default=django.utils.timezone.now)),
                ('afgerond_op', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'taak',
                'verbose_name_plural': 'taken',
                'indexes': [models.Index(fields=['status', 'aangevraagd_op'], name='taak_open_eerst')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['aangevraagd', 'bezig'])), fields=('sleutel',), name='taak_een_open_per_sleutel'), models.CheckConstraint(condition=models.Q(('voortgang__lte', 100)), name='taak_voortgang_tot_100')],
            },
        ),
        migrations.CreateModel(
            name='Verwerkingsactiviteit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('naam', models.CharField(max_length=150, verbose_name='naam')),
                ('doel', models.TextField(verbose_name='doel')),
                ('grondslag', models.CharField(choices=[('toestemming', 'Toestemming (AVG 6.1.a)'), ('overeenkomst', 'Uitvoering van een overeenkomst (AVG 6.1.b)'), ('wettelijke_plicht', 'Wettelijke verplichting (AVG 6.1.c)'), ('vitaal_belang', 'Vitaal belang (AVG 6.1.d)'), ('publieke_taak', 'Taak van algemeen belang (AVG 6.1.e)'), ('gerechtvaardigd_belang', 'Gerechtvaardigd belang (AVG 6.1.f)')], max_length=30, verbose_name='grondslag')),
                ('wettelijke_basis', models.CharField(blank=True, max_length=300, verbose_name='wet of regeling')),
                ('categorieen', models.TextField(blank=True, help_text='Een soort gegevens per regel.', verbose_name='welke gegevens')),
                ('betrokkenen', models.TextField(blank=True, verbose_name='van wie')),
                ('bewaartermijn', models.CharField(blank=True, help_text='Waar de termijn staat, of hoe lang.', max_length=200, verbose_name='bewaartermijn')),
                ('eigenaar', models.CharField(help_text='De functie die ervoor verantwoordelijk is.', max_length=150, verbose_name='eigenaar')),
                ('register_uri', models.URLField(blank=True, max_length=300, verbose_name='plaats in het register')),
            ],
            options={
                'verbose_name': 'verwerkingsactiviteit',
                'verbose_name_plural': 'verwerkingsactiviteiten',
                'constraints': [models.CheckConstraint(condition=models.Q(('doel', ''), _negated=True), name='verwerkingsactiviteit_met_doel')],
                'indexes': [],
            },
        ),
    ]

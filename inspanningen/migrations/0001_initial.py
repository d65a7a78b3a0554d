import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('monitor', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Doelstelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nummer', models.CharField(max_length=10, unique=True, verbose_name='nummer')),
                ('naam', models.CharField(max_length=200, verbose_name='naam')),
                ('soort', models.CharField(choices=[('strategisch', 'Strategisch'), ('operationeel', 'Operationeel')], default='strategisch', max_length=20, verbose_name='soort')),
                ('hoek', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='doelstellingen', to='monitor.thema', verbose_name='hoek van de stabiliteitsdriehoek')),
            ],
            options={
                'verbose_name': 'doelstelling',
                'verbose_name_plural': 'doelstellingen',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='LeidendPrincipe',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kort', models.CharField(max_length=60, unique=True, verbose_name='naam')),
                ('uitleg', models.CharField(max_length=300, verbose_name='uitleg')),
                ('volgorde', models.PositiveSmallIntegerField(default=0, verbose_name='volgorde')),
            ],
            options={
                'verbose_name': 'leidend principe',
                'verbose_name_plural': 'leidende principes',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Programma',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('naam', models.CharField(max_length=150, unique=True, verbose_name='naam')),
                ('ambitie', models.TextField(verbose_name='ambitie')),
                ('start', models.PositiveSmallIntegerField(verbose_name='startjaar')),
                ('horizon', models.PositiveSmallIntegerField(verbose_name='jaar van de ambitie')),
                ('herijking_jaren', models.PositiveSmallIntegerField(default=4, help_text='Zo vaak wordt de koers opnieuw bepaald.', verbose_name='herijking om de … jaar')),
            ],
            options={
                'verbose_name': 'programma',
                'verbose_name_plural': 'programma’s',
                'constraints': [models.CheckConstraint(condition=models.Q(('horizon__gt', models.F('start'))), name='programma_horizon_na_start', violation_error_message='Het jaar van de ambitie ligt niet na het startjaar.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Projectformulierimport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bestandsnaam', models.CharField(max_length=200, verbose_name='bestand')),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('geupload_op', models.DateTimeField(default=django.utils.timezone.now)),
                ('status', models.CharField(choices=[('open', 'Nog na te kijken'), ('verwerkt', 'Overgenomen'), ('vervallen', 'Niet overgenomen')], default='open', max_length=20)),
                ('uitkomst', models.JSONField(default=dict, help_text='Zoals projectformulieren.Uitkomst.als_json().')),
                ('resultaat', models.JSONField(default=dict, help_text='Welke kaarten zijn gemaakt en bijgewerkt.')),
            ],
            options={
                'verbose_name': 'import van projectformulieren',
                'verbose_name_plural': 'imports van projectformulieren',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Streefwaarde',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('doelstelling', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='streefwaarden', to='inspanningen.doelstelling', verbose_name='doelstelling')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='streefwaarden', to='monitor.indicator', verbose_name='indicator')),
                ('gebied', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='streefwaarden', to='core.gebied', verbose_name='gebied')),
                ('jaar', models.PositiveSmallIntegerField(verbose_name='jaar')),
                ('waarde', models.DecimalField(decimal_places=4, max_digits=15, verbose_name='streefwaarde')),
                ('toelichting', models.CharField(blank=True, max_length=300, verbose_name='toelichting')),
            ],
            options={
                'verbose_name': 'streefwaarde',
                'verbose_name_plural': 'streefwaarden',
                'constraints': [models.UniqueConstraint(fields=('doelstelling', 'indicator', 'gebied', 'jaar'), name='streefwaarde_een_per_jaar', violation_error_message='Voor dit doel, dit gebied en dit jaar staat er al een streefwaarde.'), models.CheckConstraint(condition=models.Q(('jaar__gte', 1990), ('jaar__lte', 2100)), name='streefwaarde_jaar_bestaat', violation_error_message='Vul een jaar in, zoals 2030.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Inspanning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nummer', models.CharField(error_messages={'unique': 'Er is al een inspanning met dit nummer. Kies een ander nummer.'}, help_text='Een getal, met een letter erachter voor een onderdeel. Bijvoorbeeld 2 of 2B.', max_length=5, unique=True, validators=[django.core.validators.RegexValidator('^[1-9][0-9]{0,3}[A-Z]?\\Z', 'Schrijf een getal, eventueel met één letter: 2 of 2B.')], verbose_name='nummer')),
                ('volgnummer', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Cast(models.Func(models.F('nummer'), models.Value('ABCDEFGHIJKLMNOPQRSTUVWXYZ'), function='RTRIM'), models.IntegerField()), help_text='Het getal van het nummer, zodat 10 na 9 komt.', output_field=models.IntegerField())),
                ('naam', models.CharField(max_length=200, verbose_name='naam')),
                ('ouder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='onderdelen', to='inspanningen.inspanning', verbose_name='onderdeel van')),
                ('fase', models.CharField(choices=[('idee', 'Idee'), ('voorbereiding', 'Voorbereiding'), ('uitvoering', 'Uitvoering'), ('naar_de_lijn', 'Naar de lijn'), ('afgerond', 'Afgerond'), ('gestopt', 'Gestopt')], default='idee', max_length=20, verbose_name='fase')),
                ('projectleider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='geleide_inspanningen', to=settings.AUTH_USER_MODEL, verbose_name='projectleider')),
                ('projectleider_tekst', models.TextField(blank=True, help_text='Wie leidt deze inspanning, en wie valt in?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Projectleider')),
                ('opdrachtgever_tekst', models.TextField(blank=True, help_text='Wie geeft de opdracht en beslist bij grote keuzes?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Opdrachtgever')),
                ('projectteam_tekst', models.TextField(blank=True, help_text='Wie doen er mee, en wat doet ieder?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Projectteam en rollen')),
                ('partners_tekst', models.TextField(blank=True, help_text='Met welke organisaties en groepen werkt u samen? Noem geen namen van personen.', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Samenwerkingspartners')),
                ('aanleiding_tekst', models.TextField(blank=True, help_text='Waarom doen we dit, en waarom nu?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Aanleiding')),
                ('context_tekst', models.TextField(blank=True, help_text='Wat speelt er omheen: in de wijk, in beleid, in wetten?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Context')),
                ('doelstellingen_tekst', models.TextField(blank=True, help_text='Aan welke doelen draagt dit bij, en hoe?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Bijdrage aan doelstellingen')),
                ('principes_tekst', models.TextField(blank=True, help_text='Welke leidende principes ziet u hier terug, en waaraan?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Bijdrage aan strategische principes')),
                ('resultaat_tekst', models.TextField(blank=True, help_text='Wat is er straks anders voor inwoners, en wanneer?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Resultaat')),
                ('kwaliteit_tekst', models.TextField(blank=True, help_text='Waaraan moet het resultaat voldoen?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Kwaliteit')),
                ('scope_tekst', models.TextField(blank=True, help_text='Wat hoort erbij: welke wijken, groepen en onderwerpen?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Scope')),
                ('afbakening_tekst', models.TextField(blank=True, help_text='Wat hoort er niet bij?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Afbakening')),
                ('aanpak_tekst', models.TextField(blank=True, help_text='Welke stappen zet u? Begin een stap op een eigen regel met een streepje.', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Aanpak')),
                ('planning_tekst', models.TextField(blank=True, help_text='Wat is wanneer klaar?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Planning')),
                ('afhankelijkheden_tekst', models.TextField(blank=True, help_text='Waarop moet u wachten, of wie wacht op u?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Afhankelijkheden')),
                ('communicatie_tekst', models.TextField(blank=True, help_text='Wie hoort wat, wanneer en hoe?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Communicatie')),
                ('budget_tekst', models.TextField(blank=True, help_text='Wat kost het, en waar komt het geld vandaan?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Budget')),
                ('risicos_tekst', models.TextField(blank=True, help_text='Wat kan er misgaan, en wat doet u daartegen?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Risico’s')),
                ('randvoorwaarden_tekst', models.TextField(blank=True, help_text='Wat moet er geregeld zijn om dit te kunnen doen?', validators=[django.core.validators.MaxLengthValidator(20000, 'Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.')], verbose_name='Randvoorwaarden')),
                ('versienummer', models.PositiveIntegerField(default=0, editable=False, verbose_name='versie')),
                ('gewijzigd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='laatst gewijzigd')),
                ('gebieden', models.ManyToManyField(blank=True, related_name='inspanningen', to='core.gebied', verbose_name='gebieden')),
                ('principes', models.ManyToManyField(blank=True, related_name='inspanningen', to='inspanningen.leidendprincipe', verbose_name='leidende principes')),
            ],
            options={
                'verbose_name': 'inspanning',
                'verbose_name_plural': 'inspanningen',
                'indexes': [models.Index(fields=['volgnummer', 'nummer'], name='inspanning_op_nummer')],
                'constraints': [models.CheckConstraint(condition=models.Q(('fase__in', ['idee', 'voorbereiding', 'uitvoering', 'naar_de_lijn', 'afgerond', 'gestopt'])), name='inspanning_fase_bestaat', violation_error_message='Deze fase bestaat niet.'), models.CheckConstraint(condition=models.Q(('ouder__isnull', True), models.Q(('ouder', models.F('pk')), _negated=True), _connector='OR'), name='inspanning_geen_onderdeel_van_zichzelf', violation_error_message='Een inspanning kan geen onderdeel van zichzelf zijn.'), models.CheckConstraint(condition=models.Q(('naam', ''), _negated=True), name='inspanning_heeft_een_naam', violation_error_message='Geef de inspanning een naam.')],
            },
        ),
        migrations.CreateModel(
            name='Bijdrage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inspanning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bijdragen', to='inspanningen.inspanning')),
                ('doelstelling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bijdragen', to='inspanningen.doelstelling')),
            ],
            options={
                'verbose_name': 'bijdrage',
                'verbose_name_plural': 'bijdragen',
                'constraints': [models.UniqueConstraint(fields=('inspanning', 'doelstelling'), name='bijdrage_uniek')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Leerpunt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titel', models.CharField(help_text='In één zin: wat moet er anders?', max_length=150, verbose_name='leerpunt')),
                ('tekst', models.TextField(help_text='Wat gebeurt er nu, en waarom werkt dat niet?', verbose_name='wat leerden we')),
                ('leercirkel', models.CharField(choices=[('casuistiek', 'Casuïstiek'), ('uitvoering', 'Uitvoering en beleid'), ('sturing', 'Sturingsmodellen')], help_text='Waar moet het geleerd worden: bij het helpen zelf, in uitvoering en beleid, of in hoe we sturen?', max_length=20, verbose_name='leercirkel')),
                ('herkomst', models.CharField(help_text='Zoals “casussen in Noord”, “leerbijeenkomst” of “gesprek met bewoners”.', max_length=200, verbose_name='waar het vandaan komt')),
                ('staat', models.CharField(choices=[('gesignaleerd', 'Gesignaleerd'), ('geadresseerd', 'Geadresseerd'), ('beantwoord', 'Beantwoord'), ('aangepakt', 'Aangepakt'), ('geborgd', 'Geborgd')], default='gesignaleerd', max_length=20)),
                ('staat_sinds', models.DateField(verbose_name='op deze staat sinds')),
                ('gesignaleerd_op', models.DateField(verbose_name='gesignaleerd op')),
                ('gesignaleerd_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leerpunten', to=settings.AUTH_USER_MODEL, verbose_name='gesignaleerd door')),
                ('geadresseerde', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gericht aan')),
                ('inspanningen', models.ManyToManyField(blank=True, related_name='leerpunten', to='inspanningen.inspanning', verbose_name='inspanningen die dit oppakken')),
            ],
            options={
                'verbose_name': 'leerpunt',
                'verbose_name_plural': 'leerpunten',
                'indexes': [models.Index(fields=['staat', 'staat_sinds'], name='leerpunt_per_staat')],
                'constraints': [models.CheckConstraint(condition=models.Q(('staat__in', ['gesignaleerd', 'geadresseerd', 'beantwoord', 'aangepakt', 'geborgd'])), name='leerpunt_staat_bestaat'), models.CheckConstraint(condition=models.Q(('staat', 'gesignaleerd'), ('geadresseerde__isnull', False), _connector='OR'), name='leerpunt_gericht_aan_iemand', violation_error_message='Kies aan wie het leerpunt is gericht.')],
            },
        ),
        migrations.CreateModel(
            name='Partnerschap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inspanning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerschappen', to='inspanningen.inspanning')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerschappen', to='core.organisatie')),
                ('rol', models.CharField(blank=True, max_length=120, verbose_name='rol')),
            ],
            options={
                'verbose_name': 'partnerschap',
                'verbose_name_plural': 'partnerschappen',
                'constraints': [models.UniqueConstraint(fields=('inspanning', 'organisatie'), name='partnerschap_uniek', violation_error_message='Deze organisatie staat er al bij.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Versie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inspanning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versies', to='inspanningen.inspanning')),
                ('nummer', models.PositiveIntegerField(verbose_name='versie')),
                ('opgeslagen_op', models.DateTimeField(default=django.utils.timezone.now, verbose_name='opgeslagen op')),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door')),
                ('toelichting', models.CharField(blank=True, max_length=300, verbose_name='toelichting')),
                ('stand', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='Namen als in velden.LABELS.')),
                ('gewijzigd', models.JSONField(default=list, help_text='De namen die anders zijn dan in de vorige versie.')),
            ],
            options={
                'verbose_name': 'versie',
                'verbose_name_plural': 'versies',
                'constraints': [models.UniqueConstraint(fields=('inspanning', 'nummer'), name='versie_nummer_uniek'), models.CheckConstraint(condition=models.Q(('nummer__gte', 1)), name='versie_nummer_vanaf_1')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Leerpuntstap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leerpunt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stappen', to='inspanningen.leerpunt')),
                ('naar', models.CharField(choices=[('gesignaleerd', 'Gesignaleerd'), ('geadresseerd', 'Geadresseerd'), ('beantwoord', 'Beantwoord'), ('aangepakt', 'Aangepakt'), ('geborgd', 'Geborgd')], max_length=20)),
                ('tekst', models.TextField(blank=True)),
                ('aan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('op', models.DateField()),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'stap van een leerpunt',
                'verbose_name_plural': 'stappen van leerpunten',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.AddField(
            model_name='inspanning',
            name='doelstellingen',
            field=models.ManyToManyField(blank=True, related_name='inspanningen', through='inspanningen.Bijdrage', to='inspanningen.doelstelling', verbose_name='doelstellingen'),
        ),
        migrations.AddField(
            model_name='inspanning',
            name='partners',
            field=models.ManyToManyField(blank=True, related_name='inspanningen', through='inspanningen.Partnerschap', to='core.organisatie', verbose_name='partners'),
        ),
    ]

import brunssum.core.versleuteling
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casuistiek', '0001_initial'),
        ('core', '0001_initial'),
        ('inspanningen', '0001_initial'),
        ('monitor', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reisverslag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titel', models.CharField(max_length=120, verbose_name='titel')),
                ('periode_van', models.DateField(verbose_name='periode van')),
                ('periode_tot', models.DateField(verbose_name='periode tot en met')),
                ('publiek', models.CharField(choices=[('college', 'College'), ('raad', 'Raad'), ('ambassadeurs', 'Ambassadeurs'), ('inwoners', 'Inwoners')], max_length=20, verbose_name='publiek')),
                ('auteur', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reisverslagen', to=settings.AUTH_USER_MODEL, verbose_name='auteur')),
                ('stap', models.CharField(choices=[('concept', 'Concept'), ('ter_beoordeling', 'Ter beoordeling'), ('vastgesteld', 'Vastgesteld'), ('verzonden', 'Verzonden'), ('gepubliceerd', 'Gepubliceerd')], default='concept', max_length=20, verbose_name='stap')),
                ('vastgesteld_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgesteld door')),
                ('vastgesteld_op', models.DateTimeField(blank=True, null=True, verbose_name='vastgesteld op')),
                ('colofon', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='Namen zoals ze waren bij het vaststellen: gemeente, programma, auteur, vastgesteld door.')),
                ('versie', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='versie')),
                ('vervangt', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='reisverslag.reisverslag', verbose_name='vervangt')),
                ('vervangt_waarom', models.CharField(blank=True, max_length=300, verbose_name='waarom het een ander vervangt')),
                ('aangemaakt_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'reisverslag',
                'verbose_name_plural': 'reisverslagen',
                'indexes': [models.Index(fields=['-periode_tot', '-periode_van'], name='reisverslag_nieuwste_eerst')],
                'constraints': [models.CheckConstraint(condition=models.Q(('periode_tot__gte', models.F('periode_van'))), name='reisverslag_periode_eindigt_na_begin', violation_error_message='De periode eindigt voordat zij begint.'), models.CheckConstraint(condition=models.Q(('titel', ''), _negated=True), name='reisverslag_heeft_een_titel', violation_error_message='Geef het reisverslag een titel.'), models.CheckConstraint(condition=models.Q(models.Q(('stap__in', ['concept', 'ter_beoordeling']), ('vastgesteld_door__isnull', True), ('vastgesteld_op__isnull', True)), models.Q(('stap__in', ['vastgesteld', 'verzonden', 'gepubliceerd']), ('vastgesteld_door__isnull', False), ('vastgesteld_op__isnull', False)), _connector='OR'), name='reisverslag_vastgesteld_met_wie_en_wanneer', violation_error_message='Een vastgesteld reisverslag zegt wie het vaststelde en wanneer.'), models.CheckConstraint(condition=models.Q(models.Q(('versie', 1), ('vervangt__isnull', True), ('vervangt_waarom', '')), models.Q(('versie__gt', 1), ('vervangt__isnull', False), models.Q(('vervangt_waarom', ''), _negated=True)), _connector='OR'), name='reisverslag_nieuwe_versie_zegt_waarom', violation_error_message='Een nieuwe versie zegt welk reisverslag zij vervangt en waarom.')],
            },
        ),
        migrations.CreateModel(
            name='Hoofdstuk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reisverslag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hoofdstukken', to='reisverslag.reisverslag')),
                ('titel', models.CharField(max_length=120, verbose_name='titel')),
                ('volgorde', models.PositiveSmallIntegerField(default=0)),
                ('verwijderd_op', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'hoofdstuk',
                'verbose_name_plural': 'hoofdstukken',
                'constraints': [models.CheckConstraint(condition=models.Q(('titel', ''), _negated=True), name='hoofdstuk_heeft_een_titel', violation_error_message='Geef het hoofdstuk een titel.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Archiefpakket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reisverslag', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='archiefpakketten', to='reisverslag.reisverslag')),
                ('van', models.DateField(blank=True, null=True, verbose_name='vastgesteld vanaf')),
                ('tot', models.DateField(blank=True, null=True, verbose_name='vastgesteld tot en met')),
                ('gevraagd_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gevraagd_op', models.DateTimeField(verbose_name='gevraagd op')),
                ('taak', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.taak')),
                ('bestand', models.FileField(blank=True, max_length=255, upload_to='', verbose_name='bestand')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('omvang', models.PositiveIntegerField(default=0, verbose_name='omvang in bytes')),
                ('aantal', models.PositiveIntegerField(default=0, verbose_name='aantal stukken')),
            ],
            options={
                'verbose_name': 'archiefpakket',
                'verbose_name_plural': 'archiefpakketten',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reisverslag__isnull', False), ('tot__isnull', True), ('van__isnull', True)), models.Q(('reisverslag__isnull', True), ('tot__gte', models.F('van')), ('van__isnull', False)), _connector='OR'), name='archiefpakket_van_een_verslag_of_een_periode', violation_error_message='De periode eindigt voordat zij begint.'), models.CheckConstraint(condition=models.Q(models.Q(('bestand', ''), ('sha256', '')), models.Q(models.Q(('bestand', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='archiefpakket_gemaakt_met_hash', violation_error_message='Een pakket dat is gemaakt, heeft een SHA-256.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Blok',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hoofdstuk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blokken', to='reisverslag.hoofdstuk')),
                ('soort', models.CharField(help_text='Een naam uit reisverslag/blokken.', max_length=30, verbose_name='soort')),
                ('volgorde', models.PositiveSmallIntegerField(default=0)),
                ('inhoud', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='inhoud')),
                ('versienummer', models.PositiveIntegerField(default=1, verbose_name='versie')),
                ('vraag', models.TextField(blank=True, help_text='Komt niet in het verslag.', verbose_name='vraag aan wie schrijft')),
                ('nog_aanpassen', models.BooleanField(default=False, verbose_name='nog aanpassen')),
                ('feiten', models.JSONField(blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='feiten')),
                ('feiten_op', models.DateTimeField(blank=True, null=True, verbose_name='feiten op')),
                ('verwijderd_op', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'blok',
                'verbose_name_plural': 'blokken',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('feiten__isnull', True), ('feiten_op__isnull', True)), models.Q(('feiten__isnull', False), ('feiten_op__isnull', False)), _connector='OR'), name='blok_feiten_met_moment', violation_error_message='Vastgelegde feiten hebben een moment.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Blokversie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('blok', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versies', to='reisverslag.blok')),
                ('nummer', models.PositiveIntegerField(verbose_name='versienummer van het blok')),
                ('inhoud', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='inhoud')),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('op', models.DateTimeField(verbose_name='op')),
                ('groeit', models.BooleanField(default=False, verbose_name='wordt nog aan geschreven')),
            ],
            options={
                'verbose_name': 'versie van een blok',
                'verbose_name_plural': 'versies van blokken',
                'constraints': [models.UniqueConstraint(fields=('blok', 'nummer'), name='blokversie_een_per_nummer')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Opmerking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('blok', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opmerkingen', to='reisverslag.blok')),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('op', models.DateTimeField(verbose_name='op')),
                ('tekst', models.TextField(max_length=2000, verbose_name='opmerking')),
                ('antwoord', models.TextField(blank=True, max_length=2000, verbose_name='antwoord')),
                ('afgehandeld_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('afgehandeld_op', models.DateTimeField(blank=True, null=True, verbose_name='afgehandeld op')),
            ],
            options={
                'verbose_name': 'opmerking',
                'verbose_name_plural': 'opmerkingen',
                'constraints': [models.CheckConstraint(condition=models.Q(('tekst', ''), _negated=True), name='opmerking_heeft_tekst', violation_error_message='Schrijf een opmerking.'), models.CheckConstraint(condition=models.Q(models.Q(('afgehandeld_door__isnull', True), ('afgehandeld_op__isnull', True)), models.Q(('afgehandeld_door__isnull', False), ('afgehandeld_op__isnull', False)), _connector='OR'), name='opmerking_afgehandeld_met_wie_en_wanneer', violation_error_message='Een afgehandelde opmerking zegt wie dat deed en wanneer.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Bloksteen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('blok', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stenen', to='reisverslag.blok')),
                ('sleutel', models.CharField(max_length=120, verbose_name='sleutel')),
            ],
            options={
                'verbose_name': 'bouwsteen van een blok',
                'verbose_name_plural': 'bouwstenen van blokken',
                'indexes': [models.Index(fields=['sleutel'], name='bloksteen_per_sleutel')],
                'constraints': [models.UniqueConstraint(fields=('blok', 'sleutel'), name='bloksteen_een_keer', violation_error_message='Deze bouwsteen staat al in dit blok.'), models.CheckConstraint(condition=models.Q(('sleutel', ''), _negated=True), name='bloksteen_heeft_een_sleutel', violation_error_message='Een bouwsteen heeft een sleutel.')],
            },
        ),
        migrations.CreateModel(
            name='Raadsstuk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('versie', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('soort', models.CharField(choices=[('raadsvraag', 'Raadsvraag'), ('motie', 'Motie'), ('toezegging', 'Toezegging'), ('aanbeveling', 'Aanbeveling')], max_length=20, verbose_name='soort')),
                ('kenmerk', models.CharField(blank=True, help_text='Het nummer van de griffie, zoals RV-2026-14.', max_length=40, verbose_name='kenmerk')),
                ('fractie', models.CharField(help_text='De fractie, “raad” als het van de hele raad is, of “rekenkamer”.', max_length=80, verbose_name='van wie')),
                ('onderwerp', models.CharField(help_text='In één zin: waar gaat het over?', max_length=150, verbose_name='onderwerp')),
                ('tekst', models.TextField(help_text='De vraag, of wat er is afgesproken, zoals het in het stuk staat.', validators=[django.core.validators.MaxLengthValidator(10000, 'Deze tekst is te lang. Er passen %(limit_value)s tekens in. Kort de tekst in.')], verbose_name='tekst')),
                ('ontvangen_op', models.DateField(verbose_name='ontvangen op')),
                ('uiterlijk', models.DateField(verbose_name='uiterlijk')),
                ('behandelaar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='raadsstukken', to=settings.AUTH_USER_MODEL, verbose_name='behandelaar')),
                ('toegevoegd_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('status', models.CharField(choices=[('open', 'Open'), ('beantwoord', 'Beantwoord'), ('afgedaan', 'Afgedaan'), ('ingetrokken', 'Ingetrokken')], default='open', max_length=20, verbose_name='status')),
                ('antwoord', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(10000, 'Deze tekst is te lang. Er passen %(limit_value)s tekens in. Kort de tekst in.')], verbose_name='antwoord')),
                ('beantwoord_op', models.DateField(blank=True, null=True, verbose_name='beantwoord op')),
                ('afgedaan_op', models.DateField(blank=True, null=True, verbose_name='afgedaan op')),
                ('afgedaan_hoe', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(10000, 'Deze tekst is te lang. Er passen %(limit_value)s tekens in. Kort de tekst in.')], verbose_name='hoe het is afgedaan')),
                ('ingetrokken_op', models.DateField(blank=True, null=True, verbose_name='ingetrokken op')),
                ('ingetrokken_reden', models.CharField(blank=True, max_length=300, verbose_name='waarom ingetrokken')),
                ('inspanningen', models.ManyToManyField(blank=True, related_name='raadsstukken', to='inspanningen.inspanning', verbose_name='inspanningen')),
                ('leerpunten', models.ManyToManyField(blank=True, related_name='raadsstukken', to='inspanningen.leerpunt', verbose_name='leerpunten')),
                ('indicatoren', models.ManyToManyField(blank=True, related_name='raadsstukken', to='monitor.indicator', verbose_name='cijfers')),
                ('knelpunten', models.ManyToManyField(blank=True, related_name='raadsstukken', to='casuistiek.knelpunt', verbose_name='knelpunten')),
            ],
            options={
                'verbose_name': 'raadsstuk',
                'verbose_name_plural': 'raadsstukken',
                'indexes': [models.Index(fields=['status', 'uiterlijk'], name='raadsstuk_te_laat')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('onderwerp', ''), _negated=True), models.Q(('tekst', ''), _negated=True), models.Q(('fractie', ''), _negated=True)), name='raadsstuk_zegt_wie_en_wat', violation_error_message='Schrijf op van wie het is, waar het over gaat en wat er staat.'), models.CheckConstraint(condition=models.Q(('soort__in', ['raadsvraag', 'motie', 'toezegging', 'aanbeveling'])), name='raadsstuk_soort_bestaat'), models.CheckConstraint(condition=models.Q(('uiterlijk__gte', models.F('ontvangen_op'))), name='raadsstuk_uiterlijk_na_ontvangst', violation_error_message='De uiterste dag ligt voor de dag waarop het stuk is ontvangen.'), models.CheckConstraint(condition=models.Q(models.Q(('afgedaan_op', None), ('beantwoord_op', None), ('ingetrokken_op', None), ('status', 'open')), models.Q(('afgedaan_op', None), ('beantwoord_op__isnull', False), ('ingetrokken_op', None), ('status', 'beantwoord')), models.Q(('afgedaan_op__isnull', False), ('ingetrokken_op', None), ('status', 'afgedaan'), models.Q(('soort', 'raadsvraag'), _negated=True)), models.Q(('afgedaan_op', None), ('ingetrokken_op__isnull', False), ('status', 'ingetrokken')), _connector='OR'), name='raadsstuk_status_met_wat_erbij_hoort', violation_error_message='De status past niet bij de dagen waarop het is beantwoord, afgedaan of ingetrokken.'), models.CheckConstraint(condition=models.Q(('beantwoord_op', None), models.Q(('antwoord', ''), _negated=True), _connector='OR'), name='raadsstuk_beantwoord_met_antwoord', violation_error_message='Schrijf het antwoord op.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'afgedaan'), _negated=True), ('antwoord', ''), ('beantwoord_op__isnull', False), _connector='OR'), name='raadsstuk_afgedaan_zonder_concept', violation_error_message='Er staat nog een antwoord in concept. Geef het eerst, of maak het leeg.'), models.CheckConstraint(condition=models.Q(models.Q(('afgedaan_hoe', ''), ('afgedaan_op', None)), models.Q(('afgedaan_op__isnull', False), models.Q(('afgedaan_hoe', ''), _negated=True)), _connector='OR'), name='raadsstuk_afgedaan_met_hoe', violation_error_message='Schrijf op hoe het is afgedaan.'), models.CheckConstraint(condition=models.Q(models.Q(('ingetrokken_op', None), ('ingetrokken_reden', '')), models.Q(('ingetrokken_op__isnull', False), models.Q(('ingetrokken_reden', ''), _negated=True)), _connector='OR'), name='raadsstuk_ingetrokken_met_reden', violation_error_message='Schrijf op waarom het is ingetrokken.'), models.CheckConstraint(condition=models.Q(models.Q(('beantwoord_op', None), ('beantwoord_op__gte', models.F('ontvangen_op')), _connector='OR'), models.Q(('afgedaan_op', None), ('afgedaan_op__gte', models.F('ontvangen_op')), _connector='OR'), models.Q(('ingetrokken_op', None), ('ingetrokken_op__gte', models.F('ontvangen_op')), _connector='OR')), name='raadsstuk_eerst_ontvangen', violation_error_message='Deze dag ligt voor de dag waarop het stuk is ontvangen.'), models.CheckConstraint(condition=models.Q(('beantwoord_op', None), ('afgedaan_op', None), ('afgedaan_op__gte', models.F('beantwoord_op')), _connector='OR'), name='raadsstuk_eerst_beantwoord', violation_error_message='Deze dag ligt voor de dag waarop het is beantwoord.'), models.UniqueConstraint(models.F('soort'), django.db.models.functions.text.Lower('kenmerk'), condition=models.Q(('kenmerk', ''), _negated=True), name='raadsstuk_kenmerk_een_keer', violation_error_message='Er is al een stuk van deze soort met dit kenmerk.')],
            },
        ),
        migrations.CreateModel(
            name='Reactietermijn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('raadsvraag', 'Raadsvraag'), ('motie', 'Motie'), ('toezegging', 'Toezegging'), ('aanbeveling', 'Aanbeveling')], max_length=20, unique=True, verbose_name='soort')),
                ('dagen', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1, 'Vul een aantal dagen in van 1 of meer.'), django.core.validators.MaxValueValidator(1830, 'Vul hoogstens %(limit_value)s dagen in: vijf jaar.')], verbose_name='dagen')),
                ('grond', models.CharField(blank=True, max_length=150, verbose_name='waar dat staat')),
            ],
            options={
                'verbose_name': 'reactietermijn',
                'verbose_name_plural': 'reactietermijnen',
                'constraints': [models.CheckConstraint(condition=models.Q(('dagen__range', (1, 1830))), name='reactietermijn_minstens_een_dag', violation_error_message='Vul een aantal dagen in van 1 tot en met 1830.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Verslagstap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reisverslag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stappen', to='reisverslag.reisverslag')),
                ('naar', models.CharField(choices=[('concept', 'Concept'), ('ter_beoordeling', 'Ter beoordeling'), ('vastgesteld', 'Vastgesteld'), ('verzonden', 'Verzonden'), ('gepubliceerd', 'Gepubliceerd')], max_length=20, verbose_name='naar')),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('op', models.DateTimeField(verbose_name='op')),
                ('terug', models.BooleanField(default=False, verbose_name='terug')),
                ('toelichting', models.CharField(blank=True, max_length=500, verbose_name='toelichting')),
            ],
            options={
                'verbose_name': 'stap van een reisverslag',
                'verbose_name_plural': 'stappen van reisverslagen',
                'constraints': [models.CheckConstraint(condition=models.Q(('naar__in', ['concept', 'ter_beoordeling', 'vastgesteld', 'verzonden', 'gepubliceerd'])), name='verslagstap_bestaat'), models.CheckConstraint(condition=models.Q(('terug', False), models.Q(('toelichting', ''), _negated=True), _connector='OR'), name='verslagstap_terug_met_reden', violation_error_message='Schrijf op waarom het reisverslag een stap terug gaat.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Meelezer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reisverslag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meelezers', to='reisverslag.reisverslag')),
                ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gevraagd_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gevraagd_op', models.DateTimeField(verbose_name='gevraagd op')),
                ('actiepunt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.actiepunt')),
            ],
            options={
                'verbose_name': 'meelezer',
                'verbose_name_plural': 'meelezers',
                'constraints': [models.UniqueConstraint(fields=('reisverslag', 'gebruiker'), name='meelezer_een_keer_per_verslag', violation_error_message='Deze persoon leest al mee.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Uitgave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reisverslag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uitgaven', to='reisverslag.reisverslag')),
                ('bestand', models.FileField(max_length=255, upload_to='', verbose_name='bestand')),
                ('stap', models.CharField(choices=[('concept', 'Concept'), ('ter_beoordeling', 'Ter beoordeling'), ('vastgesteld', 'Vastgesteld'), ('verzonden', 'Verzonden'), ('gepubliceerd', 'Gepubliceerd')], help_text='Concept, of vastgesteld: sinds het vaststellen verandert de inhoud niet meer.', max_length=20, verbose_name='stap')),
                ('inhoud_sha256', models.CharField(max_length=64, verbose_name='hash van de inhoud')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('omvang', models.PositiveIntegerField(verbose_name='omvang in bytes')),
                ('paginas', models.PositiveIntegerField(verbose_name='bladzijden')),
                ('gemaakt_op', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gemaakt op')),
                ('taak', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.taak')),
            ],
            options={
                'verbose_name': 'uitgave',
                'verbose_name_plural': 'uitgaven',
                'constraints': [models.UniqueConstraint(fields=('reisverslag', 'inhoud_sha256'), name='uitgave_een_per_inhoud')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Verzendlijst',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('naam', models.CharField(max_length=80, verbose_name='naam')),
                ('publiek', models.CharField(choices=[('college', 'College'), ('raad', 'Raad'), ('ambassadeurs', 'Ambassadeurs'), ('inwoners', 'Inwoners')], max_length=20, verbose_name='publiek')),
                ('wijze', models.CharField(choices=[('link', 'Een link naar het verslag'), ('bijlage', 'De pdf als bijlage')], default='link', max_length=10, verbose_name='hoe')),
                ('aangemaakt_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('opgeheven_op', models.DateTimeField(blank=True, null=True, verbose_name='opgeheven op')),
            ],
            options={
                'verbose_name': 'verzendlijst',
                'verbose_name_plural': 'verzendlijsten',
                'constraints': [models.CheckConstraint(condition=models.Q(('naam', ''), _negated=True), name='verzendlijst_heeft_een_naam', violation_error_message='Geef de lijst een naam.'), models.UniqueConstraint(condition=models.Q(('opgeheven_op__isnull', True)), fields=('naam',), name='verzendlijst_een_per_naam', violation_error_message='Er is al een lijst met deze naam.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Ontvanger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lijst', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ontvangers', to='reisverslag.verzendlijst')),
                ('naam', models.CharField(blank=True, help_text='Een functie, zoals “Griffier”. Geen eigennaam.', max_length=100, verbose_name='functie')),
                ('mailadres', brunssum.core.versleuteling.EncryptedTextField(blank=True, purpose='ontvanger', verbose_name='mailadres')),
                ('gebruiker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gebruiker')),
                ('weggehaald_op', models.DateTimeField(blank=True, null=True, verbose_name='weggehaald op')),
            ],
            options={
                'verbose_name': 'ontvanger',
                'verbose_name_plural': 'ontvangers',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('gebruiker__isnull', False), ('naam', '')), models.Q(('gebruiker__isnull', True), models.Q(('naam', ''), _negated=True)), _connector='OR'), name='ontvanger_is_gebruiker_of_heeft_functie', violation_error_message='Kies een gebruiker, of vul een functie en een mailadres in.'), models.UniqueConstraint(condition=models.Q(('weggehaald_op__isnull', True)), fields=('lijst', 'gebruiker'), name='ontvanger_eens_per_gebruiker', violation_error_message='Deze gebruiker staat al op de lijst.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Verzending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reisverslag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verzendingen', to='reisverslag.reisverslag')),
                ('uitgave', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verzendingen', to='reisverslag.uitgave')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('lijst', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verzendingen', to='reisverslag.verzendlijst')),
                ('gevraagd_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gevraagd_op', models.DateTimeField(verbose_name='gevraagd op')),
                ('taak', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.taak')),
            ],
            options={
                'verbose_name': 'verzending',
                'verbose_name_plural': 'verzendingen',
                'constraints': [models.UniqueConstraint(fields=('uitgave', 'lijst'), name='verzending_een_per_uitgave_en_lijst', violation_error_message='Deze pdf is al naar deze lijst gestuurd.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Bezorging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verzending', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bezorgingen', to='reisverslag.verzending')),
                ('ontvanger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bezorgingen', to='reisverslag.ontvanger')),
                ('status', models.CharField(choices=[('gevraagd', 'Wacht op versturen'), ('bezig', 'Wordt verstuurd'), ('verstuurd', 'Verstuurd'), ('mislukt', 'Niet gelukt')], default='gevraagd', max_length=10, verbose_name='status')),
                ('fout', models.CharField(blank=True, max_length=200, verbose_name='waarom niet')),
                ('wijze', models.CharField(blank=True, choices=[('link', 'Een link naar het verslag'), ('bijlage', 'De pdf als bijlage')], max_length=10, verbose_name='hoe')),
                ('verstuurd_op', models.DateTimeField(blank=True, null=True, verbose_name='verstuurd op')),
                ('geopend_op', models.DateTimeField(blank=True, null=True, verbose_name='voor het eerst geopend op')),
                ('keren_geopend', models.PositiveIntegerField(default=0, verbose_name='hoe vaak geopend')),
            ],
            options={
                'verbose_name': 'bezorging',
                'verbose_name_plural': 'bezorgingen',
                'constraints': [models.UniqueConstraint(fields=('verzending', 'ontvanger'), name='bezorging_een_per_ontvanger', violation_error_message='Deze ontvanger staat al bij deze verzending.'), models.CheckConstraint(condition=models.Q(models.Q(('verstuurd_op__isnull', False), models.Q(('wijze', ''), _negated=True)), models.Q(('status', 'verstuurd'), _negated=True), _connector='OR'), name='bezorging_verstuurd_met_moment_en_wijze', violation_error_message='Wat is verstuurd, zegt wanneer en hoe.'), models.CheckConstraint(condition=models.Q(models.Q(('fout', ''), _negated=True), models.Q(('status', 'mislukt'), _negated=True), _connector='OR'), name='bezorging_mislukt_met_reden', violation_error_message='Wat niet lukte, zegt waarom.'), models.CheckConstraint(condition=models.Q(models.Q(('geopend_op__isnull', True), ('keren_geopend', 0)), models.Q(('geopend_op__isnull', False), ('keren_geopend__gt', 0)), _connector='OR'), name='bezorging_geopend_met_moment', violation_error_message='Wat is geopend, zegt wanneer.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Toegangscode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bezorging', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='reisverslag.bezorging')),
                ('gevraagd_op', models.DateTimeField(verbose_name='gevraagd op')),
                ('hash', models.CharField(blank=True, help_text='Leeg tot de code is gemaild.', max_length=64, verbose_name='hash')),
                ('pogingen', models.PositiveSmallIntegerField(default=0, verbose_name='pogingen')),
            ],
            options={
                'verbose_name': 'toegangscode',
                'verbose_name_plural': 'toegangscodes',
                'indexes': [],
                'constraints': [],
            },
        ),
    ]

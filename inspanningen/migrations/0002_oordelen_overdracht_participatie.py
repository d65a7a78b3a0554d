"""What an inspanning is judged by, how it goes to the line, and how far residents have a say."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from brunssum.core.alleen_aanvullen import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('inspanningen', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Oordeelronde',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('naam', models.CharField(error_messages={'unique': 'Er is al een ronde met deze naam. Kies een andere naam.'}, help_text='Bijvoorbeeld “voorjaar 2026”.', max_length=60, unique=True, verbose_name='naam')),
                ('van', models.DateField(verbose_name='begint op')),
                ('uiterlijk', models.DateField(verbose_name='antwoord uiterlijk op')),
                ('gesloten_op', models.DateField(blank=True, null=True, verbose_name='gesloten op')),
                ('geopend_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gesloten_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'oordeelronde',
                'verbose_name_plural': 'oordeelrondes',
            },
        ),
        migrations.CreateModel(
            name='Oordeel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tempo', models.CharField(choices=[('goed', 'Goed'), ('let_op', 'Let op'), ('hulp_nodig', 'Hulp nodig')], max_length=20, verbose_name='Tempo')),
                ('tempo_zin', models.CharField(blank=True, max_length=300, verbose_name='Tempo: in één zin')),
                ('haalbaarheid', models.CharField(choices=[('goed', 'Goed'), ('let_op', 'Let op'), ('hulp_nodig', 'Hulp nodig')], max_length=20, verbose_name='Haalbaarheid')),
                ('haalbaarheid_zin', models.CharField(blank=True, max_length=300, verbose_name='Haalbaarheid: in één zin')),
                ('efficientie', models.CharField(choices=[('goed', 'Goed'), ('let_op', 'Let op'), ('hulp_nodig', 'Hulp nodig')], max_length=20, verbose_name='Efficiëntie')),
                ('efficientie_zin', models.CharField(blank=True, max_length=300, verbose_name='Efficiëntie: in één zin')),
                ('flexibiliteit', models.CharField(choices=[('goed', 'Goed'), ('let_op', 'Let op'), ('hulp_nodig', 'Hulp nodig')], max_length=20, verbose_name='Flexibiliteit')),
                ('flexibiliteit_zin', models.CharField(blank=True, max_length=300, verbose_name='Flexibiliteit: in één zin')),
                ('doeltreffendheid', models.CharField(choices=[('goed', 'Goed'), ('let_op', 'Let op'), ('hulp_nodig', 'Hulp nodig')], max_length=20, verbose_name='Doeltreffendheid')),
                ('doeltreffendheid_zin', models.CharField(blank=True, max_length=300, verbose_name='Doeltreffendheid: in één zin')),
                ('samenvatting', models.CharField(help_text='Wat moet iemand weten die alleen deze zin leest?', max_length=300, verbose_name='hoe staat het ervoor, in één zin')),
                ('hulp_gevraagd', models.CharField(blank=True, help_text='Wat moet er gebeuren, en voor wanneer? Hier komt een actiepunt van.', max_length=300, verbose_name='welke hulp vraagt u')),
                ('gegeven_op', models.DateField(verbose_name='gegeven op')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('reden', models.CharField(blank=True, help_text='Het vorige oordeel blijft te lezen.', max_length=300, verbose_name='waarom verbetert u dit oordeel')),
                ('gegeven_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gegeven door')),
                ('hulp_van', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='van wie')),
                ('inspanning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='oordelen', to='inspanningen.inspanning')),
                ('vervangt', models.OneToOneField(blank=True, error_messages={'unique': 'Dit oordeel is intussen al verbeterd.'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='inspanningen.oordeel')),
                ('ronde', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='oordelen', to='inspanningen.oordeelronde')),
            ],
            options={
                'verbose_name': 'oordeel',
                'verbose_name_plural': 'oordelen',
            },
        ),
        migrations.CreateModel(
            name='Oordeelvraag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('herinnerd_op', models.DateField(blank=True, null=True, verbose_name='herinnerd op')),
                ('inspanning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='oordeelvragen', to='inspanningen.inspanning')),
                ('ronde', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vragen', to='inspanningen.oordeelronde')),
            ],
            options={
                'verbose_name': 'oordeelvraag',
                'verbose_name_plural': 'oordeelvragen',
            },
        ),
        migrations.CreateModel(
            name='Overdracht',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('loopt', 'Loopt'), ('klaar', 'Wacht op de bateneigenaar'), ('afgerond', 'Overgenomen'), ('gestopt', 'Gestopt')], default='loopt', max_length=20)),
                ('begonnen_op', models.DateField(verbose_name='begonnen op')),
                ('uiterlijk', models.DateField(verbose_name='klaar op')),
                ('klaar_op', models.DateField(blank=True, null=True, verbose_name='klaar gemeld op')),
                ('beeindigd_op', models.DateField(blank=True, null=True, verbose_name='beëindigd op')),
                ('slotwoord', models.TextField(blank=True, verbose_name='slotwoord')),
                ('bateneigenaar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overdrachten', to=settings.AUTH_USER_MODEL, verbose_name='bateneigenaar')),
                ('begonnen_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspanning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overdrachten', to='inspanningen.inspanning')),
                ('klaar_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'overdracht',
                'verbose_name_plural': 'overdrachten',
            },
        ),
        migrations.CreateModel(
            name='Overdrachtspunt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgorde', models.PositiveSmallIntegerField()),
                ('titel', models.CharField(max_length=150, verbose_name='punt')),
                ('uitleg', models.CharField(blank=True, max_length=300, verbose_name='wat is er dan geregeld')),
                ('is_eigen', models.BooleanField(default=False)),
                ('stand', models.CharField(choices=[('open', 'Nog te doen'), ('gedaan', 'Gedaan'), ('niet_nodig', 'Niet nodig')], default='open', max_length=20)),
                ('opmerking', models.CharField(blank=True, max_length=300, verbose_name='opmerking')),
                ('op', models.DateField(blank=True, null=True)),
                ('door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('overdracht', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='punten', to='inspanningen.overdracht')),
            ],
            options={
                'verbose_name': 'overdrachtspunt',
                'verbose_name_plural': 'overdrachtspunten',
            },
        ),
        migrations.CreateModel(
            name='Participatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('gepland', 'Gepland'), ('werkelijk', 'Werkelijk')], max_length=20, verbose_name='wat legt u vast')),
                ('trede', models.PositiveSmallIntegerField(choices=[(1, 'Informeren'), (2, 'Raadplegen'), (3, 'Adviseren'), (4, 'Coproduceren'), (5, 'Meebeslissen')], verbose_name='hoever gaat de zeggenschap')),
                ('hoe', models.CharField(help_text='Wat doen inwoners dan, en waaraan ziet u dat?', max_length=300, verbose_name='hoe, in één zin')),
                ('op', models.DateField(verbose_name='op welke dag')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspanning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participaties', to='inspanningen.inspanning')),
            ],
            options={
                'verbose_name': 'participatie',
                'verbose_name_plural': 'participatie',
            },
        ),
        migrations.AddConstraint(
            model_name='oordeelronde',
            constraint=models.UniqueConstraint(models.ExpressionWrapper(models.Q(('gesloten_op__isnull', True)), output_field=models.BooleanField()), condition=models.Q(('gesloten_op__isnull', True)), name='oordeelronde_een_open', violation_error_message='Er loopt al een ronde. Sluit die eerst.'),
        ),
        migrations.AddConstraint(
            model_name='oordeelronde',
            constraint=models.CheckConstraint(condition=models.Q(('uiterlijk__gt', models.F('van'))), name='oordeelronde_uiterlijk_na_van', violation_error_message='De uiterste dag ligt niet na de dag waarop de ronde begint.'),
        ),
        migrations.AddConstraint(
            model_name='oordeelronde',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('gesloten_door__isnull', True), ('gesloten_op__isnull', True)), models.Q(('gesloten_door__isnull', False), ('gesloten_op__gte', models.F('van')), ('gesloten_op__isnull', False)), _connector='OR'), name='oordeelronde_gesloten_door_iemand', violation_error_message='Een ronde sluit niet voor zij begint.'),
        ),
        migrations.AddIndex(
            model_name='oordeel',
            index=models.Index(fields=['inspanning', 'ronde'], name='oordeel_per_inspanning'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('tempo__in', ['goed', 'let_op', 'hulp_nodig'])), name='oordeel_tempo_bestaat', violation_error_message='Kies een antwoord bij Tempo.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('haalbaarheid__in', ['goed', 'let_op', 'hulp_nodig'])), name='oordeel_haalbaarheid_bestaat', violation_error_message='Kies een antwoord bij Haalbaarheid.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('efficientie__in', ['goed', 'let_op', 'hulp_nodig'])), name='oordeel_efficientie_bestaat', violation_error_message='Kies een antwoord bij Efficiëntie.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('flexibiliteit__in', ['goed', 'let_op', 'hulp_nodig'])), name='oordeel_flexibiliteit_bestaat', violation_error_message='Kies een antwoord bij Flexibiliteit.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('doeltreffendheid__in', ['goed', 'let_op', 'hulp_nodig'])), name='oordeel_doeltreffendheid_bestaat', violation_error_message='Kies een antwoord bij Doeltreffendheid.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('tempo', 'goed'), models.Q(('tempo_zin', ''), _negated=True), _connector='OR'), name='oordeel_tempo_met_zin', violation_error_message='Schrijf bij Tempo in één zin wat er aan de hand is.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('haalbaarheid', 'goed'), models.Q(('haalbaarheid_zin', ''), _negated=True), _connector='OR'), name='oordeel_haalbaarheid_met_zin', violation_error_message='Schrijf bij Haalbaarheid in één zin wat er aan de hand is.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('efficientie', 'goed'), models.Q(('efficientie_zin', ''), _negated=True), _connector='OR'), name='oordeel_efficientie_met_zin', violation_error_message='Schrijf bij Efficiëntie in één zin wat er aan de hand is.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('flexibiliteit', 'goed'), models.Q(('flexibiliteit_zin', ''), _negated=True), _connector='OR'), name='oordeel_flexibiliteit_met_zin', violation_error_message='Schrijf bij Flexibiliteit in één zin wat er aan de hand is.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('doeltreffendheid', 'goed'), models.Q(('doeltreffendheid_zin', ''), _negated=True), _connector='OR'), name='oordeel_doeltreffendheid_met_zin', violation_error_message='Schrijf bij Doeltreffendheid in één zin wat er aan de hand is.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('samenvatting', ''), _negated=True), name='oordeel_met_samenvatting', violation_error_message='Schrijf in één zin hoe het ervoor staat.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('tempo', 'hulp_nodig'), ('haalbaarheid', 'hulp_nodig'), ('efficientie', 'hulp_nodig'), ('flexibiliteit', 'hulp_nodig'), ('doeltreffendheid', 'hulp_nodig'), _connector='OR'), models.Q(('hulp_gevraagd', ''), _negated=True)), models.Q(('doeltreffendheid__in', ['goed', 'let_op']), ('efficientie__in', ['goed', 'let_op']), ('flexibiliteit__in', ['goed', 'let_op']), ('haalbaarheid__in', ['goed', 'let_op']), ('tempo__in', ['goed', 'let_op']), ('hulp_gevraagd', ''), ('hulp_van__isnull', True)), _connector='OR'), name='oordeel_hulp_hoort_bij_hulp_nodig', violation_error_message='Wie ‘hulp nodig’ kiest, schrijft welke hulp; en alleen dan.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reden', ''), ('vervangt__isnull', True)), models.Q(('vervangt__isnull', False), models.Q(('reden', ''), _negated=True)), _connector='OR'), name='oordeel_verbeterd_met_reden', violation_error_message='Schrijf op waarom u het oordeel verbetert.'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.CheckConstraint(condition=models.Q(('vervangt__isnull', True), models.Q(('vervangt', models.F('pk')), _negated=True), _connector='OR'), name='oordeel_vervangt_een_ander'),
        ),
        migrations.AddConstraint(
            model_name='oordeel',
            constraint=models.UniqueConstraint(condition=models.Q(('vervangt__isnull', True)), fields=('ronde', 'inspanning'), name='oordeel_eerste_per_ronde', violation_error_message='Er is in deze ronde al een oordeel. Verbeter dat.'),
        ),
        migrations.AddConstraint(
            model_name='oordeelvraag',
            constraint=models.UniqueConstraint(fields=('ronde', 'inspanning'), name='oordeelvraag_uniek'),
        ),
        migrations.AddConstraint(
            model_name='overdracht',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['loopt', 'klaar', 'afgerond', 'gestopt'])), name='overdracht_status_bestaat'),
        ),
        migrations.AddConstraint(
            model_name='overdracht',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['loopt', 'klaar'])), fields=('inspanning',), name='overdracht_een_tegelijk', violation_error_message='Er loopt al een overdracht van deze inspanning.'),
        ),
        migrations.AddConstraint(
            model_name='overdracht',
            constraint=models.CheckConstraint(condition=models.Q(('uiterlijk__gte', models.F('begonnen_op'))), name='overdracht_klaar_op_na_begin', violation_error_message='De dag waarop het klaar moet zijn, ligt voor het begin.'),
        ),
        migrations.AddConstraint(
            model_name='overdracht',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['loopt', 'gestopt']), models.Q(('klaar_door__isnull', False), ('klaar_op__isnull', False)), _connector='OR'), name='overdracht_klaar_door_iemand'),
        ),
        migrations.AddConstraint(
            model_name='overdracht',
            constraint=models.CheckConstraint(condition=models.Q(('klaar_door__isnull', True), models.Q(('klaar_door', models.F('bateneigenaar')), _negated=True), _connector='OR'), name='overdracht_door_twee', violation_error_message='Wie overneemt, is een ander dan wie zegt dat alles klaar is.'),
        ),
        migrations.AddConstraint(
            model_name='overdracht',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('beeindigd_op__isnull', True), ('status__in', ['loopt', 'klaar'])), models.Q(('beeindigd_op__gte', models.F('begonnen_op')), ('beeindigd_op__isnull', False), ('status__in', ['afgerond', 'gestopt'])), _connector='OR'), name='overdracht_beeindigd_op_een_dag', violation_error_message='Een overdracht eindigt niet voor zij begint.'),
        ),
        migrations.AddConstraint(
            model_name='overdracht',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'gestopt'), _negated=True), models.Q(('slotwoord', ''), _negated=True), _connector='OR'), name='overdracht_gestopt_met_reden', violation_error_message='Schrijf op waarom de overdracht stopt.'),
        ),
        migrations.AddConstraint(
            model_name='overdrachtspunt',
            constraint=models.UniqueConstraint(fields=('overdracht', 'titel'), name='overdrachtspunt_uniek', violation_error_message='Dit punt staat er al.'),
        ),
        migrations.AddConstraint(
            model_name='overdrachtspunt',
            constraint=models.CheckConstraint(condition=models.Q(('stand__in', ['open', 'gedaan', 'niet_nodig'])), name='overdrachtspunt_stand_bestaat'),
        ),
        migrations.AddConstraint(
            model_name='overdrachtspunt',
            constraint=models.CheckConstraint(condition=models.Q(('stand', 'open'), models.Q(('door__isnull', False), ('op__isnull', False)), _connector='OR'), name='overdrachtspunt_door_iemand_op_een_dag'),
        ),
        migrations.AddConstraint(
            model_name='overdrachtspunt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stand', 'niet_nodig'), _negated=True), models.Q(('opmerking', ''), _negated=True), _connector='OR'), name='overdrachtspunt_niet_nodig_met_reden', violation_error_message='Schrijf op waarom dit punt niet nodig is.'),
        ),
        migrations.AddIndex(
            model_name='participatie',
            index=models.Index(fields=['inspanning', 'soort', 'op'], name='participatie_per_soort'),
        ),
        migrations.AddConstraint(
            model_name='participatie',
            constraint=models.CheckConstraint(condition=models.Q(('soort__in', ['gepland', 'werkelijk'])), name='participatie_soort_bestaat'),
        ),
        migrations.AddConstraint(
            model_name='participatie',
            constraint=models.CheckConstraint(condition=models.Q(('trede__gte', 1), ('trede__lte', 5)), name='participatie_trede_bestaat', violation_error_message='Deze trede bestaat niet.'),
        ),
        migrations.AddConstraint(
            model_name='participatie',
            constraint=models.CheckConstraint(condition=models.Q(('hoe', ''), _negated=True), name='participatie_zegt_hoe', violation_error_message='Schrijf in één zin hoe inwoners meedoen.'),
        ),
        append_only("inspanningen_oordeel"),
        append_only("inspanningen_participatie"),
    ]

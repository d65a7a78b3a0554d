
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_alleen_aanvullen'),
        ('inspanningen', '0005_mijlpaal'),
        ('monitor', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Wijkplan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('van_jaar', models.PositiveSmallIntegerField(verbose_name='eerste jaar')),
                ('tot_jaar', models.PositiveSmallIntegerField(help_text='Een wijkplan loopt vier of vijf jaar. Dit jaar telt mee.', verbose_name='laatste jaar')),
                ('opgave', models.TextField(help_text='Schrijf het zoals bewoners het zeggen. Zonder namen.', max_length=4000, verbose_name='wat is er aan de hand, en waarom')),
                ('bewoners', models.TextField(blank=True, help_text='Uit gesprekken, een bewonersberaad of de uitvraag. Eén uitspraak per regel, zonder namen.', max_length=4000, verbose_name='wat bewoners zeiden')),
                ('contact', models.CharField(help_text='Een functie, geen naam: “wijkmanager Noord”.', max_length=120, verbose_name='bij wie bewoners terecht kunnen')),
                ('contact_waar', models.CharField(blank=True, help_text='Bijvoorbeeld: dinsdagochtend in het buurthuis, of via het algemene nummer van de gemeente.', max_length=200, verbose_name='waar en wanneer')),
                ('status', models.CharField(choices=[('concept', 'Concept'), ('vastgesteld', 'Vastgesteld')], default='concept', max_length=12)),
                ('vastgesteld_op', models.DateField(blank=True, null=True, verbose_name='vastgesteld op')),
                ('bewerking', models.PositiveIntegerField(default=1, editable=False)),
                ('gebied', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wijkplannen', to='core.gebied', verbose_name='wijk of buurt')),
            ],
            options={
                'verbose_name': 'wijkplan',
                'verbose_name_plural': 'wijkplannen',
            },
        ),
        migrations.CreateModel(
            name='Wijkplanactie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wat', models.CharField(help_text='In één zin: wat gaat er gebeuren?', max_length=150, verbose_name='wat')),
                ('wie', models.CharField(blank=True, help_text='Bijvoorbeeld “bewonersgroep” of “vrijwilligers van het buurthuis”. Geen namen.', max_length=120, verbose_name='wie nog meer, of wie anders')),
                ('waar', models.CharField(blank=True, help_text='Een straat, een veldje, “in de hele wijk”.', max_length=120, verbose_name='waar')),
                ('waarom', models.TextField(help_text='Wat merken bewoners ervan?', max_length=600, verbose_name='waarom')),
                ('jaar', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='jaar')),
                ('wanneer', models.CharField(blank=True, help_text='Zo precies als bekend is: “in het voorjaar”, “elk jaar in mei”.', max_length=80, verbose_name='wanneer')),
                ('contact', models.CharField(blank=True, help_text='Een functie, geen naam. Leeg: bij wie in het plan staat.', max_length=120, verbose_name='bij wie kunt u terecht')),
                ('status', models.CharField(choices=[('gepland', 'Gepland'), ('bezig', 'Bezig'), ('gedaan', 'Gedaan'), ('vervallen', 'Vervallen')], default='gepland', max_length=10)),
                ('status_sinds', models.DateField(verbose_name='sinds')),
                ('toelichting', models.CharField(blank=True, max_length=300, verbose_name='toelichting')),
                ('bewerking', models.PositiveIntegerField(default=1, editable=False)),
                ('doelstelling', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wijkplanacties', to='inspanningen.doelstelling', verbose_name='doelstelling')),
                ('inspanning', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wijkplanacties', to='inspanningen.inspanning', verbose_name='inspanning')),
                ('organisatie', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wijkplanacties', to='core.organisatie', verbose_name='organisatie')),
                ('plek', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='wijkplanacties', to='monitor.plek', verbose_name='plek')),
                ('wijkplan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acties', to='inspanningen.wijkplan')),
            ],
            options={
                'verbose_name': 'actie van een wijkplan',
                'verbose_name_plural': 'acties van wijkplannen',
            },
        ),
        migrations.CreateModel(
            name='Wijkplanversie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nummer', models.PositiveSmallIntegerField(verbose_name='versie')),
                ('op', models.DateField(verbose_name='op')),
                ('stand', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wijkplan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versies', to='inspanningen.wijkplan')),
            ],
            options={
                'verbose_name': 'versie van een wijkplan',
                'verbose_name_plural': 'versies van wijkplannen',
            },
        ),
        migrations.CreateModel(
            name='Aanscherping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jaar', models.PositiveSmallIntegerField(verbose_name='jaar')),
                ('begonnen_op', models.DateField(verbose_name='begonnen op')),
                ('gesloten_op', models.DateField(blank=True, null=True, verbose_name='afgerond op')),
                ('wie', models.CharField(blank=True, help_text='Groepen en organisaties, geen namen: “bewonersgroep, Weller en de wijkmanager”.', max_length=300, verbose_name='wie deden er mee')),
                ('bewoners', models.PositiveIntegerField(blank=True, null=True, verbose_name='hoeveel bewoners deden mee')),
                ('wat_veranderde', models.TextField(blank=True, help_text='En waarom. Bleef alles gelijk? Schrijf dat op.', max_length=4000, verbose_name='wat is er veranderd')),
                ('wijkplan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aanscherpingen', to='inspanningen.wijkplan')),
                ('versie', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aanscherping', to='inspanningen.wijkplanversie')),
            ],
            options={
                'verbose_name': 'aanscherping',
                'verbose_name_plural': 'aanscherpingen',
            },
        ),
        migrations.AddConstraint(
            model_name='wijkplan',
            constraint=models.CheckConstraint(condition=models.Q(('tot_jaar__gte', django.db.models.expressions.CombinedExpression(models.F('van_jaar'), '+', models.Value(3))), ('tot_jaar__lte', django.db.models.expressions.CombinedExpression(models.F('van_jaar'), '+', models.Value(4)))), name='wijkplan_vier_of_vijf_jaar', violation_error_message='Een wijkplan loopt vier of vijf jaar, bijvoorbeeld van 2026 tot en met 2029.'),
        ),
        migrations.AddConstraint(
            model_name='wijkplan',
            constraint=models.CheckConstraint(condition=models.Q(('van_jaar__gte', 2000), ('van_jaar__lte', 2100)), name='wijkplan_jaar_bestaat', violation_error_message='Vul een jaar in, zoals 2026.'),
        ),
        migrations.AddConstraint(
            model_name='wijkplan',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['concept', 'vastgesteld'])), name='wijkplan_status_bestaat'),
        ),
        migrations.AddConstraint(
            model_name='wijkplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'concept'), ('vastgesteld_op__isnull', True)), models.Q(('status', 'vastgesteld'), ('vastgesteld_op__isnull', False)), _connector='OR'), name='wijkplan_vastgesteld_met_datum', violation_error_message='Een vastgesteld wijkplan heeft een datum van vaststellen.'),
        ),
        migrations.AddConstraint(
            model_name='wijkplan',
            constraint=models.UniqueConstraint(fields=('gebied', 'van_jaar'), name='wijkplan_een_per_begin', violation_error_message='Van dit gebied begint er al een wijkplan in dit jaar.'),
        ),
        migrations.AddConstraint(
            model_name='wijkplanactie',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['gepland', 'bezig', 'gedaan', 'vervallen'])), name='wijkplanactie_status_bestaat'),
        ),
        migrations.AddConstraint(
            model_name='wijkplanactie',
            constraint=models.CheckConstraint(condition=models.Q(('organisatie__isnull', False), models.Q(('wie', ''), _negated=True), _connector='OR'), name='wijkplanactie_door_iemand', violation_error_message='Kies een organisatie, of schrijf op wie het doet.'),
        ),
        migrations.AddConstraint(
            model_name='wijkplanactie',
            constraint=models.CheckConstraint(condition=models.Q(('waar', ''), _negated=True), name='wijkplanactie_ergens', violation_error_message='Kies een plek, of schrijf op waar het is.'),
        ),
        migrations.AddConstraint(
            model_name='wijkplanactie',
            constraint=models.CheckConstraint(condition=models.Q(('jaar__isnull', False), models.Q(('wanneer', ''), _negated=True), _connector='OR'), name='wijkplanactie_ooit', violation_error_message='Kies een jaar, of schrijf op wanneer het is.'),
        ),
        migrations.AddConstraint(
            model_name='wijkplanactie',
            constraint=models.CheckConstraint(condition=models.Q(('jaar__isnull', True), models.Q(('jaar__gte', 2000), ('jaar__lte', 2104)), _connector='OR'), name='wijkplanactie_jaar_bestaat', violation_error_message='Vul een jaar in, zoals 2026.'),
        ),
        migrations.AddConstraint(
            model_name='wijkplanactie',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'vervallen'), _negated=True), models.Q(('toelichting', ''), _negated=True), _connector='OR'), name='wijkplanactie_vervallen_met_reden', violation_error_message='Schrijf op waarom deze actie vervalt.'),
        ),
        migrations.AddConstraint(
            model_name='wijkplanversie',
            constraint=models.UniqueConstraint(fields=('wijkplan', 'nummer'), name='wijkplanversie_nummer_uniek'),
        ),
        migrations.AddConstraint(
            model_name='wijkplanversie',
            constraint=models.CheckConstraint(condition=models.Q(('nummer__gte', 1)), name='wijkplanversie_nummer_vanaf_1'),
        ),
        migrations.AddConstraint(
            model_name='aanscherping',
            constraint=models.UniqueConstraint(fields=('wijkplan', 'jaar'), name='aanscherping_een_per_jaar', violation_error_message='In dit jaar is er al een ronde geweest.'),
        ),
        migrations.AddConstraint(
            model_name='aanscherping',
            constraint=models.UniqueConstraint(condition=models.Q(('gesloten_op__isnull', True)), fields=('wijkplan',), name='aanscherping_een_open', violation_error_message='Er loopt al een ronde. Rond die eerst af.'),
        ),
        migrations.AddConstraint(
            model_name='aanscherping',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('gesloten_op__isnull', True), ('versie__isnull', True)), models.Q(('gesloten_op__isnull', False), ('versie__isnull', False), models.Q(('wat_veranderde', ''), _negated=True), models.Q(('wie', ''), _negated=True)), _connector='OR'), name='aanscherping_gesloten_is_heel', violation_error_message='Schrijf op wie er meededen en wat er veranderde.'),
        ),
        migrations.AddConstraint(
            model_name='aanscherping',
            constraint=models.CheckConstraint(condition=models.Q(('gesloten_op__isnull', True), ('gesloten_op__gte', models.F('begonnen_op')), _connector='OR'), name='aanscherping_gesloten_na_begin', violation_error_message='De ronde eindigt voor zij begint. Kies een latere dag.'),
        ),
        migrations.AddConstraint(
            model_name='aanscherping',
            constraint=models.CheckConstraint(condition=models.Q(('bewoners__isnull', True), ('bewoners__lte', 100000), _connector='OR'), name='aanscherping_bewoners_te_tellen', violation_error_message='Vul het aantal bewoners in als een heel getal, zoals 35.'),
        ),
    ]

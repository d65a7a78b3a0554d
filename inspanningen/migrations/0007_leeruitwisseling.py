
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_alleen_aanvullen'),
        ('inspanningen', '0006_wijkplan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Leeruitwisseling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('richting', models.CharField(choices=[('genomen', 'Van hen geleerd'), ('gegeven', 'Aan hen gegeven')], max_length=10, verbose_name='richting')),
                ('op', models.DateField(verbose_name='op welke dag')),
                ('met_wie', models.CharField(help_text='Een functie, geen naam: “projectleider zorgzame wijken”.', max_length=120, verbose_name='met wie')),
                ('waarover', models.CharField(help_text='In een paar woorden: waar ging het over?', max_length=300, verbose_name='waarover')),
                ('staat', models.CharField(choices=[('open', 'Nog open'), ('gedaan', 'Er is iets mee gedaan'), ('niet_bruikbaar', 'Niet bruikbaar')], default='open', max_length=15)),
                ('uitkomst', models.TextField(blank=True, max_length=2000, verbose_name='wat is ermee gedaan')),
                ('uitkomst_op', models.DateField(blank=True, null=True, verbose_name='wanneer')),
                ('leerpunt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uitwisselingen', to='inspanningen.leerpunt', verbose_name='leerpunt')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leeruitwisselingen', to='core.organisatie', verbose_name='gemeente')),
                ('vastgelegd_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'leeruitwisseling',
                'verbose_name_plural': 'leeruitwisselingen',
                'constraints': [models.CheckConstraint(condition=models.Q(('richting__in', ['genomen', 'gegeven'])), name='leeruitwisseling_richting_bestaat'), models.CheckConstraint(condition=models.Q(models.Q(('staat', 'open'), ('uitkomst', ''), ('uitkomst_op__isnull', True)), models.Q(('staat__in', ['gedaan', 'niet_bruikbaar']), ('uitkomst_op__isnull', False), models.Q(('uitkomst', ''), _negated=True)), _connector='OR'), name='leeruitwisseling_klaar_met_uitkomst', violation_error_message='Schrijf op wat ermee is gedaan, of waarom het niet bruikbaar is.'), models.CheckConstraint(condition=models.Q(('uitkomst_op__isnull', True), ('uitkomst_op__gte', models.F('op')), _connector='OR'), name='leeruitwisseling_uitkomst_erna', violation_error_message='De dag van de uitkomst ligt voor de dag van het gesprek.')],
            },
        ),
    ]

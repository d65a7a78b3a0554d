import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
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
                ('stap', models.CharField(choices=[('concept', 'Concept'), ('vastgesteld', 'Vastgesteld')], default='concept', max_length=20, verbose_name='stap')),
                ('vastgesteld_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgesteld door')),
                ('vastgesteld_op', models.DateTimeField(blank=True, null=True, verbose_name='vastgesteld op')),
                ('colofon', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='Namen zoals ze waren bij het vaststellen: gemeente, programma, auteur, vastgesteld door.')),
                ('aangemaakt_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'reisverslag',
                'verbose_name_plural': 'reisverslagen',
                'indexes': [models.Index(fields=['-periode_tot', '-periode_van'], name='reisverslag_nieuwste_eerst')],
                'constraints': [models.CheckConstraint(condition=models.Q(('periode_tot__gte', models.F('periode_van'))), name='reisverslag_periode_eindigt_na_begin', violation_error_message='De periode eindigt voordat zij begint.'), models.CheckConstraint(condition=models.Q(('titel', ''), _negated=True), name='reisverslag_heeft_een_titel', violation_error_message='Geef het reisverslag een titel.'), models.CheckConstraint(condition=models.Q(models.Q(('stap', 'concept'), ('vastgesteld_door__isnull', True), ('vastgesteld_op__isnull', True)), models.Q(('stap', 'vastgesteld'), ('vastgesteld_door__isnull', False), ('vastgesteld_op__isnull', False)), _connector='OR'), name='reisverslag_vastgesteld_met_wie_en_wanneer', violation_error_message='Een vastgesteld reisverslag zegt wie het vaststelde en wanneer.')],
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
            name='Uitgave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reisverslag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uitgaven', to='reisverslag.reisverslag')),
                ('bestand', models.FileField(max_length=255, upload_to='', verbose_name='bestand')),
                ('stap', models.CharField(choices=[('concept', 'Concept'), ('vastgesteld', 'Vastgesteld')], max_length=20, verbose_name='stap')),
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
            name='Blok',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hoofdstuk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blokken', to='reisverslag.hoofdstuk')),
                ('soort', models.CharField(help_text='Een naam uit reisverslag/blokken.', max_length=30, verbose_name='soort')),
                ('volgorde', models.PositiveSmallIntegerField(default=0)),
                ('inhoud', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='inhoud')),
                ('versienummer', models.PositiveIntegerField(default=1, verbose_name='versie')),
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
    ]
